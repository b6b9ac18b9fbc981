//! The audit log: who changed what, with what was before and after. Written once, never changed.

use uuid::Uuid;

use super::clock::Millis;

/// Something that was changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audited {
    /// What was done, as a dotted word (`status.edited`, `settings.changed`, `orders.changed`).
    pub action: String,
    /// What it was done to, as staff know it ("#1042", "Oak is drying", "37 orders"). No personal data of
    /// shoppers: the log outlives the orders.
    pub subject: String,
    /// How it was, in words or as JSON; `None` for something new.
    pub before: Option<String>,
    /// How it is; `None` for something that is gone.
    pub after: Option<String>,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// Our id; sorts by time.
    pub id: Uuid,
    /// When.
    pub at: Millis,
    /// Who, by the name they had then; "Waymark" for what happened by itself, "command line".
    pub who: String,
    /// What.
    pub what: Audited,
}
