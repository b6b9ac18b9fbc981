//! One-time codes and what they open. Codes are kept as keyed hashes bound to order and browser.

use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::database::{dialect, read, write};
use super::messages::insert_message;
use super::{ShopStore, StoreError};
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::{OrderId, uuid_at};
use crate::domain::message::Message;

/// What came of trying a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeOutcome {
    /// It is the code; it is used up now.
    Right,
    /// It is not; so many tries are left.
    Wrong {
        /// Tries left.
        left: u32,
    },
    /// There is no code to try: used, expired, tried too often, or another browser's.
    Dead,
}

impl ShopStore {
    /// The hash under which a code is kept.
    #[must_use]
    pub fn code_hash(&self, order: OrderId, browser: &[u8; 32], code: &str) -> [u8; 32] {
        self.keys.keyed_hash("code", &[self.shop.0.as_bytes(), order.0.as_bytes(), browser, code.as_bytes()])
    }

    /// Records a code together with the message that carries it; earlier codes of this browser end.
    ///
    /// # Errors
    /// When the database does not answer; then there is neither code nor message.
    #[expect(clippy::too_many_arguments, reason = "one transaction over a code and its message")]
    pub async fn issue_code(
        &self,
        order: OrderId,
        browser: [u8; 32],
        code_hash: [u8; 32],
        expires_at: Millis,
        message: &Message,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<(), StoreError> {
        let sealed = self.seal_message(message, chance);
        write!(self.database, tx => {
            // Two at the same moment must not leave two open codes.
            if let Some(hold) = dialect!(self.database, HOLD_ORDER_BY_ID) {
                sqlx::query(hold).bind(self.shop.0).bind(order.0).execute(&mut *tx).await?;
            }
            sqlx::query("UPDATE codes SET used_at = $1 WHERE shop_id = $2 AND order_id = $3 AND browser_hash = $4 AND used_at IS NULL")
                .bind(now.0).bind(self.shop.0).bind(order.0).bind(browser.to_vec()).execute(&mut *tx).await?;
            sqlx::query("INSERT INTO codes (id, shop_id, order_id, browser_hash, code_hash, attempts, created_at, expires_at) \
                VALUES ($1, $2, $3, $4, $5, 0, $6, $7)")
                .bind(uuid_at(now, chance))
                .bind(self.shop.0)
                .bind(order.0)
                .bind(browser.to_vec())
                .bind(code_hash.to_vec())
                .bind(now.0)
                .bind(expires_at.0)
                .execute(&mut *tx)
                .await?;
            insert_message!(self, tx, message, sealed);
        });
        Ok(())
    }

    /// How many codes the order got since this instant.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn codes_since(&self, order: OrderId, since: Millis) -> Result<u32, StoreError> {
        let (count,): (i64,) = read!(self.database, pool => {
            sqlx::query_as("SELECT count(*) FROM codes WHERE shop_id = $1 AND order_id = $2 AND created_at > $3")
                .bind(self.shop.0).bind(order.0).bind(since.0).fetch_one(pool).await?
        });
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Tries a code: counts the try and uses the code up in one transaction.
    ///
    /// # Errors
    /// When the database does not answer; then the try was not counted.
    pub async fn try_code(
        &self,
        order: OrderId,
        browser: [u8; 32],
        code_hash: [u8; 32],
        most: u32,
        now: Millis,
    ) -> Result<CodeOutcome, StoreError> {
        let select = dialect!(self.database, CODE_TO_CHECK);
        Ok(write!(self.database, tx => {
            let row: Option<(Uuid, Vec<u8>, i64)> = sqlx::query_as(select)
                .bind(self.shop.0).bind(order.0).bind(browser.to_vec()).bind(now.0).fetch_optional(&mut *tx).await?;
            match row {
                Some((id, kept, attempts)) if attempts < i64::from(most) => {
                    let right: bool = kept.ct_eq(&code_hash).into();
                    sqlx::query("UPDATE codes SET attempts = attempts + 1, used_at = $1 WHERE id = $2")
                        .bind(right.then_some(now.0)).bind(id).execute(&mut *tx).await?;
                    let left = u32::try_from(i64::from(most) - attempts - 1).unwrap_or(0);
                    match (right, left) {
                        (true, _) => CodeOutcome::Right,
                        (false, 0) => CodeOutcome::Dead,
                        (false, left) => CodeOutcome::Wrong { left },
                    }
                }
                _ => CodeOutcome::Dead,
            }
        }))
    }

    /// Gives a browser full level on an order until this instant.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the order is not this shop's.
    pub async fn add_grant(
        &self,
        browser: [u8; 32],
        order: OrderId,
        expires_at: Millis,
    ) -> Result<(), StoreError> {
        let added = write!(self.database, tx => {
            sqlx::query("INSERT INTO grants (shop_id, order_id, browser_hash, expires_at) VALUES ($1, $2, $3, $4) \
                ON CONFLICT (order_id, browser_hash) DO UPDATE SET expires_at = excluded.expires_at \
                WHERE grants.shop_id = excluded.shop_id")
                .bind(self.shop.0).bind(order.0).bind(browser.to_vec()).bind(expires_at.0)
                .execute(&mut *tx).await?.rows_affected()
        });
        if added > 0 { Ok(()) } else { Err(StoreError::Conflict("grants.shop_id".into())) }
    }

    /// Whether a browser has full level on an order now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn has_grant(
        &self,
        browser: [u8; 32],
        order: OrderId,
        now: Millis,
    ) -> Result<bool, StoreError> {
        let row: Option<(i64,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT expires_at FROM grants WHERE shop_id = $1 AND order_id = $2 AND browser_hash = $3 AND expires_at > $4")
                .bind(self.shop.0).bind(order.0).bind(browser.to_vec()).bind(now.0).fetch_optional(pool).await?
        });
        Ok(row.is_some())
    }
}
