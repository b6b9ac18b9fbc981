//! Response headers of every page: what a browser may do with it.
//!
//! The only inline style is the brand, allowed by its hash; there is no inline script at all. Token
//! pages are never stored and never indexed. `Referrer-Policy` is `same-origin`: `no-referrer` would
//! make browsers send `Origin: null` with our own forms.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use data_encoding::BASE64;
use sha2::{Digest, Sha256};

static FIXED: [(HeaderName, &str); 8] = [
    (header::CACHE_CONTROL, "private, no-store"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    ),
];

/// The content security policy of a page with this inline brand style.
#[must_use]
pub fn policy(brand_css: &str) -> String {
    let hash = BASE64.encode(&Sha256::digest(brand_css.as_bytes()));
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-{hash}'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// Puts the headers of a page on an answer. `secure` adds HSTS.
pub fn page_headers(headers: &mut HeaderMap, policy: &str, secure: bool) {
    for (name, value) in &FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if secure {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
}
