//! The merchant's list of orders: what it finds is what the orders say, page by page, while they change.

use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use waymark::domain::clock::{DAY_MS, Millis};
use waymark::domain::due_date::{DueChange, DueDate};
use waymark::domain::ids::{OrderId, ShopifyId, StatusId, uuid_at};
use waymark::domain::native::{FulfillmentStatus, OrderReturnStatus, PaymentStatus};
use waymark::domain::order::{Order, Shipment, Tracking};
use waymark::domain::order_filter::{Beside, FilterNow, OrderFilter, OrderSort, Part};
use waymark::domain::order_index::{IndexRow, day_number, index_row};
use waymark::domain::status::Status;
use waymark::store::{Incoming, ShopStore};

use super::news::{into_status, known, order, placed, status};
use crate::support::app::NOON;
use crate::support::engines::{World, minutes, on_both_engines};

on_both_engines!(
    what_a_filter_means_is_what_the_orders_say,
    pages_meet_every_order_once_while_orders_change,
    an_order_is_found_by_all_it_is_known_by,
    an_erased_order_keeps_its_number_and_nothing_personal,
    an_older_database_is_put_into_the_list,
    views_are_saved_by_name,
    another_shop_finds_nothing,
    a_search_opens_in_its_shop_alone,
);

const FAR: u32 = 10_000;

fn statuses(world: &World) -> Vec<Status> {
    ["drying", "sanding", "oiling"]
        .iter()
        .zip(1..)
        .map(|(handle, place)| status(handle, place, &world.chance))
        .collect()
}

/// Many orders, no two alike.
async fn fill(world: &World, shop: &ShopStore, statuses: &[Status], count: i64) -> Vec<OrderId> {
    let mut ids = Vec::new();
    for n in 1..=count {
        let at = minutes(n * 7 % 50);
        let payments = [PaymentStatus::Paid, PaymentStatus::Pending, PaymentStatus::parse("on_the_moon")];
        let shipping =
            [FulfillmentStatus::Unfulfilled, FulfillmentStatus::Fulfilled, FulfillmentStatus::OnHold];
        let pick = |step: i64, of: usize| usize::try_from(n / step).unwrap() % of;
        let tags: Vec<String> =
            ["Oak", "gift", "Rush order"].into_iter().take(pick(2, 4)).map(str::to_owned).collect();
        let mut news = Order {
            placed_at: known(at, Millis(NOON.0 - n % 9 * DAY_MS)),
            payment: known(at, Some(payments[pick(1, 3)].clone())),
            fulfillment: known(at, shipping[pick(3, 3)].clone()),
            customer: known(at, (n % 5 > 0).then(|| format!("Person{} Of-Test", n % 4))),
            tags: known(at, tags),
            closed_at: known(at, (n % 6 == 0).then_some(at)),
            ..placed(n).news
        };
        if n % 7 == 0 {
            news.return_status = known(at, OrderReturnStatus::InProgress);
        }
        if n % 3 == 0 {
            let day = date(2026, 11, 20).saturating_add(jiff::Span::new().days(n % 8));
            let due = Some(DueDate::new(day, day));
            news.due_changes
                .insert(uuid_at(at, &world.chance), DueChange { at, due, reason: None, by: None });
        }
        let taken =
            shop.take_in(&[Incoming { shopify_id: ShopifyId(n), news }], at, &world.chance).await.unwrap();
        ids.push(taken[0].order);
        if n % 4 > 0 {
            let status = &statuses[pick(2, 3)];
            let change = into_status(status, minutes(-n * 300), "", &world.chance);
            shop.change(taken[0].order, &change, at).await.unwrap();
        }
    }
    ids
}

fn now(statuses: &[Status]) -> FilterNow {
    let too_long = vec![(statuses[0].id, minutes(-3_000)), (statuses[1].id, minutes(-9_000))];
    FilterNow { today: day_number(date(2026, 11, 23)), too_long }
}

async fn rows(shop: &ShopStore, ids: &[OrderId]) -> Vec<(OrderId, IndexRow)> {
    let mut rows = Vec::new();
    for id in ids {
        let stored = shop.order(*id).await.unwrap().unwrap();
        rows.push((*id, index_row(&stored.order, &stored.name, stored.last_event_at, stored.erased)));
    }
    rows
}

