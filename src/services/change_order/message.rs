//! The message that goes with a change: who gets it, when, and what it tells. Its words are written when it is
//! sent (`services/write_message`).

use crate::domain::clock::Millis;
use crate::domain::ids::MessageId;
use crate::domain::link::{Link, Purpose, Token};
use crate::domain::message::{Message, MessageFacts, MessageKind};
use crate::domain::order::Order;
use crate::services::view_order::language_of;
use crate::store::{Held, PlannedMessage};

use super::MerchantChange;
use super::plan::Planner;

/// The messages of a change, with the link they carry when it has to be made.
pub(super) fn messages(
    planner: &Planner<'_>,
    held: &Held,
    change: &MerchantChange,
    news: &Order,
    hold_until: Millis,
) -> (Option<(Link, Token)>, Vec<PlannedMessage>) {
    let nothing = (None, Vec::new());
    let status = change.status.as_ref().filter(|_| change.items.is_empty());
    let Some((kind, told)) = what_is_told(change, news).filter(|_| status.is_none_or(|s| s.visible)) else {
        return nothing;
    };
    let (services, shop, now) = (planner.services, planner.shop, planner.now);
    let known = &held.order.order;
    let shopper = held.mail_address().filter(|_| shop.settings.mail.sends(kind));
    let copies = status.map(|status| status.message.extra_recipients.as_slice()).unwrap_or_default();
    if shopper.is_none() && copies.is_empty() {
        return nothing;
    }
    let tag = language_of(known, shop).tag();
    // A batch's messages wait until it is over; then it gives them their time.
    let soonest = planner.batch.map_or(hold_until, |_| planner.held_until());
    let scheduled = change.send_at.filter(|at| *at > soonest);
    let facts = MessageFacts { scheduled, ..facts_of(change, held, tag) };
    let message = |(kind, to)| Message {
        language: tag.to_owned(),
        to,
        facts: facts.clone(),
        not_before: scheduled.filter(|_| planner.batch.is_none()).unwrap_or(hold_until),
        ..Message::waiting(MessageId::new(now, &*services.chance), held.order.id, kind, now)
    };
    let batch = planner.batch.map(|(batch, _)| batch);
    let planned = |message| PlannedMessage { message, change: told, batch };
    let to_shopper = shopper.map(|to| (kind, to.to_owned()));
    let copies = copies.iter().map(|to| (MessageKind::StatusCopy, to.clone()));
    let new_link = held.mail_link.is_none().then(|| mail_link(planner, held));
    (new_link, to_shopper.into_iter().chain(copies).map(message).map(planned).collect())
}

/// The kind of the message and the fact it tells of; `None` when no message is wanted.
fn what_is_told(change: &MerchantChange, news: &Order) -> Option<(MessageKind, uuid::Uuid)> {
    if !change.message {
        return None;
    }
    let first = |kind: MessageKind, id: Option<&uuid::Uuid>| id.map(|id| (kind, *id));
    first(MessageKind::StatusChanged, news.status_changes.keys().next())
        .or_else(|| first(MessageKind::DueChanged, news.due_changes.keys().next()))
        .or_else(|| {
            let public = change.comment.as_ref().is_some_and(|comment| !comment.private);
            first(MessageKind::CommentAdded, news.comments.keys().next()).filter(|_| public)
        })
}

fn facts_of(change: &MerchantChange, held: &Held, tag: &str) -> MessageFacts {
    let known = &held.order.order;
    let status = change.status.as_ref();
    let comment = change.comment.as_ref().filter(|comment| !comment.private);
    MessageFacts {
        status: status.map(|status| status.id),
        // The status that shoppers know of: a step through an internal one is no step for them.
        status_before: status.and(known.public_status()).map(|before| before.status),
        words: status.map(|status| status.words(tag).clone()),
        notes: change.note.iter().cloned().collect(),
        due: change.due,
        due_before: change.due.and(known.due()),
        reason: change.reason.clone(),
        comment: comment.map(|comment| comment.text.clone()),
        signed: comment.and_then(|comment| comment.signed.clone()),
        ..MessageFacts::default()
    }
}

/// A link for all messages of the order: it does not expire by itself, what it shows lessens.
fn mail_link(planner: &Planner<'_>, held: &Held) -> (Link, Token) {
    let (services, now) = (planner.services, planner.now);
    let link =
        Link::made(held.order.id, Purpose::Mail, planner.shop.settings.fresh_level, now, &*services.chance);
    (link, Token::draw(&*services.chance))
}
