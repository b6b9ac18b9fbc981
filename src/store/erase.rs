//! Erasing what is personal of an order, and of a whole shop. [`super::erasures`] remembers what must
//! stay erased.

use sqlx::types::Json;
use uuid::Uuid;

use super::database::{dialect, read, write};
use super::orders::{OrderRow, StoredOrder, stored};
use super::{ShopStore, StoreError};
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::{MessageId, OrderId, ShopifyId};
use crate::domain::order::Order;

/// What goes with an erased order: all of its timeline but the statuses, and what was said to the shopper.
const GOES_WITH_IT: [&str; 10] = [
    "DELETE FROM corrected_addresses WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM pictures WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM link_visits WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM entries WHERE shop_id = $1 AND order_id = $2 AND key NOT LIKE 'status/%'",
    "DELETE FROM messages WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM codes WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM grants WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM batch_orders WHERE shop_id = $1 AND order_id = $2",
    // A change of no other order spoke of this one alone, and so did the words in it.
    "DELETE FROM batches WHERE shop_id = $1 \
        AND NOT EXISTS (SELECT 1 FROM batch_orders WHERE batch_orders.batch_id = batches.id) \
        AND EXISTS (SELECT 1 FROM orders WHERE orders.shop_id = $1 AND orders.id = $2)",
    "DELETE FROM steps WHERE shop_id = $1 AND order_id = $2",
];

/// Nothing of it is read again; by Shopify's id of the order.
const NOT_READ_AGAIN: [&str; 3] = [
    "DELETE FROM refreshes WHERE shop_id = $1 AND part = 'order' AND part_id = $2",
    "DELETE FROM refreshes WHERE shop_id = $1 AND (part, part_id) IN \
        (SELECT part, part_id FROM order_parts WHERE shop_id = $1 AND shopify_id = $2)",
    "DELETE FROM order_parts WHERE shop_id = $1 AND shopify_id = $2",
];

/// What hangs on orders, by order, the order itself last.
const WITH_ORDERS: [&str; 14] = [
    "DELETE FROM corrected_addresses WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM order_terms WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM order_tags WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM order_index WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM pictures WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM link_visits WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM entries WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM messages WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM codes WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM grants WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM batch_orders WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM steps WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM links WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM orders WHERE shop_id = $1 AND id = $2",
];

/// Large tables of a shop, a piece at a time.
const IN_PIECES: [&str; 3] = [
    "DELETE FROM inbox WHERE id IN (SELECT id FROM inbox WHERE shop_id = $1 LIMIT $2)",
    "DELETE FROM refreshes WHERE shop_id = $1 AND (part, part_id) IN \
        (SELECT part, part_id FROM refreshes WHERE shop_id = $1 LIMIT $2)",
    "DELETE FROM order_parts WHERE shop_id = $1 AND (part, part_id) IN \
        (SELECT part, part_id FROM order_parts WHERE shop_id = $1 LIMIT $2)",
];

/// Small tables of a shop, the shop itself last.
const WITH_SHOP: [&str; 16] = [
    "DELETE FROM mail_events WHERE shop_id = $1",
    "DELETE FROM mail_hooks WHERE shop_id = $1",
    "DELETE FROM template_versions WHERE shop_id = $1",
    "DELETE FROM suppressions WHERE shop_id = $1",
    "DELETE FROM saved_views WHERE shop_id = $1",
    "DELETE FROM order_index_progress WHERE shop_id = $1",
    "DELETE FROM logos WHERE shop_id = $1",
    "DELETE FROM statuses WHERE shop_id = $1",
    "DELETE FROM syncs WHERE shop_id = $1",
    "DELETE FROM data_requests WHERE shop_id = $1",
    "DELETE FROM members WHERE shop_id = $1",
    "DELETE FROM batches WHERE shop_id = $1",
    "DELETE FROM invitations WHERE shop_id = $1",
    "DELETE FROM audit_log WHERE shop_id = $1",
    "DELETE FROM connections WHERE shop_id = $1",
    "DELETE FROM shops WHERE id = $1",
];

