//! What each action makes of the derived statuses, the recorded traps included.

mod common;

use common::{World, world};
use fake_shopify::{Action, Made};
use serde_json::{Value, json};

/// An order of two items, three of the first and two of the second.
struct Story {
    w: World,
    order: String,
}

impl Story {
    async fn new(payment: &str) -> Self {
        let w = world().await;
        let create = json!({"do": "create_order", "payment": payment, "shipping": "0.00", "items": [
            {"title": "Blanket", "quantity": 3, "price": "100.00"}, {"title": "Mug", "quantity": 2, "price": "50.00"}]});
        let made = w.shop.act(serde_json::from_value(create).expect("an action")).expect("made");
        Self { w, order: made.order }
    }

    fn act(&self, mut action: Value) -> Made {
        action["order"] = self.order.clone().into();
        let parsed: Action = serde_json::from_value(action.clone()).expect("an action");
        self.w.shop.act(parsed).unwrap_or_else(|e| panic!("{action}: {e}"))
    }

    fn refused(&self, mut action: Value) {
        action["order"] = self.order.clone().into();
        let parsed: Action = serde_json::from_value(action.clone()).expect("an action");
        assert!(self.w.shop.act(parsed).is_err(), "{action} should be refused");
    }

    async fn read(&self, fields: &str) -> Value {
        let query = format!("query($id: ID!) {{ order(id: $id) {{ {fields} }} }}");
        self.w.data(&query, json!({"id": self.order})).await["order"].clone()
    }

    async fn promise(&self) -> String {
        self.read("displayFulfillmentStatus").await["displayFulfillmentStatus"]
            .as_str()
            .expect("a word")
            .to_owned()
    }

    async fn money(&self) -> Value {
        self.read("displayFinancialStatus").await["displayFinancialStatus"].clone()
    }

    async fn back(&self) -> String {
        self.read("returnStatus").await["returnStatus"].as_str().expect("a word").to_owned()
    }
}

#[tokio::test]
async fn a_hold_on_some_items_leaves_the_order_unfulfilled() {
    let s = Story::new("paid").await;
    s.act(json!({"do": "hold", "reason": "OTHER", "items": [{"line": 0, "quantity": 3}, {"line": 1, "quantity": 1}]}));
    assert_eq!(s.promise().await, "UNFULFILLED");
    let read = s.read("fulfillmentOrders(first: 5) { nodes { status lineItems(first: 5) { nodes { totalQuantity } } } }").await;
    let nodes = &read["fulfillmentOrders"]["nodes"];
    assert_eq!((nodes[0]["status"].as_str(), nodes[1]["status"].as_str()), (Some("ON_HOLD"), Some("OPEN")));
    assert_eq!(nodes[1]["lineItems"]["nodes"], json!([{"totalQuantity": 1}]));
    s.act(json!({"do": "hold", "fulfillment_order": Value::Null, "reason": "INCORRECT_ADDRESS"}));
}

#[tokio::test]
async fn of_two_holds_the_last_one_counts() {
    let s = Story::new("paid").await;
    s.act(json!({"do": "hold"}));
    let second = s.act(json!({"do": "hold", "reason": "AWAITING_PAYMENT"}));
    assert!(
        !second.topics.contains(&"fulfillment_orders/placed_on_hold".to_owned()),
        "only the first is placed"
    );
    assert_eq!(s.promise().await, "ON_HOLD");
    let read = s.read("fulfillmentOrders(first: 1) { nodes { fulfillmentHolds { id reason } } }").await;
    let hold = read["fulfillmentOrders"]["nodes"][0]["fulfillmentHolds"][0]["id"].clone();
    s.act(json!({"do": "release", "hold": hold}));
    assert_eq!(s.promise().await, "ON_HOLD");
    s.refused(json!({"do": "fulfill"}));
    s.act(json!({"do": "release"}));
    assert_eq!(s.promise().await, "UNFULFILLED");
}

