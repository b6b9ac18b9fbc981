//! How a status moves on by itself: between the form's words and the domain's.

use crate::domain::coming_step::{DueEnd, NextWhen};
use crate::domain::status::{AutomaticNext, Status};
use crate::wire::admin::statuses::StatusForm;

use super::called;
use super::fields::Reading;

/// Most working days a status waits before it moves on.
const MOST_DAYS: u16 = 365;
/// Most hours: the same time, around the clock.
const MOST_HOURS: u16 = 8_760;
/// The hour of the day when none is written.
const MORNING: u8 = 9;

/// "after 5 working days: Quality check"; empty when it does not move on.
pub(super) fn words(status: &Status, all: &[Status]) -> String {
    let Some(then) = &status.automatic_next else { return String::new() };
    let to = all.iter().find(|other| other.id == then.to).map(called).unwrap_or_default();
    let s = |count: u16| if count == 1 { "" } else { "s" };
    let when = match then.when {
        NextWhen::AfterWorkingDays(days) => format!("after {days} working day{}", s(days)),
        NextWhen::AfterHours(hours) => format!("after {hours} hour{}", s(hours)),
        NextWhen::AtDueDate { day: DueEnd::First, hour } => format!("on the first due day at {hour}:00"),
        NextWhen::AtDueDate { day: DueEnd::Last, hour } => format!("on the last due day at {hour}:00"),
        NextWhen::AtDate { date, hour } => format!("on {date} at {hour}:00"),
    };
    format!("{when}: {to}")
}

/// Puts it into the form.
pub(super) fn put(form: &mut StatusForm, status: &Status, all: &[Status]) {
    "no".clone_into(&mut form.then);
    let Some(then) = &status.automatic_next else { return };
    let Some(to) = all.iter().find(|other| other.id == then.to) else { return };
    form.then_to.clone_from(&to.handle);
    let kind = match then.when {
        NextWhen::AfterWorkingDays(days) => {
            form.then_after = days.to_string();
            "days"
        }
        NextWhen::AfterHours(hours) => {
            form.then_after = hours.to_string();
            "hours"
        }
        NextWhen::AtDueDate { day, hour } => {
            form.then_hour = hour.to_string();
            if day == DueEnd::First { "due" } else { "due_last" }
        }
        NextWhen::AtDate { date, hour } => {
            form.then_hour = hour.to_string();
            form.then_date = date.to_string();
            "date"
        }
    };
    kind.clone_into(&mut form.then);
}

/// Reads it from the form; `None` for a status that stays until somebody moves it.
pub(super) fn read(reading: &mut Reading<'_>, form: &StatusForm) -> Option<AutomaticNext> {
    let when = match form.then.as_str() {
        "days" => count(reading, form, MOST_DAYS).map(NextWhen::AfterWorkingDays),
        "hours" => count(reading, form, MOST_HOURS).map(NextWhen::AfterHours),
        "due" => hour(reading, form).map(|hour| NextWhen::AtDueDate { day: DueEnd::First, hour }),
        "due_last" => hour(reading, form).map(|hour| NextWhen::AtDueDate { day: DueEnd::Last, hour }),
        "date" => {
            let date = form.then_date.trim().parse().ok();
            if date.is_none() {
                reading.wrong("then_date", "Choose the day on which it moves on.");
            }
            hour(reading, form).zip(date).map(|(hour, date)| NextWhen::AtDate { date, hour })
        }
        _ => return None,
    };
    let to = reading.others().find(|status| status.handle == form.then_to).map(|status| status.id);
    if to.is_none() {
        reading.wrong("then_to", "Choose the status that follows by itself.");
    }
    Some(AutomaticNext { to: to?, when: when? })
}

fn count(reading: &mut Reading<'_>, form: &StatusForm, most: u16) -> Option<u16> {
    let count = form.then_after.trim().parse::<u16>().ok().filter(|count| (1..=most).contains(count));
    if count.is_none() {
        reading.wrong("then_after", format!("Write after how many as a whole number from 1 to {most}."));
    }
    count
}

fn hour(reading: &mut Reading<'_>, form: &StatusForm) -> Option<u8> {
    let typed = form.then_hour.trim();
    let hour = if typed.is_empty() { Some(MORNING) } else { typed.parse().ok().filter(|hour| *hour < 24) };
    if hour.is_none() {
        reading.wrong("then_hour", "Write the hour as a whole number from 0 to 23.");
    }
    hour
}
