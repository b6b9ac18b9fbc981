//! Taking news in, changing, finding.

use waymark::domain::clock::{DAY_MS, Millis};
use waymark::domain::ids::{OrderId, ShopifyId, uuid_at};
use waymark::domain::native::PaymentStatus;
use waymark::domain::order::Order;
use waymark::store::search_key::Proof;
use waymark::store::{Incoming, StoreError, TakenAs};

use super::news::{EMAIL, comment, into_status, known, order, payment, placed, status};
use crate::support::app::NOON;
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    news_taken_in_twice_changes_nothing,
    a_batch_answers_in_its_own_order,
    the_order_of_arrival_does_not_matter,
    a_merchants_change_joins_the_timeline,
    an_order_is_found_by_any_spelling_and_proved,
    an_address_is_kept_only_where_asked,
    nul_characters_stop_nothing,
    another_shop_sees_nothing,
    a_spoiled_document_is_told_without_its_words,
    the_schema_itself_forbids_an_entry_of_another_shop,
);

async fn news_taken_in_twice_changes_nothing(world: World) {
    let (_, shop) = world.shop("alder").await;
    let first = shop.take_in(&[placed(1001)], NOON, &world.chance).await.unwrap()[0];
    assert_eq!((first.outcome, first.entries_added, first.read_again), (TakenAs::New, 1, false));
    let again = shop.take_in(&[placed(1001)], minutes(5), &world.chance).await.unwrap()[0];
    assert_eq!((again.order, again.outcome, again.entries_added), (first.order, TakenAs::Unchanged, 0));
    let stored = shop.order(first.order).await.unwrap().unwrap();
    assert_eq!((stored.revision, stored.name.as_str(), stored.shopify_id), (1, "#1001", ShopifyId(1001)));
    assert_eq!((stored.last_event_at, stored.erased), (NOON, false));
    let paid = payment(1001, minutes(3), PaymentStatus::Paid);
    let paid = shop.take_in(&[paid], minutes(6), &world.chance).await.unwrap()[0];
    assert_eq!((paid.outcome, paid.entries_added), (TakenAs::Changed, 1));
    let stored = shop.order(first.order).await.unwrap().unwrap();
    assert_eq!((stored.revision, stored.entries.len(), stored.last_event_at), (2, 2, minutes(3)));
    let contradiction = payment(1001, minutes(3), PaymentStatus::Pending);
    assert!(shop.take_in(&[contradiction], minutes(7), &world.chance).await.unwrap()[0].read_again);
}

async fn a_batch_answers_in_its_own_order(world: World) {
    let (_, shop) = world.shop("alder").await;
    let known = order(&world, &shop, 5).await;
    let batch = [placed(9), placed(5), placed(7), payment(9, minutes(1), PaymentStatus::Paid)];
    let taken = shop.take_in(&batch, NOON, &world.chance).await.unwrap();
    let outcomes: Vec<_> = taken.iter().map(|taken| taken.outcome).collect();
    assert_eq!(outcomes, [TakenAs::New, TakenAs::Unchanged, TakenAs::New, TakenAs::Changed]);
    assert_eq!((taken[1].order, taken[3].order), (known, taken[0].order));
    assert_eq!(shop.count_orders().await.unwrap(), 3);
    assert_eq!(shop.order_names(2).await.unwrap().len(), 2);
    assert_eq!(shop.take_in(&[], NOON, &world.chance).await.unwrap(), []);
}

async fn the_order_of_arrival_does_not_matter(world: World) {
    let mut ends = Vec::new();
    for (handle, turned) in [("alder", false), ("birch", true)] {
        let (_, shop) = world.shop(handle).await;
        let mut news = vec![
            placed(1),
            payment(1, minutes(1), PaymentStatus::Pending),
            payment(1, minutes(2), PaymentStatus::Paid),
            payment(1, minutes(9), PaymentStatus::Paid),
        ];
        if turned {
            news.reverse();
        }
        for piece in news {
            shop.take_in(&[piece], minutes(10), &world.chance).await.unwrap();
        }
        let found = shop.orders_by_name("1").await.unwrap();
        let stored = shop.order(found[0].id).await.unwrap().unwrap();
        ends.push((stored.order, stored.entries, stored.last_event_at));
    }
    assert_eq!(ends[0], ends[1]);
    assert_eq!(ends[0].2, minutes(2), "paid counts from when it was first told");
}

async fn a_merchants_change_joins_the_timeline(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let drying = status("drying", 10, &world.chance);
    let news = into_status(&drying, minutes(1), "It rains", &world.chance);
    let taken = shop.change(id, &news, minutes(1)).await.unwrap().unwrap();
    assert_eq!((taken.outcome, taken.entries_added), (TakenAs::Changed, 1));
    let again = shop.change(id, &news, minutes(2)).await.unwrap().unwrap();
    assert_eq!(again.outcome, TakenAs::Unchanged);
    let stored = shop.order(id).await.unwrap().unwrap();
    assert_eq!(stored.order.public_status().map(|change| change.name.as_str()), Some("drying"));
    let nobody = OrderId::new(NOON, &world.chance);
    assert_eq!(shop.change(nobody, &news, NOON).await.unwrap(), None);
    assert_eq!(shop.order(nobody).await.unwrap(), None);
}

