//! Orders move on by themselves: when, once, in the right order, and what shoppers and staff read of it.

use serde_json::json;
use waymark::domain::clock::{DAY_MS, Millis};
use waymark::domain::coming_step::{NextWhen, check_rules};
use waymark::domain::ids::OrderId;
use waymark::domain::shop::ShopSettings;
use waymark::domain::status::{AutomaticNext, Status, StatusWords};
use waymark::domain::working_days::Holiday;
use waymark::services::ServiceError;
use waymark::services::change_order::{ChangeOutcome, MerchantChange};

use crate::support::app::{NOON, TestApp};

const HOUR: i64 = 3_600_000;

fn later(ms: i64) -> Millis {
    Millis(NOON.0 + ms)
}

async fn app() -> (TestApp, OrderId) {
    app_in("Europe/Copenhagen").await
}

async fn app_in(zone: &str) -> (TestApp, OrderId) {
    let settings = ShopSettings { time_zone: zone.into(), ..ShopSettings::default() };
    let app = TestApp::start_with(settings).await;
    app.import(&json!({"id": 1, "name": "#1001", "email": "shopper@example.com",
        "created_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-20T10:00:00Z", "financial_status": "paid",
        "line_items": [{"id": 11, "title": "Table", "quantity": 1, "current_quantity": 1,
            "fulfillable_quantity": 1, "requires_shipping": true, "price": "100.00"}]}))
        .await;
    let order = app.services.order_by_name(&app.shop, "1001").await.unwrap().unwrap();
    (app, order)
}

async fn status(app: &TestApp, handle: &str, then: Option<(&Status, NextWhen)>) -> Status {
    let mut status = app.services.new_status(&app.shop, handle).await.unwrap();
    status.name = handle.to_owned();
    status.public = StatusWords { name: format!("Public {handle}"), text: None };
    status.automatic_next = then.map(|(to, when)| AutomaticNext { to: to.id, when });
    app.services.save_status(&app.shop, &status).await.unwrap();
    status
}

async fn set(app: &TestApp, order: OrderId, to: &Status) {
    let change = MerchantChange { status: Some(to.clone()), by: Some("Owner".into()), ..Default::default() };
    let outcome = app.services.change_order(&app.shop, order, &change).await.unwrap();
    assert!(matches!(outcome, ChangeOutcome::Done(_)), "{outcome:?}");
}

/// Lets time pass until `now`, and everything due happen.
async fn at(app: &TestApp, now: Millis) -> u32 {
    app.clock.set(now);
    let mut moved = 0;
    loop {
        let done = app.services.move_on(50).await.unwrap();
        moved += done.moved;
        if done.moved == 0 && done.replanned == 0 {
            return moved;
        }
    }
}

/// The names of the statuses the order was in, with the hours after noon at which each began.
async fn history(app: &TestApp, order: OrderId) -> Vec<(String, i64)> {
    let known = app.services.store.shop(app.shop.id).order(order).await.unwrap().unwrap().order;
    let mut changes: Vec<_> =
        known.status_changes.iter().map(|(id, change)| (change.at, *id, change)).collect();
    changes.sort_by_key(|(at, id, _)| (*at, *id));
    changes.into_iter().map(|(at, _, change)| (change.name.clone(), (at.0 - NOON.0) / HOUR)).collect()
}

fn told(history: &[(String, i64)]) -> Vec<(&str, i64)> {
    history.iter().map(|(name, hours)| (name.as_str(), *hours)).collect()
}

#[tokio::test]
async fn a_chain_moves_on_step_by_step_and_only_once() {
    let (app, order) = app().await;
    let ready = status(&app, "ready", None).await;
    let shine = status(&app, "shine", Some((&ready, NextWhen::AfterHours(5)))).await;
    let oak = status(&app, "oak", Some((&shine, NextWhen::AfterWorkingDays(1)))).await;
    set(&app, order, &oak).await;
    let page = app.get(&app.link("1001").await).await.text();
    assert!(page.contains("Planned for") && page.contains("24 November"), "{page}");
    assert!(page.contains("Public shine"));
    assert_eq!(at(&app, later(DAY_MS - 1)).await, 0);
    assert_eq!(at(&app, later(DAY_MS)).await, 1);
    assert_eq!(at(&app, later(DAY_MS)).await, 0);
    assert_eq!(at(&app, later(DAY_MS + 5 * HOUR)).await, 1);
    assert_eq!(told(&history(&app, order).await), [("oak", 0), ("shine", 24), ("ready", 29)]);
    let page = app.get(&app.link("1001").await).await.text();
    assert!(!page.contains("Planned for"));
    let lines = app.services.store.shop(app.shop.id).audit_lines(None, 9).await.unwrap();
    assert_eq!(lines.iter().filter(|line| line.who == "Waymark").count(), 2);
}

