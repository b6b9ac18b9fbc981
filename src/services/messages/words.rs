//! What staff read about messages.

use crate::domain::message::{Message, MessageKind};

/// What a kind of message is called.
#[must_use]
pub const fn kind_name(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Code => "One-time code",
        MessageKind::LinkRequested => "Link asked for",
        MessageKind::OrderReceived => "Order received",
        MessageKind::StatusChanged => "Own status",
        MessageKind::DueChanged => "Due date given or moved",
        MessageKind::CommentAdded => "Comment",
        MessageKind::OnHold => "On hold",
        MessageKind::Shipped => "Shipped",
        MessageKind::OutForDelivery => "Out for delivery",
        MessageKind::ReadyForPickup => "Ready for pickup",
        MessageKind::Delivered => "Delivered",
        MessageKind::Canceled => "Canceled",
        MessageKind::Refunded => "Refunded",
        MessageKind::ReturnChanged => "Return",
        MessageKind::StatusCopy => "Copy for the shop",
    }
}

/// The line under which a message is listed: its subject, or what it is before that was written.
#[must_use]
pub fn title_of(message: &Message) -> String {
    if !message.subject.is_empty() {
        return message.subject.clone();
    }
    let step = message.facts.words.as_ref().map(|words| words.name.trim()).filter(|name| !name.is_empty());
    step.map_or_else(|| kind_name(message.kind).to_owned(), str::to_owned)
}
