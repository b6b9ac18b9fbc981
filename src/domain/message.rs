//! Messages: e-mails to shoppers, kept as they are sent. Recorded in the same transaction as what
//! causes them and sent later from the outbox. How they are sent is `mail`'s affair.

use serde::{Deserialize, Serialize};

use super::clock::Millis;
use super::due_date::DueDate;
use super::ids::{MessageId, OrderId, ShopifyId, StatusId};
use super::mail_hook::Returned;
use super::money::Money;
use super::status::StatusWords;

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// A one-time code that opens full level.
    Code,
    /// The link somebody asked for by the look-up form in strict mode.
    LinkRequested,
    /// The order was received.
    OrderReceived,
    /// An order came into a status of the merchant's.
    StatusChanged,
    /// Its due date was given, moved or taken back.
    DueChanged,
    /// The merchant wrote a comment.
    CommentAdded,
    /// The order, or a part of it, waits; the public reason goes with it.
    OnHold,
    /// A shipment was made.
    Shipped,
    /// A parcel is with the driver.
    OutForDelivery,
    /// The order can be picked up.
    ReadyForPickup,
    /// A parcel arrived.
    Delivered,
    /// The order was canceled.
    Canceled,
    /// Money went back.
    Refunded,
    /// A return came into a state.
    ReturnChanged,
    /// A copy of a status message for the merchant's own addresses; no shopper is told of it.
    StatusCopy,
}

impl MessageKind {
    /// Every kind, in the order in which merchants see them.
    pub const ALL: [Self; 15] = [
        Self::OrderReceived,
        Self::StatusChanged,
        Self::DueChanged,
        Self::CommentAdded,
        Self::OnHold,
        Self::Shipped,
        Self::OutForDelivery,
        Self::ReadyForPickup,
        Self::Delivered,
        Self::Canceled,
        Self::Refunded,
        Self::ReturnChanged,
        Self::LinkRequested,
        Self::Code,
        Self::StatusCopy,
    ];

    /// The word stored, also the name of its template.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::LinkRequested => "link_requested",
            Self::OrderReceived => "order_received",
            Self::StatusChanged => "status_changed",
            Self::DueChanged => "due_changed",
            Self::CommentAdded => "comment_added",
            Self::OnHold => "on_hold",
            Self::Shipped => "shipped",
            Self::OutForDelivery => "out_for_delivery",
            Self::ReadyForPickup => "ready_for_pickup",
            Self::Delivered => "delivered",
            Self::Canceled => "canceled",
            Self::Refunded => "refunded",
            Self::ReturnChanged => "return_changed",
            Self::StatusCopy => "status_copy",
        }
    }

    /// Reads a stored word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.word() == word)
    }

    /// Whether somebody asked for it at this moment: never postponed, merged or refused by a preference, and sent
    /// before what nobody waits for (the store's statement that claims messages names the same kinds).
    #[must_use]
    pub const fn is_asked_for(self) -> bool {
        matches!(self, Self::Code | Self::LinkRequested)
    }

    /// Whether it belongs to the purchase itself and goes out whatever somebody unsubscribed from. Progress
    /// reports do not: they carry List-Unsubscribe (RFC 8058).
    #[must_use]
    pub const fn is_transactional(self) -> bool {
        matches!(
            self,
            Self::Code
                | Self::LinkRequested
                | Self::OrderReceived
                | Self::ReadyForPickup
                | Self::Canceled
                | Self::Refunded
                | Self::ReturnChanged
        )
    }

    /// Whether Shopify causes it. Such kinds are sent only where the merchant turned them on: Shopify sends
    /// e-mails about most of them itself.
    #[must_use]
    pub const fn is_native(self) -> bool {
        matches!(
            self,
            Self::OrderReceived
                | Self::OnHold
                | Self::Shipped
                | Self::OutForDelivery
                | Self::ReadyForPickup
                | Self::Delivered
                | Self::Canceled
                | Self::Refunded
                | Self::ReturnChanged
        )
    }
}

