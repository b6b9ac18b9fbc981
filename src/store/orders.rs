//! Orders and their timelines, read. [`super::take_in`] writes them, [`super::erase`] reduces them.

use sqlx::types::Json;
use uuid::Uuid;

use super::database::{dialect, read};
use super::search_key::Proof;
use super::{ShopStore, StoreError};
use crate::domain::clock::Millis;
use crate::domain::entry::{Entries, Entry};
use crate::domain::ids::{OrderId, ShopifyId};
use crate::domain::order::Order;

/// News of an order, from Shopify.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Shopify's id of the order.
    pub shopify_id: ShopifyId,
    /// What is told of it.
    pub news: Order,
}

/// Whether news was news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum TakenAs {
    New,
    Changed,
    Unchanged,
}

/// What came of taking news in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Our id of the order.
    pub order: OrderId,
    /// Whether it was news.
    pub outcome: TakenAs,
    /// Entries that are new on the timeline, or moved back in time.
    pub entries_added: usize,
    /// Whether the news contradicts what was known at the same time.
    pub read_again: bool,
}

/// An order as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOrder {
    /// Our id.
    pub id: OrderId,
    /// Shopify's id.
    pub shopify_id: ShopifyId,
    /// What people call it.
    pub name: String,
    /// Raised with every change.
    pub revision: i64,
    /// What is known.
    pub order: Order,
    /// The timeline.
    pub entries: Entries,
    /// When the newest entry happened; when it was taken in, for an order without one.
    pub last_event_at: Millis,
    /// Whether personal data was erased.
    pub erased: bool,
}

/// An order found by its name, with what proves that somebody knows it.
#[derive(Clone, Debug)]
pub struct Found {
    /// Our id.
    pub id: OrderId,
    /// Whether personal data was erased.
    pub erased: bool,
    email_hash: Option<Vec<u8>>,
    postcode_hash: Option<Vec<u8>>,
}

impl Found {
    /// Whether the proof (with its hash by [`ShopStore::hash_of`]) belongs to this order. Takes the
    /// same time either way.
    #[must_use]
    pub fn proves(&self, proof: &Proof, hash: &[u8; 32]) -> bool {
        use subtle::ConstantTimeEq;
        let stored = match proof {
            Proof::Email(_) => &self.email_hash,
            Proof::Postcode(_) => &self.postcode_hash,
        };
        stored.as_deref().unwrap_or(&[0; 32]).ct_eq(hash).into()
    }
}

pub(super) type OrderRow =
    (Uuid, i64, String, i64, Json<Order>, i64, Option<i64>, Json<Vec<(String, Entry)>>);

pub(super) fn stored(
    (id, shopify_id, name, revision, doc, last_event_at, erased_at, entries): OrderRow,
) -> StoredOrder {
    StoredOrder {
        id: OrderId(id),
        shopify_id: ShopifyId(shopify_id),
        name,
        revision,
        order: doc.0,
        entries: entries.0.into_iter().collect(),
        last_event_at: Millis(last_event_at),
        erased: erased_at.is_some(),
    }
}

impl ShopStore {
    /// An order with its timeline; `None` when the shop has none with this id.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn order(&self, order: OrderId) -> Result<Option<StoredOrder>, StoreError> {
        let select = dialect!(self.database, ORDER);
        let row: Option<OrderRow> = read!(self.database, pool => {
            sqlx::query_as(select).bind(self.shop.0).bind(order.0).fetch_optional(pool).await?
        });
        Ok(row.map(stored))
    }

    /// Orders whose name has this normal form ([`super::search_key::name_key`]), newest first. Names are not unique.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn orders_by_name(&self, key: &str) -> Result<Vec<Found>, StoreError> {
        type Row = (Uuid, Option<i64>, Option<Vec<u8>>, Option<Vec<u8>>);
        let rows: Vec<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, erased_at, email_hash, postcode_hash FROM orders \
                WHERE shop_id = $1 AND name_key = $2 ORDER BY id DESC LIMIT 10")
                .bind(self.shop.0).bind(key).fetch_all(pool).await?
        });
        let found = |(id, erased_at, email_hash, postcode_hash): Row| Found {
            id: OrderId(id),
            erased: erased_at.is_some(),
            email_hash,
            postcode_hash,
        };
        Ok(rows.into_iter().map(found).collect())
    }

    /// How many orders the shop has.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_orders(&self) -> Result<u64, StoreError> {
        let (count,): (i64,) = read!(self.database, pool => {
            sqlx::query_as("SELECT count(*) FROM orders WHERE shop_id = $1").bind(self.shop.0).fetch_one(pool).await?
        });
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// Names of the shop's newest orders, newest first; erased ones too.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn order_names(&self, most: u32) -> Result<Vec<String>, StoreError> {
        let rows: Vec<(String,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT name FROM orders WHERE shop_id = $1 ORDER BY id DESC LIMIT $2")
                .bind(self.shop.0).bind(i64::from(most)).fetch_all(pool).await?
        });
        Ok(rows.into_iter().map(|(name,)| name).collect())
    }

    /// The keyed hash of a proof, as stored beside an order.
    #[must_use]
    pub fn hash_of(&self, proof: &Proof) -> [u8; 32] {
        let (label, text) = match proof {
            Proof::Email(text) => ("email", text),
            Proof::Postcode(text) => ("postcode", text),
        };
        self.keys.keyed_hash(label, &[self.shop.0.as_bytes(), text.as_bytes()])
    }
}
