//! What a message of each kind tells when its words are tried: as much as the order knows, the rest made up here and
//! stored nowhere. The order itself, when there is no real one at hand, is [`Services::sample_order`].
//!
//! [`Services::sample_order`]: crate::services::Services::sample_order

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::domain::due_date::DueDate;
use crate::domain::message::{MessageFacts, MessageKind};
use crate::domain::money::Money;
use crate::domain::order::Order;
use crate::domain::status::{Status, StatusWords};

/// What a message of this kind tells of an order: as much of it as the order itself knows, the rest made up.
pub(super) fn facts(
    kind: MessageKind,
    status: Option<&Status>,
    order: &Order,
    today: Date,
    currency: &str,
) -> MessageFacts {
    let mut facts = MessageFacts::default();
    let days = |count: i64| today.checked_add(count.days()).unwrap_or(today);
    let due = order.due().unwrap_or_else(|| DueDate::new(days(9), days(11)));
    let reason = "A reason, as you write it.";
    match kind {
        MessageKind::StatusChanged | MessageKind::StatusCopy => {
            facts.status = status.map(|status| status.id);
            facts.words = status.is_none().then(|| StatusWords {
                name: "In the workshop".into(),
                text: Some("What the status means, as you write it.".into()),
            });
            facts.notes = vec!["A note, as you write it beside the status.".into()];
        }
        MessageKind::DueChanged => {
            facts.due = Some(Some(due));
            facts.due_before = Some(DueDate::new(days(2), days(2)));
            facts.reason = Some(reason.into());
        }
        MessageKind::CommentAdded => {
            facts.comment = Some("A comment, as you write it to the shopper.".into());
            facts.signed = Some("Workshop".into());
        }
        MessageKind::OnHold | MessageKind::Canceled => facts.reason = Some(reason.into()),
        MessageKind::Refunded => {
            facts.amount = order.total.get().cloned().or_else(|| Money::parse("240", currency));
        }
        MessageKind::ReturnChanged => facts.return_status = Some("OPEN".into()),
        MessageKind::Code => facts.code = Some("12345678".into()),
        MessageKind::LinkRequested
        | MessageKind::OrderReceived
        | MessageKind::Shipped
        | MessageKind::OutForDelivery
        | MessageKind::ReadyForPickup
        | MessageKind::Delivered => {}
    }
    facts
}
