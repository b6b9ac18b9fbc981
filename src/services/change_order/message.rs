//! The message that goes with a change: who gets it, when, and what it says. [`status_message`] writes
//! the text; templates of merchants take its place there and nowhere else.

use jiff::civil::Date;

use crate::domain::clock::Millis;
use crate::domain::due_date::DueDate;
use crate::domain::ids::{LinkId, MessageId};
use crate::domain::link::{Link, Purpose, Token};
use crate::domain::message::{Message, MessageKind};
use crate::domain::order::Order;
use crate::domain::status::StatusWords;
use crate::language::Speech;
use crate::services::view_order::language_of;
use crate::store::{Held, PlannedMessage};

use super::MerchantChange;
use super::plan::Planner;

/// What a message about a change tells, in the shopper's language.
#[derive(Clone, Debug)]
pub struct StatusMail<'a> {
    /// What people call the order.
    pub name: &'a str,
    /// What shoppers call the shop.
    pub shop: &'a str,
    /// The public words of the new status; `None` when only the date moved.
    pub status: Option<&'a StatusWords>,
    /// The note beside it.
    pub note: Option<&'a str>,
    /// The date now and before, when it was given, moved or taken back.
    pub due: Option<(Option<DueDate>, Option<DueDate>)>,
    /// Why the date moved.
    pub reason: Option<&'a str>,
    /// The address of the order's page.
    pub link: &'a str,
    /// Today in the shop's time zone.
    pub today: Date,
}

/// Subject and body of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageText {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

/// Writes the plain text of a message about a change.
#[must_use]
pub fn status_message(mail: &StatusMail<'_>, speech: &Speech) -> MessageText {
    let dates = mail.due.map(|(now, before)| date_lines(now, before, mail.today, speech)).unwrap_or_default();
    let step = mail.status.map(|words| one_line(&words.name)).filter(|name| !name.is_empty());
    let headline = step.or_else(|| dates.first().cloned()).unwrap_or_default();
    let args = [("name", mail.name.into()), ("shop", mail.shop.into()), ("status", headline.as_str().into())];
    let text = mail.status.and_then(|words| words.text.as_deref());
    // What the greeting says already is not said again.
    let dates = dates.into_iter().filter(|line| *line != headline).collect::<Vec<_>>().join("\n");
    let parts = [
        Some(speech.say_with("mail-status-hello", &args)),
        text.map(str::to_owned),
        mail.note.map(str::to_owned),
        Some(dates),
        mail.reason.map(str::to_owned),
        Some(speech.say_with("mail-status-link", &args)),
        Some(mail.link.to_owned()),
        Some(mail.shop.to_owned()),
    ];
    let parts = parts.into_iter().flatten().map(|part| part.trim().to_owned());
    let body = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    MessageText { subject: one_line(&speech.say_with("mail-status-subject", &args)), body }
}

fn date_lines(now: Option<DueDate>, before: Option<DueDate>, today: Date, speech: &Speech) -> Vec<String> {
    let with = |key: &str, due: DueDate| {
        speech.say_with(key, &[("date", speech.range(due.from, due.to, today).into())])
    };
    let before = before.filter(|before| now != Some(*before));
    let line = match (now, before) {
        (None, _) => speech.say("entry-due-dropped"),
        (Some(now), Some(_)) => with("entry-due-moved", now),
        (Some(now), None) => with("entry-due", now),
    };
    std::iter::once(line).chain(before.map(|before| with("entry-due-before", before))).collect()
}

fn one_line(text: &str) -> String {
    text.split(char::is_control).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The messages of a change, with the link they carry when it has to be made.
pub(super) fn messages(
    planner: &Planner<'_>,
    held: &Held,
    change: &MerchantChange,
    news: &Order,
    not_before: Millis,
) -> (Option<(Link, Token)>, Vec<PlannedMessage>) {
    let status = change.status.as_ref().filter(|_| change.items.is_empty());
    let told = news.status_changes.keys().chain(news.due_changes.keys()).next().copied();
    let (Some(told), true) = (told.filter(|_| change.message), status.is_none_or(|s| s.visible)) else {
        return (None, Vec::new());
    };
    let known = &held.order.order;
    let shopper = known.email.get().cloned().flatten().filter(|to| !to.trim().is_empty());
    let copies = status.map(|status| status.message.extra_recipients.as_slice()).unwrap_or_default();
    if shopper.is_none() && copies.is_empty() {
        return (None, Vec::new());
    }
    let (services, shop, now) = (planner.services, planner.shop, planner.now);
    let new_link = held.mail_link.is_none().then(|| mail_link(planner, held));
    let token = held.mail_link.as_ref().or(new_link.as_ref().map(|(_, token)| token));
    let link = token.map(|token| services.link_address(shop, token)).unwrap_or_default();
    let language = language_of(known, shop);
    let tag = language.tag();
    let mail = StatusMail {
        name: &held.order.name,
        shop: &shop.name,
        status: status.map(|status| status.words(tag)),
        note: change.note.as_deref(),
        due: change.due.map(|due| (due, known.due())),
        reason: change.reason.as_deref(),
        link: &link,
        today: now.day_in(&shop.settings.zone()),
    };
    let MessageText { subject, body } = status_message(&mail, &services.words.in_language(language));
    let to_shopper = shopper.map(|to| (MessageKind::StatusChanged, to));
    let copies = copies.iter().map(|to| (MessageKind::StatusCopy, to.clone()));
    let message = |(kind, to)| Message {
        language: tag.to_owned(),
        to,
        subject: subject.clone(),
        body: body.clone(),
        not_before,
        ..Message::waiting(MessageId::new(now, &*services.chance), held.order.id, kind, now)
    };
    let batch = planner.batch.map(|(batch, _)| batch);
    let planned = |message| PlannedMessage { message, change: told, batch };
    (new_link, to_shopper.into_iter().chain(copies).map(message).map(planned).collect())
}

/// A link for all messages of the order: it does not expire by itself, what it shows lessens.
fn mail_link(planner: &Planner<'_>, held: &Held) -> (Link, Token) {
    let (services, now) = (planner.services, planner.now);
    let link = Link {
        id: LinkId::new(now, &*services.chance),
        order: held.order.id,
        purpose: Purpose::Mail,
        level: planner.shop.settings.fresh_level,
        created_at: now,
        expires_at: None,
        revoked_at: None,
    };
    (link, Token::draw(&*services.chance))
}
