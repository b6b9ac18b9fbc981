//! Addresses that get no messages, or only what belongs to a purchase, by the keyed hash of the address; and
//! addresses that somebody corrected for one order.

use std::collections::HashMap;

use uuid::Uuid;

use super::database::{read, write};
use super::keys::SealPlace;
use super::search_key::{Proof, email_key};
use super::{ShopStore, StoreError, StoredOrder};
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::OrderId;
use crate::domain::message::Suppression;

/// Remembers a reason: shop, hash of the address, reason, the mail server's words, since when.
pub(super) const SUPPRESS: &str = "INSERT INTO suppressions (shop_id, email_hash, reason, detail, since) \
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (shop_id, email_hash, reason) DO UPDATE SET detail = excluded.detail";

fn place(order: &Uuid) -> SealPlace<'_> {
    SealPlace { table: "corrected_addresses", column: "sealed_to", row: order.as_bytes() }
}

/// An address that somebody corrected for one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Where its messages go.
    pub address: String,
    /// When it was corrected.
    pub at: Millis,
    /// Who did it, for staff.
    pub by: String,
}

/// Remembers a reason since then inside a transaction, or forgets it (`None`); gives how many rows changed.
macro_rules! put_reason {
    ($self:expr, $tx:expr, $address:expr, $reason:expr, $since:expr) => {{
        let since: Option<Millis> = $since;
        let statement = match since {
            Some(_) => {
                "INSERT INTO suppressions (shop_id, email_hash, reason, since) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (shop_id, email_hash, reason) DO NOTHING"
            }
            None => "DELETE FROM suppressions WHERE shop_id = $1 AND email_hash = $2 AND reason = $3",
        };
        let asked =
            sqlx::query(statement).bind($self.shop.0).bind($self.address_hash($address)).bind($reason.word());
        let asked = match since {
            Some(at) => asked.bind(at.0),
            None => asked,
        };
        asked.execute(&mut *$tx).await?.rows_affected()
    }};
}

/// Corrects the address of an order inside a transaction; gives how many rows changed. `$over` tells whether what
/// somebody else set before gives way.
macro_rules! put_address {
    ($self:expr, $tx:expr, $order:expr, $address:expr, $by:expr, $over:expr, $now:expr, $chance:expr) => {{
        let sealed = $self.seal_corrected($order, $address, $chance);
        sqlx::query(
            "INSERT INTO corrected_addresses (order_id, shop_id, sealed_to, corrected_at, corrected_by) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (order_id) DO UPDATE SET sealed_to = excluded.sealed_to, \
             corrected_at = excluded.corrected_at, corrected_by = excluded.corrected_by \
             WHERE corrected_addresses.shop_id = excluded.shop_id \
             AND ($6 OR corrected_addresses.corrected_by = excluded.corrected_by)",
        )
        .bind($order.0)
        .bind($self.shop.0)
        .bind(sealed)
        .bind($now.0)
        .bind($by)
        .bind($over)
        .execute(&mut *$tx)
        .await?
        .rows_affected()
    }};
}

/// Where messages go of those of these orders of which Shopify tells no address; no others are looked for.
macro_rules! typed_addresses {
    ($self:expr, $connection:expr, $orders:expr) => {{
        let orders: &[$crate::store::StoredOrder] = $orders;
        let lacking = orders.iter().filter(|known| known.order.mail_address().is_none());
        let lacking: Vec<uuid::Uuid> = lacking.map(|known| known.id.0).collect();
        let mut found = std::collections::HashMap::new();
        if !lacking.is_empty() {
            let select = format!(
                "SELECT order_id, sealed_to FROM corrected_addresses WHERE shop_id = $1 AND order_id IN ({})",
                $crate::store::database::values(1, lacking.len())
            );
            let mut query =
                sqlx::query_as::<_, (uuid::Uuid, Vec<u8>)>(sqlx::AssertSqlSafe(select)).bind($self.shop.0);
            for order in lacking {
                query = query.bind(order);
            }
            for (order, sealed) in query.fetch_all($connection).await? {
                let order = $crate::domain::ids::OrderId(order);
                found.extend($self.open_corrected(order, &sealed).map(|address| (order, address)));
            }
        }
        found
    }};
}

pub(super) use {put_address, put_reason, typed_addresses};

impl ShopStore {
    pub(super) fn address_hash(&self, address: &str) -> Vec<u8> {
        self.hash_of(&Proof::Email(email_key(address))).to_vec()
    }

