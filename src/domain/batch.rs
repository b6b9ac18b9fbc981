//! A change of many orders at once: chosen, looked at, confirmed, carried out a piece at a time, undone.
//! Which orders it leaves out and why is decided by `services/bulk`.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::clock::Millis;
use super::due_date::DueDate;
use super::ids::{BatchId, OrderId, StatusId, UserId};

/// Most orders that one batch may hold.
pub const MOST_ORDERS: usize = 20_000;

/// What happens to an order of a batch. Empty fields leave things as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BatchChange {
    /// The status it comes into.
    pub status: Option<StatusId>,
    /// A note to the shopper.
    pub note: Option<String>,
    /// A note among staff.
    pub private_note: Option<String>,
    /// What becomes of the due date.
    pub due: Option<BatchDue>,
    /// Why the date moves, in words for the shopper.
    pub reason: Option<String>,
    /// A comment to the shopper.
    pub comment: Option<String>,
    /// Whether shoppers are told by mail.
    pub message: bool,
    /// When; `None` as soon as it can no longer be undone.
    pub send_at: Option<Millis>,
}

/// What becomes of a due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchDue {
    /// It is this.
    On(DueDate),
    /// It moves by so many working days.
    Later(u16),
    /// It is taken back.
    Drop,
}

/// Where a batch stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchState {
    /// Looked at; nothing happened yet.
    Preview,
    /// Being carried out.
    Running,
    /// Carried out.
    Done,
    /// Being undone.
    Undoing,
    /// Undone.
    Undone,
}

impl BatchState {
    const ALL: [Self; 5] = [Self::Preview, Self::Running, Self::Done, Self::Undoing, Self::Undone];

    /// The word stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Preview => "preview",
            Self::Running => "running",
            Self::Done => "done",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
        }
    }

    /// Reads a stored word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A change of many orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Our id.
    pub id: BatchId,
    /// Who made it.
    pub user: UserId,
    /// The name they had then.
    pub who: String,
    /// What happens to every order that has no change of its own.
    pub change: BatchChange,
    /// Where it stands.
    pub state: BatchState,
    /// Orders chosen.
    pub total: u64,
    /// Orders changed so far.
    pub done: u64,
    /// Orders left out, each with a reason.
    pub skipped: u64,
    /// Messages: foreseen while it is looked at, afterwards written.
    pub messages: u64,
    /// Orders undone so far.
    pub undone: u64,
    /// Who undid it; `None` until then.
    pub undone_by: Option<String>,
    /// When it was made.
    pub created_at: Millis,
    /// When the last order was changed.
    pub ended_at: Option<Millis>,
    /// Until when it can be undone and its messages wait; `None` before it ended.
    pub hold_until: Option<Millis>,
}

impl Batch {
    /// Whether it can be undone at `now`.
    #[must_use]
    pub fn is_undoable(&self, now: Millis) -> bool {
        self.state == BatchState::Done && self.done > 0 && self.hold_until.is_some_and(|until| now < until)
    }

    /// Orders that are still to be changed.
    #[must_use]
    pub const fn waiting(&self) -> u64 {
        self.total.saturating_sub(self.done).saturating_sub(self.skipped)
    }
}

/// What came of one order of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineState {
    /// Its turn comes.
    Waiting,
    /// Left out.
    Skipped,
    /// Changed.
    Done,
    /// Changed and undone.
    Undone,
}

impl LineState {
    /// The word stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Skipped => "skipped",
            Self::Done => "done",
            Self::Undone => "undone",
        }
    }

    /// Reads a stored word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Waiting, Self::Skipped, Self::Done, Self::Undone]
            .into_iter()
            .find(|state| state.word() == word)
    }
}

/// One order of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchLine {
    /// Its place in the batch, from 0.
    pub place: u32,
    /// The order.
    pub order: OrderId,
    /// What happens to it, where that differs from the others.
    pub change: Option<BatchChange>,
    /// What came of it.
    pub state: LineState,
    /// Why it is left out.
    pub reason: Option<String>,
    /// The facts that were made, to be undone.
    pub made: Vec<Uuid>,
}
