//! The audit log.

use uuid::Uuid;

use super::database::{read, write};
use super::{ShopStore, StoreError};
use crate::domain::audit::{AuditLine, Audited};
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::uuid_at;

/// Writes a line inside a transaction, whose type differs by engine.
macro_rules! insert_audit {
    ($self:expr, $tx:expr, $id:expr, $who:expr, $what:expr, $now:expr) => {
        sqlx::query(
            "INSERT INTO audit_log (id, shop_id, at, who, action, subject, before, after) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind($id)
        .bind($self.shop.0)
        .bind($now.0)
        .bind($who)
        .bind(&$what.action)
        .bind(&$what.subject)
        .bind(&$what.before)
        .bind(&$what.after)
        .execute(&mut *$tx)
        .await?;
    };
}

pub(super) use insert_audit;

impl ShopStore {
    /// Writes a line of the log.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_audit(
        &self,
        who: &str,
        what: &Audited,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<(), StoreError> {
        let id = uuid_at(now, chance);
        write!(self.database, tx => {
            insert_audit!(self, tx, id, who, what, now);
        });
        Ok(())
    }

    /// Up to `most` lines, newest first; those before `before`, when given.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn audit_lines(&self, before: Option<Uuid>, most: u32) -> Result<Vec<AuditLine>, StoreError> {
        type Row = (Uuid, i64, String, String, String, Option<String>, Option<String>);
        let rows: Vec<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT id, at, who, action, subject, before, after FROM audit_log \
                WHERE shop_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3")
                .bind(self.shop.0).bind(before.unwrap_or(Uuid::max())).bind(i64::from(most))
                .fetch_all(pool).await?
        });
        let line = |(id, at, who, action, subject, before, after): Row| AuditLine {
            id,
            at: Millis(at),
            who,
            what: Audited { action, subject, before, after },
        };
        Ok(rows.into_iter().map(line).collect())
    }
}
