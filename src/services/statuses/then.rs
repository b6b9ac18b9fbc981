//! How a status moves on by itself: between the form's words and the domain's.

use crate::domain::status::{AutomaticNext, Status};
use crate::wire::admin::statuses::StatusForm;

use super::called;
use super::fields::Reading;

/// Most working days or hours a status waits before it moves on.
const MOST: u16 = 365;

/// "after 5 working days: Quality check"; empty when it does not move on.
pub(super) fn words(status: &Status, all: &[Status]) -> String {
    let Some(then) = &status.automatic_next else { return String::new() };
    let to = all.iter().find(|other| other.id == then.to).map(called).unwrap_or_default();
    let days = then.after_working_days;
    format!("after {days} working day{}: {to}", if days == 1 { "" } else { "s" })
}

/// Puts it into the form.
pub(super) fn put(form: &mut StatusForm, status: &Status, all: &[Status]) {
    "no".clone_into(&mut form.then);
    let Some(then) = &status.automatic_next else { return };
    let Some(to) = all.iter().find(|other| other.id == then.to) else { return };
    form.then_to.clone_from(&to.handle);
    "days".clone_into(&mut form.then);
    form.then_after = then.after_working_days.to_string();
}

/// Reads it from the form; `None` for a status that stays until somebody moves it.
pub(super) fn read(reading: &mut Reading<'_>, form: &StatusForm) -> Option<AutomaticNext> {
    if !matches!(form.then.as_str(), "days") {
        return None;
    }
    let to = reading.others().find(|status| status.handle == form.then_to).map(|status| status.id);
    if to.is_none() {
        reading.wrong("then_to", "Choose the status that follows by itself.");
    }
    let after = form.then_after.trim().parse::<u16>().ok().filter(|after| (1..=MOST).contains(after));
    if after.is_none() {
        reading.wrong("then_after", "Write after how many as a whole number from 1 to 365.");
    }
    Some(AutomaticNext { to: to?, after_working_days: after? })
}
