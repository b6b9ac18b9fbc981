//! Merging news into an order. Pure: no clock, no I/O.
//!
//! Doing it twice changes nothing; doing a set of news in any order ends in the same order and the
//! same entries. The property test at `tests/it/merging.rs` tries thousands of orders of arrival.

use super::entry::{self, Entries, Entry, entries_of};
use super::order::Order;

/// What came of taking in a piece of news.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Whether anything is different from before.
    pub changed: bool,
    /// Entries that are new, or whose time moved back, with their natural keys.
    pub entries: Entries,
    /// Whether the news contradicts what was known at the same time: read the order again.
    pub read_again: bool,
}

/// Takes `news` into `order` and its `timeline`.
pub fn apply(order: &mut Order, timeline: &mut Entries, news: &Order) -> Applied {
    let before = order.clone();
    let read_again = order.join(news);
    let mut fresh = Entries::new();
    for (key, told) in entries_of(news) {
        if let Some(entry) = earlier(timeline.get(&key), told) {
            entry::merge(timeline, key.clone(), entry.clone());
            fresh.insert(key, entry);
        }
    }
    Applied { changed: *order != before || !fresh.is_empty(), entries: fresh, read_again }
}

fn earlier(known: Option<&Entry>, told: Entry) -> Option<Entry> {
    match known {
        Some(known) if *known <= told => None,
        _ => Some(told),
    }
}