fn any_filter(statuses: &[StatusId]) -> impl Strategy<Value = OrderFilter> {
    let some = |words: &'static [&'static str]| {
        prop_oneof![3 => Just(BTreeSet::new()), 1 => proptest::collection::btree_set(
            proptest::sample::select(words).prop_map(str::to_owned), 1..3)]
    };
    let statuses = prop_oneof![2 => Just(BTreeSet::new()), 1 => proptest::collection::btree_set(
        proptest::sample::select(statuses.to_vec()), 1..3)];
    let day = || proptest::option::weighted(0.2, (18..30i8).prop_map(|day| date(2026, 11, day)));
    let words = proptest::sample::select(vec![
        "", "", "", "1", "person2", "of", "shopper@", "#12", "oftest 2", "zzz",
    ]);
    let flags = (
        proptest::bool::weighted(0.15),
        proptest::bool::weighted(0.15),
        proptest::bool::weighted(0.15),
        proptest::bool::weighted(0.15),
    );
    (
        (statuses, words, flags, day(), day()),
        (some(&["in_a_step", "on_hold", "preparing", "complete"]), some(&["paid", "pending", "on_the_moon"])),
        (some(&["fulfilled", "on_hold"]), some(&["no_return", "in_progress"])),
        (some(&["oak", "gift"]), some(&["rush order", "gift", "none"])),
    )
        .prop_map(
            |(
                (statuses, text, flags, due_from, due_to),
                (stages, payments),
                (fulfillments, returns),
                (tags_all, tags_any),
            )| {
                let (no_status, late, too_long, open_only) = flags;
                OrderFilter {
                    text: text.into(),
                    statuses,
                    no_status,
                    stages,
                    payments,
                    fulfillments,
                    returns,
                    tags_all,
                    tags_any,
                    due_from,
                    due_to,
                    late,
                    too_long,
                    open_only,
                }
            },
        )
}

async fn what_a_filter_means_is_what_the_orders_say(world: World) {
    let (_, shop) = world.shop("alder").await;
    let statuses = statuses(&world);
    let ids = fill(&world, &shop, &statuses, 60).await;
    let (rows, now) = (rows(&shop, &ids).await, now(&statuses));
    let status_ids: Vec<_> = statuses.iter().map(|status| status.id).collect();
    let mut runner = TestRunner::deterministic();
    let mut met = 0;
    for round in 0..150 {
        let filter = any_filter(&status_ids).new_tree(&mut runner).unwrap().current();
        let filter = OrderFilter::from_query(&filter.to_query());
        let naive: BTreeSet<_> =
            rows.iter().filter(|(_, row)| filter.fits(row, &now)).map(|(id, _)| *id).collect();
        met += naive.len();
        let found = shop.order_ids_matching(&filter, &now, None, FAR).await.unwrap();
        assert!(found.is_sorted());
        assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), naive, "{filter:?}");
        let counted = shop.count_matching(&filter, &now, FAR).await.unwrap();
        assert_eq!((counted.count, counted.more), (naive.len() as u64, false), "{filter:?}");
        let sort = OrderSort::ALL[round % 5];
        let page = shop.index_page(&filter, &now, sort, Part::First, FAR).await.unwrap();
        assert_eq!(page.iter().map(|order| order.id).collect::<BTreeSet<_>>(), naive, "{filter:?}");
        let keys: Vec<_> = page.iter().map(|order| (order.beside.key, order.id)).collect();
        let falls = matches!(sort, OrderSort::Newest | OrderSort::Changed | OrderSort::Number);
        assert!(if falls { keys.is_sorted_by(|a, b| a > b) } else { keys.is_sorted() }, "{sort:?} {keys:?}");
    }
    assert!(met > 300, "the filters of this test mean hardly any order: {met}");
    let few = shop.count_matching(&OrderFilter::default(), &now, 10).await.unwrap();
    assert_eq!((few.count, few.more), (10, true));
    assert_eq!(shop.order_tags(10).await.unwrap(), ["gift", "Oak", "Rush order"]);
    assert_eq!(shop.order_tags(2).await.unwrap().len(), 2);
}

