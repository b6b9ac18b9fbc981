//! "Usually takes 3 to 5 working days; this is day 2": said openly, also when it takes longer.

use jiff::civil::{Date, Weekday};

use crate::domain::headline::Headline;

use super::page::Page;

/// How long the current step usually takes; `None` when the merchant gave no figure, or the order is
/// not in one of the merchant's steps.
pub(super) fn pace(page: &Page<'_>) -> Option<String> {
    if !matches!(page.headline, Headline::Status { .. } | Headline::Late { .. }) {
        return None;
    }
    let change = page.order.public_status()?;
    let status = page.source.statuses.iter().find(|status| status.id == change.status)?;
    let (a, b) = status.usual_days?;
    let (from, to) = (a.min(b), a.max(b));
    if to == 0 {
        return None;
    }
    let day = working_days(page.date(change.at), page.today).max(1);
    if day > i64::from(to) {
        return Some(page.say_with("pace-longer", &[("day", day.into()), ("to", to.into())]));
    }
    if from == to {
        return Some(page.say_with("pace-single", &[("days", to.into()), ("day", day.into())]));
    }
    Some(page.say_with("pace-range", &[("from", from.into()), ("to", to.into()), ("day", day.into())]))
}

/// Mondays to Fridays from `from` to `to`, both included; 0 when `to` is earlier.
fn working_days(from: Date, to: Date) -> i64 {
    let days = from.until(to).map_or(0, |span| i64::from(span.get_days())) + 1;
    if days <= 0 {
        return 0;
    }
    let first = i64::from(from.weekday().to_monday_zero_offset());
    let rest =
        (0..days % 7).filter(|n| (first + n) % 7 < i64::from(Weekday::Saturday.to_monday_zero_offset()));
    days / 7 * 5 + i64::try_from(rest.count()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::working_days;
    use jiff::civil::date;

    #[test]
    fn only_mondays_to_fridays_count() {
        let friday = date(2026, 11, 20);
        assert_eq!(working_days(friday, friday), 1);
        assert_eq!(working_days(friday, date(2026, 11, 22)), 1);
        assert_eq!(working_days(friday, date(2026, 11, 23)), 2);
        assert_eq!(working_days(date(2026, 11, 21), date(2026, 11, 22)), 0);
        assert_eq!(working_days(date(2026, 11, 2), date(2026, 11, 29)), 20);
        assert_eq!(working_days(friday, date(2026, 11, 19)), 0);
        assert_eq!(working_days(date(1, 1, 1), date(1, 1, 7)), 5);
    }
}
