//! A carrier's scan may reach nobody: no webhook came, and whether it makes the order count as changed is not
//! documented. Parcels under way are asked after, until they are delivered.

use serde_json::json;
use waymark::domain::clock::Clock as _;

use crate::support::live::Live;

#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_that_no_webhook_told_is_found_by_asking_after_the_parcel() {
    let live = Live::connected().await;
    let made = live.act(json!({"do": "create_order", "email": "shopper@example.com"})).await;
    let tracking = json!([{"number": "1Z999AA10123456784"}]);
    let parcel = live.act(json!({"do": "fulfill", "order": made.order, "tracking": tracking})).await;
    live.fake.delete_subscriptions();
    let scan = |status: &str| json!({"do": "carrier_event", "order": made.order, "fulfillment": parcel.fulfillment, "status": status});
    let headline = async || live.headline(&made.name, "en").await;
    let polled = async || {
        live.later(3_600);
        let asked = live.services.poll_open_parcels(&live.shop, live.clock.now(), 50).await.unwrap();
        live.catch_up().await;
        asked
    };
    live.act(scan("OUT_FOR_DELIVERY")).await;
    assert!(!headline().await.contains("Out for delivery"), "nobody told");
    assert_eq!(polled().await, 1);
    assert!(headline().await.contains("Out for delivery"), "{}", headline().await);
    live.act(scan("DELIVERED")).await;
    assert_eq!(polled().await, 1);
    assert!(headline().await.contains("Delivered"), "{}", headline().await);
    assert_eq!(polled().await, 0, "it has arrived");
}
