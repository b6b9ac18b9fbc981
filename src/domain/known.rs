//! A fact with the time it was true: the building block that makes news mergeable in any order.
//!
//! [`Known`] is a join: merging is commutative, associative and idempotent, so a set of snapshots
//! gives the same order however they arrive and however often. It never looks at a clock.

use serde::{Deserialize, Serialize};

use super::clock::Millis;

/// How much the source of a fact could have told. At the same instant the better source wins:
/// REST cannot express "on hold" (Shopify facts 1.9), GraphQL can.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// A REST body or webhook.
    #[default]
    Rest,
    /// An answer of the Admin GraphQL API.
    Graphql,
}

/// A fact that may be unknown. Newer wins; at the same time the better source; then the greater
/// value, so that the result never depends on the order of arrival.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Option<(Millis, u8, T)>", into = "Option<(Millis, u8, T)>")]
#[serde(bound(serialize = "T: Clone + Serialize", deserialize = "T: Deserialize<'de>"))]
pub struct Known<T>(Option<(Millis, Detail, T)>);

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> From<Option<(Millis, u8, T)>> for Known<T> {
    fn from(stored: Option<(Millis, u8, T)>) -> Self {
        Self(
            stored.map(|(at, detail, value)| {
                (at, if detail == 0 { Detail::Rest } else { Detail::Graphql }, value)
            }),
        )
    }
}

impl<T> From<Known<T>> for Option<(Millis, u8, T)> {
    fn from(known: Known<T>) -> Self {
        known.0.map(|(at, detail, value)| (at, u8::from(detail == Detail::Graphql), value))
    }
}

impl<T: Ord + Clone> Known<T> {
    /// A fact that was true at `at`, told by a source of this detail.
    pub const fn at(at: Millis, detail: Detail, value: T) -> Self {
        Self(Some((at, detail, value)))
    }

    /// A fact, or nothing known where the source did not speak of it.
    pub fn maybe(at: Millis, detail: Detail, value: Option<T>) -> Self {
        Self(value.map(|v| (at, detail, v)))
    }

    /// The value, or `None` when nothing is known.
    pub const fn get(&self) -> Option<&T> {
        match &self.0 {
            Some((_, _, value)) => Some(value),
            None => None,
        }
    }

    /// When the value was true, or `None` when nothing is known.
    pub fn known_at(&self) -> Option<Millis> {
        self.0.as_ref().map(|(at, _, _)| *at)
    }

    /// Whether nothing is known.
    pub const fn is_unknown(&self) -> bool {
        self.0.is_none()
    }

    /// Takes in another piece of news about the same fact.
    /// Returns whether the two contradict each other at the same time from an equally good source.
    pub fn join(&mut self, other: &Self) -> bool {
        let contradiction = match (&self.0, &other.0) {
            (Some((a, da, va)), Some((b, db, vb))) => a == b && da == db && va != vb,
            _ => false,
        };
        if other.0 > self.0 {
            self.0.clone_from(&other.0);
        }
        contradiction
    }
}
