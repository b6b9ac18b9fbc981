//! Counters of tries per window. Buckets are hashes: nothing of a guess can be read from them.

use super::database::write;
use super::{Store, StoreError};
use crate::domain::clock::Millis;

impl Store {
    /// Counts one try in a window and returns how many there were, this one included.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_limit(&self, bucket: &[u8], window_start: Millis) -> Result<u32, StoreError> {
        let (count,): (i64,) = write!(self.database, tx => {
            sqlx::query_as("INSERT INTO limits (bucket, window_start, count) VALUES ($1, $2, 1) \
                ON CONFLICT (bucket, window_start) DO UPDATE SET count = limits.count + 1 RETURNING count")
                .bind(bucket).bind(window_start.0).fetch_one(&mut *tx).await?
        });
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Drops counters of windows that began before this instant. Returns how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_old_limits(&self, before: Millis) -> Result<u64, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("DELETE FROM limits WHERE window_start < $1").bind(before.0).execute(&mut *tx).await?.rows_affected()
        }))
    }

    /// Forgets the tries in a bucket, whatever their window: what they were counted against turned out well.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_limit(&self, bucket: &[u8]) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("DELETE FROM limits WHERE bucket = $1").bind(bucket).execute(&mut *tx).await?;
        });
        Ok(())
    }
}
