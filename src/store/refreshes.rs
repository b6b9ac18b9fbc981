//! Orders to read again: one row per order or part of one, however often it was asked for. Claimed
//! with a lease; a row that was asked for again while it was read stays.

use uuid::Uuid;

use super::database::{dialect, read, write};
use super::take_in::take_in_all;
use super::{Incoming, ShopStore, Store, StoreError, Taken};
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::{OrderId, ShopId, ShopifyId, uuid_at};
use crate::domain::standing::Part;

/// What is read first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Something just happened.
    Live,
    /// A parcel under way is asked after.
    Watch,
    /// The history is filled in.
    History,
}

impl Urgency {
    pub(super) const fn rank(self) -> i64 {
        self as i64
    }
}

/// Something to read again, claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimedRefresh {
    /// Its shop.
    pub shop: ShopId,
    /// What is to be read.
    pub part: Part,
    /// Shopify's id of that.
    pub id: ShopifyId,
    /// How often it was asked for until now.
    pub asks: i64,
    /// How often it was claimed, this time included.
    pub attempts: u32,
    /// Proves the claim when finishing.
    pub claim: Uuid,
}

/// Asks inside a transaction, whose type differs by engine.
macro_rules! insert_asks {
    ($self:expr, $tx:expr, $asks:expr, $urgency:expr, $now:expr) => {
        let mut asks: Vec<(Part, ShopifyId)> = $asks.to_vec();
        asks.sort_unstable();
        asks.dedup();
        for (part, id) in asks {
            sqlx::query(
                "INSERT INTO refreshes (shop_id, part, part_id, urgency, asks, asked_at, not_before, attempts) \
                VALUES ($1, $2, $3, $5, 1, $4, $4, 0) ON CONFLICT (shop_id, part, part_id) DO UPDATE SET \
                asks = refreshes.asks + 1, asked_at = excluded.asked_at, \
                urgency = CASE WHEN excluded.urgency < refreshes.urgency THEN excluded.urgency ELSE refreshes.urgency END",
            )
            .bind($self.shop.0)
            .bind(part.word())
            .bind(id.0)
            .bind($now.0)
            .bind($urgency.rank())
            .execute(&mut *$tx)
            .await?;
        }
    };
}

/// Notes which parts belong to an order, inside a transaction: webhooks about them do not name it.
macro_rules! note_parts {
    ($self:expr, $tx:expr, $news:expr) => {
        for (part, id) in $crate::store::refreshes::parts_of($news) {
            sqlx::query(
                "INSERT INTO order_parts (shop_id, part, part_id, shopify_id) VALUES ($1, $2, $3, $4) \
                ON CONFLICT (shop_id, part, part_id) DO NOTHING",
            )
            .bind($self.shop.0)
            .bind(part.word())
            .bind(id.0)
            .bind($news.shopify_id.0)
            .execute(&mut *$tx)
            .await?;
        }
    };
}

pub(super) use {insert_asks, note_parts};

/// Ends a claim inside a transaction: the row goes, unless it was asked for again meanwhile.
macro_rules! end_claim {
    ($self:expr, $tx:expr, $claimed:expr, $now:expr) => {
        let gone = sqlx::query(
            "DELETE FROM refreshes WHERE shop_id = $1 AND part = $2 AND part_id = $3 AND claim_id = $4 AND asks = $5",
        )
        .bind($self.shop.0)
        .bind($claimed.part.word())
        .bind($claimed.id.0)
        .bind($claimed.claim)
        .bind($claimed.asks)
        .execute(&mut *$tx)
        .await?
        .rows_affected();
        if gone == 0 {
            sqlx::query(
                "UPDATE refreshes SET claim_id = NULL, claimed_until = NULL, attempts = 0, not_before = $1 \
                WHERE shop_id = $2 AND part = $3 AND part_id = $4 AND claim_id = $5",
            )
            .bind($now.0)
            .bind($self.shop.0)
            .bind($claimed.part.word())
            .bind($claimed.id.0)
            .bind($claimed.claim)
            .execute(&mut *$tx)
            .await?;
        }
    };
}

impl ShopStore {
    /// Asks for orders, or the orders that these parts belong to, to be read again.
    ///
    /// # Errors
    /// When the database does not answer; then nothing was asked.
    pub async fn ask(
        &self,
        asks: &[(Part, ShopifyId)],
        urgency: Urgency,
        now: Millis,
    ) -> Result<(), StoreError> {
        write!(self.database, tx => {
            insert_asks!(self, tx, asks, urgency, now);
        });
        Ok(())
    }

