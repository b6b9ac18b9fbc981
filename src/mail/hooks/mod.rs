//! What mail providers tell by webhook: whether it really comes from them, and what it says. Pure: given the secret, the
//! bytes and the time. Keeps nothing and decides nothing; what is done with news stands in `services/mail_hooks`.
//!
//! Written from the providers' public documentation, named in each file. An event that is not understood is left out,
//! never guessed at. Start with [`read`].

mod mailgun;
mod postmark;
mod sendgrid;

use serde_json::Value;

use super::header_text::masked;
use crate::domain::clock::Millis;
use crate::domain::ids::MessageId;
use crate::domain::mail_hook::{MailNews, MailProvider, ReturnKind};

/// The user that Postmark signs in as; its password is ours to draw.
pub const USER: &str = "waymark";
/// How old signed news may be: providers try again for up to a day when we do not answer.
const OLDEST_MINUTES: i64 = 36 * 60;
/// How far ahead of our clock signed news may be.
const AHEAD_MINUTES: i64 = 15;

/// What came to the door. A header that is missing or there twice is empty.
#[derive(Clone, Copy, Default)]
pub struct Delivered<'a> {
    /// The body, byte for byte.
    pub body: &'a [u8],
    /// `Authorization`.
    pub authorization: &'a str,
    /// `X-Twilio-Email-Event-Webhook-Signature`.
    pub signature: &'a str,
    /// `X-Twilio-Email-Event-Webhook-Timestamp`.
    pub timestamp: &'a str,
}

/// Why there is no news in what came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookFault {
    /// It is not proved to come from the provider, or too old.
    Unproved,
    /// It comes from there and is not what is documented.
    Malformed,
}

/// Reads what `provider` tells; `secret` is what proves it.
///
/// # Errors
/// When it is not proved, or proved and not understood. Events of other kinds are no error: they are left out.
pub fn read(
    provider: MailProvider,
    secret: &str,
    delivered: &Delivered<'_>,
    now: Millis,
) -> Result<Vec<MailNews>, HookFault> {
    match provider {
        MailProvider::Postmark => postmark::read(secret, delivered),
        MailProvider::SendGrid => sendgrid::read(secret, delivered, now),
        MailProvider::Mailgun => mailgun::read(secret, delivered.body, now),
    }
}

/// A key as it was copied from the provider, without what does not belong to it.
///
/// # Errors
/// A sentence when it cannot be one.
pub fn key_of(provider: MailProvider, typed: &str) -> Result<String, &'static str> {
    match provider {
        MailProvider::Postmark => Err("Postmark gets a password from here, not the other way round."),
        MailProvider::SendGrid => sendgrid::key_of(typed),
        MailProvider::Mailgun => mailgun::key_of(typed),
    }
}

/// Whether a time in whole seconds is near enough to be honored.
fn is_fresh(seconds: &str, now: Millis) -> bool {
    let digits = !seconds.is_empty() && seconds.bytes().all(|byte| byte.is_ascii_digit());
    let at = Some(seconds).filter(|_| digits).and_then(|text| text.parse::<i64>().ok()?.checked_mul(1_000));
    at.is_some_and(|at| at >= now.plus_minutes(-OLDEST_MINUTES).0 && at <= now.plus_minutes(AHEAD_MINUTES).0)
}

/// The text of a field; empty when it is missing or no text.
fn text<'a>(document: &'a Value, field: &str) -> &'a str {
    document.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// A piece of news; `None` when it is about no address.
fn news(key: String, address: &str, kind: ReturnKind, words: &str, message: &str) -> Option<MailNews> {
    let address = address.trim();
    (address.contains('@') && address.len() <= 320).then(|| MailNews {
        key,
        address: address.to_owned(),
        kind,
        words: masked(words),
        message: message_of(message),
    })
}

/// The message behind a Message-ID of ours, with or without angle brackets.
fn message_of(id: &str) -> Option<MessageId> {
    let id = id.trim().trim_start_matches('<').trim_end_matches('>');
    let left = id.split_once('@').map_or(id, |(left, _)| left);
    left.parse().ok().map(MessageId)
}

#[cfg(test)]
mod tests;
