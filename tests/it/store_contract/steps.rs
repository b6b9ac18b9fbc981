//! Steps that come by themselves: planned with the order, claimed once, planned again by new rules.

use jiff::civil::date;
use waymark::domain::clock::Millis;
use waymark::domain::coming_step::{ComingStep, DueEnd, NextWhen};
use waymark::domain::due_date::{DueChange, DueDate};
use waymark::domain::ids::{OrderId, uuid_at};
use waymark::domain::known::{Detail, Known};
use waymark::domain::order::Order;
use waymark::domain::status::{AutomaticNext, Status};
use waymark::store::{ClaimedStep, ShopStore};

use super::news::{into_status, order, status};
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    a_status_plans_what_follows_it,
    a_step_is_claimed_once_until_its_lease_is_over,
    many_claimers_share_the_steps,
    new_rules_and_other_working_days_plan_again,
    the_due_date_moves_the_step_with_it,
    what_is_canceled_or_erased_moves_on_no_more,
);

const LEASE: i64 = 60_000;

/// An order in "oak", which "shine" follows as `when` says.
async fn oak_then_shine(world: &World, shop: &ShopStore, when: NextWhen) -> (OrderId, Status, Status) {
    let shine = status("shine", 20, &world.chance);
    shop.save_status(&shine).await.unwrap();
    let mut oak = status("oak", 10, &world.chance);
    oak.automatic_next = Some(AutomaticNext { to: shine.id, when });
    shop.save_status(&oak).await.unwrap();
    let id = order(world, shop, 1).await;
    set(world, shop, id, &oak).await;
    (id, oak, shine)
}

async fn set(world: &World, shop: &ShopStore, id: OrderId, to: &Status) {
    let news = into_status(to, minutes(1), "a note", &world.chance);
    shop.change(id, &news, minutes(1)).await.unwrap();
}

async fn step(shop: &ShopStore, id: OrderId) -> Option<ComingStep> {
    shop.step_of(id).await.unwrap().map(|stored| stored.step)
}

async fn claim(world: &World, most: u32, now: Millis) -> Vec<ClaimedStep> {
    world.store.claim_steps(most, LEASE, now, &world.chance).await.unwrap()
}

fn hours(after: Millis, hours: i64) -> Millis {
    after.plus_minutes(60 * hours)
}

async fn a_status_plans_what_follows_it(world: World) {
    let (_, shop) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let (id, _, shine) = oak_then_shine(&world, &shop, NextWhen::AfterHours(3)).await;
    let planned = step(&shop, id).await.unwrap();
    let known = shop.order(id).await.unwrap().unwrap();
    let (change, _) = known.order.current_change().unwrap();
    assert_eq!(planned, ComingStep { change, to: shine.id, at: hours(minutes(1), 3) });
    assert_eq!(birch.step_of(id).await.unwrap(), None, "another shop's");
    set(&world, &shop, id, &shine).await;
    let news = into_status(&shine, minutes(5), "later", &world.chance);
    shop.change(id, &news, minutes(5)).await.unwrap();
    assert_eq!(step(&shop, id).await, None, "nothing follows shine");
}

async fn a_step_is_claimed_once_until_its_lease_is_over(world: World) {
    let (_, shop) = world.shop("alder").await;
    let (id, ..) = oak_then_shine(&world, &shop, NextWhen::AfterHours(3)).await;
    let due = hours(minutes(1), 3);
    assert!(claim(&world, 9, Millis(due.0 - 1)).await.is_empty());
    let [first]: [ClaimedStep; 1] = claim(&world, 9, due).await.try_into().unwrap();
    assert_eq!((first.order, first.step.at), (id, due));
    assert!(claim(&world, 9, Millis(due.0 + LEASE)).await.is_empty());
    let [second]: [ClaimedStep; 1] = claim(&world, 9, Millis(due.0 + LEASE + 1)).await.try_into().unwrap();
    assert!(!shop.refuse_step(&first, "too late").await.unwrap(), "the first claim no longer holds");
    assert!(shop.refuse_step(&second, "It cannot be.").await.unwrap());
    assert_eq!(shop.step_of(id).await.unwrap().unwrap().refused.as_deref(), Some("It cannot be."));
    assert!(claim(&world, 9, hours(due, 99)).await.is_empty(), "what was refused waits no more");
    world.store.free_claims().await.unwrap();
}

