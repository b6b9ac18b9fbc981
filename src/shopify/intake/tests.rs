//! What each kind of input becomes.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Limits, Piece, read, read_changed, read_value};
use crate::domain::clock::Millis;
use crate::domain::ids::ShopifyId;
use crate::domain::native::*;
use crate::domain::order::Order;

fn pieces(text: &str) -> Vec<Piece> {
    read(text.as_bytes(), Limits::default()).collect()
}

fn one(value: Value) -> Order {
    match read_value(value, None, Millis(0)).as_slice() {
        [Piece::Order { news, .. }] => news.clone(),
        other => panic!("one order expected, got {other:?}"),
    }
}

fn joined(pieces: &[Piece], id: i64) -> Order {
    let mut order = Order::default();
    for piece in pieces {
        if let Piece::Order { shopify_id, news, .. } = piece
            && *shopify_id == ShopifyId(id)
        {
            order.join(news);
        }
    }
    order
}

fn refused(pieces: &[Piece]) -> Vec<Option<u64>> {
    let line = |piece: &Piece| match piece {
        Piece::Refused { line, .. } => Some(*line),
        _ => None,
    };
    pieces.iter().filter_map(line).collect()
}

#[test]
fn a_rest_order_becomes_facts() {
    let order = one(json!({
        "id": 1001, "name": "#1", "updated_at": "2026-11-01T10:00:00+01:00", "currency": "DKK",
        "processed_at": "2026-10-30T08:00:00Z", "email": "", "contact_email": "shopper@example.com",
        "financial_status": "paid", "fulfillment_status": null, "cancelled_at": null, "closed_at": 7,
        "current_total_price": "199.50", "total_outstanding": 0.5, "payment_gateway_names": ["visa"],
        "shipping_address": null, "billing_address": {"city": "Aarhus", "zip": 8000, "country_code": "DK"},
        "line_items": [
            {"id": 5, "title": "Chair", "variant_title": "Oak", "quantity": 2, "current_quantity": 1,
             "fulfillable_quantity": 1, "price": "120.00", "total_discount": "0.00",
             "discount_allocations": [{"amount": "40.50"}], "requires_shipping": true},
            {"id": 6, "title": "Gift card", "quantity": -4, "price": 50, "gift_card": true},
            {"title": "without an id"}],
        "fulfillments": [{"id": 9, "status": "success", "shipment_status": "in_transit",
            "tracking_company": "GLS", "tracking_numbers": ["A1", "A2"], "tracking_urls": ["https://t.example/A1"],
            "created_at": "2026-10-31T08:00:00Z", "updated_at": "2026-11-02T08:00:00Z",
            "line_items": [{"id": 5, "quantity": 1}]}],
        "refunds": [{"id": 3, "created_at": "2026-11-01T08:00:00Z",
            "refund_line_items": [{"line_item_id": 5, "quantity": 1}],
            "transactions": [{"id": 1, "kind": "refund", "status": "success", "amount": "20.00", "currency": "DKK"},
                {"id": 2, "kind": "refund", "status": "failure", "amount": "9.00", "currency": "DKK"},
                {"id": 4, "kind": "refund", "status": "success", "amount": "5.00", "currency": "DKK"}]}]
    }));
    let at = Millis::parse("2026-11-01T09:00:00Z");
    assert_eq!(order.name.known_at(), at);
    assert_eq!(order.email.get(), Some(&Some("shopper@example.com".into())));
    assert_eq!(order.fulfillment.get(), Some(&FulfillmentStatus::Unfulfilled));
    assert_eq!(order.canceled_at.get(), Some(&None));
    assert!(order.closed_at.is_unknown() && order.locale.is_unknown() && order.return_status.is_unknown());
    assert_eq!(order.total.get().map(|m| m.minor), Some(19950));
    assert_eq!(order.outstanding.get().map(|m| m.minor), Some(50));
    let address = order.address.get().unwrap().as_ref().unwrap();
    assert_eq!((address.city.as_deref(), address.postcode.as_deref()), (Some("Aarhus"), Some("8000")));
    let items = order.items.get().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!((items[0].ordered, items[0].current, items[0].unfulfilled), (2, 1, Some(1)));
    assert_eq!(items[0].price.as_ref().map(|m| m.minor), Some(19950));
    assert!(items[0].ships && !items[1].ships);
    assert_eq!(items[1].ordered, 0);
    let shipment = &order.shipments[&ShopifyId(9)];
    assert_eq!(shipment.status.get(), Some(&Some(ShipmentStatus::InTransit)));
    assert_eq!(shipment.status.known_at(), Millis::parse("2026-11-02T08:00:00Z"));
    let tracking = shipment.tracking.get().unwrap();
    assert_eq!(tracking.len(), 2);
    assert_eq!(tracking[0].url.as_deref(), Some("https://t.example/A1"));
    assert_eq!((tracking[1].number.as_deref(), tracking[1].company.as_deref()), (Some("A2"), Some("GLS")));
    let refund = order.refunds[&ShopifyId(3)].get().unwrap();
    assert_eq!(refund.amount.as_ref().map(|m| m.minor), Some(2500));
    assert_eq!(refund.items, [(ShopifyId(5), 1)]);
}

