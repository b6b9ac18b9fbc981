//! Erasing what is personal of an order.

use sqlx::types::Json;

use super::database::{dialect, write};
use super::orders::{OrderRow, StoredOrder, stored};
use super::{ShopStore, StoreError};
use crate::domain::clock::Millis;
use crate::domain::ids::OrderId;
use crate::domain::order::Order;

/// What goes with an erased order: all of its timeline but the statuses, and what was said to the shopper.
const GOES_WITH_IT: [&str; 4] = [
    "DELETE FROM entries WHERE shop_id = $1 AND order_id = $2 AND key NOT LIKE 'status/%'",
    "DELETE FROM messages WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM codes WHERE shop_id = $1 AND order_id = $2",
    "DELETE FROM grants WHERE shop_id = $1 AND order_id = $2",
];

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
                sqlx::query("UPDATE orders SET doc = $1, email_hash = NULL, postcode_hash = NULL, erased_at = $2, \
                    updated_at = $2, revision = revision + 1 WHERE shop_id = $3 AND id = $4")
                    .bind(Json(remains_of(known))).bind(now.0).bind(self.shop.0).bind(order.0).execute(&mut *tx).await?;
                for statement in GOES_WITH_IT {
                    sqlx::query(statement).bind(self.shop.0).bind(order.0).execute(&mut *tx).await?;
                }
            }
            known.is_some()
        }))
    }
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
