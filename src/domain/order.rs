//! What we know of one order: native facts from Shopify and what the merchant added.
//!
//! An [`Order`] is also the form in which news arrives: a snapshot is an order in which most facts
//! are unknown, an event one in which a single map has one member. Merging is [`Order::join`]; see
//! [`super::apply`]. Nothing here decides what a shopper reads.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::clock::Millis;
use super::due_date::DueChange;
use super::ids::ShopifyId;
use super::known::Known;
use super::money::Money;
use super::native::{
    CancelReason, DeliveryMethod, FulfillmentOrderStatus, FulfillmentStatus, HoldReason, OrderReturnStatus,
    PaymentStatus, ReturnStatus, ShipmentStatus, TransactionKind, TransactionStatus,
};
use super::promise_news::PromiseNews;
use super::status::{ItemChange, StatusChange};
use super::undo::Undone;

/// Everything known of one order. Unknown facts take no room when stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Order {
    /// What people call the order (`#1001`).
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub name: Known<String>,
    /// Random number fit to show to shoppers; not unique.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub confirmation: Known<String>,
    /// When the order was placed (Shopify's `processedAt`, else `createdAt`).
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub placed_at: Known<Millis>,
    /// E-mail address of the shopper, as typed.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub email: Known<Option<String>>,
    /// BCP 47 tag of the shopper's language, as Shopify recorded it.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub locale: Known<Option<String>>,
    /// Who ordered, as the order names them; for staff, never shown to a shopper.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub customer: Known<Option<String>>,
    /// The merchant's tags, sorted; for staff.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub tags: Known<Vec<String>>,
    /// Where the order goes.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub address: Known<Option<Address>>,
    /// When the order was archived; `None` inside when it is open.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub closed_at: Known<Option<Millis>>,
    /// When the order was canceled; `None` inside when it was not.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub canceled_at: Known<Option<Millis>>,
    /// Why it was canceled.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub cancel_reason: Known<Option<CancelReason>>,
    /// Payment; `None` inside when there is none to speak of.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub payment: Known<Option<PaymentStatus>>,
    /// What the order costs now, after edits, in the shopper's currency.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub total: Known<Money>,
    /// What is still to be paid.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub outstanding: Known<Money>,
    /// How it was paid, in Shopify's words (`visa`, `MobilePay`).
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub gateways: Known<Vec<String>>,
    /// Fulfillment of the order as a whole.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub fulfillment: Known<FulfillmentStatus>,
    /// The same in the three words that order webhooks have for it; see [`Order::fulfillment_now`].
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub fulfillment_plain: Known<FulfillmentStatus>,
    /// Returns of the order as a whole.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub return_status: Known<OrderReturnStatus>,
    /// What was ordered.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub items: Known<Vec<Item>>,
    /// Promises to ship, as the whole list was last read; see [`Order::promises`].
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub fulfillment_orders: Known<Vec<FulfillmentOrder>>,
    /// What webhooks told of single promises.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub promise_news: BTreeMap<ShopifyId, PromiseNews>,
    /// Parcels.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub shipments: BTreeMap<ShopifyId, Shipment>,
    /// What carriers said, by natural key.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub carrier_events: BTreeMap<String, CarrierEvent>,
    /// Money movements.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub transactions: BTreeMap<ShopifyId, Known<Transaction>>,
    /// Refunds.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub refunds: BTreeMap<ShopifyId, Known<Refund>>,
    /// Returns.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub returns: BTreeMap<ShopifyId, Known<Return>>,
    /// Edits of the order after it was placed, by Shopify's id of the edit.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub edits: BTreeMap<ShopifyId, Millis>,
    /// Custom statuses the merchant set.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub status_changes: BTreeMap<Uuid, StatusChange>,
    /// Due dates the merchant gave.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub due_changes: BTreeMap<Uuid, DueChange>,
    /// Comments of the merchant.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub comments: BTreeMap<Uuid, Comment>,
    /// Statuses the merchant gave to single items.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub item_changes: BTreeMap<Uuid, ItemChange>,
    /// Changes of the merchant that were undone, by the id of the change. Only ever grows.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub undone: BTreeMap<Uuid, Undone>,
}

/// A delivery address. Street and phone are kept only where the merchant turned that on.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "postal words explain themselves")]
pub struct Address {
    pub name: Option<String>,
    pub company: Option<String>,
    pub street: Vec<String>,
    pub postcode: Option<String>,
    pub city: Option<String>,
    /// Province or state, as a code or name.
    pub province: Option<String>,
    /// ISO 3166 code of the country.
    pub country: Option<String>,
}

