//! What a batch does with one order: the merchant's change, or the reason why the order is left out.

use uuid::Uuid;

use crate::domain::batch::{BatchChange, BatchDue};
use crate::domain::due_date::DueDate;
use crate::domain::order::Order;
use crate::domain::status::Status;
use crate::services::change_order::{MerchantChange, NewComment, Planned, Planner, Refused};
use crate::store::{Held, PlannedChange};

/// What is to be done with this order; the reason when it is left out. Said twice under the name `once`,
/// it makes the same facts.
pub(super) fn decide(
    planner: &Planner<'_>,
    held: &Held,
    change: &BatchChange,
    who: &str,
    once: &str,
) -> Result<(PlannedChange, Vec<Uuid>), String> {
    let known = &held.order.order;
    if held.order.erased {
        return Err("its personal data was erased".into());
    }
    if matches!(known.canceled_at.get(), Some(Some(_))) {
        return Err("it is canceled in Shopify".into());
    }
    let status = change.status.map(|id| {
        planner.statuses.iter().find(|status| status.id == id).cloned().ok_or("the status is gone".to_owned())
    });
    let status = status.transpose()?;
    if let Some(status) = &status {
        refuse_step(planner.statuses, known, status)?;
    }
    let merchant = MerchantChange {
        status,
        note: change.note.clone(),
        private_note: change.private_note.clone(),
        due: change.due.map(|due| due_of(known, due)).transpose()?,
        reason: change.reason.clone(),
        comment: change.comment.clone().map(|text| NewComment { text, ..NewComment::default() }),
        message: change.message,
        by: Some(who.to_owned()),
        once: Some(once.to_owned()),
        ..MerchantChange::default()
    };
    match planner.plan(held, &merchant) {
        Ok(Planned { change, made }) => Ok((change, made.changes)),
        Err(Refused::Input(sentence)) => Err(sentence),
        Err(Refused::Nothing | Refused::Conflict(_)) => Err("nothing about it would change".into()),
    }
}

fn refuse_step(statuses: &[Status], known: &Order, next: &Status) -> Result<(), String> {
    if next.archived {
        return Err(format!("“{}” is archived", next.name));
    }
    let Some(current) = known.current_status() else { return Ok(()) };
    if current.status == next.id {
        return Err(format!("it is in “{}” already", next.name));
    }
    let allowed = statuses.iter().find(|status| status.id == current.status);
    let blocked = allowed.is_some_and(|s| !s.allowed_next.is_empty() && !s.allowed_next.contains(&next.id));
    if blocked { Err(format!("“{}” may not follow “{}”", next.name, current.name)) } else { Ok(()) }
}

fn due_of(known: &Order, change: BatchDue) -> Result<Option<DueDate>, String> {
    match change {
        BatchDue::On(due) => Ok(Some(due)),
        BatchDue::Drop if known.due().is_none() => Err("it has no due date to take back".into()),
        BatchDue::Drop => Ok(None),
        BatchDue::Later(days) => {
            let due = known.due().ok_or("it has no due date to move")?;
            let later = |day| working_days_after(day, days);
            Ok(Some(DueDate::new(later(due.from), later(due.to))))
        }
    }
}

/// The day so many working days (Monday to Friday) after another.
fn working_days_after(day: jiff::civil::Date, days: u16) -> jiff::civil::Date {
    use jiff::civil::Weekday::{Saturday, Sunday};
    let (mut day, mut left) = (day, days);
    while left > 0 {
        let Ok(next) = day.tomorrow() else { break };
        day = next;
        left -= u16::from(!matches!(day.weekday(), Saturday | Sunday));
    }
    day
}
