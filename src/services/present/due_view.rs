//! The merchant's date with the history of the promise.

use crate::domain::due_date::{DueDate, DueMove};
use crate::domain::headline::Headline;
use crate::wire::order_view::{DueMoveView, DueView};

use super::page::{Page, filled};

/// The date; `None` when none was ever given, or when it no longer matters.
pub(super) fn due(page: &Page<'_>) -> Option<DueView> {
    if is_settled(&page.headline) {
        return None;
    }
    let (due, moves) = (page.order.due(), page.order.due_moves());
    let text = match due {
        Some(due) => promise(page, due),
        None if moves.is_empty() => return None,
        None => page.say("entry-due-dropped"),
    };
    let moved = match moves.len() {
        0 => String::new(),
        count => page.say_with("due-moved", &[("count", count.into())]),
    };
    Some(DueView { text, moved, moves: moves.iter().map(|m| step(page, m)).collect() })
}

/// Whether no date is waited for any more.
pub(super) const fn is_settled(headline: &Headline) -> bool {
    matches!(
        headline,
        Headline::Canceled { .. }
            | Headline::Delivered { .. }
            | Headline::PickedUp { .. }
            | Headline::Complete
            | Headline::ReturnRequested
            | Headline::ReturnInProgress
            | Headline::ReturnInspected
            | Headline::Refunded { .. }
            | Headline::Returned
    )
}

fn promise(page: &Page<'_>, due: DueDate) -> String {
    if due.to < page.today {
        return page.say_with("due-passed", &[("date", page.due(due).into())]);
    }
    if due.is_single() {
        return page.say_with("due-single", &[("date", page.day(due.from).into())]);
    }
    let (from, to) = (page.day(due.from), page.day(due.to));
    page.say_with("due-range", &[("from", from.into()), ("to", to.into())])
}

fn step(page: &Page<'_>, step: &DueMove) -> DueMoveView {
    DueMoveView {
        from: page.due(step.from),
        to: step.to.map(|to| page.due(to)).unwrap_or_default(),
        when: page.say_with("due-move-when", &[("date", page.day_short(step.at).into())]),
        reason: filled(step.reason.as_deref()),
    }
}
