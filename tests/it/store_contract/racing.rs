//! Several processes at the same moment: each opens the database on its own.

use std::sync::Arc;

use waymark::domain::ids::{OrderId, ShopId};
use waymark::domain::message::MessageKind;
use waymark::domain::native::PaymentStatus;
use waymark::store::{CodeOutcome, Store, TakenAs};

use super::news::{full_level, message, order, payment, placed};
use crate::support::app::NOON;
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    one_order_told_to_many_at_once_is_one_order,
    news_at_once_ends_as_news_one_by_one,
    batches_in_opposite_order_never_block_each_other,
    racing_claimers_never_get_the_same_message,
    racing_guesses_never_get_more_tries,
);

async fn processes(world: &World, count: usize) -> Vec<Store> {
    let mut stores = Vec::new();
    for _ in 0..count {
        stores.push(world.opened_again().await);
    }
    stores
}

/// Runs `work` in every process at once and gathers what comes out.
async fn at_once<T, F>(
    stores: Vec<Store>,
    shop: ShopId,
    world: &Arc<World>,
    work: impl Fn(Store, ShopId, Arc<World>, usize) -> F,
) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let tasks: Vec<_> = stores
        .into_iter()
        .enumerate()
        .map(|(n, store)| tokio::spawn(work(store, shop, Arc::clone(world), n)))
        .collect();
    let mut out = Vec::new();
    for task in tasks {
        out.push(task.await.unwrap());
    }
    out
}

async fn one_order_told_to_many_at_once_is_one_order(world: World) {
    let (saved, shop) = world.shop("alder").await;
    let stores = processes(&world, 4).await;
    let world = Arc::new(world);
    let taken = at_once(stores, saved.id, &world, |store, shop, world, _| async move {
        let mut taken = Vec::new();
        for number in 1..=10 {
            taken.extend(store.shop(shop).take_in(&[placed(number)], NOON, &world.chance).await.unwrap());
        }
        taken
    })
    .await
    .concat();
    assert_eq!(taken.iter().filter(|taken| taken.outcome == TakenAs::New).count(), 10);
    assert_eq!(taken.iter().map(|taken| taken.entries_added).sum::<usize>(), 10, "each entry is added once");
    assert_eq!(shop.count_orders().await.unwrap(), 10);
}

async fn news_at_once_ends_as_news_one_by_one(world: World) {
    let (saved, shop) = world.shop("alder").await;
    let id: OrderId = order(&world, &shop, 1).await;
    let stores = processes(&world, 6).await;
    let world = Arc::new(world);
    // All tell the same entry, each with another time: the earliest must stay.
    at_once(stores, saved.id, &world, |store, shop, world, n| async move {
        for round in 0..10 {
            let at = minutes(100 - i64::from(round) * 6 - i64::try_from(n).unwrap());
            store
                .shop(shop)
                .take_in(&[payment(1, at, PaymentStatus::Paid)], at, &world.chance)
                .await
                .unwrap();
        }
    })
    .await;
    let stored = shop.order(id).await.unwrap().unwrap();
    assert_eq!(stored.entries["payment/paid"].at, minutes(41), "the earliest telling");
    assert_eq!(stored.order.payment.known_at(), Some(minutes(100)), "the latest state");
    assert_eq!((stored.entries.len(), stored.last_event_at), (2, minutes(41)));
}

async fn batches_in_opposite_order_never_block_each_other(world: World) {
    let (saved, shop) = world.shop("alder").await;
    for number in 1..=8 {
        order(&world, &shop, number).await;
    }
    let stores = processes(&world, 4).await;
    let world = Arc::new(world);
    at_once(stores, saved.id, &world, |store, shop, world, n| async move {
        for round in 0..5 {
            let at = minutes(i64::try_from(n).unwrap() * 10 + round);
            let mut batch: Vec<_> = (1..=12).map(|number| payment(number, at, PaymentStatus::Paid)).collect();
            if n % 2 == 1 {
                batch.reverse();
            }
            store.shop(shop).take_in(&batch, at, &world.chance).await.expect("no deadlock");
        }
    })
    .await;
    assert_eq!(shop.count_orders().await.unwrap(), 12);
}

async fn racing_claimers_never_get_the_same_message(world: World) {
    let (saved, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    for _ in 0..20 {
        shop.enqueue(&message(id, MessageKind::Code, &world.chance), &world.chance).await.unwrap();
    }
    let stores = processes(&world, 4).await;
    let world = Arc::new(world);
    let mut claimed = at_once(stores, saved.id, &world, |store, _, world, _| async move {
        let mut ids = Vec::new();
        for _ in 0..10 {
            let got = store.claim_messages(3, 30_000, NOON, &world.chance).await.unwrap();
            assert!(got.len() <= 3, "never more than asked for");
            ids.extend(got.into_iter().map(|claimed| claimed.message.id));
        }
        ids
    })
    .await
    .concat();
    claimed.sort();
    let all = claimed.len();
    claimed.dedup();
    assert_eq!((all, claimed.len()), (20, 20));
}

async fn racing_guesses_never_get_more_tries(world: World) {
    let (saved, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let mail = message(id, MessageKind::Code, &world.chance);
    shop.issue_code(&full_level(id, [1; 32], [2; 32], minutes(10)), &mail, NOON, &world.chance)
        .await
        .unwrap();
    let stores = processes(&world, 6).await;
    let world = Arc::new(world);
    let outcomes = at_once(stores, saved.id, &world, |store, shop, _, _| async move {
        let mut wrong = 0;
        for _ in 0..4 {
            let outcome = store.shop(shop).try_code(id, [1; 32], [3; 32], 5, NOON).await.unwrap();
            wrong += usize::from(outcome != CodeOutcome::Dead);
        }
        wrong
    })
    .await;
    assert_eq!(outcomes.iter().sum::<usize>(), 4, "four are told how many are left, the fifth ends it");
    assert_eq!(world.look("SELECT CAST(attempts AS TEXT) FROM codes").await, ["5"]);
}
