//! What a JSON object is, told by what it holds: bodies of webhooks come without their topic when
//! they are imported from files. Decides nothing about its facts.

use super::fields::Fields;

/// What an object turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// An order; perhaps one without a usable id.
    Order,
    /// An order's id and nothing else.
    Reference,
    /// A shipment that names its order.
    Shipment,
    /// What a carrier said of a shipment, naming the order (REST only).
    CarrierEvent,
    /// A refund that names its order.
    Refund,
    /// A money movement that names its order.
    Transaction,
    /// A return that names its order.
    Return,
    /// An edit of an order.
    Edit,
    /// Anything else; there may be orders in it.
    Other,
}

/// Keys that hardly anything but an order has, in REST's spelling and in GraphQL's.
const SIGNS: [&str; 24] = [
    "line_items",
    "financial_status",
    "fulfillment_status",
    "order_number",
    "confirmation_number",
    "cancelled_at",
    "closed_at",
    "processed_at",
    "current_total_price",
    "total_price",
    "customer_locale",
    "order_status_url",
    "fulfillments",
    "refunds",
    "displayFinancialStatus",
    "displayFulfillmentStatus",
    "lineItems",
    "fulfillmentOrders",
    "returnStatus",
    "confirmationNumber",
    "cancelledAt",
    "customerLocale",
    "currentTotalPriceSet",
    "paymentGatewayNames",
];

/// Keys that say an object with an order's signs is something else.
const NOT_ORDERS: [&str; 6] =
    ["response", "variables", "order_id", "abandoned_checkout_url", "completed_at", "invoice_url"];

/// Tells what `object` is; `under` is the key it stands below, empty at the top of a document.
pub(super) fn shape_of(object: Fields, under: &str) -> Shape {
    if under == "order_edit" && object.has("order_id") {
        return Shape::Edit;
    }
    match object.kind() {
        Some("Order") if NOT_ORDERS.iter().any(|key| object.has(key)) => Shape::Other,
        Some("Order") if has_facts(object) => Shape::Order,
        Some("Order") => Shape::Reference,
        Some(kind) => part_of(object, kind),
        None if object.has("order_id") && (object.has("id") || object.has("fulfillment_id")) => {
            part_of(object, guess(object))
        }
        None => without_kind(object, under),
    }
}

fn part_of(object: Fields, kind: &str) -> Shape {
    let named = object.has("order_id") || object.object("order").is_some_and(|order| order.id().is_some());
    match kind {
        _ if !named => Shape::Other,
        "Fulfillment" => Shape::Shipment,
        "FulfillmentEvent" if object.has("fulfillment_id") => Shape::CarrierEvent,
        "Refund" => Shape::Refund,
        "OrderTransaction" => Shape::Transaction,
        "Return" => Shape::Return,
        _ => Shape::Other,
    }
}

/// The kind of a part that names its order but not itself, as older API versions sent them.
fn guess(object: Fields) -> &'static str {
    let any = |keys: &[&str]| keys.iter().any(|key| object.has(key));
    if object.has("fulfillment_id") {
        "FulfillmentEvent"
    } else if any(&["tracking_numbers", "tracking_number", "tracking_company", "shipment_status"]) {
        "Fulfillment"
    } else if object.has("refund_line_items") {
        "Refund"
    } else if object.has("kind") && any(&["gateway", "amount"]) {
        "OrderTransaction"
    } else if any(&["return_line_items", "total_return_line_items"]) {
        "Return"
    } else {
        ""
    }
}

fn without_kind(object: Fields, under: &str) -> Shape {
    if NOT_ORDERS.iter().any(|key| object.has(key)) {
        return Shape::Other;
    }
    let has_id = object.id().is_some();
    let signs = SIGNS.iter().filter(|key| object.has(key)).count();
    let needed = match (under, has_id) {
        ("order" | "orders", true) => 0,
        ("order" | "orders", false) | ("", true) => 1,
        _ => 2,
    };
    match (has_id, has_facts(object)) {
        (true, false) if matches!(under, "" | "order" | "orders") => Shape::Reference,
        (_, true) if signs >= needed => Shape::Order,
        _ => Shape::Other,
    }
}

fn has_facts(object: Fields) -> bool {
    let names = ["id", "admin_graphql_api_id", "legacyResourceId", "__typename", "__parentId"];
    object.iter().any(|(key, _)| !names.contains(&key))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Fields, Shape, shape_of};

    #[test]
    fn objects_are_told_apart_by_what_they_hold() {
        let table = [
            (json!({"id": 1, "line_items": [], "name": "#1"}), "", Shape::Order),
            (json!({"id": 1, "name": "#1"}), "order", Shape::Order),
            (json!({"id": 1}), "", Shape::Reference),
            (json!({"id": 1, "admin_graphql_api_id": "gid://shopify/Order/1"}), "", Shape::Reference),
            (json!({"id": "gid://shopify/Order/1", "tags": []}), "detail", Shape::Order),
            (json!({"id": "gid://shopify/DraftOrder/1", "lineItems": []}), "", Shape::Other),
            (json!({"id": "gid://shopify/Order/1", "variables": {}}), "", Shape::Other),
            (json!({"name": "#1", "line_items": [], "total_price": "1.0"}), "", Shape::Order),
            (json!({"id": 1, "name": "shop", "email": "shop@example.com"}), "", Shape::Other),
            (json!({"id": 1, "order_id": 2, "tracking_numbers": []}), "", Shape::Shipment),
            (json!({"id": 1, "order_id": 2, "fulfillment_id": 3}), "", Shape::CarrierEvent),
            (json!({"id": 1, "order_id": 2, "refund_line_items": []}), "", Shape::Refund),
            (json!({"id": 1, "order_id": 2, "kind": "sale", "amount": "1"}), "", Shape::Transaction),
            (json!({"id": 1, "order_id": 2, "request_status": "unsubmitted"}), "", Shape::Other),
            (
                json!({"id": "gid://shopify/Return/1", "order": {"id": "gid://shopify/Order/2"}}),
                "",
                Shape::Return,
            ),
            (json!({"id": "gid://shopify/Fulfillment/1"}), "", Shape::Other),
        ];
        for (value, under, expected) in table {
            assert_eq!(shape_of(Fields::of(&value).unwrap(), under), expected, "{value}");
        }
    }
}
