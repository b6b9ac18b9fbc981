//! One language, ready to speak: what a page is written with. Start with [`Speech::say`].

use std::sync::Arc;

use jiff::Zoned;
use jiff::civil::Date;

use super::arg::Arg;
use super::tag::Language;
use super::words::Tongue;
use crate::domain::clock::Millis;
use crate::domain::money::Money;

/// The sentences, dates and amounts of one language. Cheap to clone.
#[derive(Clone)]
pub struct Speech {
    tongue: Arc<Tongue>,
}

impl Speech {
    /// One language alone, without reading the others: for a process that writes one message.
    #[must_use]
    pub fn of(language: Language) -> Self {
        Self::new(Arc::new(Tongue::new(language)))
    }

    pub(super) const fn new(tongue: Arc<Tongue>) -> Self {
        Self { tongue }
    }

    /// The language spoken.
    #[must_use]
    pub fn language(&self) -> Language {
        self.tongue.language
    }

    /// The sentence under `key`; the key itself when there is none (a test sees to it that there is).
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.tongue.say(key)
    }

    /// The sentence under `key` with values for its variables:
    /// `speech.say_with("order-title", &[("name", Arg::from(&order.name))])`.
    #[must_use]
    pub fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.tongue.say_with(key, args)
    }

    /// A sentence with values, where somebody else chose key and values; `None` when there is no such
    /// sentence or a value is missing.
    #[must_use]
    pub fn try_say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        self.tongue.try_say(key, args)
    }

    /// Whether there is a sentence under `key`, for keys that are put together.
    #[must_use]
    pub fn knows(&self, key: &str) -> bool {
        self.tongue.knows(key)
    }

    /// Weekday, day and month ("Thursday 26 November"); with the year when it is not today's.
    #[must_use]
    pub fn day(&self, date: Date, today: Date) -> String {
        self.tongue.dates.day(date, today)
    }

    /// Day and short month ("26 Nov"); with the year when it is not today's.
    #[must_use]
    pub fn day_short(&self, date: Date, today: Date) -> String {
        self.tongue.dates.day_short(date, today)
    }

    /// "Today", "Yesterday", "Tomorrow", else [`Self::day`] with a capital letter: for headings.
    #[must_use]
    pub fn day_title(&self, date: Date, today: Date) -> String {
        match date.since(today).map_or(i32::MAX, |span| span.get_days()) {
            0 => self.say("today"),
            -1 => self.say("yesterday"),
            1 => self.say("tomorrow"),
            _ => capitalized(&self.day(date, today)),
        }
    }

    /// The time of day as this language writes it ("08:12"), in the zone of `at`.
    #[must_use]
    pub fn time(&self, at: &Zoned) -> String {
        self.tongue.dates.time(at.time())
    }

    /// Two days with short names ("Tue 24 Nov – Thu 26 Nov"); [`Self::day`] when they are the same.
    #[must_use]
    pub fn range(&self, from: Date, to: Date, today: Date) -> String {
        if from == to {
            return self.day(from, today);
        }
        let dates = &self.tongue.dates;
        let (from, to) = (dates.day_medium(from, today), dates.day_medium(to, today));
        self.say_with("date-range", &[("from", Arg::from(from)), ("to", Arg::from(to))])
    }

    /// How far `from` lies from `now` ("4 minutes ago", "yesterday", "in 2 days", "now").
    #[must_use]
    pub fn relative(&self, from: Millis, now: Millis) -> String {
        self.tongue.dates.relative(from, now)
    }

    /// An amount with its currency ("14.350,00 kr."); a currency nobody knows stands as its code
    /// behind the number.
    #[must_use]
    pub fn money(&self, money: &Money) -> String {
        self.tongue.amounts.money(money)
    }

    /// A whole number with this language's grouping ("12,500").
    #[must_use]
    pub fn number(&self, number: u64) -> String {
        self.tongue.amounts.number(number)
    }
}

fn capitalized(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}
