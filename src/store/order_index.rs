//! The merchant's list of orders: keeps one row per order with its tags and normal forms, in the
//! transaction that writes the order, and makes them for orders of an older database.
//!
//! Everything here can be made again from the orders: never a source of truth. What it is asked is in
//! [`super::order_search`]. Start with `put_index!`.

use std::collections::HashMap;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::database::{read, write};
use super::{ShopStore, Store, StoreError};
use crate::domain::clock::Millis;
use crate::domain::ids::{OrderId, ShopId};
use crate::domain::order_index::{INDEX_VERSION, IndexRow, index_row};

/// Writes rows of orders, and their tags and normal forms where those changed, inside a transaction, whose
/// type differs by engine. Takes references to [`super::StoredOrder`]s as they were written, each named once.
macro_rules! put_index {
    ($self:expr, $tx:expr, $orders:expr) => {{
        use $crate::store::database::{ROWS, is_usual, many, values};
        use $crate::store::order_index::{Listed, MOVE_ROWS, PUT_ROWS, Place, ROWS_OF, WORDS_GO};
        let orders: &[&$crate::store::StoredOrder] = $orders;
        let shop = $self.shop.0;
        for part in orders.chunks(ROWS) {
            let select = ROWS_OF.replace("@IDS", &values(1, part.len()));
            let mut query = sqlx::query_as::<_, Listed>(sqlx::AssertSqlSafe(select))
                .persistent(is_usual(part.len()))
                .bind(shop);
            for stored in part {
                query = query.bind(stored.id.0);
            }
            let places = Place::of_all(part, query.fetch_all(&mut *$tx).await?);
            let put: Vec<&Place> = places.iter().filter(|place| place.is_new()).collect();
            if !put.is_empty() {
                let mut query = many!(PUT_ROWS, 0, put, 18);
                for place in put {
                    let row = &place.row;
                    query = query
                        .bind(shop)
                        .bind(place.order)
                        .bind(&row.name)
                        .bind(row.number)
                        .bind(&row.customer)
                        .bind(row.placed_at.0)
                        .bind(row.last_event_at.0)
                        .bind(place.status())
                        .bind(row.status_since)
                        .bind(row.due_from)
                        .bind(row.due_to)
                        .bind(row.stage)
                        .bind(&row.payment)
                        .bind(&row.fulfillment)
                        .bind(&row.returns)
                        .bind(row.is_open)
                        .bind(row.waits)
                        .bind(place.digest);
                }
                query.execute(&mut *$tx).await?;
            }
            let moved: Vec<&Place> = places.iter().filter(|place| place.only_moved()).collect();
            if !moved.is_empty() {
                let mut query = many!(MOVE_ROWS, 0, moved, 6);
                for place in moved {
                    query = query
                        .bind(place.order)
                        .bind(shop)
                        .bind(place.row.last_event_at.0)
                        .bind(place.status())
                        .bind(place.row.status_since)
                        .bind(place.row.stage);
                }
                query.execute(&mut *$tx).await?;
            }
            for place in places.iter().filter(|place| place.has_other_words()) {
                if place.before.is_some() {
                    for statement in WORDS_GO {
                        sqlx::query(statement).bind(shop).bind(place.order).execute(&mut *$tx).await?;
                    }
                }
                sqlx::query($crate::store::database::dialect!($self.database, PUT_TERMS))
                    .bind(shop)
                    .bind(place.order)
                    .bind(sqlx::types::Json(&place.row.terms))
                    .execute(&mut *$tx)
                    .await?;
                if !place.row.tags.is_empty() {
                    sqlx::query($crate::store::database::dialect!($self.database, PUT_TAGS))
                        .bind(shop)
                        .bind(place.order)
                        .bind(sqlx::types::Json(&place.row.tags))
                        .execute(&mut *$tx)
                        .await?;
                }
            }
        }
    }};
}
pub(super) use put_index;

pub(super) const PUT_ROWS: &str = "INSERT INTO order_index (shop_id, order_id, name, number, customer, placed_at, \
    last_event_at, status_id, status_since, due_from, due_to, stage, payment, fulfillment, returns, is_open, waits, digest) \
    VALUES @ROWS \
    ON CONFLICT (shop_id, order_id) DO UPDATE SET name = excluded.name, number = excluded.number, \
    customer = excluded.customer, placed_at = excluded.placed_at, last_event_at = excluded.last_event_at, \
    status_id = excluded.status_id, status_since = excluded.status_since, due_from = excluded.due_from, \
    due_to = excluded.due_to, stage = excluded.stage, payment = excluded.payment, fulfillment = excluded.fulfillment, \
    returns = excluded.returns, is_open = excluded.is_open, waits = excluded.waits, digest = excluded.digest";

