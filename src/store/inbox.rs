//! The inbox: notices of Shopify's as received, stored before they are acknowledged. Bodies are sealed.
//! A notice with the same shop, topic, event and content is one notice; the content belongs to the key
//! because the headers are not signed. Read by the worker with a lease, finished in the transaction
//! that applies it.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::database::{dialect, read, write};
use super::keys::SealPlace;
use super::refreshes::{Urgency, insert_asks};
use super::take_in::take_in_all;
use super::{Incoming, ShopStore, Store, StoreError, Taken};
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::{ShopId, ShopifyId, uuid_at};
use crate::domain::standing::Part;

/// A notice as it came.
#[derive(Clone, Copy, Debug)]
pub struct NewDelivery<'a> {
    /// Topic, such as `orders/updated`.
    pub topic: &'a str,
    /// Shared by all deliveries that one action at the shop caused.
    pub event_id: &'a str,
    /// The body, byte for byte.
    pub body: &'a [u8],
    /// When it happened, as Shopify says; when it came, if Shopify does not.
    pub triggered_at: Millis,
}

/// A notice claimed for reading.
#[derive(Clone)]
pub struct ClaimedDelivery {
    /// Its shop.
    pub shop: ShopId,
    /// Our id of it.
    pub id: Uuid,
    /// Its topic.
    pub topic: String,
    /// Its body.
    pub body: Vec<u8>,
    /// When it happened.
    pub triggered_at: Millis,
    /// How often it was claimed, this time included.
    pub attempts: u32,
    /// Proves the claim when finishing.
    pub claim: Uuid,
}

impl std::fmt::Debug for ClaimedDelivery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_fmt(format_args!("ClaimedDelivery({} {}, {} bytes)", self.topic, self.id, self.body.len()))
    }
}

/// How a shop's inbox stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InboxFigures {
    /// Notices not read yet.
    pub waiting: u64,
    /// Notices that could not be read.
    pub failed: u64,
    /// When the last one came; `None` when none is kept.
    pub last_received_at: Option<Millis>,
}

pub(super) fn place(id: &Uuid) -> SealPlace<'_> {
    SealPlace { table: "inbox", column: "sealed_body", row: id.as_bytes() }
}

