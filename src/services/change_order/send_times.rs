//! The time that staff choose for a message: how it is typed, and which times are refused.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::domain::clock::Millis;
use crate::domain::shop::Shop;

/// Longest wait of a message, in days.
const LONGEST_DAYS: i64 = 365;

/// What a chosen time is measured by.
pub struct SendTimes {
    now: Millis,
    zone: TimeZone,
    /// After how many days the order's personal data may be gone; 0 for never.
    personal_days: u16,
}

impl SendTimes {
    /// Those of a shop.
    #[must_use]
    pub fn of(shop: &Shop, now: Millis) -> Self {
        Self { now, zone: shop.settings.zone(), personal_days: shop.settings.personal_days }
    }

    /// The time chosen for a message; `None` when it goes as soon as it may, or does not go. `when` is `at` for a
    /// time, anything else for none.
    ///
    /// # Errors
    /// A sentence for whoever typed it.
    pub fn read(&self, goes: bool, when: &str, typed: &str) -> Result<Option<Millis>, &'static str> {
        let typed = typed.trim();
        if !goes {
            return Ok(None);
        }
        if when != "at" {
            let sentence = "You typed a time: choose “At a day and time”, or empty the field.";
            return if typed.is_empty() { Ok(None) } else { Err(sentence) };
        }
        // Where clocks go forward, a time that is skipped means the one an hour later; where they go back, the
        // first of two.
        let local = typed.parse::<DateTime>().ok().filter(|_| typed.contains(':'));
        let at = local.and_then(|local| local.to_zoned(self.zone.clone()).ok());
        let at = at.map(|at| Millis(at.timestamp().as_millisecond()));
        let at = at.ok_or("Give day and time as 2026-11-30 09:00, or let the message go at once.")?;
        if at <= self.now {
            return Err("This time has passed. Choose a later one, or let the message go at once.");
        }
        if at > self.now.plus_days(LONGEST_DAYS) {
            return Err("A message waits for a year at most. Choose an earlier time.");
        }
        let kept = i64::from(self.personal_days);
        if kept > 0 && at > self.now.plus_days(kept) {
            return Err(
                "By then the order's personal data may be erased (Settings, Privacy). Choose an earlier time.",
            );
        }
        Ok(Some(at))
    }
}
