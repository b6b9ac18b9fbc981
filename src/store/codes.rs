//! One-time codes and what they open. Codes are kept as keyed hashes bound to order and browser. A code that
//! went to another address opens nothing: entered, it makes that address the order's.

use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::audit::insert_audit;
use super::database::{dialect, read, write};
use super::keys::SealPlace;
use super::messages::insert_messages;
use super::suppressions::{put_address, put_reason};
use super::{ShopStore, StoreError};
use crate::domain::audit::Audited;
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::{OrderId, uuid_at};
use crate::domain::message::{Message, Suppression};

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

/// A code to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewCode<'a> {
    /// The order.
    pub order: OrderId,
    /// The hash of what binds it to who asked.
    pub browser: [u8; 32],
    /// Its own hash ([`ShopStore::code_hash`]).
    pub hash: [u8; 32],
    /// The address that it makes the order's; `None` for a code that opens full level.
    pub address: Option<&'a str>,
    /// Until when it works.
    pub expires_at: Millis,
}

fn place(id: &Uuid) -> SealPlace<'_> {
    SealPlace { table: "codes", column: "sealed_to", row: id.as_bytes() }
}

/// Counts a try of the newest open code and uses it up when it is right; gives what came of it and, for a right
/// one, its row.
macro_rules! tried {
    ($self:expr, $tx:expr, $order:expr, $browser:expr, $hash:expr, $most:expr, $for_address:expr, $now:expr) => {{
        let row: Option<(Uuid, Vec<u8>, i64, Option<Vec<u8>>)> =
            sqlx::query_as(dialect!($self.database, CODE_TO_CHECK))
                .bind($self.shop.0)
                .bind($order.0)
                .bind($browser.to_vec())
                .bind($now.0)
                .bind($for_address)
                .fetch_optional(&mut *$tx)
                .await?;
        match row {
            Some((id, kept, attempts, sealed)) if attempts < i64::from($most) => {
                let right: bool = kept.ct_eq(&$hash).into();
                sqlx::query("UPDATE codes SET attempts = attempts + 1, used_at = $1 WHERE id = $2")
                    .bind(right.then_some($now.0))
                    .bind(id)
                    .execute(&mut *$tx)
                    .await?;
                let left = u32::try_from(i64::from($most) - attempts - 1).unwrap_or(0);
                match (right, left) {
                    (true, _) => (CodeOutcome::Right, Some((id, sealed))),
                    (false, 0) => (CodeOutcome::Dead, None),
                    (false, left) => (CodeOutcome::Wrong { left }, None),
                }
            }
            _ => (CodeOutcome::Dead, None),
        }
    }};
}

impl ShopStore {
    /// The hash under which a code is kept.
    #[must_use]
    pub fn code_hash(&self, order: OrderId, browser: &[u8; 32], code: &str) -> [u8; 32] {
        self.keys.keyed_hash("code", &[self.shop.0.as_bytes(), order.0.as_bytes(), browser, code.as_bytes()])
    }