/// One line of the order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct Item {
    /// Shopify's id of the line.
    pub id: ShopifyId,
    /// Title of the product as ordered.
    pub title: String,
    /// Variant, when it has one worth naming.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// What was ordered.
    pub ordered: u32,
    /// What is left after edits and refunds.
    pub current: u32,
    /// What still has to be shipped, when the source says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unfulfilled: Option<u32>,
    /// Whether it has to be shipped at all.
    pub ships: bool,
    /// Price of the line after discounts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// Address of a picture, as Shopify gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
}

/// A promise to ship some items: waiting, scheduled, held, in progress.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FulfillmentOrder {
    /// Shopify's id.
    pub id: ShopifyId,
    /// Its state.
    pub status: FulfillmentOrderStatus,
    /// When it is planned to start, for scheduled ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fulfill_at: Option<Millis>,
    /// Why it is held; empty when it is not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<HoldReason>,
    /// Shopify's ids of the holds, in the sequence of `holds`; empty where they were not told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hold_ids: Vec<ShopifyId>,
    /// How it reaches the shopper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<DeliveryMethod>,
    /// Earliest promised delivery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_from: Option<Millis>,
    /// Latest promised delivery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_to: Option<Millis>,
    /// Line item and quantity still to ship.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remaining: Vec<(ShopifyId, u32)>,
}

/// One parcel (Shopify's fulfillment). Each fact is merged on its own because answers differ in
/// which they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Shipment {
    /// Name such as `#1001.1`.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub name: Known<String>,
    /// When it was made.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub created_at: Known<Millis>,
    /// Whether it was canceled or failed at the shop (`FulfillmentStatus`).
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub canceled: Known<bool>,
    /// Where the parcel is, as far as Shopify says.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub status: Known<Option<ShipmentStatus>>,
    /// When the carrier took it.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub in_transit_at: Known<Option<Millis>>,
    /// When it was delivered.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub delivered_at: Known<Option<Millis>>,
    /// When the carrier expects to deliver.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub estimated_at: Known<Option<Millis>>,
    /// Tracking numbers.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub tracking: Known<Vec<Tracking>>,
    /// Line item and quantity inside.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub items: Known<Vec<(ShopifyId, u32)>>,
}

/// One tracking number of a shipment.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct Tracking {
    /// Carrier as the merchant or Shopify wrote it.
    pub company: Option<String>,
    /// The number as written.
    pub number: Option<String>,
    /// Shopify's tracking link; not to be trusted, see [`super::carrier`].
    pub url: Option<String>,
}

/// One thing a carrier said of a shipment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CarrierEvent {
    /// The shipment it is about.
    pub shipment: ShopifyId,
    /// What happened.
    pub status: ShipmentStatus,
    /// When it happened; may be later than when it was told.
    pub happened_at: Millis,
    /// The carrier's own words; shown as text only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// City of the scan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// When the carrier expects to deliver, as of this event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimated_at: Option<Millis>,
}

/// A money movement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "Shopify's names, explained in Shopify facts 1.8")]
pub struct Transaction {
    pub kind: TransactionKind,
    pub status: TransactionStatus,
    pub processed_at: Option<Millis>,
    pub amount: Option<Money>,
    /// Payment provider in words fit to show.
    pub gateway: Option<String>,
}

/// A refund. It moved money only when `amount` is above zero.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Refund {
    /// When it was made.
    pub created_at: Option<Millis>,
    /// What went back; `None` or zero when no money moved.
    pub amount: Option<Money>,
    /// Line item and quantity taken back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<(ShopifyId, u32)>,
}

/// A return.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Return {
    /// Name such as `#1001-R1`.
    pub name: Option<String>,
    /// Its state.
    pub status: ReturnStatus,
    /// When it was asked for.
    pub created_at: Option<Millis>,
    /// When it was approved.
    pub approved_at: Option<Millis>,
    /// When it was closed.
    pub closed_at: Option<Millis>,
    /// What the merchant wrote to the shopper when declining.
    pub decline_note: Option<String>,
    /// How many pieces it is about.
    pub quantity: Option<u32>,
}