    /// Takes in what was read of an order, notes its parts and ends the claim. News is taken in even
    /// when the claim is lost: a fact stays true.
    ///
    /// # Errors
    /// When the database does not answer; then nothing was taken in.
    pub async fn finish_refresh(
        &self,
        claimed: &ClaimedRefresh,
        news: &Incoming,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<Option<Taken>, StoreError> {
        let news = std::slice::from_ref(news);
        Ok(write!(self.database, tx => {
            let taken = take_in_all!(self, tx, news, now, chance);
            sqlx::query("UPDATE orders SET read_at = $1, lost_at = NULL WHERE shop_id = $2 AND shopify_id = $3")
                .bind(now.0).bind(self.shop.0).bind(news[0].shopify_id.0).execute(&mut *tx).await?;
            note_parts!(self, tx, &news[0]);
            end_claim!(self, tx, claimed, now);
            taken.into_iter().next()
        }))
    }

    /// Ends a claim whose part belongs to `order`: that is asked for instead, and the part remembered.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn finish_look_up(
        &self,
        claimed: &ClaimedRefresh,
        order: ShopifyId,
        now: Millis,
    ) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("INSERT INTO order_parts (shop_id, part, part_id, shopify_id) VALUES ($1, $2, $3, $4) \
                ON CONFLICT (shop_id, part, part_id) DO NOTHING")
                .bind(self.shop.0).bind(claimed.part.word()).bind(claimed.id.0).bind(order.0).execute(&mut *tx).await?;
            insert_asks!(self, tx, [(Part::Order, order)], Urgency::Live, now);
            end_claim!(self, tx, claimed, now);
        });
        Ok(())
    }

    /// Ends a claim on something Shopify's API does not know (any more). A known order is marked: it
    /// can no longer be read by API.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn finish_lost(&self, claimed: &ClaimedRefresh, now: Millis) -> Result<(), StoreError> {
        write!(self.database, tx => {
            if claimed.part == Part::Order {
                sqlx::query("UPDATE orders SET lost_at = $1, read_at = $1 WHERE shop_id = $2 AND shopify_id = $3 AND lost_at IS NULL")
                    .bind(now.0).bind(self.shop.0).bind(claimed.id.0).execute(&mut *tx).await?;
            }
            end_claim!(self, tx, claimed, now);
        });
        Ok(())
    }

    /// The order that a part belongs to, when that was met before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn order_of_part(&self, part: Part, id: ShopifyId) -> Result<Option<ShopifyId>, StoreError> {
        let row: Option<(i64,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT shopify_id FROM order_parts WHERE shop_id = $1 AND part = $2 AND part_id = $3")
                .bind(self.shop.0).bind(part.word()).bind(id.0).fetch_optional(pool).await?
        });
        Ok(row.map(|(id,)| ShopifyId(id)))
    }

    /// Orders with parcels under way that were last read before `read_before`, longest ago first;
    /// those without an event since `event_since` are let be.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open_parcels(
        &self,
        read_before: Millis,
        event_since: Millis,
        most: u32,
    ) -> Result<Vec<ShopifyId>, StoreError> {
        let rows: Vec<(i64,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT shopify_id FROM orders WHERE shop_id = $1 AND in_transit AND erased_at IS NULL AND lost_at IS NULL \
                AND (read_at IS NULL OR read_at < $2) AND last_event_at > $3 ORDER BY coalesce(read_at, 0), id LIMIT $4")
                .bind(self.shop.0).bind(read_before.0).bind(event_since.0).bind(i64::from(most)).fetch_all(pool).await?
        });
        Ok(rows.into_iter().map(|(id,)| ShopifyId(id)).collect())
    }

    /// Since when the API tells of this order no longer; `None` while it does.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn lost_since(&self, order: OrderId) -> Result<Option<Millis>, StoreError> {
        let row: Option<(Option<i64>,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT lost_at FROM orders WHERE shop_id = $1 AND id = $2")
                .bind(self.shop.0).bind(order.0).fetch_optional(pool).await?
        });
        Ok(row.and_then(|(at,)| at).map(Millis))
    }

    /// How many reads wait, and how many known orders the API no longer tells of.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn refresh_figures(&self) -> Result<(u64, u64), StoreError> {
        let (waiting, lost): (i64, i64) = read!(self.database, pool => {
            sqlx::query_as("SELECT (SELECT count(*) FROM refreshes WHERE shop_id = $1), \
                (SELECT count(*) FROM orders WHERE shop_id = $1 AND lost_at IS NOT NULL)")
                .bind(self.shop.0).fetch_one(pool).await?
        });
        Ok((u64::try_from(waiting).unwrap_or(0), u64::try_from(lost).unwrap_or(0)))
    }
}

impl Store {
    /// Claims up to `most` things to read, of connected shops only, longest waiting first. Two claimers
    /// never get the same one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn claim_refreshes(
        &self,
        most: u32,
        lease_ms: i64,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<Vec<ClaimedRefresh>, StoreError> {
        type Row = (Uuid, String, i64, i64, i64);
        let statement = dialect!(self.database, CLAIM_REFRESHES);
        let claim = uuid_at(now, chance);
        let rows: Vec<Row> = write!(self.database, tx => {
            sqlx::query_as(statement).bind(now.0.saturating_add(lease_ms)).bind(claim).bind(now.0).bind(i64::from(most))
                .fetch_all(&mut *tx).await?
        });
        let read = |(shop, part, id, asks, attempts): Row| {
            let part = Part::parse(&part)?;
            let attempts = u32::try_from(attempts).unwrap_or(u32::MAX);
            Some(ClaimedRefresh { shop: ShopId(shop), part, id: ShopifyId(id), asks, attempts, claim })
        };
        Ok(rows.into_iter().filter_map(read).collect())
    }

    /// Puts a read back to be tried again at `not_before`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn retry_refresh(
        &self,
        claimed: &ClaimedRefresh,
        not_before: Millis,
        error: &str,
    ) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE refreshes SET claim_id = NULL, claimed_until = NULL, not_before = $1, last_error = $2 \
                WHERE shop_id = $3 AND part = $4 AND part_id = $5 AND claim_id = $6")
                .bind(not_before.0).bind(error).bind(claimed.shop.0).bind(claimed.part.word()).bind(claimed.id.0).bind(claimed.claim)
                .execute(&mut *tx).await?;
        });
        Ok(())
    }
}

pub(super) fn parts_of(news: &Incoming) -> Vec<(Part, ShopifyId)> {
    let promises = news.news.fulfillment_orders.get().into_iter().flatten().map(|promise| promise.id);
    let promises = promises.chain(news.news.promise_news.keys().copied());
    let promises = promises.map(|id| (Part::FulfillmentOrder, id));
    promises.chain(news.news.returns.keys().map(|id| (Part::Return, *id))).collect()
}
