//! Orders to try a status on when there is no real one at hand: made up here, stored nowhere.

use jiff::ToSpan;

use crate::domain::apply::apply;
use crate::domain::clock::Millis;
use crate::domain::due_date::{DueChange, DueDate};
use crate::domain::entry::Entries;
use crate::domain::headline::Present;
use crate::domain::known::{Detail, Known};
use crate::domain::money::Money;
use crate::domain::native::{FulfillmentStatus, PaymentStatus};
use crate::domain::order::{Item, Order};
use crate::domain::status::{Status, StatusChange};
use uuid::Uuid;

const DAY_MINUTES: i64 = 24 * 60;

/// A sample order: paid six days ago, promised for the week after next, in `statuses` before the one that is
/// looked at, one every other day.
pub(super) fn order(present: &Present, before: &[&Status], currency: &str) -> (Order, Entries) {
    let ago = |days: i64| present.now.plus_minutes(-days * DAY_MINUTES);
    let placed = ago(6);
    let known = |at: Millis| (at, Detail::Graphql);
    let (at, detail) = known(placed);
    let due = present.today().checked_add(9.days()).unwrap_or(present.today());
    let mut news = Order {
        name: Known::at(at, detail, "#1001".to_owned()),
        placed_at: Known::at(at, detail, placed),
        payment: Known::at(at, detail, Some(PaymentStatus::Paid)),
        fulfillment: Known::at(at, detail, FulfillmentStatus::Unfulfilled),
        items: Known::at(at, detail, items(currency)),
        ..Order::default()
    };
    let promise = DueChange { at: placed, due: Some(DueDate::new(due, due)), reason: None, by: None };
    news.due_changes.insert(Uuid::from_u128(1), promise);
    for (number, status) in (2u8..).zip(before) {
        let at = ago(6).plus_minutes(i64::from(number) * DAY_MINUTES);
        let change = StatusChange::to(status, at.min(ago(1)), None, None);
        news.status_changes.insert(Uuid::from_u128(number.into()), change);
    }
    let (mut order, mut entries) = (Order::default(), Entries::new());
    apply(&mut order, &mut entries, &news);
    (order, entries)
}

fn items(currency: &str) -> Vec<Item> {
    let item = |title: &str, variant: &str, count: u32| Item {
        title: title.to_owned(),
        variant: Some(variant.to_owned()),
        ordered: count,
        current: count,
        unfulfilled: Some(count),
        ships: true,
        price: Money::parse("240.00", currency),
        ..Item::default()
    };
    vec![item("Sample product", "Large", 1), item("Another product", "Blue", 2)]
}
