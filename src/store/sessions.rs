//! The browsers people are signed in with. Of a session's key only the hash is kept.

use sqlx::FromRow;
use uuid::Uuid;

use super::database::{read, write};
use super::{Store, StoreError};
use crate::domain::account::{Session, User};
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::{UserId, uuid_at};

#[derive(FromRow)]
struct SessionRow {
    user_id: Uuid,
    email: String,
    name: String,
    created_at: i64,
    seen_at: i64,
    ends_at: i64,
    confirmed_at: i64,
}

/// A session as its owner sees it in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLine {
    /// Its id, to end it by.
    pub id: Uuid,
    /// The hash of its key, to tell which one is asking.
    pub token_hash: Vec<u8>,
    /// When they signed in.
    pub since: Millis,
    /// When the browser was last seen.
    pub seen_at: Millis,
    /// What the browser calls itself.
    pub browser: String,
}

impl Store {
    /// Stores that a browser is signed in, under the hash of its key.
    ///
    /// # Errors
    /// When the database does not answer or there is no such user.
    pub async fn add_session(
        &self,
        token_hash: [u8; 32],
        session: &Session,
        browser: &str,
        chance: &dyn Chance,
    ) -> Result<(), StoreError> {
        let id = uuid_at(session.since, chance);
        write!(self.database, tx => {
            sqlx::query("INSERT INTO sessions (id, token_hash, user_id, created_at, seen_at, ends_at, browser, confirmed_at) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
                .bind(id)
                .bind(token_hash.to_vec())
                .bind(session.user.id.0)
                .bind(session.since.0)
                .bind(session.seen_at.0)
                .bind(session.ends_at.0)
                .bind(browser)
                .bind(session.confirmed_at.0)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// The session under this hash that has not ended at `now`; `None` when there is none. Whether it was
    /// idle too long is the caller's affair.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn session(&self, token_hash: [u8; 32], now: Millis) -> Result<Option<Session>, StoreError> {
        let row: Option<SessionRow> = read!(self.database, pool => {
            sqlx::query_as("SELECT s.user_id, u.email, u.name, s.created_at, s.seen_at, s.ends_at, s.confirmed_at \
                FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = $1 AND s.ends_at > $2")
                .bind(token_hash.to_vec()).bind(now.0).fetch_optional(pool).await?
        });
        Ok(row.map(|row| Session {
            user: User { id: UserId(row.user_id), email: row.email, name: row.name },
            since: Millis(row.created_at),
            seen_at: Millis(row.seen_at),
            ends_at: Millis(row.ends_at),
            confirmed_at: Millis(row.confirmed_at),
        }))
    }

    /// Notes that the browser of a session was seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn session_seen(&self, token_hash: [u8; 32], now: Millis) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE sessions SET seen_at = $1 WHERE token_hash = $2")
                .bind(now.0).bind(token_hash.to_vec()).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Ends a session at once, in every process. Nothing happens when there is none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end_session(&self, token_hash: [u8; 32]) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("DELETE FROM sessions WHERE token_hash = $1")
                .bind(token_hash.to_vec()).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// The sessions of somebody that have not ended at `now`, last seen first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sessions_of(&self, user: UserId, now: Millis) -> Result<Vec<SessionLine>, StoreError> {
        let rows: Vec<(Uuid, Vec<u8>, i64, i64, String)> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, token_hash, created_at, seen_at, browser FROM sessions \
                WHERE user_id = $1 AND ends_at > $2 ORDER BY seen_at DESC, id DESC")
                .bind(user.0).bind(now.0).fetch_all(pool).await?
        });
        let line = |(id, token_hash, since, seen_at, browser): (Uuid, Vec<u8>, i64, i64, String)| {
            SessionLine { id, token_hash, since: Millis(since), seen_at: Millis(seen_at), browser }
        };
        Ok(rows.into_iter().map(line).collect())
    }

    /// Ends one session of somebody at once. Returns whether it was theirs.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end_session_of(&self, user: UserId, session: Uuid) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("DELETE FROM sessions WHERE user_id = $1 AND id = $2")
                .bind(user.0).bind(session).execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Ends all sessions of somebody at once but the one with this key's hash. Returns how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end_other_sessions(&self, user: UserId, but: Option<[u8; 32]>) -> Result<u64, StoreError> {
        let but = but.map_or_else(Vec::new, |hash| hash.to_vec());
        Ok(write!(self.database, tx => {
            sqlx::query("DELETE FROM sessions WHERE user_id = $1 AND token_hash <> $2")
                .bind(user.0).bind(but).execute(&mut *tx).await?.rows_affected()
        }))
    }

    /// Puts a new key in the place of an old one, which opens nothing from then on. `proven` is when who is
    /// asking was proven; `None` leaves that as it was. Returns whether the old one was alive.
    ///
    /// # Errors
    /// When the database does not answer; then the old key still holds.
    pub async fn renew_session(
        &self,
        old: [u8; 32],
        new: [u8; 32],
        proven: Option<Millis>,
    ) -> Result<bool, StoreError> {
        let proven = proven.map(|at| at.0);
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE sessions SET token_hash = $1, confirmed_at = coalesce($3, confirmed_at) WHERE token_hash = $2")
                .bind(new.to_vec()).bind(old.to_vec()).bind(proven).execute(&mut *tx).await?.rows_affected() > 0
        }))
    }
}
