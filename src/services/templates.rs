//! The merchant's own templates of messages: put into use, listed, given up again. What is wrong with one is told
//! before it is in use; one that the shopper could not follow to the order's page needs an explicit word.

use serde_json::Value;

use crate::domain::audit::Audited;
use crate::domain::message::MessageKind;
use crate::domain::shop::Shop;
use crate::language::Language;
use crate::mail::template::{Finding, LintFor, Severity, Template, lint};
use crate::store::TemplateVersion;

use super::{ServiceError, Services};

/// What a template is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplatePlace {
    /// The kind of message.
    pub kind: MessageKind,
    /// The handle of one status, for a template of messages about that one alone.
    pub status: Option<String>,
    /// The language.
    pub language: Language,
}

impl TemplatePlace {
    /// The name it is stored under.
    #[must_use]
    pub fn name(&self) -> String {
        self.status.as_ref().map_or_else(|| self.kind.word().to_owned(), |handle| format!("status/{handle}"))
    }
}

/// What came of putting a template into use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateSaved {
    /// It is in use, as this version.
    InUse(i64),
    /// It is not: these things will not work.
    Refused(Vec<Finding>),
    /// Somebody else saved one meanwhile: look again.
    Meanwhile,
}

impl Services {
    /// Puts a template into use for the next messages. With `knows` it is taken although something in it will
    /// not work.
    ///
    /// # Errors
    /// [`ServiceError::Input`] for a status that the shop does not have; when the store does not answer.
    pub async fn use_template(
        &self,
        shop: &Shop,
        who: &str,
        place: &TemplatePlace,
        template: &Template,
        knows: bool,
    ) -> Result<TemplateSaved, ServiceError> {
        let hosts = self.own_hosts(shop);
        let about = LintFor { kind: Some(place.kind), hosts: &hosts, untranslated: &[] };
        let wrong: Vec<Finding> =
            lint(template, &about).into_iter().filter(|found| found.severity == Severity::Error).collect();
        if !wrong.is_empty() && !knows {
            return Ok(TemplateSaved::Refused(wrong));
        }
        let doc =
            serde_json::to_value(template).map_err(|_| ServiceError::Broken("a template is no document"))?;
        self.save_version(shop, who, place, &doc).await
    }

    /// Goes back to the template that comes with the program. Earlier versions stay.
    ///
    /// # Errors
    /// As [`Services::use_template`].
    pub async fn reset_template(
        &self,
        shop: &Shop,
        who: &str,
        place: &TemplatePlace,
    ) -> Result<TemplateSaved, ServiceError> {
        self.save_version(shop, who, place, &Value::Null).await
    }

    /// The templates of the shop's own that are in use.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn own_templates(&self, shop: &Shop) -> Result<Vec<TemplateVersion>, ServiceError> {
        let mut used = self.store.shop(shop.id).templates_in_use().await?;
        used.retain(|version| !version.doc.is_null());
        Ok(used)
    }

    async fn save_version(
        &self,
        shop: &Shop,
        who: &str,
        place: &TemplatePlace,
        doc: &Value,
    ) -> Result<TemplateSaved, ServiceError> {
        let (store, now) = (self.store.shop(shop.id), self.clock.now());
        if let Some(handle) = &place.status
            && !store.statuses().await?.iter().any(|status| status.handle == *handle)
        {
            return Err(ServiceError::Input(format!("there is no status “{handle}” in {}", shop.name)));
        }
        let (name, language) = (place.name(), place.language.tag());
        let newest = store.template_versions(&name, language).await?.into_iter().next();
        let seen = newest.map_or(0, |version| version.version);
        if !store.save_template(&name, language, doc, seen, who, now).await? {
            return Ok(TemplateSaved::Meanwhile);
        }
        let what = Audited {
            action: "template.saved".to_owned(),
            subject: format!("{name}, {language}"),
            before: None,
            after: Some(if doc.is_null() { "built in".to_owned() } else { format!("version {}", seen + 1) }),
        };
        store.note_audit(who, &what, now, &*self.chance).await?;
        Ok(TemplateSaved::InUse(seen + 1))
    }
}