impl ShopStore {
    /// Stores a notice. Returns whether it is new: the same one again changes nothing. When this
    /// returns, it is on disk.
    ///
    /// # Errors
    /// When the database does not commit; then the notice must not be acknowledged.
    pub async fn receive(
        &self,
        delivery: &NewDelivery<'_>,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<bool, StoreError> {
        let id = uuid_at(now, chance);
        let hash = Sha256::digest(delivery.body).to_vec();
        let sealed = self.keys.seal(&place(&id), delivery.body, chance);
        Ok(write!(self.database, tx => {
            sqlx::query("INSERT INTO inbox (id, shop_id, topic, event_id, body_hash, sealed_body, triggered_at, received_at, \
                state, not_before, attempts) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $8, 0) \
                ON CONFLICT (shop_id, topic, event_id, body_hash) DO NOTHING")
                .bind(id).bind(self.shop.0).bind(delivery.topic).bind(delivery.event_id).bind(hash).bind(sealed)
                .bind(delivery.triggered_at.0).bind(now.0).execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Takes in what a notice tells, asks for what it leads to, and ends it: all in one transaction.
    /// `None` when the claim no longer holds; then nothing was done.
    ///
    /// # Errors
    /// When the database does not answer; then nothing was done.
    pub async fn finish_delivery(
        &self,
        claimed: &ClaimedDelivery,
        news: &[Incoming],
        asks: &[(Part, ShopifyId)],
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<Option<Vec<Taken>>, StoreError> {
        Ok(write!(self.database, tx => {
            let held = sqlx::query("UPDATE inbox SET state = 'done', claimed_until = NULL, claim_id = NULL, last_error = NULL \
                WHERE id = $1 AND claim_id = $2")
                .bind(claimed.id).bind(claimed.claim).execute(&mut *tx).await?.rows_affected() > 0;
            if held {
                let taken = take_in_all!(self, tx, news, now, chance);
                insert_asks!(self, tx, asks, Urgency::Live, now);
                Some(taken)
            } else {
                None
            }
        }))
    }

    /// How the inbox stands.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn inbox_figures(&self) -> Result<InboxFigures, StoreError> {
        let (waiting, failed, last): (i64, i64, Option<i64>) = read!(self.database, pool => {
            sqlx::query_as("SELECT (SELECT count(*) FROM inbox WHERE shop_id = $1 AND state IN ('waiting', 'working')), \
                (SELECT count(*) FROM inbox WHERE shop_id = $1 AND state = 'failed'), \
                (SELECT max(received_at) FROM inbox WHERE shop_id = $1)")
                .bind(self.shop.0).fetch_one(pool).await?
        });
        let count = |n: i64| u64::try_from(n).unwrap_or(0);
        Ok(InboxFigures {
            waiting: count(waiting),
            failed: count(failed),
            last_received_at: last.map(Millis),
        })
    }
}

impl Store {
    /// Claims up to `most` notices that wait, oldest first. Those whose claim ran out wait again. Two
    /// claimers never get the same one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn claim_deliveries(
        &self,
        most: u32,
        lease_ms: i64,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<Vec<ClaimedDelivery>, StoreError> {
        type Row = (Uuid, Uuid, String, Option<Vec<u8>>, i64, i64);
        let statement = dialect!(self.database, CLAIM_DELIVERIES);
        let claim = uuid_at(now, chance);
        let rows: Vec<Row> = write!(self.database, tx => {
            // One whose body was wiped meanwhile has nothing left to tell.
            sqlx::query("UPDATE inbox SET state = CASE WHEN sealed_body IS NULL THEN 'done' ELSE 'waiting' END, claim_id = NULL \
                WHERE state = 'working' AND claimed_until < $1")
                .bind(now.0).execute(&mut *tx).await?;
            sqlx::query_as(statement).bind(now.0.saturating_add(lease_ms)).bind(claim).bind(now.0).bind(i64::from(most))
                .fetch_all(&mut *tx).await?
        });
        let mut claimed = Vec::with_capacity(rows.len());
        for (id, shop, topic, sealed, triggered_at, attempts) in rows {
            let body = sealed.and_then(|sealed| self.keys.open_sealed(&place(&id), &sealed));
            match body {
                Some(body) => claimed.push(ClaimedDelivery {
                    shop: ShopId(shop),
                    id,
                    topic,
                    body,
                    triggered_at: Millis(triggered_at),
                    attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
                    claim,
                }),
                None => self.fail_delivery(id, claim, "its body cannot be opened").await.map(drop)?,
            }
        }
        claimed.sort_by_key(|delivery| delivery.id);
        Ok(claimed)
    }

    /// Frees all claims: for the one serving process of an SQLite file at its start, when nobody else
    /// can hold any.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn free_claims(&self) -> Result<(), StoreError> {
        write!(self.database, tx => {
            sqlx::query("UPDATE inbox SET state = CASE WHEN sealed_body IS NULL THEN 'done' ELSE 'waiting' END, claim_id = NULL \
                WHERE state = 'working'").execute(&mut *tx).await?;
            sqlx::query("UPDATE refreshes SET claim_id = NULL, claimed_until = NULL WHERE claim_id IS NOT NULL").execute(&mut *tx).await?;
            sqlx::query("UPDATE messages SET claimed_until = 0 WHERE claim_id IS NOT NULL").execute(&mut *tx).await?;
            sqlx::query("UPDATE steps SET claim_id = NULL, claimed_until = NULL WHERE claim_id IS NOT NULL").execute(&mut *tx).await?;
            sqlx::query("UPDATE batches SET claim_id = NULL, claimed_until = NULL WHERE claim_id IS NOT NULL").execute(&mut *tx).await?;
            sqlx::query("UPDATE connections SET renewing_until = NULL, comparing_until = NULL").execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// Puts a notice back to be read again at `not_before`. Returns whether the claim still held.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn retry_delivery(
        &self,
        id: Uuid,
        claim: Uuid,
        not_before: Millis,
        error: &str,
    ) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE inbox SET state = CASE WHEN sealed_body IS NULL THEN 'done' ELSE 'waiting' END, not_before = $1, claimed_until = NULL, claim_id = NULL, last_error = $2 \
                WHERE id = $3 AND claim_id = $4")
                .bind(not_before.0).bind(error).bind(id).bind(claim).execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Gives a notice up; it stays for the merchant to see. Returns whether the claim still held.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn fail_delivery(&self, id: Uuid, claim: Uuid, error: &str) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE inbox SET state = 'failed', claimed_until = NULL, claim_id = NULL, last_error = $1 \
                WHERE id = $2 AND claim_id = $3")
                .bind(error).bind(id).bind(claim).execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// Drops notices that came before `before` and are not waiting. Returns how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_old_deliveries(&self, before: Millis) -> Result<u64, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("DELETE FROM inbox WHERE received_at < $1 AND state IN ('done', 'failed')")
                .bind(before.0).execute(&mut *tx).await?.rows_affected()
        }))
    }
}
