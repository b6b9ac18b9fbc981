//! One-time codes and grants.

use waymark::domain::audit::Audited;
use waymark::domain::ids::{MessageId, OrderId};
use waymark::domain::message::{MessageKind, Suppression};
use waymark::store::{CodeOutcome, NewCode, ShopStore};

use super::news::{full_level, message, order};
use crate::support::app::NOON;
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    a_right_code_is_used_up,
    wrong_codes_run_out,
    a_code_is_bound_to_browser_order_shop_and_time,
    a_later_code_ends_the_earlier_one,
    a_code_comes_with_its_message_or_not_at_all,
    a_grant_lasts_its_time,
    a_code_for_an_address_makes_it_the_orders_once_and_opens_nothing,
    a_code_for_an_address_is_bound_like_any_other,
    what_staff_corrected_no_code_changes,
);

const BROWSER: [u8; 32] = [7; 32];

async fn issue(world: &World, shop: &ShopStore, order: OrderId, code: &str, at: i64) -> [u8; 32] {
    let hash = shop.code_hash(order, &BROWSER, code);
    let mail = message(order, MessageKind::Code, &world.chance);
    let new = full_level(order, BROWSER, hash, minutes(at + 10));
    shop.issue_code(&new, &mail, minutes(at), &world.chance).await.unwrap();
    hash
}

async fn a_right_code_is_used_up(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let right = issue(&world, &shop, id, "12345678", 0).await;
    let wrong = shop.code_hash(id, &BROWSER, "12345679");
    assert_eq!(
        shop.try_code(id, BROWSER, wrong, 5, minutes(1)).await.unwrap(),
        CodeOutcome::Wrong { left: 4 }
    );
    assert_eq!(shop.try_code(id, BROWSER, right, 5, minutes(2)).await.unwrap(), CodeOutcome::Right);
    assert_eq!(shop.try_code(id, BROWSER, right, 5, minutes(3)).await.unwrap(), CodeOutcome::Dead);
}

async fn wrong_codes_run_out(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let right = issue(&world, &shop, id, "12345678", 0).await;
    let wrong = shop.code_hash(id, &BROWSER, "00000000");
    let mut outcomes = Vec::new();
    for _ in 0..3 {
        outcomes.push(shop.try_code(id, BROWSER, wrong, 3, minutes(1)).await.unwrap());
    }
    assert_eq!(outcomes, [CodeOutcome::Wrong { left: 2 }, CodeOutcome::Wrong { left: 1 }, CodeOutcome::Dead]);
    assert_eq!(shop.try_code(id, BROWSER, right, 3, minutes(1)).await.unwrap(), CodeOutcome::Dead);
}

async fn a_code_is_bound_to_browser_order_shop_and_time(world: World) {
    let (_, shop) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let (id, other) = (order(&world, &shop, 1).await, order(&world, &shop, 2).await);
    let right = issue(&world, &shop, id, "12345678", 0).await;
    assert_ne!(shop.code_hash(other, &BROWSER, "12345678"), right);
    assert_ne!(shop.code_hash(id, &[8; 32], "12345678"), right);
    assert_ne!(birch.code_hash(id, &BROWSER, "12345678"), right);
    assert_eq!(shop.try_code(id, [8; 32], right, 5, minutes(1)).await.unwrap(), CodeOutcome::Dead);
    assert_eq!(shop.try_code(other, BROWSER, right, 5, minutes(1)).await.unwrap(), CodeOutcome::Dead);
    assert_eq!(birch.try_code(id, BROWSER, right, 5, minutes(1)).await.unwrap(), CodeOutcome::Dead);
    assert_eq!(shop.try_code(id, BROWSER, right, 5, minutes(10)).await.unwrap(), CodeOutcome::Dead);
    assert_eq!(shop.try_code(id, BROWSER, right, 5, minutes(9)).await.unwrap(), CodeOutcome::Right);
}

