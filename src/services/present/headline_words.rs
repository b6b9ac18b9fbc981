//! The headline in words, and how it feels.

use crate::domain::clock::Millis;
use crate::domain::entry::What;
use crate::domain::headline::{Headline, PublicHold};
use crate::domain::money::Money;
use crate::domain::progress::Phase;
use crate::wire::frame::Tone;
use crate::wire::order_view::IconView;

use super::page::{Page, filled};

/// What the shopper reads first.
pub(super) fn headline(page: &Page<'_>) -> String {
    let part_of =
        |whole: &str, part: bool| page.say(&if part { format!("{whole}-part") } else { whole.into() });
    match &page.headline {
        Headline::Canceled { refunded, .. } => priced(page, "headline-canceled", refunded.as_ref()),
        Headline::OnHold { reason } => page.say(hold_key(*reason)),
        Headline::NotDelivered => page.say("headline-not-delivered"),
        Headline::Attempted => page.say("headline-attempted"),
        Headline::OutForDelivery { part } => part_of("headline-out-for-delivery", *part),
        Headline::ReadyForPickup { part } => part_of("headline-ready-for-pickup", *part),
        Headline::Delayed { expected } => {
            dated(page, "headline-delayed", "headline-delayed-expected", *expected)
        }
        Headline::Arriving { on, part } => arriving(page, *on, *part),
        Headline::OnItsWay { part } => part_of("headline-on-its-way", *part),
        Headline::Shipped { part } => part_of("headline-shipped", *part),
        Headline::PartDelivered => page.say("headline-part-delivered"),
        Headline::Delivered { at } => done(page, "headline-delivered", "headline-delivered-on", *at),
        Headline::PickedUp { at } => done(page, "headline-picked-up", "headline-picked-up-on", *at),
        Headline::ReturnRequested => page.say("headline-return-requested"),
        Headline::ReturnInProgress => page.say("headline-return-in-progress"),
        Headline::ReturnInspected => page.say("headline-return-inspected"),
        Headline::Returned => page.say("headline-returned"),
        Headline::Scheduled { on } => dated(page, "headline-scheduled", "headline-scheduled-on", *on),
        Headline::Late { .. } => page.say("headline-late"),
        Headline::Status { .. } => status_name(page),
        Headline::PaymentPending => page.say("headline-payment-pending"),
        Headline::PaymentExpired => page.say("headline-payment-expired"),
        Headline::PaymentReleased => page.say("headline-payment-released"),
        Headline::Refunded { amount } => priced(page, "headline-refunded", amount.as_ref()),
        Headline::Preparing => page.say("headline-preparing"),
        Headline::Complete => page.say("headline-complete"),
        Headline::Received => page.say("headline-received"),
    }
}

/// With what went back, where the viewer may see money.
fn priced(page: &Page<'_>, without: &str, refunded: Option<&Money>) -> String {
    match page.amount(refunded) {
        Some(amount) => page.say_with(&format!("{without}-amount"), &[("amount", amount.into())]),
        None => page.say(without),
    }
}

const fn hold_key(reason: PublicHold) -> &'static str {
    match reason {
        PublicHold::Payment => "headline-on-hold-payment",
        PublicHold::Address => "headline-on-hold-address",
        PublicHold::Stock => "headline-on-hold-stock",
        PublicHold::Date => "headline-on-hold-date",
        PublicHold::Exchange => "headline-on-hold-exchange",
        PublicHold::Unsaid => "headline-on-hold",
    }
}

fn dated(page: &Page<'_>, without: &str, with: &str, on: Option<jiff::civil::Date>) -> String {
    match on {
        Some(day) => page.say_with(with, &[("date", page.day(day).into())]),
        None => page.say(without),
    }
}

fn arriving(page: &Page<'_>, on: jiff::civil::Date, part: bool) -> String {
    if part {
        return page.say_with("headline-arriving-part", &[("date", page.day(on).into())]);
    }
    if on == page.today {
        return page.say("headline-arriving-today");
    }
    if page.today.tomorrow().is_ok_and(|tomorrow| on == tomorrow) {
        return page.say("headline-arriving-tomorrow");
    }
    page.say_with("headline-arriving", &[("date", page.day(on).into())])
}

/// Shopify does not always say when; then the timeline does.
fn done(page: &Page<'_>, without: &str, with: &str, at: Option<Millis>) -> String {
    let seen = || page.source.entries.values().filter(|entry| says_done(&entry.what)).map(|e| e.at).max();
    dated(page, without, with, at.or_else(seen).map(|at| page.date(at)))
}

fn says_done(what: &What) -> bool {
    match what {
        What::Shipment { status, .. } | What::Carrier { status, .. } => {
            Phase::of(status).is_some_and(Phase::is_done)
        }
        _ => false,
    }
}

fn status_name(page: &Page<'_>) -> String {
    let change = page.order.public_status();
    let name = change.and_then(|change| filled(Some(&change.words(page.tag()).name)));
    name.unwrap_or_else(|| page.say("headline-preparing"))
}

/// The icon of the merchant's step, where the headline names it.
pub(super) fn icon(page: &Page<'_>) -> Option<IconView> {
    match &page.headline {
        Headline::Status { status } => page.icon(*status),
        _ => None,
    }
}

/// How the headline feels.
pub(super) const fn tone(headline: &Headline) -> Tone {
    match headline {
        Headline::Delivered { .. } | Headline::PickedUp { .. } | Headline::Returned | Headline::Complete => {
            Tone::Good
        }
        Headline::OnHold { .. }
        | Headline::Delayed { .. }
        | Headline::Late { .. }
        | Headline::Attempted
        | Headline::PaymentPending
        | Headline::PaymentExpired
        | Headline::PaymentReleased => Tone::Warn,
        Headline::NotDelivered | Headline::Canceled { .. } => Tone::Stop,
        _ => Tone::Calm,
    }
}
