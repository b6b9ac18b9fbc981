//! Changes of many orders: kept with the fate of each, carried out a piece at a time, undone.

use uuid::Uuid;

use waymark::domain::audit::Audited;
use waymark::domain::batch::{Batch, BatchChange, BatchLine, BatchState, LineState};
use waymark::domain::clock::Millis;
use waymark::domain::ids::{BatchId, OrderId, UserId};
use waymark::domain::message::{MessageKind, MessageState};
use waymark::domain::order::Order;
use waymark::domain::status::Status;
use waymark::domain::undo::Undone;
use waymark::store::search_key::name_key;
use waymark::store::{ClaimedBatch, Held, Piece, PieceOf, PlannedChange, PlannedMessage, ShopStore};

use super::news::{into_status, message, order, status};
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    orders_are_read_by_many_ids_and_by_many_names,
    a_batch_is_kept_with_the_fate_of_each_order,
    a_batch_is_started_once_and_carried_out_in_pieces,
    a_worker_that_lost_its_claim_writes_nothing,
    a_whole_batch_is_undone_while_its_messages_wait,
    it_is_too_late_when_a_message_of_the_batch_is_on_its_way,
    another_shop_has_no_such_batch,
    what_is_over_is_dropped_in_time_and_what_runs_stays,
);

const WHAT: Audited = Audited { action: String::new(), subject: String::new(), before: None, after: None };

/// A batch over these orders; the first is left out.
pub async fn batch(world: &World, shop: &ShopStore, orders: &[OrderId]) -> Batch {
    let batch = Batch {
        id: BatchId::new(minutes(0), &world.chance),
        user: UserId(Uuid::from_u128(7)),
        who: "Owner".into(),
        change: BatchChange { note: Some("a note".into()), message: true, ..BatchChange::default() },
        state: BatchState::Preview,
        total: orders.len() as u64,
        done: 0,
        skipped: 1,
        messages: 9,
        undone: 0,
        undone_by: None,
        created_at: minutes(0),
        ended_at: None,
        hold_until: None,
    };
    let line = |(place, order): (usize, &OrderId)| BatchLine {
        place: u32::try_from(place).unwrap(),
        order: *order,
        change: (place == 1).then(|| BatchChange { note: Some("its own".into()), ..BatchChange::default() }),
        state: if place == 0 { LineState::Skipped } else { LineState::Waiting },
        reason: (place == 0).then(|| "it is canceled".into()),
        made: Vec::new(),
    };
    let lines: Vec<BatchLine> = orders.iter().enumerate().map(line).collect();
    shop.add_batch(&batch, &lines).await.unwrap();
    batch
}

async fn orders(world: &World, shop: &ShopStore, count: i64) -> Vec<OrderId> {
    let mut ids = Vec::new();
    for number in 1..=count {
        ids.push(order(world, shop, number).await);
    }
    ids
}

fn piece(claimed: &ClaimedBatch, most: u32, now: Millis) -> PieceOf<'_> {
    PieceOf { claimed, most, lease_until: now.plus_minutes(1), hold_seconds: 60, send_at: None }
}

/// Puts the order into the status and tells by a message.
fn plan(
    world: &World,
    status: &Status,
    batch: BatchId,
    order: OrderId,
) -> Result<(PlannedChange, Vec<Uuid>), String> {
    let news = into_status(status, minutes(1), "a note", &world.chance);
    let change = *news.status_changes.keys().next().unwrap();
    let mut mail = message(order, MessageKind::StatusChanged, &world.chance);
    mail.not_before = ShopStore::far(minutes(1));
    let messages = vec![PlannedMessage { message: mail, change, batch: Some(batch) }];
    Ok((PlannedChange { news, messages, ..PlannedChange::default() }, vec![change]))
}

/// Claims and carries out to the end.
async fn carry_out(world: &World, shop: &ShopStore, now: Millis) {
    let oak = status("oak", 10, &world.chance);
    let claimed = world.store.claim_batch(now.plus_minutes(1), now, &world.chance).await.unwrap().unwrap();
    let id = claimed.batch.id;
    let make = |held: &Held, _: &BatchLine| plan(world, &oak, id, held.order.id);
    while shop.batch_piece(piece(&claimed, 2, now), now, &world.chance, make).await.unwrap() == Piece::More {}
}

async fn orders_are_read_by_many_ids_and_by_many_names(world: World) {
    let (_, shop) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let ids = orders(&world, &shop, 3).await;
    let mut read: Vec<OrderId> =
        shop.orders_whole(&ids).await.unwrap().iter().map(|order| order.id).collect();
    read.sort_unstable();
    let mut wanted = ids.clone();
    wanted.sort_unstable();
    assert_eq!(read, wanted);
    assert!(shop.orders_whole(&[]).await.unwrap().is_empty());
    assert!(birch.orders_whole(&ids).await.unwrap().is_empty());
    let keys = [name_key("#1"), name_key("3"), name_key("#77")];
    let found = shop.orders_by_names(&keys).await.unwrap();
    assert_eq!(found, [(name_key("#1"), ids[0]), (name_key("#3"), ids[2])]);
}