#[tokio::test]
async fn what_was_missed_is_told_when_it_happens_and_the_rest_counts_from_there() {
    let (app, order) = app().await;
    let ready = status(&app, "ready", None).await;
    let shine = status(&app, "shine", Some((&ready, NextWhen::AfterHours(5)))).await;
    let oak = status(&app, "oak", Some((&shine, NextWhen::AfterHours(1)))).await;
    set(&app, order, &oak).await;
    // The server was away for three days.
    assert_eq!(at(&app, later(72 * HOUR)).await, 1);
    assert_eq!(told(&history(&app, order).await), [("oak", 0), ("shine", 72)]);
    assert_eq!(at(&app, later(77 * HOUR)).await, 1);
    assert_eq!(told(&history(&app, order).await), [("oak", 0), ("shine", 72), ("ready", 77)]);
}

#[tokio::test]
async fn whoever_moves_an_order_by_hand_ends_the_plan() {
    let (app, order) = app().await;
    let ready = status(&app, "ready", None).await;
    let shine = status(&app, "shine", None).await;
    let oak = status(&app, "oak", Some((&shine, NextWhen::AfterHours(1)))).await;
    set(&app, order, &oak).await;
    app.clock.set(later(HOUR / 2));
    set(&app, order, &ready).await;
    assert_eq!(at(&app, later(99 * HOUR)).await, 0);
    assert_eq!(told(&history(&app, order).await), [("oak", 0), ("ready", 0)]);
}

#[tokio::test]
async fn a_restart_between_claim_and_change_neither_loses_nor_doubles() {
    let (app, order) = app().await;
    let shine = status(&app, "shine", None).await;
    let oak = status(&app, "oak", Some((&shine, NextWhen::AfterHours(1)))).await;
    set(&app, order, &oak).await;
    app.clock.set(later(HOUR));
    // A process claims and dies.
    let claimed =
        app.services.store.claim_steps(9, 60_000, later(HOUR), &*app.services.chance).await.unwrap();
    assert_eq!(claimed.len(), 1);
    assert_eq!(app.services.move_on(9).await.unwrap().moved, 0, "the dead process' claim still holds");
    assert_eq!(at(&app, later(HOUR + 60_001)).await, 1);
    // And it was not dead, only slow: four workers with the same step.
    assert!(!app.services.store.shop(app.shop.id).refuse_step(&claimed[0], "late").await.unwrap());
    assert_eq!(told(&history(&app, order).await), [("oak", 0), ("shine", 1)]);
}

#[tokio::test]
async fn many_workers_move_every_order_once() {
    let (app, _) = app().await;
    let ready = status(&app, "ready", None).await;
    let shine = status(&app, "shine", Some((&ready, NextWhen::AfterHours(0)))).await;
    let oak = status(&app, "oak", Some((&shine, NextWhen::AfterHours(1)))).await;
    let mut orders = Vec::new();
    for number in 2..=41 {
        let name = format!("#{}", 1000 + number);
        app.import(&json!({"id": number, "name": name, "created_at": "2026-11-20T10:00:00Z",
            "updated_at": "2026-11-20T10:00:00Z", "financial_status": "paid", "line_items": []}))
            .await;
        let order = app.services.order_by_name(&app.shop, &name).await.unwrap().unwrap();
        set(&app, order, &oak).await;
        orders.push(order);
    }
    app.clock.set(later(HOUR));
    let worker = || async {
        let mut moved = 0;
        for _ in 0..40 {
            moved += app.services.move_on(3).await.unwrap().moved;
        }
        moved
    };
    let (a, b, c, d) = tokio::join!(worker(), worker(), worker(), worker());
    assert_eq!(a + b + c + d, 80, "every order twice: to shine, and on to ready at once");
    for order in orders {
        assert_eq!(told(&history(&app, order).await), [("oak", 0), ("shine", 1), ("ready", 1)]);
    }
}

