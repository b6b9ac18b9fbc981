//! Postmark: one event a delivery, proved by HTTP basic authentication (postmarkapp.com: Bounce webhook, Spam
//! complaint webhook, Subscription change webhook, Bounce API: bounce types).

use data_encoding::BASE64;
use serde_json::Value;
use subtle::ConstantTimeEq as _;

use super::{Delivered, HookFault, USER, news, text};
use crate::domain::mail_hook::{MailNews, ReturnKind};

pub(super) fn read(password: &str, delivered: &Delivered<'_>) -> Result<Vec<MailNews>, HookFault> {
    if !is_signed_in(password, delivered.authorization) {
        return Err(HookFault::Unproved);
    }
    let event: Value = serde_json::from_slice(delivered.body).map_err(|_| HookFault::Malformed)?;
    if !event.is_object() {
        return Err(HookFault::Malformed);
    }
    Ok(news_of(&event).into_iter().collect())
}

fn is_signed_in(password: &str, header: &str) -> bool {
    let Some((scheme, given)) = header.split_once(' ') else { return false };
    let Ok(given) = BASE64.decode(given.trim().as_bytes()) else { return false };
    let expected = format!("{USER}:{password}");
    let same = bool::from(expected.as_bytes().ct_eq(&given));
    scheme.eq_ignore_ascii_case("basic") && !password.is_empty() && same
}

fn news_of(event: &Value) -> Option<MailNews> {
    let words = [text(event, "Details"), text(event, "Description"), text(event, "Name")];
    let words = words.into_iter().find(|words| !words.trim().is_empty()).unwrap_or_default();
    // The header that goes out with each mail to Postmark comes back here: it gives mails other Message-IDs.
    let message = event.get("Metadata").map_or("", |data| text(data, "waymark"));
    let id = event.get("ID").and_then(Value::as_i64);
    match text(event, "RecordType") {
        "Bounce" | "SpamComplaint" => {
            let kind = kind_of(text(event, "Type"))?;
            news(format!("bounce {}", id?), text(event, "Email"), kind, words, message)
        }
        "SubscriptionChange" if event.get("SuppressSending").and_then(Value::as_bool) == Some(true) => {
            let reason = text(event, "SuppressionReason");
            let kind = kind_of(reason).filter(|kind| kind.ends_the_address())?;
            let key =
                format!("suppressed {} {} {reason}", text(event, "MessageID"), text(event, "ChangedAt"));
            news(key, text(event, "Recipient"), kind, reason, message)
        }
        _ => None,
    }
}

/// What a type of bounce means; `None` for those that are no failure (automatic answers and the like).
fn kind_of(word: &str) -> Option<ReturnKind> {
    match word {
        "HardBounce" | "BadEmailAddress" => Some(ReturnKind::Bounced),
        "SpamComplaint" => Some(ReturnKind::Complained),
        "Transient"
        | "SoftBounce"
        | "DnsError"
        | "Blocked"
        | "SpamNotification"
        | "VirusNotification"
        | "DMARCPolicy"
        | "ManuallyDeactivated"
        | "Unknown" => Some(ReturnKind::Delayed),
        _ => None,
    }
}
