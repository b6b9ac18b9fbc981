//! Webhooks: signature and headers, retries with the original body, deletion of API-made subscriptions,
//! and what the app's configuration file keeps.

mod common;

use std::time::Duration;

use common::{Door, World, world_of};
use fake_shopify::actions::{Action, OrderOnly, Ref};
use fake_shopify::{AppSubscription, ShopOptions, sign};
use serde_json::{Value, json};

const SUBSCRIBE: &str = "mutation($topic: WebhookSubscriptionTopic!, $uri: String!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: {uri: $uri}) {
    webhookSubscription { id } userErrors { field message } } }";

fn fast() -> ShopOptions {
    ShopOptions { retry_factor: 100_000.0, ..ShopOptions::default() }
}

async fn subscribe(w: &World, topic: &str, uri: &str) -> Value {
    w.data(SUBSCRIBE, json!({"topic": topic, "uri": uri})).await["webhookSubscriptionCreate"].clone()
}

#[tokio::test]
async fn a_delivery_is_signed_over_its_raw_body() {
    let (door, addr) = Door::open().await;
    let w = common::world_of(fast()).await;
    subscribe(&w, "ORDERS_CREATE", &format!("http://{addr}/hooks")).await;
    let made = w.shop.create_order(Default::default()).expect("made");
    assert!(w.shop.settled(Duration::from_secs(5)).await);
    let arrived = door.all();
    assert_eq!(arrived.len(), 1);
    let head = |name: &str| arrived[0].headers[name].to_str().expect("text").to_owned();
    assert_eq!(head("x-shopify-hmac-sha256"), sign("fake-client-secret", &arrived[0].body));
    assert_eq!(head("x-shopify-topic"), "orders/create");
    assert_eq!(head("x-shopify-shop-domain"), w.shop.domain());
    assert_eq!(head("x-shopify-api-version"), fake_shopify::API_VERSION);
    assert!(head("x-shopify-triggered-at").ends_with("000Z"));
    let body: Value = serde_json::from_slice(&arrived[0].body).expect("JSON");
    assert_eq!(body["id"].as_u64(), Some(made.order_id));
    assert!(made.order_id > 1 << 53, "beyond what f64 can hold");
    assert_ne!(made.order_id as f64 as u64, made.order_id);
    assert_eq!(sign("hush", b"\"my secret message\""), "hMTq0K2x7oyOjoBwGYeTj5oxfnaVYXzbanUG9aajpKI=");
}

#[tokio::test]
async fn a_failing_address_is_retried_and_then_dropped() {
    let (door, addr) = Door::open().await;
    *door.status.lock().expect("lock") = 503;
    let uri = format!("http://{addr}/hooks");
    let app = AppSubscription {
        topics: vec!["orders/updated".into(), "customers/redact".into()],
        uri: uri.clone(),
    };
    let w = world_of(ShopOptions { app_subscriptions: vec![app], ..fast() }).await;
    subscribe(&w, "ORDERS_CREATE", &uri).await;
    w.shop.create_order(Default::default()).expect("made");
    assert!(w.shop.settled(Duration::from_secs(20)).await);
    let creates: Vec<_> =
        door.all().into_iter().filter(|a| a.headers["x-shopify-topic"] == "orders/create").collect();
    assert_eq!(creates.len(), 9, "once and eight retries");
    let ids: Vec<_> = creates.iter().map(|a| a.headers["x-shopify-webhook-id"].clone()).collect();
    assert!(ids.iter().all(|id| *id == ids[0]), "every attempt has the same id");
    assert!(creates.iter().all(|a| a.body == creates[0].body), "and the original body");
    let left: Vec<Value> = w.shop.subscriptions();
    assert!(left.iter().all(|s| s["of_app"] == true) && left.len() == 2, "{left:?}");
    assert_eq!(w.shop.webhooks("failed"), 2);
}

#[tokio::test]
async fn an_outage_ends_and_the_retry_arrives() {
    let (door, addr) = Door::open().await;
    *door.status.lock().expect("lock") = 500;
    let w = world_of(ShopOptions { retry_factor: 600.0, ..ShopOptions::default() }).await;
    subscribe(&w, "ORDERS_UPDATED", &format!("http://{addr}/hooks")).await;
    let made = w.shop.create_order(Default::default()).expect("made");
    while door.all().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    *door.status.lock().expect("lock") = 200;
    w.shop.act(Action::Touch(OrderOnly { order: Ref::from(&made.order) })).expect("touched");
    assert!(w.shop.settled(Duration::from_secs(20)).await);
    assert_eq!(w.shop.webhooks("delivered"), 2);
    assert_eq!(w.shop.subscriptions().len(), 1);
}

#[tokio::test]
async fn lost_doubled_and_unsubscribed_webhooks() {
    let (door, addr) = Door::open().await;
    let w = world_of(fast()).await;
    let uri = format!("http://{addr}/hooks");
    let bad = subscribe(&w, "ORDERS_CREATE", "http://status.example/hooks").await;
    assert_eq!(bad["userErrors"][0]["message"], "Address protocol http:// is not supported");
    subscribe(&w, "ORDERS_CREATE", &uri).await;
    let again = subscribe(&w, "ORDERS_CREATE", &uri).await;
    assert!(again["webhookSubscription"].is_null(), "{again}");
    w.shop.modes(&serde_json::from_value(json!({"drop_webhooks_seconds": 60.0})).expect("modes"));
    w.shop.create_order(Default::default()).expect("made");
    assert_eq!((w.shop.webhooks("dropped"), door.all().len()), (1, 0));
    let modes = json!({"drop_webhooks_seconds": 0.0, "duplicate_percent": 100});
    w.shop.modes(&serde_json::from_value(modes).expect("modes"));
    w.shop.create_order(Default::default()).expect("made");
    tokio::time::sleep(Duration::from_millis(300)).await;
    let all = door.all();
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].headers["x-shopify-webhook-id"], all[1].headers["x-shopify-webhook-id"]);
}

#[tokio::test]
async fn privacy_topics_come_through_the_app_only() {
    let (door, addr) = Door::open().await;
    let uri = format!("http://{addr}/hooks");
    let topics = ["customers/data_request", "customers/redact", "shop/redact", "app/uninstalled"];
    let app = AppSubscription { topics: topics.map(Into::into).to_vec(), uri };
    let w = world_of(ShopOptions { app_subscriptions: vec![app], ..fast() }).await;
    let made = w.shop.create_order(Default::default()).expect("made");
    let request = json!({"email": format!("shopper-{}@example.com", &made.name[1..])});
    w.shop.data_request(&serde_json::from_value(request.clone()).expect("a request"));
    w.shop.redact(&serde_json::from_value(request).expect("a request"));
    w.shop.uninstall();
    w.shop.shop_redact();
    assert!(w.shop.settled(Duration::from_secs(5)).await);
    assert_eq!(door.all().len(), 4);
    let redact =
        door.all().into_iter().find(|a| a.headers["x-shopify-topic"] == "customers/redact").expect("redact");
    let body: Value = serde_json::from_slice(&redact.body).expect("JSON");
    assert_eq!(body["orders_to_redact"], json!([made.order_id]));
    assert_eq!(w.send("{ shop { id } }", json!({})).await.0, 401, "the token is dead at once");
}