async fn a_batch_is_kept_with_the_fate_of_each_order(world: World) {
    let (_, shop) = world.shop("alder").await;
    let ids = orders(&world, &shop, 3).await;
    let kept = batch(&world, &shop, &ids).await;
    assert_eq!(shop.batch(kept.id).await.unwrap(), Some(kept.clone()));
    let waiting = shop.batch_lines(kept.id, LineState::Waiting, 0, 9).await.unwrap();
    let names: Vec<_> = waiting.iter().map(|line| (line.name.as_str(), line.line.place)).collect();
    assert_eq!(names, [("#2", 1), ("#3", 2)]);
    assert_eq!(waiting[0].line.change.as_ref().unwrap().note.as_deref(), Some("its own"));
    assert_eq!(shop.batch_lines(kept.id, LineState::Waiting, 2, 9).await.unwrap().len(), 1);
    assert_eq!(shop.skip_reasons(kept.id).await.unwrap(), [("it is canceled".to_owned(), 1)]);
}

async fn a_batch_is_started_once_and_carried_out_in_pieces(world: World) {
    let (_, shop) = world.shop("alder").await;
    let ids = orders(&world, &shop, 6).await;
    let id = batch(&world, &shop, &ids).await.id;
    let nothing = world.store.claim_batch(minutes(9), minutes(1), &world.chance).await.unwrap();
    assert!(nothing.is_none(), "what is only looked at is not carried out");
    assert!(shop.start_batch(id, ("Owner", &WHAT), minutes(1), &world.chance).await.unwrap());
    assert!(!shop.start_batch(id, ("Owner", &WHAT), minutes(1), &world.chance).await.unwrap());
    assert_eq!(shop.audit_lines(None, 9).await.unwrap().len(), 1, "one line for all");
    carry_out(&world, &shop, minutes(1)).await;
    let done = shop.batch(id).await.unwrap().unwrap();
    assert_eq!((done.state, done.done, done.skipped, done.messages), (BatchState::Done, 5, 1, 5));
    assert_eq!((done.ended_at, done.hold_until), (Some(minutes(1)), Some(minutes(2))));
    let messages = shop.messages_of(ids[3]).await.unwrap();
    assert_eq!((messages.len(), messages[0].not_before), (1, minutes(2)), "they wait from the end on");
    assert!(shop.order(ids[0]).await.unwrap().unwrap().order.public_status().is_none(), "left out");
    assert!(world.store.claim_batch(minutes(9), minutes(3), &world.chance).await.unwrap().is_none());
}

async fn a_worker_that_lost_its_claim_writes_nothing(world: World) {
    let (_, shop) = world.shop("alder").await;
    let ids = orders(&world, &shop, 4).await;
    let id = batch(&world, &shop, &ids).await.id;
    shop.start_batch(id, ("Owner", &WHAT), minutes(1), &world.chance).await.unwrap();
    let oak = status("oak", 10, &world.chance);
    let make = |held: &Held, _: &BatchLine| plan(&world, &oak, id, held.order.id);
    let slow = world.store.claim_batch(minutes(2), minutes(1), &world.chance).await.unwrap().unwrap();
    let one = PieceOf { lease_until: minutes(2), ..piece(&slow, 1, minutes(1)) };
    assert_eq!(shop.batch_piece(one, minutes(1), &world.chance, make).await.unwrap(), Piece::More);
    assert!(world.store.claim_batch(minutes(3), minutes(2), &world.chance).await.unwrap().is_none(), "held");
    let quick = world.store.claim_batch(minutes(9), minutes(3), &world.chance).await.unwrap().unwrap();
    assert_eq!(shop.batch_piece(one, minutes(3), &world.chance, make).await.unwrap(), Piece::Lost);
    let rest = piece(&quick, 9, minutes(3));
    assert_eq!(shop.batch_piece(rest, minutes(3), &world.chance, make).await.unwrap(), Piece::Over);
    for id in &ids[1..] {
        assert_eq!(shop.messages_of(*id).await.unwrap().len(), 1, "each once");
    }
    assert_eq!(shop.batch(id).await.unwrap().unwrap().done, 3);
}

