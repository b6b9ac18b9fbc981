//! Reads an order as REST and the order webhooks write it. Its parts are in `rest_parts.rs`.
//!
//! REST cannot say "on hold" or "scheduled", and it has no promises to ship; both stay unknown.

use super::fields::{Fields, prefer};
use super::limits::{FEW, ITEMS, NOTE, SHIPMENTS, TAGS, TITLE};
use super::rest_parts;
use super::stamp::Stamp;
use crate::domain::clock::Millis;
use crate::domain::known::Detail;
use crate::domain::money::Money;
use crate::domain::native::{CancelReason, FulfillmentStatus, PaymentStatus};
use crate::domain::order::{Address, Item, Order};

/// Reads an order; `told_at` is the time of facts when the body tells none.
pub(super) fn read(order: Fields, told_at: Millis) -> Order {
    let stamp = Stamp::of(order, Detail::Rest, told_at);
    let mut news = head(order, stamp);
    if let Some(shipments) = order.list("fulfillments") {
        for shipment in shipments.into_iter().take(SHIPMENTS) {
            rest_parts::shipment(shipment, stamp, &mut news);
        }
    }
    for refund in order.list("refunds").into_iter().flatten().take(SHIPMENTS) {
        rest_parts::refund(refund, stamp, &mut news);
    }
    for transaction in order.list("transactions").into_iter().flatten().take(SHIPMENTS) {
        rest_parts::transaction(transaction, stamp, &mut news);
    }
    for item in order.list("returns").into_iter().flatten().take(SHIPMENTS) {
        rest_parts::goods_back(item, stamp, &mut news);
    }
    news
}

fn head(order: Fields, stamp: Stamp) -> Order {
    let number = order.get("order_number").and_then(|n| n.as_u64()).map(|n| format!("#{n}"));
    let text = |key| order.text(key, TITLE);
    let reason = order.word("cancel_reason", CancelReason::parse);
    // Without a word for it, nothing has been sent yet.
    let shipped = order.word("fulfillment_status", FulfillmentStatus::parse);
    Order {
        name: stamp.fact(order.some_text("name", TITLE).or(number)),
        confirmation: stamp.fact(order.some_text("confirmation_number", TITLE)),
        placed_at: stamp.fact(order.some_time("processed_at").or_else(|| order.some_time("created_at"))),
        email: stamp.fact(prefer(text("email"), text("contact_email"))),
        locale: stamp.fact(order.text("customer_locale", 64)),
        customer: stamp.fact(customer_of(order, &["shipping_address", "billing_address"])),
        tags: stamp.fact(tags_of(order)),
        address: stamp.fact(address_of(order, &["shipping_address", "billing_address"])),
        closed_at: stamp.fact(order.time("closed_at")),
        canceled_at: stamp.fact(order.time("cancelled_at")),
        cancel_reason: stamp.fact(reason),
        payment: stamp.fact(order.word("financial_status", PaymentStatus::parse)),
        total: stamp.fact(total(order)),
        outstanding: stamp.fact(
            order.money_set("total_outstanding_set").or_else(|| plain_money(order, "total_outstanding")),
        ),
        gateways: stamp.fact(order.texts("payment_gateway_names", 128, FEW)),
        fulfillment: stamp.fact(shipped.map(|word| word.unwrap_or(FulfillmentStatus::Unfulfilled))),
        items: stamp.fact(order.list("line_items").map(|items| {
            items.into_iter().filter_map(|item| read_item(item, order)).take(ITEMS).collect::<Vec<_>>()
        })),
        ..Order::default()
    }
}

fn total(order: Fields) -> Option<Money> {
    order
        .money_set("current_total_price_set")
        .or_else(|| plain_money(order, "current_total_price"))
        .or_else(|| order.money_set("total_price_set"))
        .or_else(|| plain_money(order, "total_price"))
}

/// An amount beside which the currency does not stand: it is in the shop's currency.
fn plain_money(order: Fields, key: &str) -> Option<Money> {
    order.amount(key, &order.some_text("currency", 8)?)
}

