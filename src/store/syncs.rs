//! Reads of the whole history: how far each has come, so that a killed one goes on.

use uuid::Uuid;

use super::database::{read, write};
use super::{ShopStore, StoreError};
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::uuid_at;

/// A read of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sync {
    /// Our id.
    pub id: Uuid,
    /// From when on orders are read; `None` for all.
    pub since: Option<Millis>,
    /// Shopify's id of the bulk operation, once it is started.
    pub bulk_id: Option<String>,
    /// The file the export was fetched to, once it is there.
    pub file: Option<String>,
    /// Lines of the export that were taken in.
    pub lines_done: u64,
    /// Orders that were taken in.
    pub orders_done: u64,
    /// When it began.
    pub started_at: Millis,
    /// When it ended; `None` while it runs.
    pub finished_at: Option<Millis>,
}

type Row = (Uuid, Option<i64>, Option<String>, Option<String>, i64, i64, i64, Option<i64>);

fn sync((id, since, bulk_id, file, lines, orders, started_at, finished_at): Row) -> Sync {
    Sync {
        id,
        since: since.map(Millis),
        bulk_id,
        file,
        lines_done: u64::try_from(lines).unwrap_or(0),
        orders_done: u64::try_from(orders).unwrap_or(0),
        started_at: Millis(started_at),
        finished_at: finished_at.map(Millis),
    }
}

impl ShopStore {
    /// Begins a read of the history.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin_sync(
        &self,
        since: Option<Millis>,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<Sync, StoreError> {
        let id = uuid_at(now, chance);
        write!(self.database, tx => {
            sqlx::query("INSERT INTO syncs (id, shop_id, since, lines_done, orders_done, started_at) VALUES ($1, $2, $3, 0, 0, $4)")
                .bind(id).bind(self.shop.0).bind(since.map(|at| at.0)).bind(now.0).execute(&mut *tx).await?;
        });
        Ok(sync((id, since.map(|at| at.0), None, None, 0, 0, now.0, None)))
    }

    /// The newest read of the history; `None` when there was none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_sync(&self) -> Result<Option<Sync>, StoreError> {
        let row: Option<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, since, bulk_id, file, lines_done, orders_done, started_at, finished_at FROM syncs \
                WHERE shop_id = $1 ORDER BY started_at DESC, id DESC LIMIT 1")
                .bind(self.shop.0).fetch_optional(pool).await?
        });
        Ok(row.map(sync))
    }

    /// Files that exports were fetched to: of reads that ended, or of all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sync_files(&self, unfinished_too: bool) -> Result<Vec<String>, StoreError> {
        let rows: Vec<(String,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT file FROM syncs WHERE shop_id = $1 AND file IS NOT NULL AND ($2 OR finished_at IS NOT NULL)")
                .bind(self.shop.0).bind(unfinished_too).fetch_all(pool).await?
        });
        Ok(rows.into_iter().map(|(file,)| file).collect())
    }

    /// Keeps how far a read has come.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn save_sync(&self, sync: &Sync) -> Result<(), StoreError> {
        let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        write!(self.database, tx => {
            sqlx::query("UPDATE syncs SET bulk_id = $1, file = $2, lines_done = $3, orders_done = $4, finished_at = $5 \
                WHERE shop_id = $6 AND id = $7")
                .bind(&sync.bulk_id).bind(&sync.file).bind(count(sync.lines_done)).bind(count(sync.orders_done))
                .bind(sync.finished_at.map(|at| at.0)).bind(self.shop.0).bind(sync.id).execute(&mut *tx).await?;
        });
        Ok(())
    }
}
