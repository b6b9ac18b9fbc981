//! Connections kept between two mails, so that a bulk change does not sign in for every mail. Servers end
//! them when they like: one is asked before it is used.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::conversation::Conversation;

/// How long a connection is kept for the next mail: shorter than servers wait.
const IDLE: Duration = Duration::from_secs(15);
/// How many connections are kept.
const MOST: usize = 4;
/// Mails on one connection: many servers end it soon after.
const MAILS_EACH: u32 = 50;

/// The connections.
#[derive(Default)]
pub(super) struct Kept(Mutex<Vec<One>>);

struct One {
    conversation: Conversation,
    since: Instant,
    mails: u32,
}

impl Kept {
    /// One that answers, with how many mails went over it.
    pub async fn take(&self, until: Instant) -> Option<(Conversation, u32)> {
        loop {
            let mut one = self.all().pop()?;
            if one.since.elapsed() < IDLE {
                let alive = timeout_at(until, one.conversation.is_alive()).await;
                if alive.unwrap_or(false) {
                    return Some((one.conversation, one.mails));
                }
            }
        }
    }

    /// Keeps a connection over which so many mails went, or ends it.
    pub async fn keep(&self, conversation: Conversation, mails: u32) {
        let over = {
            let mut all = self.all();
            all.retain(|one| one.since.elapsed() < IDLE);
            if mails < MAILS_EACH && all.len() < MOST {
                all.push(One { conversation, since: Instant::now(), mails });
                None
            } else {
                Some(conversation)
            }
        };
        if let Some(over) = over {
            over.end().await;
        }
    }

    fn all(&self) -> MutexGuard<'_, Vec<One>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
