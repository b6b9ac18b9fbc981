//! News may arrive in any order and any number of times: the order and its timeline end the same.
//!
//! Builds random sets of news (snapshots that tell only some facts, at overlapping and equal times,
//! and single events), takes them in twice in different orders with repetitions, and compares. The
//! small ranges are on purpose: most pieces of news collide.

use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use uuid::Uuid;
use waymark::domain::apply::apply;
use waymark::domain::clock::Millis;
use waymark::domain::due_date::{DueChange, DueDate};
use waymark::domain::entry::{Entries, What};
use waymark::domain::ids::{ShopifyId, StatusId};
use waymark::domain::known::{Detail, Known};
use waymark::domain::money::Money;
use waymark::domain::native::{
    CancelReason, FulfillmentOrderStatus, FulfillmentStatus, HoldReason, OrderReturnStatus, PaymentStatus,
    ReturnStatus, ShipmentStatus, TransactionKind, TransactionStatus,
};
use waymark::domain::order::{
    CarrierEvent, Comment, FulfillmentOrder, Item, Order, Refund, Return, Shipment, Tracking, Transaction,
};
use waymark::domain::promise_news::{Hold, PromiseNews};
use waymark::domain::status::{StatusChange, StatusWords};
use waymark::domain::timeline::public_timeline;
use waymark::domain::undo::Undone;

fn when() -> impl Strategy<Value = Millis> {
    (0..5i64).prop_map(|n| Millis(n * 1000))
}

fn detail() -> impl Strategy<Value = Detail> {
    prop_oneof![Just(Detail::Rest), Just(Detail::Graphql)]
}

/// A word of a vocabulary, now and then one of a later version.
fn word<T: Clone + std::fmt::Debug + 'static>(
    all: &'static [T],
    later: fn(&str) -> T,
) -> impl Strategy<Value = T> {
    (0..=all.len()).prop_map(move |n| all.get(n).cloned().unwrap_or_else(|| later("LATER_WORD")))
}

fn id() -> impl Strategy<Value = ShopifyId> {
    (1..4i64).prop_map(ShopifyId)
}

fn own_id() -> impl Strategy<Value = Uuid> {
    (1..4u128).prop_map(Uuid::from_u128)
}

fn money() -> impl Strategy<Value = Option<Money>> {
    option::of((0..3i64).prop_map(|minor| Money { minor, currency: "EUR".into() }))
}

fn text() -> impl Strategy<Value = Option<String>> {
    option::of("[ab]")
}

fn pieces() -> impl Strategy<Value = Vec<(ShopifyId, u32)>> {
    vec((id(), 0..3u32), 0..3)
}

