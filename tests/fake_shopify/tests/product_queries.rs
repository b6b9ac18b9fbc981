//! The product's own operations run against the stand-in: every field is known and of its type, and
//! each fits into what one query may cost.

mod common;

use std::path::Path;

use common::world;
use fake_shopify::actions::{Action, Ref};
use serde_json::{Value, json};

/// Name and file text of every operation, but for the text of the export, which is no request.
fn operations() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/shopify/queries");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|e| e != "graphql") || path.ends_with("bulk_orders.graphql") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a file");
        let heads =
            text.lines().filter_map(|l| l.strip_prefix("query ").or_else(|| l.strip_prefix("mutation ")));
        let names = heads.map(|l| l.chars().take_while(|c| c.is_alphanumeric()).collect::<String>());
        found.extend(names.map(|name| (name, text.clone())).collect::<Vec<_>>());
    }
    found
}

/// Only the operation of that name, with all fragments: unused ones would not be valid.
fn only(name: &str, text: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for line in text.lines() {
        let starts = ["query ", "mutation ", "fragment "].iter().any(|w| line.starts_with(w));
        if starts || parts.is_empty() {
            parts.push(String::new());
        }
        let part = parts.last_mut().expect("a part");
        part.push_str(line);
        part.push('\n');
    }
    let head = |part: &str, name: &str| {
        part.split_whitespace().nth(1).is_some_and(|w| w == name || w.starts_with(&format!("{name}(")))
    };
    let mut wanted: Vec<&String> =
        parts.iter().filter(|p| !p.starts_with("fragment ") && head(p, name)).collect();
    let mut seen = 0;
    while seen < wanted.len() {
        let text = wanted[seen].clone();
        seen += 1;
        for fragment in parts.iter().filter(|p| p.starts_with("fragment ")) {
            let called = fragment.split_whitespace().nth(1).unwrap_or_default();
            let used = text.contains(&format!("...{called} ")) || text.contains(&format!("...{called}\n"));
            if used && !wanted.contains(&fragment) {
                wanted.push(fragment);
            }
        }
    }
    wanted.into_iter().cloned().collect()
}

fn act(shop: &fake_shopify::ShopHandle, action: Value) -> fake_shopify::Made {
    let parsed: Action = serde_json::from_value(action.clone()).expect("an action");
    shop.act(parsed).unwrap_or_else(|e| panic!("{action}: {e}"))
}

#[tokio::test]
async fn every_operation_of_the_product_is_answered() {
    let w = world().await;
    let made = act(
        &w.shop,
        json!({"do": "create_order", "items": [{"quantity": 2}, {"title": "Mug", "price": "99.50"}]}),
    );
    let order = made.order.clone();
    let hold = act(&w.shop, json!({"do": "hold", "order": order, "reason": "OTHER", "items": [{"line": 1}]}));
    let sent = act(
        &w.shop,
        json!({"do": "fulfill", "order": order, "tracking": [{"company": "GLS", "number": "1"}]}),
    );
    act(&w.shop, json!({"do": "carrier_event", "order": order, "status": "IN_TRANSIT", "city": "Taulov"}));
    let back = act(&w.shop, json!({"do": "request_return", "order": order}));
    act(&w.shop, json!({"do": "approve_return", "order": order}));
    act(&w.shop, json!({"do": "return_label", "order": order, "carrier": "GLS"}));
    let refund = act(&w.shop, json!({"do": "refund", "order": order, "items": [{"line": 0, "quantity": 1}]}));
    let (mut ran, mut dearest) = (0, 0.0_f64);
    for (name, text) in operations() {
        let id = match name.as_str() {
            "PromiseItems" | "OrderOfFulfillmentOrder" => hold.fulfillment_order.clone(),
            "ParcelRest" => sent.fulfillment.clone(),
            "OrderOfReturn" => back.return_.clone(),
            _ => Some(order.clone()),
        };
        let ids = match name.as_str() {
            "ParcelsById" => json!([sent.fulfillment]),
            "RefundsById" | "RefundRest" => json!([refund.refund]),
            _ => json!([order]),
        };
        let all = json!({"id": id, "ids": ids, "search": "updated_at:>='2020-01-01T00:00:00Z'", "topic": "ORDERS_UPDATED", "returns": true,
                "size": 5, "uri": "https://status.example/hooks", "query": "{ orders { edges { node { id } } } }"});
        let text = only(&name, &text);
        let mut given = serde_json::Map::new();
        for (key, value) in all.as_object().expect("an object") {
            if text.contains(&format!("${key}:")) {
                given.insert(key.clone(), value.clone());
            }
        }
        let (status, body) = w.send(&text, given.into()).await;
        assert!(status == 200 && body.get("errors").is_none(), "{name}: {status} {body:#}");
        dearest = dearest.max(body["extensions"]["cost"]["requestedQueryCost"].as_f64().expect("a cost"));
        println!("{name}: {}", body["extensions"]["cost"]);
        w.shop.bucket(2000.0, 100.0);
        ran += 1;
    }
    assert!(ran > 15 && dearest <= 1000.0, "{ran} {dearest}");
    assert!(w.shop.stats().own_faults.is_empty());
    assert!(w.shop.order(&Ref::from(&order)).is_ok());
}
