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

/// When a kind of message goes out.
#[must_use]
pub const fn kind_hint(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Code => "When a shopper proves their address to see everything",
        MessageKind::LinkRequested => "When somebody asks for the link to their order",
        MessageKind::OrderReceived => "When an order comes in",
        MessageKind::StatusChanged => "When an order comes into one of your statuses",
        MessageKind::DueChanged => "When a due date is given, moved or taken back",
        MessageKind::CommentAdded => "When you write to the shopper",
        MessageKind::OnHold => "When an order, or a part of it, waits",
        MessageKind::Shipped => "When a parcel is sent",
        MessageKind::OutForDelivery => "When a parcel is with the driver",
        MessageKind::ReadyForPickup => "When an order can be picked up",
        MessageKind::Delivered => "When a parcel has arrived",
        MessageKind::Canceled => "When an order is canceled",
        MessageKind::Refunded => "When money goes back",
        MessageKind::ReturnChanged => "When a return moves along",
        MessageKind::StatusCopy => "To the further addresses of a status, with the words of “Own status”",
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
