//! A shop's working calendar, by tables: three time zones, both changes of the clock, holidays, the end
//! of the year, and weeks without a working day.

use jiff::civil::{Date, date};
use waymark::domain::clock::Millis;
use waymark::domain::due_date::DueDate;
use waymark::domain::shop::ShopSettings;
use waymark::domain::working_days::{
    Calendar, CalendarProblem, Holiday, WorkingDay, check_calendar, late, usual_week,
};

fn settings(zone: &str, holidays: &[(&str, bool)]) -> ShopSettings {
    let holiday =
        |(day, yearly): &(&str, bool)| Holiday { date: day.parse().unwrap(), name: None, yearly: *yearly };
    ShopSettings {
        time_zone: zone.into(),
        holidays: holidays.iter().map(holiday).collect(),
        ..ShopSettings::default()
    }
}

fn calendar(zone: &str) -> Calendar {
    settings(zone, &[]).calendar()
}

fn at(text: &str) -> Millis {
    Millis::parse(text).unwrap_or_else(|| panic!("{text}"))
}

#[test]
fn the_time_of_day_stays_over_both_changes_of_the_clock() {
    let table = [
        // Friday before the clocks go forward to Monday after: the same local time.
        ("Europe/Copenhagen", "2026-03-27T10:00:00+01:00", 1, "2026-03-30T10:00:00+02:00"),
        ("Europe/Copenhagen", "2026-10-23T10:00:00+02:00", 1, "2026-10-26T10:00:00+01:00"),
        ("Europe/Copenhagen", "2027-03-26T23:59:00+01:00", 1, "2027-03-29T23:59:00+02:00"),
        ("Europe/Copenhagen", "2027-10-29T00:00:00+02:00", 1, "2027-11-01T00:00:00+01:00"),
        ("America/New_York", "2026-03-06T09:30:00-05:00", 1, "2026-03-09T09:30:00-04:00"),
        ("America/New_York", "2026-10-30T09:30:00-04:00", 1, "2026-11-02T09:30:00-05:00"),
        ("America/New_York", "2027-03-12T09:30:00-05:00", 3, "2027-03-17T09:30:00-04:00"),
        ("America/New_York", "2027-11-05T09:30:00-04:00", 5, "2027-11-12T09:30:00-05:00"),
        // No change of the clock there.
        ("Asia/Kolkata", "2026-03-27T10:00:00+05:30", 1, "2026-03-30T10:00:00+05:30"),
        ("Asia/Kolkata", "2027-10-29T00:00:00+05:30", 6, "2027-11-08T00:00:00+05:30"),
        // One instant, three days: still Thursday in New York, Friday in Copenhagen and Kolkata.
        ("America/New_York", "2026-11-20T01:00:00Z", 1, "2026-11-21T01:00:00Z"),
        ("Europe/Copenhagen", "2026-11-20T01:00:00Z", 1, "2026-11-23T01:00:00Z"),
        ("Asia/Kolkata", "2026-11-20T18:29:59Z", 1, "2026-11-23T18:29:59Z"),
        ("Asia/Kolkata", "2026-11-20T18:30:00Z", 1, "2026-11-22T18:30:00Z"),
        // Over the year's end, and nothing added.
        ("Europe/Copenhagen", "2026-12-31T12:00:00+01:00", 1, "2027-01-01T12:00:00+01:00"),
        ("Europe/Copenhagen", "2026-11-21T12:00:00+01:00", 0, "2026-11-21T12:00:00+01:00"),
    ];
    for (zone, from, days, to) in table {
        assert_eq!(calendar(zone).add_working_days(at(from), days), Some(at(to)), "{zone} {from} + {days}");
    }
}

#[test]
fn a_time_that_is_skipped_comes_later_and_one_that_comes_twice_is_the_first() {
    let every_day = |zone: &str| {
        let all = WorkingDay::ALL.into_iter().collect();
        ShopSettings { working_days: all, ..settings(zone, &[]) }.calendar()
    };
    let table = [
        ("Europe/Copenhagen", "2026-03-28T02:30:00+01:00", "2026-03-29T03:30:00+02:00"),
        ("Europe/Copenhagen", "2026-10-24T02:30:00+02:00", "2026-10-25T02:30:00+02:00"),
        ("Europe/Copenhagen", "2027-03-27T02:30:00+01:00", "2027-03-28T03:30:00+02:00"),
        ("Europe/Copenhagen", "2027-10-30T02:30:00+02:00", "2027-10-31T02:30:00+02:00"),
        ("America/New_York", "2026-03-07T02:30:00-05:00", "2026-03-08T03:30:00-04:00"),
        ("America/New_York", "2026-10-31T01:30:00-04:00", "2026-11-01T01:30:00-04:00"),
        ("America/New_York", "2027-03-13T02:30:00-05:00", "2027-03-14T03:30:00-04:00"),
        ("America/New_York", "2027-11-06T01:30:00-04:00", "2027-11-07T01:30:00-04:00"),
    ];
    for (zone, from, to) in table {
        assert_eq!(every_day(zone).add_working_days(at(from), 1), Some(at(to)), "{zone} {from}");
    }
}

