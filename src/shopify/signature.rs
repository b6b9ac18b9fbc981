//! Tells whether something really comes from Shopify: webhooks, install queries and app proxy queries
//! are signed with the app's client secret, each in a way of its own (Shopify facts 3.3, 4.5, 5).
//!
//! Compares in constant time, takes several secrets (the current and the one before a rotation; an
//! empty one never fits) and never says why something is refused. Signs nothing: Waymark's own cookies
//! and links use other keys, so that nothing of ours can be replayed as Shopify's.

use std::borrow::Cow;
use std::collections::BTreeMap;

use data_encoding::{BASE64, HEXLOWER_PERMISSIVE};
use hmac::digest::KeyInit;
use hmac::{Hmac, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sha2::Sha256;

use crate::domain::clock::Millis;

/// What form encoding leaves as it is.
const FORM: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_');

/// Parameters that decide who speaks: a second one of these would leave open which was signed.
const ONCE: [&str; 6] = ["hmac", "signature", "shop", "timestamp", "code", "state"];

/// Parameters Shopify adds to a proxied request.
const PROXY_ONCE: [&str; 5] = ["signature", "shop", "timestamp", "path_prefix", "logged_in_customer_id"];

/// Most parameters looked at; Shopify sends a handful.
const MOST: usize = 100;

/// Whether `header` (`X-Shopify-Hmac-Sha256`) signs the raw bytes of `body` with one of `secrets`.
/// An empty body, a header that is not padded base64 of 32 bytes, or no secret: `false`.
#[must_use]
pub fn is_webhook(secrets: &[&str], body: &[u8], header: &str) -> bool {
    let Ok(tag) = BASE64.decode(header.as_bytes()) else { return false };
    !body.is_empty() && fits(secrets, body, &tag)
}

/// Whether a query string of the install flow (first visit or callback) is signed by its `hmac`.
///
/// Shopify's own libraries disagree on how values are written before signing: the percent-encoded form
/// is tried first, then the decoded one, in which lists (`ids[]=2&ids[]=1`) are written `ids=["2", "1"]`.
/// A repeated security parameter, a missing `hmac` or text that is not UTF-8: `false`.
#[must_use]
pub fn is_install_query(secrets: &[&str], raw_query: &str) -> bool {
    let Some(mut pairs) = pairs(raw_query, &ONCE) else { return false };
    let Some(tag) = take(&mut pairs, "hmac").and_then(|text| hex(&text)) else { return false };
    pairs.retain(|(name, _)| name != "signature");
    fits(secrets, encoded(&pairs).as_bytes(), &tag) || fits(secrets, decoded(&pairs).as_bytes(), &tag)
}

/// Whether a query string that came through the app proxy is signed by its `signature`.
///
/// The signed text has nothing between its parts, so a shopper could put `logged_in_customer_id=…` into
/// a parameter of the shop's address and cut the text elsewhere afterwards: each of Shopify's names may
/// stand in it only once. A repeated security parameter or a missing `signature`, `shop` or `timestamp`:
/// `false`.
#[must_use]
pub fn is_proxy_query(secrets: &[&str], raw_query: &str) -> bool {
    let Some(mut pairs) = pairs(raw_query, &PROXY_ONCE) else { return false };
    let Some(tag) = take(&mut pairs, "signature").and_then(|text| hex(&text)) else { return false };
    let has = |name: &str| pairs.iter().any(|(key, _)| key == name);
    if !has("shop") || !has("timestamp") {
        return false;
    }
    let mut lists = BTreeMap::<String, Vec<String>>::new();
    for (name, value) in pairs {
        lists.entry(name).or_default().push(value);
    }
    let mut parts: Vec<_> = lists.into_iter().map(|(key, all)| format!("{key}={}", all.join(","))).collect();
    parts.sort_unstable();
    let message = parts.concat();
    let once = |name: &&str| message.matches(&format!("{name}=")).count() <= 1;
    PROXY_ONCE.iter().all(once) && fits(secrets, message.as_bytes(), &tag)
}

/// Whether the query's `timestamp` (whole seconds) is at most `leeway_ms` away from `now`, either way.
/// Missing, repeated or no integer: `false`.
#[must_use]
pub fn is_fresh(raw_query: &str, now: Millis, leeway_ms: i64) -> bool {
    let Some(mut pairs) = pairs(raw_query, &["timestamp"]) else { return false };
    let Some(text) = take(&mut pairs, "timestamp") else { return false };
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let at = Some(text).filter(|_| digits).and_then(|text| text.parse::<i64>().ok()?.checked_mul(1_000));
    at.is_some_and(|at| now.0.abs_diff(at) <= leeway_ms.unsigned_abs())
}

fn fits(secrets: &[&str], message: &[u8], tag: &[u8]) -> bool {
    secrets.iter().filter(|secret| !secret.is_empty()).fold(false, |fits, secret| {
        let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(secret.as_bytes()) else { return fits };
        mac.update(message);
        // `verify_slice` compares in constant time and refuses another length.
        mac.verify_slice(tag).is_ok() | fits
    })
}

fn hex(text: &str) -> Option<Vec<u8>> {
    HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()
}

/// Names and values, decoded, in their order; `None` when one of `once` stands there twice, when there
/// are too many, or when a text is not UTF-8.
fn pairs(raw_query: &str, once: &[&str]) -> Option<Vec<(String, String)>> {
    let mut pairs = Vec::<(String, String)>::new();
    for part in raw_query.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let (name, value) = (plain(name)?, plain(value)?);
        // `shop[]` would be read as `shop` by some.
        let bare = name.split('[').next().unwrap_or(&name);
        let doubled = || pairs.iter().any(|(other, _)| other.split('[').next() == Some(bare));
        if pairs.len() >= MOST || (once.contains(&bare) && (bare != name || doubled())) {
            return None;
        }
        pairs.push((name, value));
    }
    Some(pairs)
}