async fn a_later_code_ends_the_earlier_one(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let first = issue(&world, &shop, id, "11111111", 0).await;
    let second = issue(&world, &shop, id, "22222222", 1).await;
    assert_eq!(
        shop.try_code(id, BROWSER, first, 5, minutes(2)).await.unwrap(),
        CodeOutcome::Wrong { left: 4 }
    );
    assert_eq!(shop.try_code(id, BROWSER, second, 5, minutes(2)).await.unwrap(), CodeOutcome::Right);
    assert_eq!(shop.try_code(id, BROWSER, first, 5, minutes(2)).await.unwrap(), CodeOutcome::Dead);
}

async fn a_code_comes_with_its_message_or_not_at_all(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let nobody = OrderId::new(NOON, &world.chance);
    let mail = message(nobody, MessageKind::Code, &world.chance);
    let new = full_level(id, BROWSER, [1; 32], minutes(10));
    let issued = shop.issue_code(&new, &mail, NOON, &world.chance).await;
    assert!(issued.is_err(), "the message is of an order that is not there");
    assert!(world.look("SELECT 'code' FROM codes").await.is_empty());
    issue(&world, &shop, id, "12345678", 0).await;
    let messages = shop.messages_of(id).await.unwrap();
    assert_eq!((messages.len(), messages[0].kind), (1, MessageKind::Code));
    assert_ne!(messages[0].id, MessageId(uuid::Uuid::nil()));
}

async fn a_grant_lasts_its_time(world: World) {
    let (_, shop) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let (id, other) = (order(&world, &shop, 1).await, order(&world, &shop, 2).await);
    shop.add_grant(BROWSER, id, minutes(5)).await.unwrap();
    assert!(shop.has_grant(BROWSER, id, minutes(4)).await.unwrap());
    assert!(!shop.has_grant(BROWSER, id, minutes(5)).await.unwrap());
    assert!(!shop.has_grant([8; 32], id, minutes(4)).await.unwrap());
    assert!(!shop.has_grant(BROWSER, other, minutes(4)).await.unwrap());
    assert!(!birch.has_grant(BROWSER, id, minutes(4)).await.unwrap());
    assert!(birch.add_grant(BROWSER, id, minutes(9)).await.is_err());
    shop.add_grant(BROWSER, id, minutes(9)).await.unwrap();
    assert!(shop.has_grant(BROWSER, id, minutes(8)).await.unwrap(), "a second one prolongs");
}

const NEW: &str = "right@example.org";

async fn issue_for_address(world: &World, shop: &ShopStore, order: OrderId, code: &str, at: i64) -> [u8; 32] {
    let hash = shop.code_hash(order, &BROWSER, code);
    let mail = message(order, MessageKind::Code, &world.chance);
    let new = NewCode { address: Some(NEW), ..full_level(order, BROWSER, hash, minutes(at + 10)) };
    shop.issue_code(&new, &mail, minutes(at), &world.chance).await.unwrap();
    hash
}

async fn enter(world: &World, shop: &ShopStore, order: OrderId, hash: [u8; 32], at: i64) -> CodeOutcome {
    let what =
        Audited { action: "order.address_corrected".into(), subject: "#1".into(), ..Audited::default() };
    let noted = ("The shopper", &what);
    shop.try_address_code(order, BROWSER, hash, 5, noted, minutes(at), &world.chance).await.unwrap()
}

