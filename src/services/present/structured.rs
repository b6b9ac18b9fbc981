//! What machines read: schema.org data about the order. Follows the same masking as the page and
//! never holds a price or an address.

use serde_json::{Map, Value, json};

use crate::domain::headline::Headline;
use crate::domain::progress::Parcel;

use super::page::{Page, carrier_text};
use super::parcels_view::carrier_name;

/// The data as JSON, safe inside a script element.
pub(super) fn structured(page: &Page<'_>) -> String {
    let mut order = Map::new();
    order.insert("@context".into(), json!("https://schema.org"));
    order.insert("@type".into(), json!("Order"));
    order.insert("orderNumber".into(), json!(page.source.name));
    order.insert("orderStatus".into(), json!(format!("https://schema.org/{}", status(&page.headline))));
    let shop = json!({ "@type": "Organization", "name": page.source.shop.name });
    order.insert("seller".into(), shop.clone());
    if let Some(at) = page.order.placed_at.get() {
        order.insert("orderDate".into(), json!(page.iso(*at)));
    }
    if page.sight.contents && !page.parcels.is_empty() {
        let parcels = page.parcels.iter().map(|parcel| delivery(page, parcel));
        order.insert("orderDelivery".into(), parcels.collect());
    }
    escaped(&Value::Object(order).to_string())
}

const fn status(headline: &Headline) -> &'static str {
    match headline {
        Headline::Canceled { .. } => "OrderCancelled",
        Headline::NotDelivered => "OrderProblem",
        Headline::PaymentPending | Headline::PaymentExpired | Headline::PaymentReleased => "OrderPaymentDue",
        Headline::ReadyForPickup { .. } => "OrderPickupAvailable",
        Headline::Delivered { .. } | Headline::PickedUp { .. } | Headline::Complete => "OrderDelivered",
        Headline::Returned => "OrderReturned",
        Headline::Attempted
        | Headline::OutForDelivery { .. }
        | Headline::Delayed { .. }
        | Headline::Arriving { .. }
        | Headline::OnItsWay { .. }
        | Headline::Shipped { .. }
        | Headline::PartDelivered => "OrderInTransit",
        _ => "OrderProcessing",
    }
}

fn delivery(page: &Page<'_>, parcel: &Parcel<'_>) -> Value {
    let mut delivery = Map::new();
    delivery.insert("@type".into(), json!("ParcelDelivery"));
    let numbers = parcel.shipment.tracking.get().into_iter().flatten();
    if let Some(number) = numbers.filter_map(|t| carrier_text(t.number.as_deref())).next() {
        delivery.insert("trackingNumber".into(), json!(number));
    }
    if let Some(carrier) = carrier_name(page, parcel) {
        delivery.insert("carrier".into(), json!({ "@type": "Organization", "name": carrier }));
    }
    if let Some(at) = parcel.estimated_at {
        let day = page.date(at).to_string();
        delivery.insert("expectedArrivalFrom".into(), json!(day));
        delivery.insert("expectedArrivalUntil".into(), json!(day));
    }
    Value::Object(delivery)
}

/// Inside a script element `<` could end it; JSON knows the same character as an escape.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_ends_a_script_element() {
        let json = escaped("{\"a\":\"</script><!-- & \u{2028}\"}");
        assert!(!json.contains(['<', '>', '&', '\u{2028}']));
        let value: serde_json::Value = serde_json::from_str(&json).expect("still JSON");
        assert_eq!(value["a"], "</script><!-- & \u{2028}");
    }
}
