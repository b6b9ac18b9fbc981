//! How actions name things: references that accept numbers, gids and order names, and lists of items.

use serde::{Deserialize, Deserializer};

use crate::model::Order;
use crate::model::order::Promise;

/// A reference: an id as number or text, a gid, or an order's name (`#1001`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ref(String);

impl Ref {
    /// The number in it, if it is an id.
    pub fn id(&self) -> Option<u64> {
        if self.0.starts_with('#') {
            return None;
        }
        self.0.rsplit('/').next().and_then(|tail| tail.split('?').next()).and_then(|tail| tail.parse().ok())
    }

    /// The order number in a name such as `#1001`.
    pub fn number(&self) -> Option<u32> {
        self.0.strip_prefix('#').and_then(|n| n.parse().ok())
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As given.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl From<u64> for Ref {
    fn from(id: u64) -> Self {
        Self(id.to_string())
    }
}

impl From<&str> for Ref {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<&String> for Ref {
    fn from(text: &String) -> Self {
        Self(text.clone())
    }
}

impl<'de> Deserialize<'de> for Ref {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Given {
            Number(u64),
            Text(String),
            Nothing(()),
        }
        Ok(match Given::deserialize(input)? {
            Given::Number(n) => Self(n.to_string()),
            Given::Text(t) => Self(t),
            Given::Nothing(()) => Self::default(),
        })
    }
}

/// Some pieces of a line of the order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Item {
    /// The line: its id or gid, or its place in the order from 0.
    pub line: Ref,
    /// How many; all that there are when absent.
    pub quantity: Option<u32>,
}

impl Item {
    /// `quantity` pieces of the line at `place`.
    pub fn at(place: u64, quantity: u32) -> Self {
        Self { line: Ref::from(place), quantity: Some(quantity) }
    }

    /// The id of the order's line this means.
    pub(crate) fn line_id(&self, order: &Order) -> Result<u64, String> {
        let given = self.line.id().ok_or_else(|| format!("no line {:?}", self.line.text()))?;
        if let Some(line) = usize::try_from(given).ok().and_then(|at| order.lines.get(at)) {
            return Ok(line.id);
        }
        order.line(given).map(|l| l.id).ok_or_else(|| format!("no line {given} in {}", order.name()))
    }
}

/// The index of the fulfillment order meant: the given one, or the first that fits `wanted`.
pub(crate) fn promise_index(
    order: &Order,
    given: &Ref,
    wanted: impl Fn(&Promise) -> bool,
) -> Result<usize, String> {
    let at = match given.id() {
        Some(id) => order.promises.iter().position(|p| p.id == id),
        None => order.promises.iter().position(|p| p.alive() && wanted(p)),
    };
    at.ok_or_else(|| format!("{} has no fulfillment order for this", order.name()))
}
