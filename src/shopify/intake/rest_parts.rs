//! Reads the parts of an order as REST writes them: inside an order's body, or as webhook bodies of
//! their own that name their order.

use super::fields::Fields;
use super::limits::{EVENTS, FEW, ITEMS, NOTE, TITLE};
use super::shape::Shape;
use super::stamp::Stamp;
use crate::domain::clock::Millis;
use crate::domain::ids::ShopifyId;
use crate::domain::known::{Detail, Known};
use crate::domain::money::Money;
use crate::domain::native::{ReturnStatus, ShipmentStatus, TransactionKind, TransactionStatus};
use crate::domain::order::{CarrierEvent, Order, Refund, Return, Shipment, Tracking, Transaction};

/// Reads a part that stands alone. `None` when it names no order, or nothing of it can be told.
pub(super) fn read_part(part: Fields, shape: Shape, told_at: Millis) -> Option<(ShopifyId, Order)> {
    let order = part.id_at("order_id").or_else(|| part.object("order")?.id())?;
    let stamp = Stamp::of(part, Detail::Rest, told_at);
    let mut news = Order::default();
    match shape {
        Shape::Shipment => shipment(part, stamp, &mut news),
        Shape::CarrierEvent => event(part, part.id_at("fulfillment_id")?, &mut news),
        Shape::Refund => refund(part, stamp, &mut news),
        Shape::Transaction => transaction(part, stamp, &mut news),
        Shape::Return => goods_back(part, stamp, &mut news),
        Shape::Edit => edit(part, &mut news),
        Shape::Order | Shape::Reference | Shape::Other => None,
    }?;
    Some((order, news))
}

fn edit(edit: Fields, news: &mut Order) -> Option<()> {
    let at = edit.some_time("committed_at").or_else(|| edit.some_time("created_at"))?;
    news.edits.insert(edit.id()?, at);
    Some(())
}

/// Reads a shipment into `news`; without a usable id nothing.
pub(super) fn shipment(shipment: Fields, whole: Stamp, news: &mut Order) -> Option<()> {
    let stamp = whole.of_part(shipment);
    let read = Shipment {
        name: stamp.fact(shipment.some_text("name", TITLE)),
        created_at: stamp.fact(shipment.some_time("created_at")),
        canceled: stamp.fact(shipment.word("status", |word| is_void(&word.to_lowercase())).flatten()),
        status: stamp.fact(shipment.word("shipment_status", ShipmentStatus::parse)),
        in_transit_at: stamp.fact(shipment.time("in_transit_at")),
        delivered_at: stamp.fact(shipment.time("delivered_at")),
        estimated_at: stamp.fact(shipment.time("estimated_delivery_at")),
        tracking: stamp.fact(tracking(shipment)),
        items: stamp.fact(shipment.list("line_items").map(|items| quantities(items, "id"))),
    };
    let id = shipment.id()?;
    for told in shipment.list("events").into_iter().flatten().take(EVENTS) {
        event(told, id, news);
    }
    news.shipments.insert(id, read);
    Some(())
}

/// Whether a shipment of this state does not count any more.
pub(super) fn is_void(status: &str) -> bool {
    matches!(status, "cancelled" | "canceled" | "error" | "failure")
}

/// Numbers and links stand in two lists side by side; older bodies have one of each.
fn tracking(shipment: Fields) -> Option<Vec<Tracking>> {
    let list = |many: &str, one: &str, longest| {
        let single = || shipment.text(one, longest).map(|text| text.into_iter().collect::<Vec<_>>());
        match shipment.texts(many, longest, FEW) {
            Some(texts) if !texts.is_empty() => Some(texts),
            Some(none) => single().or(Some(none)),
            None => single(),
        }
    };
    let numbers = list("tracking_numbers", "tracking_number", TITLE);
    let urls = list("tracking_urls", "tracking_url", NOTE);
    if numbers.is_none() && urls.is_none() && !shipment.has("tracking_company") {
        return None;
    }
    let (numbers, urls) = (numbers.unwrap_or_default(), urls.unwrap_or_default());
    let company = shipment.some_text("tracking_company", TITLE);
    let rows = numbers.len().max(urls.len()).max(usize::from(company.is_some()));
    let row = |at: usize| Tracking {
        company: company.clone(),
        number: numbers.get(at).cloned(),
        url: urls.get(at).cloned(),
    };
    Some((0..rows).map(row).collect())
}

fn quantities(items: Vec<Fields>, key: &str) -> Vec<(ShopifyId, u32)> {
    let pair = |item: Fields| {
        let id = if key == "id" { item.id() } else { item.id_at(key) };
        Some((id.or_else(|| item.object("line_item")?.id())?, item.count("quantity").unwrap_or(1)))
    };
    items.into_iter().filter_map(pair).take(ITEMS).collect()
}