/// Something the merchant wrote on the order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Comment {
    /// When it was written.
    pub at: Millis,
    /// The text, plain.
    pub text: String,
    /// Who signs it towards the shopper ("the workshop"), if anybody.
    pub by: Option<String>,
    /// Whether shoppers may read it.
    pub public: bool,
    /// Who of the staff wrote it; never shown to a shopper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<String>,
    /// Pictures beside the text, in their order. The bytes are the store's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<CommentPicture>,
}

/// A picture beside a comment: a proof photo where the comment is public.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CommentPicture {
    /// Our id; names the bytes in the store.
    pub id: Uuid,
    /// What it shows, as the merchant typed it; `None` when nothing was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

macro_rules! join_fields {
    ($left:expr, $right:expr; $($field:ident),* $(,)?) => {{
        let mut contradiction = false;
        $(contradiction |= $left.$field.join(&$right.$field);)*
        contradiction
    }};
}

impl Order {
    /// The address that Shopify tells for mails; `None` when there is none or it is not known.
    #[must_use]
    pub fn mail_address(&self) -> Option<&str> {
        let told = self.email.get().and_then(Option::as_deref);
        told.filter(|address| !address.trim().is_empty())
    }

    /// The picture with this id and whether shoppers may see it; `None` when no comment has it.
    #[must_use]
    pub fn picture(&self, picture: Uuid) -> Option<(&CommentPicture, bool)> {
        self.comments.iter().find_map(|(id, comment)| {
            let found = comment.pictures.iter().find(|candidate| candidate.id == picture)?;
            Some((found, comment.public && !self.is_undone(*id)))
        })
    }

    /// Takes in news. Commutative, associative and idempotent.
    /// Returns whether the news contradicts what was known at the same time.
    pub fn join(&mut self, news: &Self) -> bool {
        let mut contradiction = join_fields!(self, news; name, confirmation, placed_at, email, locale, customer, tags,
            address,
            closed_at, canceled_at, cancel_reason, payment, total, outstanding, gateways, fulfillment,
            fulfillment_plain, return_status, items, fulfillment_orders);
        for (id, promise) in &news.promise_news {
            contradiction |= self.promise_news.entry(*id).or_default().join(promise);
        }
        for (id, shipment) in &news.shipments {
            contradiction |= self.shipments.entry(*id).or_default().join(shipment);
        }
        contradiction |= join_known(&mut self.transactions, &news.transactions);
        contradiction |= join_known(&mut self.refunds, &news.refunds);
        contradiction |= join_known(&mut self.returns, &news.returns);
        join_greatest(&mut self.carrier_events, &news.carrier_events);
        join_greatest(&mut self.edits, &news.edits);
        join_greatest(&mut self.status_changes, &news.status_changes);
        join_greatest(&mut self.due_changes, &news.due_changes);
        join_greatest(&mut self.comments, &news.comments);
        join_greatest(&mut self.item_changes, &news.item_changes);
        join_greatest(&mut self.undone, &news.undone);
        contradiction
    }

    /// When the newest fact from Shopify was true; `None` when Shopify said nothing yet.
    #[must_use]
    pub fn checked_at(&self) -> Option<Millis> {
        [
            self.name.known_at(),
            self.payment.known_at(),
            self.fulfillment.known_at(),
            self.items.known_at(),
            self.shipments.values().filter_map(|s| s.status.known_at()).max(),
            self.promise_news.values().filter_map(PromiseNews::known_at).max(),
        ]
        .into_iter()
        .flatten()
        .max()
    }
}

impl Shipment {
    /// Takes in news of the same shipment; returns whether it contradicts what was known.
    pub fn join(&mut self, news: &Self) -> bool {
        join_fields!(self, news; name, created_at, canceled, status, in_transit_at, delivered_at,
            estimated_at, tracking, items)
    }
}

fn join_known<K: Ord + Clone, T: Ord + Clone>(
    into: &mut BTreeMap<K, Known<T>>,
    news: &BTreeMap<K, Known<T>>,
) -> bool {
    let mut contradiction = false;
    for (key, fact) in news {
        match into.get_mut(key) {
            Some(known) => contradiction |= known.join(fact),
            None => {
                into.insert(key.clone(), fact.clone());
            }
        }
    }
    contradiction
}

/// Facts that never change once they happened: should two tellings differ, the greater one stays.
fn join_greatest<K: Ord + Clone, T: Ord + Clone>(into: &mut BTreeMap<K, T>, news: &BTreeMap<K, T>) {
    for (key, fact) in news {
        match into.get_mut(key) {
            Some(known) if *known < *fact => *known = fact.clone(),
            Some(_) => {}
            None => {
                into.insert(key.clone(), fact.clone());
            }
        }
    }
}
