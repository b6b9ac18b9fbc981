//! Passkeys: what somebody's devices prove themselves with. Kept are public keys and counters, nothing
//! that lets anybody in. What stands in a passkey's document is `services/accounts/passkeys`' affair.

use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::types::Json;
use uuid::Uuid;

use super::database::{read, write};
use super::{Store, StoreError};
use crate::domain::clock::Millis;
use crate::domain::ids::UserId;

/// A passkey of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPasskey {
    /// Our id.
    pub id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// Its document.
    pub doc: Value,
    /// When it was added.
    pub created_at: Millis,
    /// When it last let its owner in; `None` for never.
    pub used_at: Option<Millis>,
}

/// Recovery codes stand in for a second factor: without one they go.
const CODES_GO_WITH_THE_LAST: &str = "DELETE FROM recovery_codes WHERE user_id = $1 \
    AND NOT EXISTS (SELECT 1 FROM passkeys WHERE user_id = $1) \
    AND NOT EXISTS (SELECT 1 FROM users WHERE id = $1 AND sealed_totp IS NOT NULL)";

impl Store {
    /// Adds a passkey; `credential` is its id as its device calls it. Returns whether it is new: one that
    /// anybody has already is added to nobody else.
    ///
    /// # Errors
    /// When the database does not answer or there is no such user.
    pub async fn add_passkey(
        &self,
        user: UserId,
        credential: &[u8],
        passkey: &StoredPasskey,
    ) -> Result<bool, StoreError> {
        let hash = Sha256::digest(credential).to_vec();
        Ok(write!(self.database, tx => {
            sqlx::query("INSERT INTO passkeys (id, user_id, credential_hash, name, doc, created_at) \
                VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (credential_hash) DO NOTHING")
                .bind(passkey.id).bind(user.0).bind(&hash).bind(&passkey.name).bind(Json(&passkey.doc))
                .bind(passkey.created_at.0).execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Somebody's passkeys, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn passkeys_of(&self, user: UserId) -> Result<Vec<StoredPasskey>, StoreError> {
        type Row = (Uuid, String, Json<Value>, i64, Option<i64>);
        let rows: Vec<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, name, doc, created_at, used_at FROM passkeys WHERE user_id = $1 \
                ORDER BY created_at, id")
                .bind(user.0).fetch_all(pool).await?
        });
        let stored = |(id, name, Json(doc), created_at, used_at): Row| StoredPasskey {
            id,
            name,
            doc,
            created_at: Millis(created_at),
            used_at: used_at.map(Millis),
        };
        Ok(rows.into_iter().map(stored).collect())
    }

    /// Notes that a passkey let its owner in, with the document it has from then on. Nothing is noted when
    /// it is gone or no longer has the document `before`. Returns whether it was.
    ///
    /// # Errors
    /// When the database does not answer; then nothing was noted.
    pub async fn passkey_used(
        &self,
        user: UserId,
        id: Uuid,
        before: &Value,
        doc: &Value,
        now: Millis,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE passkeys SET doc = $1, used_at = $2 WHERE id = $3 AND user_id = $4 AND doc = $5")
                .bind(Json(doc)).bind(now.0).bind(id).bind(user.0).bind(Json(before))
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Takes a passkey away; the recovery codes go with the last second factor. Returns its name; `None`
    /// when there is no such passkey of theirs.
    ///
    /// # Errors
    /// When the database does not answer; then it is still there.
    pub async fn remove_passkey(&self, user: UserId, id: Uuid) -> Result<Option<String>, StoreError> {
        let row: Option<(String,)> = write!(self.database, tx => {
            let row = sqlx::query_as("DELETE FROM passkeys WHERE id = $1 AND user_id = $2 RETURNING name")
                .bind(id).bind(user.0).fetch_optional(&mut *tx).await?;
            sqlx::query(CODES_GO_WITH_THE_LAST).bind(user.0).execute(&mut *tx).await?;
            row
        });
        Ok(row.map(|(name,)| name))
    }

    /// Takes the authenticator app away; passkeys stay, and the recovery codes go with the last second
    /// factor.
    ///
    /// # Errors
    /// When the database does not answer; then it is still there.
    pub async fn drop_totp(&self, user: UserId) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE users SET sealed_totp = NULL WHERE id = $1").bind(user.0).execute(&mut *tx).await?;
            sqlx::query(CODES_GO_WITH_THE_LAST).bind(user.0).execute(&mut *tx).await?;
        });
        Ok(())
    }
}
