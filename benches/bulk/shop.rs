//! Makes the shop of the benchmark: the orders that change and as many beside them, with three items each,
//! imported through the product's own door. All others are made by SQL, as for the benchmark of the list.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use waymark::domain::account::{Membership, Role, User};
use waymark::domain::clock::{Clock as _, SystemChance, SystemClock};
use waymark::domain::ids::{ShopId, UserId};
use waymark::domain::shop::{Shop, ShopSettings};
use waymark::domain::standing::Standing;
use waymark::domain::status::{Status, StatusWords};
use waymark::language::Words;
use waymark::services::Services;
use waymark::services::connect_shop::Shopify;
use waymark::services::import_orders::ImportSummary;
use waymark::services::privacy::Places;
use waymark::store::{KeyRing, Store};

/// Orders whose pages are opened.
const OPENED: usize = 2_000;

/// Statuses that the other orders stand in.
const STEPS: usize = 10;

/// An empty shop with a status to come into, and those of the other orders.
pub async fn open(url: &str, folder: &Path) -> (Services, Shop, Vec<Status>) {
    let keys = KeyRing::open_or_create(&folder.join("keys"), &SystemChance).expect("a key ring");
    let store = Store::open(url, keys).await.expect("a database");
    store.migrate(&SystemChance).await.expect("a schema");
    let services = Services {
        store,
        words: Words::load(),
        clock: Arc::new(SystemClock),
        chance: Arc::new(SystemChance),
        fence: waymark::mail::template::Fence::new("waymark".into(), Default::default(), 1),
        public_url: "http://127.0.0.1".into(),
        shopify: Shopify::at("http://127.0.0.1:9/{shop}"),
        places: Arc::new(Places {
            erasures: folder.join("erasures.jsonl"),
            mail_folder: folder.join("mail"),
        }),
        passwords: Default::default(),
        view_counts: Default::default(),
        mail: Default::default(),
    };
    let shop = Shop {
        id: ShopId::new(SystemClock.now(), &SystemChance),
        handle: "bench".into(),
        name: "Bench".into(),
        domain: "bench.example".into(),
        settings: ShopSettings { time_zone: "Europe/Copenhagen".into(), ..ShopSettings::default() },
        revision: 1,
        standing: Standing::default(),
        checked_at: None,
    };
    services.store.save_shop(&shop).await.expect("a shop");
    let mut status = services.new_status(&shop, "glued").await.expect("a status");
    status.public = StatusWords { name: "The boards are glued".into(), text: None };
    services.save_status(&shop, &status).await.expect("saved");
    let mut others = Vec::new();
    for n in 0..STEPS {
        let mut step = services.new_status(&shop, &format!("step-{n}")).await.expect("a status");
        step.public = StatusWords { name: format!("Step {n}"), text: None };
        services.save_status(&shop, &step).await.expect("saved");
        others.push(step);
    }
    (services, shop, others)
}

/// Twice as many orders; every second has the tag `wave`.
pub async fn fill(services: &Services, shop: &Shop, many: usize) {
    let mut summary = ImportSummary::default();
    let all = many * 2;
    for start in (0..all).step_by(1000) {
        let mut lines = String::new();
        for n in start..(start + 1000).min(all) {
            writeln!(lines, "{}", order(n)).expect("writing to a string");
        }
        services.import(shop, "bench", lines.as_bytes(), &mut summary, &|_| {}).await.expect("imported");
    }
    assert!(summary.refused.is_empty(), "{:?}", summary.refused.first());
}

/// Paths of pages of orders that change.
pub async fn links(services: &Services, shop: &Shop, many: usize) -> Vec<String> {
    let mut paths = Vec::new();
    for n in (0..many * 2).step_by(2).take(OPENED) {
        let order = services.order_by_name(shop, &format!("W{n}")).await.expect("a store").expect("an order");
        let url = services.merchant_link(shop, order).await.expect("a link");
        paths.push(url.trim_start_matches("http://127.0.0.1").to_owned());
    }
    paths
}

fn order(n: usize) -> serde_json::Value {
    let base = 1_000_000_000_000_i64 + i64::try_from(n).expect("small") * 100;
    let day = |n: i64| SystemClock.now().plus_days(n).to_rfc3339();
    let item = |k: i64| {
        serde_json::json!({"id": base + k, "title": format!("Table no. {k} of order {n}"), "variant_title": "oiled",
            "quantity": 2, "current_quantity": 2, "fulfillable_quantity": 2, "price": "120.50", "requires_shipping": true})
    };
    serde_json::json!({"id": base, "name": format!("#W{n}"), "created_at": day(-9), "processed_at": day(-9), "updated_at": day(-1),
        "email": format!("shopper-{n}@example.com"), "customer_locale": "en", "financial_status": "paid", "fulfillment_status": null,
        "currency": "DKK", "total_price": "723.00", "current_total_price": "723.00", "cancelled_at": null, "closed_at": null,
        "tags": if n.is_multiple_of(2) { "wave, oak" } else { "oak" },
        "shipping_address": {"city": "Odense", "zip": "5000", "country_code": "DK"},
        "line_items": [item(1), item(2), item(3)]})
}

/// The owner, signed in: the cookie of their browser.
pub async fn sign_in(services: &Services, shop: &Shop) -> String {
    let now = SystemClock.now();
    let user =
        User { id: UserId::new(now, &SystemChance), email: "owner@example.com".into(), name: "Owner".into() };
    services.store.add_user(&user, now).await.expect("a user");
    let member = Membership { shop: shop.id, role: Role::Owner };
    services.store.set_member(user.id, member, now).await.expect("a member");
    let key = services.begin_session(&user, "bench").await.expect("a session");
    format!("waymark-admin={}", key.reveal())
}