#[test]
fn holidays_are_no_working_days() {
    let christmas = [("2026-12-24", true), ("2026-12-25", true), ("2027-01-01", false), ("2024-02-29", true)];
    let shop = settings("Europe/Copenhagen", &christmas).calendar();
    for (day, works) in [
        (date(2026, 12, 23), true),
        (date(2026, 12, 24), false),
        (date(2030, 12, 24), false),
        (date(2027, 1, 1), false),
        (date(2029, 1, 1), true),
        (date(2028, 2, 29), false),
        (date(2027, 3, 1), true),
        (date(2026, 12, 26), false),
    ] {
        assert_eq!(shop.is_working(day), works, "{day}");
    }
    let table = [(date(2026, 12, 23), 1, date(2026, 12, 28)), (date(2026, 12, 31), 1, date(2027, 1, 4))];
    for (day, days, then) in table {
        assert_eq!(shop.add_to_day(day, days), Some(then), "{day} + {days}");
    }
    // A holiday on a Saturday costs nothing; one that is there as a date and yearly costs one day.
    assert_eq!(shop.count(date(2026, 12, 21), date(2027, 1, 3)), 7);
    let twice = settings("UTC", &[("2026-12-24", true), ("2026-12-24", false)]).calendar();
    assert_eq!(twice.count(date(2026, 12, 21), date(2026, 12, 27)), 4);
}

/// The slow count, a day at a time.
fn counted(shop: &Calendar, first: Date, last: Date) -> u64 {
    let mut day = first;
    let mut count = 0;
    while day <= last {
        count += u64::from(shop.is_working(day));
        day = day.tomorrow().unwrap();
    }
    count
}

#[test]
fn counting_by_weeks_is_counting_by_days() {
    let odd = [WorkingDay::Sunday, WorkingDay::Tuesday, WorkingDay::Thursday].into_iter().collect();
    let holidays = [("2026-12-24", true), ("2026-11-24", false), ("2027-05-06", false), ("2024-02-29", true)];
    for week in [usual_week(), odd] {
        let shop = ShopSettings { working_days: week, ..settings("UTC", &holidays) }.calendar();
        let first = date(2026, 11, 19);
        let mut last = first.yesterday().unwrap();
        for length in 0..900 {
            assert_eq!(shop.count(first, last), counted(&shop, first, last), "{length} days");
            last = last.tomorrow().unwrap();
        }
    }
    assert_eq!(calendar("UTC").count(date(2026, 11, 20), date(2026, 11, 19)), 0);
    assert_eq!(calendar("UTC").count(date(2026, 11, 20), date(2026, 11, 22)), 1);
    assert_eq!(calendar("UTC").count(date(1, 1, 1), date(1, 1, 7)), 5);
}

#[test]
fn days_end_at_midnight_in_the_shop() {
    let table = [
        ("Europe/Copenhagen", "2026-11-19T22:59:59Z", "2026-11-19T23:00:00Z", 1),
        ("Europe/Copenhagen", "2026-11-19T23:00:00Z", "2026-11-20T22:59:59Z", 0),
        ("Europe/Copenhagen", "2026-11-20T12:00:00Z", "2026-11-23T12:00:00Z", 1),
        ("America/New_York", "2026-11-20T04:59:59Z", "2026-11-20T05:00:00Z", 1),
        ("Asia/Kolkata", "2026-11-19T18:29:59Z", "2026-11-19T18:30:00Z", 1),
        ("Asia/Kolkata", "2026-11-23T12:00:00Z", "2026-11-20T12:00:00Z", 0),
    ];
    for (zone, from, to, days) in table {
        assert_eq!(calendar(zone).working_days_between(at(from), at(to)), days, "{zone} {from} {to}");
    }
    let due = DueDate::new(date(2026, 11, 24), date(2026, 11, 26));
    assert!(!late(due, date(2026, 11, 26)));
    assert!(late(due, date(2026, 11, 27)));
    for (zone, now, is_late) in [
        ("Europe/Copenhagen", "2026-11-26T22:59:59Z", false),
        ("Europe/Copenhagen", "2026-11-26T23:00:00Z", true),
        ("America/New_York", "2026-11-27T04:59:59Z", false),
        ("America/New_York", "2026-11-27T05:00:00Z", true),
        ("Asia/Kolkata", "2026-11-26T18:30:00Z", true),
    ] {
        assert_eq!(calendar(zone).is_late(due, at(now)), is_late, "{zone} {now}");
    }
}

