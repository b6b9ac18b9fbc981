//! Lead times in the transaction that takes an order in: one due date, whoever else takes it in meanwhile.

use waymark::domain::lead_time::{LeadRule, LeadTimes};
use waymark::domain::native::PaymentStatus;
use waymark::domain::order::Order;
use waymark::store::Incoming;

use super::news::{known, payment, placed};
use crate::support::app::NOON;
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(an_order_gets_one_date_as_it_comes_in, without_lead_times_there_is_none);

/// An order with these tags.
fn tagged(number: i64, tags: &[&str]) -> Incoming {
    let Incoming { shopify_id, news } = placed(number);
    let tags = known(NOON, tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<String>>());
    Incoming { shopify_id, news: Order { tags, ..news } }
}

async fn an_order_gets_one_date_as_it_comes_in(world: World) {
    let (mut shop, store) = world.shop("oak").await;
    let (_, other) = world.shop("ash").await;
    let rule = |tag: Option<&str>, days| LeadRule {
        tag: tag.map(str::to_owned),
        from: days,
        to: days,
        since: minutes(-9),
    };
    let rules = vec![rule(None, 1), rule(Some("oak"), 5)];
    shop.settings.lead_times = LeadTimes { rules, by_status: false };
    world.store.save_shop(&shop).await.unwrap();
    let another = world.opened_again().await.shop(shop.id);
    // Two processes take it in at once, then it is told again.
    let (news, chance) = ([tagged(1, &["Oak"]), tagged(2, &[])], &world.chance);
    let (left, right) =
        tokio::join!(store.take_in(&news, minutes(1), chance), another.take_in(&news, minutes(1), chance));
    let taken = left.unwrap();
    right.unwrap();
    store.take_in(&[payment(1, minutes(2), PaymentStatus::Paid)], minutes(2), chance).await.unwrap();
    for (taken, day) in taken.iter().zip([30, 24]) {
        let known = store.order(taken.order).await.unwrap().unwrap();
        let due = known.order.due().expect("a due date");
        assert_eq!((due.from, due.to), (due.to, jiff::civil::date(2026, 11, day)));
        assert_eq!(known.order.due_changes.len(), 1);
        let entries = known.entries.keys().filter(|key| key.starts_with("due/")).count();
        assert_eq!(entries, 1, "told in the timeline");
    }
    let theirs = other.take_in(&news, minutes(3), chance).await.unwrap();
    assert_eq!(other.order(theirs[0].order).await.unwrap().unwrap().order.due(), None, "another shop");
}

async fn without_lead_times_there_is_none(world: World) {
    let (_, store) = world.shop("oak").await;
    let taken = store.take_in(&[tagged(1, &["oak"])], minutes(1), &world.chance).await.unwrap();
    assert!(store.order(taken[0].order).await.unwrap().unwrap().order.due_changes.is_empty());
}
