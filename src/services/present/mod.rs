//! Turns an order into the words of a page: the only translator from `domain` to `wire`.
//!
//! All masking happens here: what a viewer may not see is never put into a view ([`page::Sight`]).
//! All choosing of words happens here too; the words themselves are `language`'s. Nothing here reads
//! a store or a clock. Start with [`order_view`].

mod calendar;
mod carrier_words;
mod days_view;
mod due_view;
mod entry_words;
mod facts_view;
mod freshness;
mod headline_words;
mod items_view;
mod lead_words;
mod masked;
mod pace;
mod page;
mod parcels_view;
mod rest_view;
mod staff_view;
mod stages_view;
mod structured;

use crate::domain::door::Door;
use crate::domain::entry::Entries;
use crate::domain::headline::{Present, PublicHold};
use crate::domain::ids::OrderId;
use crate::domain::level::Level;
use crate::domain::link::{Purpose, Token};
use crate::domain::message::Message;
use crate::domain::order::Order;
use crate::domain::routes;
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::language::Speech;
use crate::store::StoredOrder;
use crate::wire::frame::Moment;
use crate::wire::order_view::{OrderView, SeeMore};

pub use masked::masked;
use page::Page;
pub use staff_view::staff_days;
pub(in crate::services) use staff_view::staff_viewer;

/// Who looks, and by which link.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// How much may be seen.
    pub level: Level,
    /// What the link was made for: a share link shows no prices, address or messages at any level.
    pub purpose: Purpose,
    /// The link's token, for addresses of further pages; without one there are none.
    pub token: Option<Token>,
    /// The door those addresses lead through.
    pub door: Door,
}

/// What there is to show. All of it may be handed over whatever the viewer may see.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The shop.
    pub shop: &'a Shop,
    /// Our id of the order.
    pub id: OrderId,
    /// The order.
    pub order: &'a Order,
    /// Its timeline.
    pub entries: &'a Entries,
    /// What people call the order (`#1042`).
    pub name: &'a str,
    /// The shop's statuses.
    pub statuses: &'a [Status],
    /// Messages about the order.
    pub messages: &'a [Message],
    /// The present in the shop's time zone.
    pub present: &'a Present,
}

/// The order page for this viewer, in the language of `speech`.
#[must_use]
pub fn order_view(source: &Source<'_>, viewer: &Viewer, speech: &Speech) -> OrderView {
    let page = Page::new(source, viewer, speech);
    let token = viewer.token.as_ref();
    // The pages around the order open in the language the shopper reads now.
    let here = |path: String| routes::in_language(&viewer.door.to(path), speech.language().tag());
    let (lead, step_text) = lead_words::lead(&page);
    OrderView {
        name: source.name.to_owned(),
        placed: placed(&page),
        headline: headline_words::headline(&page),
        tone: headline_words::tone(&page.headline),
        lead,
        step_text,
        icon: headline_words::icon(&page),
        stages: stages_view::stages(&page),
        due: due_view::due(&page),
        pace: pace::pace(&page),
        coming: pace::coming(&page),
        parcels: parcels_view::parcels(&page),
        days: days_view::days(&page),
        items: items_view::items(&page),
        facts: facts_view::facts(&page),
        address: facts_view::address(&page),
        messages: facts_view::messages(&page),
        // Whoever is not proven yet is asked for a code there.
        correct: token
            .filter(|_| page.sight.personal && matches!(source.order.email.get(), Some(Some(_))))
            .map(|token| here(routes::address(token))),
        updates: None,
        notice: freshness::notice(&page),
        checked: freshness::checked(&page),
        see_more: see_more(&page, viewer),
        calendar: token
            .filter(|_| calendar::date(&page).is_some())
            .map(|token| here(routes::calendar(token))),
        // A feed reader asks without a browser: at our own door alone.
        feed: token.filter(|_| !viewer.door.is_proxied()).map(|token| here(routes::feed(token))),
        share: token.filter(|_| page.sight.may_share).map(|token| here(routes::share(token))),
        structured: Some(structured::structured(&page)),
    }
}

/// The order's date as a calendar file (RFC 5545): the carrier's day, else the merchant's. `None`
/// when there is no such date, when it has passed or when the order is done. Holds no personal data.
#[must_use]
pub fn calendar_file(source: &Source<'_>, viewer: &Viewer, speech: &Speech) -> Option<String> {
    calendar::file(&Page::new(source, viewer, speech))
}

/// The same for a message about an order, which no link is needed for.
#[must_use]
pub fn mail_calendar(shop: &Shop, known: &StoredOrder, speech: &Speech, present: &Present) -> Option<String> {
    let source = Source {
        shop,
        id: known.id,
        order: &known.order,
        entries: &known.entries,
        name: &known.name,
        statuses: &[],
        messages: &[],
        present,
    };
    let viewer =
        Viewer { level: Level::Standard, purpose: Purpose::Mail, token: None, door: Door::OWN.clone() };
    calendar_file(&source, &viewer, speech)
}

/// Why an order waits, in words for the shopper: never more than its public reason.
#[must_use]
pub fn hold_sentence(reason: PublicHold, speech: &Speech) -> String {
    speech.say(lead_words::hold_key(reason))
}

fn placed(page: &Page<'_>) -> Option<Moment> {
    let at = *page.order.placed_at.get()?;
    let text = page.say_with("placed-on", &[("date", page.day_short(at).into())]);
    Some(Moment { iso: page.iso(at), text })
}

/// A code can only be mailed to an order with an address; without one there is no way to see more.
fn see_more(page: &Page<'_>, viewer: &Viewer) -> Option<SeeMore> {
    let token = viewer.token.as_ref()?;
    let reachable = matches!(page.order.email.get(), Some(Some(_)));
    let key = match viewer.level {
        _ if viewer.purpose == Purpose::Share || !reachable => return None,
        Level::Reduced => "see-more-reduced",
        Level::Standard => "see-more-text",
        Level::Full => return None,
    };
    let href = routes::in_language(&viewer.door.to(routes::code(token)), page.speech.language().tag());
    Some(SeeMore { text: page.say(key), href })
}