#[test]
fn a_graphql_order_becomes_facts_in_either_form() {
    let promise = json!({"id": "gid://shopify/FulfillmentOrder/7", "status": "ON_HOLD",
        "updatedAt": "2026-11-05T00:00:00Z", "fulfillmentHolds": [{"reason": "AWAITING_PAYMENT"}],
        "deliveryMethod": {"methodType": "LOCAL", "maxDeliveryDateTime": "2026-11-20T00:00:00Z"},
        "lineItems": {"edges": [{"node": {"remainingQuantity": 2, "lineItem": {"id": "gid://shopify/LineItem/5"}}}]}});
    let order = one(json!({"data": {"order": {
        "id": "gid://shopify/Order/820982911946154508", "name": "#2", "updatedAt": "2026-11-01T00:00:00Z",
        "displayFulfillmentStatus": "ON_HOLD", "displayFinancialStatus": null, "closed": false,
        "customer": {"email": "shopper@example.com", "locale": "da"},
        "currentTotalPriceSet": {"shopMoney": {"amount": "15.0", "currencyCode": "DKK"}},
        "lineItems": {"nodes": [{"id": "gid://shopify/LineItem/5", "title": "Chair", "quantity": 2,
            "originalUnitPriceSet": {"presentmentMoney": {"amount": "7.5", "currencyCode": "EUR"}}}]},
        "fulfillmentOrders": {"nodes": [promise]},
        "fulfillments": [{"id": "gid://shopify/Fulfillment/9", "status": "CANCELLED", "displayStatus": "CANCELED",
            "trackingInfo": [{"company": null, "number": "A1", "url": null}],
            "events": {"nodes": [
                {"id": "gid://shopify/FulfillmentEvent/4", "status": "IN_TRANSIT", "happenedAt": "2026-11-02T00:00:00Z"},
                {"status": "DELAYED", "happenedAt": "2026-11-03T00:00:00Z"}, {"status": "DELIVERED"}]}}],
        "returns": {"nodes": [{"id": "gid://shopify/Return/2", "status": "DECLINED", "totalQuantity": 1,
            "decline": {"note": "Worn"}}]},
        "refunds": [{"id": "gid://shopify/Refund/3", "totalRefundedSet": {"shopMoney": {"amount": "4.0", "currencyCode": "DKK"}},
            "transactions": {"nodes": [{"kind": "REFUND", "status": "PENDING"}]}}],
        "transactions": [{"id": "gid://shopify/OrderTransaction/8", "kind": "SALE", "status": "SUCCESS",
            "amountSet": {"shopMoney": {"amount": "15.0", "currencyCode": "DKK"}}}]
    }}}));
    assert_eq!(order.payment.get(), Some(&None));
    assert_eq!(order.closed_at.get(), Some(&None));
    assert_eq!(order.email.get(), Some(&Some("shopper@example.com".into())));
    assert_eq!(order.items.get().unwrap()[0].price.as_ref().map(|m| m.minor), Some(1500));
    let promise = &order.fulfillment_orders.get().unwrap()[0];
    assert_eq!(order.fulfillment_orders.known_at(), Millis::parse("2026-11-05T00:00:00Z"));
    assert_eq!(promise.holds, [HoldReason::AwaitingPayment]);
    assert_eq!(
        (promise.method.clone(), promise.remaining.as_slice()),
        (Some(DeliveryMethod::Local), &[(ShopifyId(5), 2)][..])
    );
    assert_eq!(order.shipments[&ShopifyId(9)].canceled.get(), Some(&true));
    let keys: Vec<_> = order.carrier_events.keys().map(String::as_str).collect();
    assert_eq!(keys, ["4", "9-delayed-1793664000000"]);
    assert_eq!(order.returns[&ShopifyId(2)].get().unwrap().decline_note.as_deref(), Some("Worn"));
    assert_eq!(order.refunds[&ShopifyId(3)].get().unwrap().amount, None);
    assert_eq!(order.transactions.len(), 1);
}

