//! The client against the stand-in for Shopify, which knows nothing of the client: what is read has to
//! be what is there.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fake_shopify::{Action, FakeShopify, Made, Options, Running, ShopHandle, ShopOptions};
use serde_json::{Value, json};
use waymark::domain::clock::{Millis, SystemChance, SystemClock};
use waymark::domain::ids::ShopifyId;
use waymark::shopify::ShopDomain;
use waymark::shopify::api::{Access, Api, BULK_ORDERS, Budget, BulkStatus, Http};
use waymark::shopify::auth::Secret;
use waymark::shopify::intake::{Limits, Piece, read};

struct World {
    _running: Running,
    shop: ShopHandle,
    api: Api,
    budget: Arc<Budget>,
}

async fn world(options: ShopOptions) -> World {
    let options = ShopOptions { static_token: Some("shpat_stand_in".to_owned()), ..options };
    let shop = ShopDomain::parse(&options.domain).unwrap();
    let running = FakeShopify::start(Options { shops: vec![options], ..Options::default() }).await.unwrap();
    let handle = running.shop(shop.as_str());
    let access =
        Access { base: running.base(), shop, token: Secret::new("shpat_stand_in"), reads_returns: true };
    let budget = Arc::new(Budget::default());
    let api =
        Api::new(Http::new(), access, Arc::new(SystemClock), Arc::new(SystemChance), Arc::clone(&budget));
    // The stand-in's time is its own: far enough away not to be taken for this moment.
    handle.advance(-3_600);
    World { _running: running, shop: handle, api, budget }
}

fn act(shop: &ShopHandle, action: Value) -> Made {
    let parsed: Action = serde_json::from_value(action.clone()).unwrap();
    shop.act(parsed).unwrap_or_else(|refused| panic!("{action}: {refused}"))
}

#[tokio::test]
async fn a_very_long_order_is_read_without_losing_anything() {
    let world = world(ShopOptions { bucket: 20_000.0, restore: 10_000.0, ..ShopOptions::default() }).await;
    let items: Vec<_> = (0..130).map(|n| json!({"title": format!("Cup {n}"), "quantity": 3})).collect();
    let order = act(&world.shop, json!({"do": "create_order", "items": items})).order;
    for n in 0..7 {
        let lines: Vec<_> = (n * 18..(n + 1) * 18).map(|line| json!({"line": line, "quantity": 1})).collect();
        let tracking: Vec<_> =
            (0..4).map(|t| json!({"company": "GLS", "number": format!("{n}{t}")})).collect();
        act(&world.shop, json!({"do": "fulfill", "order": order, "items": lines, "tracking": tracking}));
    }
    for n in 0..65 {
        let city = format!("Town {n}");
        act(
            &world.shop,
            json!({"do": "carrier_event", "order": order, "status": "IN_TRANSIT", "city": city}),
        );
    }
    for line in 0..9 {
        let items = json!([{"line": line, "quantity": 1}]);
        act(&world.shop, json!({"do": "refund", "order": order, "items": items}));
    }
    let news = world.api.order(ShopifyId::parse(&order).unwrap()).await.unwrap().unwrap().news;
    assert_eq!(news.items.get().unwrap().len(), 130);
    assert_eq!(news.shipments.len(), 7);
    for parcel in news.shipments.values() {
        assert_eq!((parcel.items.get().unwrap().len(), parcel.tracking.get().unwrap().len()), (18, 4));
    }
    assert_eq!(news.carrier_events.len(), 65);
    assert_eq!(news.refunds.len(), 9);
    assert!(news.refunds.values().all(|refund| refund.get().is_some_and(|refund| refund.items.len() == 1)));
    assert!(news.transactions.len() >= 10, "{}", news.transactions.len());
    let promises = news.fulfillment_orders.get().unwrap();
    assert_eq!(promises.iter().map(|promise| promise.remaining.len()).max(), Some(130));
    assert!(world.shop.stats().own_faults.is_empty());
}

#[tokio::test]
async fn changed_orders_and_an_export_hold_every_order_as_it_is() {
    let world = world(ShopOptions { bucket: 20_000.0, restore: 10_000.0, ..ShopOptions::default() }).await;
    let count = world.shop.seed(60, 7);
    let (mut seen, mut after) = (BTreeSet::new(), None);
    loop {
        let page = world.api.changed_orders(Millis(0), None, after.as_deref()).await.unwrap();
        for read in page.orders {
            let alone = world.api.order(read.shopify_id).await.unwrap().unwrap();
            assert_eq!(read, alone, "in a page and alone");
            seen.insert(read.shopify_id);
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), count);
    let id = world.api.start_bulk(BULK_ORDERS).await.unwrap();
    let began = Instant::now();
    let state = loop {
        let state = world.api.bulk(&id).await.unwrap();
        if state.status != BulkStatus::Running {
            break state;
        }
        assert!(began.elapsed() < Duration::from_secs(20));
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    assert_eq!((state.status, state.root_count), (BulkStatus::Completed, count as u64));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("export.jsonl");
    world.api.download(&state.url.unwrap(), &file, 0).await.unwrap();
    let text = std::fs::read(&file).unwrap();
    let mut found = BTreeSet::new();
    for piece in read(text.as_slice(), Limits::default()) {
        match piece {
            Piece::Order { shopify_id, .. } => found.insert(shopify_id),
            other => panic!("{other:?}"),
        };
    }
    assert_eq!(found, seen);
}

#[tokio::test]
async fn a_backfill_of_the_stand_in_keeps_to_its_budget() {
    let world = world(ShopOptions { bucket: 2_000.0, restore: 1_000.0, ..ShopOptions::default() }).await;
    world.shop.seed(400, 3);
    let began = Instant::now();
    let mut after = None;
    while began.elapsed() < Duration::from_secs(8) {
        let page = world.api.changed_orders(Millis(0), None, after.as_deref()).await.unwrap();
        after = page.next;
    }
    let (spent, seconds) = (world.budget.spent(), began.elapsed().as_secs_f64());
    let rate = (spent.points - 2_000.0 * 0.8) / seconds / 1_000.0;
    println!("{spent:?}: {:.0} % of the rate", rate * 100.0);
    assert!((spent.throttled as f64) <= spent.answers as f64 * 0.01, "{spent:?}");
}
