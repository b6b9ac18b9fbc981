//! A shop's working calendar: which days it works, and what follows from that for times and dates.
//! Pure; knows no clock. Start with [`Calendar`], made by [`ShopSettings::calendar`].
//!
//! A day is a calendar day in the shop's time zone. Where clocks go forward, a time that does not exist
//! becomes the same time after the gap (02:30 becomes 03:30); where they go back, a time that exists
//! twice is the first of the two.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::clock::Millis;
use super::due_date::DueDate;
use super::shop::ShopSettings;

/// After how many days without a single working day a search gives up: two years.
const LONGEST_REST: u32 = 732;
/// Most holidays of a shop.
pub const MOST_HOLIDAYS: usize = 400;
/// Longest name of a holiday, in characters.
pub const HOLIDAY_NAME_LIMIT: usize = 80;

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the days of the week")]
pub enum WorkingDay {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl WorkingDay {
    /// All seven, Monday first.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// The word stored and used in forms.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
        }
    }

    /// Reads a stored word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|day| day.word() == word)
    }

    const fn of(day: Weekday) -> Self {
        match day {
            Weekday::Monday => Self::Monday,
            Weekday::Tuesday => Self::Tuesday,
            Weekday::Wednesday => Self::Wednesday,
            Weekday::Thursday => Self::Thursday,
            Weekday::Friday => Self::Friday,
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
        }
    }
}

/// Mondays to Fridays.
#[must_use]
pub fn usual_week() -> BTreeSet<WorkingDay> {
    WorkingDay::ALL[..5].iter().copied().collect()
}

/// A day on which the shop does not work.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// What staff call it; shoppers never read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether it comes back every year on the same day and month, also in earlier years. 29 February
    /// comes back in leap years only.
    #[serde(default)]
    pub yearly: bool,
}

/// Which days a shop works, in its time zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    zone: TimeZone,
    week: BTreeSet<WorkingDay>,
    dates: BTreeSet<Date>,
    yearly: BTreeSet<(i8, i8)>,
}

impl ShopSettings {
    /// The shop's working calendar; UTC when its time zone is unknown.
    #[must_use]
    pub fn calendar(&self) -> Calendar {
        Calendar::new(self.zone(), &self.working_days, &self.holidays)
    }
}

impl Calendar {
    /// A calendar of these weekdays without these holidays.
    #[must_use]
    pub fn new(zone: TimeZone, week: &BTreeSet<WorkingDay>, holidays: &[Holiday]) -> Self {
        let (yearly, once): (Vec<_>, Vec<_>) = holidays.iter().partition(|holiday| holiday.yearly);
        Self {
            zone,
            week: week.clone(),
            dates: once.iter().map(|holiday| holiday.date).collect(),
            yearly: yearly.iter().map(|holiday| (holiday.date.month(), holiday.date.day())).collect(),
        }
    }

    /// The shop's time zone.
    #[must_use]
    pub const fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The calendar day of an instant in the shop.
    #[must_use]
    pub fn day_of(&self, at: Millis) -> Date {
        at.day_in(&self.zone)
    }

    /// Whether the shop works on this day.
    #[must_use]
    pub fn is_working(&self, day: Date) -> bool {
        self.week.contains(&WorkingDay::of(day.weekday())) && !self.is_holiday(day)
    }

    fn is_holiday(&self, day: Date) -> bool {
        self.dates.contains(&day) || self.yearly.contains(&(day.month(), day.day()))
    }

    /// The `days`-th working day after `day`; `day` itself for 0. `None` when none is found: no working
    /// day for two years on end, or the end of the calendar.
    #[must_use]
    pub fn add_to_day(&self, day: Date, days: u16) -> Option<Date> {
        let (mut day, mut left, mut rest) = (day, days, 0);
        while left > 0 {
            day = day.tomorrow().ok()?;
            if self.is_working(day) {
                (left, rest) = (left - 1, 0);
            } else {
                rest += 1;
                if rest > LONGEST_REST {
                    return None;
                }
            }
        }
        Some(day)
    }

    /// The same time of day on the `days`-th working day after the day of `at`; `at` itself for 0. `None`
    /// as for [`Calendar::add_to_day`].
    #[must_use]
    pub fn add_working_days(&self, at: Millis, days: u16) -> Option<Millis> {
        if days == 0 {
            return Some(at);
        }
        let local = at.in_zone(&self.zone);
        let day = self.add_to_day(local.date(), days)?;
        self.instant(day, local.time())
    }

    /// The instant of a time of day in the shop; `None` at the end of the calendar.
    #[must_use]
    pub fn instant(&self, day: Date, time: Time) -> Option<Millis> {
        let at = day.to_datetime(time).to_zoned(self.zone.clone()).ok()?;
        Some(Millis(at.timestamp().as_millisecond()))
    }