#[test]
fn a_field_shopify_refused_to_tell_is_unknown_not_empty() {
    let answer = |errors: Value| {
        one(json!({"data": {"orders": {"nodes": [{"id": "gid://shopify/Order/1", "name": "#1", "email": null,
            "shippingAddress": null}]}}, "errors": errors}))
    };
    let denied = answer(json!([{"path": ["orders", "nodes", 0, "email"]},
        {"path": ["orders", "nodes", 0, "shippingAddress", "zip"]}, {"path": [1]}, {}]));
    assert!(denied.email.is_unknown() && denied.address.is_unknown());
    let told = answer(json!([]));
    assert_eq!((told.email.get(), told.address.get()), (Some(&None), Some(&None)));
}

#[test]
fn bodies_that_name_their_order_are_fragments() {
    let shipment = one(json!({"id": 9, "order_id": 1, "tracking_company": "UPS", "status": "cancelled",
        "updated_at": "2026-11-01T00:00:00Z"}));
    assert_eq!(shipment.shipments[&ShopifyId(9)].canceled.get(), Some(&true));
    let event = one(json!({"id": 4, "order_id": 1, "fulfillment_id": 9, "status": "delivered",
        "happened_at": "2026-11-01T00:00:00Z", "admin_graphql_api_id": "gid://shopify/FulfillmentEvent/4"}));
    assert_eq!(event.carrier_events["4"].shipment, ShopifyId(9));
    let edit = one(json!({"order_edit": {"id": 7, "order_id": 1, "committed_at": "2026-11-01T00:00:00Z"}}));
    assert_eq!(edit.edits.keys().collect::<Vec<_>>(), [&ShopifyId(7)]);
    let back = one(json!({"id": 2, "admin_graphql_api_id": "gid://shopify/Return/2", "status": "open",
        "order": {"id": 1}, "total_return_line_items": 2}));
    assert_eq!(back.returns[&ShopifyId(2)].get().unwrap().quantity, Some(2));
}

#[test]
fn a_body_without_a_time_takes_the_time_it_was_told() {
    let body =
        json!({"id": 2, "admin_graphql_api_id": "gid://shopify/Return/2", "status": "open", "order_id": 1});
    let Piece::Order { news, .. } = &read_value(body, None, Millis(77))[0] else { panic!("an order") };
    assert_eq!(news.returns[&ShopifyId(2)].known_at(), Some(Millis(77)));
}

