//! The inbox: stored once, claimed once, finished with what it tells.

use waymark::domain::clock::Millis;
use waymark::domain::ids::ShopifyId;
use waymark::domain::standing::Part;
use waymark::store::{Incoming, NewDelivery};

use super::news::named;
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    the_same_notice_is_stored_once,
    two_workers_never_get_the_same_notice,
    a_finished_notice_has_told_its_news_and_asked,
    a_lost_claim_finishes_nothing,
    old_notices_go,
);

const LEASE: i64 = 30_000;

fn delivery(event_id: &str) -> NewDelivery<'_> {
    NewDelivery { topic: "orders/updated", event_id, body: br#"{"id": 7}"#, triggered_at: minutes(0) }
}

async fn the_same_notice_is_stored_once(world: World) {
    let (_, oak) = world.shop("oak").await;
    let (_, ash) = world.shop("ash").await;
    let told = delivery("e-1");
    assert!(oak.receive(&told, minutes(0), &world.chance).await.unwrap());
    assert!(!oak.receive(&told, minutes(1), &world.chance).await.unwrap());
    assert!(ash.receive(&told, minutes(1), &world.chance).await.unwrap(), "another shop's is another");
    let other_body = NewDelivery { body: br#"{"id": 8}"#, ..told };
    assert!(oak.receive(&other_body, minutes(1), &world.chance).await.unwrap(), "headers are not signed");
    let other_topic = NewDelivery { topic: "orders/paid", ..told };
    assert!(oak.receive(&other_topic, minutes(2), &world.chance).await.unwrap());
    let figures = oak.inbox_figures().await.unwrap();
    assert_eq!((figures.waiting, figures.failed, figures.last_received_at), (3, 0, Some(minutes(2))));
    assert_eq!(
        world.look("SELECT topic FROM inbox WHERE CAST(sealed_body AS TEXT) LIKE '%\"id\"%'").await,
        [""; 0]
    );
}

async fn two_workers_never_get_the_same_notice(world: World) {
    let (_, oak) = world.shop("oak").await;
    for number in 0..20 {
        oak.receive(&delivery(&format!("e-{number}")), minutes(0), &world.chance).await.unwrap();
    }
    let other = world.opened_again().await;
    let (a, b) = tokio::join!(
        world.store.claim_deliveries(10, LEASE, minutes(1), &world.chance),
        other.claim_deliveries(10, LEASE, minutes(1), &world.chance),
    );
    let mut ids: Vec<_> = a.unwrap().into_iter().chain(b.unwrap()).map(|claimed| claimed.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 20);
    assert!(world.store.claim_deliveries(10, LEASE, minutes(1), &world.chance).await.unwrap().is_empty());
    world.store.free_claims().await.unwrap();
    assert_eq!(world.store.claim_deliveries(30, LEASE, minutes(1), &world.chance).await.unwrap().len(), 20);
    let again = world.store.claim_deliveries(30, LEASE, minutes(2), &world.chance).await.unwrap();
    assert_eq!(again.len(), 20, "a claim that ran out");
    assert_eq!(again[0].attempts, 3);
    assert_eq!((again[0].topic.as_str(), again[0].triggered_at), ("orders/updated", minutes(0)));
    assert_eq!(again[0].body, br#"{"id": 7}"#);
}

async fn a_finished_notice_has_told_its_news_and_asked(world: World) {
    let (_, oak) = world.shop("oak").await;
    oak.receive(&delivery("e-1"), minutes(0), &world.chance).await.unwrap();
    let claimed = world.store.claim_deliveries(10, LEASE, minutes(1), &world.chance).await.unwrap().remove(0);
    let news = [Incoming { shopify_id: ShopifyId(7), news: named("#1007", minutes(0)) }];
    let asks = [(Part::Order, ShopifyId(7)), (Part::Order, ShopifyId(7)), (Part::Return, ShopifyId(70))];
    let taken = oak.finish_delivery(&claimed, &news, &asks, minutes(1), &world.chance).await.unwrap();
    assert_eq!(taken.unwrap().len(), 1);
    assert_eq!(oak.count_orders().await.unwrap(), 1);
    assert_eq!(oak.refresh_figures().await.unwrap(), (2, 0), "coalesced");
    assert_eq!(oak.inbox_figures().await.unwrap().waiting, 0);
}

async fn a_lost_claim_finishes_nothing(world: World) {
    let (_, oak) = world.shop("oak").await;
    oak.receive(&delivery("e-1"), minutes(0), &world.chance).await.unwrap();
    let slow = world.store.claim_deliveries(1, LEASE, minutes(1), &world.chance).await.unwrap().remove(0);
    let quick = world.store.claim_deliveries(1, LEASE, minutes(2), &world.chance).await.unwrap().remove(0);
    let news = [Incoming { shopify_id: ShopifyId(7), news: named("#1007", minutes(0)) }];
    let done = oak.finish_delivery(&slow, &news, &[], minutes(2), &world.chance).await.unwrap();
    assert!(done.is_none() && oak.count_orders().await.unwrap() == 0);
    assert!(!world.store.retry_delivery(slow.id, slow.claim, minutes(9), "busy").await.unwrap());
    assert!(world.store.retry_delivery(quick.id, quick.claim, minutes(9), "busy").await.unwrap());
    assert!(world.store.claim_deliveries(1, LEASE, minutes(8), &world.chance).await.unwrap().is_empty());
    let last = world.store.claim_deliveries(1, LEASE, minutes(9), &world.chance).await.unwrap().remove(0);
    assert!(world.store.fail_delivery(last.id, last.claim, "not readable").await.unwrap());
    assert_eq!(oak.inbox_figures().await.unwrap().failed, 1);
}

async fn old_notices_go(world: World) {
    let (_, oak) = world.shop("oak").await;
    for event in ["e-1", "e-2"] {
        oak.receive(&delivery(event), minutes(0), &world.chance).await.unwrap();
    }
    let claimed = world.store.claim_deliveries(1, LEASE, minutes(0), &world.chance).await.unwrap().remove(0);
    oak.finish_delivery(&claimed, &[], &[], minutes(0), &world.chance).await.unwrap();
    assert_eq!(world.store.drop_old_deliveries(Millis(0)).await.unwrap(), 0);
    assert_eq!(world.store.drop_old_deliveries(minutes(1)).await.unwrap(), 1, "what waits stays");
}