async fn pages_meet_every_order_once_while_orders_change(world: World) {
    let (_, shop) = world.shop("alder").await;
    let statuses = statuses(&world);
    let ids = fill(&world, &shop, &statuses, 40).await;
    let (filter, now) = (OrderFilter::default(), now(&statuses));
    for sort in OrderSort::ALL {
        let (mut part, mut seen, mut pages) = (Part::First, Vec::new(), Vec::new());
        loop {
            let page = shop.index_page(&filter, &now, sort, part, 7).await.unwrap();
            let Some(last) = page.last() else { break };
            part = Part::After(last.beside);
            seen.extend(page.iter().map(|order| order.id));
            // What comes in, or changes what it is not sorted by, moves nobody.
            if pages.len() > 4 {
                pages.push(page);
                continue;
            }
            let number = 100 + seen.len() as i64 + 1000 * sort as i64;
            let mut new = placed(number);
            let later = NOON.plus_days(90).plus_minutes(number);
            new.news.placed_at = known(NOON, later);
            shop.take_in(&[new], later, &world.chance).await.unwrap();
            pages.push(page);
        }
        let old: Vec<_> = seen.iter().filter(|id| ids.contains(id)).collect();
        assert_eq!(old.len(), ids.len(), "{sort:?}");
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), seen.len(), "{sort:?}");
        let back = Part::Before(pages[2][0].beside);
        let before = shop.index_page(&filter, &now, sort, back, 7).await.unwrap();
        let there: Vec<_> = before.iter().map(|order| order.id).collect();
        assert_eq!(there, pages[1].iter().map(|order| order.id).collect::<Vec<_>>(), "{sort:?}");
    }
    let first = shop.index_page(&filter, &now, OrderSort::Newest, Part::First, 1).await.unwrap()[0].clone();
    assert_eq!(Beside::parse(&first.beside.to_string()), Some(first.beside));
    assert_eq!(Beside::parse("soon"), None);
}

async fn an_order_is_found_by_all_it_is_known_by(world: World) {
    let (_, shop) = world.shop("alder").await;
    let mut news = placed(1042);
    let tracking = Tracking { number: Some("00 3735 0049".into()), ..Tracking::default() };
    let shipment = Shipment { tracking: known(NOON, vec![tracking]), ..Shipment::default() };
    news.news.customer = known(NOON, Some("Anne-Lise Person".into()));
    news.news.shipments.insert(ShopifyId(7), shipment);
    let id = shop.take_in(&[news], NOON, &world.chance).await.unwrap()[0].order;
    order(&world, &shop, 2).await;
    for words in ["1042", "#1042", "anne", "LISE per", "anne-lise", "0037350", "00373-50049", "person 1042"] {
        let filter = OrderFilter { text: words.into(), ..OrderFilter::default() };
        let found = shop.order_ids_matching(&filter, &FilterNow::default(), None, 9).await.unwrap();
        assert_eq!(found, [id], "{words}");
    }
    let filter = OrderFilter { text: "Shopper@example".into(), ..OrderFilter::default() };
    assert_eq!(shop.count_matching(&filter, &FilterNow::default(), 9).await.unwrap().count, 2);
    let (terms, tags) = shop.index_words(id).await.unwrap();
    assert!(terms.contains(&"annelise".to_owned()) && tags.is_empty(), "{terms:?}");
}

async fn an_erased_order_keeps_its_number_and_nothing_personal(world: World) {
    let (_, shop) = world.shop("alder").await;
    let statuses = statuses(&world);
    let ids = fill(&world, &shop, &statuses, 3).await;
    assert!(shop.erase_order(ids[1], minutes(60)).await.unwrap());
    let all = OrderFilter::default();
    let page = shop.index_page(&all, &now(&statuses), OrderSort::Newest, Part::First, 9).await.unwrap();
    let erased = page.iter().find(|order| order.id == ids[1]).unwrap();
    assert_eq!((erased.name.as_str(), erased.stage.as_str(), &erased.customer), ("#2", "erased", &None));
    assert_eq!(erased.status, Some(statuses[1].id));
    assert!(!erased.waits && !erased.is_open);
    assert_eq!(shop.index_words(ids[1]).await.unwrap(), (vec!["2".to_owned()], Vec::new()));
    while shop.erase_shop_piece(2).await.unwrap() {}
    shop.erase_shop_rest().await.unwrap();
    for table in ["order_index", "order_terms", "order_tags", "saved_views", "order_index_progress"] {
        assert_eq!(world.look(&format!("SELECT '{table}' FROM {table}")).await, Vec::<String>::new());
    }
}

