//! What a mail provider tells of mails after it took them: that one came back, was called spam, or is late. How each
//! provider says it is `mail/hooks`' affair.

use serde::{Deserialize, Serialize};

use super::clock::Millis;
use super::ids::MessageId;

/// A provider whose news are understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum MailProvider {
    Postmark,
    SendGrid,
    Mailgun,
}

impl MailProvider {
    /// All of them, in the order in which merchants see them.
    pub const ALL: [Self; 3] = [Self::Postmark, Self::SendGrid, Self::Mailgun];

    /// The word stored, also in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Postmark => "postmark",
            Self::SendGrid => "sendgrid",
            Self::Mailgun => "mailgun",
        }
    }

    /// Reads a word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Postmark => "Postmark",
            Self::SendGrid => "SendGrid",
            Self::Mailgun => "Mailgun",
        }
    }

    /// Whether its news are known by a password that we draw; else by a key that the merchant copies from there.
    #[must_use]
    pub const fn takes_our_password(self) -> bool {
        matches!(self, Self::Postmark)
    }
}

/// What became of a mail that had been taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnKind {
    /// It came back for good: nobody reads mail at that address.
    Bounced,
    /// Its recipient called it spam.
    Complained,
    /// It could not be delivered for now, or was turned away for a reason that is not the address.
    Delayed,
}

impl ReturnKind {
    /// Whether the address gets no more mail until somebody corrects it.
    #[must_use]
    pub const fn ends_the_address(self) -> bool {
        matches!(self, Self::Bounced | Self::Complained)
    }
}

/// What a provider told of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// What became of it.
    pub kind: ReturnKind,
    /// When we were told.
    pub at: Millis,
    /// The provider's words on one line, without addresses; may be empty.
    pub words: String,
}

/// One piece of a provider's news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailNews {
    /// What the provider knows it by: told twice, it is the same news.
    pub key: String,
    /// The address it is about.
    pub address: String,
    /// What became of the mail.
    pub kind: ReturnKind,
    /// The provider's words on one line, without addresses.
    pub words: String,
    /// The message, where its Message-ID is of our form.
    pub message: Option<MessageId>,
}
