//! What must stay erased: marks by Shopify's order id, lines of the journal that were carried out,
//! bodies of kept notices for looking through, and shops that are to go. The journal itself lies
//! outside (`services::privacy`).

use uuid::Uuid;

use super::database::{Database, read, write};
use super::inbox::place;
use super::{ShopStore, Store, StoreError};
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;

/// Whether an order must stay erased, inside a transaction.
macro_rules! must_stay_erased {
    ($self:expr, $tx:expr, $shopify_id:expr) => {{
        let row: Option<(i64,)> = sqlx::query_as(
            "SELECT e.shopify_id FROM shops s JOIN erasures e ON e.domain = s.domain WHERE s.id = $1 AND e.shopify_id = $2",
        )
        .bind($self.shop.0)
        .bind($shopify_id)
        .fetch_optional(&mut *$tx)
        .await?;
        row.is_some()
    }};
}

/// Takes back the row of an order that was made in this transaction and holds nothing yet.
macro_rules! drop_order_row {
    ($self:expr, $tx:expr, $shopify_id:expr) => {
        sqlx::query("DELETE FROM orders WHERE shop_id = $1 AND shopify_id = $2")
            .bind($self.shop.0)
            .bind($shopify_id)
            .execute(&mut *$tx)
            .await?
    };
}

pub(super) use {drop_order_row, must_stay_erased};

/// A notice whose body is still kept.
#[derive(Clone)]
pub struct KeptBody {
    /// Our id of it.
    pub id: Uuid,
    /// Its topic.
    pub topic: String,
    /// Whether it was not read yet.
    pub waits: bool,
    /// When it came.
    pub received_at: Millis,
    /// Its body; empty when the seal does not open.
    pub body: Vec<u8>,
}

impl std::fmt::Debug for KeptBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_fmt(format_args!("KeptBody({} {}, {} bytes)", self.topic, self.id, self.body.len()))
    }
}

/// That a shop is to be erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShopErasure {
    /// Which.
    pub shop: ShopId,
    /// When it was asked for.
    pub asked_at: Millis,
    /// When it is to be looked at.
    pub due_at: Millis,
}

/// Tables that PostgreSQL rids of what was erased.
const VACUUM: &str = "VACUUM orders, order_index, order_terms, order_tags, entries, links, codes, grants, messages, corrected_addresses, inbox, refreshes, order_parts, data_requests, shops";

impl Store {
    /// Makes what was erased unreadable in the files too: empties SQLite's write-ahead log (what is
    /// deleted from its file is overwritten at once), vacuums PostgreSQL's tables. Returns whether that
    /// could be done to the end: a reader may stand in the way for a moment.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn settle_erasure(&self) -> Result<bool, StoreError> {
        match &self.database {
            Database::Sqlite { writer, .. } => {
                let (busy, _, _): (i64, i64, i64) =
                    sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(writer).await?;
                Ok(busy == 0)
            }
            Database::Postgres(pool) => {
                let mut connection = pool.acquire().await?;
                // A large table takes longer than any page's statement may.
                sqlx::query("SET statement_timeout = 0").execute(&mut *connection).await?;
                let vacuumed = sqlx::query(VACUUM).execute(&mut *connection).await;
                sqlx::query("RESET statement_timeout").execute(&mut *connection).await?;
                vacuumed?;
                Ok(true)
            }
        }
    }

    /// Whether a line of the journal, by its hash, was carried out in this database.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn erasure_is_done(&self, line: [u8; 32]) -> Result<bool, StoreError> {
        let row: Option<(i64,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT done_at FROM erasure_lines WHERE line = $1")
                .bind(line.to_vec()).fetch_optional(pool).await?
        });
        Ok(row.is_some())
    }

    /// Notes that a line of the journal was carried out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_erasure(&self, line: [u8; 32], now: Millis) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("INSERT INTO erasure_lines (line, done_at) VALUES ($1, $2) ON CONFLICT (line) DO NOTHING")
                .bind(line.to_vec()).bind(now.0).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Remembers by a shop's domain that these orders must stay erased, whether the shop is here or not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keep_erased(
        &self,
        domain: &str,
        orders: &[crate::domain::ids::ShopifyId],
        now: Millis,
    ) -> Result<(), StoreError> {
        write!(self.database, tx => {
            for order in orders {
                sqlx::query("INSERT INTO erasures (domain, shopify_id, erased_at) VALUES ($1, $2, $3) \
                    ON CONFLICT (domain, shopify_id) DO NOTHING")
                    .bind(domain).bind(order.0).bind(now.0).execute(&mut *tx).await?;
            }
        });
        Ok(())
    }

    /// Shops whose erasure is planned and due at `now`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn shops_to_erase(&self, now: Millis) -> Result<Vec<ShopErasure>, StoreError> {
        let rows: Vec<(Uuid, i64, i64)> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, coalesce(erase_asked_at, erase_at), erase_at FROM shops WHERE erase_at <= $1 ORDER BY id")
                .bind(now.0).fetch_all(pool).await?
        });
        let read = |(shop, asked_at, due_at)| ShopErasure {
            shop: ShopId(shop),
            asked_at: Millis(asked_at),
            due_at: Millis(due_at),
        };
        Ok(rows.into_iter().map(read).collect())
    }
}

impl ShopStore {
    /// Plans that the shop is looked at for erasing at `due_at`; `None` gives the plan up.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn plan_shop_erasure(
        &self,
        due_at: Option<Millis>,
        asked_at: Millis,
    ) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE shops SET erase_at = $1, erase_asked_at = $2 WHERE id = $3")
                .bind(due_at.map(|at| at.0)).bind(due_at.map(|_| asked_at.0)).bind(self.shop.0).execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Up to `most` notices whose body is kept, opened, in the order they came; those after `after`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn kept_bodies(&self, after: Option<Uuid>, most: u32) -> Result<Vec<KeptBody>, StoreError> {
        type Row = (Uuid, String, String, i64, Vec<u8>);
        let rows: Vec<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, topic, state, received_at, sealed_body FROM inbox WHERE shop_id = $1 AND id > $2 \
                AND sealed_body IS NOT NULL ORDER BY id LIMIT $3")
                .bind(self.shop.0).bind(after.unwrap_or_else(Uuid::nil)).bind(i64::from(most)).fetch_all(pool).await?
        });
        let opened = |(id, topic, state, received_at, sealed): Row| KeptBody {
            id,
            topic,
            waits: matches!(state.as_str(), "waiting" | "working"),
            received_at: Millis(received_at),
            body: self.keys.open_sealed(&place(&id), &sealed).unwrap_or_default(),
        };
        Ok(rows.into_iter().map(opened).collect())
    }

    /// Wipes the bodies of these notices. The rows stay, so that the same notice is not taken for a new
    /// one; one that waits is not read any more, one that is being read ends as it would have.
    ///
    /// # Errors
    /// When the database does not answer; then nothing was wiped.
    pub async fn wipe_bodies(&self, notices: &[Uuid]) -> Result<u64, StoreError> {
        Ok(write!(self.database, tx => {
            let mut wiped = 0;
            for id in notices {
                wiped += sqlx::query("UPDATE inbox SET sealed_body = NULL, last_error = NULL, \
                    state = CASE WHEN state = 'working' THEN state ELSE 'done' END \
                    WHERE shop_id = $1 AND id = $2 AND sealed_body IS NOT NULL")
                    .bind(self.shop.0).bind(id).execute(&mut *tx).await?.rows_affected();
            }
            wiped
        }))
    }
}
