//! The words of a message.

use crate::domain::clock::Millis;
use crate::domain::message::{MessageFacts, MessageKind, MessageText};
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::language::Language;
use crate::mail::template::Template;
use crate::store::StoredOrder;

use super::{ServiceError, Services};

/// What a message is about.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "replaced")]
pub struct MailAbout<'a> {
    pub shop: &'a Shop,
    pub known: &'a StoredOrder,
    pub statuses: &'a [Status],
    pub kind: MessageKind,
    pub language: Language,
    pub facts: &'a MessageFacts,
    pub link: &'a str,
    pub unsubscribe: Option<&'a str>,
    pub now: Millis,
}

impl Services {
    /// Writes it.
    ///
    /// # Errors
    /// None yet.
    #[expect(clippy::unused_async, reason = "replaced")]
    pub async fn write_message(
        &self,
        _template: Option<&Template>,
        about: &MailAbout<'_>,
    ) -> Result<MessageText, ServiceError> {
        let f = about.facts;
        let text = format!(
            "{} {} {:?} {:?} {:?} {:?} {}",
            about.known.name,
            f.words.as_ref().map_or("", |w| w.name.as_str()),
            f.notes,
            f.reason,
            f.due,
            f.code,
            about.link
        );
        Ok(MessageText {
            subject: format!("{} {}", about.shop.name, f.code.clone().unwrap_or_default()),
            html: String::new(),
            text,
        })
    }
}
