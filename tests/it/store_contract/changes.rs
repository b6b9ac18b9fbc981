//! A merchant's change with all that goes with it, and its undoing.

use uuid::Uuid;

use waymark::domain::audit::Audited;
use waymark::domain::clock::Millis;
use waymark::domain::ids::{OrderId, ShopifyId, uuid_at};
use waymark::domain::link::Purpose;
use waymark::domain::message::{MessageKind, MessageState};
use waymark::domain::order::Order;
use waymark::domain::undo::Undone;
use waymark::store::{Held, Incoming, PlannedChange, PlannedMessage, ShopStore, TakenAs, UndoOutcome};

use super::news::{EMAIL, comment, into_status, link, message, named, order, status};
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    a_change_comes_with_its_message_its_link_and_its_line,
    what_is_known_already_writes_nothing,
    a_plan_sees_the_address_that_was_typed_where_shopify_tells_none,
    a_plan_sees_what_merchants_did_meanwhile_but_not_what_others_did,
    undoing_cancels_what_waits_and_only_that,
    it_is_too_late_once_a_message_is_on_its_way,
    an_undone_status_stays_undone_when_the_order_is_erased,
);

fn planned(world: &World, id: OrderId) -> (Uuid, PlannedChange) {
    let oak = status("oak", 10, &world.chance);
    let news = into_status(&oak, minutes(1), "a note", &world.chance);
    let change = *news.status_changes.keys().next().unwrap();
    let mut mail = message(id, MessageKind::StatusChanged, &world.chance);
    mail.not_before = minutes(2);
    let what = Audited { action: "order.changed".into(), subject: "#1".into(), ..Audited::default() };
    let planned = PlannedChange {
        news,
        link: Some(link(id, Purpose::Mail, &world.chance)),
        messages: vec![PlannedMessage { message: mail, change, batch: None }],
        audit: Some(("Owner".into(), what)),
    };
    (change, planned)
}

async fn carry_out(world: &World, shop: &ShopStore, id: OrderId, planned: &PlannedChange) -> TakenAs {
    let plan = |_: &Held| Ok::<_, ()>(planned.clone());
    let outcome = shop.change_with(id, None, minutes(1), &world.chance, plan).await.unwrap();
    outcome.expect("the order is there").unwrap().outcome
}

/// The address that a plan would tell.
async fn told_to(world: &World, shop: &ShopStore, id: OrderId) -> Option<String> {
    let plan = |held: &Held| Err::<PlannedChange, _>(held.mail_address().map(str::to_owned));
    let outcome = shop.change_with(id, None, minutes(1), &world.chance, plan).await.unwrap();
    outcome.expect("the order is there").unwrap_err()
}

async fn a_plan_sees_the_address_that_was_typed_where_shopify_tells_none(world: World) {
    let (_, shop) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let told = order(&world, &shop, 1).await;
    let untold = Incoming { shopify_id: ShopifyId(2), news: named("#2", minutes(0)) };
    shop.take_in(&[untold], minutes(0), &world.chance).await.unwrap();
    let untold = shop.order_by_shopify(ShopifyId(2)).await.unwrap().unwrap();
    assert_eq!(told_to(&world, &shop, untold).await, None);
    for id in [told, untold] {
        shop.correct_address(id, "typed@example.org", "Owner", minutes(0), &world.chance).await.unwrap();
    }
    assert_eq!(told_to(&world, &shop, untold).await.as_deref(), Some("typed@example.org"));
    assert_eq!(told_to(&world, &shop, told).await.as_deref(), Some(EMAIL));
    let whole = shop.orders_whole(&[told, untold]).await.unwrap();
    let typed = shop.typed_addresses(&whole).await.unwrap();
    assert_eq!(typed, [(untold, "typed@example.org".to_owned())].into());
    assert!(birch.typed_addresses(&whole).await.unwrap().is_empty());
}

fn taken_back(change: Uuid) -> PlannedChange {
    let undone = Undone { at: minutes(1), by: Some("Owner".into()) };
    let news = Order { undone: [(change, undone)].into(), ..Order::default() };
    PlannedChange { news, ..PlannedChange::default() }
}

async fn undo(
    world: &World,
    shop: &ShopStore,
    id: OrderId,
    change: Uuid,
    hold_until: Millis,
    now: Millis,
) -> UndoOutcome {
    shop.undo_changes(id, &taken_back(change), hold_until, now, &world.chance).await.unwrap()
}

