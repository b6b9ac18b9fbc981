//! Orders and their timelines: taking news in, reading back, erasing.
//!
//! Order row, entries and revision change in one transaction; whoever changes an order raises its
//! revision. The merging itself is `domain::apply`, which knows no database.

use sqlx::types::Json;
use uuid::Uuid;

use super::database::{dialect, read, write};
use super::search_key::{Proof, email_key, name_key, postcode_key};
use super::{ShopStore, StoreError};
use crate::domain::apply::apply;
use crate::domain::clock::{Chance, Millis};
use crate::domain::entry::{Entries, Entry};
use crate::domain::ids::{OrderId, ShopifyId};
use crate::domain::known::{Detail, Known};
use crate::domain::order::Order;
use crate::domain::timeline::last_event_at;

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

/// Writes what changed of an order. A macro because the transaction's type differs by engine.
macro_rules! put {
    ($self:expr, $tx:expr, $stored:expr, $fresh:expr, $now:expr) => {{
        let columns = $self.columns($stored);
        sqlx::query("UPDATE orders SET name = $1, name_key = $2, email_hash = $3, postcode_hash = $4, doc = $5, \
            revision = revision + 1, last_event_at = $6, updated_at = $7 WHERE shop_id = $8 AND id = $9")
            .bind(columns.name)
            .bind(columns.name_key)
            .bind(columns.email_hash)
            .bind(columns.postcode_hash)
            .bind(Json(&$stored.order))
            .bind(last_event_at(&$stored.entries).unwrap_or($now).0)
            .bind($now.0)
            .bind($self.shop.0)
            .bind($stored.id.0)
            .execute(&mut *$tx)
            .await?;
        for (key, entry) in $fresh {
            sqlx::query("INSERT INTO entries (shop_id, order_id, key, at, recorded_at, doc) VALUES ($1, $2, $3, $4, $5, $6) \
                ON CONFLICT (order_id, key) DO UPDATE SET at = excluded.at, doc = excluded.doc")
                .bind($self.shop.0)
                .bind($stored.id.0)
                .bind(key)
                .bind(entry.at.0)
                .bind($now.0)
                .bind(Json(entry))
                .execute(&mut *$tx)
                .await?;
        }
    }};
}

