//! Password hashes of users. What a hash is made of is `services/accounts`' affair.

use uuid::Uuid;

use super::database::{read, write};
use super::search_key::email_key;
use super::{Store, StoreError};
use crate::domain::account::User;
use crate::domain::ids::UserId;

impl Store {
    /// Who signs in with this address, in any spelling, and the hash of their password, which somebody
    /// may not have. `None` when nobody does.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn user_to_sign_in(&self, email: &str) -> Result<Option<(User, Option<String>)>, StoreError> {
        let row: Option<(Uuid, String, String, Option<String>)> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, email, name, password_hash FROM users WHERE email_key = $1")
                .bind(email_key(email)).fetch_optional(pool).await?
        });
        Ok(row.map(|(id, email, name, hash)| (User { id: UserId(id), email, name }, hash)))
    }

    /// Gives somebody another password. Nothing happens when there is no such user.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_password(&self, user: UserId, hash: &str) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE users SET password_hash = $1 WHERE id = $2")
                .bind(hash).bind(user.0).execute(&mut *tx).await?;
        });
        Ok(())
    }
}
