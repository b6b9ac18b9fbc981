//! Limits on tries: counted in the store, so that they hold over all processes. A delay grows with the
//! tries: it is the rest of the window that is full, and windows get longer.

use sha2::{Digest, Sha256};

use crate::domain::clock::Millis;
use crate::services::{ServiceError, Services};

/// A second, as a window.
pub(super) const SECOND_MS: i64 = 1_000;
/// A minute, as a window.
pub(in crate::services) const MINUTE_MS: i64 = 60 * SECOND_MS;

/// So many tries in a window of so many milliseconds.
pub(in crate::services) type Limit = (i64, u32);

impl Services {
    /// Counts a try in each window of a bucket. The seconds until the longest full window ends; `None`
    /// when no window is full.
    ///
    /// # Errors
    /// When the store does not answer.
    pub(in crate::services) async fn count_try(
        &self,
        bucket: &[u8],
        limits: &[Limit],
    ) -> Result<Option<i64>, ServiceError> {
        let now = self.clock.now();
        let mut wait = None;
        for (span, most) in limits {
            let start = Millis(now.0 - now.0.rem_euclid(*span));
            if self.store.count_limit(&window(bucket, *span), start).await? > *most {
                wait = wait.max(Some((start.0 + span - now.0).div_euclid(SECOND_MS) + 1));
            }
        }
        Ok(wait)
    }

    /// Forgets the tries in a bucket: the last one was right.
    ///
    /// # Errors
    /// When the store does not answer.
    pub(super) async fn forget_tries(&self, bucket: &[u8], limits: &[Limit]) -> Result<(), ServiceError> {
        for (span, _) in limits {
            self.store.forget_limit(&window(bucket, *span)).await?;
        }
        Ok(())
    }
}

fn window(bucket: &[u8], span: i64) -> Vec<u8> {
    self::bucket(&[bucket, &span.to_be_bytes()])
}

/// A bucket that tells nothing of what it is made of.
pub(in crate::services) fn bucket(parts: &[&[u8]]) -> Vec<u8> {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().to_vec()
}

/// How long to wait, in words: "in 40 seconds", "in 12 minutes".
#[must_use]
pub fn wait_in_words(seconds: i64) -> String {
    match seconds {
        ..=1 => "in a second".into(),
        2..=90 => format!("in {seconds} seconds"),
        _ => format!("in {} minutes", (seconds + 59) / 60),
    }
}
