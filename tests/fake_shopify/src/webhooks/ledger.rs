//! Every webhook that was due, and what became of it.

use serde::Serialize;

/// One try to deliver.
#[derive(Clone, Debug, Serialize)]
pub struct Attempt {
    /// Real milliseconds since 1970.
    pub at: i64,
    /// The status answered; `None` when there was no answer within five seconds or no connection.
    pub status: Option<u16>,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
}

/// One webhook to one subscription.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// The same for every attempt and every duplicate.
    pub webhook_id: String,
    /// Shared by everything one action caused.
    pub event_id: String,
    /// E.g. `orders/updated`.
    pub topic: String,
    /// The subscription's id.
    pub subscription: u64,
    /// Where to.
    pub uri: String,
    /// The order it is about.
    pub order: Option<u64>,
    /// Milliseconds of the shop's clock.
    pub triggered_at: i64,
    /// How many times it is sent: 2 for a duplicate, 0 when it was lost on purpose.
    pub copies: u32,
    /// The tries so far.
    pub attempts: Vec<Attempt>,
    /// `pending`, `delivered`, `failed` (all retries used) or `dropped` (lost on purpose).
    pub state: &'static str,
}

/// All of a shop's.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    pub entries: Vec<Entry>,
}

impl Ledger {
    /// Adds one; answers its place.
    pub fn add(&mut self, entry: Entry) -> usize {
        self.entries.push(entry);
        self.entries.len() - 1
    }

    /// How many are in this state.
    pub fn count(&self, state: &str) -> usize {
        self.entries.iter().filter(|e| e.state == state).count()
    }
}
