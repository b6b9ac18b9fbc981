//! Dropping what was kept long enough. How long that is, the caller says.

use uuid::Uuid;

use super::database::{read, write};
use super::{ShopStore, Store, StoreError};
use crate::domain::clock::Millis;
use crate::domain::ids::OrderId;

/// What ended before an instant and opens nothing any more.
const ENDED: [&str; 9] = [
    "DELETE FROM links WHERE expires_at < $1 OR revoked_at < $1",
    "DELETE FROM codes WHERE expires_at < $1",
    "DELETE FROM grants WHERE expires_at < $1",
    "DELETE FROM data_requests WHERE done_at < $1",
    "DELETE FROM sessions WHERE ends_at < $1",
    "DELETE FROM devices WHERE ends_at < $1",
    "DELETE FROM ceremonies WHERE ends_at < $1",
    "DELETE FROM invitations WHERE ends_at < $1",
    "DELETE FROM mail_events WHERE at < $1",
];

/// What hangs on those links and goes with them.
const VISITS_OF_ENDED: &str = "DELETE FROM link_visits WHERE link_id IN (SELECT id FROM links WHERE expires_at < $1 OR revoked_at < $1)";

/// Changes of many orders that are over, or were looked at and never begun: what they did is told by the
/// orders and by the audit log. One whose messages still wait for their time can still be undone.
const OLD_BATCHES: [&str; 2] = [
    "DELETE FROM batch_orders WHERE batch_id IN (SELECT id FROM batches WHERE created_at < $1 \
        AND state IN ('preview', 'done', 'undone') AND (hold_until IS NULL OR hold_until < $1))",
    "DELETE FROM batches WHERE created_at < $1 AND state IN ('preview', 'done', 'undone') \
        AND (hold_until IS NULL OR hold_until < $1)",
];

impl ShopStore {
    /// Up to `most` orders that are not erased and had no event since `before`, by id; those after
    /// `after`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn quiet_orders(
        &self,
        before: Millis,
        after: Option<OrderId>,
        most: u32,
    ) -> Result<Vec<OrderId>, StoreError> {
        let rows: Vec<(Uuid,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT id FROM orders WHERE shop_id = $1 AND erased_at IS NULL AND last_event_at < $2 AND id > $3 \
                ORDER BY id LIMIT $4")
                .bind(self.shop.0).bind(before.0).bind(after.map_or_else(Uuid::nil, |order| order.0)).bind(i64::from(most))
                .fetch_all(pool).await?
        });
        Ok(rows.into_iter().map(|(id,)| OrderId(id)).collect())
    }
}

impl Store {
    /// Drops links, codes, grants and answered requests for data that ended before this instant, and changes
    /// of many orders that were made before it. Returns how many.
    ///
    /// # Errors
    /// When the database does not answer; then nothing was dropped.
    pub async fn drop_ended(&self, before: Millis) -> Result<u64, StoreError> {
        Ok(write!(self.database, tx => {
            let mut dropped = 0;
            sqlx::query(VISITS_OF_ENDED).bind(before.0).execute(&mut *tx).await?;
            for statement in ENDED.into_iter().chain(OLD_BATCHES) {
                dropped += sqlx::query(statement).bind(before.0).execute(&mut *tx).await?.rows_affected();
            }
            dropped
        }))
    }

    /// Wipes the texts of messages that were sent, or else recorded, before this instant and are not waiting to be
    /// sent; that they were sent, and what became of them, stays. Returns how many.
    ///
    /// # Errors
    /// When the database does not answer; then nothing was wiped.
    pub async fn wipe_old_texts(&self, before: Millis) -> Result<u64, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE messages SET sealed_body = NULL, sealed_html = NULL, sealed_facts = NULL WHERE coalesce(sent_at, created_at) < $1 \
                AND (sealed_body IS NOT NULL OR sealed_facts IS NOT NULL) \
                AND state NOT IN ('waiting', 'sending', 'handing_over', 'retrying') AND NOT (state = 'unknown' AND doubtful = 1)")
                .bind(before.0).execute(&mut *tx).await?.rows_affected()
        }))
    }
}
