//! The controls over HTTP, as browser tests use them.

mod common;

use common::{World, world};
use serde_json::{Value, json};

async fn post(w: &World, what: &str, body: Value) -> (u16, Value) {
    let url = format!("{}/control/{}/{what}", w.fake.url(), w.shop.domain());
    let answer = w.http.post(url).json(&body).send().await.expect("an answer");
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

async fn get(w: &World, what: &str) -> Value {
    let url = format!("{}/control/{}/{what}", w.fake.url(), w.shop.domain());
    w.http.get(url).send().await.expect("an answer").json().await.expect("JSON")
}

#[tokio::test]
async fn a_browser_test_can_play_a_story() {
    let w = world().await;
    let (status, made) = post(&w, "act", json!({"do": "create_order", "email": "a@example.com"})).await;
    assert_eq!((status, made["name"].as_str()), (200, Some("#1001")));
    let story = json!([
        {"do": "fulfill", "order": "#1001", "tracking": [{"company": "GLS", "number": "1"}]},
        {"do": "carrier_event", "order": made["order"], "status": "DELIVERED"},
    ]);
    assert_eq!(post(&w, "acts", story).await.0, 200);
    let order = get(&w, "order/1001").await;
    assert_eq!((&order["displayFulfillmentStatus"], &order["gid"]), (&json!("FULFILLED"), &made["order"]));
    assert_eq!(order["parcels"][0]["display"], "DELIVERED");
    let (status, refused) = post(&w, "act", json!({"do": "fulfill", "order": "#1001"})).await;
    assert!(status == 422 && refused["error"].is_string(), "{refused}");
    let (status, refused) = post(&w, "act", json!({"do": "fulfil", "order": "#1001"})).await;
    assert!(status == 422 && refused["error"].is_string(), "a word written wrong is told: {refused}");
    assert_eq!(post(&w, "faults", json!({"kind": "503"})).await.0, 200);
    assert_eq!(w.send("{ shop { id } }", json!({})).await.0, 503);
    let (_, clock) = post(&w, "clock", json!({"set": "2026-12-24T18:00:00Z"})).await;
    assert!(clock["now"].as_str().is_some_and(|t| t.starts_with("2026-12-24T18:00:0")), "{clock}");
    let (_, read) =
        post(&w, "graphql", json!({"query": "{ orders(first: 1, sortKey: CREATED_AT) { nodes { name } } }"}))
            .await;
    assert_eq!(read["data"]["orders"]["nodes"][0]["name"], "#1001");
    let stats = get(&w, "stats").await;
    assert_eq!((&stats["faults"], &stats["orders"]), (&json!(1), &json!(1)));
    let shop = json!({"domain": "second.myshopify.com", "name": "Second"});
    let added =
        w.http.post(format!("{}/control/shops", w.fake.url())).json(&shop).send().await.expect("an answer");
    assert_eq!(added.status(), 200);
    assert_eq!(w.fake.domains().len(), 2);
}
