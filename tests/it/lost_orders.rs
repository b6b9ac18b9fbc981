//! Orders that Shopify no longer lets us read, because they are older than 60 days: webhooks alone keep
//! them right, and the merchant is told.

use fake_shopify::{Made, ShopOptions};
use serde_json::{Value, json};
use waymark::domain::native::FulfillmentStatus;
use waymark::domain::standing::Road;

use crate::support::live::Live;

const SCOPES: [&str; 4] =
    ["read_orders", "read_fulfillments", "read_merchant_managed_fulfillment_orders", "read_returns"];

/// A connected shop without `read_all_orders`, and an order that is 61 days old and was read when it was
/// young.
async fn old_order() -> (Live, Made) {
    let options = ShopOptions { scopes: SCOPES.map(str::to_owned).to_vec(), ..ShopOptions::default() };
    let mut live = Live::start(options).await;
    live.connect(Road::ClientCredentials, None).await;
    live.services.check_connection(&live.shop).await.unwrap();
    live.look_again().await;
    live.services.audit_subscriptions(&live.shop).await.unwrap();
    let made = live.act(json!({"do": "create_order", "email": "shopper@example.com"})).await;
    live.later(61 * 86_400);
    (live, made)
}

async fn act(live: &Live, made: &Made, action: &str, more: Value) {
    live.later(600);
    let mut whole = json!({"do": action, "order": made.order});
    whole.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    live.act(whole).await;
}

async fn fulfillment(live: &Live, made: &Made) -> Option<FulfillmentStatus> {
    let id = live.services.order_by_name(&live.shop, &made.name).await.unwrap().unwrap();
    live.services.store.shop(live.shop.id).order(id).await.unwrap().unwrap().order.fulfillment_now()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_and_its_release_are_told_by_webhooks_alone() {
    let (live, made) = old_order().await;
    act(&live, &made, "hold", json!({"reason": "INVENTORY_OUT_OF_STOCK"})).await;
    let store = live.services.store.shop(live.shop.id);
    assert_eq!(store.refresh_figures().await.unwrap(), (0, 1), "it cannot be read");
    let page = live.page(&made.name, "en").await;
    assert!(page.contains("On hold: we are waiting for stock"), "{page}");
    let danish = live.page(&made.name, "da").await;
    assert!(!danish.contains("On hold") && danish.contains("På pause: vi venter på varer"), "{danish}");
    assert_eq!(fulfillment(&live, &made).await, Some(FulfillmentStatus::OnHold));

    // A second one: the first release is not the end.
    act(&live, &made, "hold", json!({"reason": "INCORRECT_ADDRESS"})).await;
    assert!(live.page(&made.name, "en").await.contains("On hold: we need to check your address"));
    act(&live, &made, "release", json!({})).await;
    let page = live.page(&made.name, "en").await;
    assert!(!page.contains("On hold: we"), "{page}");
    assert_eq!(fulfillment(&live, &made).await, Some(FulfillmentStatus::Unfulfilled));
    let entries = live.services.order_by_name(&live.shop, &made.name).await.unwrap().unwrap();
    let entries = store.order(entries).await.unwrap().unwrap().entries;
    assert_eq!(entries.keys().filter(|key| key.starts_with("hold/")).count(), 2, "each told once");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_day_is_told_by_webhooks_alone() {
    let (live, made) = old_order().await;
    let day = |days: i64| fake_shopify::clock::zulu(live.fake.now() + days * 86_400);
    act(&live, &made, "schedule", json!({"fulfill_at": day(30)})).await;
    let page = live.page(&made.name, "en").await;
    assert!(page.contains("Planned for "), "{page}");
    let headline = async || live.headline(&made.name, "en").await;
    let first = headline().await;
    act(&live, &made, "schedule", json!({"fulfill_at": day(90)})).await;
    let second = headline().await;
    assert!(second.contains("Planned for ") && first != second);
    act(&live, &made, "ready", json!({})).await;
    assert!(!headline().await.contains("Planned for"));
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_read_on_its_page_that_it_cannot_be_read_any_more() {
    let (live, made) = old_order().await;
    let id = live.services.order_by_name(&live.shop, &made.name).await.unwrap().unwrap();
    let page = async || {
        let cookie = live.sign_in().await;
        let url = format!("{}/admin/fjord-and-fir/orders/{id}", live.url);
        let answer = reqwest::Client::new().get(url).header("cookie", cookie).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.text().await.unwrap()
    };
    let told = "Shopify no longer lets this order be read";
    assert!(!page().await.contains(told), "it was not asked for yet");
    act(&live, &made, "hold", json!({})).await;
    let html = page().await;
    assert!(html.contains(told) && html.contains("read_all_orders"), "{html}");
}
