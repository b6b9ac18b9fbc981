//! How often links were followed. Counted in memory first (`services::count_visits`) and written in
//! bunches: a page never waits for its own count. Nothing about who visited is kept.

use uuid::Uuid;

use super::database::{read, write};
use super::{ShopStore, Store, StoreError};
use crate::domain::clock::Millis;
use crate::domain::ids::{LinkId, OrderId};

/// How often a link was followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkVisits {
    /// The link.
    pub link: LinkId,
    /// How often.
    pub visits: u64,
    /// When last.
    pub last_at: Millis,
}

impl Store {
    /// Adds visits: hash of the token, how many, when last. A token that opens nothing is passed over.
    ///
    /// # Errors
    /// When the database does not answer; then none was added.
    pub async fn add_visits(&self, visits: &[([u8; 32], u32, Millis)]) -> Result<(), StoreError> {
        write!(self.database, tx => {
            for (token, count, last_at) in visits {
                sqlx::query("INSERT INTO link_visits (link_id, shop_id, order_id, visits, last_at) \
                    SELECT id, shop_id, order_id, $2, $3 FROM links WHERE token_hash = $1 \
                    ON CONFLICT (link_id) DO UPDATE SET visits = link_visits.visits + excluded.visits, last_at = excluded.last_at")
                    .bind(token.to_vec()).bind(i64::from(*count)).bind(last_at.0).execute(&mut *tx).await?;
            }
        });
        Ok(())
    }
}

impl ShopStore {
    /// How often the links of an order were followed; those never followed are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn visits_of(&self, order: OrderId) -> Result<Vec<LinkVisits>, StoreError> {
        let rows: Vec<(Uuid, i64, i64)> = read!(self.database, pool => {
            sqlx::query_as("SELECT link_id, visits, last_at FROM link_visits WHERE shop_id = $1 AND order_id = $2 ORDER BY link_id")
                .bind(self.shop.0).bind(order.0).fetch_all(pool).await?
        });
        let read = |(link, visits, last_at): (Uuid, i64, i64)| LinkVisits {
            link: LinkId(link),
            visits: u64::try_from(visits).unwrap_or(0),
            last_at: Millis(last_at),
        };
        Ok(rows.into_iter().map(read).collect())
    }

    /// The orders made just before and just after this one: id and name. `None` at the ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn neighbors_of(&self, order: OrderId) -> Result<[Option<(OrderId, String)>; 2], StoreError> {
        let beside = [
            "SELECT id, name FROM orders WHERE shop_id = $1 AND id < $2 ORDER BY id DESC LIMIT 1",
            "SELECT id, name FROM orders WHERE shop_id = $1 AND id > $2 ORDER BY id LIMIT 1",
        ];
        let mut found = [None, None];
        for (statement, place) in beside.into_iter().zip(&mut found) {
            let row: Option<(Uuid, String)> = read!(self.database, pool => {
                sqlx::query_as(statement).bind(self.shop.0).bind(order.0).fetch_optional(pool).await?
            });
            *place = row.map(|(id, name)| (OrderId(id), name));
        }
        Ok(found)
    }
}