async fn an_order_is_found_by_any_spelling_and_proved(world: World) {
    let (_, shop) = world.shop("alder").await;
    order(&world, &shop, 1001).await;
    let found = shop.orders_by_name("1001").await.unwrap();
    let proves = |typed: &str| {
        let proof = Proof::read(typed);
        found[0].proves(&proof, &shop.hash_of(&proof))
    };
    assert!(proves(EMAIL) && proves(" shopper@EXAMPLE.com") && proves("AB12CD") && proves("ab12 cd"));
    assert!(!proves("other@example.com") && !proves("AB12CE") && !proves(""));
    assert!(shop.orders_by_name("1002").await.unwrap().is_empty());
    // Both move with the news.
    let moved = Order { email: known(minutes(1), Some("new@example.com".into())), ..Order::default() };
    let moved = Incoming { shopify_id: ShopifyId(1001), news: moved };
    shop.take_in(&[moved], minutes(1), &world.chance).await.unwrap();
    let found = shop.orders_by_name("1001").await.unwrap();
    let proof = Proof::read("new@example.com");
    assert!(found[0].proves(&proof, &shop.hash_of(&proof)));
    // An order without any address is proved by nothing.
    let bare = Order { name: known(NOON, "#2".into()), ..Order::default() };
    shop.take_in(&[Incoming { shopify_id: ShopifyId(2), news: bare }], NOON, &world.chance).await.unwrap();
    let found = shop.orders_by_name("2").await.unwrap();
    assert!(!found[0].proves(&Proof::read(""), &[0; 32].map(|_: u8| 1)));
}

async fn an_address_is_kept_only_where_asked(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    let address =
        |stored: waymark::store::StoredOrder| stored.order.address.get().cloned().flatten().unwrap();
    let kept = address(shop.order(id).await.unwrap().unwrap());
    assert_eq!((kept.name, kept.company, kept.street.len()), (None, None, 0));
    assert_eq!(kept.city.as_deref(), Some("Anytown"));
    let again = shop.take_in(&[placed(1)], minutes(1), &world.chance).await.unwrap()[0];
    assert_eq!((again.outcome, again.read_again), (TakenAs::Unchanged, false));
    let spoken = world.look("SELECT CAST(doc AS TEXT) FROM orders").await.concat();
    assert!(!spoken.contains("Any Street") && !spoken.contains("A shopper"));
    let keeping = shop.keeping_address(true);
    let id = order(&world, &keeping, 2).await;
    assert_eq!(address(keeping.order(id).await.unwrap().unwrap()).street, ["1 Any Street"]);
}

async fn nul_characters_stop_nothing(world: World) {
    let (_, shop) = world.shop("alder").await;
    let mut odd = placed(1);
    odd.news.name = known(NOON, "#1\0\\u0000".into());
    odd.news.comments = comment(NOON, "a\0b", uuid_at(NOON, &world.chance)).comments;
    let id = shop.take_in(&[odd.clone(), placed(2)], NOON, &world.chance).await.unwrap()[0].order;
    let stored = shop.order(id).await.unwrap().unwrap();
    assert_eq!(stored.name, "#1\u{fffd}\\u0000");
    assert_eq!(stored.order.comments.values().next().unwrap().text, "a\u{fffd}b");
    let again = shop.take_in(&[odd], minutes(1), &world.chance).await.unwrap()[0];
    assert_eq!(again.outcome, TakenAs::Unchanged);
}

async fn another_shop_sees_nothing(world: World) {
    let (_, alder) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let id = order(&world, &alder, 1).await;
    assert_eq!(birch.order(id).await.unwrap(), None);
    assert!(birch.orders_by_name("1").await.unwrap().is_empty());
    assert_eq!((birch.count_orders().await.unwrap(), birch.order_names(10).await.unwrap().len()), (0, 0));
    let news = comment(minutes(1), "hello", uuid_at(NOON, &world.chance));
    assert_eq!(birch.change(id, &news, minutes(1)).await.unwrap(), None);
    assert!(!birch.erase_order(id, minutes(1)).await.unwrap());
    // The same number of Shopify's in two shops is two orders; a hash of one shop is nothing in the other.
    let other = order(&world, &birch, 1).await;
    assert_ne!(other, id);
    assert_ne!(alder.hash_of(&Proof::read(EMAIL)), birch.hash_of(&Proof::read(EMAIL)));
    assert_eq!(alder.order(id).await.unwrap().unwrap().revision, 1);
}

async fn a_spoiled_document_is_told_without_its_words(world: World) {
    let (_, shop) = world.shop("alder").await;
    let id = order(&world, &shop, 1).await;
    world.spoil(r#"UPDATE orders SET doc = '{"email": "private@example.com"}'"#).await;
    let told = shop.order(id).await.unwrap_err();
    assert!(matches!(told, StoreError::Unreadable { .. }), "{told:?}");
    let words = format!("{told} {told:?} {:?}", std::error::Error::source(&told));
    assert!(!words.contains("private"), "{words}");
    let told = shop.take_in(&[placed(1)], Millis(NOON.0 + DAY_MS), &world.chance).await.unwrap_err();
    assert!(!format!("{told:?}").contains("private"));
    world.store.ping().await.expect("the writer is free again");
}

async fn the_schema_itself_forbids_an_entry_of_another_shop(world: World) {
    let (_, alder) = world.shop("alder").await;
    world.shop("birch").await;
    order(&world, &alder, 1).await;
    let turn = |table| format!("UPDATE {table} SET shop_id = (SELECT id FROM shops WHERE handle = 'birch')");
    assert!(world.is_forbidden(&turn("entries")).await);
    assert!(world.is_forbidden(&turn("orders")).await);
}
