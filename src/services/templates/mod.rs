//! The merchant's own templates of messages: put into use, listed, given up again. What is wrong with one is told
//! before it is in use; one that the shopper could not follow to the order's page needs an explicit word.
//!
//! Start with [`Services::use_template`]; what the editor shows is made in `editor.rs`, what a template looks like
//! in `trial.rs`.

mod difference;
mod editor;
mod form;
mod list;
mod sample;
mod test_mail;
mod trial;
mod versions;

use serde_json::Value;

use crate::domain::audit::Audited;
use crate::domain::message::{MessageKind, name_of_status_words};
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::language::Language;
use crate::mail::template::{Finding, LintFor, Severity, Template, lint};
use crate::store::TemplateVersion;

use super::messages::kind_name;
use super::statuses::called;
use super::{ServiceError, Services};

pub use editor::{FormSaved, Looked};
pub use test_mail::TestMail;
pub use versions::Restored;

/// The rule of lint that a shopper who gets no link is behind.
const LINK_RULE: &str = "status_link_missing";
/// The rule of lint that a text is behind which no message can have.
const TOO_LONG_RULE: &str = "too_long";

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
        match &self.status {
            Some(handle) => name_of_status_words(handle),
            None => self.kind.word().to_owned(),
        }
    }

    /// The part of an address that names the kind, or the status. [`TemplatePlace::read`] reads it again.
    #[must_use]
    pub fn key(&self) -> String {
        self.status.as_ref().map_or_else(|| self.kind.word().to_owned(), |handle| format!("status-{handle}"))
    }

    /// The place of an address; `None` when it names none. Copies for the shop have no words of their own.
    #[must_use]
    pub fn read(key: &str, language: &str) -> Option<Self> {
        let language = Language::ALL.into_iter().find(|known| known.tag() == language)?;
        if let Some(handle) = key.strip_prefix("status-") {
            return Some(Self {
                kind: MessageKind::StatusChanged,
                status: Some(handle.to_owned()),
                language,
            });
        }
        let kind = MessageKind::parse(key).filter(|kind| *kind != MessageKind::StatusCopy)?;
        Some(Self { kind, status: None, language })
    }

    /// What staff call it: "Shipped, Dansk".
    #[must_use]
    pub fn called(&self, statuses: &[Status]) -> String {
        let status = self.status.as_ref().map(|handle| {
            statuses.iter().find(|status| status.handle == *handle).map_or_else(|| handle.clone(), called)
        });
        let name = status.unwrap_or_else(|| kind_name(self.kind).to_owned());
        format!("{name}, {}", self.language.own_name())
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

/// What whoever saves a template says that they know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Knows {
    /// That the link to the order's page is missing.
    pub link: bool,
    /// That something else will not work.
    pub faults: bool,
}

impl Knows {
    /// All of it.
    pub const EVERYTHING: Self = Self { link: true, faults: true };

    /// Whether this may stand in the way of saving.
    fn forbids(self, found: &Finding) -> bool {
        let known = match found.rule {
            LINK_RULE => self.link,
            // Nobody's knowing makes it fit, and whatever reads templates counts on their length.
            TOO_LONG_RULE => false,
            _ => self.faults,
        };
        found.severity == Severity::Error && !known
    }
}

/// Who saves a template, and on what grounds.
#[derive(Clone, Copy, Debug)]
pub struct Saving<'a> {
    /// Who.
    pub who: &'a str,
    /// The version they saw, 0 for none; `None` to save whatever is there.
    pub seen: Option<i64>,
    /// What they know.
    pub knows: Knows,
}

/// What is done to a template, for the audit log.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Save,
    Reset,
    Restore(i64),
}

impl Services {
    /// Puts a template into use for the next messages. What will not work stands in its way, unless `saving`
    /// says that it is known.
    ///
    /// # Errors
    /// [`ServiceError::Input`] for a status that the shop does not have; when the store does not answer.
    pub async fn use_template(
        &self,
        shop: &Shop,
        place: &TemplatePlace,
        template: &Template,
        saving: Saving<'_>,
    ) -> Result<TemplateSaved, ServiceError> {
        let hosts = self.own_hosts(shop);
        let about = LintFor { kind: Some(place.kind), hosts: &hosts, untranslated: &[] };
        let wrong: Vec<Finding> =
            lint(template, &about).into_iter().filter(|found| saving.knows.forbids(found)).collect();
        if !wrong.is_empty() {
            return Ok(TemplateSaved::Refused(wrong));
        }
        let doc =
            serde_json::to_value(template).map_err(|_| ServiceError::Broken("a template is no document"))?;
        self.save_version(shop, place, &doc, (saving.who, saving.seen), Deed::Save).await
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
        self.save_version(shop, place, &Value::Null, (who, None), Deed::Reset).await
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
        place: &TemplatePlace,
        doc: &Value,
        (who, seen): (&str, Option<i64>),
        deed: Deed,
    ) -> Result<TemplateSaved, ServiceError> {
        if place.kind == MessageKind::StatusCopy {
            return Err(ServiceError::Input(
                "copies for the shop have the words of status_changed: change those".into(),
            ));
        }
        let (store, now) = (self.store.shop(shop.id), self.clock.now());
        let statuses = store.statuses().await?;
        if let Some(handle) = &place.status
            && !statuses.iter().any(|status| status.handle == *handle)
        {
            return Err(ServiceError::Input(format!("there is no status “{handle}” in {}", shop.name)));
        }
        let (name, language) = (place.name(), place.language.tag());
        let newest = store.newest_template(&name, language).await?;
        let newest_version = newest.as_ref().map_or(0, |newest| newest.version);
        let seen = seen.unwrap_or(newest_version);
        if seen != newest_version {
            return Ok(TemplateSaved::Meanwhile);
        }
        let what = told(place.called(&statuses), newest.as_ref(), seen + 1, deed);
        if !store.save_template((&name, language), doc, seen, (who, &what), now, &*self.chance).await? {
            return Ok(TemplateSaved::Meanwhile);
        }
        Ok(TemplateSaved::InUse(seen + 1))
    }
}

/// The line of the audit log.
fn told(subject: String, before: Option<&TemplateVersion>, version: i64, deed: Deed) -> Audited {
    let built_in = "the built-in words";
    let before = before.filter(|before| !before.doc.is_null());
    let before = before.map_or_else(|| built_in.to_owned(), |before| format!("version {}", before.version));
    let (action, after) = match deed {
        Deed::Save => ("template.saved", format!("version {version}")),
        Deed::Reset => ("template.reset", built_in.to_owned()),
        Deed::Restore(earlier) => {
            ("template.restored", format!("version {version}, the same as version {earlier}"))
        }
    };
    Audited { action: action.to_owned(), subject, before: Some(before), after: Some(after) }
}