/// What a message tells, as it was when it was recorded. The words of its e-mail are made of this, the
/// order as it then is, and the template, when it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MessageFacts {
    /// The status the order came into.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<StatusId>,
    /// The status it came from; `None` also when there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_before: Option<StatusId>,
    /// The public words of the status at the time, in the message's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<StatusWords>,
    /// Notes to the shopper, oldest first: more than one when messages were merged.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// The due date now, where it moved: `Some(None)` when it was taken back.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "some")]
    pub due: Option<Option<DueDate>>,
    /// The due date before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_before: Option<DueDate>,
    /// Why, in words for the shopper: of a moved date, a hold, a declined return.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The shipment it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment: Option<ShopifyId>,
    /// The amount that went back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The comment's text and who signed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Who signed the comment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed: Option<String>,
    /// The return's state, in Shopify's word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_status: Option<String>,
    /// The one-time code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The link asked for; other messages carry the order's link for messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The time somebody chose for it; `None` for one that goes as soon as it may.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled: Option<Millis>,
    /// Whether staff sent it again on purpose: then it tells what it told, by itself.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub again: bool,
    /// Whether nobody has proven yet that the recipient belongs to the order: then it names nobody.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub stranger: bool,
}

/// Tells `null` (taken back) from a field that is not there.
fn some<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Option<DueDate>>, D::Error> {
    Option::<DueDate>::deserialize(from).map(Some)
}

/// Where a message is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it; design decision 5 explains them")]
pub enum MessageState {
    Waiting,
    Sending,
    /// The mail server is being given the text: whoever dies now does not know whether it arrived.
    HandingOver,
    Sent,
    Retrying,
    Failed,
    /// The mail server's answer was lost. It is given once more under the same Message-ID.
    Unknown,
    /// What it tells of was undone before it was sent.
    Canceled,
    /// A later message of the same order tells it.
    Merged,
    /// Not sent: the address does not work, or its owner unsubscribed. `last_error` says which.
    Withheld,
}

impl MessageState {
    const ALL: [Self; 10] = [
        Self::Waiting,
        Self::Sending,
        Self::HandingOver,
        Self::Sent,
        Self::Retrying,
        Self::Failed,
        Self::Unknown,
        Self::Canceled,
        Self::Merged,
        Self::Withheld,
    ];

    /// The word stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::HandingOver => "handing_over",
            Self::Sent => "sent",
            Self::Retrying => "retrying",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Canceled => "canceled",
            Self::Merged => "merged",
            Self::Withheld => "withheld",
        }
    }

    /// Reads a stored word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }
}

/// A message in the outbox. Its words are written when it is first sent and kept as they were handed over;
/// the store seals them and the facts. Of a code message only subject and outcome are kept afterwards.
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
    /// What it tells.
    pub facts: MessageFacts,
    /// Subject, without line breaks; empty until it was written.
    pub subject: String,
    /// Plain text; empty until it was written.
    pub body: String,
    /// HTML; empty until it was written.
    pub html: String,
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
    /// How often the mail server's answer was lost: more than none means that the shopper may have it twice. At 2 it
    /// is left at that: also after one, where nothing is sent once more.
    pub doubtful: u32,
    /// What the mail server last said, or why it was not sent; `None` when nothing is to be said.
    pub answer: Option<String>,
    /// What the mail provider told of it after it was sent; `None` when it told nothing.
    pub returned: Option<Returned>,
}

/// Before a status' handle, in the name under which the words of its own messages are kept.
const OF_STATUS: &str = "status/";

/// The name under which the words of one status' messages are kept, in place of a kind's word.
#[must_use]
pub fn name_of_status_words(handle: &str) -> String {
    format!("{OF_STATUS}{handle}")
}

/// The status' handle in such a name; `None` in a kind's word.
#[must_use]
pub fn status_of_words(name: &str) -> Option<&str> {
    name.strip_prefix(OF_STATUS)
}

impl Message {
    /// The chosen time it still waits for; `None` when nobody chose one, or it no longer waits for that.
    #[must_use]
    pub fn waits_for(&self) -> Option<Millis> {
        self.facts.scheduled.filter(|at| self.state == MessageState::Waiting && *at == self.not_before)
    }

