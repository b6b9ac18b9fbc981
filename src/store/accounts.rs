//! Users and their places in shops.

use uuid::Uuid;

use super::database::{read, write};
use super::search_key::email_key;
use super::{Store, StoreError};
use crate::domain::account::{Membership, Role, User};
use crate::domain::clock::Millis;
use crate::domain::ids::{ShopId, UserId};

/// What goes with somebody who is removed.
const GOES_WITH_USER: [&str; 6] = [
    "DELETE FROM sessions WHERE user_id = $1",
    "DELETE FROM devices WHERE user_id = $1",
    "DELETE FROM recovery_codes WHERE user_id = $1",
    "DELETE FROM passkeys WHERE user_id = $1",
    "DELETE FROM ceremonies WHERE user_id = $1",
    "DELETE FROM members WHERE user_id = $1",
];

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

    /// Everybody who may sign in, by address.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn users(&self) -> Result<Vec<User>, StoreError> {
        let rows: Vec<(Uuid, String, String)> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, email, name FROM users ORDER BY email_key").fetch_all(pool).await?
        });
        Ok(rows.into_iter().map(|(id, email, name)| User { id: UserId(id), email, name }).collect())
    }

    /// Whether anybody may sign in.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn has_users(&self) -> Result<bool, StoreError> {
        let row: Option<(i64,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT created_at FROM users LIMIT 1").fetch_optional(pool).await?
        });
        Ok(row.is_some())
    }

    /// Gives somebody another name. Nothing happens when there is no such user.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn rename_user(&self, user: UserId, name: &str) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE users SET name = $1 WHERE id = $2").bind(name).bind(user.0).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Removes somebody with all they sign in with. Returns whether there was such a user.
    ///
    /// # Errors
    /// When the database does not answer; then nothing was removed.
    pub async fn remove_user(&self, user: UserId) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            for statement in GOES_WITH_USER {
                sqlx::query(statement).bind(user.0).execute(&mut *tx).await?;
            }
            sqlx::query("DELETE FROM users WHERE id = $1").bind(user.0).execute(&mut *tx).await?.rows_affected() > 0
        }))
    }
}
