//! Messages: e-mails to shoppers, kept as they are sent. Recorded in the same transaction as what
//! causes them and sent later from the outbox. How they are sent is `mail`'s affair.

use serde::{Deserialize, Serialize};

use super::clock::Millis;
use super::ids::{MessageId, OrderId};

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// A one-time code that opens full level.
    Code,
    /// The link somebody asked for by the look-up form in strict mode.
    LinkRequested,
    /// An order came into a status, or its due date moved.
    StatusChanged,
    /// A copy of such a message for the merchant's own addresses; no shopper is told of it.
    StatusCopy,
}

impl MessageKind {
    /// The word stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::LinkRequested => "link_requested",
            Self::StatusChanged => "status_changed",
            Self::StatusCopy => "status_copy",
        }
    }

    /// Reads a stored word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Code, Self::LinkRequested, Self::StatusChanged, Self::StatusCopy]
            .into_iter()
            .find(|k| k.word() == word)
    }
}

/// Where a message is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it; design decision 5 explains them")]
pub enum MessageState {
    Waiting,
    Sending,
    Sent,
    Retrying,
    Failed,
    /// The mail server's answer was lost.
    Unknown,
    /// What it tells of was undone before it was sent.
    Canceled,
}

impl MessageState {
    const ALL: [Self; 7] = [
        Self::Waiting,
        Self::Sending,
        Self::Sent,
        Self::Retrying,
        Self::Failed,
        Self::Unknown,
        Self::Canceled,
    ];

    /// The word stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Retrying => "retrying",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Canceled => "canceled",
        }
    }

    /// Reads a stored word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }
}

/// A message in the outbox. `body` is sealed by the store until it is sent because it may hold a
/// code; afterwards only subject and outcome are kept of a code message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Our id; also the left part of the Message-ID.
    pub id: MessageId,
    /// The order it is about.
    pub order: OrderId,
    /// What it is about.
    pub kind: MessageKind,
    /// BCP 47 tag of its language.
    pub language: String,
    /// The recipient's address.
    pub to: String,
    /// Subject; no line breaks.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// Where it is on its way.
    pub state: MessageState,
    /// When it was recorded.
    pub created_at: Millis,
    /// Not sent before this instant: the hold window.
    pub not_before: Millis,
    /// When it was handed over; `None` until then.
    pub sent_at: Option<Millis>,
    /// How often sending was tried.
    pub attempts: u32,
}
