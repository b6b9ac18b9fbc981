//! Makes the databases: orders with 12 entries, 4 items and 2 parcels, imported through the product's
//! own door, and a list of the paths that open them. Beyond the first twenty thousand, orders are small.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use waymark::domain::clock::{Clock as _, SystemChance, SystemClock};
use waymark::domain::ids::ShopId;
use waymark::domain::shop::{Shop, ShopSettings};
use waymark::domain::standing::Standing;
use waymark::language::Words;
use waymark::services::Services;
use waymark::services::import_orders::ImportSummary;
use waymark::services::privacy::Places;
use waymark::store::{KeyRing, Store};

/// Orders that are opened; further ones only make the store large.
const OPENED: usize = 20_000;

/// The use cases over the database in `folder`.
pub async fn services(folder: &Path) -> Services {
    let keys = KeyRing::open_or_create(&folder.join("keys"), &SystemChance).expect("a key ring");
    let url = format!("sqlite:{}", folder.join("bench.sqlite3").display());
    let store = Store::open(&url, keys).await.expect("a database");
    store.migrate(&SystemChance).await.expect("a schema");
    Services {
        store,
        words: Words::load(),
        clock: Arc::new(SystemClock),
        chance: Arc::new(SystemChance),
        fence: waymark::mail::template::Fence::new("waymark".into(), Default::default(), 1),
        public_url: "http://127.0.0.1".into(),
        shopify: waymark::services::connect_shop::Shopify::at("http://127.0.0.1:9/{shop}"),
        passwords: Default::default(),
        view_counts: Default::default(),
        mail: Default::default(),
        places: Arc::new(Places {
            erasures: folder.join("erasures.jsonl"),
            mail_folder: folder.join("mail"),
        }),
    }
}

/// Fills `folder` with `count` orders.
pub fn seed(folder: &Path, count: usize) {
    std::fs::create_dir_all(folder).expect("a folder");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let services = services(folder).await;
        let id = ShopId::new(SystemClock.now(), &SystemChance);
        let settings = ShopSettings { time_zone: "Europe/Copenhagen".into(), ..ShopSettings::default() };
        let shop = Shop {
            id,
            handle: "bench".into(),
            name: "Bench".into(),
            domain: "bench.example".into(),
            settings,
            revision: 1,
            standing: Standing::default(),
            checked_at: None,
        };
        services.store.save_shop(&shop).await.expect("a shop");
        let mut summary = ImportSummary::default();
        for start in (0..count).step_by(1000) {
            let mut lines = String::new();
            for n in start..(start + 1000).min(count) {
                let order = if n < OPENED { full_order(n) } else { small_order(n) };
                writeln!(lines, "{order}").expect("writing to a string");
            }
            services.import(&shop, "bench", lines.as_bytes(), &mut summary, &|_| {}).await.expect("imported");
        }
        assert!(summary.refused.is_empty(), "{:?}", summary.refused.first());
        let mut paths = String::new();
        for n in 0..count.min(OPENED) {
            let order =
                services.order_by_name(&shop, &n.to_string()).await.expect("a store").expect("an order");
            let url = services.merchant_link(&shop, order).await.expect("a link");
            writeln!(paths, "{}", url.trim_start_matches("http://127.0.0.1")).expect("writing to a string");
        }
        std::fs::write(folder.join("paths"), paths).expect("a list of paths");
        services.store.close().await;
    });
}

fn day(n: i64) -> String {
    SystemClock.now().plus_days(n).to_rfc3339()
}

fn full_order(n: usize) -> serde_json::Value {
    let base = 1_000_000_000_000_i64 + i64::try_from(n).expect("small") * 100;
    let item = |k: i64| {
        serde_json::json!({"id": base + k, "title": format!("Table no. {k} of order {n}"), "variant_title": "oiled",
        "quantity": 2, "current_quantity": 2, "fulfillable_quantity": 0, "price": "120.50", "requires_shipping": true})
    };
    let parcel = |k: i64, status: &str| {
        serde_json::json!({"id": base + 20 + k, "order_id": base, "status": "success",
        "created_at": day(-4), "updated_at": day(-1), "shipment_status": status, "tracking_company": "PostNord",
        "tracking_numbers": [format!("0037350049{:010}", base % 1_000_000 + k)], "tracking_urls": [],
        "line_items": [{"id": base + 2 * k + 1, "quantity": 2}, {"id": base + 2 * k + 2, "quantity": 2}]})
    };
    let refund = |k: i64| {
        serde_json::json!({"id": base + 40 + k, "created_at": day(-3 - k), "transactions":
        [{"id": base + 60 + k, "kind": "refund", "status": "success", "amount": "1.00", "currency": "DKK", "processed_at": day(-3 - k)}]})
    };
    let returned = |k: i64| {
        serde_json::json!({"id": base + 70 + k, "name": format!("#{n}-R{k}"), "status": "open",
        "created_at": day(-2 - k), "request_approved_at": day(-1)})
    };
    serde_json::json!({"id": base, "name": format!("#{n}"), "created_at": day(-9), "processed_at": day(-9), "updated_at": day(-1),
        "email": format!("shopper-{n}@example.com"), "customer_locale": "en", "financial_status": "paid", "fulfillment_status": "fulfilled",
        "currency": "DKK", "total_price": "964.00", "current_total_price": "964.00", "cancelled_at": null, "closed_at": null,
        "shipping_address": {"city": "Odense", "zip": "5000", "country_code": "DK"},
        "line_items": [item(1), item(2), item(3), item(4)],
        "fulfillments": [parcel(0, "in_transit"), parcel(1, "out_for_delivery")],
        "refunds": [refund(0), refund(1), refund(2)], "returns": [returned(0), returned(1)]})
}

fn small_order(n: usize) -> serde_json::Value {
    let base = 1_000_000_000_000_i64 + i64::try_from(n).expect("small") * 100;
    serde_json::json!({"id": base, "name": format!("#{n}"), "processed_at": day(-9), "updated_at": day(-1),
        "email": format!("shopper-{n}@example.com"), "financial_status": "paid", "fulfillment_status": null})
}