    /// Why an address gets less than everything; nothing when it gets everything.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn suppressions_of(&self, address: &str) -> Result<Vec<Suppression>, StoreError> {
        let rows: Vec<(String,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT reason FROM suppressions WHERE shop_id = $1 AND email_hash = $2 ORDER BY reason")
                .bind(self.shop.0).bind(self.address_hash(address)).fetch_all(pool).await?
        });
        Ok(rows.into_iter().filter_map(|(word,)| Suppression::parse(&word)).collect())
    }

    /// Remembers a reason; once is as good as twice. `detail` is what the mail server said.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn suppress(
        &self,
        address: &str,
        reason: Suppression,
        detail: Option<&str>,
        now: Millis,
    ) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query(SUPPRESS)
                .bind(self.shop.0).bind(self.address_hash(address)).bind(reason.word()).bind(detail).bind(now.0)
                .execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Forgets a reason. Returns whether there was one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn unsuppress(&self, address: &str, reason: Suppression) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            put_reason!(self, tx, address, reason, None) > 0
        }))
    }

    /// Notes, with the time, that the owner of an address asked for progress reports, or wants none. The one
    /// takes the other back; once is as good as twice. `seen_on` is the order on whose page it was said: its
    /// revision is raised, so that the page tells it.
    ///
    /// # Errors
    /// When the database does not answer; then nothing changed.
    pub async fn set_reports_wanted(
        &self,
        address: &str,
        wanted: bool,
        seen_on: Option<OrderId>,
        now: Millis,
    ) -> Result<(), StoreError> {
        write!(self.database, tx => {
            put_reason!(self, tx, address, Suppression::OptedIn, wanted.then_some(now));
            put_reason!(self, tx, address, Suppression::Unsubscribed, (!wanted).then_some(now));
            if let Some(order) = seen_on {
                sqlx::query("UPDATE orders SET revision = revision + 1 WHERE shop_id = $1 AND id = $2")
                    .bind(self.shop.0).bind(order.0).execute(&mut *tx).await?;
            }
        });
        Ok(())
    }

    /// Where messages about an order go instead of the address that Shopify tells; `None` when nobody
    /// corrected it.
    ///
    /// # Errors
    /// When the database does not answer or the seal does not open.
    pub async fn corrected_address(&self, order: OrderId) -> Result<Option<String>, StoreError> {
        Ok(self.correction_of(order).await?.map(|correction| correction.address))
    }

    /// The same with when it was corrected and by whom.
    ///
    /// # Errors
    /// When the database does not answer or the seal does not open.
    pub async fn correction_of(&self, order: OrderId) -> Result<Option<Correction>, StoreError> {
        let row: Option<(Vec<u8>, i64, String)> = read!(self.database, pool => {
            sqlx::query_as("SELECT sealed_to, corrected_at, corrected_by FROM corrected_addresses WHERE shop_id = $1 AND order_id = $2")
                .bind(self.shop.0).bind(order.0).fetch_optional(pool).await?
        });
        let Some((sealed, at, by)) = row else { return Ok(None) };
        let unreadable =
            || StoreError::Unreadable { table: "corrected_addresses", column: "sealed_to".into() };
        let address = self.open_corrected(order, &sealed).ok_or_else(unreadable)?;
        Ok(Some(Correction { address, at: Millis(at), by }))
    }

    /// Where messages go of those of these orders of which Shopify tells no address, because somebody typed one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn typed_addresses(
        &self,
        orders: &[StoredOrder],
    ) -> Result<HashMap<OrderId, String>, StoreError> {
        Ok(read!(self.database, pool => { typed_addresses!(self, pool, orders) }))
    }

    /// `None` when the seal does not open.
    pub(super) fn open_corrected(&self, order: OrderId, sealed: &[u8]) -> Option<String> {
        String::from_utf8(self.keys.open_sealed(&place(&order.0), sealed)?).ok()
    }

    pub(super) fn seal_corrected(&self, order: OrderId, address: &str, chance: &dyn Chance) -> Vec<u8> {
        self.keys.seal(&place(&order.0), address.as_bytes(), chance)
    }

    /// Corrects the address of an order's messages; those that wait follow when they are sent.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the shop has no such order, or it is erased.
    pub async fn correct_address(
        &self,
        order: OrderId,
        address: &str,
        by: &str,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<(), StoreError> {
        let is_ours = write!(self.database, tx => {
            // Its page says where messages go; an order that is erased at this moment keeps no address.
            let is_ours = sqlx::query("UPDATE orders SET revision = revision + 1 WHERE shop_id = $1 AND id = $2 AND erased_at IS NULL")
                .bind(self.shop.0).bind(order.0).execute(&mut *tx).await?.rows_affected() > 0;
            if is_ours {
                put_address!(self, tx, order, address, by, true, now, chance);
            }
            is_ours
        });
        let gone = "the shop has no such order, or it was erased";
        if is_ours { Ok(()) } else { Err(StoreError::Conflict(gone.to_owned())) }
    }
}
