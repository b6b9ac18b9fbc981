//! Handing messages over. For now the folder transport writes each mail to a file; SMTP comes with
//! the merchant's templates. Never decides whether or to whom something is sent.

mod folder;

use std::fmt;
use std::future::Future;
use std::pin::Pin;

pub use folder::FolderTransport;

use crate::domain::clock::Millis;

/// A mail ready to be handed over.
#[derive(Clone, PartialEq, Eq)]
pub struct OutgoingMail {
    /// Message-ID without angle brackets; the same on every try.
    pub message_id: String,
    /// The recipient's address.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// When it is handed over.
    pub at: Millis,
}

impl fmt::Debug for OutgoingMail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutgoingMail").field("message_id", &self.message_id).finish_non_exhaustive()
    }
}

/// Why a mail was not handed over. Says nothing personal.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The mail cannot be written as it is; trying again will not help.
    #[error("the mail is malformed: {0}")]
    Malformed(&'static str),
    /// The place to hand it to did not take it.
    #[error("the mail folder did not take it: {0}")]
    Folder(#[from] std::io::Error),
}

impl MailError {
    /// Whether trying again may help.
    #[must_use]
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::Folder(_))
    }
}

/// The answer of a transport.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), MailError>> + Send + 'a>>;

/// A way to hand mails over.
pub trait Transport: Send + Sync {
    /// Hands `mail` over.
    fn send<'a>(&'a self, mail: &'a OutgoingMail) -> Sending<'a>;
}