/// Reads what a carrier said of `shipment`, in either spelling. Its key is the event's own id, else
/// what makes it unique. Nothing without a state or a time.
pub(super) fn event(told: Fields, shipment: ShopifyId, news: &mut Order) -> Option<()> {
    let time = |keys: &[&str]| keys.iter().find_map(|key| told.some_time(key));
    let status = told.word("status", ShipmentStatus::parse).flatten()?;
    let happened_at = time(&["happenedAt", "happened_at", "createdAt", "created_at"])?;
    let key = match told.id() {
        Some(id) => id.to_string(),
        None => format!("{shipment}-{}-{}", status.word(), happened_at.0),
    };
    let event = CarrierEvent {
        shipment,
        status,
        happened_at,
        message: told.some_text("message", NOTE),
        city: told.some_text("city", TITLE),
        estimated_at: time(&["estimatedDeliveryAt", "estimated_delivery_at"]),
    };
    if news.carrier_events.len() < EVENTS {
        news.carrier_events.insert(key, event);
    }
    Some(())
}

/// Reads a refund. Money moved only as far as its successful refund transactions say so.
pub(super) fn refund(refund: Fields, whole: Stamp, news: &mut Order) -> Option<()> {
    let moved = refund.list("transactions").and_then(|list| {
        let moves = list.into_iter().filter_map(read_transaction);
        sum(moves.filter(is_money_back).filter_map(|transaction| transaction.amount))
    });
    let read = Refund {
        created_at: refund.some_time("created_at").or_else(|| refund.some_time("processed_at")),
        amount: moved,
        items: quantities(refund.list("refund_line_items").unwrap_or_default(), "line_item_id"),
    };
    let stamp = whole.of_part(refund);
    news.refunds.insert(refund.id()?, Known::at(stamp.at, stamp.detail, read));
    Some(())
}

/// Whether money went back to the shopper.
pub(super) fn is_money_back(transaction: &Transaction) -> bool {
    transaction.kind == TransactionKind::Refund && transaction.status == TransactionStatus::Success
}

/// The sum of amounts in the currency of the first; `None` without any, or when it does not fit.
pub(super) fn sum(amounts: impl Iterator<Item = Money>) -> Option<Money> {
    amounts.filter(|money| money.minor >= 0).fold(None, |sum: Option<Money>, money| match sum {
        None => Some(money),
        Some(sum) if sum.currency == money.currency => {
            Some(Money { minor: sum.minor.saturating_add(money.minor), ..sum })
        }
        sum => sum,
    })
}

/// Reads a money movement into `news`; without a usable id nothing.
pub(super) fn transaction(told: Fields, whole: Stamp, news: &mut Order) -> Option<()> {
    let stamp = whole.of_part(told);
    news.transactions.insert(told.id()?, Known::at(stamp.at, stamp.detail, read_transaction(told)?));
    Some(())
}

/// Reads a money movement in either spelling; `None` without its kind and outcome.
pub(super) fn read_transaction(told: Fields) -> Option<Transaction> {
    let plain = || told.amount("amount", &told.some_text("currency", 8)?);
    let times = ["processedAt", "processed_at", "createdAt", "created_at"];
    Some(Transaction {
        kind: told.word("kind", TransactionKind::parse).flatten()?,
        status: told.word("status", TransactionStatus::parse).flatten()?,
        processed_at: times.iter().find_map(|key| told.some_time(key)),
        amount: told.money_set("amountSet").or_else(plain),
        gateway: told.some_text("formattedGateway", 128).or_else(|| told.some_text("gateway", 128)),
    })
}

/// Reads a return in either spelling; without a usable id or a state nothing.
pub(super) fn goods_back(told: Fields, whole: Stamp, news: &mut Order) -> Option<()> {
    let time = |first: &str, second: &str| told.some_time(first).or_else(|| told.some_time(second));
    let lines = told.list("return_line_items").unwrap_or_default();
    let pieces: u32 =
        lines.iter().take(ITEMS).filter_map(|line| line.count("quantity")).fold(0, u32::saturating_add);
    let total = told.count("totalQuantity").or_else(|| told.count("total_return_line_items"));
    let read = Return {
        name: told.some_text("name", TITLE),
        status: told.word("status", ReturnStatus::parse).flatten()?,
        created_at: time("createdAt", "created_at"),
        approved_at: time("requestApprovedAt", "request_approved_at"),
        closed_at: time("closedAt", "closed_at"),
        decline_note: told.object("decline").and_then(|decline| decline.some_text("note", NOTE)),
        quantity: if pieces > 0 { Some(pieces) } else { total },
    };
    let stamp = whole.of_part(told);
    news.returns.insert(told.id()?, Known::at(stamp.at, stamp.detail, read));
    Some(())
}