#[test]
fn notices_of_deletion_are_skipped_and_orders_without_an_id_refused() {
    assert!(matches!(pieces(r#"{"id": 820982911946154508}"#)[0], Piece::Skipped { line: Some(1), .. }));
    assert!(matches!(
        pieces(r#"{"id":"gid:\/\/shopify\/Order\/1"}"#)[0],
        Piece::Skipped { line: Some(1), .. }
    ));
    assert_eq!(
        refused(&pieces(r#"{"orders": [{"id": 1.5, "line_items": []}, {"id": 2, "name": "2"}]}"#)),
        [Some(1)]
    );
    assert!(matches!(pieces("[]")[0], Piece::Skipped { .. }));
    assert_eq!(pieces(" \n\n"), []);
}

#[test]
fn a_broken_line_stops_nothing_else() {
    let mut text = b"\xef\xbb\xbf{\"id\":1,\"line_items\":[]}\r\n{\"id\":2, \"line_items\": [\n".to_vec();
    text.extend_from_slice(b"{\"id\":3,\"line_items\":[]}\n{\"id\":4,\"name\":\"\xff\"}\nnonsense\n");
    text.extend_from_slice(format!("{}{}\n", "[".repeat(65), "]".repeat(65)).as_bytes());
    text.extend_from_slice(format!("{{\"id\":5,\"name\":\"{}\"}}\n", "x".repeat(300)).as_bytes());
    text.extend_from_slice(b"{\"id\":6,\"line_items\":[]}\n{\"id\":7,\"na");
    let limits = Limits { line_bytes: 256, ..Limits::default() };
    let pieces: Vec<_> = read(text.as_slice(), limits).collect();
    assert_eq!(refused(&pieces), [2, 4, 5, 6, 7, 9].map(Some));
    for id in [1, 3, 6] {
        assert!(joined(&pieces, id).items.get().is_some(), "{id}");
    }
}

#[test]
fn a_document_over_many_lines_is_one_document() {
    let body = json!({"orders": [{"id": 1, "name": "#1", "tags": "{["}, {"id": 2, "name": "#2"}]});
    let text = serde_json::to_string_pretty(&body).unwrap();
    assert_eq!(pieces(&text).len(), 2);
    assert_eq!(pieces(&format!("{text}\n{text}")).len(), 4);
    // One missing bracket refuses the document once, not once per line.
    let cut: String = text.lines().take(6).map(|line| format!("{line}\n")).collect();
    assert_eq!(refused(&pieces(&cut)), [Some(1)]);
    let limits = Limits { document_bytes: 20, ..Limits::default() };
    assert_eq!(refused(&read(text.as_bytes(), limits).collect::<Vec<_>>()), [Some(1)]);
}

#[test]
fn a_bulk_export_is_joined_by_id_however_its_lines_stand() {
    let lines = [
        r#"{"id":"gid:\/\/shopify\/FulfillmentOrderLineItem\/71","remainingQuantity":3,"lineItem":{"id":"gid:\/\/shopify\/LineItem\/5"},"__parentId":"gid:\/\/shopify\/FulfillmentOrder\/7"}"#,
        r#"{"id":"gid:\/\/shopify\/LineItem\/5","title":"Chair","quantity":3,"__parentId":"gid:\/\/shopify\/Order\/1"}"#,
        r#"{"id":"gid:\/\/shopify\/Order\/1","name":"1","updatedAt":"2026-11-01T00:00:00Z"}"#,
        r#"{"id":"gid:\/\/shopify\/FulfillmentOrder\/7","status":"OPEN","__parentId":"gid:\/\/shopify\/Order\/1"}"#,
        r#"{"id":"gid:\/\/shopify\/LineItem\/6","title":"Table","quantity":1,"__parentId":"gid:\/\/shopify\/Order\/1"}"#,
        r#"{"id":"gid:\/\/shopify\/Return\/8","status":"OPEN","__parentId":"gid:\/\/shopify\/Order\/2"}"#,
        r#"{"id":"gid:\/\/shopify\/Metafield\/1","value":"x","__parentId":"gid:\/\/shopify\/Order\/1"}"#,
        r#"{"id":"gid:\/\/shopify\/Order\/2"}"#,
        r#"{"id":"gid:\/\/shopify\/LineItem\/9","title":"Lost","__parentId":"gid:\/\/shopify\/Order\/3"}"#,
    ];
    let text = lines.join("\n");
    let all = pieces(&text);
    assert_eq!(refused(&all), [Some(9)]);
    let order = joined(&all, 1);
    let titles: Vec<_> = order.items.get().unwrap().iter().map(|item| item.title.as_str()).collect();
    assert_eq!(titles, ["Chair", "Table"]);
    assert_eq!(order.items.known_at(), Millis::parse("2026-11-01T00:00:00Z"));
    assert_eq!(order.fulfillment_orders.get().unwrap()[0].remaining, [(ShopifyId(5), 3)]);
    assert_eq!(joined(&all, 2).returns.len(), 1);
    let mut turned = lines;
    turned.reverse();
    let mut other = joined(&pieces(&turned.join("\n")), 1).items.get().unwrap().clone();
    other.reverse();
    assert_eq!(Some(&other), order.items.get());
    let small = Limits { bulk_bytes: 10, ..Limits::default() };
    assert_eq!(read(text.as_bytes(), small).filter(|p| matches!(p, Piece::Refused { .. })).count(), 6);
}

#[test]
fn the_caller_may_change_each_document_first() {
    let change = |mut value: Value| {
        value["updated_at"] = json!("2026-11-01T00:00:00Z");
        value
    };
    let text = r#"{"id":1,"name":"1","updated_at":"@-1d","line_items":[]}"#;
    let all: Vec<_> = read_changed(text.as_bytes(), Limits::default(), change).collect();
    assert_eq!(joined(&all, 1).name.known_at(), Millis::parse("2026-11-01T00:00:00Z"));
}

#[test]
fn absurd_amounts_are_cut_off() {
    let items: Vec<_> =
        (1..=1_100).map(|id| json!({"id": id, "title": "x".repeat(600), "quantity": 1e18})).collect();
    let shipments: Vec<_> = (1..=600)
        .map(|id| {
            let event = |n: usize| json!({"id": id * 10 + n, "status": "in_transit", "happened_at": "2026-11-01T00:00:00Z"});
            json!({"id": id, "status": "success", "events": (0..5).map(event).collect::<Vec<_>>()})
        })
        .collect();
    let order = one(json!({"id": 1, "line_items": items, "fulfillments": shipments}));
    let items = order.items.get().unwrap();
    assert_eq!((items.len(), order.shipments.len(), order.carrier_events.len()), (1_000, 500, 2_000));
    assert_eq!((items[0].title.len(), items[0].ordered), (512, 1_000_000));
}

fn word() -> impl Strategy<Value = String> {
    const KNOWN: [&str; 38] = [
        "id",
        "order",
        "orders",
        "order_id",
        "admin_graphql_api_id",
        "line_items",
        "lineItems",
        "nodes",
        "edges",
        "node",
        "fulfillments",
        "refunds",
        "returns",
        "transactions",
        "status",
        "quantity",
        "updated_at",
        "updatedAt",
        "gid://shopify/Order/1",
        "gid://shopify/Fulfillment/2",
        "data",
        "errors",
        "path",
        "fulfillment_id",
        "amount",
        "currentTotalPriceSet",
        "presentmentMoney",
        "currencyCode",
        "DKK",
        "shippingAddress",
        "tracking_numbers",
        "displayFulfillmentStatus",
        "fulfillmentOrders",
        "events",
        "__parentId",
        "order_edit",
        "kind",
        "price",
    ];
    prop_oneof![proptest::sample::select(&KNOWN[..]).prop_map(str::to_owned), ".{0,12}"]
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word().prop_map(Value::from),
        Just(json!("2026-11-01T00:00:00Z")),
    ];
    leaf.prop_recursive(6, 96, 12, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::vec((word(), inner), 0..12)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(value in any_json(), noise in proptest::collection::vec(any::<u8>(), 0..200)) {
        let first = read_value(value.clone(), None, Millis(0));
        prop_assert_eq!(&first, &read_value(value.clone(), None, Millis(0)));
        let mut text = serde_json::to_vec_pretty(&value).unwrap();
        text.push(b'\n');
        text.extend_from_slice(&noise);
        text.push(b'\n');
        text.extend_from_slice(&serde_json::to_vec(&value).unwrap());
        let limits = Limits { line_bytes: 4_000, document_bytes: 8_000, bulk_bytes: 4_000, ..Limits::default() };
        prop_assert!(read(text.as_slice(), limits).count() < 10_000);
    }
}
