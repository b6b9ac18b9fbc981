//! What a mail server says, in our words: which kind of error it is at which point of the conversation, and
//! its text on one line without addresses. Start with [`before_text`].

use std::error::Error as _;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::response::Response;

use crate::mail::MailError;
use crate::mail::header_text::masked;

/// Where in the conversation something went wrong, before the text of the mail went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Connecting, TLS and signing in: nothing that is wrong here is this mail's fault.
    Opening,
    /// `MAIL FROM` and `DATA`.
    Asking,
    /// `RCPT TO`.
    Recipient,
}

/// An error before the text went out: nothing was handed over.
pub(super) fn before_text(phase: Phase, error: &Error) -> MailError {
    let Some(code) = error.status().map(u16::from) else {
        return MailError::NotReached(masked(&error.to_string()));
    };
    let text = said(error);
    match (phase, code) {
        // The way there is at fault, for every mail alike: tried again, so that none is lost by a password.
        (Phase::Opening, _) | (_, 421 | 530 | 534 | 535 | 538) => {
            MailError::NotReached(format!("{code} {text}"))
        }
        (_, ..500) => MailError::Deferred { code, text },
        (Phase::Recipient, _) => {
            let recipient = is_of_recipient(code, &text);
            MailError::Refused { code, text, recipient }
        }
        (Phase::Asking, _) => MailError::Refused { code, text, recipient: false },
    }
}

/// An error after the text went out: an answer decides, anything else leaves it open.
pub(super) fn after_text(error: &Error) -> MailError {
    match error.status().map(u16::from) {
        None => MailError::AnswerLost(masked(&error.to_string())),
        Some(code @ ..500) => MailError::Deferred { code, text: said(error) },
        Some(code) => {
            let text = said(error);
            let recipient = text.starts_with("5.1.1 ");
            MailError::Refused { code, text, recipient }
        }
    }
}

/// An answer that took the mail.
pub(super) fn taken(response: &Response) -> String {
    masked(&format!("{} {}", response.code(), response.message().collect::<Vec<_>>().join(" ")))
}

/// Whether a refusal of the recipient is about the address, not about us: "relaying denied" and "blocked by
/// policy" say nothing about whether anybody reads mail there (RFC 3463: 5.1 is addressing, 5.2.1 a mailbox
/// that is closed).
fn is_of_recipient(code: u16, text: &str) -> bool {
    let enhanced = text.split(' ').next().filter(|word| word.starts_with("5.") && word.len() >= 5);
    match enhanced {
        Some(word) => word.starts_with("5.1.") || word == "5.2.1",
        None => matches!(code, 550 | 551 | 553),
    }
}

/// The text of a refusal. lettre keeps it as the error's cause.
fn said(error: &Error) -> String {
    error.source().map_or_else(String::new, |text| masked(&text.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_recipient_is_told_from_a_refused_sender() {
        for (code, text, recipient) in [
            (550, "5.1.1 no such user", true),
            (550, "no such user", true),
            (550, "5.2.1 mailbox closed", true),
            (550, "5.7.1 relaying denied", false),
            (552, "5.2.2 mailbox full", false),
            (554, "client host blocked", false),
        ] {
            assert_eq!(is_of_recipient(code, text), recipient, "{code} {text}");
        }
    }
}
