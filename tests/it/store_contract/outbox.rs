//! The outbox.

use waymark::domain::clock::Millis;
use waymark::domain::message::{Message, MessageKind, MessageState};
use waymark::store::{ClaimedMessage, StoreError};

use super::news::{EMAIL, message, order};
use crate::support::app::NOON;
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    a_message_is_claimed_when_due_and_kept_as_sent,
    a_claim_that_ran_out_is_worth_nothing,
    a_message_is_tried_again_or_given_up,
    a_code_that_could_not_be_sent_is_wiped,
    texts_are_sealed_in_their_row,
    what_somebody_waits_for_goes_before_what_was_due_earlier,
    a_message_that_cannot_be_read_stands_in_nobodys_way,
    another_shop_sees_no_messages,
);

const LEASE: i64 = 30_000;

async fn claim(world: &World, at: Millis) -> Vec<ClaimedMessage> {
    world.store.claim_messages(10, LEASE, at, &world.chance).await.unwrap()
}

async fn a_message_is_claimed_when_due_and_kept_as_sent(world: World) {
    let (saved, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let code = message(id, MessageKind::Code, &world.chance);
    let mut asked = message(id, MessageKind::LinkRequested, &world.chance);
    (asked.created_at, asked.not_before) = (minutes(1), minutes(1));
    for message in [&code, &asked] {
        shop.enqueue(message, &world.chance).await.unwrap();
    }
    assert!(matches!(shop.enqueue(&code, &world.chance).await, Err(StoreError::Conflict(_))), "once");
    assert!(claim(&world, minutes(-1)).await.is_empty());
    let first = claim(&world, NOON).await;
    assert_eq!((first.len(), first[0].shop), (1, saved.id));
    assert_eq!((first[0].message.to.as_str(), &first[0].message.body), (EMAIL, &code.body));
    assert_eq!((first[0].message.state, first[0].message.attempts), (MessageState::Sending, 1));
    let second = claim(&world, minutes(1)).await;
    assert!(second.iter().any(|claimed| claimed.message.id == asked.id));
    let sent = second.iter().find(|claimed| claimed.message.id == asked.id).unwrap();
    assert!(world.store.message_sent(sent, minutes(2), "250 ok", None, &world.chance).await.unwrap());
    let code_again = second.iter().find(|claimed| claimed.message.id == code.id).expect("its lease ran out");
    assert!(
        world
            .store
            .message_sent(code_again, minutes(2), "250 ok", Some("Your code"), &world.chance)
            .await
            .unwrap()
    );
    let kept = shop.messages_of(id).await.unwrap();
    assert!(
        kept.iter()
            .all(|m| m.state == MessageState::Sent && m.sent_at == Some(minutes(2)) && m.body.is_empty())
    );
    let subjects: Vec<_> = kept.iter().map(|m| m.subject.as_str()).collect();
    assert_eq!(subjects, ["Your code", asked.subject.as_str()], "a code does not stay readable");
    assert_eq!(world.look("SELECT kind FROM messages WHERE sealed_body IS NULL").await, ["code"]);
    assert!(claim(&world, minutes(60)).await.is_empty());
}

async fn a_claim_that_ran_out_is_worth_nothing(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    shop.enqueue(&message(id, MessageKind::Code, &world.chance), &world.chance).await.unwrap();
    let slow = claim(&world, NOON).await.remove(0);
    assert!(claim(&world, Millis(NOON.0 + LEASE)).await.is_empty(), "the lease holds to its end");
    let quick = claim(&world, Millis(NOON.0 + LEASE + 1)).await.remove(0);
    assert_eq!((quick.message.id, quick.message.attempts), (slow.message.id, 1), "nothing was tried yet");
    let store = &world.store;
    assert!(!store.message_sent(&slow, minutes(1), "250 ok", None, &world.chance).await.unwrap());
    assert!(!store.message_retry(&slow, minutes(9), "late").await.unwrap());
    assert!(!store.message_ended(&slow, MessageState::Failed, "late").await.unwrap());
    assert!(store.message_sent(&quick, minutes(1), "250 ok", None, &world.chance).await.unwrap());
    assert!(
        !store.message_sent(&quick, minutes(1), "250 ok", None, &world.chance).await.unwrap(),
        "a claim is used once"
    );
}

async fn a_message_is_tried_again_or_given_up(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    shop.enqueue(&message(id, MessageKind::LinkRequested, &world.chance), &world.chance).await.unwrap();
    let tried = claim(&world, NOON).await.remove(0);
    assert!(world.store.message_retry(&tried, minutes(5), "the server is away").await.unwrap());
    assert_eq!(shop.messages_of(id).await.unwrap()[0].state, MessageState::Retrying);
    assert!(claim(&world, minutes(4)).await.is_empty());
    let tried = claim(&world, minutes(5)).await.remove(0);
    assert_eq!(tried.message.attempts, 2);
    assert!(world.store.message_ended(&tried, MessageState::Failed, "no such mailbox").await.unwrap());
    assert_eq!(shop.messages_of(id).await.unwrap()[0].state, MessageState::Failed);
    assert!(claim(&world, minutes(600)).await.is_empty());
}

async fn a_code_that_could_not_be_sent_is_wiped(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    shop.enqueue(&message(id, MessageKind::Code, &world.chance), &world.chance).await.unwrap();
    let tried = claim(&world, NOON).await.remove(0);
    assert!(world.store.message_ended(&tried, MessageState::Failed, "no such mailbox").await.unwrap());
    assert_eq!(world.look("SELECT kind FROM messages WHERE sealed_body IS NULL").await, ["code"]);
}

async fn texts_are_sealed_in_their_row(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    for _ in 0..2 {
        shop.enqueue(&message(id, MessageKind::Code, &world.chance), &world.chance).await.unwrap();
    }
    world.spoil("CREATE TABLE copied AS SELECT id, sealed_to FROM messages").await;
    world
        .spoil("UPDATE messages SET sealed_to = (SELECT c.sealed_to FROM copied c WHERE c.id <> messages.id)")
        .await;
    let told = shop.messages_of(id).await.unwrap_err();
    assert_eq!(told.to_string(), "a stored value cannot be read: messages.sealed_to");
    assert!(claim(&world, NOON).await.is_empty(), "nothing is sent to somebody else's address");
}

async fn what_somebody_waits_for_goes_before_what_was_due_earlier(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let kinds = [
        MessageKind::StatusChanged,
        MessageKind::Shipped,
        MessageKind::LinkRequested,
        MessageKind::StatusChanged,
        MessageKind::Code,
    ];
    for (minute, kind) in (0..).zip(kinds) {
        let waits = Message { not_before: minutes(minute), ..message(id, kind, &world.chance) };
        shop.enqueue(&waits, &world.chance).await.unwrap();
    }
    let mut claimed = Vec::new();
    for most in [3, 9] {
        let batch = world.store.claim_messages(most, LEASE, minutes(9), &world.chance).await.unwrap();
        claimed.extend(batch.into_iter().map(|one| one.message.kind));
    }
    let [news, parcel, link, more, code] = kinds;
    assert_eq!(claimed, [link, code, news, parcel, more]);
}

async fn a_message_that_cannot_be_read_stands_in_nobodys_way(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let odd = message(id, MessageKind::Code, &world.chance);
    shop.enqueue(&odd, &world.chance).await.unwrap();
    world.spoil("UPDATE messages SET kind = 'later'").await;
    let mut good = message(id, MessageKind::StatusChanged, &world.chance);
    good.not_before = minutes(1);
    shop.enqueue(&good, &world.chance).await.unwrap();
    let one = |at| world.store.claim_messages(1, LEASE, at, &world.chance);
    assert!(one(minutes(1)).await.unwrap().is_empty());
    assert_eq!(one(minutes(2)).await.unwrap()[0].message.id, good.id, "the odd one is put off");
    assert!(matches!(shop.messages_of(id).await, Err(StoreError::Unreadable { .. })));
    // A version that knows the word finds it again.
    world.spoil("UPDATE messages SET kind = 'code' WHERE kind = 'later'").await;
    assert!(claim(&world, minutes(62)).await.iter().any(|claimed| claimed.message.id == odd.id));
}

async fn another_shop_sees_no_messages(world: World) {
    let (_, alder) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let id = order(&world, &alder, 1).await;
    let mail = message(id, MessageKind::Code, &world.chance);
    alder.enqueue(&mail, &world.chance).await.unwrap();
    assert!(birch.messages_of(id).await.unwrap().is_empty());
    let stolen = message(id, MessageKind::Code, &world.chance);
    assert!(matches!(birch.enqueue(&stolen, &world.chance).await, Err(StoreError::Conflict(_))));
}
