//! Changes of a shop's settings as a whole, and its logo, which changes with them.

use sqlx::types::Json;

use super::audit::insert_audit;
use super::database::{read, write};
use super::{ShopStore, Store, StoreError};
use crate::domain::audit::Audited;
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::uuid_at;
use crate::domain::shop::Shop;

/// What happens to the shop's logo with a change of its settings.
#[derive(Clone, Copy, Debug)]
pub enum LogoChange<'a> {
    /// Nothing.
    Keep,
    /// These bytes take its place, under the name in the settings.
    Put(&'a [u8]),
    /// It goes.
    Remove,
}

impl ShopStore {
    /// Stores name and settings of a shop, its logo and a line of the audit log in one transaction, if
    /// nobody changed the shop since `shop` was read (by its revision). Returns whether it was so; if
    /// not, nothing is stored.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn change_settings(
        &self,
        shop: &Shop,
        logo: LogoChange<'_>,
        (who, what): (&str, &Audited),
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<bool, StoreError> {
        let id = uuid_at(now, chance);
        Ok(write!(self.database, tx => {
            let changed = sqlx::query("UPDATE shops SET name = $1, settings = $2, reduced_after_days = $3, revision = revision + 1 \
                WHERE id = $4 AND revision = $5")
                .bind(&shop.name).bind(Json(&shop.settings)).bind(i64::from(shop.settings.reduced_after_days))
                .bind(self.shop.0).bind(shop.revision)
                .execute(&mut *tx).await?.rows_affected() == 1;
            if changed {
                if let LogoChange::Put(bytes) = logo {
                    let file = shop.settings.logo.as_ref().map(|logo| logo.file.as_str()).unwrap_or_default();
                    sqlx::query("INSERT INTO logos (shop_id, file, bytes) VALUES ($1, $2, $3) \
                        ON CONFLICT (shop_id) DO UPDATE SET file = excluded.file, bytes = excluded.bytes")
                        .bind(self.shop.0).bind(file).bind(bytes.to_vec()).execute(&mut *tx).await?;
                }
                if let LogoChange::Remove = logo {
                    sqlx::query("DELETE FROM logos WHERE shop_id = $1").bind(self.shop.0).execute(&mut *tx).await?;
                }
                insert_audit!(self, tx, id, who, what, now);
            }
            changed
        }))
    }
}

impl Store {
    /// The bytes of the logo with this name, whosever it is; `None` when there is none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn logo(&self, file: &str) -> Result<Option<Vec<u8>>, StoreError> {
        // From an address; PostgreSQL would not take the question.
        if file.contains('\0') {
            return Ok(None);
        }
        let row: Option<(Vec<u8>,)> = read!(self.database, pool => {
            sqlx::query_as("SELECT bytes FROM logos WHERE file = $1 LIMIT 1").bind(file).fetch_optional(pool).await?
        });
        Ok(row.map(|(bytes,)| bytes))
    }
}