/// What a step changes, alone: SQLite writes each index anew that holds a column named here, changed or not, and
/// there are thirteen. The shop stands in each row, as in [`super::put_orders`].
pub(super) const MOVE_ROWS: &str = "UPDATE order_index SET last_event_at = v.column3, status_id = v.column4, \
    status_since = v.column5, stage = v.column6 FROM (VALUES @ROWS) AS v \
    WHERE order_index.order_id = v.column1 AND order_index.shop_id = v.column2";

pub(super) const ROWS_OF: &str = "SELECT order_id, name, number, customer, placed_at, last_event_at, status_id, status_since, \
    due_from, due_to, stage, payment, fulfillment, returns, is_open, waits, digest FROM order_index \
    WHERE shop_id = $1 AND order_id IN (@IDS)";

pub(super) const WORDS_GO: [&str; 2] = [
    "DELETE FROM order_terms WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM order_tags WHERE shop_id = $1 AND order_id = $2",
];

/// A row as it is stored.
#[derive(sqlx::FromRow)]
pub(super) struct Listed {
    order_id: Uuid,
    name: String,
    number: i64,
    customer: Option<String>,
    placed_at: i64,
    last_event_at: i64,
    status_id: Uuid,
    status_since: i64,
    due_from: i64,
    due_to: i64,
    stage: String,
    payment: String,
    fulfillment: String,
    returns: String,
    is_open: bool,
    waits: bool,
    digest: i64,
}

impl Listed {
    /// Whether what a step changes is different.
    fn moved(&self, row: &IndexRow) -> bool {
        self.last_event_at != row.last_event_at.0
            || (self.status_id, self.status_since) != (status_of(row), row.status_since)
            || self.stage != row.stage
    }

    /// Whether anything else is.
    fn differs(&self, row: &IndexRow, digest: i64) -> bool {
        (self.number, self.placed_at, self.digest) != (row.number, row.placed_at.0, digest)
            || (self.due_from, self.due_to) != (row.due_from, row.due_to)
            || (self.is_open, self.waits) != (row.is_open, row.waits)
            || (&self.name, &self.customer) != (&row.name, &row.customer)
            || (&self.payment, &self.fulfillment, &self.returns)
                != (&row.payment, &row.fulfillment, &row.returns)
    }
}

/// The status as its column holds it: all zeros for none.
fn status_of(row: &IndexRow) -> Uuid {
    row.status.map_or_else(Uuid::nil, |status| status.0)
}

/// An order's place in the list, as it is to be.
pub(super) struct Place {
    pub order: Uuid,
    pub row: IndexRow,
    pub digest: i64,
    /// As it is stored; `None` for an order that is not in the list.
    pub before: Option<Listed>,
}

impl Place {
    pub(super) fn of_all(orders: &[&super::StoredOrder], listed: Vec<Listed>) -> Vec<Self> {
        let mut listed: HashMap<Uuid, Listed> = listed.into_iter().map(|row| (row.order_id, row)).collect();
        let place = |stored: &&super::StoredOrder| {
            let row = row_of(stored);
            Self { order: stored.id.0, digest: digest_of(&row), before: listed.remove(&stored.id.0), row }
        };
        orders.iter().map(place).collect()
    }

    pub(super) fn is_new(&self) -> bool {
        self.before.as_ref().is_none_or(|before| before.differs(&self.row, self.digest))
    }

    pub(super) fn only_moved(&self) -> bool {
        !self.is_new() && self.before.as_ref().is_some_and(|before| before.moved(&self.row))
    }

    pub(super) fn has_other_words(&self) -> bool {
        self.before.as_ref().map(|before| before.digest) != Some(self.digest)
    }

    pub(super) fn status(&self) -> Uuid {
        status_of(&self.row)
    }
}

fn row_of(stored: &super::StoredOrder) -> IndexRow {
    let name = stored.order.name.get().unwrap_or(&stored.name);
    // Erasing takes entries away, not the time of the last one.
    let told = crate::domain::timeline::last_event_at(&stored.entries).filter(|_| !stored.erased);
    let last = told.unwrap_or(stored.last_event_at);
    index_row(&stored.order, name, last, stored.erased)
}

/// Changes with the tags and normal forms, and with nothing else.
fn digest_of(row: &IndexRow) -> i64 {
    let mut hash = Sha256::new();
    for text in row.tags.iter().map(|(_, shown)| shown).chain(&row.terms) {
        hash.update(text.as_bytes());
        hash.update([0]);
    }
    let digest: [u8; 32] = hash.finalize().into();
    i64::from_be_bytes(*digest.first_chunk().unwrap_or(&[0; 8]))
}

