//! Orders to read again: coalesced, claimed once, kept when asked for meanwhile; how far a read of the
//! history has come.

use waymark::domain::ids::ShopifyId;
use waymark::domain::known::{Detail, Known};
use waymark::domain::native::ReturnStatus;
use waymark::domain::order::Return;
use waymark::domain::promise_news::PromiseNews;
use waymark::domain::standing::{Part, Standing};
use waymark::store::{ClaimedRefresh, Incoming, ShopStore, Urgency};

use super::news::{named, shipped};
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    asking_often_reads_once,
    asking_while_it_is_read_reads_again,
    only_connected_shops_are_read,
    a_part_leads_to_its_order,
    an_order_the_api_forgot_is_marked,
    parts_are_noted_with_any_news_of_them,
    open_parcels_are_found,
    history_waits_for_what_just_happened,
    a_read_of_the_history_goes_on_where_it_was,
);

const LEASE: i64 = 30_000;
const ORDER: (Part, ShopifyId) = (Part::Order, ShopifyId(7));

async fn claim(world: &World, at: i64) -> Vec<ClaimedRefresh> {
    world.store.claim_refreshes(10, LEASE, minutes(at), &world.chance).await.unwrap()
}

async fn connected(world: &World) -> ShopStore {
    let (_, shop) = world.shop("oak").await;
    shop.set_standing(Standing::Connected, minutes(0)).await.unwrap();
    shop
}

fn incoming() -> Incoming {
    Incoming { shopify_id: ShopifyId(7), news: named("#1007", minutes(0)) }
}

async fn asking_often_reads_once(world: World) {
    let oak = connected(&world).await;
    for _ in 0..3 {
        oak.ask(&[ORDER, ORDER], Urgency::Live, minutes(0)).await.unwrap();
    }
    let claimed = claim(&world, 0).await;
    assert_eq!(claimed.len(), 1);
    assert_eq!((claimed[0].part, claimed[0].id, claimed[0].attempts), (Part::Order, ShopifyId(7), 1));
    assert!(claim(&world, 0).await.is_empty());
    let taken = oak.finish_refresh(&claimed[0], &incoming(), minutes(0), &world.chance).await.unwrap();
    assert!(taken.is_some());
    assert_eq!(oak.refresh_figures().await.unwrap(), (0, 0));
}

async fn asking_while_it_is_read_reads_again(world: World) {
    let oak = connected(&world).await;
    oak.ask(&[ORDER], Urgency::Live, minutes(0)).await.unwrap();
    let claimed = claim(&world, 0).await;
    oak.ask(&[ORDER], Urgency::Live, minutes(0)).await.unwrap();
    oak.finish_refresh(&claimed[0], &incoming(), minutes(0), &world.chance).await.unwrap();
    let again = claim(&world, 0).await;
    assert_eq!((again.len(), again[0].attempts), (1, 1));
    world.store.retry_refresh(&again[0], minutes(5), "busy").await.unwrap();
    assert!(claim(&world, 4).await.is_empty());
    assert_eq!(claim(&world, 5).await[0].attempts, 2);
    assert_eq!(claim(&world, 6).await[0].attempts, 3, "a claim that ran out");
}

async fn only_connected_shops_are_read(world: World) {
    let (_, oak) = world.shop("oak").await;
    oak.ask(&[ORDER], Urgency::Live, minutes(0)).await.unwrap();
    for standing in [Standing::Alone, Standing::Paused, Standing::Uninstalled] {
        oak.set_standing(standing, minutes(0)).await.unwrap();
        assert!(claim(&world, 1).await.is_empty(), "{standing:?}");
    }
    oak.set_standing(Standing::Connected, minutes(1)).await.unwrap();
    assert_eq!(claim(&world, 1).await.len(), 1);
}

async fn a_part_leads_to_its_order(world: World) {
    let oak = connected(&world).await;
    let part = (Part::FulfillmentOrder, ShopifyId(70));
    assert_eq!(oak.order_of_part(part.0, part.1).await.unwrap(), None);
    oak.ask(&[part], Urgency::Live, minutes(0)).await.unwrap();
    let claimed = claim(&world, 0).await;
    oak.finish_look_up(&claimed[0], ShopifyId(7), minutes(0)).await.unwrap();
    assert_eq!(oak.order_of_part(part.0, part.1).await.unwrap(), Some(ShopifyId(7)));
    assert_eq!(claim(&world, 0).await[0].id, ShopifyId(7));
}

