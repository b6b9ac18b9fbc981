//! Reads an order as the Admin GraphQL API answers, whatever was selected. Its parts are in
//! `graphql_parts.rs`.

use super::fields::{Fields, prefer};
use super::graphql_parts as parts;
use super::limits::{FEW, ITEMS, NOTE, SHIPMENTS, TITLE};
use super::rest_order::{address_of, customer_of, tags_of};
use super::rest_parts;
use super::shape::Shape;
use super::stamp::{Stamp, changed_at};
use crate::domain::clock::Millis;
use crate::domain::ids::ShopifyId;
use crate::domain::known::Detail;
use crate::domain::money::Money;
use crate::domain::native::{CancelReason, FulfillmentStatus, OrderReturnStatus, PaymentStatus};
use crate::domain::order::{Item, Order};

/// Where an address may stand, the best first.
const PLACES: [&str; 3] = ["shippingAddress", "displayAddress", "billingAddress"];

/// Reads an order; `told_at` is the time of facts when the answer tells none.
pub(super) fn read(order: Fields, told_at: Millis) -> Order {
    read_as_of(order, Stamp::of(order, Detail::Graphql, told_at))
}

/// Reads an order whose time is known otherwise.
pub(super) fn read_as_of(order: Fields, stamp: Stamp) -> Order {
    let mut news = head(order, stamp);
    let promises = order.list("fulfillmentOrders");
    // A hold moves the promise's own time, perhaps not that of its order.
    let moved = promises.iter().flatten().filter_map(|promise| changed_at(*promise)).max();
    let promised = Stamp { at: stamp.at.max(moved.unwrap_or(stamp.at)), ..stamp };
    news.fulfillment_orders = promised.fact(
        promises.map(|list| list.into_iter().filter_map(parts::promise).take(SHIPMENTS).collect::<Vec<_>>()),
    );
    let list = |key: &str| order.list(key).into_iter().flatten().take(SHIPMENTS);
    for shipment in list("fulfillments") {
        parts::shipment(shipment, stamp, &mut news);
    }
    for transaction in list("transactions") {
        rest_parts::transaction(transaction, stamp, &mut news);
    }
    for refund in list("refunds") {
        parts::refund(refund, stamp, &mut news);
    }
    for item in list("returns") {
        rest_parts::goods_back(item, stamp, &mut news);
    }
    news
}

/// Reads a part that stands beside its order. `None` when nothing of it can be told.
pub(super) fn read_part(part: Fields, shape: Shape, told_at: Millis) -> Option<(ShopifyId, Order)> {
    let order = part.object("order")?.id()?;
    let stamp = Stamp::of(part, Detail::Graphql, told_at);
    let mut news = Order::default();
    match shape {
        Shape::Shipment => parts::shipment(part, stamp, &mut news),
        Shape::Refund => parts::refund(part, stamp, &mut news),
        Shape::Transaction => rest_parts::transaction(part, stamp, &mut news),
        Shape::Return => rest_parts::goods_back(part, stamp, &mut news),
        _ => None,
    }?;
    Some((order, news))
}

fn head(order: Fields, stamp: Stamp) -> Order {
    let customer = order.object("customer");
    let default = customer.and_then(|who| who.object("defaultEmailAddress"));
    let mail = prefer(
        customer.and_then(|who| who.text("email", TITLE)),
        default.and_then(|address| address.text("emailAddress", TITLE)),
    );
    let email = prefer(order.text("email", TITLE), mail);
    let locale = customer.and_then(|who| who.text("locale", 64));
    let open = (order.flag("closed") == Some(false)).then_some(None);
    let money = |key| order.money_set(key);
    Order {
        name: stamp.fact(order.some_text("name", TITLE)),
        confirmation: stamp.fact(order.some_text("confirmationNumber", TITLE)),
        placed_at: stamp.fact(order.some_time("processedAt").or_else(|| order.some_time("createdAt"))),
        email: stamp.fact(email),
        locale: stamp.fact(prefer(order.text("customerLocale", 64), locale)),
        customer: stamp.fact(customer_of(order, &PLACES)),
        tags: stamp.fact(tags_of(order)),
        address: stamp.fact(address_of(order, &PLACES)),
        closed_at: stamp.fact(order.time("closedAt").or(open)),
        canceled_at: stamp.fact(order.time("cancelledAt")),
        cancel_reason: stamp.fact(order.word("cancelReason", CancelReason::parse)),
        payment: stamp.fact(order.word("displayFinancialStatus", PaymentStatus::parse)),
        total: stamp.fact(money("currentTotalPriceSet").or_else(|| money("totalPriceSet"))),
        outstanding: stamp.fact(money("totalOutstandingSet")),
        gateways: stamp.fact(order.texts("paymentGatewayNames", 128, FEW)),
        fulfillment: stamp.fact(order.word("displayFulfillmentStatus", FulfillmentStatus::parse).flatten()),
        return_status: stamp.fact(order.word("returnStatus", OrderReturnStatus::parse).flatten()),
        items: stamp.fact(
            order
                .list("lineItems")
                .map(|items| items.into_iter().filter_map(read_item).take(ITEMS).collect::<Vec<_>>()),
        ),
        ..Order::default()
    }
}

fn read_item(item: Fields) -> Option<Item> {
    let ordered = item.count("quantity");
    let current = item.count("currentQuantity");
    Some(Item {
        id: item.id()?,
        title: item.some_text("title", TITLE).or_else(|| item.some_text("name", TITLE)).unwrap_or_default(),
        variant: item.some_text("variantTitle", TITLE),
        ordered: ordered.or(current).unwrap_or(1),
        current: current.or(ordered).unwrap_or(1),
        unfulfilled: item.count("unfulfilledQuantity").or_else(|| item.count("fulfillableQuantity")),
        ships: item.flag("requiresShipping").unwrap_or(true) && item.flag("isGiftCard") != Some(true),
        price: price(item, ordered.unwrap_or(1)),
        image: item.object("image").and_then(|image| image.some_text("url", NOTE)),
    })
}

/// The price of the line as Shopify worked it out, else the best unit price times quantity.
fn price(item: Fields, quantity: u32) -> Option<Money> {
    let units = ["discountedUnitPriceAfterAllDiscountsSet", "discountedUnitPriceSet", "originalUnitPriceSet"];
    let times = |unit: Money| {
        Some(Money { minor: unit.minor.checked_mul(i64::from(quantity))?, currency: unit.currency })
    };
    let unit = |keys: &[&str]| keys.iter().find_map(|key| item.money_set(key)).and_then(times);
    unit(&units[..1])
        .or_else(|| item.money_set("discountedTotalSet"))
        .or_else(|| unit(&units[1..2]))
        .or_else(|| item.money_set("originalTotalSet"))
        .or_else(|| unit(&units[2..]))
}
