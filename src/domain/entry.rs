//! Entries: the lines of the timeline, each with a natural key that is unique in its order.
//!
//! Entries are read off one piece of news alone, never off the difference to what was known
//! before: that is why any order of arrival gives the same timeline. Start with [`entries_of`].

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::clock::Millis;
use super::ids::ShopifyId;
use super::money::Money;
use super::native::{
    CancelReason, FulfillmentOrderStatus, HoldReason, OrderReturnStatus, PaymentStatus, ReturnStatus,
    ShipmentStatus, TransactionKind, TransactionStatus,
};
use super::order::{FulfillmentOrder, Order, Return, Shipment};
use super::promise_news::PromiseNews;

/// One line of the timeline. Its words never change; a fact that Shopify gives no time for takes the
/// earliest time it was seen, so late news of an older day can only move it back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// When it happened; may lie in the future.
    pub at: Millis,
    /// What happened.
    pub what: What,
}

/// What an entry tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "k", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields repeat the facts of `order`")]
pub enum What {
    /// The order was placed.
    Placed,
    /// Payment came into this state.
    Payment { status: PaymentStatus, amount: Option<Money>, gateway: Option<String> },
    /// The order was canceled.
    Canceled { reason: Option<CancelReason> },
    /// The order was archived: for staff, not for shoppers.
    Archived,
    /// The order was changed after it was placed.
    Edited,
    /// Some or all items are held.
    OnHold { reason: Option<HoldReason> },
    /// Some or all items wait for a date.
    Scheduled { until: Option<Millis> },
    /// The items are being prepared.
    InProgress,
    /// A shipment was made.
    Shipped { shipment: ShopifyId },
    /// A shipment came into this state without a carrier event that says so.
    Shipment { shipment: ShopifyId, status: ShipmentStatus },
    /// The carrier said something.
    Carrier { shipment: ShopifyId, status: ShipmentStatus, message: Option<String>, city: Option<String> },
    /// Money went back.
    Refunded { amount: Option<Money> },
    /// A return came into this state.
    Return { name: Option<String>, status: ReturnStatus, note: Option<String> },
    /// What came back was looked at.
    Inspected,
    /// The merchant set a status; the words are in the change with this id.
    Status { change: Uuid },
    /// The merchant gave, moved or took back a due date; see the change with this id.
    Due { change: Uuid },
    /// The merchant wrote a comment; see the comment with this id.
    Comment { comment: Uuid },
    /// The merchant put single items into a status; see the change with this id.
    ItemStatus { change: Uuid },
    /// The merchant undid the change with this id: for staff, not for shoppers.
    Undone { change: Uuid },
}

/// Entries with their natural keys.
pub type Entries = std::collections::BTreeMap<String, Entry>;

/// Reads the entries off one piece of news.
#[must_use]
pub fn entries_of(news: &Order) -> Entries {
    let mut out = Entries::new();
    let mut add = |key: String, at: Millis, what: What| merge(&mut out, key, Entry { at, what });
    lifecycle(news, &mut add);
    payment(news, &mut add);
    for order in news.fulfillment_orders.get().into_iter().flatten() {
        promise(order, news.fulfillment_orders.known_at().unwrap_or_default(), &mut add);
    }
    for (id, told) in &news.promise_news {
        promise_told(*id, told, &mut add);
    }
    for (id, shipment) in &news.shipments {
        parcel(*id, shipment, &mut add);
    }
    for (key, event) in &news.carrier_events {
        let (message, city) = (event.message.clone(), event.city.clone());
        let what = What::Carrier { shipment: event.shipment, status: event.status.clone(), message, city };
        add(format!("carrier/{key}"), event.happened_at, what);
    }
    for (id, known) in &news.returns {
        if let Some(item) = known.get() {
            goods_back(*id, item, known.known_at().unwrap_or_default(), &mut add);
        }
    }
    // Only the order as a whole says that returns were looked at (Shopify facts 1.7).
    if news.return_status.get() == Some(&OrderReturnStatus::InspectionComplete) {
        add("returns-inspected".into(), news.return_status.known_at().unwrap_or_default(), What::Inspected);
    }
    merchant(news, &mut add);
    out
}

