//! Handing messages over: by SMTP, or into a folder while developing. [`template`] writes them, `mime.rs`
//! makes them bytes, `dkim.rs` signs them, [`sender_check`] reads what the DNS says about their sender, [`hooks`] what
//! providers tell of them afterwards. Never decides whether or to whom something is sent. Start with [`Transport`].

mod dkim;
mod folder;
mod header_text;
pub mod hooks;
mod mime;
pub mod sender_check;
mod smtp;
pub mod template;

use std::fmt;
use std::future::Future;
use std::pin::Pin;

pub use dkim::{DkimError, DkimSigner};
pub use folder::FolderTransport;
pub use mime::Letter;
pub use smtp::{Probe, SmtpAddressError, SmtpServer, SmtpSetupError, SmtpTransport, TlsUse};

use crate::domain::clock::Millis;

/// An address with a name to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mailbox {
    /// The name shown; empty for none.
    pub name: String,
    /// The address.
    pub address: String,
}

impl Mailbox {
    /// Reads `Name <orders@shop.example>`, or an address alone; `None` when the address is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (name, address) = match text.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) {
            Some((name, address)) => (name.trim().trim_matches('"').trim(), address.trim()),
            None => ("", text),
        };
        header_text::address(address)?;
        Some(Self { name: name.to_owned(), address: address.to_owned() })
    }

    /// What stands behind the @, in lower case; empty without one.
    #[must_use]
    pub fn domain(&self) -> String {
        self.address.rsplit_once('@').map_or_else(String::new, |(_, domain)| domain.to_ascii_lowercase())
    }
}

/// A mail ready to be handed over.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct OutgoingMail {
    /// Message-ID without angle brackets; the same on every try.
    pub message_id: String,
    /// Who it is from. Without an address the transport's own sender is used.
    pub from: Mailbox,
    /// Where answers go; `None` for the sender.
    pub reply_to: Option<String>,
    /// The recipient's address.
    pub to: String,
    /// BCP 47 tag of its language.
    pub language: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// A complete HTML document; empty for a mail of plain text alone.
    pub html: String,
    /// A calendar file beside it.
    pub calendar: Option<String>,
    /// Address that unsubscribes by one POST (RFC 8058); `None` for what belongs to a purchase.
    pub unsubscribe: Option<String>,
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
    /// The folder did not take it.
    #[error("the mail folder did not take it: {0}")]
    Folder(#[from] std::io::Error),
    /// The mail server could not be reached, or ended the conversation before it had the mail.
    #[error("the mail server was not reached: {0}")]
    NotReached(String),
    /// The mail server refused for now (4xx).
    #[error("the mail server asks to try later: {code} {text}")]
    Deferred {
        /// SMTP reply code.
        code: u16,
        /// What it said, without addresses.
        text: String,
    },
    /// The mail server refused for good (5xx).
    #[error("the mail server refused: {code} {text}")]
    Refused {
        /// SMTP reply code.
        code: u16,
        /// What it said, without addresses.
        text: String,
        /// Whether it is the recipient's address that it refused: nothing will ever arrive there.
        recipient: bool,
    },
    /// The mail server had the whole mail, and then no answer came: it may have arrived.
    #[error("the mail server's answer was lost: {0}")]
    AnswerLost(String),
    /// The caller no longer holds the message: nothing was handed over.
    #[error("another process took the message over")]
    Withdrawn,
}

impl MailError {
    /// Whether trying again may help.
    #[must_use]
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::Folder(_) | Self::NotReached(_) | Self::Deferred { .. } | Self::AnswerLost(_))
    }
}

/// The answer of a transport: what the mail server said when it took the mail.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<String, MailError>> + Send + 'a>>;

/// Called when everything is agreed and the text itself is about to go: records that, and tells whether the
/// caller still holds the message. After `false` nothing is handed over ([`MailError::Withdrawn`]).
pub type AboutToHandOver<'a> =
    Box<dyn FnOnce() -> Pin<Box<dyn Future<Output = bool> + Send + 'a>> + Send + 'a>;

/// A way to hand mails over.
pub trait Transport: Send + Sync {
    /// Hands `mail` over.
    fn send<'a>(&'a self, mail: &'a OutgoingMail, about_to: AboutToHandOver<'a>) -> Sending<'a>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_as_people_write_it() {
        let both = |name: &str| Some(Mailbox { name: name.into(), address: "orders@shop.example".into() });
        assert_eq!(Mailbox::parse(" Fjord & Fir <orders@shop.example> "), both("Fjord & Fir"));
        assert_eq!(Mailbox::parse("\"Fir, Inc.\" <orders@shop.example>"), both("Fir, Inc."));
        assert_eq!(Mailbox::parse("orders@shop.example"), both(""));
        assert_eq!(Mailbox::parse("Fjord & Fir"), None);
        assert_eq!(both("").unwrap().domain(), "shop.example");
    }
}
