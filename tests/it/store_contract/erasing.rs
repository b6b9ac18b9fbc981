//! Erasing what is personal.

use waymark::domain::ids::uuid_at;
use waymark::domain::link::Purpose;
use waymark::domain::message::MessageKind;
use waymark::domain::native::PaymentStatus;
use waymark::store::{CodeOutcome, NewCode, TakenAs};

use super::news::{comment, full_level, into_status, link, message, order, payment, status};
use crate::support::app::NOON;
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(an_erased_order_keeps_its_name_and_statuses_alone);

async fn an_erased_order_keeps_its_name_and_statuses_alone(world: World) {
    let (_, shop) = world.shop("alder").await;
    let shop = shop.keeping_address(true);
    let id = order(&world, &shop, 1).await;
    let other = order(&world, &shop, 2).await;
    let drying = status("drying", 10, &world.chance);
    shop.change(id, &into_status(&drying, minutes(1), "private note", &world.chance), minutes(1))
        .await
        .unwrap();
    shop.change(id, &comment(minutes(2), "private words", uuid_at(NOON, &world.chance)), minutes(2))
        .await
        .unwrap();
    let (page, token) = link(id, Purpose::Mail, &world.chance);
    shop.add_link(&page, &token, &world.chance).await.unwrap();
    let code = shop.code_hash(id, &[1; 32], "12345678");
    let mail = message(id, MessageKind::Code, &world.chance);
    shop.issue_code(&full_level(id, [1; 32], code, minutes(10)), &mail, NOON, &world.chance).await.unwrap();
    let address = Some("private@example.org");
    let new = NewCode { address, ..full_level(id, [1; 32], code, minutes(10)) };
    let mail = message(id, MessageKind::Code, &world.chance);
    shop.issue_code(&new, &mail, NOON, &world.chance).await.unwrap();
    shop.add_grant([2; 32], id, minutes(60)).await.unwrap();

    let revision = shop.order(id).await.unwrap().unwrap().revision;
    assert!(shop.erase_order(id, minutes(5)).await.unwrap());
    assert!(!shop.erase_order(id, minutes(6)).await.unwrap(), "once is enough");
    let stored = shop.order(id).await.unwrap().unwrap();
    assert!(stored.erased && stored.revision == revision + 1);
    assert_eq!((stored.name.as_str(), stored.entries.len()), ("#1", 1));
    assert_eq!(
        stored.order.public_status().map(|change| (change.name.as_str(), &change.note)),
        Some(("drying", &None))
    );
    let spoken =
        world.look("SELECT CAST(doc AS TEXT) FROM orders WHERE erased_at IS NOT NULL").await.concat();
    for gone in ["hopper", "Street", "Anytown", "private"] {
        assert!(!spoken.contains(gone), "{gone}: {spoken}");
    }
    assert!(shop.orders_by_name("1").await.unwrap()[0].erased);
    assert!(
        world
            .look("SELECT 'hash' FROM orders WHERE erased_at IS NOT NULL AND email_hash IS NOT NULL")
            .await
            .is_empty()
    );
    assert!(shop.messages_of(id).await.unwrap().is_empty());
    assert!(!shop.has_grant([2; 32], id, NOON).await.unwrap());
    assert_eq!(shop.try_code(id, [1; 32], code, 5, NOON).await.unwrap(), CodeOutcome::Dead);
    assert!(world.look("SELECT 'code' FROM codes").await.is_empty(), "nor any address a code went to");
    // The link works on and says so.
    assert!(world.store.link_head(token.hash()).await.unwrap().unwrap().erased);
    assert!(world.store.open_link(token.hash()).await.unwrap().unwrap().order.erased);
    // What Shopify tells later is not taken in.
    let taken = shop
        .take_in(&[payment(1, minutes(9), PaymentStatus::Paid)], minutes(9), &world.chance)
        .await
        .unwrap()[0];
    assert_eq!((taken.outcome, taken.entries_added), (TakenAs::Unchanged, 0));
    assert_eq!(
        shop.change(id, &comment(minutes(9), "x", uuid_at(NOON, &world.chance)), minutes(9)).await.unwrap(),
        None
    );
    assert!(!shop.order(other).await.unwrap().unwrap().erased);
}
