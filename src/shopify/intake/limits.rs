//! How much is read at most, so that no input can exhaust the machine.

use crate::domain::clock::Millis;

/// Bounds of one reading. The defaults fit everything Shopify sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one line; a longer line is refused.
    pub line_bytes: usize,
    /// Bytes of one document that goes over several lines; a longer one is refused.
    pub document_bytes: usize,
    /// Bytes of child lines of a bulk export that are kept until their orders can be put together;
    /// what comes beyond is refused.
    pub bulk_bytes: usize,
    /// Whether children of a bulk export stand right behind their order (`groupObjects: true`): then
    /// only one order's are kept at a time.
    pub grouped: bool,
    /// Levels of nesting.
    pub depth: usize,
    /// Time given to facts of which the source tells none; with the default, 0, they lose against
    /// every fact with a time.
    pub told_at: Millis,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            line_bytes: 32 << 20,
            document_bytes: 64 << 20,
            bulk_bytes: 1 << 30,
            grouped: false,
            depth: 64,
            told_at: Millis(0),
        }
    }
}

/// Longest title, name, place or number kept, in characters.
pub(super) const TITLE: usize = 512;
/// Longest note, message or address of a page kept, in characters.
pub(super) const NOTE: usize = 2_000;
/// Most items kept of an order, and most items of one shipment, refund or promise.
pub(super) const ITEMS: usize = 1_000;
/// Most shipments kept of an order; also of promises, refunds, returns and transactions.
pub(super) const SHIPMENTS: usize = 500;
/// Most carrier events kept of an order.
pub(super) const EVENTS: usize = 2_000;
/// Most tracking numbers, holds and payment names kept in one place.
pub(super) const FEW: usize = 50;
/// Most tags kept of an order: Shopify allows 250.
pub(super) const TAGS: usize = 250;
/// Most pieces of one item: beyond it a number is a mistake, and sums must not overflow.
pub(super) const PIECES: u32 = 1_000_000;
