//! Users, their places in shops, and the browsers they are signed in with.

use sqlx::FromRow;
use uuid::Uuid;

use super::database::{read, write};
use super::search_key::email_key;
use super::{Store, StoreError};
use crate::domain::account::{Membership, Role, Session, User};
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::{ShopId, UserId, uuid_at};

#[derive(FromRow)]
struct SessionRow {
    user_id: Uuid,
    email: String,
    name: String,
    created_at: i64,
    seen_at: i64,
    ends_at: i64,
}

impl Store {
    /// Stores a new user without a place in any shop and without a password.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody signs in with this address already.
    pub async fn add_user(&self, user: &User, now: Millis) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("INSERT INTO users (id, email, email_key, name, created_at) VALUES ($1, $2, $3, $4, $5)")
                .bind(user.id.0)
                .bind(&user.email)
                .bind(email_key(&user.email))
                .bind(&user.name)
                .bind(now.0)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// Who signs in with this address, in any spelling; `None` when nobody does.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn user_by_email(&self, email: &str) -> Result<Option<User>, StoreError> {
        let row: Option<(Uuid, String, String)> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, email, name FROM users WHERE email_key = $1")
                .bind(email_key(email)).fetch_optional(pool).await?
        });
        Ok(row.map(|(id, email, name)| User { id: UserId(id), email, name }))
    }

    /// Gives somebody a place in a shop, or another role there.
    ///
    /// # Errors
    /// When the database does not answer, or there is no such user or shop.
    pub async fn set_member(
        &self,
        user: UserId,
        membership: Membership,
        now: Millis,
    ) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("INSERT INTO members (shop_id, user_id, role, since) VALUES ($1, $2, $3, $4) \
                ON CONFLICT (shop_id, user_id) DO UPDATE SET role = excluded.role")
                .bind(membership.shop.0)
                .bind(user.0)
                .bind(membership.role.word())
                .bind(now.0)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// Where somebody may work, oldest shop first; empty when nowhere.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn memberships(&self, user: UserId) -> Result<Vec<Membership>, StoreError> {
        let rows: Vec<(Uuid, String)> = read!(self.database, pool => {
            sqlx::query_as("SELECT shop_id, role FROM members WHERE user_id = $1 ORDER BY shop_id")
                .bind(user.0).fetch_all(pool).await?
        });
        let membership =
            |(shop, role): (Uuid, String)| Some(Membership { shop: ShopId(shop), role: Role::parse(&role)? });
        Ok(rows.into_iter().filter_map(membership).collect())
    }

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
            sqlx::query("INSERT INTO sessions (id, token_hash, user_id, created_at, seen_at, ends_at, browser) \
                VALUES ($1, $2, $3, $4, $5, $6, $7)")
                .bind(id)
                .bind(token_hash.to_vec())
                .bind(session.user.id.0)
                .bind(session.since.0)
                .bind(session.seen_at.0)
                .bind(session.ends_at.0)
                .bind(browser)
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
            sqlx::query_as("SELECT s.user_id, u.email, u.name, s.created_at, s.seen_at, s.ends_at \
                FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = $1 AND s.ends_at > $2")
                .bind(token_hash.to_vec()).bind(now.0).fetch_optional(pool).await?
        });
        Ok(row.map(|row| Session {
            user: User { id: UserId(row.user_id), email: row.email, name: row.name },
            since: Millis(row.created_at),
            seen_at: Millis(row.seen_at),
            ends_at: Millis(row.ends_at),
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
}
