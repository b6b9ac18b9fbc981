//! The lines of an order as templates see them. Start with [`lines`].

use serde_json::{Value, json};

use super::MailAbout;
use super::values::{hundredths, shipment};
use crate::domain::ids::ShopifyId;
use crate::domain::message::MessageKind;
use crate::domain::order::{Item, Order};

/// Most lines a template sees: a message with more is cut off by mail programs.
const LINES: usize = 250;
/// Most lines the built-in design lists.
const LISTED: usize = 12;

fn items(order: &Order) -> &[Item] {
    order.items.get().map_or(&[][..], Vec::as_slice)
}

fn quantity(item: &Item) -> u32 {
    if item.current == 0 { item.ordered } else { item.current }
}

/// All lines, with the names of Shopify's notifications.
pub(super) fn lines(about: &MailAbout<'_>) -> Value {
    let known = items(&about.known.order).iter().filter(|_| about.may_tell_contents());
    known.take(LINES).map(|item| line(item, quantity(item))).collect()
}

/// The lines inside a shipment.
pub(super) fn inside(about: &MailAbout<'_>, inside: &[(ShopifyId, u32)]) -> Value {
    let known = inside.iter().filter(|(_, quantity)| *quantity > 0);
    let lines = known.filter_map(|(id, quantity)| {
        let item = items(&about.known.order).iter().find(|item| item.id == *id)?;
        Some(json!({ "quantity": quantity, "line_item": line(item, *quantity) }))
    });
    lines.take(LINES).collect()
}

fn line(item: &Item, quantity: u32) -> Value {
    let price = item.price.as_ref().map(hundredths);
    let each = price.map(|price| price / i64::from(item.ordered.max(1)));
    let variant = item.variant.as_deref().map(str::trim).filter(|variant| !variant.is_empty());
    json!({
        "title": item.title,
        "product": { "title": item.title },
        "variant": variant.map(|title| json!({ "title": title })),
        "variant_title": variant,
        "quantity": quantity,
        "refunded_quantity": item.ordered.saturating_sub(item.current),
        "image": item.image,
        "final_line_price": price,
        "original_line_price": price,
        "line_price": price,
        "final_price": each,
        "original_price": each,
        "price": each,
        "requires_shipping": item.ships,
    })
}

/// How many pieces were ordered.
pub(super) fn count(order: &Order) -> u64 {
    items(order).iter().map(|item| u64::from(quantity(item))).sum()
}

/// The sum of the lines; `None` when the price of one is not known.
pub(super) fn subtotal(order: &Order) -> Option<i64> {
    let prices: Option<Vec<i64>> =
        items(order).iter().map(|item| item.price.as_ref().map(hundredths)).collect();
    prices.filter(|prices| !prices.is_empty()).map(|prices| prices.into_iter().sum())
}

/// The list in the built-in design, for kinds of messages where it helps, and how many lines it leaves out.
pub(super) fn summary(about: &MailAbout<'_>) -> (Value, usize) {
    let parcel =
        matches!(about.kind, MessageKind::Shipped | MessageKind::OutForDelivery | MessageKind::Delivered);
    let order = parcel
        || matches!(
            about.kind,
            MessageKind::OrderReceived | MessageKind::ReadyForPickup | MessageKind::Canceled
        );
    if !order || !about.may_tell_contents() {
        return (Value::Array(Vec::new()), 0);
    }
    let sent = shipment(about).filter(|_| parcel).and_then(|(_, shipment)| shipment.items.get());
    let all = items(&about.known.order);
    let chosen: Vec<(&Item, u32)> = match sent.filter(|sent| !sent.is_empty()) {
        Some(sent) => {
            let find = |id: &ShopifyId| all.iter().find(|item| item.id == *id);
            sent.iter().filter_map(|(id, quantity)| Some((find(id)?, *quantity))).collect()
        }
        None => all.iter().map(|item| (item, quantity(item))).collect(),
    };
    let listed = if chosen.len() > LISTED + 1 { LISTED } else { chosen.len() };
    let rows = chosen[..listed].iter().map(|(item, quantity)| {
        let variant = item.variant.as_deref().map(str::trim).filter(|variant| !variant.is_empty());
        json!({ "title": item.title, "variant": variant, "quantity": quantity })
    });
    (rows.collect(), chosen.len() - listed)
}