/// Puts an entry under its key; of two tellings the one that sorts first (the earlier) stays.
pub fn merge(into: &mut Entries, key: String, entry: Entry) {
    match into.get_mut(&key) {
        Some(known) if entry < *known => *known = entry,
        Some(_) => {}
        None => {
            into.insert(key, entry);
        }
    }
}

fn lifecycle(news: &Order, add: &mut impl FnMut(String, Millis, What)) {
    if let Some(at) = news.placed_at.get() {
        add("placed".into(), *at, What::Placed);
    }
    if let Some(Some(at)) = news.canceled_at.get() {
        let reason = news.cancel_reason.get().cloned().flatten();
        add(format!("canceled/{}", at.0), *at, What::Canceled { reason });
    } else if let Some(Some(at)) = news.closed_at.get() {
        add(format!("archived/{}", at.0), *at, What::Archived);
    }
    for (id, at) in &news.edits {
        add(format!("edit/{id}"), *at, What::Edited);
    }
}

fn payment(news: &Order, add: &mut impl FnMut(String, Millis, What)) {
    let mut told = false;
    for (id, known) in &news.transactions {
        let Some(transaction) = known.get().filter(|t| t.status == TransactionStatus::Success) else {
            continue;
        };
        let status = match transaction.kind {
            TransactionKind::Sale | TransactionKind::Capture => PaymentStatus::Paid,
            TransactionKind::Authorization => PaymentStatus::Authorized,
            TransactionKind::Void => PaymentStatus::Voided,
            _ => continue,
        };
        told = true;
        let at = transaction.processed_at.or(known.known_at()).unwrap_or_default();
        let (amount, gateway) = (transaction.amount.clone(), transaction.gateway.clone());
        add(format!("payment/{id}"), at, What::Payment { status, amount, gateway });
    }
    for (id, known) in &news.refunds {
        let Some(refund) = known.get() else { continue };
        if refund.amount.as_ref().is_some_and(|m| m.minor > 0) {
            let at = refund.created_at.or(known.known_at()).unwrap_or_default();
            add(format!("refund/{id}"), at, What::Refunded { amount: refund.amount.clone() });
        }
    }
    if told {
        return;
    }
    let Some(Some(status)) = news.payment.get() else { return };
    // Refund states are told by the refunds themselves.
    if matches!(status, PaymentStatus::Refunded | PaymentStatus::PartiallyRefunded) {
        return;
    }
    let at = news.payment.known_at().unwrap_or_default();
    add(
        format!("payment/{}", status.word()),
        at,
        What::Payment { status: status.clone(), amount: None, gateway: None },
    );
}

fn promise(order: &FulfillmentOrder, seen: Millis, add: &mut impl FnMut(String, Millis, What)) {
    let id = order.id;
    match order.status {
        FulfillmentOrderStatus::OnHold => {
            let reason = order.holds.iter().min().cloned();
            let word = reason.as_ref().map_or("", HoldReason::word).to_owned();
            add(format!("hold/{id}/{word}"), seen, What::OnHold { reason });
        }
        FulfillmentOrderStatus::Scheduled => {
            let until = order.fulfill_at;
            add(format!("scheduled/{id}/{}", until.unwrap_or_default().0), seen, What::Scheduled { until });
        }
        FulfillmentOrderStatus::InProgress => add(format!("in-progress/{id}"), seen, What::InProgress),
        _ => {}
    }
}

