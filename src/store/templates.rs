//! Templates of messages with their last versions: the newest of a kind and language is the one in use.
//! What a template is, `mail::template` knows; here it is a document.

use serde_json::Value;
use sqlx::types::Json;

use super::audit::insert_audit;
use super::database::{read, write};
use super::{ShopStore, StoreError};
use crate::domain::audit::Audited;
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::uuid_at;

/// So many versions of a kind and language are kept.
pub const VERSIONS_KEPT: i64 = 100;

/// A version of a template.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateVersion {
    /// The word of its kind, or `status/` and a status' handle.
    pub kind: String,
    /// BCP 47 tag.
    pub language: String,
    /// 1 for the first.
    pub version: i64,
    /// The template; `null` for "back to the built-in one".
    pub doc: Value,
    /// When it was saved.
    pub made_at: Millis,
    /// Who saved it.
    pub made_by: String,
}

/// A version as a list tells it, without its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateLine {
    /// 1 for the first.
    pub version: i64,
    /// Its subject; `None` for "back to the built-in one".
    pub subject: Option<String>,
    /// When it was saved.
    pub made_at: Millis,
    /// Who saved it.
    pub made_by: String,
}

type Row = (String, String, i64, Json<Value>, i64, String);

fn version((kind, language, version, doc, made_at, made_by): Row) -> TemplateVersion {
    TemplateVersion { kind, language, version, doc: doc.0, made_at: Millis(made_at), made_by }
}

impl ShopStore {
    /// The versions in use, one for each kind and language that the shop ever changed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn templates_in_use(&self) -> Result<Vec<TemplateVersion>, StoreError> {
        let rows: Vec<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT t.kind, t.language, t.version, t.doc, t.made_at, t.made_by FROM template_versions t \
                WHERE t.shop_id = $1 AND t.version = (SELECT max(n.version) FROM template_versions n \
                WHERE n.shop_id = t.shop_id AND n.kind = t.kind AND n.language = t.language) ORDER BY t.kind, t.language")
                .bind(self.shop.0).fetch_all(pool).await?
        });
        Ok(rows.into_iter().map(version).collect())
    }

    /// The newest version of a kind in a language; `None` when the built-in one was never changed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn newest_template(
        &self,
        kind: &str,
        language: &str,
    ) -> Result<Option<TemplateVersion>, StoreError> {
        let row: Option<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT kind, language, version, doc, made_at, made_by FROM template_versions \
                WHERE shop_id = $1 AND kind = $2 AND language = $3 ORDER BY version DESC LIMIT 1")
                .bind(self.shop.0).bind(kind).bind(language).fetch_optional(pool).await?
        });
        Ok(row.map(version))
    }

    /// One version of a kind in a language; `None` when there is no such version, or not any more.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn template_version(
        &self,
        kind: &str,
        language: &str,
        number: i64,
    ) -> Result<Option<TemplateVersion>, StoreError> {
        let row: Option<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT kind, language, version, doc, made_at, made_by FROM template_versions \
                WHERE shop_id = $1 AND kind = $2 AND language = $3 AND version = $4")
                .bind(self.shop.0).bind(kind).bind(language).bind(number).fetch_optional(pool).await?
        });
        Ok(row.map(version))
    }

    /// The versions of a kind in a language, newest first; none when the built-in one was never changed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn template_versions(
        &self,
        kind: &str,
        language: &str,
    ) -> Result<Vec<TemplateLine>, StoreError> {
        let rows: Vec<(i64, Option<String>, i64, String)> = read!(self.database, pool => {
            sqlx::query_as("SELECT version, doc ->> 'subject', made_at, made_by FROM template_versions \
                WHERE shop_id = $1 AND kind = $2 AND language = $3 ORDER BY version DESC LIMIT $4")
                .bind(self.shop.0).bind(kind).bind(language).bind(VERSIONS_KEPT).fetch_all(pool).await?
        });
        let line = |(version, subject, made_at, made_by)| TemplateLine {
            version,
            subject,
            made_at: Millis(made_at),
            made_by,
        };
        Ok(rows.into_iter().map(line).collect())
    }

    /// Saves the version after `seen` (0 before the first), and its line in the audit log; versions that are too many
    /// go. `place` is kind and language. Returns whether it was saved: not when somebody else saved one meanwhile.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn save_template(
        &self,
        place: (&str, &str),
        doc: &Value,
        seen: i64,
        (who, what): (&str, &Audited),
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<bool, StoreError> {
        let id = uuid_at(now, chance);
        Ok(write!(self.database, tx => {
            let saved = sqlx::query("INSERT INTO template_versions (shop_id, kind, language, version, doc, made_at, made_by) \
                SELECT $1, $2, $3, $4, $5, $6, $7 WHERE NOT EXISTS (SELECT 1 FROM template_versions \
                WHERE shop_id = $1 AND kind = $2 AND language = $3 AND version >= $4) ON CONFLICT DO NOTHING")
                .bind(self.shop.0).bind(place.0).bind(place.1).bind(seen + 1).bind(Json(doc)).bind(now.0).bind(who)
                .execute(&mut *tx).await?.rows_affected() > 0;
            if saved {
                sqlx::query("DELETE FROM template_versions WHERE shop_id = $1 AND kind = $2 AND language = $3 AND version <= $4")
                    .bind(self.shop.0).bind(place.0).bind(place.1).bind(seen + 1 - VERSIONS_KEPT)
                    .execute(&mut *tx).await?;
                insert_audit!(self, tx, id, who, what, now);
            }
            saved
        }))
    }
}
