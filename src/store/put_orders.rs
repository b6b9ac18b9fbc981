//! Writes orders as they are after news: their rows, the new entries of their timelines, their places in the
//! merchant's list and their planned steps. One statement for each kind of row of all orders: SQLite works on a
//! thread of its own, and the way there and back takes longer than most statements. Decides nothing. Start
//! with `put!`.

use super::orders::StoredOrder;
use crate::domain::clock::Millis;
use crate::domain::entry::Entries;
use crate::domain::timeline::last_event_at;

/// An order that changed.
#[derive(Clone, Copy)]
pub(super) struct Changed<'a> {
    /// As it is now, with the revision it had before.
    pub order: &'a StoredOrder,
    /// The entries to write.
    pub fresh: &'a Entries,
}

impl Changed<'_> {
    pub(super) fn last_event_at(&self, now: Millis) -> Millis {
        last_event_at(&self.order.entries).unwrap_or(now)
    }

    pub(super) fn is_in_transit(&self) -> bool {
        self.order.order.parcels().iter().any(|parcel| !parcel.phase.is_done())
    }
}

/// Writes orders that changed, each named once, inside a transaction, whose type differs by engine.
macro_rules! put {
    ($self:expr, $tx:expr, $changed:expr, $now:expr) => {{
        use $crate::store::database::{ROWS, many};
        use $crate::store::put_orders::{ENTRIES, FOUND_BY, KNOWN};
        let changed: &[$crate::store::put_orders::Changed<'_>] = $changed;
        for part in changed.chunks(ROWS) {
            let mut query = many!(KNOWN, 1, part, 4).bind($now.0);
            for one in part {
                query = query
                    .bind(one.order.id.0)
                    .bind($self.shop.0)
                    .bind(sqlx::types::Json(&one.order.order))
                    .bind(one.last_event_at($now).0);
            }
            query.execute(&mut *$tx).await?;
            // What an order is found by changes rarely; named in the statement above, its indexes were written anew
            // each time.
            let mut query = many!(FOUND_BY, 0, part, 7);
            for one in part {
                let columns = $self.columns(one.order);
                query = query
                    .bind(one.order.id.0)
                    .bind($self.shop.0)
                    .bind(columns.name)
                    .bind(columns.name_key)
                    .bind(columns.email_hash)
                    .bind(columns.postcode_hash)
                    .bind(one.is_in_transit());
            }
            query.execute(&mut *$tx).await?;
        }
        let fresh = changed.iter().flat_map(|one| one.fresh.iter().map(move |entry| (one.order, entry)));
        let fresh: Vec<_> = fresh.collect();
        for part in fresh.chunks(ROWS) {
            let mut query = many!(ENTRIES, 0, part, 7);
            for (order, (key, entry)) in part {
                query = query
                    .bind($self.shop.0)
                    .bind(order.id.0)
                    .bind(*key)
                    .bind(entry.at.0)
                    .bind($now.0)
                    .bind(sqlx::types::Json(*entry))
                    .bind(order.revision + 1);
            }
            query.execute(&mut *$tx).await?;
        }
        let orders: Vec<&$crate::store::StoredOrder> = changed.iter().map(|one| one.order).collect();
        $crate::store::order_index::put_index!($self, $tx, &orders);
        $crate::store::steps::put_steps!($self, $tx, &orders);
    }};
}
pub(super) use put;

/// The shop stands in each row: given once beside them, SQLite walks through all its orders instead of the rows.
pub(super) const KNOWN: &str = "UPDATE orders SET doc = v.column3, revision = orders.revision + 1, last_event_at = v.column4, \
    updated_at = $1 FROM (VALUES @ROWS) AS v WHERE orders.id = v.column1 AND orders.shop_id = v.column2";

pub(super) const FOUND_BY: &str = "UPDATE orders SET name = v.column3, name_key = v.column4, email_hash = v.column5, \
    postcode_hash = v.column6, in_transit = v.column7 FROM (VALUES @ROWS) AS v \
    WHERE orders.id = v.column1 AND orders.shop_id = v.column2 AND (orders.name <> v.column3 OR orders.name_key <> v.column4 \
    OR orders.email_hash IS DISTINCT FROM v.column5 OR orders.postcode_hash IS DISTINCT FROM v.column6 \
    OR orders.in_transit <> v.column7)";

pub(super) const ENTRIES: &str = "INSERT INTO entries (shop_id, order_id, key, at, recorded_at, doc, revision) VALUES @ROWS \
    ON CONFLICT (order_id, key) DO UPDATE SET at = excluded.at, doc = excluded.doc";