/// How far the list of a shop's orders has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndexProgress {
    /// Orders that were put into the list by [`ShopStore::index_more`].
    pub done: u64,
    /// Whether all orders are in the list.
    pub finished: bool,
}

impl Store {
    /// Shops whose orders are not all in the list, by the present rules.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn shops_to_index(&self) -> Result<Vec<ShopId>, StoreError> {
        let rows: Vec<(Uuid,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT s.id FROM shops s LEFT JOIN order_index_progress p ON p.shop_id = s.id \
                AND p.version = $1 AND p.finished_at IS NOT NULL WHERE p.shop_id IS NULL ORDER BY s.id")
                .bind(INDEX_VERSION).fetch_all(pool).await?
        });
        Ok(rows.into_iter().map(|(id,)| ShopId(id)).collect())
    }
}

impl ShopStore {
    /// Puts up to `most` orders of an older database into the list, going on where the last call ended, also
    /// after a restart. Doing it again changes nothing.
    ///
    /// # Errors
    /// When the database does not answer; what was done before stays done.
    pub async fn index_more(&self, most: u32, now: Millis) -> Result<IndexProgress, StoreError> {
        Ok(write!(self.database, tx => {
            let row: Option<(Uuid, i64, Option<i64>)> = sqlx::query_as("SELECT after_id, done, finished_at \
                FROM order_index_progress WHERE shop_id = $1 AND version = $2")
                .bind(self.shop.0).bind(INDEX_VERSION).fetch_optional(&mut *tx).await?;
            let (after, done, finished) = row.unwrap_or((Uuid::nil(), 0, None));
            if finished.is_some() {
                return Ok(IndexProgress { done: u64::try_from(done).unwrap_or(0), finished: true });
            }
            let mut ids: Vec<(Uuid, i64)> = sqlx::query_as("SELECT id, shopify_id FROM orders \
                WHERE shop_id = $1 AND id > $2 ORDER BY id LIMIT $3")
                .bind(self.shop.0).bind(after).bind(i64::from(most)).fetch_all(&mut *tx).await?;
            let last = ids.last().map(|(id, _)| *id);
            // In the sequence in which news is taken in, so that neither waits for the other.
            ids.sort_unstable_by_key(|(_, shopify_id)| *shopify_id);
            let mut orders = Vec::with_capacity(ids.len());
            for (_, shopify_id) in &ids {
                orders.extend(super::take_in::hold_and_read!(self, tx, *shopify_id));
            }
            put_index!(self, tx, &orders.iter().collect::<Vec<_>>());
            let done = done + i64::try_from(ids.len()).unwrap_or(0);
            let finished = (ids.len() < most as usize).then_some(now.0);
            sqlx::query("INSERT INTO order_index_progress (shop_id, version, after_id, done, finished_at) \
                VALUES ($1, $2, $3, $4, $5) ON CONFLICT (shop_id) DO UPDATE SET version = excluded.version, \
                after_id = excluded.after_id, done = excluded.done, finished_at = excluded.finished_at")
                .bind(self.shop.0).bind(INDEX_VERSION).bind(last.unwrap_or(after)).bind(done).bind(finished)
                .execute(&mut *tx).await?;
            IndexProgress { done: u64::try_from(done).unwrap_or(0), finished: finished.is_some() }
        }))
    }

    /// How far the list has come; `None` when it was not begun.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn index_progress(&self) -> Result<Option<IndexProgress>, StoreError> {
        let row: Option<(i64, bool)> = read!(self.database, pool => {
            sqlx::query_as("SELECT done, finished_at IS NOT NULL FROM order_index_progress \
                WHERE shop_id = $1 AND version = $2")
                .bind(self.shop.0).bind(INDEX_VERSION).fetch_optional(pool).await?
        });
        Ok(row.map(|(done, finished)| IndexProgress { done: u64::try_from(done).unwrap_or(0), finished }))
    }

    /// The normal forms an order is found by, and its tags as written, as the list holds them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn index_words(&self, order: OrderId) -> Result<(Vec<String>, Vec<String>), StoreError> {
        let (terms, tags): (Vec<(String,)>, Vec<(String,)>) = read!(self.database, pool => {
            (sqlx::query_as("SELECT term FROM order_terms WHERE shop_id = $1 AND order_id = $2 ORDER BY term")
                .bind(self.shop.0).bind(order.0).fetch_all(pool).await?,
            sqlx::query_as("SELECT shown FROM order_tags WHERE shop_id = $1 AND order_id = $2 ORDER BY tag")
                .bind(self.shop.0).bind(order.0).fetch_all(pool).await?)
        });
        let texts = |rows: Vec<(String,)>| rows.into_iter().map(|(text,)| text).collect();
        Ok((texts(terms), texts(tags)))
    }
}
