//! What a status' rule plans: which status comes next by itself, and when. Pure. Start with
//! [`coming_step`]; rules are checked by [`check_rules`] before they are stored.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::clock::Millis;
use super::ids::StatusId;
use super::order::Order;
use super::status::{Status, StatusChange};
use super::working_days::Calendar;

/// Milliseconds in an hour.
const HOUR_MS: i64 = 3_600_000;

/// When a status moves on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NextWhen {
    /// At the same time of day so many of the shop's working days later; at once for 0.
    AfterWorkingDays(u16),
    /// So many hours later, on any day; at once for 0.
    AfterHours(u16),
    /// On a day of the order's due date at an hour; not at all while the order has none.
    AtDueDate {
        /// Which of its days.
        day: DueEnd,
        /// The hour in the shop, 0 to 23.
        hour: u8,
    },
    /// On a fixed day at an hour; at once when that is over.
    AtDate {
        /// The day in the shop.
        date: Date,
        /// The hour in the shop, 0 to 23.
        hour: u8,
    },
}

/// An end of a due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DueEnd {
    /// Its first day.
    First,
    /// Its last day.
    Last,
}

impl NextWhen {
    /// Whether the step never comes earlier than some time after the one before.
    #[must_use]
    const fn takes_time(self) -> bool {
        match self {
            Self::AfterWorkingDays(count) | Self::AfterHours(count) => count > 0,
            // A day that is over already takes no time.
            Self::AtDueDate { .. } | Self::AtDate { .. } => false,
        }
    }
}

/// A step that comes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComingStep {
    /// The status change that planned it.
    pub change: Uuid,
    /// The status that comes.
    pub to: StatusId,
    /// When it is planned for; never before the change that planned it.
    pub at: Millis,
}

impl Order {
    /// The status change that counts, public or internal, with its id; `None` when there is none. Undone
    /// ones do not count.
    #[must_use]
    pub fn current_change(&self) -> Option<(Uuid, &StatusChange)> {
        let counted = self.status_changes.iter().filter(|(id, _)| !self.is_undone(**id));
        counted.max_by_key(|(id, change)| (change.at, **id)).map(|(id, change)| (*id, change))
    }

    /// Whether statuses of this order move on by themselves: not of a canceled or archived one.
    #[must_use]
    pub fn moves_on(&self) -> bool {
        let is_over = |at: Option<&Option<Millis>>| matches!(at, Some(Some(_)));
        !is_over(self.canceled_at.get()) && !is_over(self.closed_at.get())
    }
}

/// The step that comes by itself after the present status, of which `statuses` holds the rule. `None`
/// when nothing is planned: no status or no rule, a canceled or archived order, no due date where the rule
/// needs one, or a shop that never works.
#[must_use]
pub fn coming_step<'a>(
    order: &Order,
    statuses: impl IntoIterator<Item = &'a Status>,
    calendar: &Calendar,
) -> Option<ComingStep> {
    if !order.moves_on() {
        return None;
    }
    let (id, change) = order.current_change()?;
    let status = statuses.into_iter().find(|status| status.id == change.status)?;
    let next = status.automatic_next?;
    let hour_of = |day: Date, hour: u8| {
        let time = Time::new(i8::try_from(hour.min(23)).unwrap_or(0), 0, 0, 0).unwrap_or(Time::midnight());
        calendar.instant(day, time)
    };
    let at = match next.when {
        NextWhen::AfterWorkingDays(days) => calendar.add_working_days(change.at, days)?,
        NextWhen::AfterHours(hours) => Millis(change.at.0.saturating_add(i64::from(hours) * HOUR_MS)),
        NextWhen::AtDueDate { day, hour } => {
            let due = order.due()?;
            hour_of(if day == DueEnd::First { due.from } else { due.to }, hour)?
        }
        NextWhen::AtDate { date, hour } => hour_of(date, hour)?,
    };
    Some(ComingStep { change: id, to: next.to, at: at.max(change.at) })
}

/// Checks the rules of all statuses of a shop together, one of them as it is about to be saved.
///
/// # Errors
/// The sentence for the merchant: statuses would follow each other for ever without any time passing, or
/// one follows itself at once.
pub fn check_rules(statuses: &[Status]) -> Result<(), String> {
    let find = |id: StatusId| statuses.iter().find(|status| status.id == id);
    for first in statuses.iter().filter(|status| !status.archived) {
        let next = first.automatic_next.map(|next| next.to);
        let allowed = &first.allowed_next;
        if let Some(to) = next.filter(|to| !allowed.is_empty() && !allowed.contains(to)).and_then(find) {
            return Err(format!(
                "“{}” is to be followed by “{}” by itself, which is not among the statuses that may follow it: \
                 add it to those, or choose another.",
                first.name, to.name
            ));
        }
        let mut path = vec![first];
        let mut here = first;
        while let Some(next) = here.automatic_next.filter(|next| !next.when.takes_time()) {
            let Some(to) = find(next.to).filter(|to| !to.archived) else { break };
            if to.id == first.id {
                let names: Vec<String> =
                    path.iter().chain([&first]).map(|status| format!("“{}”", status.name)).collect();
                return Err(format!(
                    "These statuses would follow each other for ever without any time passing: {}. Let at \
                     least one of them wait an hour or a working day.",
                    names.join(", then ")
                ));
            }
            // A circle that does not lead back to the first one is found from its own members.
            if path.iter().any(|known| known.id == to.id) {
                break;
            }
            path.push(to);
            here = to;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::status::AutomaticNext;

    #[test]
    fn rules_of_an_older_version_stay_readable() {
        let id = StatusId(Uuid::nil());
        let old = format!(r#"{{"to":"{id}","after_working_days":5}}"#);
        let read: AutomaticNext = serde_json::from_str(&old).unwrap();
        assert_eq!(read, AutomaticNext { to: id, when: NextWhen::AfterWorkingDays(5) });
        assert_eq!(serde_json::to_string(&read).unwrap(), old);
        for when in [
            NextWhen::AfterHours(3),
            NextWhen::AtDueDate { day: DueEnd::Last, hour: 9 },
            NextWhen::AtDate { date: jiff::civil::date(2026, 12, 1), hour: 0 },
        ] {
            let rule = AutomaticNext { to: id, when };
            let text = serde_json::to_string(&rule).unwrap();
            assert_eq!(serde_json::from_str::<AutomaticNext>(&text).unwrap(), rule, "{text}");
        }
    }
}
