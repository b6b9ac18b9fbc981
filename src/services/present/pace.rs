//! "Usually takes 3 to 5 working days; this is day 2": said openly, also when it takes longer.

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
    let calendar = page.source.shop.settings.calendar();
    let counted = calendar.count(page.date(change.at), page.today).max(1);
    let day = i64::try_from(counted).unwrap_or(i64::MAX);
    if day > i64::from(to) {
        return Some(page.say_with("pace-longer", &[("day", day.into()), ("to", to.into())]));
    }
    if from == to {
        return Some(page.say_with("pace-single", &[("days", to.into()), ("day", day.into())]));
    }
    Some(page.say_with("pace-range", &[("from", from.into()), ("to", to.into()), ("day", day.into())]))
}
