//! Merchant-defined statuses of one shop.

use sqlx::types::Json;

use super::database::{read, write};
use super::{ShopStore, StoreError};
use crate::domain::status::Status;

/// Whether what follows by itself, or may follow, is another than before.
fn plans_otherwise(before: &Status, after: &Status) -> bool {
    before.automatic_next != after.automatic_next
        || before.allowed_next != after.allowed_next
        || before.archived != after.archived
}

impl ShopStore {
    /// Stores a status, new or changed, and raises the shop's revision: pages show statuses.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another status of the shop has this handle, or another shop's status
    /// has this id.
    pub async fn save_status(&self, status: &Status) -> Result<(), StoreError> {
        write!(self.database, tx => {
            let before: Option<(Json<Status>,)> = sqlx::query_as("SELECT doc FROM statuses WHERE shop_id = $1 AND id = $2")
                .bind(self.shop.0).bind(status.id.0).fetch_optional(&mut *tx).await?;
            let saved = sqlx::query("INSERT INTO statuses (id, shop_id, handle, place, archived, doc) VALUES ($1, $2, $3, $4, $5, $6) \
                ON CONFLICT (id) DO UPDATE SET handle = excluded.handle, place = excluded.place, \
                archived = excluded.archived, doc = excluded.doc WHERE statuses.shop_id = excluded.shop_id")
                .bind(status.id.0)
                .bind(self.shop.0)
                .bind(&status.handle)
                .bind(i64::from(status.place))
                .bind(status.archived)
                .bind(Json(status))
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if saved == 0 {
                return Err(StoreError::Conflict("statuses.shop_id".into()));
            }
            // Steps planned by the rule as it was are planned again.
            let rules = i64::from(before.is_some_and(|(before,)| plans_otherwise(&before, status)));
            sqlx::query("UPDATE shops SET revision = revision + 1, step_rules = step_rules + $2 WHERE id = $1")
                .bind(self.shop.0).bind(rules).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// All statuses of the shop in their order of steps, archived ones too.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn statuses(&self) -> Result<Vec<Status>, StoreError> {
        let rows: Vec<(Json<Status>,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT doc FROM statuses WHERE shop_id = $1 ORDER BY place, id")
                .bind(self.shop.0).fetch_all(pool).await?
        });
        Ok(rows.into_iter().map(|(status,)| status.0).collect())
    }

    /// The status with this handle; `None` when there is none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn status_by_handle(&self, handle: &str) -> Result<Option<Status>, StoreError> {
        let row: Option<(Json<Status>,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT doc FROM statuses WHERE shop_id = $1 AND handle = $2")
                .bind(self.shop.0).bind(handle).fetch_optional(pool).await?
        });
        Ok(row.map(|(status,)| status.0))
    }
}