/// Wipes one order inside a transaction, whose type differs by engine.
macro_rules! wipe {
    ($self:expr, $tx:expr, $known:expr, $now:expr) => {
        sqlx::query("UPDATE orders SET doc = $1, email_hash = NULL, postcode_hash = NULL, in_transit = FALSE, erased_at = $2, \
            updated_at = $2, revision = revision + 1 WHERE shop_id = $3 AND id = $4")
            .bind(Json(remains_of($known))).bind($now.0).bind($self.shop.0).bind($known.id.0).execute(&mut *$tx).await?;
        for statement in GOES_WITH_IT {
            sqlx::query(statement).bind($self.shop.0).bind($known.id.0).execute(&mut *$tx).await?;
        }
        let remains = StoredOrder { order: remains_of($known), erased: true, ..$known.clone() };
        super::order_index::put_index!($self, $tx, &[&remains]);
        for statement in NOT_READ_AGAIN {
            sqlx::query(statement).bind($self.shop.0).bind($known.shopify_id.0).execute(&mut *$tx).await?;
        }
    };
}

impl ShopStore {
    /// Erases what is personal: the order keeps its name and status history without notes, its links
    /// lead to "gone"; its messages, codes and grants go. Later news of it is not taken in. Returns
    /// whether there was something to erase.
    ///
    /// # Errors
    /// When the database does not answer; then nothing was erased.
    pub async fn erase_order(&self, order: OrderId, now: Millis) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            if let Some(hold) = dialect!(self.database, HOLD_ORDER_BY_ID) {
                sqlx::query(hold).bind(self.shop.0).bind(order.0).execute(&mut *tx).await?;
            }
            let row: Option<OrderRow> = sqlx::query_as(dialect!(self.database, ORDER))
                .bind(self.shop.0).bind(order.0).fetch_optional(&mut *tx).await?;
            let known = row.map(stored).filter(|known| !known.erased);
            if let Some(known) = &known {
                wipe!(self, tx, known, now);
            }
            known.is_some()
        }))
    }

    /// Erases an order by Shopify's id as [`ShopStore::erase_order`] does, and remembers that it must
    /// stay erased: one that is not here (yet, or any more) is not made again when news of it comes.
    /// Returns whether there was something to erase.
    ///
    /// # Errors
    /// When the database does not answer; then nothing was erased.
    pub async fn redact_order(
        &self,
        order: ShopifyId,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("INSERT INTO erasures (domain, shopify_id, erased_at) SELECT domain, $1, $2 FROM shops WHERE id = $3 \
                ON CONFLICT (domain, shopify_id) DO NOTHING")
                .bind(order.0).bind(now.0).bind(self.shop.0).execute(&mut *tx).await?;
            // Waits for anybody who inserts this order at this moment; and whoever comes later finds the mark.
            let made = sqlx::query("INSERT INTO orders (id, shop_id, shopify_id, name, name_key, doc, revision, \
                last_event_at, created_at, updated_at) SELECT $1, id, $3, '', '', $4, 0, $5, $5, $5 FROM shops WHERE id = $2 \
                ON CONFLICT (shop_id, shopify_id) DO NOTHING")
                .bind(OrderId::new(now, chance).0).bind(self.shop.0).bind(order.0).bind(Json(Order::default())).bind(now.0)
                .execute(&mut *tx).await?.rows_affected() > 0;
            let known = super::take_in::hold_and_read!(self, tx, order.0);
            if made {
                super::erasures::drop_order_row!(self, tx, order.0);
            }
            let known = known.filter(|known| !made && !known.erased);
            if let Some(known) = &known {
                wipe!(self, tx, known, now);
            }
            known.is_some()
        }))
    }

    /// Shopify's ids of orders that are not erased and have this e-mail address (by [`ShopStore::hash_of`]), from
    /// Shopify or because somebody typed it, made here no later than `until`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn orders_by_email(
        &self,
        hash: &[u8; 32],
        until: Millis,
    ) -> Result<Vec<ShopifyId>, StoreError> {
        let rows: Vec<(i64,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT shopify_id FROM orders WHERE shop_id = $1 AND email_hash = $2 AND erased_at IS NULL \
                AND created_at <= $3 ORDER BY id")
                .bind(self.shop.0).bind(hash.to_vec()).bind(until.0).fetch_all(pool).await?
        });
        let mut found: Vec<ShopifyId> = rows.into_iter().map(|(id,)| ShopifyId(id)).collect();
        // Addresses that somebody typed are few, and sealed: each is opened.
        let typed: Vec<(i64, Uuid, Vec<u8>)> = read!(self.database, pool => {
            sqlx::query_as("SELECT o.shopify_id, c.order_id, c.sealed_to FROM corrected_addresses c JOIN orders o ON o.id = c.order_id \
                WHERE c.shop_id = $1 AND o.erased_at IS NULL AND o.created_at <= $2 ORDER BY c.order_id")
                .bind(self.shop.0).bind(until.0).fetch_all(pool).await?
        });
        for (id, order, sealed) in typed {
            let address = self.open_corrected(OrderId(order), &sealed);
            let is_theirs = address.is_some_and(|address| self.address_hash(&address) == hash);
            if is_theirs && !found.contains(&ShopifyId(id)) {
                found.push(ShopifyId(id));
            }
        }
        Ok(found)
    }

    /// Our id of an order by Shopify's; `None` when the shop has no such order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn order_by_shopify(&self, order: ShopifyId) -> Result<Option<OrderId>, StoreError> {
        let row: Option<(Uuid,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT id FROM orders WHERE shop_id = $1 AND shopify_id = $2")
                .bind(self.shop.0).bind(order.0).fetch_optional(pool).await?
        });
        Ok(row.map(|(id,)| OrderId(id)))
    }

    /// Shopify's ids of what an order consists of: parcels, promises to ship, returns, refunds, payments.
    /// Empty when the shop has no such order or it is erased.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn ids_inside(&self, order: ShopifyId) -> Result<Vec<ShopifyId>, StoreError> {
        let parts: Vec<(i64,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT part_id FROM order_parts WHERE shop_id = $1 AND shopify_id = $2")
                .bind(self.shop.0).bind(order.0).fetch_all(pool).await?
        });
        let mut ids: Vec<ShopifyId> = parts.into_iter().map(|(id,)| ShopifyId(id)).collect();
        let known = match self.order_by_shopify(order).await? {
            Some(id) => self.order(id).await?,
            None => None,
        };
        if let Some(Order { fulfillment_orders, shipments, returns, refunds, transactions, .. }) =
            known.map(|known| known.order)
        {
            ids.extend(fulfillment_orders.get().into_iter().flatten().map(|promise| promise.id));
            ids.extend(
                shipments.keys().chain(returns.keys()).chain(refunds.keys()).chain(transactions.keys()),
            );
        }
        Ok(ids)
    }

    /// Ids of the messages about an order, oldest first; nothing of them is opened. Without an order:
    /// of all the shop's.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn message_ids(&self, order: Option<OrderId>) -> Result<Vec<MessageId>, StoreError> {
        let rows: Vec<(Uuid,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT id FROM messages WHERE shop_id = $1 AND ($2 OR order_id = $3) ORDER BY id")
                .bind(self.shop.0).bind(order.is_none()).bind(order.map_or_else(Uuid::nil, |order| order.0))
                .fetch_all(pool).await?
        });
        Ok(rows.into_iter().map(|(id,)| MessageId(id)).collect())
    }

    /// Erases up to `most` orders of the shop, and as much of its other rows, without a trace: for a
    /// shop that goes. Returns whether there may be more.
    ///
    /// # Errors
    /// When the database does not answer; what was erased before stays erased.
    pub async fn erase_shop_piece(&self, most: u32) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            let orders: Vec<(Uuid,)> = sqlx::query_as("SELECT id FROM orders WHERE shop_id = $1 ORDER BY id LIMIT $2")
                .bind(self.shop.0).bind(i64::from(most)).fetch_all(&mut *tx).await?;
            for (order,) in &orders {
                for statement in WITH_ORDERS {
                    sqlx::query(statement).bind(self.shop.0).bind(order).execute(&mut *tx).await?;
                }
            }
            let mut gone = orders.len() as u64;
            for statement in IN_PIECES {
                gone += sqlx::query(statement).bind(self.shop.0).bind(i64::from(most)).execute(&mut *tx).await?.rows_affected();
            }
            gone > 0
        }))
    }

    /// Erases what is left of a shop once its pieces are gone, the shop itself too. What must stay erased
    /// stays remembered.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when orders or notices came meanwhile: then nothing was erased, and
    /// there are pieces again.
    pub async fn erase_shop_rest(&self) -> Result<(), StoreError> {
        write!(self.database, tx => {
            for statement in WITH_SHOP {
                sqlx::query(statement).bind(self.shop.0).execute(&mut *tx).await?;
            }
        });
        Ok(())
    }
}

fn remains_of(known: &StoredOrder) -> Order {
    let mut remains = Order { name: known.order.name.clone(), ..Order::default() };
    // Without these an undone status would count again.
    let undone = known.order.undone.iter().filter(|(id, _)| known.order.status_changes.contains_key(id));
    remains.undone = undone.map(|(id, undone)| (*id, undone.clone())).collect();
    for (id, change) in &known.order.status_changes {
        let mut change = change.clone();
        (change.note, change.private_note) = (None, None);
        remains.status_changes.insert(*id, change);
    }
    remains
}
