//! What shoppers are told of what Shopify and carriers say: decided for the entries that are new on an order's
//! timeline, in the transaction that takes them in. Old news is told to nobody: what happened before the
//! merchant turned these messages on, or days ago.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::domain::clock::{Chance, Millis};
use crate::domain::entry::{Entries, Entry, What};
use crate::domain::headline::{PublicHold, hold_reason};
use crate::domain::ids::{MessageId, OrderId};
use crate::domain::link::{Link, Purpose, Token};
use crate::domain::message::{Message, MessageFacts, MessageKind};
use crate::domain::native::ShipmentStatus;
use crate::domain::order::Order;
use crate::domain::shop::Shop;
use crate::language::Words;
use crate::services::Services;
use crate::services::present::hold_sentence;
use crate::services::view_order::language_of;
use crate::store::{Announce, Announcement, Held, PlannedMessage, ShopStore};

/// How old news may be and still be told; Shopify's own notices come up to a day late.
const FRESH_HOURS: i64 = 48;

/// Tells shoppers of one shop.
struct NativeNews {
    shop: Shop,
    words: Arc<Words>,
    chance: Arc<dyn Chance>,
    now: Millis,
}

/// Something to tell.
struct Telling {
    kind: MessageKind,
    /// What it is about, so that it is told once: several entries may say the same.
    cause: String,
    facts: MessageFacts,
}

impl Services {
    /// The shop's store for news that is told to shoppers as the merchant wants it.
    pub(in crate::services) fn telling_store(&self, shop: &Shop) -> ShopStore {
        let store = self.store.shop(shop.id).keeping_address(shop.settings.keep_address);
        match self.announcer(shop) {
            Some(announcer) => store.announcing(announcer),
            None => store,
        }
    }

    /// Who decides what a shop's shoppers are told of Shopify's news; `None` when they are told nothing.
    fn announcer(&self, shop: &Shop) -> Option<Arc<dyn Announce>> {
        let wanted =
            MessageKind::ALL.into_iter().any(|kind| kind.is_native() && shop.settings.mail.sends(kind));
        wanted.then(|| {
            Arc::new(NativeNews {
                shop: shop.clone(),
                words: Arc::clone(&self.words),
                chance: Arc::clone(&self.chance),
                now: self.clock.now(),
            }) as Arc<dyn Announce>
        })
    }
}

impl Announce for NativeNews {
    fn announce(&self, held: &Held, fresh: &Entries) -> Announcement {
        let order = &held.order.order;
        let Some(to) = held.mail_address().map(str::to_owned) else {
            return Announcement::default();
        };
        let mail = &self.shop.settings.mail;
        let mut tellings: Vec<Telling> = fresh
            .iter()
            .filter(|(_, entry)| self.is_fresh(entry))
            .filter_map(|(key, entry)| self.telling(order, key, entry))
            .filter(|telling| mail.sends(telling.kind))
            .collect();
        tellings.dedup_by(|a, b| a.cause == b.cause);
        // "Canceled" tells of the money, too.
        if tellings.iter().any(|telling| telling.kind == MessageKind::Canceled) {
            tellings.retain(|telling| telling.kind != MessageKind::Refunded);
        }
        if tellings.is_empty() {
            return Announcement::default();
        }
        let hold = self.now.plus_seconds(i64::from(self.shop.settings.hold_seconds));
        let language = language_of(order, &self.shop).tag();
        let planned = |telling: Telling| PlannedMessage {
            change: told_once(held.order.id, &telling.cause),
            message: Message {
                language: language.to_owned(),
                to: to.clone(),
                facts: telling.facts,
                not_before: hold,
                ..Message::waiting(
                    MessageId::new(self.now, &*self.chance),
                    held.order.id,
                    telling.kind,
                    self.now,
                )
            },
            batch: None,
        };
        let link = held.mail_link.is_none().then(|| self.mail_link(held.order.id));
        Announcement { link, messages: tellings.into_iter().map(planned).collect() }
    }
}

impl NativeNews {
    fn is_fresh(&self, entry: &Entry) -> bool {
        let told_since = self.shop.settings.mail.told_since;
        entry.at >= told_since.max(self.now.plus_minutes(-FRESH_HOURS * 60))
            && entry.at <= self.now.plus_days(1)
    }

    fn telling(&self, order: &Order, key: &str, entry: &Entry) -> Option<Telling> {
        let simple =
            |kind: MessageKind, cause: String| Telling { kind, cause, facts: MessageFacts::default() };
        Some(match &entry.what {
            What::Placed => simple(MessageKind::OrderReceived, "placed".into()),
            What::OnHold { reason } => {
                let speech = self.words.in_language(language_of(order, &self.shop));
                let public = hold_reason(order).or(reason.as_ref().map(PublicHold::of));
                let public = public.unwrap_or(PublicHold::Unsaid);
                let facts =
                    MessageFacts { reason: Some(hold_sentence(public, &speech)), ..MessageFacts::default() };
                Telling { facts, ..simple(MessageKind::OnHold, held_once(key, entry, &self.shop)) }
            }
            What::Shipped { shipment } => {
                let facts = MessageFacts { shipment: Some(*shipment), ..MessageFacts::default() };
                Telling { facts, ..simple(MessageKind::Shipped, format!("shipped/{shipment}")) }
            }
            What::Shipment { shipment, status } | What::Carrier { shipment, status, .. } => {
                let kind = match status {
                    ShipmentStatus::OutForDelivery => MessageKind::OutForDelivery,
                    ShipmentStatus::ReadyForPickup => MessageKind::ReadyForPickup,
                    ShipmentStatus::Delivered => MessageKind::Delivered,
                    _ => return None,
                };
                let facts = MessageFacts { shipment: Some(*shipment), ..MessageFacts::default() };
                Telling { facts, ..simple(kind, format!("{}/{shipment}", kind.word())) }
            }
            What::Canceled { .. } => simple(MessageKind::Canceled, "canceled".into()),
            What::Refunded { amount } => {
                let facts = MessageFacts { amount: amount.clone(), ..MessageFacts::default() };
                Telling { facts, ..simple(MessageKind::Refunded, format!("refunded/{}", entry.at.0)) }
            }
            What::Return { name, status, note } => {
                let name = name.as_deref().unwrap_or_default();
                let facts = MessageFacts {
                    return_status: Some(status.word().to_owned()),
                    reason: note.clone(),
                    ..MessageFacts::default()
                };
                let cause = format!("return/{name}/{}", status.word());
                Telling { facts, ..simple(MessageKind::ReturnChanged, cause) }
            }
            _ => return None,
        })
    }

    /// A link for all messages of the order: it does not expire by itself, what it shows lessens.
    fn mail_link(&self, order: OrderId) -> (Link, Token) {
        let link = Link::made(order, Purpose::Mail, self.shop.settings.fresh_level, self.now, &*self.chance);
        (link, Token::draw(&*self.chance))
    }
}

/// One hold may be told by several entries: with its reason, without it, by a notice and by a read. The same
/// goods on the same day are one hold.
fn held_once(key: &str, entry: &Entry, shop: &Shop) -> String {
    let goods = key.split('/').nth(1).unwrap_or_default();
    format!("hold/{goods}/{}", entry.at.day_in(&shop.settings.zone()))
}

/// The id under which something is told about an order: the same whenever and by whomever it is told.
fn told_once(order: OrderId, cause: &str) -> Uuid {
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&Sha256::digest(format!("{order}/told/{cause}"))[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
