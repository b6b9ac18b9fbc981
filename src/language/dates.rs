//! Days, times and distances in time as a language writes them. Formatters are made once per
//! language; nothing here reads a clock or a time zone. Start with [`Dates::day`].

use fixed_decimal::Decimal;
use icu_calendar::Gregorian;
use icu_datetime::fieldsets::enums::DateFieldSet;
use icu_datetime::fieldsets::{MD, MDE, T, YMD, YMDE};
use icu_datetime::input::{Date as IcuDate, Time as IcuTime};
use icu_datetime::options::{TimePrecision, YearStyle};
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu_experimental::relativetime::options::Numeric;
use icu_experimental::relativetime::{RelativeTimeFormatter, RelativeTimeFormatterOptions};
use icu_locale::Locale;
use jiff::civil::{Date, Time};

use super::tag::Language;
use crate::domain::clock::Millis;

type DayFormatter = FixedCalendarDateTimeFormatter<Gregorian, DateFieldSet>;

/// One way to write a day: in today's year, and in another one.
struct DayStyle {
    /// `None` where the style with a year, less the year, reads better.
    this_year: Option<DayFormatter>,
    other_year: Option<DayFormatter>,
}

impl DayStyle {
    fn new(locale: &Locale, this_year: Option<DateFieldSet>, other_year: DateFieldSet) -> Self {
        let make = |fields| DayFormatter::try_new(locale.into(), fields).ok();
        Self { this_year: this_year.and_then(make), other_year: make(other_year) }
    }

    fn write(&self, date: Date, today: Date) -> String {
        let (year, month, day) = (i32::from(date.year()), date.month(), date.day());
        let Ok(value) = IcuDate::try_new_gregorian(year, month.unsigned_abs(), day.unsigned_abs()) else {
            return date.to_string();
        };
        let this_year = date.year() == today.year();
        match (&self.this_year, &self.other_year) {
            (Some(formatter), _) if this_year => formatter.format(&value).to_string(),
            (None, Some(formatter)) if this_year => {
                let text = formatter.format(&value).to_string();
                text.strip_suffix(&format!(" {year}")).map(str::to_owned).unwrap_or(text)
            }
            (_, Some(formatter)) => formatter.format(&value).to_string(),
            _ => date.to_string(),
        }
    }
}

/// The formatters of one language. A formatter without data (which a test rules out) is `None`, and
/// its values are written in the ISO way.
pub(super) struct Dates {
    long: DayStyle,
    medium: DayStyle,
    short: DayStyle,
    time: Option<NoCalendarFormatter<T>>,
    minutes: Option<RelativeTimeFormatter>,
    hours: Option<RelativeTimeFormatter>,
    days: Option<RelativeTimeFormatter>,
    months: Option<RelativeTimeFormatter>,
    years: Option<RelativeTimeFormatter>,
    now: Option<RelativeTimeFormatter>,
}

/// The CLDR locale whose habits a language follows: day before month in English; digits that Latin
/// readers and parcel labels share in Arabic.
pub(super) fn cldr_locale(language: Language) -> Locale {
    let tag = match language {
        Language::English => "en-GB",
        Language::Arabic => "ar-u-nu-latn",
        other => other.tag(),
    };
    tag.parse().unwrap_or(Locale::UNKNOWN)
}

macro_rules! distance {
    ($make:ident, $locale:expr) => {{
        let options = RelativeTimeFormatterOptions::default().with_numeric(Numeric::Auto);
        RelativeTimeFormatter::$make((&$locale).into(), options).ok()
    }};
}

impl Dates {
    pub(super) fn new(language: Language) -> Self {
        let locale = cldr_locale(language);
        let full = YearStyle::Full;
        // The CLDR's pattern without a year lacks the comma in British English and the dot of the
        // ordinal in Norwegian; the one with a year has them.
        let yearless = !matches!(language, Language::English | Language::Norwegian);
        let long = yearless.then_some(DateFieldSet::MDE(MDE::long()));
        // German and Arabic write a medium date with a year in figures only, unlike all others.
        let (medium, short) = match language {
            Language::German | Language::Arabic => (YMDE::long(), YMD::long()),
            _ => (YMDE::medium(), YMD::medium()),
        };
        let (medium, short) = (medium.with_year_style(full), short.with_year_style(full));
        Self {
            long: DayStyle::new(&locale, long, DateFieldSet::YMDE(YMDE::long().with_year_style(full))),
            medium: DayStyle::new(
                &locale,
                Some(DateFieldSet::MDE(MDE::medium())),
                DateFieldSet::YMDE(medium),
            ),
            short: DayStyle::new(&locale, Some(DateFieldSet::MD(MD::medium())), DateFieldSet::YMD(short)),
            time: NoCalendarFormatter::try_new(
                (&locale).into(),
                T::short().with_time_precision(TimePrecision::Minute),
            )
            .ok(),
            minutes: distance!(try_new_long_minute, locale),
            hours: distance!(try_new_long_hour, locale),
            days: distance!(try_new_long_day, locale),
            months: distance!(try_new_long_month, locale),
            years: distance!(try_new_long_year, locale),
            now: distance!(try_new_long_second, locale),
        }
    }

    pub(super) fn day(&self, date: Date, today: Date) -> String {
        self.long.write(date, today)
    }

    pub(super) fn day_medium(&self, date: Date, today: Date) -> String {
        self.medium.write(date, today)
    }

    pub(super) fn day_short(&self, date: Date, today: Date) -> String {
        self.short.write(date, today)
    }

    pub(super) fn time(&self, time: Time) -> String {
        let parts = (time.hour().unsigned_abs(), time.minute().unsigned_abs());
        match (&self.time, IcuTime::try_new(parts.0, parts.1, 0, 0)) {
            (Some(formatter), Ok(time)) => formatter.format(&time).to_string(),
            _ => format!("{:02}:{:02}", parts.0, parts.1),
        }
    }

    pub(super) fn relative(&self, from: Millis, now: Millis) -> String {
        let minutes = from.0.saturating_sub(now.0) / 60_000;
        let (formatter, value) = match minutes.unsigned_abs() {
            0 => (&self.now, 0),
            1..60 => (&self.minutes, minutes),
            60..1_440 => (&self.hours, minutes / 60),
            1_440..44_640 => (&self.days, minutes / 1_440),
            44_640..525_600 => (&self.months, minutes / 43_800),
            _ => (&self.years, minutes / 525_600),
        };
        match formatter {
            Some(formatter) => formatter.format(Decimal::from(value)).to_string(),
            None => from.to_rfc3339(),
        }
    }
}
