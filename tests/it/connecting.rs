//! Connecting a shop and keeping it true, against a stand-in for Shopify: three roads, webhooks each
//! once, tokens renewed, losses repaired, refusals told, history read, nothing lost by an uninstall.

use std::collections::BTreeMap;

use fake_shopify::ShopOptions;
use serde_json::json;

use waymark::domain::clock::{Clock as _, Millis};
use waymark::domain::ids::ShopifyId;
use waymark::domain::standing::{Road, Standing};
use waymark::services::ServiceError;

use crate::support::live::{DOMAIN, Live};

fn topics(live: &Live) -> BTreeMap<String, usize> {
    let mut topics = BTreeMap::new();
    for subscription in live.fake.subscriptions() {
        *topics.entry(subscription["topic"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    topics
}

#[tokio::test(flavor = "multi_thread")]
async fn client_credentials_connect_and_the_shop_tells_who_it_is() {
    let mut live = Live::start(ShopOptions::default()).await;
    live.connect(Road::ClientCredentials, None).await;
    let installed = live.services.check_connection(&live.shop).await.unwrap();
    assert!(installed.scopes.contains(&"read_orders".to_owned()));
    live.look_again().await;
    assert_eq!((live.shop.standing, live.shop.name.as_str()), (Standing::Connected, "Fjord & Fir"));
    assert_eq!(live.shop.settings.currency, "DKK");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_token_connects() {
    let options = ShopOptions { static_token: Some("shpat_old".into()), ..ShopOptions::default() };
    let mut live = Live::start(options).await;
    live.connect(Road::Pasted, Some("shpat_old")).await;
    live.services.check_connection(&live.shop).await.unwrap();
    live.look_again().await;
    assert_eq!(live.shop.standing, Standing::Connected);
}

/// A client that keeps cookies and does not follow redirects, as a test of them needs.
async fn get(url: &str, cookie: &str) -> (u16, String, String) {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let answer = client.get(url).header("cookie", cookie).send().await.unwrap();
    let header = |name| answer.headers().get(name).map_or("", |v| v.to_str().unwrap()).to_owned();
    (answer.status().as_u16(), header("location"), header("set-cookie"))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_install_link_leads_through_consent_to_a_connected_shop() {
    let mut live = Live::start(ShopOptions::default()).await;
    live.connect(Road::CodeGrant, None).await;
    let (status, consent, cookie) = get(&live.services.install_link(&live.shop), "").await;
    assert_eq!(status, 303, "{consent}");
    assert!(consent.contains("/admin/oauth/authorize?") && consent.contains("read%5Forders"), "{consent}");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let kept = cookie.split(';').next().unwrap();
    let (_, back, _) = get(&consent, "").await;
    assert!(back.starts_with(&format!("{}/shopify/callback?", live.url)), "{back}");
    for (call, cookie) in [
        (back.clone(), ""),
        (back.clone(), "waymark-install=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        (format!("{back}&evil=1"), kept),
        (back.replace("code=", "code=x"), kept),
    ] {
        assert_eq!(get(&call, cookie).await.0, 404, "{call} {cookie}");
    }
    let (status, _, _) = get(&back, kept).await;
    assert_eq!(status, 303);
    live.look_again().await;
    assert_eq!(live.shop.standing, Standing::Connected);
    let token = live.services.store.shop(live.shop.id).token().await.unwrap().unwrap();
    assert!(token.refresh.is_some(), "an expiring token was asked for");
}

#[tokio::test(flavor = "multi_thread")]
async fn setting_up_ten_times_leaves_each_topic_once() {
    let live = Live::connected().await;
    let once = topics(&live);
    assert!(once.len() > 25 && once.values().all(|count| *count == 1), "{once:?}");
    for _ in 0..10 {
        live.services.check_connection(&live.shop).await.unwrap();
        let audit = live.services.audit_subscriptions(&live.shop).await.unwrap().unwrap();
        assert!(audit.made.is_empty() && audit.moved.is_empty() && audit.ended == 0, "{audit:?}");
    }
    let (a, b) = tokio::join!(
        live.services.audit_subscriptions(&live.shop),
        live.services.audit_subscriptions(&live.shop)
    );
    a.unwrap();
    b.unwrap();
    assert_eq!(topics(&live), once);
    live.fake.delete_subscriptions();
    let audit = live.services.audit_subscriptions(&live.shop).await.unwrap().unwrap();
    assert_eq!(audit.made.len(), once.len(), "what Shopify ended is made again");
    assert_eq!(topics(&live), once);
}

fn issued(live: &Live) -> u64 {
    live.fake.tokens_issued().iter().map(|(_, count)| count).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_renewed_before_it_ends_and_by_one_alone() {
    let live = Live::connected().await;
    let before = issued(&live);
    live.later(23 * 3600);
    let asks = (0..8).map(|_| live.services.shopify_api(&live.shop));
    for api in futures::future::join_all(asks).await {
        api.unwrap().installed().await.unwrap();
    }
    assert_eq!(issued(&live), before + 1);
    live.fake.expire_tokens();
    let refused = live.services.check_connection(&live.shop).await;
    assert!(matches!(refused, Err(ServiceError::Shopify(_))), "a withdrawn token is told");
    live.services.check_connection(&live.shop).await.expect("and another one is asked for");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_webhook_told_is_found_by_comparing() {
    let live = Live::connected().await;
    let made = live.act(json!({"do": "create_order", "email": "shopper@example.com"})).await;
    live.services.reconcile(&live.shop, None, &|_| {}).await.unwrap().unwrap();
    live.fake.modes(&serde_json::from_value(json!({"drop_webhooks_seconds": 600.0})).unwrap());
    live.later(3600);
    let hold = json!({"do": "hold", "order": made.order, "reason": "INVENTORY_OUT_OF_STOCK"});
    live.act(hold).await;
    live.later(600);
    let done = live.services.reconcile(&live.shop, None, &|_| {}).await.unwrap().unwrap();
    assert_eq!(done.repaired, 1);
    let page = live.page(&made.name, "en").await;
    assert!(page.contains("On hold"), "{page}");
    let again = live.services.reconcile(&live.shop, None, &|_| {}).await.unwrap().unwrap();
    assert_eq!(again.repaired, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frozen_shop_keeps_its_pages_and_comes_back() {
    let mut live = Live::connected().await;
    let made = live.act(json!({"do": "create_order"})).await;
    live.fake.modes(&serde_json::from_value(json!({"frozen": true})).unwrap());
    let refused = live.services.check_connection(&live.shop).await.unwrap_err();
    assert!(refused.to_string().contains("frozen"), "{refused}");
    live.look_again().await;
    assert_eq!(live.shop.standing, Standing::Paused);
    live.page(&made.name, "en").await;
    live.fake.modes(&serde_json::from_value(json!({"frozen": false})).unwrap());
    live.services.check_connection(&live.shop).await.unwrap();
    live.look_again().await;
    assert_eq!(live.shop.standing, Standing::Connected);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_uninstall_keeps_pages_and_a_reinstall_loses_nothing() {
    let mut live = Live::connected().await;
    let made = live.act(json!({"do": "create_order"})).await;
    live.fake.uninstall();
    live.fake.settled(std::time::Duration::from_secs(20)).await;
    live.catch_up().await;
    live.look_again().await;
    assert_eq!(live.shop.standing, Standing::Uninstalled);
    live.page(&made.name, "da").await;
    live.later(24 * 3600);
    assert!(live.services.check_connection(&live.shop).await.is_err());
    live.look_again().await;
    assert_eq!(live.shop.standing, Standing::Uninstalled, "a refusal does not make it look connected");
    live.fake.reinstall();
    live.services.check_connection(&live.shop).await.unwrap();
    live.look_again().await;
    live.services.audit_subscriptions(&live.shop).await.unwrap().unwrap();
    live.services.reconcile(&live.shop, None, &|_| {}).await.unwrap().unwrap();
    assert_eq!(live.shop.standing, Standing::Connected);
    assert_eq!(live.services.store.shop(live.shop.id).count_orders().await.unwrap(), 1);
    live.act(json!({"do": "hold", "order": made.order, "reason": "OTHER"})).await;
    assert!(live.page(&made.name, "en").await.contains("On hold"));
}

/// A signed webhook of the fake's that something kept back.
async fn late_uninstall(live: &Live, triggered_at: &str) {
    // Two notices with the same body would be one.
    let body = json!({"id": 1, "domain": DOMAIN, "updated_at": triggered_at}).to_string();
    let answer = crate::hook_door::deliver(&live.url, "app/uninstalled", body.as_bytes(), |headers| {
        headers.insert("x-shopify-triggered-at", triggered_at.parse().unwrap());
    });
    assert_eq!(answer.await, 200);
    live.catch_up().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_uninstall_told_after_the_next_install_takes_nothing_away() {
    // Client credentials: the old token is dead, and another one proves that the app is there.
    let mut live = Live::connected().await;
    let removed = live.clock.now();
    live.fake.uninstall();
    live.later(3600);
    live.fake.reinstall();
    late_uninstall(&live, &removed.to_rfc3339()).await;
    live.look_again().await;
    assert_eq!(live.shop.standing, Standing::Connected);
    live.act(json!({"do": "create_order"})).await;
    assert!(live.services.store.shop(live.shop.id).token().await.unwrap().is_some());

    // An install link: only the time tells while Shopify cannot be asked.
    let mut live = Live::start(ShopOptions::default()).await;
    live.connect(Road::CodeGrant, None).await;
    let removed = live.clock.now();
    live.later(3600);
    let (_, consent, cookie) = get(&live.services.install_link(&live.shop), "").await;
    let (_, back, _) = get(&consent, "").await;
    assert_eq!(get(&back, cookie.split(';').next().unwrap()).await.0, 303);
    live.fake.modes(&serde_json::from_value(json!({"frozen": true})).unwrap());
    late_uninstall(&live, &removed.to_rfc3339()).await;
    live.look_again().await;
    assert_eq!(live.shop.standing, Standing::Connected);
    assert!(live.services.store.shop(live.shop.id).token().await.unwrap().is_some());
    live.fake.modes(&serde_json::from_value(json!({"frozen": false})).unwrap());

    // A removal after it counts.
    live.later(60);
    live.fake.uninstall();
    assert!(live.fake.settled(std::time::Duration::from_secs(20)).await);
    let now = live.clock.now();
    late_uninstall(&live, &now.to_rfc3339()).await;
    live.look_again().await;
    assert_eq!(live.shop.standing, Standing::Uninstalled);
    assert!(live.services.store.shop(live.shop.id).token().await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_scope_costs_what_it_opens_and_nothing_else() {
    let options = ShopOptions { scopes: vec!["read_orders".into()], ..ShopOptions::default() };
    let mut live = Live::start(options).await;
    live.connect(Road::ClientCredentials, None).await;
    live.services.check_connection(&live.shop).await.unwrap();
    live.look_again().await;
    let audit = live.services.audit_subscriptions(&live.shop).await.unwrap().unwrap();
    assert!(audit.closed.contains(&"returns/request".to_owned()), "{audit:?}");
    let made = live.act(json!({"do": "create_order"})).await;
    live.act(json!({"do": "fulfill", "order": made.order})).await;
    assert!(live.page(&made.name, "en").await.contains("Shipped"));
    live.services.reconcile(&live.shop, None, &|_| {}).await.unwrap().expect("comparing works too");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_beyond_sixty_days_stays_and_listens_to_webhooks() {
    let options = ShopOptions {
        scopes: [
            "read_orders",
            "read_fulfillments",
            "read_merchant_managed_fulfillment_orders",
            "read_returns",
        ]
        .map(str::to_owned)
        .to_vec(),
        ..ShopOptions::default()
    };
    let mut live = Live::start(options).await;
    live.connect(Road::ClientCredentials, None).await;
    live.services.check_connection(&live.shop).await.unwrap();
    live.look_again().await;
    live.services.audit_subscriptions(&live.shop).await.unwrap();
    let made = live.act(json!({"do": "create_order", "payment": "pending"})).await;
    let parcel = live
        .act(json!({"do": "fulfill", "order": made.order, "tracking": [{"number": "1Z999AA10123456784"}]}))
        .await;
    live.later(61 * 86_400);
    let event = json!({"do": "carrier_event", "order": made.order, "fulfillment": parcel.fulfillment, "status": "DELIVERED"});
    live.act(event).await;
    let store = live.services.store.shop(live.shop.id);
    assert_eq!(store.refresh_figures().await.unwrap(), (0, 1), "told as beyond the API's reach");
    assert!(live.page(&made.name, "en").await.contains("Delivered"), "kept right by webhooks");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_history_is_read_and_goes_on_after_a_cut() {
    let mut live = Live::connected().await;
    live.fake.seed(300, 7);
    let folder = live.folder.path().join("sync");
    live.fake.modes(&serde_json::from_value(json!({"fail_bulk": true})).unwrap());
    let cut = live.services.sync_history(&live.shop, &folder, &|_| {}).await.unwrap_err();
    assert!(cut.to_string().contains("run the same command again"), "{cut}");
    let services = live.services.clone();
    let shop = live.shop.clone();
    // Cut while it is at work: the next run goes on with the same export.
    let step = tokio::spawn({
        let (services, shop, folder) = (services.clone(), shop.clone(), folder.clone());
        async move { services.sync_history(&shop, &folder, &|_| {}).await.map(drop) }
    });
    let store = live.services.store.shop(live.shop.id);
    while store.last_sync().await.unwrap().is_none_or(|sync| sync.bulk_id.is_none()) {
        tokio::task::yield_now().await;
    }
    step.abort();
    let _ = step.await;
    let begun = store.last_sync().await.unwrap().unwrap();
    let summary = services.sync_history(&shop, &folder, &|_| {}).await.unwrap();
    assert!(summary.refused.is_empty(), "{:?}", summary.refused.first());
    let ended = store.last_sync().await.unwrap().unwrap();
    assert_eq!((ended.id, ended.finished_at.is_some()), (begun.id, true), "the same read went on");
    assert_eq!(store.count_orders().await.unwrap(), 300);
    live.fake.bucket(200_000.0, 100_000.0);
    services.read_asked(&shop, &|_| {}).await.unwrap();
    live.look_again().await;
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0, "the export does not lie around");
    assert_equal_to_shopify(&live).await;
}

/// Every order is as the shop has it: parcels, tracking numbers, carrier events, returns.
async fn assert_equal_to_shopify(live: &Live) {
    let store = live.services.store.shop(live.shop.id);
    for listed in live.fake.orders() {
        let name = listed["name"].as_str().unwrap();
        let model = live.fake.order(&serde_json::from_value(json!(name)).unwrap()).unwrap();
        let id = live.services.order_by_name(&live.shop, name).await.unwrap().expect(name);
        let known = store.order(id).await.unwrap().unwrap();
        assert_eq!(known.shopify_id, ShopifyId(listed["id"].as_i64().unwrap()), "{name}");
        let parcels = model["parcels"].as_array().map_or(0, Vec::len);
        assert_eq!(known.order.shipments.len(), parcels, "{name}");
        let events: usize = model["parcels"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|parcel| parcel["events"].as_array().map_or(0, Vec::len))
            .sum();
        assert_eq!(known.order.carrier_events.len(), events, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_secret_is_taken_while_the_old_one_still_signs() {
    let live = Live::connected().await;
    live.fake.rotate_secret("new secret");
    let with = waymark::services::connect_shop::ConnectWith {
        road: Road::ClientCredentials,
        client_id: "fake-client-id",
        secret: "new secret",
        token: None,
    };
    let first = live.act(json!({"do": "create_order"})).await;
    live.page(&first.name, "en").await;
    live.services.connect(&live.shop, &with).await.unwrap();
    live.later(2 * 3600);
    let second = live.act(json!({"do": "create_order"})).await;
    live.page(&second.name, "en").await;
    assert!(live.clock.now() > Millis(0) && live.shop.domain == DOMAIN);
}