    /// Working days from `first` to `last`, both included; 0 when `last` is earlier.
    #[must_use]
    pub fn count(&self, first: Date, last: Date) -> u64 {
        let days = first.until(last).map_or(0, |span| i64::from(span.get_days())) + 1;
        if days <= 0 {
            return 0;
        }
        // Whole weeks at once: an order may wait for years.
        let week = i64::try_from(self.week.len()).unwrap_or(7);
        let begins = i64::from(first.weekday().to_monday_zero_offset());
        let works = |n: &i64| {
            let place = usize::try_from((begins + n) % 7).unwrap_or(0);
            self.week.contains(&WorkingDay::ALL[place])
        };
        let rest = i64::try_from((0..days % 7).filter(works).count()).unwrap_or(0);
        let free = self.holidays_in(first, last).into_iter();
        let free = free.filter(|day| self.week.contains(&WorkingDay::of(day.weekday()))).count();
        u64::try_from(days / 7 * week + rest).unwrap_or(0).saturating_sub(free as u64)
    }

    fn holidays_in(&self, first: Date, last: Date) -> BTreeSet<Date> {
        let mut days: BTreeSet<Date> = self.dates.range(first..=last).copied().collect();
        for year in first.year()..=last.year() {
            let in_year = self.yearly.iter().filter_map(|(month, day)| Date::new(year, *month, *day).ok());
            days.extend(in_year.filter(|day| (first..=last).contains(day)));
        }
        days
    }

    /// Working days that have begun after the day of `from` and up to the day of `to`: 0 on the same day
    /// and when `to` is earlier.
    #[must_use]
    pub fn working_days_between(&self, from: Millis, to: Millis) -> u64 {
        self.day_of(from).tomorrow().map_or(0, |first| self.count(first, self.day_of(to)))
    }

    /// Whoever is in a step since before this instant is in it for more than `usual_to` working days at
    /// `now`. The least of all instants, so that nothing is too long, where the shop never works.
    #[must_use]
    pub fn too_long_since(&self, now: Millis, usual_to: u16) -> Millis {
        let never = Millis(i64::MIN);
        let (mut day, mut left, mut rest) = (self.day_of(now), u32::from(usual_to) + 1, 0);
        loop {
            if self.is_working(day) {
                (left, rest) = (left - 1, 0);
            } else {
                rest += 1;
            }
            if left == 0 {
                return self.instant(day, Time::midnight()).unwrap_or(never);
            }
            match day.yesterday() {
                Ok(before) if rest <= LONGEST_REST => day = before,
                _ => return never,
            }
        }
    }

    /// Whether the last day of a due date is over at `now`: on that day itself it is not late.
    #[must_use]
    pub fn is_late(&self, due: DueDate, now: Millis) -> bool {
        late(due, self.day_of(now))
    }
}

/// Whether the last day of a due date is over `today`, both in the shop's time zone.
#[must_use]
pub fn late(due: DueDate, today: Date) -> bool {
    today > due.to
}

/// What is wrong with a shop's working calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarProblem {
    /// The field of [`ShopSettings`] it stands in: `time_zone`, `working_days`, `holidays` or
    /// `lead_times`.
    pub field: &'static str,
    /// What to do, for the merchant.
    pub sentence: String,
}

impl CalendarProblem {
    pub(super) fn new(field: &'static str, sentence: impl Into<String>) -> Self {
        Self { field, sentence: sentence.into() }
    }
}

/// What is wrong with time zone, working days and holidays; nothing when they can be used.
#[must_use]
pub fn check_calendar(settings: &ShopSettings) -> Vec<CalendarProblem> {
    let mut wrong = Vec::new();
    if TimeZone::get(&settings.time_zone).is_err() {
        let sentence = format!(
            "“{}” is no time zone that is known here: choose one such as Europe/Copenhagen.",
            settings.time_zone
        );
        wrong.push(CalendarProblem::new("time_zone", sentence));
    }
    if settings.working_days.is_empty() {
        wrong.push(CalendarProblem::new("working_days", "Choose at least one day on which the shop works."));
    }
    let mut holidays = |sentence: String| wrong.push(CalendarProblem::new("holidays", sentence));
    if settings.holidays.len() > MOST_HOLIDAYS {
        holidays(format!("There are at most {MOST_HOLIDAYS} holidays: remove those that are over."));
    }
    let (mut seen, mut yearly) = (BTreeSet::new(), BTreeSet::new());
    for holiday in &settings.holidays {
        if holiday.name.as_ref().is_some_and(|name| name.chars().count() > HOLIDAY_NAME_LIMIT) {
            holidays(format!("The name of {} has at most {HOLIDAY_NAME_LIMIT} characters.", holiday.date));
        }
        let date = holiday.date;
        let twice =
            if holiday.yearly { !yearly.insert((date.month(), date.day())) } else { !seen.insert(date) };
        if twice {
            holidays(format!("{date} is there twice: remove one of the two."));
        }
    }
    if !settings.working_days.is_empty() && never_works(settings) {
        holidays("With these holidays the shop never works: remove some of them.".to_owned());
    }
    wrong
}

/// Whether yearly holidays leave no working day: 28 years hold every day of a year on every weekday.
fn never_works(settings: &ShopSettings) -> bool {
    let yearly: Vec<Holiday> = settings.holidays.iter().filter(|holiday| holiday.yearly).cloned().collect();
    if yearly.len() < 365 {
        return false;
    }
    let calendar = Calendar::new(TimeZone::UTC, &settings.working_days, &yearly);
    let first = jiff::civil::date(2026, 1, 1);
    first.checked_add(28.years()).is_ok_and(|last| calendar.count(first, last) == 0)
}
