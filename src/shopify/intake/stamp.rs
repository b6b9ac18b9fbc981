//! When the facts of an object were true, and how good their source is.

use serde_json::Value;

use super::fields::{Fields, time_of};
use crate::domain::clock::Millis;
use crate::domain::known::{Detail, Known};

/// Moments that have come when Shopify writes them. Promises and estimates are not among them: a
/// date in the future would let an old body win over newer ones.
const PAST: [&str; 22] = [
    "createdAt",
    "created_at",
    "updatedAt",
    "updated_at",
    "processedAt",
    "processed_at",
    "closedAt",
    "closed_at",
    "cancelledAt",
    "cancelled_at",
    "happenedAt",
    "happened_at",
    "inTransitAt",
    "in_transit_at",
    "deliveredAt",
    "delivered_at",
    "requestApprovedAt",
    "request_approved_at",
    "committed_at",
    "committedAt",
    "approved_at",
    "approvedAt",
];

/// Time and source of facts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamp {
    /// When they were true.
    pub(super) at: Millis,
    /// Which kind of source tells them.
    pub(super) detail: Detail,
}

impl Stamp {
    /// The time an object tells about itself: when it was changed, else the latest moment in it, else
    /// `otherwise`.
    pub(super) fn of(object: Fields, detail: Detail, otherwise: Millis) -> Self {
        let at = changed_at(object).or_else(|| latest_in(object)).unwrap_or(otherwise);
        Self { at, detail }
    }

    /// The time of a part: when the part itself was changed, else that of the whole.
    pub(super) fn of_part(self, part: Fields) -> Self {
        Self { at: changed_at(part).unwrap_or(self.at), ..self }
    }

    /// A fact, or nothing known where the source did not speak of it.
    pub(super) fn fact<T: Ord + Clone>(self, value: Option<T>) -> Known<T> {
        Known::maybe(self.at, self.detail, value)
    }
}

/// When the object was changed, by its own word.
pub(super) fn changed_at(object: Fields) -> Option<Millis> {
    object.some_time("updatedAt").or_else(|| object.some_time("updated_at"))
}

fn latest_in(object: Fields) -> Option<Millis> {
    object.iter().filter_map(|(key, value)| latest(key, value)).max()
}

fn latest(key: &str, value: &Value) -> Option<Millis> {
    match value {
        Value::String(_) if PAST.contains(&key) => time_of(value),
        // The shopper's account and the payment provider's answer have a life of their own.
        Value::Object(_) if !matches!(key, "customer" | "receipt") => latest_in(Fields::of(value)?),
        Value::Array(list) => list.iter().filter_map(|item| latest(key, item)).max(),
        _ => None,
    }
}