#[tokio::test]
async fn dates_progress_and_parts() {
    let s = Story::new("paid").await;
    s.act(json!({"do": "schedule", "fulfill_at": "2099-01-01T00:00:00Z"}));
    assert_eq!(s.promise().await, "SCHEDULED");
    s.act(json!({"do": "ready"}));
    s.act(json!({"do": "progress"}));
    assert_eq!(s.promise().await, "IN_PROGRESS");
    s.act(json!({"do": "stop"}));
    s.act(json!({"do": "request_fulfillment"}));
    s.act(json!({"do": "reject_request"}));
    assert_eq!(s.promise().await, "REQUEST_DECLINED");
    s.act(json!({"do": "move"}));
    let read = s.read("fulfillmentOrders(first: 5, displayable: true) { nodes { status } }").await;
    assert_eq!(read["fulfillmentOrders"]["nodes"], json!([{"status": "OPEN"}]), "the dead one is hidden");
    s.act(json!({"do": "split", "items": [{"line": 1}]}));
    s.act(json!({"do": "merge"}));
    let first = s.act(json!({"do": "fulfill", "items": [{"line": 0, "quantity": 1}]}));
    assert!(first.topics.contains(&"orders/partially_fulfilled".to_owned()));
    assert_eq!(s.promise().await, "PARTIALLY_FULFILLED");
    s.act(json!({"do": "hold"}));
    assert_eq!(s.promise().await, "ON_HOLD", "all that is left is held");
    s.act(json!({"do": "release"}));
    let last = s.act(json!({"do": "fulfill"}));
    assert!(last.topics.contains(&"orders/fulfilled".to_owned()));
    assert_eq!(s.promise().await, "FULFILLED");
    s.act(json!({"do": "cancel_fulfillment"}));
    assert_eq!(s.promise().await, "PARTIALLY_FULFILLED");
}

#[tokio::test]
async fn a_parcel_moves_while_the_order_stays_fulfilled() {
    let s = Story::new("paid").await;
    s.act(json!({"do": "fulfill", "tracking": [{"company": "GLS", "number": "1"}, {"number": "2"}]}));
    let fields = "fulfillments(first: 5) { status displayStatus inTransitAt deliveredAt estimatedDeliveryAt trackingInfo(first: 5) { company number url } }";
    let parcel = s.read(fields).await["fulfillments"][0].clone();
    assert_eq!(
        (parcel["status"].as_str(), parcel["displayStatus"].as_str()),
        (Some("SUCCESS"), Some("FULFILLED"))
    );
    assert_eq!(parcel["trackingInfo"][1], json!({"company": null, "number": "2", "url": null}));
    s.act(json!({"do": "carrier_event", "status": "IN_TRANSIT", "happened_at": "2026-11-20T10:00:00Z", "estimate": "2026-11-24T10:00:00Z"}));
    s.act(json!({"do": "carrier_event", "status": "DELIVERED"}));
    s.act(
        json!({"do": "carrier_event", "status": "OUT_FOR_DELIVERY", "happened_at": "2026-11-21T10:00:00Z"}),
    );
    let parcel = s.read(fields).await["fulfillments"][0].clone();
    assert_eq!(parcel["displayStatus"], "DELIVERED", "a late scan does not go back");
    assert_eq!(parcel["inTransitAt"], "2026-11-20T10:00:00Z");
    assert_eq!(parcel["estimatedDeliveryAt"], "2026-11-24T10:00:00Z");
    assert_eq!(s.promise().await, "FULFILLED");
    s.act(json!({"do": "cancel_fulfillment"}));
    let parcel = s.read(fields).await["fulfillments"][0].clone();
    assert_eq!(
        (parcel["status"].as_str(), parcel["displayStatus"].as_str()),
        (Some("CANCELLED"), Some("CANCELED"))
    );
    let wrong: Action =
        serde_json::from_value(json!({"do": "carrier_event", "order": s.order, "status": "FLYING"}))
            .expect("an action");
    assert!(s.w.shop.act(wrong).is_err(), "not a word of Shopify's");
}

#[tokio::test]
async fn pick_up_is_prepared_and_fetched() {
    let s = Story::new("paid").await;
    let made = s.act(json!({"do": "prepared"}));
    assert!(made.topics.contains(&"fulfillment_orders/line_items_prepared_for_pickup".to_owned()));
    assert_eq!(
        s.read("fulfillments { displayStatus }").await["fulfillments"][0]["displayStatus"],
        "READY_FOR_PICKUP"
    );
    s.act(json!({"do": "picked_up"}));
    assert_eq!(
        s.read("fulfillments { displayStatus }").await["fulfillments"][0]["displayStatus"],
        "PICKED_UP"
    );
}

