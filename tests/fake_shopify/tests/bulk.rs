//! Exports: the lines' form, what may be asked, five at once; and many orders at once.

mod common;

use std::time::{Duration, Instant};

use common::{World, world, world_of};
use fake_shopify::ShopOptions;
use serde_json::{Value, json};

const START: &str = "mutation($query: String!) { bulkOperationRunQuery(query: $query, groupObjects: false) {
  bulkOperation { id status } userErrors { field message code } } }";
const POLL: &str = "query($id: ID!) { bulkOperation(id: $id) { id status errorCode objectCount rootObjectCount url partialDataUrl } }";
const EXPORT: &str = "{ orders { edges { node { id name updatedAt fulfillments { id displayStatus } lineItems { edges { node { id title } } } } } } }";

async fn start(w: &World, query: &str) -> Value {
    w.data(START, json!({"query": query})).await["bulkOperationRunQuery"].clone()
}

async fn finished(w: &World, id: &Value) -> Value {
    loop {
        let found = w.data(POLL, json!({"id": id})).await["bulkOperation"].clone();
        if !matches!(found["status"].as_str(), Some("CREATED" | "RUNNING")) {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn an_export_has_shopifys_form() {
    let w = world_of(ShopOptions { bulk_scatter: true, ..ShopOptions::default() }).await;
    w.shop.seed(250, 5);
    let started = start(&w, EXPORT).await;
    assert_eq!(started["bulkOperation"]["status"], "CREATED", "{started}");
    let done = finished(&w, &started["bulkOperation"]["id"]).await;
    assert_eq!((done["status"].as_str(), done["rootObjectCount"].as_str()), (Some("COMPLETED"), Some("250")));
    let url = done["url"].as_str().expect("an address");
    let text = w.http.get(url).send().await.expect("an answer").text().await.expect("text");
    assert!(text.contains(r"gid:\/\/shopify\/Order\/"), "slashes are escaped");
    let rows: Vec<Value> = text.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(done["objectCount"], rows.len().to_string());
    let children: Vec<&Value> = rows.iter().filter(|r| r["__parentId"].is_string()).collect();
    assert_eq!(rows.len() - children.len(), 250);
    assert!(children.iter().all(|c| c["id"].as_str().is_some_and(|id| id.contains("LineItem"))));
    assert!(rows[0]["__parentId"].is_string(), "a child may come before its parent");
    let part = w.http.get(url).header("range", "bytes=10-19").send().await.expect("an answer");
    assert_eq!(part.status(), 206);
    assert_eq!(part.text().await.expect("text"), &text[10..20]);
    let bare = url.split('?').next().expect("an address");
    assert_eq!(w.http.get(bare).send().await.expect("an answer").status(), 403, "the signature is needed");
    w.fake.stop();
}

#[tokio::test]
async fn what_shopify_refuses_is_refused() {
    let w = world_of(ShopOptions { bulk_delay_ms: 60_000, ..ShopOptions::default() }).await;
    for (query, word) in [
        ("{ orders { nodes { id } } }", "Selecting via 'nodes'"),
        ("{ shop { id } }", "at least one connection"),
        ("{ orders { edges { node { name lineItems { edges { node { id } } } } } } }", "without 'id'"),
        (
            "{ orders { edges { node { id fulfillments { events { nodes { id } } } } } } }",
            "within a list field",
        ),
        (
            "mutation { webhookSubscriptionDelete(id: \"gid://shopify/WebhookSubscription/1\") { userErrors { message } } }",
            "Only `query`",
        ),
    ] {
        let refused = start(&w, query).await;
        let message = refused["userErrors"].to_string();
        assert!(message.contains(word) && refused["bulkOperation"].is_null(), "{query}: {refused}");
    }
    for _ in 0..5 {
        assert_eq!(start(&w, EXPORT).await["userErrors"], json!([]));
    }
    let sixth = start(&w, EXPORT).await;
    assert_eq!(sixth["userErrors"][0]["code"], "OPERATION_IN_PROGRESS");
}

#[tokio::test]
async fn many_orders_are_made_and_changed_quickly() {
    let w = world().await;
    let clock = Instant::now();
    assert_eq!(w.shop.seed(5_000, 7), 5_000);
    let seeded = clock.elapsed();
    let changed = w.shop.mutate(2_000, 8, false);
    println!("5,000 orders in {seeded:?}, 2,000 changes in {:?}", clock.elapsed() - seeded);
    assert_eq!(changed.len(), 2_000);
    let summary = w.shop.summary();
    println!("{summary:?}");
    assert!(summary.len() > 5, "several situations: {summary:?}");
    let started = start(&w, EXPORT).await;
    assert_eq!(finished(&w, &started["bulkOperation"]["id"]).await["status"], "COMPLETED");
    assert!(w.shop.stats().own_faults.is_empty());
    w.fake.stop();
}
