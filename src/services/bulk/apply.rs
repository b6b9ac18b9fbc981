//! What a batch does with one order: the merchant's change, or the reason why the order is left out.

use uuid::Uuid;

use crate::domain::batch::{BatchChange, BatchDue};
use crate::domain::due_date::DueDate;
use crate::domain::order::Order;
use crate::domain::status::Status;
use crate::domain::working_days::Calendar;
use crate::services::change_order::{MerchantChange, NewComment, Planned, Planner, Refused};
use crate::store::{Held, PlannedChange};

/// What is the same for all orders of a batch.
pub(super) struct Deciding<'a> {
    pub planner: Planner<'a>,
    /// The shop's working days.
    pub calendar: Calendar,
    /// Whose change it is.
    pub who: &'a str,
    /// Said twice under this name, a change makes the same facts.
    pub once: String,
}

/// What is to be done with this order; the reason when it is left out. `own` is what a list says of it,
/// `shared` what happens to all.
pub(super) fn decide(
    of_all: &Deciding<'_>,
    held: &Held,
    own: Option<&BatchChange>,
    shared: &BatchChange,
) -> Result<(PlannedChange, Vec<Uuid>), String> {
    let known = &held.order.order;
    let planner = &of_all.planner;
    let change = own.unwrap_or(shared);
    if held.order.erased {
        return Err("its personal data was erased".into());
    }
    if matches!(known.canceled_at.get(), Some(Some(_))) {
        return Err("it is canceled in Shopify".into());
    }
    let status = change.status.map(|id| {
        planner.statuses.iter().find(|status| status.id == id).cloned().ok_or("the status is gone".to_owned())
    });
    let mut status = status.transpose()?;
    if let Some(next) = &status {
        match refuse_step(planner.statuses, known, next) {
            // A list that was filled with what is so now changes what else it says.
            Err(Step::Stands) if says_more(change, own.is_some()) => status = None,
            Err(Step::Stands) => return Err(format!("it is in “{}” already", next.name)),
            Err(Step::Refused(reason)) => return Err(reason),
            Ok(()) => {}
        }
    }
    let merchant = MerchantChange {
        status,
        note: change.note.clone(),
        private_note: change.private_note.clone(),
        due: change.due.map(|due| due_of(&of_all.calendar, known, due)).transpose()?,
        reason: change.reason.clone(),
        comment: change.comment.clone().map(|text| NewComment { text, ..NewComment::default() }),
        message: change.message,
        send_at: change.send_at,
        by: Some(of_all.who.to_owned()),
        once: Some(of_all.once.clone()),
        ..MerchantChange::default()
    };
    match planner.plan(held, &merchant) {
        Ok(Planned { change, made }) => Ok((change, made.changes)),
        Err(Refused::Input(sentence)) => Err(sentence),
        Err(Refused::Nothing | Refused::Conflict(_)) => Err("nothing about it would change".into()),
    }
}

/// Why a status is not set.
enum Step {
    /// The order stands in it.
    Stands,
    /// It may not come next.
    Refused(String),
}

/// Whether there is something to do for an order that stands in the status. A note that was written beside
/// the status for all is nothing without it; one written for this order is.
fn says_more(change: &BatchChange, is_own: bool) -> bool {
    let is_noted = is_own && (change.note.is_some() || change.private_note.is_some());
    is_noted || change.comment.is_some() || change.due.is_some()
}

fn refuse_step(statuses: &[Status], known: &Order, next: &Status) -> Result<(), Step> {
    if next.archived {
        return Err(Step::Refused(format!("“{}” is archived", next.name)));
    }
    let Some(current) = known.current_status() else { return Ok(()) };
    if current.status == next.id {
        return Err(Step::Stands);
    }
    let allowed = statuses.iter().find(|status| status.id == current.status);
    let blocked = allowed.is_some_and(|s| !s.allowed_next.is_empty() && !s.allowed_next.contains(&next.id));
    if blocked {
        return Err(Step::Refused(format!("“{}” may not follow “{}”", next.name, current.name)));
    }
    Ok(())
}

fn due_of(calendar: &Calendar, known: &Order, change: BatchDue) -> Result<Option<DueDate>, String> {
    match change {
        BatchDue::On(due) => Ok(Some(due)),
        BatchDue::Drop if known.due().is_none() => Err("it has no due date to take back".into()),
        BatchDue::Drop => Ok(None),
        BatchDue::Later(days) => {
            let due = known.due().ok_or("it has no due date to move")?;
            let later = |day| {
                calendar.add_to_day(day, days).ok_or("the shop's settings leave no working day to move it to")
            };
            Ok(Some(DueDate::new(later(due.from)?, later(due.to)?)))
        }
    }
}
