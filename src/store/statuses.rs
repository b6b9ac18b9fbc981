//! Merchant-defined statuses of one shop.

use std::collections::BTreeMap;

use sqlx::types::Json;
use uuid::Uuid;

use super::database::{read, write};
use super::{ShopStore, StoreError};
use crate::domain::ids::{OrderId, StatusId};
use crate::domain::message::name_of_status_words;
use crate::domain::status::Status;

/// Writes a status inside a transaction, whose type differs by engine.
macro_rules! put_status {
    ($self:expr, $tx:expr, $status:expr) => {
        let saved = sqlx::query(
            "INSERT INTO statuses (id, shop_id, handle, place, archived, doc) VALUES ($1, $2, $3, $4, $5, $6) \
                ON CONFLICT (id) DO UPDATE SET handle = excluded.handle, place = excluded.place, \
                archived = excluded.archived, doc = excluded.doc WHERE statuses.shop_id = excluded.shop_id",
        )
        .bind($status.id.0)
        .bind($self.shop.0)
        .bind(&$status.handle)
        .bind(i64::from($status.place))
        .bind($status.archived)
        .bind(Json($status))
        .execute(&mut *$tx)
        .await?
        .rows_affected();
        if saved == 0 {
            return Err(StoreError::Conflict("statuses.shop_id".into()));
        }
    };
}

/// Forgets the words of messages that stand under a handle, for all languages.
macro_rules! forget_words {
    ($self:expr, $tx:expr, $handle:expr) => {
        sqlx::query("DELETE FROM template_versions WHERE shop_id = $1 AND kind = $2")
            .bind($self.shop.0)
            .bind(name_of_status_words($handle))
            .execute(&mut *$tx)
            .await?;
    };
}

/// The words of a status' messages stand under its handle and go where the handle goes. What is left under
/// the new one belongs to no status any more.
macro_rules! move_words {
    ($self:expr, $tx:expr, $from:expr, $to:expr) => {
        forget_words!($self, $tx, $to);
        sqlx::query("UPDATE template_versions SET kind = $3 WHERE shop_id = $1 AND kind = $2")
            .bind($self.shop.0)
            .bind(name_of_status_words($from))
            .bind(name_of_status_words($to))
            .execute(&mut *$tx)
            .await?;
    };
}

/// Pages show statuses: kept ones are made anew. `rules` counts the statuses after which something else
/// follows than before.
macro_rules! raise_revision {
    ($self:expr, $tx:expr, $rules:expr) => {
        sqlx::query("UPDATE shops SET revision = revision + 1, step_rules = step_rules + $2 WHERE id = $1")
            .bind($self.shop.0)
            .bind($rules)
            .execute(&mut *$tx)
            .await?;
    };
}

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
        self.save_statuses(std::slice::from_ref(status)).await
    }

    /// Stores several statuses, all or none, as [`ShopStore::save_status`] does.
    ///
    /// # Errors
    /// As for [`ShopStore::save_status`]; then none is stored.
    pub async fn save_statuses(&self, statuses: &[Status]) -> Result<(), StoreError> {
        write!(self.database, tx => {
            let mut rules = 0_i64;
            for status in statuses {
                let before: Option<(Json<Status>,)> =
                    sqlx::query_as("SELECT doc FROM statuses WHERE shop_id = $1 AND id = $2")
                        .bind(self.shop.0).bind(status.id.0).fetch_optional(&mut *tx).await?;
                put_status!(self, tx, status);
                match &before {
                    Some((before,)) if before.handle != status.handle => {
                        move_words!(self, tx, &before.handle, &status.handle);
                    }
                    Some(_) => {}
                    // One that had this handle before is another.
                    None => {
                        forget_words!(self, tx, &status.handle);
                    }
                }
                // Steps planned by the rule as it was are planned again.
                rules += i64::from(before.is_some_and(|(before,)| plans_otherwise(&before, status)));
            }
            raise_revision!(self, tx, rules);
        });
        Ok(())
    }

    /// Deletes a status that no open order stands in, and stores what referred to it. Returns whether it is
    /// gone: `false` while orders stand in it. What orders were told stays; the words of its messages go.
    ///
    /// # Errors
    /// When the database does not answer; then nothing changed.
    pub async fn delete_status(&self, status: StatusId, mended: &[Status]) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            let handle: Option<(String,)> =
                sqlx::query_as("SELECT handle FROM statuses WHERE shop_id = $1 AND id = $2")
                    .bind(self.shop.0).bind(status.0).fetch_optional(&mut *tx).await?;
            let gone = sqlx::query("DELETE FROM statuses WHERE shop_id = $1 AND id = $2 AND NOT EXISTS \
                (SELECT 1 FROM order_index WHERE shop_id = $1 AND status_id = $2 AND is_open)")
                .bind(self.shop.0).bind(status.0).execute(&mut *tx).await?.rows_affected() > 0;
            if let (true, Some((handle,))) = (gone, &handle) {
                forget_words!(self, tx, handle);
                for status in mended {
                    put_status!(self, tx, status);
                }
                raise_revision!(self, tx, 1_i64);
            }
            gone
        }))
    }

    /// How many open orders stand in each status; a status without any is left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn orders_per_status(&self) -> Result<BTreeMap<StatusId, u64>, StoreError> {
        let rows: Vec<(Uuid, i64)> = read!(self.database, pool => {
            sqlx::query_as("SELECT status_id, count(*) FROM order_index WHERE shop_id = $1 AND is_open GROUP BY status_id")
                .bind(self.shop.0).fetch_all(pool).await?
        });
        Ok(rows.into_iter().map(|(id, count)| (StatusId(id), u64::try_from(count).unwrap_or(0))).collect())
    }

    /// Open orders that stand in a status, at most `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn orders_standing_in(&self, status: StatusId, most: u32) -> Result<Vec<OrderId>, StoreError> {
        let rows: Vec<(Uuid,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT order_id FROM order_index WHERE shop_id = $1 AND status_id = $2 AND is_open LIMIT $3")
                .bind(self.shop.0).bind(status.0).bind(i64::from(most)).fetch_all(pool).await?
        });
        Ok(rows.into_iter().map(|(id,)| OrderId(id)).collect())
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