async fn parts_are_noted_with_any_news_of_them(world: World) {
    let oak = connected(&world).await;
    let mut news = named("#1007", minutes(0));
    news.promise_news.insert(ShopifyId(70), PromiseNews::default());
    let back = Return {
        name: None,
        status: ReturnStatus::Requested,
        created_at: None,
        approved_at: None,
        closed_at: None,
        decline_note: None,
        quantity: None,
    };
    news.returns.insert(ShopifyId(71), Known::at(minutes(0), Detail::Rest, back));
    oak.take_in(&[Incoming { shopify_id: ShopifyId(7), news }], minutes(0), &world.chance).await.unwrap();
    for (part, id) in [(Part::FulfillmentOrder, 70), (Part::Return, 71)] {
        assert_eq!(oak.order_of_part(part, ShopifyId(id)).await.unwrap(), Some(ShopifyId(7)));
    }
    assert_eq!(oak.order_of_part(Part::FulfillmentOrder, ShopifyId(71)).await.unwrap(), None);
}

async fn an_order_the_api_forgot_is_marked(world: World) {
    let oak = connected(&world).await;
    oak.take_in(&[incoming()], minutes(0), &world.chance).await.unwrap();
    oak.ask(&[ORDER], Urgency::Live, minutes(0)).await.unwrap();
    oak.finish_lost(&claim(&world, 0).await[0], minutes(0)).await.unwrap();
    assert_eq!(oak.refresh_figures().await.unwrap(), (0, 1));
    let id = oak.order_by_shopify(ORDER.1).await.unwrap().unwrap();
    assert_eq!(oak.lost_since(id).await.unwrap(), Some(minutes(0)));
    oak.ask(&[ORDER], Urgency::Live, minutes(1)).await.unwrap();
    let claimed = claim(&world, 1).await;
    oak.finish_refresh(&claimed[0], &incoming(), minutes(1), &world.chance).await.unwrap();
    assert_eq!(oak.refresh_figures().await.unwrap(), (0, 0), "it is there again");
    assert_eq!(oak.lost_since(id).await.unwrap(), None);
}

async fn open_parcels_are_found(world: World) {
    let oak = connected(&world).await;
    let news = Incoming { shopify_id: ShopifyId(7), news: shipped(minutes(0)) };
    oak.take_in(
        &[news.clone(), Incoming { shopify_id: ShopifyId(8), ..incoming() }],
        minutes(0),
        &world.chance,
    )
    .await
    .unwrap();
    let find = |read_before, since| oak.open_parcels(minutes(read_before), minutes(since), 10);
    assert_eq!(find(1, -60).await.unwrap(), [ShopifyId(7)]);
    oak.ask(&[ORDER], Urgency::Live, minutes(1)).await.unwrap();
    let claimed = claim(&world, 1).await;
    oak.finish_refresh(&claimed[0], &news, minutes(1), &world.chance).await.unwrap();
    assert!(find(1, -60).await.unwrap().is_empty(), "just read");
    assert_eq!(find(2, -60).await.unwrap(), [ShopifyId(7)]);
    assert!(find(2, 60).await.unwrap().is_empty(), "long without an event");
}

async fn history_waits_for_what_just_happened(world: World) {
    let oak = connected(&world).await;
    let old = [(Part::Order, ShopifyId(5)), (Part::Order, ShopifyId(6))];
    oak.ask(&old, Urgency::History, minutes(0)).await.unwrap();
    oak.ask(&[(Part::Order, ShopifyId(8))], Urgency::Live, minutes(1)).await.unwrap();
    let first = world.store.claim_refreshes(1, LEASE, minutes(1), &world.chance).await.unwrap();
    assert_eq!(first[0].id, ShopifyId(8));
    assert_eq!(claim(&world, 1).await.len(), 2);
}

async fn a_read_of_the_history_goes_on_where_it_was(world: World) {
    let (_, oak) = world.shop("oak").await;
    assert_eq!(oak.last_sync().await.unwrap(), None);
    oak.begin_sync(Some(minutes(-9)), minutes(0), &world.chance).await.unwrap();
    let mut sync = oak.begin_sync(None, minutes(1), &world.chance).await.unwrap();
    sync.bulk_id = Some("gid://shopify/BulkOperation/1".into());
    sync.file = Some("export.jsonl".into());
    (sync.lines_done, sync.orders_done, sync.finished_at) = (500, 100, Some(minutes(2)));
    oak.save_sync(&sync).await.unwrap();
    assert_eq!(oak.last_sync().await.unwrap(), Some(sync));
}
