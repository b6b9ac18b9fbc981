//! What staff do with an order's messages: read one as it was sent, send it again, send one now that waits for its
//! time or let it go to nobody, correct the address.

use crate::domain::audit::Audited;
use crate::domain::clock::Millis;
use crate::domain::ids::{MessageId, OrderId, uuid_named};
use crate::domain::message::{Message, MessageFacts, MessageKind, MessageState, Suppression};
use crate::domain::shop::Shop;
use crate::services::{ServiceError, Services};
use crate::store::StoreError;

/// Within how many milliseconds a button that is pressed again was pressed twice.
const TWICE_MS: i64 = 10_000;

/// Why an address cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressFault {
    /// It is no e-mail address.
    NotAnAddress,
    /// The shop has no such order, or it is erased.
    NoOrder,
}

impl Services {
    /// A message with its texts; `None` when the order has none with this id.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn message_as_sent(
        &self,
        shop: &Shop,
        order: OrderId,
        message: MessageId,
    ) -> Result<Option<Message>, ServiceError> {
        Ok(self.store.shop(shop.id).message_as_sent(order, message).await?)
    }

    /// Sends a message again as a new one: same facts, written anew, to the address in force. Returns whether
    /// it waits now: not where [`Message::may_be_sent_again`] says no. Pressed twice it is one.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn resend_message(
        &self,
        shop: &Shop,
        who: &str,
        order: OrderId,
        message: MessageId,
    ) -> Result<bool, ServiceError> {
        let store = self.store.shop(shop.id);
        let Some(sent) = store.message_as_sent(order, message).await? else { return Ok(false) };
        let Some(known) = store.order(order).await?.filter(|known| !known.erased && sent.may_be_sent_again())
        else {
            return Ok(false);
        };
        let (now, all) = (self.clock.now(), store.messages_of(order).await?);
        let id = id_of_copy(&sent, &all);
        let again = Message {
            language: sent.language,
            to: sent.to,
            facts: MessageFacts { scheduled: None, again: true, ..sent.facts },
            ..Message::waiting(id, order, sent.kind, now)
        };
        if all.iter().any(|other| is_pressed_twice(&again, other)) {
            return Ok(true);
        }
        match store.enqueue(&again, &*self.chance).await {
            // At the very same moment: the other one made it.
            Err(StoreError::Conflict(_)) => return Ok(true),
            recorded => recorded?,
        }
        let what = Audited {
            action: "message.resent".to_owned(),
            subject: known.name,
            before: None,
            after: Some(sent.kind.word().replace('_', " ")),
        };
        store.note_audit(who, &what, now, &*self.chance).await?;
        Ok(true)
    }

    /// Lets a message that waits for a chosen time go as soon as it may: not before the hold window of its change
    /// is over. Returns whether it still waited.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn send_message_now(
        &self,
        shop: &Shop,
        who: &str,
        order: OrderId,
        message: MessageId,
    ) -> Result<bool, ServiceError> {
        let store = self.store.shop(shop.id);
        let Some(waiting) = self.waits_for_its_time(shop, order, message).await? else { return Ok(false) };
        let held = waiting.created_at.plus_seconds(i64::from(shop.settings.hold_seconds));
        if !store.message_goes_at(order, message, self.clock.now().max(held)).await? {
            return Ok(false);
        }
        self.note_message(shop, who, order, "message.sent_now", &waiting).await?;
        Ok(true)
    }

    /// Lets a message that waits for a chosen time go to nobody. Returns whether it still waited.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn do_not_send_message(
        &self,
        shop: &Shop,
        who: &str,
        order: OrderId,
        message: MessageId,
    ) -> Result<bool, ServiceError> {
        let store = self.store.shop(shop.id);
        let Some(waiting) = self.waits_for_its_time(shop, order, message).await? else { return Ok(false) };
        if !store.withhold_message(order, message, "it was decided not to send it").await? {
            return Ok(false);
        }
        self.note_message(shop, who, order, "message.not_sent", &waiting).await?;
        Ok(true)
    }

    async fn waits_for_its_time(
        &self,
        shop: &Shop,
        order: OrderId,
        message: MessageId,
    ) -> Result<Option<Message>, ServiceError> {
        let known = self.store.shop(shop.id).message_as_sent(order, message).await?;
        Ok(known.filter(|known| known.waits_for().is_some()))
    }

    async fn note_message(
        &self,
        shop: &Shop,
        who: &str,
        order: OrderId,
        action: &str,
        message: &Message,
    ) -> Result<(), ServiceError> {
        let store = self.store.shop(shop.id);
        let name = store.order(order).await?.map(|known| known.name).unwrap_or_default();
        let what = Audited {
            action: action.to_owned(),
            subject: name,
            before: None,
            after: Some(message.kind.word().replace('_', " ")),
        };
        Ok(store.note_audit(who, &what, self.clock.now(), &*self.chance).await?)
    }

    /// Corrects where an order's messages go; those that wait follow. Codes still go to the address that
    /// Shopify tells.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn correct_address(
        &self,
        shop: &Shop,
        who: &str,
        order: OrderId,
        typed: &str,
    ) -> Result<Result<(), AddressFault>, ServiceError> {
        let address = typed.trim();
        if !looks_like_an_address(address) {
            return Ok(Err(AddressFault::NotAnAddress));
        }
        let (store, now) = (self.store.shop(shop.id), self.clock.now());
        let Some(known) = store.order(order).await?.filter(|known| !known.erased) else {
            return Ok(Err(AddressFault::NoOrder));
        };
        store.correct_address(order, address, who, now, &*self.chance).await?;
        // Whoever types it anew means that it works.
        store.unsuppress(address, Suppression::Refused).await?;
        let what = Audited {
            action: "order.address_corrected".to_owned(),
            subject: known.name,
            before: None,
            after: None,
        };
        store.note_audit(who, &what, now, &*self.chance).await?;
        Ok(Ok(()))
    }
}

/// The id of a message that is sent again, made of what is sent and of what there is: who presses twice at the same
/// moment names the same one twice.
fn id_of_copy(sent: &Message, all: &[Message]) -> MessageId {
    let newest = all.last().map_or(Millis(0), |newest| newest.created_at);
    MessageId(uuid_named(newest, &format!("{}/again/{}", sent.id, all.len())))
}

/// Whether `other` is what `again` would be, made just now or still on its way.
fn is_pressed_twice(again: &Message, other: &Message) -> bool {
    let on_its_way = matches!(
        other.state,
        MessageState::Waiting | MessageState::Sending | MessageState::HandingOver | MessageState::Retrying
    );
    let just_now = (0..TWICE_MS).contains(&(again.created_at.0 - other.created_at.0));
    // The copies of one message differ in nothing but where they go.
    let same_place = again.kind != MessageKind::StatusCopy || again.to == other.to;
    (on_its_way || just_now) && again.kind == other.kind && again.facts == other.facts && same_place
}

/// Whether mail can be sent there as far as its form tells.
#[must_use]
pub fn looks_like_an_address(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let odd =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '"' | '(' | ')');
    !name.is_empty()
        && text.len() <= 254
        && !text.contains(odd)
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !name.contains('@')
}