async fn many_claimers_share_the_steps(world: World) {
    let (_, shop) = world.shop("alder").await;
    let (_, oak, _) = oak_then_shine(&world, &shop, NextWhen::AfterHours(0)).await;
    for number in 2..=30 {
        let id = order(&world, &shop, number).await;
        set(&world, &shop, id, &oak).await;
    }
    let now = minutes(9);
    let claims = futures_of(&world, now).await;
    let mut orders: Vec<OrderId> = claims.iter().map(|claimed| claimed.order).collect();
    orders.sort();
    orders.dedup();
    assert_eq!((claims.len(), orders.len()), (30, 30));
}

async fn futures_of(world: &World, now: Millis) -> Vec<ClaimedStep> {
    let (a, b, c, d) = tokio::join!(
        claim(world, 10, now),
        claim(world, 10, now),
        claim(world, 10, now),
        claim(world, 10, now)
    );
    [a, b, c, d].into_iter().flatten().chain(claim(world, 30, now).await).collect()
}

async fn new_rules_and_other_working_days_plan_again(world: World) {
    let (mut known, shop) = world.shop("alder").await;
    let (id, mut oak, shine) = oak_then_shine(&world, &shop, NextWhen::AfterWorkingDays(1)).await;
    let before = step(&shop, id).await.unwrap();
    assert!(world.store.steps_to_replan(9).await.unwrap().is_empty());
    // Every day is a working day but the next one.
    known.settings.working_days = waymark::domain::working_days::WorkingDay::ALL.into_iter().collect();
    let next = minutes(1).plus_days(1).day_in(&known.settings.zone());
    known.settings.holidays =
        vec![waymark::domain::working_days::Holiday { date: next, name: None, yearly: false }];
    world.store.save_shop(&known).await.unwrap();
    assert_eq!(world.store.steps_to_replan(9).await.unwrap(), [(known.id, id)]);
    shop.replan_step(id).await.unwrap();
    let after = step(&shop, id).await.unwrap();
    assert_eq!((after.change, after.at), (before.change, minutes(1).plus_days(2)));
    assert!(world.store.steps_to_replan(9).await.unwrap().is_empty());
    // A name is no rule.
    oak.name = "Oak dries".into();
    shop.save_status(&oak).await.unwrap();
    assert!(world.store.steps_to_replan(9).await.unwrap().is_empty());
    oak.automatic_next = Some(AutomaticNext { to: shine.id, when: NextWhen::AfterHours(5) });
    shop.save_status(&oak).await.unwrap();
    assert_eq!(world.store.steps_to_replan(9).await.unwrap(), [(known.id, id)]);
    shop.replan_step(id).await.unwrap();
    assert_eq!(step(&shop, id).await.unwrap().at, hours(minutes(1), 5));
    oak.automatic_next = None;
    shop.save_status(&oak).await.unwrap();
    shop.replan_step(id).await.unwrap();
    assert_eq!(step(&shop, id).await, None);
}

async fn the_due_date_moves_the_step_with_it(world: World) {
    let (_, shop) = world.shop("alder").await;
    let when = NextWhen::AtDueDate { day: DueEnd::Last, hour: 9 };
    let (id, ..) = oak_then_shine(&world, &shop, when).await;
    assert_eq!(step(&shop, id).await, None, "no due date, no step");
    for (minute, day) in [(2, date(2099, 3, 2)), (3, date(2099, 4, 9))] {
        let due = DueChange {
            at: minutes(minute),
            due: Some(DueDate::new(day.yesterday().unwrap(), day)),
            reason: None,
            by: None,
        };
        let news = Order {
            due_changes: [(uuid_at(minutes(minute), &world.chance), due)].into(),
            ..Order::default()
        };
        shop.change(id, &news, minutes(minute)).await.unwrap();
        let at = Millis::parse(&format!("{day}T09:00:00Z")).unwrap();
        assert_eq!(step(&shop, id).await.unwrap().at, at);
    }
}

async fn what_is_canceled_or_erased_moves_on_no_more(world: World) {
    let (_, shop) = world.shop("alder").await;
    let (id, oak, _) = oak_then_shine(&world, &shop, NextWhen::AfterHours(3)).await;
    let at = Known::at(minutes(2), Detail::Rest, Some(minutes(2)));
    let canceled = Order { canceled_at: at, ..Order::default() };
    shop.change(id, &canceled, minutes(2)).await.unwrap();
    assert_eq!(step(&shop, id).await, None);
    let other = order(&world, &shop, 2).await;
    set(&world, &shop, other, &oak).await;
    assert!(step(&shop, other).await.is_some());
    shop.erase_order(other, minutes(3)).await.unwrap();
    assert_eq!(step(&shop, other).await, None);
    assert!(claim(&world, 9, hours(minutes(9), 99)).await.is_empty());
}
