//! One order as staff work on it: its page, the form that moves it along, comments with pictures, links,
//! and what a shopper sees of it. Changes themselves are `change_order`'s affair.
//!
//! Start with [`Services::order_desk`]; [`form`] reads what was typed, [`review`] says what would happen.

pub mod as_shopper;
pub mod comment;
pub mod form;
pub mod links;
mod message_line;
mod messages;
pub mod pictures;
pub mod review;

use crate::domain::account::User;
use crate::domain::admin_routes::{self, ORDER_UNDO, of_order};
use crate::domain::clock::Millis;
use crate::domain::headline::Present;
use crate::domain::ids::{OrderId, uuid_at};
use crate::domain::level::Level;
use crate::domain::message::{Message, Suppression};
use crate::domain::order::Order;
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::language::{Language, Speech};
use crate::store::{Correction, StoredOrder};
use crate::wire::admin::order::{MoveForm, OrderDesk, StatusChoice};
use crate::wire::frame::{Moment, Tone};
use crate::wire::order_view::OrderView;

use super::change_order::check_step;
use super::present::{self, Source, staff_days, staff_viewer};
use super::view_order::language_of;
use super::{ServiceError, Services};

use message_line::Wish;

/// What the page of an order is made from.
pub(super) struct Desk<'a> {
    pub shop: &'a Shop,
    pub known: StoredOrder,
    pub statuses: Vec<Status>,
    pub messages: Vec<Message>,
    pub correction: Option<Correction>,
    /// What stands in the way of mail to the shopper, or that they asked for it.
    pub suppressions: Vec<Suppression>,
    pub present: Present,
    pub speech: Speech,
}

impl Services {
    /// Everything the page of an order shows to `user`. `None` when the shop has no such order.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn order_desk(
        &self,
        shop: &Shop,
        user: &User,
        order: OrderId,
    ) -> Result<Option<OrderDesk>, ServiceError> {
        let Some(desk) = self.desk(shop, order).await? else { return Ok(None) };
        let links = self.link_lines(&desk).await?;
        let [previous, next] = self.store.shop(shop.id).neighbors_of(order).await?;
        let path = |(id, name): (OrderId, String)| (name, admin_routes::order(&shop.handle, id));
        let view = desk.view();
        let ids = desk.known.order.items.get().into_iter().flatten().map(|item| item.id.to_string());
        let once = || uuid_at(self.clock.now(), &*self.chance).to_string();
        let (statuses, not_allowed) = desk.choices();
        let own = language_of(&desk.known.order, shop);
        let mut page = OrderDesk {
            name: desk.known.name.clone(),
            path: admin_routes::order(&shop.handle, order),
            headline: view.headline.clone(),
            tone: view.tone,
            placed: desk.known.order.placed_at.get().map(|at| desk.moment(*at)),
            badges: desk.badges(),
            due: view.due.as_ref().map(|due| due.text.clone()),
            due_moves: view.due.map(|due| due.moves).unwrap_or_default(),
            days: staff_days(&desk.source(), &desk.speech),
            form: desk.empty_form(once()),
            statuses,
            not_allowed,
            customer: desk.customer(),
            tags: desk.tags(),
            items: ids.zip(view.items).collect(),
            parcels: view.parcels,
            links,
            messages: desk.message_lines(),
            previous: previous.map(path),
            next: next.map(path),
            languages: Language::ALL
                .iter()
                .map(|language| (language.tag().to_owned(), language.own_name().to_owned(), *language == own))
                .collect(),
            undo: desk.undo(user),
            out_of_reach: self.out_of_reach(&desk).await?,
            erased: desk.known.erased,
            hold_seconds: shop.settings.hold_seconds,
            time_zone: shop.settings.time_zone.clone(),
            ..OrderDesk::default()
        };
        page.comment.once = once();
        (page.can_message, page.message_line) = desk.message_line(&Wish::of_any_status());
        Ok(Some(page))
    }

    /// What staff must know of an order that cannot be read from Shopify any more.
    async fn out_of_reach(&self, desk: &Desk<'_>) -> Result<Option<String>, ServiceError> {
        if desk.known.erased {
            return Ok(None);
        }
        let since = self.store.shop(desk.shop.id).lost_since(desk.known.id).await?;
        Ok(since.map(|since| {
            format!(
                "Shopify no longer lets this order be read (asked {}): it is older than 60 days and the app lacks \
                 read_all_orders, or it was deleted there. Its page stays, and what Shopify's webhooks say of it is \
                 still taken in; anything else that changes there is not seen here.",
                desk.moment(since).text
            )
        }))
    }

    pub(super) async fn desk<'a>(
        &'a self,
        shop: &'a Shop,
        order: OrderId,
    ) -> Result<Option<Desk<'a>>, ServiceError> {
        let store = self.store.shop(shop.id);
        let Some(known) = store.order(order).await? else { return Ok(None) };
        let (statuses, messages) = (store.statuses().await?, store.messages_of(order).await?);
        let correction = store.correction_of(order).await?;
        let (present, speech) = (self.present_in(shop), self.words.in_language(Language::English));
        let suppressions = Vec::new();
        let mut desk = Desk { shop, known, statuses, messages, correction, suppressions, present, speech };
        if let Some(address) = desk.address() {
            desk.suppressions = store.suppressions_of(&address).await?;
        }
        Ok(Some(desk))
    }
}