#[tokio::test]
async fn an_undone_step_is_not_taken_again() {
    let (app, order) = app().await;
    let shine = status(&app, "shine", None).await;
    let oak = status(&app, "oak", Some((&shine, NextWhen::AfterHours(1)))).await;
    set(&app, order, &oak).await;
    assert_eq!(at(&app, later(HOUR)).await, 1);
    let store = app.services.store.shop(app.shop.id);
    let known = store.order(order).await.unwrap().unwrap().order;
    let (made, _) = known.current_change().unwrap();
    app.services.undo_changes(&app.shop, order, &[made], "Owner").await.unwrap();
    assert_eq!(at(&app, later(9 * HOUR)).await, 0);
    let step = store.step_of(order).await.unwrap().unwrap();
    assert!(step.refused.unwrap().contains("undone"));
}

#[tokio::test]
async fn a_holiday_entered_later_and_an_archived_status_change_the_plan() {
    let (app, order) = app().await;
    let mut shine = status(&app, "shine", None).await;
    let oak = status(&app, "oak", Some((&shine, NextWhen::AfterWorkingDays(1)))).await;
    set(&app, order, &oak).await;
    let mut shop = app.shop.clone();
    let day = jiff::civil::date(2026, 11, 24);
    shop.settings.holidays = vec![Holiday { date: day, name: None, yearly: false }];
    app.services.store.save_shop(&shop).await.unwrap();
    assert_eq!(at(&app, later(DAY_MS)).await, 0, "Tuesday is a holiday");
    shine.archived = true;
    app.services.save_status(&app.shop, &shine).await.unwrap();
    assert_eq!(at(&app, later(2 * DAY_MS)).await, 0);
    let store = app.services.store.shop(app.shop.id);
    let refused = store.step_of(order).await.unwrap().unwrap().refused.unwrap();
    assert!(refused.contains("archived"), "{refused}");
    shine.archived = false;
    app.services.save_status(&app.shop, &shine).await.unwrap();
    assert_eq!(at(&app, later(2 * DAY_MS + HOUR)).await, 1, "brought back, it goes on");
}

#[tokio::test]
async fn statuses_that_would_chase_each_other_are_refused() {
    let (app, order) = app().await;
    let oak = status(&app, "oak", None).await;
    let shine = status(&app, "shine", Some((&oak, NextWhen::AfterHours(0)))).await;
    let mut circle = oak.clone();
    circle.automatic_next = Some(AutomaticNext { to: shine.id, when: NextWhen::AfterWorkingDays(0) });
    let refused = app.services.save_status(&app.shop, &circle).await.unwrap_err();
    let ServiceError::Input(sentence) = refused else { panic!("{refused:?}") };
    assert!(sentence.contains("“shine”") && sentence.contains("without any time passing"), "{sentence}");
    circle.automatic_next = Some(AutomaticNext { to: oak.id, when: NextWhen::AfterHours(0) });
    assert!(check_rules(std::slice::from_ref(&circle)).is_err(), "one that follows itself");
    // With an hour in it the circle is allowed, and takes an hour each time.
    circle.automatic_next = Some(AutomaticNext { to: shine.id, when: NextWhen::AfterHours(1) });
    app.services.save_status(&app.shop, &circle).await.unwrap();
    set(&app, order, &oak).await;
    assert_eq!(at(&app, later(HOUR)).await, 2);
    assert_eq!(at(&app, later(2 * HOUR)).await, 0, "a step stands a millisecond after the one it follows");
    assert_eq!(at(&app, later(2 * HOUR + 1)).await, 2);
}

