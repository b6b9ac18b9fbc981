//! Short-lived links to the merchant's pages, by the hash of their key. The key itself is nowhere: who
//! loses it asks for another.

use uuid::Uuid;

use super::database::{read, write};
use super::{ShopStore, Store, StoreError};
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::{ShopId, uuid_at};

impl ShopStore {
    /// Stores a link that opens this shop's pages until `expires_at`.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the hash is known already.
    pub async fn add_console_link(
        &self,
        token_hash: [u8; 32],
        expires_at: Millis,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<(), StoreError> {
        let id = uuid_at(now, chance);
        write!(self.database, tx => {
            sqlx::query("INSERT INTO console_links (id, shop_id, token_hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)")
                .bind(id).bind(self.shop.0).bind(token_hash.to_vec()).bind(now.0).bind(expires_at.0)
                .execute(&mut *tx).await?;
        });
        Ok(())
    }
}

impl Store {
    /// The shop whose pages this link opens at `now`; `None` when it is unknown or over.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn console_link(
        &self,
        token_hash: [u8; 32],
        now: Millis,
    ) -> Result<Option<ShopId>, StoreError> {
        let row: Option<(Uuid,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT shop_id FROM console_links WHERE token_hash = $1 AND expires_at > $2")
                .bind(token_hash.to_vec()).bind(now.0).fetch_optional(pool).await?
        });
        Ok(row.map(|(id,)| ShopId(id)))
    }
}
