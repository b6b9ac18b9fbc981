//! Filters that a shop's people gave a name.

use uuid::Uuid;

use super::database::{read, write};
use super::{ShopStore, StoreError};
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::uuid_at;

/// Most saved views of a shop.
pub const MOST_VIEWS: usize = 20;

/// A filter with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// Our id.
    pub id: Uuid,
    /// What the shop's people call it.
    pub name: String,
    /// The filter and the sort, as a query string.
    pub query: String,
    /// When it was saved.
    pub made_at: Millis,
    /// Who saved it.
    pub made_by: String,
}

fn key(name: &str) -> String {
    name.trim().to_lowercase()
}

impl ShopStore {
    /// The shop's saved views, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn saved_views(&self) -> Result<Vec<SavedView>, StoreError> {
        let rows: Vec<(Uuid, String, String, i64, String)> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, name, query, made_at, made_by FROM saved_views WHERE shop_id = $1 ORDER BY id")
                .bind(self.shop.0).fetch_all(pool).await?
        });
        let view = |(id, name, query, made_at, made_by)| SavedView {
            id,
            name,
            query,
            made_at: Millis(made_at),
            made_by,
        };
        Ok(rows.into_iter().map(view).collect())
    }

    /// Saves a filter under a name, as somebody; `None` when another view has this name already.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn save_view(
        &self,
        name: &str,
        query: &str,
        by: &str,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<Option<Uuid>, StoreError> {
        let id = uuid_at(now, chance);
        let saved = write!(self.database, tx => {
            sqlx::query("INSERT INTO saved_views (id, shop_id, name, name_key, query, made_at, made_by) \
                VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (shop_id, name_key) DO NOTHING")
                .bind(id).bind(self.shop.0).bind(name).bind(key(name)).bind(query).bind(now.0).bind(by)
                .execute(&mut *tx).await?.rows_affected()
        });
        Ok((saved > 0).then_some(id))
    }

    /// Gives a saved view another name and filter; `false` when another view has this name or it is gone.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn change_view(&self, view: Uuid, name: &str, query: &str) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE saved_views SET name = $1, name_key = $2, query = $3 WHERE shop_id = $4 AND id = $5 \
                AND NOT EXISTS (SELECT 1 FROM saved_views o WHERE o.shop_id = $4 AND o.name_key = $2 AND o.id <> $5)")
                .bind(name).bind(key(name)).bind(query).bind(self.shop.0).bind(view)
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Takes a saved view away; `false` when it was gone already.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn delete_view(&self, view: Uuid) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("DELETE FROM saved_views WHERE shop_id = $1 AND id = $2")
                .bind(self.shop.0).bind(view).execute(&mut *tx).await?.rows_affected() > 0
        }))
    }
}