/// The same entries as from the list of promises, with the same keys.
fn promise_told(id: ShopifyId, told: &PromiseNews, add: &mut impl FnMut(String, Millis, What)) {
    for (at, hold) in told.holds.values().filter_map(|known| Some((known.known_at()?, known.get()?))) {
        if !hold.released {
            let reason = Some(hold.reason.clone());
            add(format!("hold/{id}/{}", hold.reason.word()), at, What::OnHold { reason });
        }
    }
    let at = told.status.known_at().unwrap_or_default();
    match told.status.get() {
        Some(FulfillmentOrderStatus::Scheduled) => {
            let until = told.fulfill_at.get().copied().flatten();
            if let Some(until) = until {
                add(format!("scheduled/{id}/{}", until.0), at, What::Scheduled { until: Some(until) });
            }
        }
        Some(FulfillmentOrderStatus::InProgress) => add(format!("in-progress/{id}"), at, What::InProgress),
        _ => {}
    }
}

fn parcel(id: ShopifyId, shipment: &Shipment, add: &mut impl FnMut(String, Millis, What)) {
    if let Some(at) = shipment.created_at.get() {
        add(format!("shipment/{id}"), *at, What::Shipped { shipment: id });
    }
    let mut told = |status: ShipmentStatus, at: Millis| {
        add(format!("shipment/{id}/{}", status.word()), at, What::Shipment { shipment: id, status });
    };
    if let Some(Some(at)) = shipment.delivered_at.get() {
        told(ShipmentStatus::Delivered, *at);
    }
    if let Some(Some(at)) = shipment.in_transit_at.get() {
        told(ShipmentStatus::InTransit, *at);
    }
    let Some(Some(status)) = shipment.status.get() else { return };
    let has_own_time = matches!(status, ShipmentStatus::Delivered if matches!(shipment.delivered_at.get(), Some(Some(_))))
        || matches!(status, ShipmentStatus::InTransit if matches!(shipment.in_transit_at.get(), Some(Some(_))));
    if !has_own_time && !is_preparation(status) {
        told(status.clone(), shipment.status.known_at().unwrap_or_default());
    }
}

/// States that say no more than "a shipment was made".
#[must_use]
pub const fn is_preparation(status: &ShipmentStatus) -> bool {
    matches!(
        status,
        ShipmentStatus::Submitted
            | ShipmentStatus::Confirmed
            | ShipmentStatus::LabelPurchased
            | ShipmentStatus::LabelPrinted
            | ShipmentStatus::LabelVoided
            | ShipmentStatus::MarkedAsFulfilled
            | ShipmentStatus::Fulfilled
    )
}

fn goods_back(id: ShopifyId, item: &Return, seen: Millis, add: &mut impl FnMut(String, Millis, What)) {
    let mut told = |status: ReturnStatus, at: Millis, note: Option<String>| {
        add(
            format!("return/{id}/{}", status.word()),
            at,
            What::Return { name: item.name.clone(), status, note },
        );
    };
    if let Some(at) = item.created_at {
        told(ReturnStatus::Requested, at, None);
    }
    if let Some(at) = item.approved_at {
        told(ReturnStatus::Open, at, None);
    }
    match (&item.status, item.closed_at) {
        (ReturnStatus::Requested, _) if item.created_at.is_some() => {}
        (ReturnStatus::Open, _) if item.approved_at.is_some() => {}
        (status, at) => told(status.clone(), at.unwrap_or(seen), item.decline_note.clone()),
    }
}

fn merchant(news: &Order, add: &mut impl FnMut(String, Millis, What)) {
    for (id, change) in &news.status_changes {
        add(format!("status/{id}"), change.at, What::Status { change: *id });
    }
    for (id, change) in &news.due_changes {
        add(format!("due/{id}"), change.at, What::Due { change: *id });
    }
    for (id, comment) in &news.comments {
        add(format!("comment/{id}"), comment.at, What::Comment { comment: *id });
    }
    for (id, change) in &news.item_changes {
        add(format!("item/{id}"), change.change.at, What::ItemStatus { change: *id });
    }
    for (id, undone) in &news.undone {
        add(format!("undone/{id}"), undone.at, What::Undone { change: *id });
    }
}
