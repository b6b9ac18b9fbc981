//! An order's messages as staff see them: each with its state and what the mail server said.

use crate::domain::admin_routes::{
    ORDER_MESSAGE, ORDER_MESSAGE_DO_NOT_SEND, ORDER_MESSAGE_HTML, ORDER_MESSAGE_RESEND,
    ORDER_MESSAGE_SEND_NOW, of_message,
};
use crate::domain::ids::{MessageId, OrderId};
use crate::domain::mail_hook::ReturnKind;
use crate::domain::message::{Message, MessageState};
use crate::domain::shop::Shop;
use crate::language::Language;
use crate::services::messages::{kind_name, title_of};
use crate::services::{ServiceError, Services};
use crate::wire::admin::order::{MessageLine, SentMessageView};
use crate::wire::frame::Tone;

use super::{Desk, english_name};

impl Services {
    /// One message as it was sent; `None` when the order has none with this id.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn sent_message(
        &self,
        shop: &Shop,
        order: OrderId,
        message: MessageId,
    ) -> Result<Option<SentMessageView>, ServiceError> {
        let Some(desk) = self.desk(shop, order).await? else { return Ok(None) };
        let Some(sent) = self.message_as_sent(shop, order, message).await? else { return Ok(None) };
        let html =
            (!sent.html.is_empty()).then(|| of_message(ORDER_MESSAGE_HTML, &shop.handle, order, message));
        Ok(Some(SentMessageView {
            order: desk.known.name.clone(),
            back: crate::domain::admin_routes::order(&shop.handle, order),
            line: desk.message_line_of(&sent),
            html,
            text: sent.body,
        }))
    }
}

impl Desk<'_> {
    pub(super) fn message_lines(&self) -> Vec<MessageLine> {
        self.messages.iter().rev().map(|message| self.message_line_of(message)).collect()
    }

    fn message_line_of(&self, message: &Message) -> MessageLine {
        let (state, tone) = self.message_state(message);
        let language = Language::from_locale(&message.language).map_or("", english_name);
        let path = |pattern| of_message(pattern, &self.shop.handle, self.known.id, message.id);
        MessageLine {
            when: self.moment(message.sent_at.unwrap_or(message.created_at)),
            subject: title_of(message),
            to: format!("{}, to {} in {language}", kind_name(message.kind), message.to),
            state,
            tone,
            more: more(message),
            href: path(ORDER_MESSAGE),
            resend: message.may_be_sent_again().then(|| path(ORDER_MESSAGE_RESEND)),
            send_now: message.waits_for().map(|_| path(ORDER_MESSAGE_SEND_NOW)),
            do_not_send: message.waits_for().map(|_| path(ORDER_MESSAGE_DO_NOT_SEND)),
        }
    }

    fn message_state(&self, message: &Message) -> (String, Tone) {
        let later = message.not_before > self.present.now;
        match message.state {
            MessageState::Sent | MessageState::Unknown if message.returned.is_some() => came_back(message),
            MessageState::Waiting if later && message.waits_for().is_some() => {
                (format!("Scheduled for {}", self.moment(message.not_before).text), Tone::Calm)
            }
            MessageState::Waiting if later => {
                let seconds = (message.not_before.0 - self.present.now.0).div_euclid(1_000) + 1;
                if seconds > 3_600 {
                    return (format!("Goes out {}", self.moment(message.not_before).text), Tone::Calm);
                }
                (format!("Goes out in {seconds} s"), Tone::Calm)
            }
            MessageState::Waiting | MessageState::Sending | MessageState::HandingOver => {
                ("Goes out now".to_owned(), Tone::Calm)
            }
            MessageState::Sent if message.doubtful > 0 => {
                ("Sent, possibly delivered twice".to_owned(), Tone::Warn)
            }
            MessageState::Sent => ("Sent".to_owned(), Tone::Good),
            MessageState::Retrying => {
                let again = self.moment(message.not_before).text;
                (format!("Not delivered yet, tried {} times, again {again}", message.attempts), Tone::Warn)
            }
            MessageState::Failed => ("Could not be delivered".to_owned(), Tone::Stop),
            MessageState::Unknown if message.doubtful == 1 => {
                ("Handed over, but the answer was lost: it is sent once more".to_owned(), Tone::Warn)
            }
            MessageState::Unknown => {
                ("Handed over, but the mail server's answer was lost".to_owned(), Tone::Warn)
            }
            MessageState::Canceled => ("Canceled before it was sent".to_owned(), Tone::Calm),
            MessageState::Merged => ("Not sent: a later message tells it".to_owned(), Tone::Calm),
            MessageState::Withheld => ("Not sent".to_owned(), Tone::Warn),
        }
    }
}

/// How a message stands of which the mail provider told something.
fn came_back(message: &Message) -> (String, Tone) {
    let (words, tone) = match message.returned.as_ref().map(|told| told.kind) {
        Some(ReturnKind::Bounced) => ("Came back: nobody reads mail at this address", Tone::Stop),
        Some(ReturnKind::Complained) => {
            ("Called spam by its recipient: this address gets no more", Tone::Stop)
        }
        Some(ReturnKind::Delayed) => ("Sent, but not delivered at once", Tone::Warn),
        None => ("Sent", Tone::Good),
    };
    (words.to_owned(), tone)
}

fn more(message: &Message) -> Option<String> {
    let told = message.returned.as_ref().map(|told| told.words.trim()).filter(|words| !words.is_empty());
    if let Some(words) = told {
        return Some(format!("The mail provider says: {words}"));
    }
    message.answer.clone().filter(|answer| !answer.trim().is_empty())
}
