//! Due dates: a day or a range of days, with history and reasons. Never deleted: a moved date stays
//! visible with the old date and the reason.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::clock::Millis;
use super::order::Order;

/// A day or a range of days, both ends included, in the shop's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DueDate {
    /// First day.
    pub from: Date,
    /// Last day; the same as `from` for a single day.
    pub to: Date,
}

impl DueDate {
    /// A range in the right order, whichever way round the ends are given.
    #[must_use]
    pub fn new(a: Date, b: Date) -> Self {
        Self { from: a.min(b), to: a.max(b) }
    }

    /// Whether it is one day.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.from == self.to
    }
}

/// A due date given, moved or taken back by the merchant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DueChange {
    /// When the merchant said so.
    pub at: Millis,
    /// The new date; `None` when it was taken back.
    pub due: Option<DueDate>,
    /// Why, in words for the shopper.
    pub reason: Option<String>,
    /// Who did it, for staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// One move of the date, for the promise history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueMove {
    /// When it was moved.
    pub at: Millis,
    /// The date before.
    pub from: DueDate,
    /// The date after; `None` when it was taken back.
    pub to: Option<DueDate>,
    /// Why.
    pub reason: Option<String>,
}

impl Order {
    /// The due date in force; `None` when none was given or the last was taken back.
    #[must_use]
    pub fn due(&self) -> Option<DueDate> {
        self.due_history().last().and_then(|change| change.due)
    }

    /// All changes that count (were not undone), oldest first.
    #[must_use]
    pub fn due_history(&self) -> Vec<&DueChange> {
        let mut changes: Vec<_> = self.due_changes.iter().filter(|(id, _)| !self.is_undone(**id)).collect();
        changes.sort_by_key(|(id, change)| (change.at, **id));
        changes.into_iter().map(|(_, change)| change).collect()
    }

    /// Every time an earlier date was replaced by another, oldest first. Repeating the same date is
    /// not a move.
    #[must_use]
    pub fn due_moves(&self) -> Vec<DueMove> {
        let mut moves = Vec::new();
        let mut before: Option<DueDate> = None;
        for change in self.due_history() {
            if let Some(from) = before
                && change.due != Some(from)
            {
                moves.push(DueMove { at: change.at, from, to: change.due, reason: change.reason.clone() });
            }
            before = change.due;
        }
        moves
    }
}