/// A fact told at the snapshot's time, or left out.
fn told<T: Ord + Clone + std::fmt::Debug>(
    at: Millis,
    detail: Detail,
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Known<T>> {
    option::of(value).prop_map(move |value| Known::maybe(at, detail, value))
}

fn shipment(at: Millis, detail: Detail) -> impl Strategy<Value = Shipment> {
    let tracking = text().prop_map(|number| vec![Tracking { number, ..Tracking::default() }]);
    (
        told(at, detail, when()),
        told(at, detail, any::<bool>()),
        told(at, detail, option::of(word(ShipmentStatus::ALL, ShipmentStatus::parse))),
        told(at, detail, option::of(when())),
        told(at, detail, option::of(when())),
        told(at, detail, option::of(when())),
        told(at, detail, tracking),
        told(at, detail, pieces()),
    )
        .prop_map(
            |(created_at, canceled, status, in_transit_at, delivered_at, estimated_at, tracking, items)| {
                Shipment {
                    name: Known::default(),
                    created_at,
                    canceled,
                    status,
                    in_transit_at,
                    delivered_at,
                    estimated_at,
                    tracking,
                    items,
                }
            },
        )
}

fn promise() -> impl Strategy<Value = FulfillmentOrder> {
    (
        id(),
        word(FulfillmentOrderStatus::ALL, FulfillmentOrderStatus::parse),
        option::of(when()),
        vec(word(HoldReason::ALL, HoldReason::parse), 0..3),
        pieces(),
    )
        .prop_map(|(id, status, fulfill_at, holds, remaining)| FulfillmentOrder {
            id,
            status,
            fulfill_at,
            holds,
            hold_ids: Vec::new(),
            method: None,
            promised_from: None,
            promised_to: None,
            remaining,
        })
}

fn transaction() -> impl Strategy<Value = Transaction> {
    (
        word(TransactionKind::ALL, TransactionKind::parse),
        word(TransactionStatus::ALL, TransactionStatus::parse),
        option::of(when()),
        money(),
    )
        .prop_map(|(kind, status, processed_at, amount)| Transaction {
            kind,
            status,
            processed_at,
            amount,
            gateway: None,
        })
}

fn refund() -> impl Strategy<Value = Refund> {
    (option::of(when()), money(), pieces()).prop_map(|(created_at, amount, items)| Refund {
        created_at,
        amount,
        items,
    })
}

fn goods_back() -> impl Strategy<Value = Return> {
    (
        word(ReturnStatus::ALL, ReturnStatus::parse),
        option::of(when()),
        option::of(when()),
        option::of(when()),
        text(),
    )
        .prop_map(|(status, created_at, approved_at, closed_at, decline_note)| Return {
            name: None,
            status,
            created_at,
            approved_at,
            closed_at,
            decline_note,
            quantity: None,
        })
}

fn line() -> impl Strategy<Value = Item> {
    (id(), 1..4u32, 0..4u32, any::<bool>()).prop_map(|(id, ordered, current, ships)| Item {
        id,
        title: "Item".into(),
        ordered,
        current,
        ships,
        ..Item::default()
    })
}

/// The order as one answer tells it: each fact is there or not.
fn snapshot() -> impl Strategy<Value = Order> {
    (when(), detail()).prop_flat_map(|(at, detail)| {
        let whole = (
            told(at, detail, when()),
            told(at, detail, option::of(when())),
            told(at, detail, option::of(when())),
            told(at, detail, option::of(word(CancelReason::ALL, CancelReason::parse))),
            told(at, detail, option::of(word(PaymentStatus::ALL, PaymentStatus::parse))),
            told(at, detail, word(FulfillmentStatus::ALL, FulfillmentStatus::parse)),
            told(at, detail, word(OrderReturnStatus::ALL, OrderReturnStatus::parse)),
            told(at, detail, vec(line(), 0..3)),
            told(at, detail, vec(promise(), 0..3)),
        );
        let parts = (
            btree_map(id(), shipment(at, detail), 0..3),
            btree_map(id(), transaction().prop_map(move |t| Known::at(at, detail, t)), 0..3),
            btree_map(id(), refund().prop_map(move |r| Known::at(at, detail, r)), 0..3),
            btree_map(id(), goods_back().prop_map(move |r| Known::at(at, detail, r)), 0..3),
            btree_map(id(), when(), 0..2),
        );
        (whole, parts).prop_map(|(whole, (shipments, transactions, refunds, returns, edits))| {
            let (
                placed_at,
                closed_at,
                canceled_at,
                cancel_reason,
                payment,
                fulfillment,
                return_status,
                items,
                fulfillment_orders,
            ) = whole;
            Order {
                placed_at,
                closed_at,
                canceled_at,
                cancel_reason,
                payment,
                fulfillment,
                return_status,
                items,
                fulfillment_orders,
                shipments,
                transactions,
                refunds,
                returns,
                edits,
                ..Order::default()
            }
        })
    })
}

fn carrier_event() -> impl Strategy<Value = Order> {
    let event = (id(), word(ShipmentStatus::ALL, ShipmentStatus::parse), when(), text(), text());
    ("[xyz]", event).prop_map(|(key, (shipment, status, happened_at, message, city))| {
        let event = CarrierEvent { shipment, status, happened_at, message, city, estimated_at: None };
        Order { carrier_events: [(key, event)].into(), ..Order::default() }
    })
}

fn hold() -> impl Strategy<Value = Hold> {
    (any::<bool>(), word(HoldReason::ALL, HoldReason::parse))
        .prop_map(|(released, reason)| Hold { released, reason })
}

/// A webhook about one promise to ship.
fn promise_told() -> impl Strategy<Value = Order> {
    when()
        .prop_flat_map(|at| {
            let holds = btree_map(id(), hold().prop_map(move |hold| Known::at(at, Detail::Rest, hold)), 0..3);
            let status = word(FulfillmentOrderStatus::ALL, FulfillmentOrderStatus::parse);
            let facts = (
                told_by(at, status),
                told_by(at, option::of(when())),
                told_by(at, word(FulfillmentStatus::ALL, FulfillmentStatus::parse)),
            );
            (id(), facts, holds)
        })
        .prop_map(|(id, (status, fulfill_at, fulfillment_plain), holds)| Order {
            fulfillment_plain,
            promise_news: [(id, PromiseNews { status, fulfill_at, holds })].into(),
            ..Order::default()
        })
}

fn told_by<T: Ord + Clone + std::fmt::Debug>(
    at: Millis,
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Known<T>> {
    told(at, Detail::Rest, value)
}

fn status_change() -> impl Strategy<Value = Order> {
    (own_id(), when(), 1..4u128, any::<bool>(), text()).prop_map(|(id, at, status, visible, note)| {
        let change = StatusChange {
            at,
            status: StatusId(Uuid::from_u128(status)),
            place: i32::try_from(status).unwrap_or(0),
            visible,
            name: "internal".into(),
            public: StatusWords { name: "public".into(), text: None },
            translations: Default::default(),
            note,
            private_note: None,
            by: None,
        };
        Order { status_changes: [(id, change)].into(), ..Order::default() }
    })
}

fn due_change() -> impl Strategy<Value = Order> {
    (own_id(), when(), option::of((1..5i8, 1..5i8)), text()).prop_map(|(id, at, days, reason)| {
        let due = days.map(|(a, b)| DueDate::new(date(2026, 11, a), date(2026, 11, b)));
        Order { due_changes: [(id, DueChange { at, due, reason, by: None })].into(), ..Order::default() }
    })
}

fn comment() -> impl Strategy<Value = Order> {
    (own_id(), when(), "[ab]", any::<bool>()).prop_map(|(id, at, text, public)| {
        let comment = Comment { at, text, by: None, public, staff: None, pictures: Vec::new() };
        Order { comments: [(id, comment)].into(), ..Order::default() }
    })
}

/// Any of the changes above is taken back; their ids are the same few.
fn undone() -> impl Strategy<Value = Order> {
    (own_id(), when(), text())
        .prop_map(|(id, at, by)| Order { undone: [(id, Undone { at, by })].into(), ..Order::default() })
}

/// A set of news with a second order of arrival, in which pieces also come more than once.
fn news() -> impl Strategy<Value = (Vec<Order>, Vec<usize>)> {
    let piece = prop_oneof![
        4 => snapshot(), 2 => carrier_event(), 2 => promise_told(), 1 => status_change(), 1 => due_change(), 1 => comment(), 1 => undone(),
    ];
    vec(piece, 1..8).prop_flat_map(|pieces| {
        let all: Vec<usize> = (0..pieces.len()).collect();
        let again = vec(0..pieces.len(), 0..6);
        let arrival = again.prop_flat_map(move |more| Just([all.clone(), more].concat()).prop_shuffle());
        (Just(pieces), arrival)
    })
}

fn take_in<'a>(news: impl Iterator<Item = &'a Order>) -> (Order, Entries) {
    let (mut order, mut entries) = (Order::default(), Entries::new());
    for piece in news {
        apply(&mut order, &mut entries, piece);
    }
    (order, entries)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_arrival_gives_the_same_order_and_timeline((pieces, arrival) in news()) {
        let one = take_in(pieces.iter());
        let other = take_in(arrival.iter().map(|index| &pieces[*index]));
        prop_assert_eq!(&one.0, &other.0);
        prop_assert_eq!(&one.1, &other.1);
    }

    #[test]
    fn doing_it_twice_changes_nothing((pieces, _) in news()) {
        let (mut order, mut entries) = take_in(pieces.iter());
        let (order_before, entries_before) = (order.clone(), entries.clone());
        for piece in &pieces {
            let applied = apply(&mut order, &mut entries, piece);
            prop_assert!(!applied.changed, "told again: {:?}", applied.entries);
        }
        prop_assert_eq!(&order, &order_before);
        prop_assert_eq!(&entries, &entries_before);
    }

    #[test]
    fn what_was_undone_is_read_by_nobody_whatever_came_first((pieces, _) in news()) {
        let (order, entries) = take_in(pieces.iter());
        let days = public_timeline(&order, &entries, &TimeZone::UTC);
        for line in days.iter().flat_map(|day| &day.told) {
            let told = match &line.entry.what {
                What::Status { change } | What::Due { change } => Some(change),
                What::Comment { comment } => Some(comment),
                _ => None,
            };
            prop_assert!(!told.is_some_and(|id| order.is_undone(*id)), "{}", line.key);
        }
        prop_assert!(order.public_changes().iter().all(|(id, _)| !order.is_undone(*id)));
        let left = order.due_changes.keys().filter(|id| !order.is_undone(**id)).count();
        prop_assert_eq!(order.due_history().len(), left);
    }

    #[test]
    fn what_apply_reports_is_what_became_of_the_timeline((pieces, _) in news()) {
        let (mut order, mut entries) = (Order::default(), Entries::new());
        let mut written = Entries::new();
        for piece in &pieces {
            let before = (order.clone(), entries.clone());
            let applied = apply(&mut order, &mut entries, piece);
            prop_assert_eq!(applied.changed, before != (order.clone(), entries.clone()));
            // A store that writes only what is reported ends with the same timeline.
            written.extend(applied.entries);
        }
        prop_assert_eq!(&written, &entries);
    }

    #[test]
    fn storing_and_reading_an_order_loses_nothing((pieces, _) in news()) {
        let (order, entries) = take_in(pieces.iter());
        let stored = serde_json::to_string(&(&order, &entries)).expect("an order can be written");
        let read: (Order, Entries) = serde_json::from_str(&stored).expect("and read again");
        prop_assert_eq!((order, entries), read);
    }
}
