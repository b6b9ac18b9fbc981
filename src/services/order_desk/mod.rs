//! One order as staff work on it: its page, the form that moves it along, comments with pictures, links,
//! and what a shopper sees of it. Changes themselves are `change_order`'s affair.
//!
//! Start with [`Services::order_desk`]; [`form`] reads what was typed, [`review`] says what would happen.

pub mod as_shopper;
pub mod comment;
pub mod form;
pub mod links;
pub mod pictures;
pub mod review;

use crate::domain::account::User;
use crate::domain::admin_routes::{self, ORDER_UNDO, of_order};
use crate::domain::clock::Millis;
use crate::domain::headline::Present;
use crate::domain::ids::{OrderId, uuid_at};
use crate::domain::level::Level;
use crate::domain::message::{Message, MessageState};
use crate::domain::order::Order;
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::language::{Language, Speech};
use crate::store::StoredOrder;
use crate::wire::admin::order::{MessageLine, MoveForm, OrderDesk, StatusChoice};
use crate::wire::frame::{Moment, Tone};
use crate::wire::order_view::OrderView;

use super::change_order::check_step;
use super::present::{self, Source, staff_days, staff_viewer};
use super::view_order::language_of;
use super::{ServiceError, Services};

/// What the page of an order is made from.
pub(super) struct Desk<'a> {
    pub shop: &'a Shop,
    pub known: StoredOrder,
    pub statuses: Vec<Status>,
    pub messages: Vec<Message>,
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
            erased: desk.known.erased,
            ..OrderDesk::default()
        };
        page.comment.once = once();
        (page.can_message, page.message_line) = desk.message_line(true);
        Ok(Some(page))
    }

    pub(super) async fn desk<'a>(
        &'a self,
        shop: &'a Shop,
        order: OrderId,
    ) -> Result<Option<Desk<'a>>, ServiceError> {
        let store = self.store.shop(shop.id);
        let Some(known) = store.order(order).await? else { return Ok(None) };
        let (statuses, messages) = (store.statuses().await?, store.messages_of(order).await?);
        let (present, speech) = (self.present_in(shop), self.words.in_language(Language::English));
        Ok(Some(Desk { shop, known, statuses, messages, present, speech }))
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
        if let Some(fulfillment) = order.fulfillment.get() {
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
            message: true,
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
        let email = order.email.get().cloned().flatten();
        lines.push((
            "E-mail".to_owned(),
            email.unwrap_or_else(|| "none: no message can reach them".to_owned()),
        ));
        lines.push(("Language".to_owned(), english_name(language_of(order, self.shop)).to_owned()));
        lines
    }

    fn tags(&self) -> Vec<String> {
        self.known.order.tags.get().cloned().unwrap_or_default()
    }

    fn message_lines(&self) -> Vec<MessageLine> {
        let line = |message: &Message| {
            let (state, tone) = self.message_state(message);
            let language = Language::from_locale(&message.language).map_or("", english_name);
            MessageLine {
                when: self.moment(message.sent_at.unwrap_or(message.created_at)),
                subject: message.subject.clone(),
                to: format!("to {} in {language}", message.to),
                state,
                tone,
            }
        };
        self.messages.iter().rev().map(line).collect()
    }

    fn message_state(&self, message: &Message) -> (String, Tone) {
        match message.state {
            MessageState::Waiting if message.not_before > self.present.now => {
                let seconds = (message.not_before.0 - self.present.now.0).div_euclid(1_000) + 1;
                (format!("Goes out in {seconds} s"), Tone::Calm)
            }
            MessageState::Waiting | MessageState::Sending | MessageState::HandingOver => {
                ("Goes out now".to_owned(), Tone::Calm)
            }
            MessageState::Sent => ("Sent".to_owned(), Tone::Good),
            MessageState::Retrying => {
                let again = self.moment(message.not_before).text;
                (format!("Not delivered yet, tried {} times, again {again}", message.attempts), Tone::Warn)
            }
            MessageState::Failed => ("Could not be delivered".to_owned(), Tone::Stop),
            MessageState::Unknown => {
                ("Handed over, but the mail server's answer was lost".to_owned(), Tone::Warn)
            }
            MessageState::Canceled => ("Canceled before it was sent".to_owned(), Tone::Calm),
            MessageState::Merged => ("Not sent: a later message tells it".to_owned(), Tone::Calm),
            MessageState::Withheld => ("Not sent".to_owned(), Tone::Warn),
        }
    }

    /// Whether a message can reach the shopper, and the line that says what it would be.
    pub(super) fn message_line(&self, wanted: bool) -> (bool, String) {
        let email = self.known.order.email.get().cloned().flatten().filter(|email| !email.trim().is_empty());
        let Some(email) = email else {
            return (false, "No message: the order has no e-mail address.".to_owned());
        };
        if !wanted {
            return (true, "No message goes out; the page shows the change.".to_owned());
        }
        let language = english_name(language_of(&self.known.order, self.shop));
        let seconds = self.shop.settings.hold_seconds;
        (true, format!("1 message to {} in {language}, goes out after {seconds} s.", masked(&email)))
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
