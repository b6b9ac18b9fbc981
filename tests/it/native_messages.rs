//! What shoppers are told of what Shopify says: once, only when the merchant wants it, and no old news. Through
//! the stand-in for Shopify: webhooks, reads and comparisons, as in a connected shop.

use serde_json::json;
use waymark::domain::clock::{Clock as _, Millis};
use waymark::domain::message::{Message, MessageKind};

use crate::support::live::Live;

async fn telling(kinds: &[MessageKind]) -> Live {
    let mut live = Live::connected().await;
    live.shop.settings.mail.kinds = kinds.iter().map(|kind| (*kind, true)).collect();
    live.shop.settings.mail.told_since = Millis(live.clock.now().0 - 1_000);
    live.services.store.save_shop(&live.shop).await.unwrap();
    live.look_again().await;
    live
}

async fn messages(live: &Live, order: &str) -> Vec<Message> {
    let id = live.services.order_by_name(&live.shop, order).await.unwrap().expect("the order is there");
    live.services.store.shop(live.shop.id).messages_of(id).await.unwrap()
}

async fn kinds(live: &Live, order: &str) -> Vec<MessageKind> {
    messages(live, order).await.into_iter().map(|message| message.kind).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_told_from_received_to_delivered_each_step_once() {
    use MessageKind::{Delivered, OrderReceived, OutForDelivery, Shipped};
    let live = telling(&[OrderReceived, Shipped, OutForDelivery, Delivered]).await;
    let made = live.act(json!({"do": "create_order", "email": "shopper@example.com"})).await;
    let tracking = json!([{"number": "1Z999AA10123456784"}]);
    let parcel = live.act(json!({"do": "fulfill", "order": made.order, "tracking": tracking})).await;
    for status in ["IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED"] {
        live.later(60);
        let event = json!({"do": "carrier_event", "order": made.order, "fulfillment": parcel.fulfillment, "status": status});
        live.act(event).await;
    }
    // Everything is told again by comparing.
    live.services.reconcile(&live.shop, None, &|_| {}).await.unwrap().unwrap();
    assert_eq!(kinds(&live, &made.name).await, [OrderReceived, Shipped, OutForDelivery, Delivered]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_is_told_with_its_public_reason_alone() {
    let live = telling(&[MessageKind::OnHold]).await;
    let stock = live.act(json!({"do": "create_order", "email": "shopper@example.com"})).await;
    live.act(json!({"do": "hold", "order": stock.order, "reason": "INVENTORY_OUT_OF_STOCK"})).await;
    let fraud = live.act(json!({"do": "create_order", "email": "other@example.com"})).await;
    live.act(json!({"do": "hold", "order": fraud.order, "reason": "HIGH_RISK_OF_FRAUD"})).await;
    let reason = |all: Vec<Message>| all[0].facts.reason.clone().unwrap();
    let (stock, fraud) = (messages(&live, &stock.name).await, messages(&live, &fraud.name).await);
    assert_eq!((stock.len(), fraud.len()), (1, 1));
    let (stock, fraud) = (reason(stock), reason(fraud));
    assert_ne!(stock, fraud);
    assert!(!fraud.to_lowercase().contains("fraud") && !fraud.to_lowercase().contains("risk"), "{fraud}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_typed_where_shopify_tells_none_is_told_what_comes() {
    let live = telling(&[MessageKind::OrderReceived, MessageKind::Shipped]).await;
    let made = live.act(json!({"do": "create_order", "email": ""})).await;
    assert!(kinds(&live, &made.name).await.is_empty(), "nobody knows where to");
    let order =
        live.services.order_by_name(&live.shop, &made.name).await.unwrap().expect("the order is there");
    let typed = live.services.correct_address(&live.shop, "Owner", order, "typed@example.org").await;
    typed.unwrap().unwrap();
    live.act(json!({"do": "fulfill", "order": made.order})).await;
    let told = messages(&live, &made.name).await;
    let told: Vec<_> = told.iter().map(|message| (message.kind, message.to.as_str())).collect();
    assert_eq!(told, [(MessageKind::Shipped, "typed@example.org")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_of_what_is_turned_off_or_happened_before() {
    let live = Live::connected().await;
    let before = live.act(json!({"do": "create_order", "email": "shopper@example.com"})).await;
    assert!(kinds(&live, &before.name).await.is_empty(), "off until it is turned on");
    let mut shop = live.shop.clone();
    shop.settings.mail.kinds.insert(MessageKind::OrderReceived, true);
    live.later(60);
    shop.settings.mail.told_since = live.clock.now();
    live.services.store.save_shop(&shop).await.unwrap();
    live.services.reconcile(&shop, None, &|_| {}).await.unwrap().unwrap();
    assert!(kinds(&live, &before.name).await.is_empty(), "placed before");
    live.later(60);
    let after = live.act(json!({"do": "create_order", "email": "shopper@example.com"})).await;
    assert_eq!(kinds(&live, &after.name).await, [MessageKind::OrderReceived]);
}