    /// Whether staff may send it again: it is over, what it tells is still kept, and nobody would ask for it anew.
    #[must_use]
    pub fn may_be_sent_again(&self) -> bool {
        let over = match self.state {
            MessageState::Sent | MessageState::Failed | MessageState::Withheld => true,
            // It is yet to be given once more by itself: another copy would make three.
            MessageState::Unknown => self.doubtful != 1,
            _ => false,
        };
        over && !self.kind.is_asked_for() && !self.is_wiped()
    }

    /// Whether what it tells is no longer kept. Some kinds tell nothing but themselves.
    fn is_wiped(&self) -> bool {
        let tells = !matches!(self.kind, MessageKind::OrderReceived | MessageKind::Canceled);
        tells && self.facts == MessageFacts::default()
    }

    /// A message that waits, with no words yet.
    #[must_use]
    pub fn waiting(id: MessageId, order: OrderId, kind: MessageKind, now: Millis) -> Self {
        Self {
            id,
            order,
            kind,
            language: String::new(),
            to: String::new(),
            facts: MessageFacts::default(),
            subject: String::new(),
            body: String::new(),
            html: String::new(),
            state: MessageState::Waiting,
            created_at: now,
            not_before: now,
            sent_at: None,
            attempts: 0,
            doubtful: 0,
            answer: None,
            returned: None,
        }
    }
}

/// Why an address gets less than everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suppression {
    /// A mail server said for good that nobody has it.
    Refused,
    /// A mail came back, or was called spam.
    Bounced,
    /// Its owner wants no progress reports.
    Unsubscribed,
    /// Its owner asked for progress reports, where they are only for those who ask.
    OptedIn,
}

impl Suppression {
    /// The word stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Bounced => "bounced",
            Self::Unsubscribed => "unsubscribed",
            Self::OptedIn => "opted_in",
        }
    }

    /// Reads a stored word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Refused, Self::Bounced, Self::Unsubscribed, Self::OptedIn]
            .into_iter()
            .find(|s| s.word() == word)
    }
}

/// The words of a message, as they are handed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageText {
    /// One line.
    pub subject: String,
    /// A complete HTML document.
    pub html: String,
    /// The same as plain text.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn told(kind: MessageKind, state: MessageState, doubtful: u32) -> Message {
        let facts = MessageFacts { notes: vec!["a note".into()], ..MessageFacts::default() };
        let (id, order) = (MessageId(Uuid::from_u128(1)), OrderId(Uuid::from_u128(2)));
        Message { facts, state, doubtful, ..Message::waiting(id, order, kind, Millis(0)) }
    }

    #[test]
    fn what_is_over_and_still_known_may_be_sent_again() {
        use MessageKind::{Code, LinkRequested, OrderReceived, StatusChanged};
        use MessageState::{Canceled, Failed, Merged, Retrying, Sent, Unknown, Waiting, Withheld};
        for (kind, state, doubtful, may) in [
            (StatusChanged, Sent, 0, true),
            (StatusChanged, Sent, 1, true),
            (StatusChanged, Failed, 0, true),
            (StatusChanged, Withheld, 0, true),
            (StatusChanged, Unknown, 2, true),
            (StatusChanged, Unknown, 1, false),
            (StatusChanged, Waiting, 0, false),
            (StatusChanged, Retrying, 0, false),
            (StatusChanged, Canceled, 0, false),
            (StatusChanged, Merged, 0, false),
            (Code, Sent, 0, false),
            (LinkRequested, Failed, 0, false),
        ] {
            let message = told(kind, state, doubtful);
            assert_eq!(message.may_be_sent_again(), may, "{kind:?} {state:?} {doubtful}");
        }
        let wiped = |kind| Message { facts: MessageFacts::default(), ..told(kind, Sent, 0) };
        assert!(!wiped(StatusChanged).may_be_sent_again());
        assert!(wiped(OrderReceived).may_be_sent_again(), "it tells nothing else");
    }
}