async fn a_whole_batch_is_undone_while_its_messages_wait(world: World) {
    let (_, shop) = world.shop("alder").await;
    let ids = orders(&world, &shop, 4).await;
    let id = batch(&world, &shop, &ids).await.id;
    assert!(!shop.start_undoing(id, ("Owner", &WHAT), minutes(1), &world.chance).await.unwrap(), "not yet");
    shop.start_batch(id, ("Owner", &WHAT), minutes(1), &world.chance).await.unwrap();
    carry_out(&world, &shop, minutes(1)).await;
    let user = UserId(Uuid::from_u128(7));
    assert_eq!(shop.undoable_batch_of(user, minutes(1)).await.unwrap().unwrap().id, id);
    assert!(shop.undoable_batch_of(user, minutes(2)).await.unwrap().is_none(), "the time is over");
    let undoable = |now| shop.undoable_batches(now, 9);
    assert_eq!(
        undoable(minutes(1)).await.unwrap().into_iter().map(|batch| batch.id).collect::<Vec<_>>(),
        [id]
    );
    assert!(undoable(minutes(2)).await.unwrap().is_empty());
    assert!(!shop.batch_was_told(id).await.unwrap());
    assert!(
        shop.undoable_batch_of(UserId(Uuid::nil()), minutes(1)).await.unwrap().is_none(),
        "a colleague's"
    );
    assert!(shop.start_undoing(id, ("Owner", &WHAT), minutes(1), &world.chance).await.unwrap());
    assert!(!shop.start_undoing(id, ("Owner", &WHAT), minutes(1), &world.chance).await.unwrap());
    assert_eq!(shop.messages_of(ids[1]).await.unwrap()[0].state, MessageState::Canceled, "at once");
    let claimed = world.store.claim_batch(minutes(2), minutes(1), &world.chance).await.unwrap().unwrap();
    let back = |line: &BatchLine| {
        let undone = line.made.iter().map(|id| (*id, Undone { at: minutes(1), by: None })).collect();
        PlannedChange { news: Order { undone, ..Order::default() }, ..PlannedChange::default() }
    };
    let of = piece(&claimed, 2, minutes(1));
    while shop.undo_piece(of, minutes(1), &world.chance, back).await.unwrap() == Piece::More {}
    let undone = shop.batch(id).await.unwrap().unwrap();
    assert_eq!((undone.state, undone.undone), (BatchState::Undone, 3));
    for id in &ids {
        assert!(shop.order(*id).await.unwrap().unwrap().order.public_status().is_none());
    }
    assert_eq!(shop.undo_piece(of, minutes(1), &world.chance, back).await.unwrap(), Piece::Lost);
}

async fn it_is_too_late_when_a_message_of_the_batch_is_on_its_way(world: World) {
    let (_, shop) = world.shop("alder").await;
    let ids = orders(&world, &shop, 3).await;
    let id = batch(&world, &shop, &ids).await.id;
    shop.start_batch(id, ("Owner", &WHAT), minutes(1), &world.chance).await.unwrap();
    carry_out(&world, &shop, minutes(1)).await;
    world.store.claim_messages(1, 60_000, minutes(2), &world.chance).await.unwrap();
    assert!(shop.batch_was_told(id).await.unwrap());
    assert!(shop.undoable_batches(minutes(1), 9).await.unwrap().is_empty());
    assert!(!shop.start_undoing(id, ("Owner", &WHAT), minutes(1), &world.chance).await.unwrap());
    assert_eq!(shop.batch(id).await.unwrap().unwrap().state, BatchState::Done);
    let mut states = Vec::new();
    for id in &ids[1..] {
        states.push(shop.messages_of(*id).await.unwrap()[0].state);
    }
    assert!(states.contains(&MessageState::Waiting), "what waits goes on waiting");
}

async fn another_shop_has_no_such_batch(world: World) {
    let (_, alder) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let ids = orders(&world, &alder, 2).await;
    let id = batch(&world, &alder, &ids).await.id;
    assert!(birch.batch(id).await.unwrap().is_none());
    assert!(!birch.start_batch(id, ("Owner", &WHAT), minutes(1), &world.chance).await.unwrap());
    assert!(birch.batch_lines(id, LineState::Waiting, 0, 9).await.unwrap().is_empty());
    assert!(birch.skip_reasons(id).await.unwrap().is_empty());
    let stolen =
        Batch { id: BatchId::new(minutes(1), &world.chance), ..alder.batch(id).await.unwrap().unwrap() };
    let line = BatchLine {
        place: 0,
        order: ids[0],
        change: None,
        state: LineState::Waiting,
        reason: None,
        made: Vec::new(),
    };
    assert!(birch.add_batch(&stolen, &[line]).await.is_err(), "orders of others");
}

async fn what_is_over_is_dropped_in_time_and_what_runs_stays(world: World) {
    let (_, shop) = world.shop("alder").await;
    let ids = orders(&world, &shop, 3).await;
    let (looked, runs) = (batch(&world, &shop, &ids).await.id, batch(&world, &shop, &ids).await.id);
    shop.start_batch(runs, ("Owner", &WHAT), minutes(1), &world.chance).await.unwrap();
    assert_eq!(world.store.drop_ended(minutes(0)).await.unwrap(), 0);
    assert_eq!(world.store.drop_ended(minutes(1)).await.unwrap(), 4, "the batch and its three lines");
    assert!(shop.batch(looked).await.unwrap().is_none());
    assert_eq!(shop.batch_lines(runs, LineState::Waiting, 0, 9).await.unwrap().len(), 2);
    carry_out(&world, &shop, minutes(1)).await;
    assert_eq!(world.store.drop_ended(minutes(2)).await.unwrap(), 0, "its messages wait: it may be undone");
    assert_eq!(world.store.drop_ended(minutes(3)).await.unwrap(), 4);
    assert!(shop.batch(runs).await.unwrap().is_none());
    assert_eq!(shop.messages_of(ids[1]).await.unwrap().len(), 1, "what it did stays");
}