async fn an_older_database_is_put_into_the_list(world: World) {
    let (own, shop) = world.shop("alder").await;
    let statuses = statuses(&world);
    let ids = fill(&world, &shop, &statuses, 25).await;
    let before = shop
        .index_page(&OrderFilter::default(), &now(&statuses), OrderSort::Number, Part::First, 99)
        .await
        .unwrap();
    for table in ["order_index", "order_terms", "order_tags"] {
        world.spoil(&format!("DELETE FROM {table}")).await;
    }
    assert_eq!(world.store.shops_to_index().await.unwrap(), [own.id]);
    assert_eq!(shop.index_progress().await.unwrap(), None);
    let first = shop.index_more(10, NOON).await.unwrap();
    assert_eq!((first.done, first.finished), (10, false));
    // A restart in between loses nothing; what is changed meanwhile is in the list at once.
    let again = world.opened_again().await.shop(own.id);
    let change = into_status(&statuses[2], minutes(3), "", &world.chance);
    again.change(ids[24], &change, minutes(4)).await.unwrap();
    while !again.index_more(10, NOON).await.unwrap().finished {}
    assert_eq!(again.index_more(10, NOON).await.unwrap().done, 25);
    assert!(shop.index_progress().await.unwrap().unwrap().finished);
    assert_eq!(world.store.shops_to_index().await.unwrap(), []);
    let after = shop
        .index_page(&OrderFilter::default(), &now(&statuses), OrderSort::Number, Part::First, 99)
        .await
        .unwrap();
    assert_eq!(after[1..], before[1..]);
    assert_eq!(after[0].status, Some(statuses[2].id));
}

async fn views_are_saved_by_name(world: World) {
    let (_, shop) = world.shop("alder").await;
    let view = shop.save_view("Oak", "tag=oak", "Owner", NOON, &world.chance).await.unwrap().unwrap();
    assert_eq!(shop.save_view("oak ", "tag=ash", "Owner", NOON, &world.chance).await.unwrap(), None);
    let other = shop.save_view("Ash", "tag=ash", "Owner", minutes(1), &world.chance).await.unwrap().unwrap();
    assert!(!shop.change_view(other, "OAK", "tag=ash").await.unwrap());
    assert!(shop.change_view(view, "OAK", "tag=oak&late=1").await.unwrap());
    let views = shop.saved_views().await.unwrap();
    assert_eq!(views.iter().map(|view| view.name.as_str()).collect::<Vec<_>>(), ["OAK", "Ash"]);
    let (_, birch) = world.shop("birch").await;
    assert!(!birch.delete_view(view).await.unwrap() && birch.saved_views().await.unwrap().is_empty());
    assert!(shop.delete_view(view).await.unwrap() && !shop.delete_view(view).await.unwrap());
}

async fn another_shop_finds_nothing(world: World) {
    let (_, alder) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let statuses = statuses(&world);
    fill(&world, &alder, &statuses, 8).await;
    let now = now(&statuses);
    for query in ["", "q=person1", "tag=oak", "too_long=1", "late=1", "status=none"] {
        let filter = OrderFilter::from_query(query);
        assert_eq!(birch.count_matching(&filter, &now, 9).await.unwrap().count, 0, "{query}");
        assert!(birch.index_page(&filter, &now, OrderSort::Due, Part::First, 9).await.unwrap().is_empty());
    }
    assert!(birch.order_tags(9).await.unwrap().is_empty());
}

async fn a_search_opens_in_its_shop_alone(world: World) {
    let (_, alder) = world.shop("alder").await;
    let (_, birch) = world.shop("birch").await;
    let sealed = alder.seal_search("Person Æ", &world.chance);
    assert!(sealed.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)), "{sealed}");
    assert_eq!(alder.open_search(&sealed).as_deref(), Some("Person Æ"));
    assert_ne!(alder.seal_search("Person Æ", &world.chance), sealed, "two searches cannot be compared");
    assert_eq!(birch.open_search(&sealed), None);
    for altered in [&sealed[1..], "", "%%", "AAAA"] {
        assert_eq!(alder.open_search(altered), None);
    }
}
