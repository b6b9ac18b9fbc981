//! The stand-in's time and chance: a clock that can be set and moved, and a small seeded generator.
//! The only place that reads the real clock; the `domain` clock of the product is not used here,
//! because this crate depends on nothing of the product.

use std::time::{Duration, UNIX_EPOCH};

/// Seconds since 1970, the precision in which Shopify prints times.
pub type Seconds = i64;

/// One minute, hour and day in [`Seconds`].
pub const MINUTE: Seconds = 60;
/// See [`MINUTE`].
pub const HOUR: Seconds = 3600;
/// See [`MINUTE`].
pub const DAY: Seconds = 86_400;

/// The real time in milliseconds since 1970.
pub(crate) fn real_millis() -> i64 {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place of this test tool that reads the real clock"
    )]
    let now = std::time::SystemTime::now();
    now.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_millis() as i64
}

/// A clock that runs at the real pace, shifted by a settable number of milliseconds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    shift: i64,
}

impl Clock {
    /// Whole seconds now.
    pub fn now(&self) -> Seconds {
        self.millis().div_euclid(1000)
    }

    /// Milliseconds now.
    pub fn millis(&self) -> i64 {
        real_millis() + self.shift
    }

    /// Makes it be `at` now.
    pub fn set(&mut self, at: Seconds) {
        self.shift = at * 1000 - real_millis();
    }

    /// Moves the clock on; negative goes back.
    pub fn advance(&mut self, seconds: Seconds) {
        self.shift += seconds * 1000;
    }
}

/// A small generator (splitmix64): the same seed gives the same sequence on every machine.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// A generator that starts from `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 when `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.bits() % n as u64) as usize }
    }

    /// True in `percent` of 100 cases.
    pub fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent as usize
    }

    /// One of the given things.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// `n` hexadecimal digits.
    pub fn hex(&mut self, n: usize) -> String {
        let mut text = String::with_capacity(n + 16);
        while text.len() < n {
            text.push_str(&format!("{:016x}", self.bits()));
        }
        text.truncate(n);
        text
    }

    /// Text in the form of a UUID, as Shopify's webhook and event ids look.
    pub fn uuid(&mut self) -> String {
        let h = self.hex(32);
        format!("{}-{}-{}-{}-{}", &h[..8], &h[8..12], &h[12..16], &h[16..20], &h[20..])
    }
}

/// A time as GraphQL prints it: `2026-11-22T10:00:00Z`.
pub fn zulu(at: Seconds) -> String {
    let (date, s) = civil(at);
    format!("{date}T{:02}:{:02}:{:02}Z", s / 3600, s / 60 % 60, s % 60)
}

/// A time as webhook bodies print it, with the shop's offset: `2026-11-22T11:00:00+01:00`.
pub fn with_offset(at: Seconds, offset_minutes: i64) -> String {
    let (date, s) = civil(at + offset_minutes * 60);
    let (sign, o) = if offset_minutes < 0 { ('-', -offset_minutes) } else { ('+', offset_minutes) };
    format!("{date}T{:02}:{:02}:{:02}{sign}{:02}:{:02}", s / 3600, s / 60 % 60, s % 60, o / 60, o % 60)
}

/// Reads an ISO 8601 time with `Z` or an offset, or a bare date.
pub fn parse_time(text: &str) -> Option<Seconds> {
    if let Ok(at) = text.parse::<jiff::Timestamp>() {
        return Some(at.as_second());
    }
    let date: jiff::civil::Date = text.parse().ok()?;
    date.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|at| at.timestamp().as_second())
}

/// The day as `YYYY-MM-DD` and the second within it (days-to-date after Howard Hinnant's algorithm).
fn civil(at: Seconds) -> (String, i64) {
    let (days, second) = (at.div_euclid(DAY), at.rem_euclid(DAY));
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    (format!("{year:04}-{month:02}-{:02}", doy - (153 * mp + 2) / 5 + 1), second)
}
