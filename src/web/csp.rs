//! Response headers of every page: what a browser may do with it.
//!
//! The only inline style is the brand, allowed by its hash; there is no inline script at all. Token
//! pages are never stored and never indexed. `Referrer-Policy` is `same-origin`: `no-referrer` would
//! make browsers send `Origin: null` with our own forms.
//!
//! Behind a shop's app proxy the page has the shop's origin: style, script and icon come from ours by
//! name, and nothing is said about the shop's domain as a whole (no HSTS). Inside a theme the page is
//! mostly the shop's, so it gets no policy of ours, which would stop the theme's own files.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use crate::domain::door::Door;

/// Headers of everything personal, wherever it is shown.
static PERSONAL: [(HeaderName, &str); 4] = [
    (header::CACHE_CONTROL, "private, no-store"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
];

/// Headers of a document that is ours alone.
static OURS: [(HeaderName, &str); 4] = [
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    ),
];

/// The policy of what holds no page: redirects, files, answers of machines.
pub const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// The policy of a message shown in a frame of ours: its own style, pictures that are in it, nothing else.
pub const MAIL: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox; frame-ancestors 'none'";

/// The content security policy of a page with this inline brand style at our own door.
#[must_use]
pub fn policy(brand_css: &str) -> String {
    let hash = hash_of(brand_css);
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-{hash}'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// The policy of a whole page behind an app proxy: its own origin is the shop's and only takes forms;
/// its files come from `origin`, ours.
#[must_use]
pub fn proxied_policy(brand_css: &str, origin: &str) -> String {
    let hash = hash_of(brand_css);
    format!(
        "default-src 'none'; script-src {origin}; style-src {origin} 'sha256-{hash}'; \
         img-src 'self' {origin} data:; font-src {origin}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// Lets a page of the merchant's side compile WebAssembly, which the script of our own origin brings (the
/// islands); what is text is not run by that either. Shoppers' pages never get it.
pub fn allow_modules(headers: &mut HeaderMap) {
    let Some(policy) = headers.get(header::CONTENT_SECURITY_POLICY).and_then(|v| v.to_str().ok()) else {
        return;
    };
    let wider = policy.replacen("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", 1);
    if let Ok(wider) = HeaderValue::from_str(&wider) {
        headers.insert(header::CONTENT_SECURITY_POLICY, wider);
    }
}

fn hash_of(style: &str) -> String {
    BASE64.encode(&Sha256::digest(style.as_bytes()))
}

/// Puts the headers of a page on an answer. `secure` adds HSTS.
pub fn page_headers(headers: &mut HeaderMap, policy: &str, secure: bool) {
    put(headers, &PERSONAL);
    put(headers, &OURS);
    if let Ok(policy) = HeaderValue::from_str(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if secure {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
}

/// Puts the headers of a page on an answer at this door, with its content type. `policy` is the page's
/// own; it is left out inside a theme.
pub fn door_headers(headers: &mut HeaderMap, door: &Door, policy: &str, secure: bool) {
    if door.is_in_theme() {
        put(headers, &PERSONAL);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/liquid"));
    } else {
        page_headers(headers, policy, secure && !door.is_proxied());
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    }
}

/// Puts the headers of a file about an order on an answer at this door.
pub fn file_headers(headers: &mut HeaderMap, door: &Door, secure: bool) {
    page_headers(headers, NOTHING, secure && !door.is_proxied());
}

/// Lets a page show our own pages in a frame: the editor of a status does.
pub fn allow_own_frames(headers: &mut HeaderMap) {
    reword(headers, |policy| format!("{policy}; frame-src 'self'"));
}

/// Lets our own pages show this one in a frame, as none else may: a preview.
pub fn allow_in_own_frame(headers: &mut HeaderMap) {
    reword(headers, |policy| policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
}

fn reword(headers: &mut HeaderMap, change: impl FnOnce(&str) -> String) {
    let policy = headers.get(header::CONTENT_SECURITY_POLICY).and_then(|policy| policy.to_str().ok());
    if let Some(policy) = policy.and_then(|policy| HeaderValue::from_str(&change(policy)).ok()) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

fn put(headers: &mut HeaderMap, fixed: &'static [(HeaderName, &'static str)]) {
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::shop::ProxyForm;

    #[test]
    fn nothing_is_said_about_the_shops_domain_as_a_whole() {
        let at = |door: &Door| {
            let mut headers = HeaderMap::new();
            door_headers(&mut headers, door, "default-src 'none'", true);
            headers
        };
        assert!(at(&Door::OWN).contains_key(header::STRICT_TRANSPORT_SECURITY));
        for form in [ProxyForm::Page, ProxyForm::Theme] {
            let headers = at(&Door::proxied("/apps/status", form).unwrap());
            assert!(!headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
            assert_eq!(headers[header::CACHE_CONTROL], "private, no-store");
            assert_eq!(headers.contains_key(header::CONTENT_SECURITY_POLICY), form == ProxyForm::Page);
            assert_eq!(headers.contains_key(header::X_FRAME_OPTIONS), form == ProxyForm::Page);
        }
    }
}