fn read_item(item: Fields, order: Fields) -> Option<Item> {
    let ordered = item.count("quantity");
    let current = item.count("current_quantity");
    let image = item.object("image");
    Some(Item {
        id: item.id()?,
        title: item.some_text("title", TITLE).or_else(|| item.some_text("name", TITLE)).unwrap_or_default(),
        variant: item.some_text("variant_title", TITLE),
        ordered: ordered.or(current).unwrap_or(1),
        current: current.or(ordered).unwrap_or(1),
        unfulfilled: item.count("fulfillable_quantity"),
        ships: item.flag("requires_shipping").unwrap_or(true) && item.flag("gift_card") != Some(true),
        price: price(item, order, ordered.unwrap_or(1)),
        image: image.and_then(|image| image.some_text("src", NOTE).or_else(|| image.some_text("url", NOTE))),
    })
}

/// Unit price times quantity, less what was allocated to the line of all discounts.
fn price(item: Fields, order: Fields, quantity: u32) -> Option<Money> {
    let unit = item.money_set("price_set").or_else(|| plain_or(item, "price", order))?;
    let full = unit.minor.checked_mul(i64::from(quantity))?;
    let allocations = item.list("discount_allocations").unwrap_or_default();
    let mut off = 0_i64;
    for allocation in &allocations {
        let part = allocation.money_set("amount_set").or_else(|| plain_or(*allocation, "amount", order));
        off = off.saturating_add(part.filter(|m| m.currency == unit.currency).map_or(0, |m| m.minor));
    }
    if allocations.is_empty() {
        let whole = item.money_set("total_discount_set").or_else(|| plain_or(item, "total_discount", order));
        off = whole.filter(|m| m.currency == unit.currency).map_or(0, |m| m.minor);
    }
    Some(Money { minor: full.saturating_sub(off).max(0), currency: unit.currency })
}

fn plain_or(object: Fields, key: &str, order: Fields) -> Option<Money> {
    object.amount(key, &order.some_text("currency", 8)?)
}

/// Who ordered: the name on the first address that has one, else the customer's. Addresses come first
/// because the API's answers, without the permission to read customers, hold nothing else.
pub(super) fn customer_of(order: Fields, keys: &[&str]) -> Option<Option<String>> {
    let people = keys.iter().chain(&["customer"]);
    if !people.clone().any(|key| order.has(key)) {
        return None;
    }
    let name = people.filter_map(|key| order.object(key)).find_map(name_of);
    Some(name)
}

fn name_of(person: Fields) -> Option<String> {
    let first = |keys: &[&str]| keys.iter().find_map(|key| person.some_text(key, TITLE));
    let both = [first(&["first_name", "firstName"]), first(&["last_name", "lastName"])];
    let joined = both.into_iter().flatten().collect::<Vec<_>>().join(" ");
    first(&["name", "displayName"]).or(Some(joined).filter(|name| !name.is_empty()))
}

/// The merchant's tags, sorted: REST writes them in one text with commas, the API as a list.
pub(super) fn tags_of(order: Fields) -> Option<Vec<String>> {
    let mut tags = match order.get("tags")? {
        serde_json::Value::String(_) => {
            let all = order.some_text("tags", TITLE * FEW).unwrap_or_default();
            all.split(',').map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect()
        }
        _ => order.texts("tags", TITLE, TAGS)?,
    };
    tags.sort_unstable();
    tags.dedup();
    tags.truncate(TAGS);
    Some(tags)
}

/// The first address there is, in either spelling; "none" when the source says there is none.
pub(super) fn address_of(order: Fields, keys: &[&str]) -> Option<Option<Address>> {
    match keys.iter().find_map(|key| order.object(key)) {
        Some(address) => Some(read_address(address)),
        None => keys.iter().any(|key| order.get(key).is_some_and(|v| v.is_null())).then_some(None),
    }
}

fn read_address(address: Fields) -> Option<Address> {
    let first = |keys: &[&str]| keys.iter().find_map(|key| address.some_text(key, TITLE));
    let read = Address {
        name: name_of(address),
        company: first(&["company"]),
        street: [first(&["address1"]), first(&["address2"])].into_iter().flatten().collect(),
        postcode: first(&["zip"]),
        city: first(&["city"]),
        province: first(&["province_code", "provinceCode", "province"]),
        country: first(&["country_code", "countryCodeV2", "countryCode", "country"]),
    };
    Some(read).filter(|address| *address != Address::default())
}
