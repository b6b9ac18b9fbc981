//! What the stand-in keeps of one order. Words are Shopify's upper-case GraphQL values; the lower-case
//! spellings of webhook bodies are made in `bodies`. Nothing derived is kept: see `status.rs`.

use std::borrow::Cow;

use serde::Serialize;

use crate::clock::Seconds;

/// Text that is mostly one of a few fixed words, so that 50,000 orders stay small.
pub type Word = Cow<'static, str>;

/// First id; above 2^53, so that a reader who goes through `f64` is caught.
pub const FIRST_ID: u64 = 9_100_000_000_000_000;
/// Ids per order; every part of an order has an id from its order's own block.
pub const BLOCK: u64 = 4096;

/// The index of the order whose block an id is from; `None` below the first.
pub fn index_of(id: u64) -> Option<usize> {
    id.checked_sub(FIRST_ID).map(|rest| (rest / BLOCK) as usize)
}

/// One order.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Order {
    /// Its place in the shop, from 0.
    pub index: u32,
    /// The next free number in its block of ids.
    pub next: u16,
    /// `number` in the shop, from 1001.
    pub number: u32,
    pub created_at: Seconds,
    pub updated_at: Seconds,
    pub processed_at: Seconds,
    pub closed_at: Option<Seconds>,
    pub cancelled_at: Option<Seconds>,
    pub cancel_reason: Option<Word>,
    pub test: bool,
    pub edited: bool,
    pub email: Option<Box<str>>,
    pub phone: Option<Box<str>>,
    pub locale: Option<Word>,
    pub currency: Word,
    pub note: Option<Box<str>>,
    pub tags: Vec<Word>,
    pub customer: Option<Customer>,
    pub address: Option<Box<Address>>,
    pub shipping_title: Option<Word>,
    pub shipping: i64,
    pub lines: Vec<Line>,
    pub transactions: Vec<Transaction>,
    /// The authorization ran out.
    pub expired: bool,
    pub refunds: Vec<Refund>,
    pub promises: Vec<Promise>,
    pub parcels: Vec<Parcel>,
    pub returns: Vec<Return>,
}

/// The person who bought.
#[derive(Clone, Debug, Serialize)]
pub struct Customer {
    pub id: u64,
    pub first: Word,
    pub last: Word,
}

/// A postal address; all texts as entered.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Address {
    pub first: Word,
    pub last: Word,
    pub company: Option<Word>,
    pub address1: Word,
    pub address2: Option<Word>,
    pub city: Word,
    pub zip: Word,
    pub province: Option<Word>,
    pub province_code: Option<Word>,
    pub country: Word,
    pub country_code: Word,
    pub phone: Option<Word>,
}

/// A line of the order.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    pub id: u64,
    pub title: Word,
    pub variant: Option<Word>,
    pub sku: Option<Word>,
    pub image: Option<Word>,
    pub price: i64,
    /// Ordered.
    pub quantity: u32,
    /// Left after edits and refunds.
    pub current: u32,
    /// Still to be handed over.
    pub unfulfilled: u32,
    pub requires_shipping: bool,
    pub gift_card: bool,
}

/// A payment step.
#[derive(Clone, Debug, Serialize)]
pub struct Transaction {
    pub id: u64,
    pub kind: Word,
    pub status: Word,
    pub amount: i64,
    pub at: Seconds,
    pub gateway: Word,
    pub parent: Option<u64>,
}

/// A refund; money moved only if its transaction succeeded.
#[derive(Clone, Debug, Serialize)]
pub struct Refund {
    pub id: u64,
    pub at: Seconds,
    pub note: Option<Box<str>>,
    pub lines: Vec<RefundLine>,
    pub transaction: Option<u64>,
    pub amount: i64,
    pub restock: bool,
}

/// A line within a refund.
#[derive(Clone, Debug, Serialize)]
pub struct RefundLine {
    pub id: u64,
    pub line: u64,
    pub quantity: u32,
    pub subtotal: i64,
}

/// A fulfillment order.
#[derive(Clone, Debug, Serialize)]
pub struct Promise {
    pub id: u64,
    pub status: Word,
    pub request_status: Word,
    pub created_at: Seconds,
    pub updated_at: Seconds,
    pub fulfill_at: Option<Seconds>,
    pub fulfill_by: Option<Seconds>,
    /// Index into the shop's locations.
    pub location: u8,
    pub third_party: bool,
    pub method: Word,
    pub method_name: Option<Word>,
    pub min_delivery: Option<Seconds>,
    pub max_delivery: Option<Seconds>,
    pub lines: Vec<PromiseLine>,
    pub holds: Vec<Hold>,
}

