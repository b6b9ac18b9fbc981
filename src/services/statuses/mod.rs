//! A merchant's own statuses: the list and its order, the editor, copying, archiving, deleting.
//!
//! A status is a definition. Orders keep the words they were told (`domain::status::StatusChange`), so
//! nothing here rewrites what happened. Everything that changes a status writes the audit log and raises
//! the shop's revision. Start with [`save`].

pub mod arrange;
pub mod delete;
pub mod edit;
mod fields;
pub mod list;
pub mod preview;
mod sample;
pub mod save;
pub mod starter;
pub mod statuspro;
mod then;

use crate::domain::audit::Audited;
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::language::Language;

use super::form_mark::form_mark;
use super::{ServiceError, Services};

/// Whether a message goes with a change: as whoever makes it chose (`yes`, `no`), else as its status says. A
/// date that is given or moved without a status is told.
#[must_use]
pub fn wants_message(choice: &str, status: Option<&Status>) -> bool {
    match choice {
        "yes" => true,
        "no" => false,
        _ => status.is_none_or(|status| status.message.send),
    }
}

impl Services {
    /// The status with this handle; `None` when the shop has none.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn status(&self, shop: &Shop, handle: &str) -> Result<Option<Status>, ServiceError> {
        let statuses = self.store.shop(shop.id).statuses().await?;
        Ok(statuses.into_iter().find(|status| status.handle == handle))
    }

    /// Stores statuses that were taken over from somewhere, with one line in the audit log.
    async fn add_statuses(
        &self,
        shop: &Shop,
        who: &str,
        subject: &str,
        added: &[Status],
    ) -> Result<(), ServiceError> {
        if added.is_empty() {
            return Ok(());
        }
        self.store.shop(shop.id).save_statuses(added).await?;
        let names = added.iter().map(called).collect::<Vec<_>>().join(", ");
        let audited = Audited {
            action: "statuses.taken_over".to_owned(),
            subject: subject.to_owned(),
            before: None,
            after: Some(names),
        };
        self.note_audit(shop, who, &audited).await
    }

    async fn audit_status(
        &self,
        shop: &Shop,
        who: &str,
        action: &str,
        before: Option<&Status>,
        after: Option<&Status>,
    ) -> Result<(), ServiceError> {
        let subject = after.or(before).map(called).unwrap_or_default();
        let words = |status: Option<&Status>| status.and_then(|status| serde_json::to_string(status).ok());
        let (before, after) = (words(before), words(after));
        self.note_audit(shop, who, &Audited { action: action.to_owned(), subject, before, after }).await
    }
}

/// What staff call a status: its internal name, else the public one.
#[must_use]
pub fn called(status: &Status) -> String {
    let names = [&status.name, &status.public.name, &status.handle];
    names.into_iter().find(|name| !name.trim().is_empty()).cloned().unwrap_or_default()
}

/// A mark of everything the editor shows of a status. Its place and whether it is out of use are changed
/// elsewhere, and saving leaves them as they are.
fn mark(status: &Status) -> String {
    form_mark(&Status { place: 0, archived: false, ..status.clone() })
}

/// The shop's main language, in which statuses are written.
fn main_language(shop: &Shop) -> Language {
    Language::from_locale(&shop.settings.locale).unwrap_or_default()
}

/// Names of the languages a status is not written in.
fn missing(shop: &Shop, status: &Status) -> Vec<String> {
    let tags = Language::ALL.map(Language::tag);
    let missing = status.missing(main_language(shop).tag(), &tags);
    let name = |tag: &str| Language::from_locale(tag).map(|language| language.own_name().to_owned());
    missing.into_iter().filter_map(name).collect()
}
