//! "Usually takes 3 to 5 working days; this is day 2": said openly, also when it takes longer. And which
//! step is planned next, and for when: a plan, never a promise.

use crate::domain::coming_step::coming_step;
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
    // As the date that comes with a status and the list of orders count: the day it was set is none of them.
    let spent = calendar.working_days_between(change.at, page.source.present.now);
    if spent > u64::from(to) {
        let day = i64::try_from(spent).unwrap_or(i64::MAX);
        return Some(page.say_with("pace-longer", &[("day", day.into()), ("to", to.into())]));
    }
    let counted = calendar.count(page.date(change.at), page.today).clamp(1, u64::from(to));
    let day = i64::try_from(counted).unwrap_or(i64::MAX);
    if from == to {
        return Some(page.say_with("pace-single", &[("days", to.into()), ("day", day.into())]));
    }
    Some(page.say_with("pace-range", &[("from", from.into()), ("to", to.into()), ("day", day.into())]))
}

/// The step that comes by itself and the day it is planned for. `None` when nothing is planned, when
/// shoppers do not see that status, and once its time is over: then it comes at any moment, or it does not.
pub(super) fn coming(page: &Page<'_>) -> Option<String> {
    if !matches!(page.headline, Headline::Status { .. } | Headline::Late { .. }) {
        return None;
    }
    let statuses = page.source.statuses;
    let step = coming_step(page.order, statuses, &page.source.shop.settings.calendar())?;
    let next = statuses.iter().find(|status| status.id == step.to)?;
    if !next.visible || next.archived || step.at <= page.source.present.now {
        return None;
    }
    let (day, name) = (page.day(page.date(step.at)), next.words(page.tag()).name.as_str());
    Some(page.say_with("coming-step", &[("date", day.as_str().into()), ("name", name.into())]))
}
