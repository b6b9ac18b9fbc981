//! Counts how often links are followed: in memory while pages are answered, written every few seconds.
//! A restart loses the count of those seconds, never a page.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::clock::Millis;
use crate::domain::link::Token;

use super::{ServiceError, Services};

/// Links counted at most between two writings; what comes beyond is not counted.
const MOST: usize = 50_000;

/// Visits that are not written yet. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Visits(Arc<Mutex<Counted>>);

/// By the hash of a link's token: how often, and when last.
type Counted = HashMap<[u8; 32], (u32, Millis)>;

impl Visits {
    /// Counts one visit by this link.
    pub fn count(&self, token: &Token, now: Millis) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.len() >= MOST {
            return;
        }
        let (count, last) = counted.entry(token.hash()).or_default();
        *count = count.saturating_add(1);
        *last = now;
    }

    fn take(&self) -> Vec<([u8; 32], u32, Millis)> {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *counted).into_iter().map(|(token, (count, last))| (token, count, last)).collect()
    }
}

/// Programs that open links to look at them, not to read them; by a word of what they call themselves.
const SCANNERS: [&str; 12] = [
    "bot",
    "crawl",
    "spider",
    "preview",
    "scan",
    "proofpoint",
    "mimecast",
    "barracuda",
    "facebookexternalhit",
    "curl/",
    "wget/",
    "headless",
];

/// Whether a browser that calls itself so is a person's, as far as that can be told.
#[must_use]
pub fn is_person(user_agent: &str) -> bool {
    let name = user_agent.to_ascii_lowercase();
    !name.is_empty() && !SCANNERS.iter().any(|word| name.contains(word))
}

impl Services {
    /// Writes the visits counted so far.
    ///
    /// # Errors
    /// When the store does not answer; then the visits of these seconds are lost.
    pub async fn write_visits(&self, visits: &Visits) -> Result<(), ServiceError> {
        let taken = visits.take();
        if taken.is_empty() { Ok(()) } else { Ok(self.store.add_visits(&taken).await?) }
    }
}