impl Promise {
    /// Whether it still waits for something to be done.
    pub fn alive(&self) -> bool {
        !matches!(self.status.as_ref(), "CLOSED" | "CANCELLED" | "INCOMPLETE")
    }

    /// Items still to be handed over.
    pub fn remaining(&self) -> u32 {
        self.lines.iter().map(|l| l.remaining).sum()
    }
}

/// A line within a fulfillment order.
#[derive(Clone, Debug, Serialize)]
pub struct PromiseLine {
    pub id: u64,
    pub line: u64,
    pub total: u32,
    pub remaining: u32,
}

/// A hold on a fulfillment order.
#[derive(Clone, Debug, Serialize)]
pub struct Hold {
    pub id: u64,
    pub reason: Word,
    pub notes: Option<Box<str>>,
    pub handle: Option<Box<str>>,
}

/// A fulfillment.
#[derive(Clone, Debug, Serialize)]
pub struct Parcel {
    pub id: u64,
    pub promise: u64,
    /// From 1; its name is `#1001.1`.
    pub number: u16,
    pub status: Word,
    pub display: Option<Word>,
    pub created_at: Seconds,
    pub updated_at: Seconds,
    pub in_transit_at: Option<Seconds>,
    pub delivered_at: Option<Seconds>,
    pub estimated_at: Option<Seconds>,
    pub tracking: Vec<Tracking>,
    pub lines: Vec<ParcelLine>,
    pub events: Vec<Event>,
    pub location: u8,
}

/// One tracking entry.
#[derive(Clone, Debug, Default, Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tracking {
    /// The company.
    pub company: Option<Word>,
    /// The number.
    pub number: Option<Word>,
    /// Where it can be followed.
    pub url: Option<Word>,
}

/// A line within a fulfillment.
#[derive(Clone, Debug, Serialize)]
pub struct ParcelLine {
    pub id: u64,
    pub line: u64,
    pub quantity: u32,
}

/// A carrier's scan.
#[derive(Clone, Debug, Serialize)]
pub struct Event {
    pub id: u64,
    pub status: Word,
    pub happened_at: Seconds,
    pub created_at: Seconds,
    pub message: Option<Word>,
    pub city: Option<Word>,
    pub province: Option<Word>,
    pub country: Option<Word>,
    pub zip: Option<Word>,
    pub estimated_at: Option<Seconds>,
}

/// A return.
#[derive(Clone, Debug, Serialize)]
pub struct Return {
    pub id: u64,
    /// From 1; its name is `#1001-R1`.
    pub number: u16,
    pub status: Word,
    pub created_at: Seconds,
    pub approved_at: Option<Seconds>,
    pub closed_at: Option<Seconds>,
    pub decline_reason: Option<Word>,
    pub decline_note: Option<Box<str>>,
    pub lines: Vec<ReturnLine>,
    pub ways_back: Vec<WayBack>,
}

/// A line within a return.
#[derive(Clone, Debug, Serialize)]
pub struct ReturnLine {
    pub id: u64,
    pub parcel_line: u64,
    pub line: u64,
    pub quantity: u32,
    pub processed: u32,
    pub reason: Word,
    pub note: Option<Box<str>>,
}

/// A reverse fulfillment order with its reverse deliveries.
#[derive(Clone, Debug, Serialize)]
pub struct WayBack {
    pub id: u64,
    pub status: Word,
    pub deliveries: Vec<BackParcel>,
}

/// A reverse delivery.
#[derive(Clone, Debug, Serialize)]
pub struct BackParcel {
    pub id: u64,
    pub carrier: Option<Word>,
    pub number: Option<Word>,
    pub url: Option<Word>,
    pub label: Option<Word>,
}

impl Order {
    /// Shopify's numeric id: odd, so that it cannot survive as `f64`.
    pub fn id(&self) -> u64 {
        FIRST_ID + u64::from(self.index) * BLOCK + 1
    }

    /// An unused id from this order's block.
    ///
    /// # Panics
    /// When one order has more than 2,000 parts.
    pub fn new_id(&mut self) -> u64 {
        self.next += 1;
        assert!(u64::from(self.next) < BLOCK / 2, "an order of the stand-in has too many parts");
        self.id() + 2 * u64::from(self.next)
    }

    /// `#1001`.
    pub fn name(&self) -> String {
        format!("#{}", self.number)
    }

    /// The line with this id.
    pub fn line(&self, id: u64) -> Option<&Line> {
        self.lines.iter().find(|l| l.id == id)
    }

    /// The line with this id, to be changed.
    pub fn line_mut(&mut self, id: u64) -> Option<&mut Line> {
        self.lines.iter_mut().find(|l| l.id == id)
    }
}
