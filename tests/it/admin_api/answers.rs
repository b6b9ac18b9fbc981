//! Answers as the Admin API gives them, with made-up contents.

use serde_json::{Value, json};

use super::script::Reply;

/// What every answer tells about the bucket.
pub fn cost(requested: f64, actual: Option<f64>, level: f64) -> Value {
    json!({"cost": {"requestedQueryCost": requested, "actualQueryCost": actual, "throttleStatus":
        {"maximumAvailable": 2000.0, "currentlyAvailable": level, "restoreRate": 100.0}}})
}

/// An answer without refusals.
pub fn data(data: Value) -> Reply {
    Reply::ok(json!({"data": data, "extensions": cost(20.0, Some(10.0), 1990.0)}))
}

/// An answer that is only an error.
pub fn error(code: &str, message: &str) -> Value {
    json!({"errors": [{"message": message, "extensions": {"code": code}}]})
}

/// A connection without anything.
pub fn empty() -> Value {
    json!({"pageInfo": {"hasNextPage": false, "endCursor": null}, "nodes": []})
}

/// An item of an order.
pub fn item(n: usize) -> Value {
    json!({"id": format!("gid://shopify/LineItem/{}", n + 1), "title": "Cup", "quantity": 1, "currentQuantity": 1,
        "unfulfilledQuantity": 0, "requiresShipping": true, "isGiftCard": false,
        "discountedUnitPriceAfterAllDiscountsSet": {"presentmentMoney": {"amount": "5.0", "currencyCode": "DKK"}}})
}

/// A parcel on its way.
pub fn parcel(n: usize) -> Value {
    json!({"id": format!("gid://shopify/Fulfillment/{n}"), "name": format!("#1001.{n}"), "status": "SUCCESS",
        "displayStatus": "IN_TRANSIT", "createdAt": "2026-11-19T10:00:00Z", "updatedAt": "2026-11-19T11:00:00Z",
        "trackingInfo": [{"company": "PostNord DK", "number": "00370712345678901234", "url": null}],
        "events": empty(), "fulfillmentLineItems": empty()})
}

/// An order with so many parcels and items.
pub fn order(parcels: usize, items: usize) -> Value {
    json!({"id": "gid://shopify/Order/820982911946154508", "name": "#1001",
        "createdAt": "2026-11-18T10:00:00Z", "processedAt": "2026-11-18T10:00:00Z",
        "updatedAt": "2026-11-20T10:00:00Z", "closed": false, "closedAt": null, "cancelledAt": null,
        "email": "shopper@example.com", "displayFinancialStatus": "PAID", "displayFulfillmentStatus": "FULFILLED",
        "lineItems": {"pageInfo": {"hasNextPage": false}, "nodes": (0..items).map(item).collect::<Vec<_>>()},
        "fulfillments": (1..=parcels).map(parcel).collect::<Vec<_>>(),
        "fulfillmentOrders": empty(), "returns": empty(), "refunds": [], "transactions": []})
}