#[tokio::test]
async fn returns_by_priority() {
    let s = Story::new("paid").await;
    s.refused(json!({"do": "request_return"}));
    s.act(json!({"do": "fulfill"}));
    assert_eq!(s.back().await, "NO_RETURN");
    let first = s.act(json!({"do": "request_return", "items": [{"line": 0, "quantity": 1}]}));
    assert_eq!(s.back().await, "RETURN_REQUESTED");
    s.act(json!({"do": "approve_return"}));
    assert_eq!(s.back().await, "IN_PROGRESS");
    s.act(json!({"do": "request_return", "items": [{"line": 1, "quantity": 1}]}));
    assert_eq!(s.back().await, "RETURN_REQUESTED", "a second request beside it");
    s.act(json!({"do": "decline_return", "note": "Too late"}));
    assert_eq!(s.back().await, "IN_PROGRESS");
    s.act(json!({"do": "process_return"}));
    assert_eq!(s.back().await, "IN_PROGRESS", "processing alone leaves it open");
    s.act(json!({"do": "close_return"}));
    assert_eq!(s.back().await, "RETURNED");
    s.act(json!({"do": "reopen_return", "return": first.return_}));
    assert_eq!(s.back().await, "IN_PROGRESS");
    s.act(json!({"do": "cancel_return"}));
    assert_eq!(s.back().await, "NO_RETURN", "only declined and cancelled ones are left");
    let names = s.read("returns(first: 5) { nodes { name status decline { note } } }").await;
    assert_eq!(names["returns"]["nodes"][1]["decline"], json!({"note": "Too late"}));
}

#[tokio::test]
async fn money_in_and_back() {
    let s = Story::new("none").await;
    assert_eq!(s.money().await, Value::Null, "an order without transactions");
    s.act(json!({"do": "authorize"}));
    assert_eq!(s.money().await, "AUTHORIZED");
    s.act(json!({"do": "expire"}));
    assert_eq!(s.money().await, "EXPIRED");
    s.act(json!({"do": "capture", "amount": "100.00"}));
    assert_eq!(s.money().await, "PARTIALLY_PAID");
    let paid = s.act(json!({"do": "capture"}));
    assert!(paid.topics.contains(&"orders/paid".to_owned()));
    assert_eq!(s.money().await, "PAID");
    s.act(json!({"do": "add_item", "item": {"price": "20.00"}}));
    assert_eq!(s.money().await, "PARTIALLY_PAID", "an edit added value");
    s.act(json!({"do": "remove_item", "item": {"line": 2}}));
    s.act(json!({"do": "refund", "amount": "10.50"}));
    assert_eq!(s.money().await, "PARTIALLY_REFUNDED");
    let sums = s.read("totalOutstandingSet { presentmentMoney { amount currencyCode } } refunds(first: 2) { totalRefundedSet { presentmentMoney { amount } } }").await;
    assert_eq!(
        sums["refunds"][0]["totalRefundedSet"]["presentmentMoney"]["amount"], "10.5",
        "as GraphQL prints it"
    );
    let done = s.act(json!({"do": "cancel_order", "reason": "INVENTORY", "refund": true}));
    assert!(done.topics.contains(&"orders/cancelled".to_owned()));
    assert_eq!(s.money().await, "REFUNDED");
    let order = s.read("closed closedAt cancelledAt cancelReason displayFulfillmentStatus").await;
    assert_eq!((order["closed"].as_bool(), order["cancelReason"].as_str()), (Some(true), Some("INVENTORY")));
    assert_eq!(order["closedAt"], order["cancelledAt"]);
    let s = Story::new("authorized").await;
    s.act(json!({"do": "void"}));
    assert_eq!(s.money().await, "VOIDED");
    assert_eq!(s.read("closed").await["closed"], false, "the order can still be open");
}

#[tokio::test]
async fn nothing_to_ship_and_nothing_there() {
    let w = world().await;
    let create = json!({"do": "create_order", "items": [{"title": "Gift card", "requires_shipping": false, "gift_card": true}]});
    let made = w.shop.act(serde_json::from_value(create).expect("an action")).expect("made");
    let read = w
        .data("query($id: ID!) { order(id: $id) { displayFulfillmentStatus } }", json!({"id": made.order}))
        .await;
    assert_eq!(read["order"]["displayFulfillmentStatus"], "FULFILLMENT_NOT_REQUIRED");
    let gone = json!({"do": "delete_order", "order": made.order});
    w.shop.act(serde_json::from_value(gone).expect("an action")).expect("deleted");
    let read = w.data("query($id: ID!) { order(id: $id) { id } }", json!({"id": made.order})).await;
    assert_eq!(read, json!({"order": null}), "unknown is null without an error");
}
