//! The `Date` header's form: `Sun, 22 Nov 2026 10:00:00 GMT`.

use crate::clock::{DAY, Seconds, zulu};

const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A time as HTTP writes it.
pub(super) fn format(at: Seconds) -> String {
    let text = zulu(at);
    let month: usize = text[5..7].parse().unwrap_or(1);
    let day = DAYS[at.div_euclid(DAY).rem_euclid(7) as usize];
    format!("{day}, {} {} {} {} GMT", &text[8..10], MONTHS[month - 1], &text[..4], &text[11..19])
}