async fn a_change_comes_with_its_message_its_link_and_its_line(world: World) {
    let (_, shop) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let id = order(&world, &shop, 1).await;
    let (change, planned) = planned(&world, id);
    assert_eq!(carry_out(&world, &shop, id, &planned).await, TakenAs::Changed);
    let known = shop.order(id).await.unwrap().unwrap();
    assert!(known.order.status_changes.contains_key(&change));
    assert!(known.entries.contains_key(&format!("status/{change}")));
    assert_eq!(shop.messages_of(id).await.unwrap().len(), 1);
    assert_eq!(shop.links_of(id).await.unwrap()[0].purpose, Purpose::Mail);
    assert_eq!(shop.audit_lines(None, 9).await.unwrap()[0].who, "Owner");
    let plan = |_: &Held| Ok::<_, ()>(PlannedChange::default());
    let stolen = birch.change_with(id, None, minutes(1), &world.chance, plan).await.unwrap();
    assert!(stolen.is_none(), "another shop has no such order");
    let seen = shop
        .change_with(id, None, minutes(2), &world.chance, |held| {
            Err::<PlannedChange, _>(held.mail_link.clone())
        })
        .await
        .unwrap()
        .unwrap()
        .unwrap_err();
    assert_eq!(seen, Some(planned.link.unwrap().1), "the link is there to be used again");
}

async fn what_is_known_already_writes_nothing(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let (_, planned) = planned(&world, id);
    carry_out(&world, &shop, id, &planned).await;
    let revision = shop.order(id).await.unwrap().unwrap().revision;
    assert_eq!(carry_out(&world, &shop, id, &planned).await, TakenAs::Unchanged);
    assert_eq!(shop.order(id).await.unwrap().unwrap().revision, revision);
    assert_eq!(shop.messages_of(id).await.unwrap().len(), 1);
    assert_eq!(shop.audit_lines(None, 9).await.unwrap().len(), 1);
}

async fn a_plan_sees_what_merchants_did_meanwhile_but_not_what_others_did(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let seen = shop.order(id).await.unwrap().unwrap().revision;
    let since = |seen| {
        let plan = |held: &Held| Err::<PlannedChange, _>(held.since.clone());
        let (shop, chance) = (&shop, &world.chance);
        async move {
            shop.change_with(id, Some(seen), minutes(3), chance, plan).await.unwrap().unwrap().unwrap_err()
        }
    };
    shop.change(id, &named("#1b", minutes(1)), minutes(1)).await.unwrap();
    assert!(since(seen).await.is_empty(), "news of Shopify are no conflict");
    let written = uuid_at(minutes(2), &world.chance);
    shop.change(id, &comment(minutes(2), "hello", written), minutes(2)).await.unwrap();
    assert_eq!(since(seen).await, [format!("comment/{written}")]);
    let now = shop.order(id).await.unwrap().unwrap().revision;
    assert!(since(now).await.is_empty(), "what was seen is no conflict");
}

async fn undoing_cancels_what_waits_and_only_that(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let (change, planned) = planned(&world, id);
    carry_out(&world, &shop, id, &planned).await;
    shop.enqueue(&message(id, MessageKind::LinkRequested, &world.chance), &world.chance).await.unwrap();
    let other = uuid_at(minutes(1), &world.chance);
    assert_eq!(undo(&world, &shop, id, other, minutes(2), minutes(1)).await, UndoOutcome::NoChange);
    assert_eq!(
        undo(&world, &shop, id, change, minutes(2), minutes(1)).await,
        UndoOutcome::Undone { canceled: 1 }
    );
    assert_eq!(undo(&world, &shop, id, change, minutes(2), minutes(1)).await, UndoOutcome::Already);
    let known = shop.order(id).await.unwrap().unwrap();
    assert!(known.order.is_undone(change) && known.order.public_status().is_none());
    assert!(known.entries.contains_key(&format!("status/{change}")), "the entry stays");
    let states: Vec<_> = shop.messages_of(id).await.unwrap().into_iter().map(|m| (m.kind, m.state)).collect();
    assert!(states.contains(&(MessageKind::StatusChanged, MessageState::Canceled)));
    assert!(states.contains(&(MessageKind::LinkRequested, MessageState::Waiting)));
    let due = world.store.claim_messages(9, 1000, minutes(60), &world.chance).await.unwrap();
    assert!(due.iter().all(|claimed| claimed.message.kind == MessageKind::LinkRequested));
}

async fn it_is_too_late_once_a_message_is_on_its_way(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let (change, with_message) = planned(&world, id);
    carry_out(&world, &shop, id, &with_message).await;
    world.store.claim_messages(9, 1000, minutes(2), &world.chance).await.unwrap();
    assert_eq!(undo(&world, &shop, id, change, minutes(9), minutes(2)).await, UndoOutcome::TooLate);
    let (change, mut silent) = planned(&world, id);
    (silent.link, silent.messages) = (None, Vec::new());
    carry_out(&world, &shop, id, &silent).await;
    assert_eq!(undo(&world, &shop, id, change, minutes(2), minutes(2)).await, UndoOutcome::TooLate);
    assert!(!shop.order(id).await.unwrap().unwrap().order.is_undone(change));
}

async fn an_undone_status_stays_undone_when_the_order_is_erased(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let (change, planned) = planned(&world, id);
    carry_out(&world, &shop, id, &planned).await;
    undo(&world, &shop, id, change, minutes(2), minutes(1)).await;
    shop.erase_order(id, minutes(3)).await.unwrap();
    assert!(shop.order(id).await.unwrap().unwrap().order.public_status().is_none());
    assert_eq!(undo(&world, &shop, id, change, minutes(9), minutes(4)).await, UndoOutcome::NoChange);
}
