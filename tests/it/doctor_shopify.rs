//! The doctor against a stand-in for Shopify in every broken state: it says what is wrong and what to do.

use std::time::Duration;

use fake_shopify::ShopOptions;
use fake_shopify::faults::Modes;

use waymark::domain::clock::Clock as _;
use waymark::domain::standing::{Road, Standing};
use waymark::services::connect_shop::{ConnectWith, Shopify};
use waymark::services::doctor::{Finding, Surroundings, examine};

use crate::support::live::Live;

/// What the doctor finds about the shop.
async fn found(live: &Live) -> Vec<Finding> {
    found_through(live, false).await
}

async fn found_through(live: &Live, through_proxy: bool) -> Vec<Finding> {
    let surroundings = Surroundings {
        url: live.url.clone(),
        keys: live.folder.path().join("keys"),
        mail_folder: live.folder.path().join("mail"),
        mail_server: Ok(None),
        through_proxy,
        behind_proxy: true,
        trusted_proxies: 0,
        islands: true,
    };
    let findings = examine(Ok(&live.services), &surroundings).await;
    findings.into_iter().filter(|finding| finding.words.contains("shop “")).collect()
}

/// The findings that are not well, which must be these and no others: what is wrong, what to do.
async fn expect(live: &Live, expected: &[(&str, &str)]) {
    let findings = found(live).await;
    let ill: Vec<_> = findings.iter().filter(|finding| !finding.well).map(|finding| &finding.words).collect();
    assert_eq!(ill.len(), expected.len(), "{ill:#?}");
    for (words, (what, advice)) in ill.iter().zip(expected) {
        assert!(words.contains(what) && words.contains(advice), "“{what}” “{advice}” are not in “{words}”");
        assert!(!words.contains("fake-client-secret") && !words.contains("shpat_"), "{words}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_that_is_well() {
    let live = Live::connected().await;
    expect(&live, &[]).await;
    let words = found(&live).await.into_iter().map(|finding| finding.words).collect::<Vec<_>>().join("\n");
    assert!(words.contains("Shopify answers as “Fjord & Fir” with API version 2026-10"), "{words}");
    assert!(words.contains("webhook subscriptions lead to http://127.0.0.1"), "{words}");
    assert!(words.contains("granted: ") && words.contains("read_orders"), "{words}");
    assert!(words.contains("last webhook: never") && words.contains("last comparison: never"), "{words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_granted_what_it_costs_and_what_came_last() {
    let options = ShopOptions {
        scopes: [
            "read_orders",
            "read_fulfillments",
            "read_merchant_managed_fulfillment_orders",
            "read_third_party_fulfillment_orders",
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
    live.act(serde_json::json!({"do": "create_order"})).await;
    live.services.reconcile(&live.shop, None, &|_| {}).await.unwrap().unwrap();
    live.later(600);
    let words = found(&live).await.into_iter().map(|finding| finding.words).collect::<Vec<_>>().join("\n");
    for told in [
        "not granted: read_all_orders (Only orders of the last 60 days can be read.)",
        "history: orders of the last 60 days can be read",
        "last webhook: 10 minutes ago",
        "last comparison: 10 minutes ago, ",
        "put right",
    ] {
        assert!(words.contains(told), "“{told}” is not in {words}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_client_secret() {
    let mut live = Live::start(ShopOptions::default()).await;
    let with = ConnectWith {
        road: Road::ClientCredentials,
        client_id: "fake-client-id",
        secret: "not-the-secret",
        token: None,
    };
    live.services.connect(&live.shop, &with).await.unwrap();
    expect(&live, &[("does not accept the client id and client secret", "Copy client id and client secret")])
        .await;
    live.look_again().await;
    assert_eq!(live.shop.standing, Standing::Paused);
    live.connect(Road::ClientCredentials, None).await;
    live.services.check_connection(&live.shop).await.unwrap();
    live.look_again().await;
    live.services.audit_subscriptions(&live.shop).await.unwrap();
    expect(&live, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_was_withdrawn_is_replaced_and_one_that_was_pasted_is_not() {
    let live = Live::connected().await;
    live.fake.expire_tokens();
    expect(&live, &[]).await;
    let options = ShopOptions { static_token: Some("shpat_old".into()), ..ShopOptions::default() };
    let live = Live::start(options).await;
    live.connect(Road::Pasted, Some("shpat_other")).await;
    expect(&live, &[("does not accept the access token", "Paste a new token")]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_missing_scope_with_its_cost() {
    let live = Live::connected().await;
    live.fake.scopes(&["read_orders", "read_fulfillments", "read_merchant_managed_fulfillment_orders"]);
    let advice = "Add the permission to the app's scopes";
    expect(&live, &[("what a warehouse ships are not shown", advice), ("Returns are not shown", advice)])
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frozen_and_a_locked_shop() {
    let mut live = Live::connected().await;
    live.fake.modes(&Modes { frozen: Some(true), ..Modes::default() });
    expect(&live, &[("Shopify has frozen the shop", "bill at Shopify has to be paid")]).await;
    live.look_again().await;
    assert_eq!(live.shop.standing, Standing::Paused, "pages say that they show the last known state");
    live.fake.modes(&Modes { frozen: Some(false), locked: Some(true), ..Modes::default() });
    expect(&live, &[("Shopify has locked the shop", "Ask Shopify's support")]).await;
    live.fake.modes(&Modes { locked: Some(false), ..Modes::default() });
    expect(&live, &[]).await;
    live.look_again().await;
    assert_eq!(live.shop.standing, Standing::Connected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_wrong() {
    let live = Live::connected().await;
    // Half a minute off the full minute: the stand-in's clock goes on while ours stands still.
    for (skew, words) in [(-630, "clock is 10 minutes ahead of Shopify's"), (90, "seconds behind Shopify's")]
    {
        live.fake.modes(&Modes { clock_skew: Some(skew), ..Modes::default() });
        expect(&live, &[(words, "Set the clock")]).await;
    }
    live.fake.modes(&Modes { clock_skew: Some(30), ..Modes::default() });
    expect(&live, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shopify_that_cannot_be_reached() {
    let mut live = Live::connected().await;
    let began = tokio::time::Instant::now();
    live.services.shopify = Shopify::at("http://127.0.0.1:9/{shop}");
    expect(&live, &[("the connection was refused", "WAYMARK_SHOPIFY_URL")]).await;
    assert!(began.elapsed() < Duration::from_secs(5), "nobody waits for what is not there");
    let findings = found_through(&live, true).await;
    assert!(findings.iter().any(|finding| finding.words.contains("HTTPS_PROXY")));
    live.look_again().await;
    assert_eq!(live.shop.standing, Standing::Connected, "a network's fault says nothing about the shop");
}

#[tokio::test(flavor = "multi_thread")]
async fn subscriptions_that_are_gone_and_an_app_that_was_removed() {
    let mut live = Live::connected().await;
    live.fake.delete_subscriptions();
    expect(&live, &[("webhook subscriptions are missing", "waymark shop setup")]).await;
    live.services.audit_subscriptions(&live.shop).await.unwrap();
    expect(&live, &[]).await;
    live.services
        .store
        .shop(live.shop.id)
        .set_standing(Standing::Uninstalled, live.clock.now())
        .await
        .unwrap();
    live.look_again().await;
    expect(&live, &[("The app was removed from the shop", "Install the app again")]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn webhooks_that_do_not_arrive_are_missed_by_comparing() {
    let live = Live::connected().await;
    let store = live.services.store.shop(live.shop.id);
    let now = live.clock.now();
    store.set_standing(Standing::Paused, now.plus_days(-3)).await.unwrap();
    store.set_standing(Standing::Connected, now.plus_days(-2)).await.unwrap();
    store.note_reconciled(now, now.plus_minutes(-4), 3).await.unwrap();
    expect(&live, &[("Webhooks do not arrive: no webhook ever came", "a firewall or a proxy")]).await;
}
