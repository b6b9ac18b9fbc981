//! The first user, made with a code that a server printed when it started. Several servers on one
//! database each have a code of their own; all end with the first use of one.

use super::database::{read, write};
use super::search_key::email_key;
use super::{Store, StoreError};
use crate::domain::account::{Role, User};
use crate::domain::clock::Millis;

impl Store {
    /// The hash under which a code of the first start is kept.
    #[must_use]
    pub fn set_up_hash(&self, code: &str) -> [u8; 32] {
        self.keys.keyed_hash("set-up", &[code.as_bytes()])
    }

    /// Keeps the code that a server prints; codes drawn before `drop_before` end.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keep_set_up_code(
        &self,
        code_hash: [u8; 32],
        drop_before: Millis,
        now: Millis,
    ) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("DELETE FROM set_up_codes WHERE drawn_at < $1").bind(drop_before.0).execute(&mut *tx).await?;
            sqlx::query("INSERT INTO set_up_codes (code_hash, drawn_at) VALUES ($1, $2)")
                .bind(code_hash.to_vec()).bind(now.0).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// The hashes of the codes that servers printed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_up_codes(&self) -> Result<Vec<Vec<u8>>, StoreError> {
        let rows: Vec<(Vec<u8>,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT code_hash FROM set_up_codes").fetch_all(pool).await?
        });
        Ok(rows.into_iter().map(|(hash,)| hash).collect())
    }

    /// Makes the first user, owner of every shop there is, and ends the codes. Returns whether they were
    /// the first; of two at the same moment one is.
    ///
    /// # Errors
    /// When the database does not answer; then there is no user.
    pub async fn make_first_owner(&self, user: &User, hash: &str, now: Millis) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            // Whoever deletes the codes goes on; a second one waits here and finds none.
            let codes = sqlx::query("DELETE FROM set_up_codes").execute(&mut *tx).await?.rows_affected();
            let other: Option<(i64,)> =
                sqlx::query_as("SELECT created_at FROM users LIMIT 1").fetch_optional(&mut *tx).await?;
            let first = codes > 0 && other.is_none();
            if first {
                sqlx::query("INSERT INTO users (id, email, email_key, name, password_hash, created_at) \
                    VALUES ($1, $2, $3, $4, $5, $6)")
                    .bind(user.id.0).bind(&user.email).bind(email_key(&user.email)).bind(&user.name).bind(hash)
                    .bind(now.0).execute(&mut *tx).await?;
                sqlx::query("INSERT INTO members (shop_id, user_id, role, since) SELECT id, $1, $2, $3 FROM shops")
                    .bind(user.id.0).bind(Role::Owner.word()).bind(now.0).execute(&mut *tx).await?;
            }
            first
        }))
    }
}