impl Desk<'_> {
    fn source(&self) -> Source<'_> {
        Source {
            shop: self.shop,
            id: self.known.id,
            order: &self.known.order,
            entries: &self.known.entries,
            name: &self.known.name,
            statuses: &self.statuses,
            messages: &self.messages,
            present: &self.present,
        }
    }

    /// The shopper's page at full level, in English.
    fn view(&self) -> OrderView {
        present::order_view(&self.source(), &staff_viewer(Level::Full), &self.speech)
    }

    /// Day and time in the shop's time zone ("Today 08:12", "19 Nov 08:12").
    fn moment(&self, at: Millis) -> Moment {
        let (day, today) = (at.day_in(&self.present.zone), self.present.today());
        let zoned = at.in_zone(&self.present.zone);
        let near = day == today || today.yesterday().is_ok_and(|yesterday| yesterday == day);
        let day = if near { self.speech.day_title(day, today) } else { self.speech.day_short(day, today) };
        let iso = zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        Moment { iso, text: format!("{day} {}", self.speech.time(&zoned)) }
    }

    fn badges(&self) -> Vec<(String, Tone)> {
        let order = &self.known.order;
        let mut badges = Vec::new();
        if self.known.erased {
            badges.push(("Erased".to_owned(), Tone::Stop));
        }
        let status = order.current_status();
        badges
            .push((status.map_or_else(|| "No status".to_owned(), |status| status.name.clone()), Tone::Good));
        if let Some(Some(payment)) = order.payment.get() {
            let tone = if payment.word() == "paid" { Tone::Calm } else { Tone::Warn };
            badges.push((in_words(payment.word()), tone));
        }
        if let Some(fulfillment) = order.fulfillment_now() {
            badges.push((in_words(fulfillment.word()), Tone::Calm));
        }
        if matches!(order.canceled_at.get(), Some(Some(_))) {
            badges.push(("Canceled".to_owned(), Tone::Stop));
        }
        if order.due().is_some_and(|due| due.to < self.present.today()) && !order.all_shipped() {
            badges.push(("Late".to_owned(), Tone::Stop));
        }
        badges
    }

    /// Statuses to choose from, and those that may not follow with the reason.
    fn choices(&self) -> (Vec<StatusChoice>, Vec<(String, String)>) {
        let current = self.known.order.current_status().map(|status| status.status);
        let current = self.statuses.iter().find(|status| Some(status.id) == current);
        let (mut allowed, mut refused) = (Vec::new(), Vec::new());
        for status in self.statuses.iter().filter(|status| !status.archived) {
            let seen = match status.visible {
                true => format!(" (the shopper reads “{}”)", status.public.name),
                false => " (only staff)".to_owned(),
            };
            let known_as = name_of(status);
            match check_step(current, status) {
                Ok(()) => allowed
                    .push(StatusChoice { handle: status.handle.clone(), name: format!("{known_as}{seen}") }),
                Err(_) => {
                    let from = current.map(name_of).unwrap_or_default();
                    refused.push((
                        known_as.to_owned(),
                        format!("is not among the steps that may follow “{from}”"),
                    ));
                }
            }
        }
        (allowed, refused)
    }

    fn empty_form(&self, once: String) -> MoveForm {
        MoveForm {
            due: "keep".to_owned(),
            message: "status".to_owned(),
            revision: self.known.revision,
            once,
            ..MoveForm::default()
        }
    }

    fn customer(&self) -> Vec<(String, String)> {
        let order = &self.known.order;
        let mut lines = Vec::new();
        let address = order.address.get().and_then(Option::as_ref);
        let customer = order.customer.get().cloned().flatten();
        let named = customer.or_else(|| address.and_then(|address| address.name.clone()));
        lines.extend(named.map(|name| ("Name".to_owned(), name)));
        let none =
            if self.correction.is_some() { "none in Shopify" } else { "none: no message can reach them" };
        lines.push(("E-mail".to_owned(), order.mail_address().unwrap_or(none).to_owned()));
        if let Some(Correction { address, at, by }) = &self.correction {
            let made = self.moment(*at).text;
            lines.push(("Messages go to".to_owned(), format!("{address} (corrected by {by}, {made})")));
        }
        lines.push(("Language".to_owned(), english_name(language_of(order, self.shop)).to_owned()));
        lines
    }

    fn tags(&self) -> Vec<String> {
        self.known.order.tags.get().cloned().unwrap_or_default()
    }

    /// The changes this person made last, as long as they can be undone.
    fn undo(&self, user: &User) -> Option<(String, String)> {
        let (order, now) = (&self.known.order, self.present.now);
        let hold = i64::from(self.shop.settings.hold_seconds);
        let made = changes_by(order, &user.name);
        let newest = made.iter().map(|(_, at)| *at).max().filter(|at| at.plus_seconds(hold) > now)?;
        let ids: Vec<String> =
            made.iter().filter(|(_, at)| *at == newest).map(|(id, _)| id.to_string()).collect();
        let path =
            of_order(ORDER_UNDO, &self.shop.handle, self.known.id).replace("{changes}", &ids.join("."));
        let left = (newest.plus_seconds(hold).0 - now.0).div_euclid(1_000) + 1;
        Some((path, format!("You changed this order. It can be undone for another {left} s.")))
    }
}

