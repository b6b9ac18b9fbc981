//! Mailgun: one event a delivery, with a signature beside it: HMAC-SHA256 over time and token (documentation.mailgun.com:
//! Webhooks, Securing webhooks, Events). The signature does not cover the event, so each one counts once.

use data_encoding::HEXLOWER_PERMISSIVE;
use hmac::digest::KeyInit;
use hmac::{Hmac, Mac};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use sha2::Sha256;

use super::{HookFault, is_fresh, news, text};
use crate::domain::clock::Millis;
use crate::domain::mail_hook::{MailNews, ReturnKind};

/// The part of a delivery that proves it. Whatever else stands there is passed over and takes no memory.
#[derive(Deserialize)]
struct Proof {
    signature: Signature,
}

#[derive(Deserialize)]
struct Signature {
    timestamp: Seconds,
    token: String,
    signature: String,
}

/// A time, as text or as a number.
struct Seconds(String);

impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ReadSeconds)
    }
}

struct ReadSeconds;

impl Visitor<'_> for ReadSeconds {
    type Value = Seconds;

    fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("whole seconds")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Seconds, E> {
        Ok(Seconds(text.to_owned()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Seconds, E> {
        Ok(Seconds(number.to_string()))
    }
}

pub(super) fn read(key: &str, body: &[u8], now: Millis) -> Result<Vec<MailNews>, HookFault> {
    // The signature stands in the document: where there is none, nothing is proved. The rest is read once it is: a
    // document takes many times the memory of its text, and anybody may send one.
    let Proof { signature } = serde_json::from_slice(body).map_err(|_| HookFault::Unproved)?;
    let Seconds(timestamp) = &signature.timestamp;
    // Time and token are signed with nothing between: cut elsewhere, the time is far away.
    let signed = format!("{timestamp}{}", signature.token);
    if !is_fresh(timestamp, now) || !is_signed(key, &signed, &signature.signature) {
        return Err(HookFault::Unproved);
    }
    let document: Value = serde_json::from_slice(body).map_err(|_| HookFault::Malformed)?;
    let event = document.get("event-data").filter(|event| event.is_object()).ok_or(HookFault::Malformed)?;
    Ok(news_of(event, &signature.signature.to_ascii_lowercase()).into_iter().collect())
}

fn is_signed(key: &str, signed: &str, given: &str) -> bool {
    let Ok(tag) = HEXLOWER_PERMISSIVE.decode(given.as_bytes()) else { return false };
    let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(key.as_bytes()) else { return false };
    mac.update(signed.as_bytes());
    // `verify_slice` compares in constant time and refuses another length.
    !key.is_empty() && mac.verify_slice(&tag).is_ok()
}

/// The HTTP webhook signing key.
pub(super) fn key_of(typed: &str) -> Result<String, &'static str> {
    let key = typed.trim();
    let fits = key.bytes().all(|byte| byte.is_ascii_graphic()) && (16..=200).contains(&key.len());
    if fits {
        Ok(key.to_owned())
    } else {
        Err(
            "This is not a signing key. Copy the HTTP webhook signing key that Mailgun shows; it is one word.",
        )
    }
}

fn news_of(event: &Value, key: &str) -> Option<MailNews> {
    let kind = match (text(event, "event"), text(event, "severity")) {
        ("failed", "permanent") => match text(event, "reason") {
            "suppress-complaint" => ReturnKind::Complained,
            // Given up, or not even tried, for another reason than the address.
            "old" | "espblock" | "suppress-unsubscribe" => ReturnKind::Delayed,
            _ => ReturnKind::Bounced,
        },
        ("failed", "temporary") => ReturnKind::Delayed,
        ("complained", _) => ReturnKind::Complained,
        _ => return None,
    };
    let told = event.get("delivery-status").unwrap_or(&Value::Null);
    let words = [text(told, "message"), text(told, "description"), text(event, "reason")];
    let words = words.into_iter().find(|words| !words.trim().is_empty()).unwrap_or_default();
    let words = match told.get("code").and_then(Value::as_i64) {
        Some(code) if code > 0 && !words.starts_with(&code.to_string()) => format!("{code} {words}"),
        _ => words.to_owned(),
    };
    let id = event.pointer("/message/headers/message-id").and_then(Value::as_str).unwrap_or_default();
    news(key.to_owned(), text(event, "recipient"), kind, &words, id)
}
