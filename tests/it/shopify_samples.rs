//! Every sample of Shopify's own that holds orders is read without loss.
//!
//! The samples lie beside the project, in `../shared`; without them the tests say so and pass,
//! except where `CI` is set. What must be found is collected by a walk of its own.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use waymark::domain::clock::Millis;
use waymark::domain::ids::ShopifyId;
use waymark::domain::order::Order;
use waymark::shopify::intake::{Limits, Piece, read, read_value};

fn samples() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/shopify/data");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("CI").is_none(), "{} is missing", folder.display());
    println!("skipped: needs ../shared");
    None
}

fn json_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|e| e == "json")).collect();
    files.sort();
    files
}

/// What one file holds, or what was read of it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    orders: BTreeSet<i64>,
    items: BTreeSet<i64>,
    shipments: BTreeSet<i64>,
    tracking: BTreeSet<String>,
}

fn gid(value: &Value, kind: &str) -> Option<i64> {
    let text = value.get("admin_graphql_api_id").or(value.get("id"))?.as_str()?;
    text.strip_prefix(&format!("gid://shopify/{kind}/"))?.parse().ok()
}

/// Collects from answers only (`within`), and of an order everything below it.
fn walk(value: &Value, key: &str, within: bool, order: bool, found: &mut Found) {
    let within = within || matches!(key, "response" | "payload" | "data");
    if let Value::Array(list) = value {
        return list.iter().for_each(|item| walk(item, key, within, order, found));
    }
    let Some(map) = value.as_object() else { return };
    let mut order = order;
    if within
        && map.keys().any(|key| !matches!(key.as_str(), "id" | "__typename" | "admin_graphql_api_id"))
        && let Some(id) = gid(value, "Order")
    {
        found.orders.insert(id);
        order = true;
    }
    if order {
        found.items.extend(gid(value, "LineItem"));
        if let Some(id) = gid(value, "Fulfillment") {
            found.shipments.insert(id);
            collect_tracking(value, found);
        }
    }
    for (key, below) in map {
        if !matches!(key.as_str(), "variables" | "metadata" | "request" | "input") {
            walk(below, key, within, order, found);
        }
    }
}

fn collect_tracking(shipment: &Value, found: &mut Found) {
    for info in shipment["trackingInfo"].as_array().into_iter().flatten() {
        found.tracking.extend(info["number"].as_str().map(str::to_owned));
    }
    for number in shipment["tracking_numbers"].as_array().into_iter().flatten() {
        found.tracking.extend(number.as_str().map(str::to_owned));
    }
}

/// All fragments of a file by order, each order joined.
fn joined(pieces: &[Piece]) -> std::collections::BTreeMap<ShopifyId, Order> {
    let mut orders = std::collections::BTreeMap::<ShopifyId, Order>::new();
    for piece in pieces {
        if let Piece::Order { shopify_id, news, .. } = piece {
            orders.entry(*shopify_id).or_default().join(news);
        }
    }
    orders
}

fn what_was_read(pieces: &[Piece]) -> Found {
    let mut found = Found::default();
    for (id, order) in joined(pieces) {
        found.orders.insert(id.0);
        found.shipments.extend(order.shipments.keys().map(|id| id.0));
    }
    // Lists are facts of their time: in the joined order the newest one stands alone.
    for piece in pieces {
        let Piece::Order { news, .. } = piece else { continue };
        found.items.extend(news.items.get().into_iter().flatten().map(|item| item.id.0));
        let promised = news.fulfillment_orders.get().into_iter().flatten().flat_map(|p| &p.remaining);
        found.items.extend(promised.map(|(id, _)| id.0));
        for shipment in news.shipments.values() {
            found.items.extend(shipment.items.get().into_iter().flatten().map(|(id, _)| id.0));
            let tracking = shipment.tracking.get().into_iter().flatten();
            found.tracking.extend(tracking.filter_map(|t| t.number.clone()));
        }
        for refund in news.refunds.values().filter_map(|refund| refund.get()) {
            found.items.extend(refund.items.iter().map(|(id, _)| id.0));
        }
    }
    found
}

fn check(path: &Path) -> Vec<Piece> {
    let text = fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let pieces: Vec<_> = read(text.as_slice(), Limits::default()).collect();
    let again: Vec<_> = read(text.as_slice(), Limits::default()).collect();
    assert_eq!(pieces, again, "{name} is not read the same way twice");
    for piece in &pieces {
        assert!(!matches!(piece, Piece::Refused { .. }), "{name}: {piece:?}");
    }
    let value: Value = serde_json::from_slice(&text).unwrap();
    let by_value = read_value(value.clone(), Some(1), Millis(0));
    assert_eq!(pieces, by_value, "{name} differs as a parsed value");
    let mut expected = Found::default();
    walk(&value, "", name.starts_with("orders__"), false, &mut expected);
    let read = what_was_read(&pieces);
    assert!(expected.orders.is_subset(&read.orders), "{name}: orders {expected:?} {read:?}");
    assert!(expected.items.is_subset(&read.items), "{name}: items {expected:?} {read:?}");
    assert!(expected.shipments.is_subset(&read.shipments), "{name}: shipments {expected:?} {read:?}");
    assert!(expected.tracking.is_subset(&read.tracking), "{name}: tracking {expected:?} {read:?}");
    pieces
}

