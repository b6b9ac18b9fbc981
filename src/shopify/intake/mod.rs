//! Turns what Shopify gives (REST bodies, webhook bodies, answers of the Admin GraphQL API, recorded
//! answers, bulk exports) into fragments of [`Order`]: facts with the time they were true.
//!
//! Never opens a connection, reads a clock or fails as a whole: a broken line is a [`Piece::Refused`]
//! with its number, a value of the wrong type is an unknown fact. Texts are cleaned and capped, but
//! nothing is left out for privacy: whether a street is kept is the caller's decision.
//!
//! Read `pieces.rs` (lines into documents), `document.rs` (documents into objects), `shape.rs` (what
//! an object is), then `rest_order.rs` and `graphql_order.rs`; `bulk.rs` joins exports.

mod bulk;
mod document;
mod fields;
mod graphql_order;
mod graphql_parts;
mod limits;
mod lines;
mod pieces;
mod promise_told;
mod rest_order;
mod rest_parts;
mod scan;
mod shape;
mod stamp;
#[cfg(test)]
mod tests;

pub use limits::Limits;
pub use pieces::Pieces;
pub(in crate::shopify) use promise_told::{NAMES as PROMISE_NAMES, promises_told};

use std::io::BufRead;

use serde_json::Value;

use crate::domain::clock::Millis;
use crate::domain::ids::ShopifyId;
use crate::domain::order::Order;

/// What one line, or one document, turned out to hold. A document may give many pieces, several of
/// them about the same order: join them in any sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "nearly every piece is an order, and each is used up at once")]
pub enum Piece {
    /// Facts about an order.
    Order {
        /// Line on which the document starts, from 1; `None` when it did not come from lines.
        line: Option<u64>,
        /// Shopify's id of the order.
        shopify_id: ShopifyId,
        /// The facts; everything the source did not speak of is unknown.
        news: Order,
    },
    /// Something that should have been news but cannot be read.
    Refused {
        /// Where it stands, from 1; `None` when it did not come from lines.
        line: Option<u64>,
        /// Why, in a plain sentence without any of the data.
        reason: String,
    },
    /// Something understood and knowingly left alone.
    Skipped {
        /// Where it stands, from 1; `None` when it did not come from lines.
        line: Option<u64>,
        /// Why, in a plain sentence without any of the data.
        reason: String,
    },
}

/// Reads a file or a body of any of the known kinds, line by line where it has lines. Recognizes the
/// kind by itself; never holds more than [`Limits`] allows.
pub fn read<R: BufRead>(reader: R, limits: Limits) -> Pieces<R, impl FnMut(Value) -> Value> {
    Pieces::new(reader, limits, |value| value)
}

/// As [`read`], but lets `change` have each parsed document first, for instance to put real times in
/// place of relative ones.
pub fn read_changed<R: BufRead, F: FnMut(Value) -> Value>(
    reader: R,
    limits: Limits,
    change: F,
) -> Pieces<R, F> {
    Pieces::new(reader, limits, change)
}

/// Reads one parsed body. `line` is repeated in the pieces; `told_at` is the time given to facts of
/// which the body tells none (a webhook's `X-Shopify-Triggered-At`; [`Millis`] 0 when unknown).
/// Lines of a bulk export refer to each other: give those to [`read`].
#[must_use]
pub fn read_value(mut value: Value, line: Option<u64>, told_at: Millis) -> Vec<Piece> {
    let limits = Limits { told_at, ..Limits::default() };
    document::forget_denied(&mut value);
    document::read(&value, line, &limits)
}

/// Removes from an answer of the API what is null only because it was refused, so that it is not taken
/// for "there is none".
pub(in crate::shopify) fn forget_denied(answer: &mut Value) {
    document::forget_denied(answer);
}