/// Zone, when the status is set, when the next is to come, and when it comes.
type Row = (&'static str, &'static str, NextWhen, &'static str);

const COPENHAGEN: &str = "Europe/Copenhagen";
const NEW_YORK: &str = "America/New_York";
const KOLKATA: &str = "Asia/Kolkata";

const fn on(year: i16, month: i8, day: i8, hour: u8) -> NextWhen {
    NextWhen::AtDate { date: jiff::civil::date(year, month, day), hour }
}

const TABLE: &[Row] = &[
    // Clocks go forward: the time of day stays, hours stay hours, an hour that is skipped comes after the gap.
    (COPENHAGEN, "2027-03-26T10:00:00+01:00", NextWhen::AfterWorkingDays(1), "2027-03-29T10:00:00+02:00"),
    (COPENHAGEN, "2027-03-27T12:00:00+01:00", NextWhen::AfterHours(24), "2027-03-28T13:00:00+02:00"),
    (COPENHAGEN, "2027-03-20T10:00:00+01:00", on(2027, 3, 28, 1), "2027-03-28T01:00:00+01:00"),
    (COPENHAGEN, "2027-03-20T10:00:00+01:00", on(2027, 3, 28, 2), "2027-03-28T03:00:00+02:00"),
    (COPENHAGEN, "2027-03-20T10:00:00+01:00", on(2027, 3, 28, 3), "2027-03-28T03:00:00+02:00"),
    (NEW_YORK, "2027-03-12T23:30:00-05:00", NextWhen::AfterWorkingDays(2), "2027-03-16T23:30:00-04:00"),
    (NEW_YORK, "2027-03-13T12:00:00-05:00", NextWhen::AfterHours(24), "2027-03-14T13:00:00-04:00"),
    (NEW_YORK, "2027-03-01T09:00:00-05:00", on(2027, 3, 14, 2), "2027-03-14T03:00:00-04:00"),
    // Clocks go back: an hour that comes twice is the first of the two.
    (COPENHAGEN, "2027-10-29T02:30:00+02:00", NextWhen::AfterWorkingDays(1), "2027-11-01T02:30:00+01:00"),
    (COPENHAGEN, "2027-10-30T12:00:00+02:00", NextWhen::AfterHours(24), "2027-10-31T11:00:00+01:00"),
    (COPENHAGEN, "2027-10-20T10:00:00+02:00", on(2027, 10, 31, 2), "2027-10-31T02:00:00+02:00"),
    (COPENHAGEN, "2027-10-20T10:00:00+02:00", on(2027, 10, 31, 3), "2027-10-31T03:00:00+01:00"),
    (NEW_YORK, "2027-11-01T09:00:00-04:00", on(2027, 11, 7, 1), "2027-11-07T01:00:00-04:00"),
    (NEW_YORK, "2027-11-06T12:00:00-04:00", NextWhen::AfterHours(24), "2027-11-07T11:00:00-05:00"),
    (NEW_YORK, "2027-11-05T17:00:00-04:00", NextWhen::AfterWorkingDays(1), "2027-11-08T17:00:00-05:00"),
    // No change of the clock, half an hour beside the others, and days that begin while others sleep.
    (KOLKATA, "2027-03-26T00:15:00+05:30", NextWhen::AfterWorkingDays(1), "2027-03-29T00:15:00+05:30"),
    (KOLKATA, "2027-03-27T12:00:00+05:30", NextWhen::AfterHours(24), "2027-03-28T12:00:00+05:30"),
    (KOLKATA, "2027-03-20T10:00:00+05:30", on(2027, 3, 28, 2), "2027-03-28T02:00:00+05:30"),
    (KOLKATA, "2027-10-20T10:00:00+05:30", on(2027, 10, 31, 0), "2027-10-31T00:00:00+05:30"),
    (KOLKATA, "2027-10-20T10:00:00+05:30", on(2027, 10, 31, 23), "2027-10-31T23:00:00+05:30"),
];

#[tokio::test]
async fn steps_come_when_the_shops_clock_says_so_also_when_it_changes() {
    let millis = |text: &str| Millis(text.parse::<jiff::Timestamp>().unwrap().as_millisecond());
    for (zone, set_at, when, comes_at) in TABLE {
        let place = format!("{zone}, set at {set_at}, {when:?}");
        let (app, order) = app_in(zone).await;
        let shine = status(&app, "shine", None).await;
        let oak = status(&app, "oak", Some((&shine, *when))).await;
        app.clock.set(millis(set_at));
        set(&app, order, &oak).await;
        let planned = app.services.store.shop(app.shop.id).step_of(order).await.unwrap().unwrap().step;
        assert_eq!(planned.at.to_rfc3339(), millis(comes_at).to_rfc3339(), "{place}");
        assert_eq!(at(&app, Millis(planned.at.0 - 1)).await, 0, "{place}: not a moment before");
        assert_eq!(at(&app, planned.at).await, 1, "{place}");
        assert_eq!(at(&app, planned.at.plus_days(400)).await, 0, "{place}: and never again");
    }
}

#[tokio::test]
async fn a_date_that_is_over_means_at_once() {
    let (app, order) = app_in(KOLKATA).await;
    let shine = status(&app, "shine", None).await;
    let oak = status(&app, "oak", Some((&shine, on(2026, 11, 1, 9)))).await;
    set(&app, order, &oak).await;
    assert_eq!(at(&app, NOON).await, 1);
    assert_eq!(told(&history(&app, order).await), [("oak", 0), ("shine", 0)]);
}
