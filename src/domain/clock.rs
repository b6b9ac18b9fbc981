//! Time and chance as parameters.
//!
//! The one place that reads the system clock and the system's random generator; everything else is
//! handed a [`Clock`] or a [`Chance`]. Start with [`Millis`].

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// An instant in milliseconds since 1970-01-01 UTC. May lie in the past or in the future.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millis(pub i64);

/// Milliseconds in a day of 24 hours.
pub const DAY_MS: i64 = 86_400_000;

impl Millis {
    /// The instant `days` times 24 hours later (earlier when negative); never overflows.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(DAY_MS)))
    }

    /// The instant `minutes` later (earlier when negative); never overflows.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(60_000)))
    }

    /// The instant `seconds` later (earlier when negative); never overflows.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000)))
    }

    /// This instant as a time in `zone`; an instant outside years -9999 to 9999 becomes the nearest
    /// one inside.
    #[must_use]
    pub fn in_zone(self, zone: &TimeZone) -> Zoned {
        let low = Timestamp::MIN.as_millisecond() + DAY_MS;
        let high = Timestamp::MAX.as_millisecond() - DAY_MS;
        let stamp = Timestamp::from_millisecond(self.0.clamp(low, high)).unwrap_or(Timestamp::UNIX_EPOCH);
        stamp.to_zoned(zone.clone())
    }

    /// The calendar day of this instant in `zone`.
    #[must_use]
    pub fn day_in(self, zone: &TimeZone) -> Date {
        self.in_zone(zone).date()
    }

    /// Reads an RFC 3339 time such as Shopify writes (`2026-11-22T10:00:00Z`, `…-05:00`).
    /// `None` when the text is not such a time.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.trim().parse::<Timestamp>().ok().map(|t| Self(t.as_millisecond()))
    }

    /// The instant as RFC 3339 in UTC, for machine-readable attributes.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        self.in_zone(&TimeZone::UTC).timestamp().to_string()
    }
}

/// Tells the time. Passed in wherever time matters so that tests can move it.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Millis;
}

/// The machine's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the system clock")]
    fn now(&self) -> Millis {
        Millis(Timestamp::now().as_millisecond())
    }
}

/// A clock that stands still until it is moved. For tests.
#[derive(Debug, Default)]
pub struct MovableClock(AtomicI64);

impl MovableClock {
    /// A clock that shows `at`.
    #[must_use]
    pub const fn at(at: Millis) -> Self {
        Self(AtomicI64::new(at.0))
    }

    /// Moves the clock to `at`.
    pub fn set(&self, at: Millis) {
        self.0.store(at.0, Ordering::SeqCst);
    }
}

impl Clock for MovableClock {
    fn now(&self) -> Millis {
        Millis(self.0.load(Ordering::SeqCst))
    }
}

/// A source of unguessable bytes. Passed in wherever a token, code or key is made.
pub trait Chance: Send + Sync {
    /// Fills `bytes` with random bytes from the source.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's generator.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    /// # Panics
    /// When the operating system has no randomness to give: no token made then could be trusted.
    fn fill(&self, bytes: &mut [u8]) {
        use rand::TryRng;
        rand::rngs::SysRng.try_fill_bytes(bytes).expect("the operating system gives random bytes");
    }
}
