//! Second factors: the sealed secret of an authenticator app, the last step a code was taken for, and
//! hashes of recovery codes.

use super::database::{read, write};
use super::keys::SealPlace;
use super::{Store, StoreError};
use crate::domain::clock::Chance;
use crate::domain::ids::UserId;

fn place(user: &UserId) -> SealPlace<'_> {
    SealPlace { table: "users", column: "sealed_totp", row: user.0.as_bytes() }
}

impl Store {
    /// Gives somebody the secret of an authenticator app.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_totp(&self, user: UserId, secret: &[u8], chance: &dyn Chance) -> Result<(), StoreError> {
        let sealed = self.keys.seal(&place(&user), secret, chance);
        write!(self.database, tx => {
            sqlx::query("UPDATE users SET sealed_totp = $1 WHERE id = $2")
                .bind(sealed).bind(user.0).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// The secret of somebody's authenticator app; `None` when they have none.
    ///
    /// # Errors
    /// When the database does not answer or the secret cannot be opened.
    pub async fn totp(&self, user: UserId) -> Result<Option<Vec<u8>>, StoreError> {
        let row: Option<(Option<Vec<u8>>,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT sealed_totp FROM users WHERE id = $1").bind(user.0).fetch_optional(pool).await?
        });
        let Some(sealed) = row.and_then(|(sealed,)| sealed) else { return Ok(None) };
        let unreadable = || StoreError::Unreadable { table: "users", column: "sealed_totp".into() };
        self.keys.open_sealed(&place(&user), &sealed).map(Some).ok_or_else(unreadable)
    }

    /// Takes a code of this step: each step counts once, and none before one that was taken. Returns
    /// whether it counts.
    ///
    /// # Errors
    /// When the database does not answer; then nothing was taken.
    pub async fn take_totp_step(&self, user: UserId, step: i64) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE users SET totp_step = $1 WHERE id = $2 AND totp_step < $1")
                .bind(step).bind(user.0).execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// The hash under which a recovery code is kept.
    #[must_use]
    pub fn recovery_hash(&self, user: UserId, code: &str) -> [u8; 32] {
        self.keys.keyed_hash("recovery", &[user.0.as_bytes(), code.as_bytes()])
    }

    /// Puts new recovery codes in the place of all others.
    ///
    /// # Errors
    /// When the database does not answer; then the old ones hold.
    pub async fn put_recovery_codes(&self, user: UserId, hashes: &[[u8; 32]]) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("DELETE FROM recovery_codes WHERE user_id = $1").bind(user.0).execute(&mut *tx).await?;
            for hash in hashes {
                sqlx::query("INSERT INTO recovery_codes (user_id, code_hash) VALUES ($1, $2)")
                    .bind(user.0).bind(hash.to_vec()).execute(&mut *tx).await?;
            }
        });
        Ok(())
    }

    /// Uses a recovery code up. Returns whether it was one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn use_recovery_code(&self, user: UserId, hash: [u8; 32]) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("DELETE FROM recovery_codes WHERE user_id = $1 AND code_hash = $2")
                .bind(user.0).bind(hash.to_vec()).execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// How many recovery codes somebody has left.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn recovery_codes_left(&self, user: UserId) -> Result<u32, StoreError> {
        let (count,): (i64,) = read!(self.database, pool => {
            sqlx::query_as("SELECT count(*) FROM recovery_codes WHERE user_id = $1").bind(user.0).fetch_one(pool).await?
        });
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Takes the second factor away from somebody, with its recovery codes.
    ///
    /// # Errors
    /// When the database does not answer; then it is still there.
    pub async fn drop_second_factor(&self, user: UserId) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE users SET sealed_totp = NULL WHERE id = $1").bind(user.0).execute(&mut *tx).await?;
            for statement in [
                "DELETE FROM recovery_codes WHERE user_id = $1",
                "DELETE FROM passkeys WHERE user_id = $1",
                "DELETE FROM ceremonies WHERE user_id = $1",
            ] {
                sqlx::query(statement).bind(user.0).execute(&mut *tx).await?;
            }
        });
        Ok(())
    }
}
