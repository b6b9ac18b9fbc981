//! Requests for data, sealed, and what the answer to one needs that other readers leave out.

use uuid::Uuid;

use super::database::{read, write};
use super::keys::SealPlace;
use super::messages::open;
use super::{ShopStore, StoreError};
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::{OrderId, uuid_at};
use crate::domain::privacy::DataRequest;

/// A request for data as stored.
#[derive(Clone, Debug)]
pub struct KeptRequest {
    /// Our id.
    pub id: Uuid,
    /// What is asked for.
    pub request: DataRequest,
    /// When it came.
    pub asked_at: Millis,
    /// When it was answered; `None` while it is open.
    pub done_at: Option<Millis>,
}

/// A message as the shopper got it. The debug form shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct SentMessage {
    pub kind: String,
    pub language: String,
    pub to: String,
    pub subject: String,
    /// The text; `None` once it was wiped.
    pub body: Option<String>,
    pub state: String,
    pub created_at: Millis,
    pub sent_at: Option<Millis>,
}

impl std::fmt::Debug for SentMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_fmt(format_args!("SentMessage({}, {})", self.kind, self.state))
    }
}

fn place(id: &Uuid) -> SealPlace<'_> {
    SealPlace { table: "data_requests", column: "sealed_request", row: id.as_bytes() }
}

type Row = (Uuid, Vec<u8>, i64, Option<i64>);

impl ShopStore {
    /// Keeps a request for data. Shopify's request with the same id again is the one that is kept.
    /// Returns our id of it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keep_data_request(
        &self,
        request: &DataRequest,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<Uuid, StoreError> {
        let id = uuid_at(now, chance);
        let plain = serde_json::to_vec(request).unwrap_or_default();
        let sealed = self.keys.seal(&place(&id), &plain, chance);
        let shopify = request.request.map(|id| id.0);
        let (kept,): (Uuid,) = write!(self.database, tx => {
            sqlx::query("INSERT INTO data_requests (id, shop_id, request_id, sealed_request, asked_at) VALUES ($1, $2, $3, $4, $5) \
                ON CONFLICT (shop_id, request_id) DO NOTHING")
                .bind(id).bind(self.shop.0).bind(shopify).bind(sealed).bind(now.0).execute(&mut *tx).await?;
            sqlx::query_as("SELECT id FROM data_requests WHERE shop_id = $1 AND (id = $2 OR request_id = $3)")
                .bind(self.shop.0).bind(id).bind(shopify).fetch_one(&mut *tx).await?
        });
        Ok(kept)
    }

    /// How many requests for data wait for the merchant.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open_data_requests(&self) -> Result<u64, StoreError> {
        let (count,): (i64,) = read!(self.database, pool => {
            sqlx::query_as("SELECT count(*) FROM data_requests WHERE shop_id = $1 AND done_at IS NULL")
                .bind(self.shop.0).fetch_one(pool).await?
        });
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// All requests for data, oldest first, answered ones too. One whose seal does not open is empty.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn data_requests(&self) -> Result<Vec<KeptRequest>, StoreError> {
        let rows: Vec<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, sealed_request, asked_at, done_at FROM data_requests WHERE shop_id = $1 ORDER BY asked_at, id")
                .bind(self.shop.0).fetch_all(pool).await?
        });
        let opened = |(id, sealed, asked_at, done_at): Row| {
            let plain = self.keys.open_sealed(&place(&id), &sealed);
            let request = plain.and_then(|plain| serde_json::from_slice(&plain).ok()).unwrap_or_default();
            KeptRequest { id, request, asked_at: Millis(asked_at), done_at: done_at.map(Millis) }
        };
        Ok(rows.into_iter().map(opened).collect())
    }

    /// Notes that a request was answered; one that was keeps its time. Returns whether it was open.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn finish_data_request(&self, id: Uuid, now: Millis) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE data_requests SET done_at = $1 WHERE shop_id = $2 AND id = $3 AND done_at IS NULL")
                .bind(now.0).bind(self.shop.0).bind(id).execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Forgets a request. Returns whether there was one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_data_request(&self, id: Uuid) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("DELETE FROM data_requests WHERE shop_id = $1 AND id = $2")
                .bind(self.shop.0).bind(id).execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// How many one-time codes are kept for an order, and how many browsers may see it whole.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn codes_and_grants(&self, order: OrderId) -> Result<(u64, u64), StoreError> {
        let (codes, grants): (i64, i64) = read!(self.database, pool => {
            sqlx::query_as("SELECT (SELECT count(*) FROM codes WHERE shop_id = $1 AND order_id = $2), \
                (SELECT count(*) FROM grants WHERE shop_id = $1 AND order_id = $2)")
                .bind(self.shop.0).bind(order.0).fetch_one(pool).await?
        });
        Ok((u64::try_from(codes).unwrap_or(0), u64::try_from(grants).unwrap_or(0)))
    }

    /// The messages about an order as they were sent, oldest first, with their texts as far as they are
    /// kept.
    ///
    /// # Errors
    /// When the database does not answer or a seal does not open.
    pub async fn messages_as_sent(&self, order: OrderId) -> Result<Vec<SentMessage>, StoreError> {
        type Row = (Uuid, String, String, Vec<u8>, Vec<u8>, Option<Vec<u8>>, String, i64, Option<i64>);
        let rows: Vec<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, kind, language, sealed_to, sealed_subject, sealed_body, state, created_at, sent_at \
                FROM messages WHERE shop_id = $1 AND order_id = $2 ORDER BY created_at, id")
                .bind(self.shop.0).bind(order.0).fetch_all(pool).await?
        });
        let read = |(id, kind, language, to, subject, body, state, created_at, sent_at): Row| {
            Ok(SentMessage {
                kind,
                language,
                to: open(&self.keys, "sealed_to", &id, &to)?,
                subject: open(&self.keys, "sealed_subject", &id, &subject)?,
                body: body.map(|body| open(&self.keys, "sealed_body", &id, &body)).transpose()?,
                state,
                created_at: Millis(created_at),
                sent_at: sent_at.map(Millis),
            })
        };
        rows.into_iter().map(read).collect()
    }
}