async fn a_code_for_an_address_makes_it_the_orders_once_and_opens_nothing(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    shop.suppress(NEW, Suppression::Refused, Some("550"), minutes(0)).await.unwrap();
    let level = issue(&world, &shop, id, "11111111", 0).await;
    let right = issue_for_address(&world, &shop, id, "22222222", 0).await;
    assert_eq!(shop.address_to_confirm(id, BROWSER, minutes(1)).await.unwrap().as_deref(), Some(NEW));
    assert_eq!(shop.address_to_confirm(id, [8; 32], minutes(1)).await.unwrap(), None);
    assert!(
        world.look("SELECT 'told' FROM codes WHERE CAST(sealed_to AS TEXT) LIKE '%right@%'").await.is_empty()
    );
    // Neither does the other's work.
    assert_eq!(
        shop.try_code(id, BROWSER, right, 5, minutes(1)).await.unwrap(),
        CodeOutcome::Wrong { left: 4 }
    );
    assert_eq!(enter(&world, &shop, id, level, 1).await, CodeOutcome::Wrong { left: 4 });
    assert_eq!(shop.correction_of(id).await.unwrap(), None);
    let revision = shop.order(id).await.unwrap().unwrap().revision;
    assert_eq!(enter(&world, &shop, id, right, 2).await, CodeOutcome::Right);
    let made = shop.correction_of(id).await.unwrap().unwrap();
    assert_eq!((made.address.as_str(), made.at, made.by.as_str()), (NEW, minutes(2), "The shopper"));
    assert_eq!(shop.order(id).await.unwrap().unwrap().revision, revision + 1, "kept pages are over");
    assert!(shop.suppressions_of(NEW).await.unwrap().is_empty(), "a code arrived there");
    let lines = shop.audit_lines(None, 9).await.unwrap();
    assert_eq!((lines.len(), lines[0].who.as_str()), (1, "The shopper"));
    assert_eq!(shop.address_to_confirm(id, BROWSER, minutes(3)).await.unwrap(), None);
    assert_eq!(enter(&world, &shop, id, right, 3).await, CodeOutcome::Dead, "once");
    assert_eq!(shop.try_code(id, BROWSER, level, 5, minutes(3)).await.unwrap(), CodeOutcome::Right);
}

async fn a_code_for_an_address_is_bound_like_any_other(world: World) {
    let (_, shop) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let (id, other) = (order(&world, &shop, 1).await, order(&world, &shop, 2).await);
    let first = issue_for_address(&world, &shop, id, "11111111", 0).await;
    let right = issue_for_address(&world, &shop, id, "22222222", 1).await;
    assert_eq!(enter(&world, &shop, other, right, 2).await, CodeOutcome::Dead);
    assert_eq!(enter(&world, &birch, id, right, 2).await, CodeOutcome::Dead);
    assert_eq!(
        enter(&world, &shop, id, first, 2).await,
        CodeOutcome::Wrong { left: 4 },
        "a later one ended it"
    );
    assert_eq!(enter(&world, &shop, id, right, 11).await, CodeOutcome::Dead, "too late");
    let last = issue_for_address(&world, &shop, id, "33333333", 20).await;
    for left in [4, 3, 2, 1] {
        assert_eq!(enter(&world, &shop, id, first, 21).await, CodeOutcome::Wrong { left });
    }
    assert_eq!(enter(&world, &shop, id, first, 21).await, CodeOutcome::Dead);
    assert_eq!(enter(&world, &shop, id, last, 21).await, CodeOutcome::Dead, "tried too often");
    assert_eq!(shop.correction_of(id).await.unwrap(), None);
}

async fn what_staff_corrected_no_code_changes(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let right = issue_for_address(&world, &shop, id, "11111111", 0).await;
    shop.correct_address(id, "staff@example.org", "Owner", minutes(1), &world.chance).await.unwrap();
    assert_eq!(enter(&world, &shop, id, right, 2).await, CodeOutcome::Dead);
    let kept = shop.correction_of(id).await.unwrap().unwrap();
    assert_eq!((kept.address.as_str(), kept.by.as_str()), ("staff@example.org", "Owner"));
    assert!(shop.audit_lines(None, 9).await.unwrap().is_empty(), "nothing happened");
    // What a shopper corrected, a shopper corrects again, and staff do.
    let other = order(&world, &shop, 2).await;
    for (code, at) in [("22222222", 3), ("33333333", 4)] {
        let right = issue_for_address(&world, &shop, other, code, at).await;
        assert_eq!(enter(&world, &shop, other, right, at).await, CodeOutcome::Right);
    }
    shop.correct_address(other, "staff@example.org", "Owner", minutes(5), &world.chance).await.unwrap();
    assert_eq!(shop.corrected_address(other).await.unwrap().as_deref(), Some("staff@example.org"));
}