impl ShopStore {
    /// Takes news in, all of it in one transaction: each order is merged with what is known of it.
    ///
    /// # Errors
    /// When the database does not answer; then nothing was taken in.
    pub async fn take_in(
        &self,
        news: &[Incoming],
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<Vec<Taken>, StoreError> {
        let select = dialect!(self.database, ORDER_TO_WRITE);
        Ok(write!(self.database, tx => {
            let mut taken = Vec::with_capacity(news.len());
            for incoming in news {
                let (shop, id) = (self.shop.0, incoming.shopify_id.0);
                let mut row: Option<OrderRow> =
                    sqlx::query_as(select).bind(shop).bind(id).fetch_optional(&mut *tx).await?;
                let mut is_new = false;
                if row.is_none() {
                    // Another process may insert the same order at this moment: then ours does nothing.
                    is_new = sqlx::query("INSERT INTO orders (id, shop_id, shopify_id, name, name_key, doc, revision, \
                        last_event_at, created_at, updated_at) VALUES ($1, $2, $3, '', '', $4, 0, $5, $5, $5) \
                        ON CONFLICT (shop_id, shopify_id) DO NOTHING")
                        .bind(OrderId::new(now, chance).0).bind(shop).bind(id).bind(Json(Order::default())).bind(now.0)
                        .execute(&mut *tx).await?.rows_affected() > 0;
                    row = sqlx::query_as(select).bind(shop).bind(id).fetch_optional(&mut *tx).await?;
                }
                let Some(mut known) = row.map(stored) else { continue };
                let news = self.kept(&incoming.news);
                let applied = if known.erased { Default::default() } else { apply(&mut known.order, &mut known.entries, &news) };
                if applied.changed || is_new {
                    put!(self, tx, &known, &applied.entries, now);
                }
                let outcome = match (is_new, applied.changed) {
                    (true, _) => TakenAs::New,
                    (false, true) => TakenAs::Changed,
                    (false, false) => TakenAs::Unchanged,
                };
                let (entries_added, read_again) = (applied.entries.len(), applied.read_again);
                taken.push(Taken { order: known.id, outcome, entries_added, read_again });
            }
            taken
        }))
    }

    /// Takes a merchant's change into a known order. `None` when the shop has no such order.
    ///
    /// # Errors
    /// When the database does not answer; then nothing changed.
    pub async fn change(
        &self,
        order: OrderId,
        news: &Order,
        now: Millis,
    ) -> Result<Option<Taken>, StoreError> {
        let select = dialect!(self.database, ORDER_TO_WRITE);
        Ok(write!(self.database, tx => {
            let id: Option<(i64,)> = sqlx::query_as("SELECT shopify_id FROM orders WHERE shop_id = $1 AND id = $2")
                .bind(self.shop.0).bind(order.0).fetch_optional(&mut *tx).await?;
            let row: Option<OrderRow> = match id {
                Some((id,)) => sqlx::query_as(select).bind(self.shop.0).bind(id).fetch_optional(&mut *tx).await?,
                None => None,
            };
            match row.map(stored).filter(|known| !known.erased) {
                None => None,
                Some(mut known) => {
                    let applied = apply(&mut known.order, &mut known.entries, news);
                    if applied.changed {
                        put!(self, tx, &known, &applied.entries, now);
                    }
                    let outcome = if applied.changed { TakenAs::Changed } else { TakenAs::Unchanged };
                    let (entries_added, read_again) = (applied.entries.len(), applied.read_again);
                    Some(Taken { order, outcome, entries_added, read_again })
                }
            }
        }))
    }

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

    /// Orders whose name has this normal form ([`name_key`]), newest first. Names are not unique.
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

    /// Erases what is personal: the order keeps its name and status history without notes, its links
    /// lead to "gone", its messages lose address and text. Later news of it is not taken in. Returns
    /// whether there was something to erase.
    ///
    /// # Errors
    /// When the database does not answer; then nothing was erased.
    pub async fn erase_order(&self, order: OrderId, now: Millis) -> Result<bool, StoreError> {
        let Some(known) = self.order(order).await?.filter(|known| !known.erased) else { return Ok(false) };
        let remains = remains_of(&known);
        Ok(write!(self.database, tx => {
            let erased = sqlx::query("UPDATE orders SET doc = $1, email_hash = NULL, postcode_hash = NULL, erased_at = $2, \
                updated_at = $2, revision = revision + 1 WHERE shop_id = $3 AND id = $4 AND erased_at IS NULL")
                .bind(Json(&remains)).bind(now.0).bind(self.shop.0).bind(order.0).execute(&mut *tx).await?.rows_affected();
            for statement in [
                "DELETE FROM entries WHERE shop_id = $1 AND order_id = $2 AND key NOT LIKE 'status/%'",
                "DELETE FROM messages WHERE shop_id = $1 AND order_id = $2",
                "DELETE FROM codes WHERE shop_id = $1 AND order_id = $2",
                "DELETE FROM grants WHERE shop_id = $1 AND order_id = $2",
            ] {
                sqlx::query(statement).bind(self.shop.0).bind(order.0).execute(&mut *tx).await?;
            }
            erased > 0
        }))
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

    /// The news without what this shop does not keep.
    fn kept(&self, news: &Order) -> Order {
        let mut kept = news.clone();
        if !self.keep_address
            && let (Some(at), Some(Some(address))) = (kept.address.known_at(), kept.address.get())
        {
            let mut address = address.clone();
            (address.name, address.company) = (None, None);
            address.street.clear();
            kept.address = Known::at(at, Detail::Graphql, Some(address));
        }
        kept
    }

    fn columns(&self, known: &StoredOrder) -> Columns {
        let order = &known.order;
        let name = order.name.get().cloned().unwrap_or_else(|| known.name.clone());
        let email = order.email.get().cloned().flatten().map(|email| Proof::Email(email_key(&email)));
        let postcode = order.address.get().cloned().flatten().and_then(|address| address.postcode);
        let postcode = postcode.map(|postcode| Proof::Postcode(postcode_key(&postcode)));
        let hash = |proof: Option<Proof>| {
            let filled = proof.filter(|p| !matches!(p, Proof::Email(t) | Proof::Postcode(t) if t.is_empty()));
            filled.map(|proof| self.hash_of(&proof).to_vec())
        };
        Columns { name_key: name_key(&name), name, email_hash: hash(email), postcode_hash: hash(postcode) }
    }
}

struct Columns {
    name: String,
    name_key: String,
    email_hash: Option<Vec<u8>>,
    postcode_hash: Option<Vec<u8>>,
}

fn remains_of(known: &StoredOrder) -> Order {
    let mut remains = Order { name: known.order.name.clone(), ..Order::default() };
    for (id, change) in &known.order.status_changes {
        let mut change = change.clone();
        (change.note, change.private_note) = (None, None);
        remains.status_changes.insert(*id, change);
    }
    remains
}
