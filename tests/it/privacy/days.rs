//! Nothing is kept longer than promised, and nothing that is promised goes.

use serde_json::json;

use waymark::domain::due_date::DueDate;
use waymark::domain::ids::ShopifyId;
use waymark::domain::shop::ShopSettings;
use waymark::services::change_order::MerchantChange;
use waymark::store::NewDelivery;

use crate::support::app::{NOON, TestApp};

fn order(id: i64) -> serde_json::Value {
    json!({"id": id, "name": format!("#{id}"), "email": "shopper@example.com", "financial_status": "paid",
        "updated_at": "2026-11-20T10:00:00Z", "processed_at": "2026-11-19T10:00:00Z"})
}

#[tokio::test]
async fn what_is_personal_goes_ninety_days_after_the_last_event() {
    let app = TestApp::start().await;
    app.import(&order(1)).await;
    app.import(&order(2)).await;
    let link = app.link("1").await;
    let made_to_order = app.services.order_by_name(&app.shop, "2").await.unwrap().unwrap();
    let day = "2027-06-01".parse().unwrap();
    let change = MerchantChange { due: Some(Some(DueDate::new(day, day))), ..MerchantChange::default() };
    app.services.change_order(&app.shop, made_to_order, &change).await.unwrap();
    let store = app.services.store.shop(app.shop.id);
    let delivery = NewDelivery { topic: "orders/paid", event_id: "e", body: b"{}", triggered_at: NOON };
    store.receive(&delivery, NOON, &*app.services.chance).await.unwrap();
    let claimed =
        app.services.store.claim_deliveries(1, 1, NOON, &*app.services.chance).await.unwrap().remove(0);
    store.finish_delivery(&claimed, &[], &[], NOON, &*app.services.chance).await.unwrap();

    app.clock.set(NOON.plus_days(13));
    let kept = app.services.keep_only_what_may_stay().await.unwrap();
    assert_eq!((kept.notices, kept.orders), (0, 0));
    app.clock.set(NOON.plus_days(15));
    assert_eq!(app.services.keep_only_what_may_stay().await.unwrap().notices, 1, "raw notices: 14 days");
    app.clock.set(NOON.plus_days(80));
    assert_eq!(app.services.keep_only_what_may_stay().await.unwrap().orders, 0);
    app.clock.set(NOON.plus_days(91));
    assert_eq!(app.services.keep_only_what_may_stay().await.unwrap().orders, 1);
    let page = app.get(&link).await;
    assert_eq!(page.status, 410);
    assert!(page.text().contains("no longer shown") && !page.text().contains("shopper@"));
    // The table on the bench keeps its address until its day has come, and ninety days more.
    assert!(!store.order(made_to_order).await.unwrap().unwrap().erased);
    app.clock.set(NOON.plus_days(191 + 91));
    assert_eq!(app.services.keep_only_what_may_stay().await.unwrap().orders, 1);
    assert_eq!(store.order_by_shopify(ShopifyId(2)).await.unwrap(), Some(made_to_order), "its row stays");
}

#[tokio::test]
async fn the_merchant_may_keep_for_longer_or_for_ever() {
    for (days, erased) in [(30, 1), (400, 0), (0, 0)] {
        let app = TestApp::start_with(ShopSettings { personal_days: days, ..ShopSettings::default() }).await;
        app.import(&order(1)).await;
        app.clock.set(NOON.plus_days(91));
        assert_eq!(app.services.keep_only_what_may_stay().await.unwrap().orders, erased, "{days} days");
    }
}
