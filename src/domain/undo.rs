//! Undoing a merchant's change: a fact of its own, so that it merges in any order. The change and its
//! entry stay; they no longer count, and shoppers no longer read them. Nothing here decides whether a
//! change may still be undone: that depends on who was told.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::clock::Millis;
use super::order::Order;

/// A change of the merchant was taken back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Undone {
    /// When.
    pub at: Millis,
    /// Who did it, for staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

impl Order {
    /// Whether the merchant's change with this id was undone: it no longer counts.
    #[must_use]
    pub fn is_undone(&self, change: Uuid) -> bool {
        self.undone.contains_key(&change)
    }

    /// Whether any status was set, also an internal one, that still counts.
    #[must_use]
    pub fn has_status(&self) -> bool {
        self.status_changes.keys().any(|change| !self.is_undone(*change))
    }
}
