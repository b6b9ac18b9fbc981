//! Earlier versions of a message's words: who saved them and when, what differs, and putting one back into use.
//! Start with [`Services::versions_of_template`].

use super::difference::different_parts;
use super::editor::is_there;
use super::{Deed, TemplatePlace, TemplateSaved};
use crate::domain::shop::Shop;
use crate::mail::template::{Part, TEXT_LIMIT, Template};
use crate::services::{ServiceError, Services};
use crate::store::{TemplateLine, TemplateVersion};
use crate::wire::admin::templates::{TemplateDifference, TemplateVersions, VersionRow};

/// What came of putting a version back into use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restored {
    /// It is in use again, as this version.
    InUse(i64),
    /// Somebody else saved one meanwhile: look again.
    Meanwhile,
    /// A text of it is longer than those of messages may be.
    TooLong,
    /// There is no such version, or not any more.
    Nothing,
}

impl Services {
    /// The versions at a place, newest first. `None` for a status that the shop does not have.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn versions_of_template(
        &self,
        shop: &Shop,
        place: &TemplatePlace,
    ) -> Result<Option<TemplateVersions>, ServiceError> {
        let store = self.store.shop(shop.id);
        let statuses = store.statuses().await?;
        if !is_there(place, &statuses) {
            return Ok(None);
        }
        let versions = store.template_versions(&place.name(), place.language.tag()).await?;
        let newest = versions.first().map_or(0, |newest| newest.version);
        let rows = versions.into_iter().map(|version| self.version_row(shop, version, newest));
        Ok(Some(TemplateVersions {
            key: place.key(),
            tag: place.language.tag().to_owned(),
            title: place.called(&statuses),
            rows: rows.collect(),
        }))
    }

    /// A version beside what is in use. `None` when there is no such version.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn template_difference(
        &self,
        shop: &Shop,
        place: &TemplatePlace,
        version: i64,
    ) -> Result<Option<TemplateDifference>, ServiceError> {
        let store = self.store.shop(shop.id);
        let statuses = store.statuses().await?;
        let known = store.template_version(&place.name(), place.language.tag(), version).await?;
        let Some(known) = known else { return Ok(None) };
        if !is_there(place, &statuses) {
            return Ok(None);
        }
        let used = self.in_use(shop, place).await?;
        let (seen, used) = (used.version(), used.template);
        let told = self.template_of_version(place, &known);
        // Long texts that have nothing in common take their time.
        let parts = tokio::task::spawn_blocking(move || different_parts(&used, &told)).await;
        Ok(Some(TemplateDifference {
            key: place.key(),
            tag: place.language.tag().to_owned(),
            title: place.called(&statuses),
            row: self.version_row(shop, line_of(known), seen),
            seen,
            parts: parts
                .map_err(|_| ServiceError::Broken("the difference of two templates was not found"))?,
        }))
    }

    /// Puts a version back into use, as a new one. `seen` is the version that was in use when whoever does it
    /// looked. What is wrong in it was known when it was saved, but for its length, which was once not looked at.
    ///
    /// # Errors
    /// [`ServiceError::Input`] for a status that the shop does not have; when the store does not answer.
    pub async fn restore_template(
        &self,
        shop: &Shop,
        who: &str,
        place: &TemplatePlace,
        version: i64,
        seen: i64,
    ) -> Result<Restored, ServiceError> {
        let store = self.store.shop(shop.id);
        let known = store.template_version(&place.name(), place.language.tag(), version).await?;
        let Some(known) = known else { return Ok(Restored::Nothing) };
        let is_too_long = |(_, text): &(Part, &str)| text.len() > TEXT_LIMIT;
        if self.template_of_version(place, &known).parts().iter().any(is_too_long) {
            return Ok(Restored::TooLong);
        }
        let deed = Deed::Restore(version);
        Ok(match self.save_version(shop, place, &known.doc, (who, Some(seen)), deed).await? {
            TemplateSaved::InUse(version) => Restored::InUse(version),
            TemplateSaved::Refused(_) | TemplateSaved::Meanwhile => Restored::Meanwhile,
        })
    }

    /// What a version says; the built-in words for one that went back to them, or that cannot be read.
    fn template_of_version(&self, place: &TemplatePlace, version: &TemplateVersion) -> Template {
        serde_json::from_value(version.doc.clone())
            .unwrap_or_else(|_| self.built_in_template(place.kind, place.language))
    }

    fn version_row(&self, shop: &Shop, line: TemplateLine, newest: i64) -> VersionRow {
        VersionRow {
            version: line.version,
            when: self.moment_for_staff(shop, line.made_at),
            who: line.made_by,
            subject: line.subject.unwrap_or_else(|| "The built-in words".to_owned()),
            in_use: line.version == newest,
        }
    }
}

/// A version as it stands in the list.
fn line_of(version: TemplateVersion) -> TemplateLine {
    let subject = version.doc.get("subject").and_then(serde_json::Value::as_str).map(str::to_owned);
    let TemplateVersion { version, made_at, made_by, .. } = version;
    TemplateLine { version, subject, made_at, made_by }
}