fn plain(text: &str) -> Option<String> {
    let spaced = if text.contains('+') { Cow::Owned(text.replace('+', " ")) } else { Cow::Borrowed(text) };
    percent_decode_str(&spaced).decode_utf8().ok().map(Cow::into_owned)
}

fn take(pairs: &mut Vec<(String, String)>, name: &str) -> Option<String> {
    let at = pairs.iter().position(|(key, _)| key == name)?;
    Some(pairs.remove(at).1)
}

fn encoded(pairs: &[(String, String)]) -> String {
    let form = |text: &str| utf8_percent_encode(text, FORM).to_string();
    let mut sorted: Vec<_> = pairs.iter().map(|(name, value)| (form(name), form(value))).collect();
    sorted.sort_by(|one, other| one.0.cmp(&other.0));
    sorted.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

/// Only what would let one parameter pass for two is escaped.
fn decoded(pairs: &[(String, String)]) -> String {
    let value_of = |text: &str| text.replace('%', "%25").replace('&', "%26");
    let name_of = |text: &str| value_of(text).replace('=', "%3D");
    let mut lists = BTreeMap::<String, Vec<&str>>::new();
    let mut parts = Vec::new();
    for (name, value) in pairs {
        match name.strip_suffix("[]") {
            Some(list) => lists.entry(name_of(list)).or_default().push(value),
            None => parts.push((name_of(name), value_of(value))),
        }
    }
    for (name, values) in lists {
        let quoted: Vec<_> = values.into_iter().map(|value| format!("\"{}\"", value_of(value))).collect();
        parts.push((name, format!("[{}]", quoted.join(", "))));
    }
    parts.sort_by(|one, other| one.0.cmp(&other.0));
    parts.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(secret: &str, message: &str) -> String {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(message.as_bytes());
        data_encoding::HEXLOWER.encode(&mac.finalize().into_bytes())
    }

    #[test]
    fn a_shopper_cannot_cut_a_signed_proxy_text_elsewhere() {
        // Shopify signed a request nobody was logged in for, with an `a` of the shopper's choice.
        let inner = "logged_in_customer_id=5path_prefix=/apps/s";
        let text = format!(
            "a={inner}logged_in_customer_id=path_prefix=/apps/sshop=a.myshopify.comtimestamp=1700000000"
        );
        let tag = signed("hush", &text);
        let forged = format!(
            "a=&logged_in_customer_id=5&path_prefix=%2Fapps%2Fslogged_in_customer_id%3Dpath_prefix%3D%2Fapps%2Fs\
             &shop=a.myshopify.com&timestamp=1700000000&signature={tag}"
        );
        assert!(!is_proxy_query(&["hush"], &forged));
    }

    #[test]
    fn no_secret_and_an_empty_secret_verify_nothing() {
        let tag = signed("", "shop=a.myshopify.com&timestamp=1");
        let query = format!("shop=a.myshopify.com&timestamp=1&hmac={tag}");
        assert!(!is_install_query(&[""], &query));
        assert!(!is_install_query(&[], &query));
    }

    #[test]
    fn a_list_does_not_pass_for_a_security_parameter() {
        let tag = signed("hush", "shop=[\"a\", \"b\"]&timestamp=1");
        assert!(!is_install_query(&["hush"], &format!("shop[]=a&shop[]=b&timestamp=1&hmac={tag}")));
    }
}
