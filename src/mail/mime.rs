//! A mail as the bytes that go over the wire. Whatever its strings hold, it has one sender, one recipient
//! and the headers written here, no other: `header_text.rs` sees to that. Never signs (`dkim.rs` does) and
//! never decides what is said. Start with [`Letter::write`].

use std::time::{Duration, UNIX_EPOCH};

use lettre::message::header::{ContentType, Date, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox as Single, Message, MultiPart, SinglePart};
use lettre::{Address, message::MessageBuilder};
use sha2::{Digest as _, Sha256};

use super::header_text::{address, encoded, language_tag, message_id, phrase, web_address};
use super::{MailError, Mailbox, OutgoingMail};
use crate::domain::clock::Millis;

/// The name of the calendar file.
const CALENDAR_FILE: &str = "order.ics";
/// The last instant that a Date header can say: the end of the year 9999.
const LAST_DATE_MS: u64 = 253_402_300_799_000;

/// A mail ready for the wire: the two addresses of its envelope, and its text.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// Who it is from.
    pub from: Address,
    /// Its one recipient.
    pub to: Address,
    /// Headers and body (RFC 5322), in ASCII with lines of at most 998 characters, ending in a line break.
    pub bytes: Vec<u8>,
}

impl Letter {
    /// Writes `mail`; `sender` is whom it is from when it does not say that itself.
    ///
    /// # Errors
    /// [`MailError::Malformed`] when an address, the Message-ID or the address that unsubscribes is none.
    pub fn write(mail: &OutgoingMail, sender: &Mailbox) -> Result<Self, MailError> {
        let from = if mail.from.address.is_empty() { sender } else { &mail.from };
        let from_address = address(&from.address).ok_or(MailError::Malformed("sender"))?;
        let to = address(&mail.to).ok_or(MailError::Malformed("recipient"))?;
        let mut head = Message::builder()
            .from(Single::new(None, from_address.clone()))
            .to(Single::new(None, to.clone()))
            .raw_header(ready("Message-ID", &format!("<{}>", message_id(&mail.message_id)?)))
            .header(Date::new(UNIX_EPOCH + since_1970(mail.at)))
            .raw_header(HeaderValue::dangerous_new_pre_encoded(
                name("Subject"),
                String::new(),
                encoded(&mail.subject, "Subject: ".len()),
            ))
            .raw_header(ready("Auto-Submitted", "auto-generated"));
        if let Some(reply_to) = &mail.reply_to {
            let reply_to = address(reply_to).ok_or(MailError::Malformed("address for answers"))?;
            head = head.reply_to(Single::new(None, reply_to));
        }
        if let Some(language) = language_tag(&mail.language) {
            head = head.raw_header(ready("Content-Language", language));
        }
        if let Some(unsubscribe) = &mail.unsubscribe {
            let unsubscribe =
                web_address(unsubscribe).ok_or(MailError::Malformed("address that unsubscribes"))?;
            head = head
                .raw_header(ready("List-Unsubscribe", &format!("<{unsubscribe}>")))
                .raw_header(ready("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }
        let mut message = body(head, mail)?;
        if let Some(phrase) = phrase(&from.name, "From: ".len()) {
            let value = format!("{phrase}\r\n <{from_address}>");
            message.headers_mut().insert_raw(ready("From", &value));
        }
        Ok(Self { from: from_address, to, bytes: message.formatted() })
    }

    /// Puts the message's id where Postmark takes it up and tells it again with each event; recipients do not
    /// get to see it. An id that is fit for no header is left out.
    pub(super) fn mark_for_postmark(&mut self, id: &str) {
        let id = id.split('@').next().unwrap_or(id);
        if id.len() <= 80 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            let header = format!("X-PM-Metadata-waymark: {id}\r\n");
            self.bytes.splice(0..0, header.into_bytes());
        }
    }
}

/// The parts: the text alone, or text and HTML to choose from, and the calendar file beside them.
fn body(head: MessageBuilder, mail: &OutgoingMail) -> Result<Message, MailError> {
    let plain = SinglePart::plain(mail.text.clone());
    let calendar = mail.calendar.as_ref().map(|calendar| {
        // Every part of the type is fixed: it always parses.
        let kind = ContentType::parse("text/calendar; charset=utf-8; method=PUBLISH");
        Attachment::new(CALENDAR_FILE.to_owned())
            .body(calendar.clone(), kind.unwrap_or(ContentType::TEXT_PLAIN))
    });
    let choice = (!mail.html.is_empty()).then(|| {
        let html = SinglePart::html(mail.html.clone());
        MultiPart::alternative().boundary(boundary(mail, "a")).singlepart(plain.clone()).singlepart(html)
    });
    let mixed = || MultiPart::mixed().boundary(boundary(mail, "m"));
    let built = match (choice, calendar) {
        (None, None) => head.singlepart(plain),
        (Some(choice), None) => head.multipart(choice),
        (None, Some(calendar)) => head.multipart(mixed().singlepart(plain).singlepart(calendar)),
        (Some(choice), Some(calendar)) => head.multipart(mixed().multipart(choice).singlepart(calendar)),
    };
    built.map_err(|_| MailError::Malformed("headers"))
}

/// What stands between the parts: the same on every try, and made of all that is said, so that no text can
/// contain it.
fn boundary(mail: &OutgoingMail, which: &str) -> String {
    let mut hash = Sha256::new();
    for part in [which, &mail.message_id, &mail.text, &mail.html, mail.calendar.as_deref().unwrap_or("")] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    data_encoding::HEXLOWER.encode(&hash.finalize()[..20])
}

fn since_1970(at: Millis) -> Duration {
    Duration::from_millis(u64::try_from(at.0).unwrap_or(0).min(LAST_DATE_MS))
}

/// A header whose value is fit for the wire as it is.
fn ready(header: &'static str, value: &str) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(name(header), value.to_owned(), value.to_owned())
}

const fn name(header: &'static str) -> HeaderName {
    HeaderName::new_from_ascii_str(header)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postmark_is_told_the_id_alone() {
        let mut letter = Letter::write(&mail(), &Mailbox::parse("orders@shop.example").unwrap()).unwrap();
        let before = letter.bytes.clone();
        letter.mark_for_postmark("0193a5c0-0000-7000-8000-000000000001@shop.example");
        let text = String::from_utf8(letter.bytes.clone()).unwrap();
        assert!(
            text.starts_with("X-PM-Metadata-waymark: 0193a5c0-0000-7000-8000-000000000001\r\n"),
            "{text}"
        );
        assert!(letter.bytes.ends_with(&before));
        letter.bytes.clone_from(&before);
        letter.mark_for_postmark("x\r\nBcc: b@example.com");
        assert_eq!(letter.bytes, before);
    }

    fn mail() -> OutgoingMail {
        OutgoingMail {
            message_id: "1@shop.example".into(),
            to: "anna@example.com".into(),
            subject: "Søren’s order".into(),
            text: "Hello".into(),
            language: "da".into(),
            at: Millis(0),
            ..OutgoingMail::default()
        }
    }

    fn written(mail: &OutgoingMail) -> String {
        let sender = Mailbox { name: "Fjord & Fir".into(), address: "orders@shop.example".into() };
        String::from_utf8(Letter::write(mail, &sender).unwrap().bytes).unwrap()
    }

    #[test]
    fn text_alone_is_one_part() {
        let text = written(&mail());
        for line in [
            "From: \"Fjord & Fir\"\r\n <orders@shop.example>\r\n",
            "To: anna@example.com\r\n",
            "Message-ID: <1@shop.example>\r\n",
            "Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n",
            "Content-Language: da\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "MIME-Version: 1.0\r\n",
            "Content-Type: text/plain; charset=utf-8\r\n",
        ] {
            assert!(text.contains(line), "{line:?} is not in {text}");
        }
        assert!(!text.contains("multipart") && !text.contains("List-Unsubscribe"));
    }

    #[test]
    fn everything_that_can_go_with_it() {
        let text = written(&OutgoingMail {
            html: "<p>Hello</p>".into(),
            calendar: Some("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".into()),
            unsubscribe: Some("https://shop.example/u/1".into()),
            reply_to: Some("help@shop.example".into()),
            ..mail()
        });
        for part in ["multipart/mixed", "multipart/alternative", "text/html", "text/calendar", CALENDAR_FILE]
        {
            assert!(text.contains(part), "{part}");
        }
        assert!(text.contains("List-Unsubscribe: <https://shop.example/u/1>\r\n"));
        assert!(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
        assert!(text.contains("Reply-To: help@shop.example\r\n"));
    }

    #[test]
    fn the_same_mail_is_the_same_bytes() {
        let mail = OutgoingMail { html: "<p>Hello</p>".into(), ..mail() };
        assert_eq!(written(&mail), written(&mail));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let sender = Mailbox { name: String::new(), address: "orders@shop.example".into() };
        for to in ["a@example.com\r\nBcc: b@example.com", "a@example.com, b@example.com", "nobody", ""] {
            let mail = OutgoingMail { to: to.into(), ..mail() };
            assert!(matches!(Letter::write(&mail, &sender), Err(MailError::Malformed(_))), "{to:?}");
        }
        let mail = OutgoingMail { unsubscribe: Some("https://a/>\r\nBcc: <b@c.de".into()), ..mail() };
        assert!(Letter::write(&mail, &sender).is_err());
    }
}