    /// Records a code together with the message that carries it; earlier codes of this browser for the same
    /// end.
    ///
    /// # Errors
    /// When the database does not answer; then there is neither code nor message.
    pub async fn issue_code(
        &self,
        code: &NewCode<'_>,
        message: &Message,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<(), StoreError> {
        let new = self.new_message(message, chance);
        let (id, order, browser) = (uuid_at(now, chance), code.order, code.browser);
        let address = code.address.map(|address| self.keys.seal(&place(&id), address.as_bytes(), chance));
        write!(self.database, tx => {
            // Two at the same moment must not leave two open codes.
            if let Some(hold) = dialect!(self.database, HOLD_ORDER_BY_ID) {
                sqlx::query(hold).bind(self.shop.0).bind(order.0).execute(&mut *tx).await?;
            }
            sqlx::query("UPDATE codes SET used_at = $1 WHERE shop_id = $2 AND order_id = $3 AND browser_hash = $4 \
                AND used_at IS NULL AND (sealed_to IS NOT NULL) = $5")
                .bind(now.0).bind(self.shop.0).bind(order.0).bind(browser.to_vec()).bind(address.is_some())
                .execute(&mut *tx).await?;
            sqlx::query("INSERT INTO codes (id, shop_id, order_id, browser_hash, code_hash, attempts, created_at, expires_at, sealed_to) \
                VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8)")
                .bind(id)
                .bind(self.shop.0)
                .bind(order.0)
                .bind(browser.to_vec())
                .bind(code.hash.to_vec())
                .bind(now.0)
                .bind(code.expires_at.0)
                .bind(address)
                .execute(&mut *tx)
                .await?;
            insert_messages!(self, tx, &[new]);
        });
        Ok(())
    }

    /// Tries a code for full level: counts the try and uses the code up in one transaction.
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
        Ok(write!(self.database, tx => {
            tried!(self, tx, order, browser, code_hash, most, false, now).0
        }))
    }

    /// Tries a code that went to another address. A right one makes that address the order's, forgets that a
    /// mail server refused it, raises the order's revision and writes `what` into the audit log, all in one
    /// transaction. An address that somebody else than `who` corrected stays: then the code is dead.
    ///
    /// # Errors
    /// When the database does not answer or the seal does not open; then the try was not counted.
    #[expect(clippy::too_many_arguments, reason = "one transaction over a code and what it does")]
    pub async fn try_address_code(
        &self,
        order: OrderId,
        browser: [u8; 32],
        code_hash: [u8; 32],
        most: u32,
        (who, what): (&str, &Audited),
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<CodeOutcome, StoreError> {
        Ok(write!(self.database, tx => {
            if let Some(hold) = dialect!(self.database, HOLD_ORDER_BY_ID) {
                sqlx::query(hold).bind(self.shop.0).bind(order.0).execute(&mut *tx).await?;
            }
            let (mut outcome, row) = tried!(self, tx, order, browser, code_hash, most, true, now);
            if let Some((id, sealed)) = row {
                let address = self.code_address(&id, sealed)?;
                if put_address!(self, tx, order, &address, who, false, now, chance) > 0 {
                    put_reason!(self, tx, &address, Suppression::Refused, None);
                    sqlx::query("UPDATE orders SET revision = revision + 1 WHERE shop_id = $1 AND id = $2")
                        .bind(self.shop.0).bind(order.0).execute(&mut *tx).await?;
                    insert_audit!(self, tx, uuid_at(now, chance), who, what, now);
                } else {
                    outcome = CodeOutcome::Dead;
                }
            }
            outcome
        }))
    }

    /// The address that an open code of this browser went to; `None` when none waits to be entered.
    ///
    /// # Errors
    /// When the database does not answer or the seal does not open.
    pub async fn address_to_confirm(
        &self,
        order: OrderId,
        browser: [u8; 32],
        now: Millis,
    ) -> Result<Option<String>, StoreError> {
        let row: Option<(Uuid, Option<Vec<u8>>)> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, sealed_to FROM codes WHERE shop_id = $1 AND order_id = $2 AND browser_hash = $3 \
                AND used_at IS NULL AND expires_at > $4 AND sealed_to IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT 1")
                .bind(self.shop.0).bind(order.0).bind(browser.to_vec()).bind(now.0).fetch_optional(pool).await?
        });
        row.map(|(id, sealed)| self.code_address(&id, sealed)).transpose()
    }

    fn code_address(&self, id: &Uuid, sealed: Option<Vec<u8>>) -> Result<String, StoreError> {
        let unreadable = || StoreError::Unreadable { table: "codes", column: "sealed_to".into() };
        let plain = sealed.and_then(|sealed| self.keys.open_sealed(&place(id), &sealed));
        String::from_utf8(plain.ok_or_else(unreadable)?).map_err(|_| unreadable())
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