/// Changes by this person that were not undone, with their time.
fn changes_by(order: &Order, who: &str) -> Vec<(uuid::Uuid, Millis)> {
    let is_theirs = |by: &Option<String>| by.as_deref() == Some(who);
    let statuses = order.status_changes.iter().map(|(id, change)| (*id, change.at, &change.by));
    let items = order.item_changes.iter().map(|(id, change)| (*id, change.change.at, &change.change.by));
    let dues = order.due_changes.iter().map(|(id, change)| (*id, change.at, &change.by));
    let comments = order.comments.iter().map(|(id, comment)| (*id, comment.at, &comment.staff));
    let all = statuses.chain(items).chain(dues).chain(comments);
    all.filter(|(id, _, by)| is_theirs(by) && !order.is_undone(*id)).map(|(id, at, _)| (id, at)).collect()
}

/// What staff call a status: its internal name, else the public one.
pub(super) fn name_of(status: &Status) -> &str {
    if status.name.trim().is_empty() { &status.public.name } else { &status.name }
}

/// A word of Shopify's as people write it: `partially_paid` becomes "Partially paid".
fn in_words(word: &str) -> String {
    let text = word.replace('_', " ").to_lowercase();
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// An address fit for a line that others may read over the shoulder: "s…@example.com".
fn masked(email: &str) -> String {
    let (name, host) = email.split_once('@').unwrap_or((email, ""));
    format!("{}…@{host}", name.chars().take(1).collect::<String>())
}

/// The language's name in English.
pub(super) const fn english_name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::Danish => "Danish",
        Language::German => "German",
        Language::Norwegian => "Norwegian",
        Language::Swedish => "Swedish",
        Language::Dutch => "Dutch",
        Language::French => "French",
        Language::Spanish => "Spanish",
        Language::Arabic => "Arabic",
    }
}
