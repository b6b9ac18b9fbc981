//! What the pages about changes of many orders show, in finished words.

use serde::{Deserialize, Serialize};

/// The form in which a change is chosen, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the form's own names")]
pub struct BulkFields {
    pub status: String,
    pub note: String,
    pub private_note: String,
    /// `keep`, `on`, `later` or `drop`.
    pub due: String,
    pub due_from: String,
    pub due_to: String,
    pub later: String,
    pub reason: String,
    pub comment: String,
    /// Whether messages go: `yes`, `no`, anything else for what the status says.
    pub message: String,
    /// `at` for messages at a time, anything else for as soon as they may go.
    pub when: String,
    /// That time, as `2026-11-30T09:00` in the shop's time zone.
    pub send_at: String,
}

/// The page on which a change is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkForm {
    /// "37 orders".
    pub count: String,
    /// Ids of the chosen orders.
    pub orders: Vec<String>,
    /// Instead of ids: the filter that chose them, and all it finds are meant.
    pub filter: Option<String>,
    /// Handle and name of each status that can be set.
    pub statuses: Vec<(String, String)>,
    /// Earlier changes that can still be undone: the address of each and what it did.
    pub undoable: Vec<(String, String)>,
    /// What was typed.
    pub fields: BulkFields,
    /// Field and sentence for what cannot be done; a sentence without a field concerns all.
    pub wrong: Vec<(String, String)>,
    /// How many seconds messages wait at least.
    pub hold_seconds: u16,
    /// The shop's time zone, in which times are typed.
    pub time_zone: String,
    /// The list as pasted.
    pub list: String,
    /// What is wrong with the list.
    pub faults: Vec<ListFault>,
    /// How many more faults there are.
    pub more_faults: u64,
}

/// Something wrong in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ListFault {
    pub line: u64,
    pub column: String,
    pub sentence: String,
}

/// Where a batch stands, for its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum BatchStage {
    #[default]
    Preview,
    Running,
    Done,
    Undoing,
    Undone,
}

/// A batch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchView {
    /// Where it stands.
    pub stage: BatchStage,
    /// What happens or happened, in one sentence.
    pub sentence: String,
    /// What the change is.
    pub what: String,
    /// Who made it.
    pub who: String,
    /// Reason and number of orders left out.
    pub skips: Vec<(String, String)>,
    /// The first orders it changes: address, name, what is different for them.
    pub lines: Vec<BatchLineView>,
    /// The first orders it leaves out.
    pub skipped: Vec<BatchLineView>,
    /// Orders worked on, and all there are.
    pub progress: (u64, u64),
    /// Where it is confirmed, while it is looked at and changes anything.
    pub confirm: Option<String>,
    /// What the button says.
    pub confirm_words: String,
    /// Where it is undone, while that is possible.
    pub undo: Option<String>,
    /// Whether it is too late for that because somebody was told, though other messages wait.
    pub told: bool,
    /// Until when, in words.
    pub undo_until: String,
    /// Where the orders are.
    pub orders: String,
}

/// One order of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct BatchLineView {
    pub href: String,
    pub name: String,
    pub text: String,
}
