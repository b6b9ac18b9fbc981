//! Browsers that somebody signed in with before: strangers who guess at a password do not slow these down.

use super::database::{read, write};
use super::{Store, StoreError};
use crate::domain::clock::Millis;
use crate::domain::ids::UserId;

impl Store {
    /// Notes that somebody signed in with this browser; it is known until `ends_at`.
    ///
    /// # Errors
    /// When the database does not answer or there is no such user.
    pub async fn note_device(
        &self,
        device_hash: [u8; 32],
        user: UserId,
        now: Millis,
        ends_at: Millis,
    ) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("INSERT INTO devices (device_hash, user_id, seen_at, ends_at) VALUES ($1, $2, $3, $4) \
                ON CONFLICT (device_hash, user_id) DO UPDATE SET seen_at = excluded.seen_at, ends_at = excluded.ends_at")
                .bind(device_hash.to_vec()).bind(user.0).bind(now.0).bind(ends_at.0).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Whether somebody signed in with this browser before, and not too long ago.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn knows_device(
        &self,
        device_hash: [u8; 32],
        user: UserId,
        now: Millis,
    ) -> Result<bool, StoreError> {
        let row: Option<(i64,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT seen_at FROM devices WHERE device_hash = $1 AND user_id = $2 AND ends_at > $3")
                .bind(device_hash.to_vec()).bind(user.0).bind(now.0).fetch_optional(pool).await?
        });
        Ok(row.is_some())
    }

    /// Forgets all browsers of somebody. Returns how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_devices(&self, user: UserId) -> Result<u64, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("DELETE FROM devices WHERE user_id = $1").bind(user.0).execute(&mut *tx).await?.rows_affected()
        }))
    }
}
