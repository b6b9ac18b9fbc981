//! What is under way between two pages of signing in: short-lived, sealed, tried a few times, used once.

use uuid::Uuid;

use super::database::{read, write};
use super::keys::SealPlace;
use super::{Store, StoreError};
use crate::domain::account::User;
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::UserId;

/// Something under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceremony {
    /// Whose it is.
    pub user: User,
    /// What has to be remembered for its end.
    pub state: Vec<u8>,
    /// How often its end was tried, this time included when it was counted.
    pub tries: u32,
}

fn place(key: &[u8; 32]) -> SealPlace<'_> {
    SealPlace { table: "ceremonies", column: "sealed_state", row: key }
}

impl Store {
    /// Begins something, in the place of what was under way with this key.
    ///
    /// # Errors
    /// When the database does not answer or there is no such user.
    pub async fn begin_ceremony(
        &self,
        key: [u8; 32],
        user: UserId,
        purpose: &str,
        state: &[u8],
        ends_at: Millis,
        chance: &dyn Chance,
    ) -> Result<(), StoreError> {
        let sealed = self.keys.seal(&place(&key), state, chance);
        write!(self.database, tx => {
            sqlx::query("INSERT INTO ceremonies (token_hash, user_id, purpose, sealed_state, tries, ends_at) \
                VALUES ($1, $2, $3, $4, 0, $5) ON CONFLICT (token_hash) DO UPDATE SET user_id = excluded.user_id, \
                purpose = excluded.purpose, sealed_state = excluded.sealed_state, tries = 0, ends_at = excluded.ends_at")
                .bind(key.to_vec()).bind(user.0).bind(purpose).bind(sealed).bind(ends_at.0)
                .execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// What is under way with this key; `None` when nothing is, or not any more.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn ceremony(
        &self,
        key: [u8; 32],
        purpose: &str,
        now: Millis,
    ) -> Result<Option<Ceremony>, StoreError> {
        type Row = (Uuid, String, String, Vec<u8>, i64);
        let row: Option<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT u.id, u.email, u.name, c.sealed_state, c.tries FROM ceremonies c \
                JOIN users u ON u.id = c.user_id WHERE c.token_hash = $1 AND c.purpose = $2 AND c.ends_at > $3")
                .bind(key.to_vec()).bind(purpose).bind(now.0).fetch_optional(pool).await?
        });
        Ok(row.and_then(|(id, email, name, sealed, tries)| {
            let state = self.keys.open_sealed(&place(&key), &sealed)?;
            let user = User { id: UserId(id), email, name };
            Some(Ceremony { user, state, tries: u32::try_from(tries).unwrap_or(u32::MAX) })
        }))
    }

    /// Counts a try at what is under way. Returns how many there were, this one included; 0 for nothing.
    ///
    /// # Errors
    /// When the database does not answer; then nothing was counted.
    pub async fn try_ceremony(&self, key: [u8; 32]) -> Result<u32, StoreError> {
        let row: Option<(i64,)> = write!(self.database, tx => {
            sqlx::query_as("UPDATE ceremonies SET tries = tries + 1 WHERE token_hash = $1 RETURNING tries")
                .bind(key.to_vec()).fetch_optional(&mut *tx).await?
        });
        Ok(row.map_or(0, |(tries,)| u32::try_from(tries).unwrap_or(u32::MAX)))
    }

    /// Ends what is under way. Of two at the same moment one gets `true`: it was used once.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end_ceremony(&self, key: [u8; 32]) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("DELETE FROM ceremonies WHERE token_hash = $1").bind(key.to_vec()).execute(&mut *tx).await?.rows_affected() > 0
        }))
    }
}