#[test]
fn order_webhooks_are_read_without_loss_and_their_ids_stay_exact() {
    let Some(folder) = samples() else { return };
    let files = json_files(&folder.join("webhooks/2026-07"));
    let orders = files.iter().filter(|p| p.file_name().unwrap().to_string_lossy().starts_with("orders__"));
    let mut count = 0;
    for path in orders {
        count += 1;
        let pieces = check(path);
        let deleted = path.ends_with("orders__delete.json");
        assert_eq!(matches!(pieces[0], Piece::Skipped { .. }), deleted, "{}", path.display());
        if !deleted {
            let orders = joined(&pieces);
            assert_eq!(orders.keys().map(|id| id.0).collect::<Vec<_>>(), [820_982_911_946_154_508]);
            let edited = path.ends_with("orders__edited.json");
            assert_eq!(orders.values().next().unwrap().edits.len(), usize::from(edited));
        }
    }
    assert!(count >= 8, "only {count} order samples");
}

#[test]
fn webhooks_about_parts_of_an_order_become_fragments_of_it() {
    let Some(folder) = samples() else { return };
    for (name, order) in [
        ("fulfillments__create", 820_982_911_946_154_508),
        ("fulfillments__update", 820_982_911_946_154_508),
        ("fulfillment_events__create", 820_982_911_946_154_508),
        ("refunds__create", 820_982_911_946_154_508),
        ("order_transactions__create", 820_982_911_946_154_508),
        ("returns__approve", 4_783_296_544_821),
        ("returns__decline", 4_783_296_544_821),
        ("returns__request", 4_783_296_544_821),
    ] {
        let pieces = check(&folder.join(format!("webhooks/2026-07/{name}.json")));
        let orders = joined(&pieces);
        assert_eq!(orders.keys().map(|id| id.0).collect::<Vec<_>>(), [order], "{name}: {pieces:?}");
        assert_ne!(orders[&ShopifyId(order)], Order::default(), "{name}");
    }
    for name in ["cancel", "close", "reopen"] {
        let pieces = check(&folder.join(format!("webhooks/2026-07/returns__{name}.json")));
        assert_eq!(joined(&pieces).values().map(|order| order.returns.len()).sum::<usize>(), 1, "{name}");
    }
}

#[test]
fn every_other_sample_is_read_or_knowingly_skipped() {
    let Some(folder) = samples() else { return };
    for part in ["webhooks/2026-07", "webhooks/legacy-2023", "rest-2026-07"] {
        for path in json_files(&folder.join(part)) {
            let text = fs::read(&path).unwrap();
            let pieces: Vec<_> = read(text.as_slice(), Limits::default()).collect();
            assert!(!pieces.is_empty(), "{}", path.display());
            for piece in &pieces {
                assert!(!matches!(piece, Piece::Refused { .. }), "{}: {piece:?}", path.display());
            }
        }
    }
}

#[test]
fn recorded_rest_answers_are_read_without_loss() {
    let Some(folder) = samples() else { return };
    let pieces = check(&folder.join("rest-2026-07/order.json"));
    let orders = joined(&pieces);
    let order = &orders[&ShopifyId(450_789_469)];
    assert_eq!(order.name.get().map(String::as_str), Some("#1001"));
    assert_eq!(order.shipments.len(), 1);
    assert!(order.refunds.values().any(|refund| refund.get().is_some_and(|r| r.amount.is_some())));
}

#[test]
fn recorded_graphql_answers_are_read_without_loss() {
    let Some(folder) = samples() else { return };
    let mut orders = 0;
    for path in json_files(&folder.join("captures")) {
        orders += joined(&check(&path)).len();
    }
    assert!(orders >= 20, "only {orders} orders in the captures");
}

#[test]
fn ids_rounded_by_javascript_are_mended_from_the_global_id() {
    let Some(folder) = samples() else { return };
    let text = fs::read(folder.join("webhooks/legacy-2023/Order.json")).unwrap();
    let pieces: Vec<_> = read(text.as_slice(), Limits::default()).collect();
    assert!(joined(&pieces).contains_key(&ShopifyId(820_982_911_946_154_508)));
}
