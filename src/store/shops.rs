//! Shops and their settings.

use sqlx::types::Json;
use uuid::Uuid;

use super::database::{read, write};
use super::{Store, StoreError};
use crate::domain::account::Role;
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::shop::{Shop, ShopSettings};
use crate::domain::standing::Standing;

type Row = (Uuid, String, String, String, Json<ShopSettings>, i64, String, Option<i64>);

/// The owners of a new shop, in this order; the second is for an installation whose people own nothing yet.
const OWNERS: [&str; 2] = [
    "INSERT INTO members (shop_id, user_id, role, since) SELECT $1, id, $2, $3 FROM users WHERE id IN \
        (SELECT user_id FROM members WHERE role = $2)",
    "INSERT INTO members (shop_id, user_id, role, since) SELECT $1, id, $2, $3 FROM users WHERE NOT EXISTS \
        (SELECT 1 FROM members WHERE role = $2) ORDER BY created_at, id LIMIT 1",
];

/// When a shop was made, as its id tells.
fn made_at(shop: ShopId) -> i64 {
    let (seconds, nanos) = shop.0.get_timestamp().map_or((0, 0), |at| at.to_unix());
    i64::try_from(seconds).unwrap_or(0) * 1_000 + i64::from(nanos / 1_000_000)
}

fn shop((id, handle, name, domain, settings, revision, standing, checked_at): Row) -> Shop {
    Shop {
        id: ShopId(id),
        handle,
        name,
        domain,
        settings: settings.0,
        revision,
        standing: Standing::parse(&standing).unwrap_or_default(),
        checked_at: checked_at.map(Millis),
    }
}

impl Store {
    /// Stores a shop; one that is known gets a new revision. A new one gets owners: all who own any shop
    /// here; where nobody does yet, whoever was the first to sign in. How it stands with Shopify is not stored
    /// here but by [`super::ShopStore::set_standing`].
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when handle or domain belong to another shop.
    pub async fn save_shop(&self, shop: &Shop) -> Result<(), StoreError> {
        write!(self.database, tx => {
            let before: Option<(Json<ShopSettings>,)> = sqlx::query_as("SELECT settings FROM shops WHERE id = $1")
                .bind(shop.id.0).fetch_optional(&mut *tx).await?;
            // Steps planned by other working days are planned again.
            let is_new = before.is_none();
            let rules = i64::from(before.is_some_and(|(before,)| before.calendar() != shop.settings.calendar()));
            sqlx::query("INSERT INTO shops (id, handle, name, domain, settings, reduced_after_days, revision) \
                VALUES ($1, $2, $3, $4, $5, $6, 1) ON CONFLICT (id) DO UPDATE SET handle = excluded.handle, \
                name = excluded.name, domain = excluded.domain, settings = excluded.settings, \
                reduced_after_days = excluded.reduced_after_days, revision = shops.revision + 1, \
                step_rules = shops.step_rules + $7")
                .bind(shop.id.0)
                .bind(&shop.handle)
                .bind(&shop.name)
                .bind(&shop.domain)
                .bind(Json(&shop.settings))
                .bind(i64::from(shop.settings.reduced_after_days))
                .bind(rules)
                .execute(&mut *tx)
                .await?;
            if is_new {
                for owners in OWNERS {
                    // The id of a shop tells when it was made, and no clock is here.
                    sqlx::query(owners).bind(shop.id.0).bind(Role::Owner.word()).bind(made_at(shop.id))
                        .execute(&mut *tx).await?;
                }
            }
        });
        Ok(())
    }

    /// All shops, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn shops(&self) -> Result<Vec<Shop>, StoreError> {
        let rows: Vec<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, handle, name, domain, settings, revision, standing, checked_at FROM shops ORDER BY id")
                .fetch_all(pool).await?
        });
        Ok(rows.into_iter().map(shop).collect())
    }

    /// The shop with this handle; `None` when there is none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn shop_by_handle(&self, handle: &str) -> Result<Option<Shop>, StoreError> {
        // From an address; PostgreSQL would not take the question.
        if handle.contains('\0') {
            return Ok(None);
        }
        let row: Option<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, handle, name, domain, settings, revision, standing, checked_at FROM shops WHERE handle = $1")
                .bind(handle).fetch_optional(pool).await?
        });
        Ok(row.map(shop))
    }

    /// The shop with this id; `None` when there is none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn shop_by_id(&self, id: ShopId) -> Result<Option<Shop>, StoreError> {
        let row: Option<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, handle, name, domain, settings, revision, standing, checked_at FROM shops WHERE id = $1")
                .bind(id.0).fetch_optional(pool).await?
        });
        Ok(row.map(shop))
    }

    /// The shop with this `myshopify.com` domain; `None` when there is none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn shop_by_domain(&self, domain: &str) -> Result<Option<Shop>, StoreError> {
        let row: Option<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, handle, name, domain, settings, revision, standing, checked_at FROM shops WHERE domain = $1")
                .bind(domain).fetch_optional(pool).await?
        });
        Ok(row.map(shop))
    }
}
