//! SendGrid: a list of events a delivery, signed with ECDSA (P-256, SHA-256) over the time and the raw body
//! (twilio.com: Event Webhook Reference, Getting Started with the Event Webhook Security Features).

use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1, ParsedPublicKey};
use data_encoding::BASE64;
use serde_json::Value;

use super::{Delivered, HookFault, is_fresh, news, text};
use crate::domain::clock::Millis;
use crate::domain::mail_hook::{MailNews, ReturnKind};

/// Most pieces of news taken at once: a delivery has some hundred events.
const MOST: usize = 2_000;

pub(super) fn read(key: &str, delivered: &Delivered<'_>, now: Millis) -> Result<Vec<MailNews>, HookFault> {
    // The time first: it costs nothing, and a signature over a whole body does.
    if !is_fresh(delivered.timestamp, now) || !is_signed(key, delivered) {
        return Err(HookFault::Unproved);
    }
    let events: Value = serde_json::from_slice(delivered.body).map_err(|_| HookFault::Malformed)?;
    let events = events.as_array().ok_or(HookFault::Malformed)?;
    let news: Vec<MailNews> = events.iter().filter_map(news_of).take(MOST + 1).collect();
    if news.len() > MOST { Err(HookFault::Malformed) } else { Ok(news) }
}

/// Whether the signature is of this time and this body, by the private half of `key`.
pub(super) fn is_signed(key: &str, delivered: &Delivered<'_>) -> bool {
    let signed = [delivered.timestamp.as_bytes(), delivered.body].concat();
    let signature = BASE64.decode(delivered.signature.as_bytes());
    match (parsed(key), signature) {
        (Some(key), Ok(signature)) => key.verify_sig(&signed, &signature).is_ok(),
        _ => false,
    }
}

fn parsed(key: &str) -> Option<ParsedPublicKey> {
    ParsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, BASE64.decode(key.as_bytes()).ok()?).ok()
}

/// The verification key: base64, perhaps between the lines of a PEM file.
pub(super) fn key_of(typed: &str) -> Result<String, &'static str> {
    let lines = typed.lines().filter(|line| !line.trim_start().starts_with("-----"));
    let key: String = lines.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect();
    parsed(&key).map(|_| key).ok_or(
        "This is not a verification key. Copy the whole key that SendGrid shows for the signed event webhook; it \
         begins with MFkw.",
    )
}

fn news_of(event: &Value) -> Option<MailNews> {
    let reason = text(event, "reason");
    let kind = match text(event, "event") {
        // “blocked” is a refusal for another reason than the address.
        "bounce" if text(event, "type") == "blocked" => ReturnKind::Delayed,
        "bounce" => ReturnKind::Bounced,
        "spamreport" => ReturnKind::Complained,
        "dropped" => match reason {
            "Bounced Address" | "Invalid" => ReturnKind::Bounced,
            "Spam Reporting Address" => ReturnKind::Complained,
            _ => ReturnKind::Delayed,
        },
        "deferred" => ReturnKind::Delayed,
        _ => return None,
    };
    let words = [reason, text(event, "response")].into_iter().find(|words| !words.is_empty());
    let id = text(event, "sg_event_id");
    if id.is_empty() {
        return None;
    }
    news(id.to_owned(), text(event, "email"), kind, words.unwrap_or_default(), text(event, "smtp-id"))
}
