//! Reads the parts of an order that GraphQL writes differently from REST: shipments, promises to
//! ship, refunds.

use super::fields::Fields;
use super::limits::{EVENTS, FEW, ITEMS, NOTE, TITLE};
use super::rest_parts::{event, is_money_back, is_void, read_transaction, sum};
use super::stamp::Stamp;
use crate::domain::ids::ShopifyId;
use crate::domain::known::Known;
use crate::domain::money::Money;
use crate::domain::native::{
    DeliveryMethod, FulfillmentOrderStatus, HoldReason, ShipmentStatus, TransactionKind, TransactionStatus,
};
use crate::domain::order::{FulfillmentOrder, Order, Refund, Shipment, Tracking};

/// Reads a shipment and what carriers said of it into `news`; without a usable id nothing.
pub(super) fn shipment(shipment: Fields, whole: Stamp, news: &mut Order) -> Option<()> {
    let id = shipment.id()?;
    let stamp = whole.of_part(shipment);
    let void = |word: &str| is_void(&word.to_lowercase());
    let canceled = shipment.word("status", void).flatten();
    let shown_canceled = || shipment.word("displayStatus", void).flatten().filter(|canceled| *canceled);
    let items = shipment.list("fulfillmentLineItems");
    let read = Shipment {
        name: stamp.fact(shipment.some_text("name", TITLE)),
        created_at: stamp.fact(shipment.some_time("createdAt")),
        canceled: stamp.fact(canceled.or_else(shown_canceled)),
        status: stamp.fact(shipment.word("displayStatus", ShipmentStatus::parse)),
        in_transit_at: stamp.fact(shipment.time("inTransitAt")),
        delivered_at: stamp.fact(shipment.time("deliveredAt")),
        estimated_at: stamp.fact(shipment.time("estimatedDeliveryAt")),
        tracking: stamp.fact(shipment.list("trackingInfo").map(|list| {
            list.into_iter().map(tracking).filter(|t| *t != Tracking::default()).take(FEW).collect::<Vec<_>>()
        })),
        items: stamp.fact(items.map(|items| quantities(items, &["quantity"]))),
    };
    for told in shipment.list("events").into_iter().flatten().take(EVENTS) {
        event(told, id, news);
    }
    news.shipments.insert(id, read);
    Some(())
}

fn tracking(info: Fields) -> Tracking {
    Tracking {
        company: info.some_text("company", TITLE),
        number: info.some_text("number", TITLE),
        url: info.some_text("url", NOTE),
    }
}

fn quantities(items: Vec<Fields>, keys: &[&str]) -> Vec<(ShopifyId, u32)> {
    let pair = |item: Fields| {
        let quantity = keys.iter().find_map(|key| item.count(key)).unwrap_or(1);
        Some((item.object("lineItem")?.id()?, quantity))
    };
    items.into_iter().filter_map(pair).take(ITEMS).collect()
}

/// Reads a promise to ship; `None` without a usable id. A state nobody selected is an unknown word.
pub(super) fn promise(promise: Fields) -> Option<FulfillmentOrder> {
    let method = promise.object("deliveryMethod");
    let holds = holds(promise);
    let named = holds.iter().all(|(id, _)| id.is_some());
    let items = promise.list("lineItems").unwrap_or_default();
    Some(FulfillmentOrder {
        id: promise.id()?,
        status: promise
            .word("status", FulfillmentOrderStatus::parse)
            .flatten()
            .unwrap_or(FulfillmentOrderStatus::Unknown(String::new())),
        fulfill_at: promise.some_time("fulfillAt"),
        hold_ids: holds.iter().filter_map(|(id, _)| *id).filter(|_| named).collect(),
        holds: holds.into_iter().map(|(_, reason)| reason).collect(),
        method: method.and_then(|m| m.word("methodType", DeliveryMethod::parse).flatten()),
        promised_from: method.and_then(|m| m.some_time("minDeliveryDateTime")),
        promised_to: method.and_then(|m| m.some_time("maxDeliveryDateTime")),
        remaining: quantities(items, &["remainingQuantity", "totalQuantity"]),
    })
}

/// Ids and reasons of the holds that tell a reason.
fn holds(promise: Fields) -> Vec<(Option<ShopifyId>, HoldReason)> {
    let holds = promise.list("fulfillmentHolds").unwrap_or_default();
    let read = |hold: Fields| Some((hold.id(), hold.word("reason", HoldReason::parse).flatten()?));
    holds.into_iter().filter_map(read).take(FEW).collect()
}

/// Reads a refund. Where its transactions were asked for, money moved only if one of them went
/// through.
pub(super) fn refund(refund: Fields, whole: Stamp, news: &mut Order) -> Option<()> {
    let stamp = whole.of_part(refund);
    let items = refund.list("refundLineItems").unwrap_or_default();
    let read = Refund {
        created_at: refund.some_time("createdAt"),
        amount: money_back(refund),
        items: quantities(items, &["quantity"]),
    };
    news.refunds.insert(refund.id()?, Known::at(stamp.at, stamp.detail, read));
    Some(())
}

fn money_back(refund: Fields) -> Option<Money> {
    let total = refund.money_set("totalRefundedSet");
    let Some(transactions) = refund.list("transactions") else { return total };
    let moves: Vec<_> = transactions.into_iter().filter_map(read_transaction).collect();
    let pending = |kind: &TransactionKind, status: &TransactionStatus| {
        *kind == TransactionKind::Refund && *status != TransactionStatus::Success
    };
    let through: Vec<_> = moves.iter().filter(|transaction| is_money_back(transaction)).collect();
    if through.is_empty() {
        return None;
    }
    // The total is exact unless a part of it has not gone through.
    match total {
        Some(total) if !moves.iter().any(|t| pending(&t.kind, &t.status)) => Some(total),
        total => sum(through.iter().filter_map(|t| t.amount.clone())).or(total),
    }
}
