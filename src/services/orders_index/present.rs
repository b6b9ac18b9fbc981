//! What a filter needs to know of the present: today in the shop, and since when is too long.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

use crate::domain::clock::Millis;
use crate::domain::order_filter::FilterNow;
use crate::domain::order_index::day_number;
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::services::{ServiceError, Services};

impl Services {
    /// What filters need to know of the present in this shop: hand it to the store with a filter.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn filter_now(&self, shop: &Shop) -> Result<FilterNow, ServiceError> {
        let statuses = self.store.shop(shop.id).statuses().await?;
        Ok(now_in(shop, &statuses, self.clock.now()))
    }
}

/// The same for statuses that were read before.
pub(in crate::services) fn now_in(shop: &Shop, statuses: &[Status], now: Millis) -> FilterNow {
    let zone = shop.settings.zone();
    let today = now.day_in(&zone);
    let too_long = statuses.iter().filter_map(|status| {
        let (_, upper) = status.usual_days?;
        Some((status.id, too_long_before(today, upper, &zone)))
    });
    FilterNow { today: day_number(today), too_long: too_long.collect() }
}

/// Who is in a status since before this instant is there for more than `upper` working days.
fn too_long_before(today: Date, upper: u16, zone: &TimeZone) -> Millis {
    let mut day = today;
    let mut left = u32::from(upper) + 1;
    loop {
        if is_working_day(day) {
            left -= 1;
        }
        if left == 0 {
            return start_of(day, zone);
        }
        let Ok(before) = day.yesterday() else { return Millis(i64::MIN) };
        day = before;
    }
}

/// Working days that have begun since the day of `since`: 0 on the same day.
pub(super) fn working_days_since(since: Millis, today: Date, zone: &TimeZone) -> u64 {
    let mut day = since.day_in(zone);
    let days = day.until(today).map_or(0, |span| span.get_days());
    // Whole weeks at once: an order may wait for years.
    let weeks = i64::from(days.max(0)) / 7;
    let Ok(later) = day.checked_add(jiff::Span::new().days(weeks * 7)) else { return 0 };
    day = later;
    let mut count = u64::try_from(weeks * 5).unwrap_or(0);
    while day < today {
        let Ok(next) = day.tomorrow() else { break };
        day = next;
        count += u64::from(is_working_day(day));
    }
    count
}

fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn start_of(day: Date, zone: &TimeZone) -> Millis {
    day.to_zoned(zone.clone()).map_or(Millis(i64::MIN), |at| Millis(at.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    use super::{start_of, too_long_before, working_days_since};

    #[test]
    fn too_long_is_one_working_day_more_than_usual() {
        let zone = TimeZone::get("Europe/Copenhagen").unwrap();
        // Wednesday 25 November; usually one to three working days.
        let today = date(2026, 11, 25);
        let limit = too_long_before(today, 3, &zone);
        for (since, too_long) in [
            (date(2026, 11, 25), false),
            (date(2026, 11, 20), false),
            (date(2026, 11, 19), true),
            (date(2026, 11, 1), true),
        ] {
            let at = start_of(since, &zone);
            assert_eq!(at < limit, too_long, "{since}");
            assert_eq!(working_days_since(at, today, &zone) > 3, too_long, "{since}");
        }
        assert_eq!(working_days_since(start_of(date(2025, 11, 25), &zone), today, &zone), 261);
    }
}