#[test]
fn too_long_is_one_working_day_more_than_usual() {
    let shop = settings("Europe/Copenhagen", &[("2026-11-24", false)]).calendar();
    // Wednesday noon; Tuesday was a holiday.
    let now = at("2026-11-25T12:00:00+01:00");
    let table = [
        (0, "2026-11-25T00:00:00+01:00"),
        (1, "2026-11-23T00:00:00+01:00"),
        (2, "2026-11-20T00:00:00+01:00"),
        (3, "2026-11-19T00:00:00+01:00"),
        (23, "2026-10-22T00:00:00+02:00"),
    ];
    for (usual, since) in table {
        let limit = shop.too_long_since(now, usual);
        assert_eq!(limit, at(since), "{usual}");
        let more_than = |since: Millis| shop.working_days_between(since, now) > u64::from(usual);
        assert!(!more_than(limit) && more_than(Millis(limit.0 - 1)), "{usual}");
    }
}

#[test]
fn a_shop_that_never_works_gets_a_clear_answer() {
    let never = ShopSettings { working_days: [].into(), ..settings("UTC", &[]) };
    let shop = never.calendar();
    let now = at("2026-11-25T12:00:00Z");
    assert_eq!(shop.add_working_days(now, 1), None);
    assert_eq!(shop.add_working_days(now, u16::MAX), None);
    assert_eq!(shop.too_long_since(now, 3), Millis(i64::MIN));
    assert_eq!(shop.working_days_between(Millis(0), now), 0);
    assert_eq!(check_calendar(&never).len(), 1);
    let days: Vec<_> =
        (0..366).map(|n| date(2024, 1, 1).checked_add(jiff::Span::new().days(n)).unwrap()).collect();
    let all = days.iter().map(|date| Holiday { date: *date, name: None, yearly: true }).collect();
    let always_closed = ShopSettings { holidays: all, ..ShopSettings::default() };
    assert_eq!(always_closed.calendar().add_working_days(now, 1), None);
    let [problem]: [CalendarProblem; 1] = check_calendar(&always_closed).try_into().unwrap();
    assert!(problem.field == "holidays" && problem.sentence.contains("never works"));
    // The end of the calendar is an answer too.
    assert_eq!(calendar("UTC").add_working_days(at("9999-12-20T12:00:00Z"), 100), None);
}

#[test]
fn what_cannot_be_used_is_said_in_a_sentence() {
    assert!(
        check_calendar(&settings("Europe/Copenhagen", &[("2026-12-24", true), ("2026-12-24", false)]))
            .is_empty()
    );
    let wrong = settings(
        "Europe/Atlantis",
        &[("2026-12-24", true), ("2025-12-24", true), ("2026-05-01", false), ("2026-05-01", false)],
    );
    let problems = check_calendar(&wrong);
    let fields: Vec<_> = problems.iter().map(|problem| problem.field).collect();
    assert_eq!(fields, ["time_zone", "holidays", "holidays"]);
    assert!(
        problems[0].sentence.contains("Europe/Atlantis")
            && problems[2].sentence.contains("2026-05-01 is there twice")
    );
}

#[test]
fn settings_of_an_older_version_work_mondays_to_fridays() {
    let old: ShopSettings = serde_json::from_str(r#"{"time_zone": "Asia/Kolkata"}"#).unwrap();
    assert_eq!(old.working_days, usual_week());
    let kept = serde_json::to_string(&settings("UTC", &[("2026-12-24", true)])).unwrap();
    assert!(
        kept.contains(r#""working_days":["monday","tuesday","wednesday","thursday","friday"]"#),
        "{kept}"
    );
}
