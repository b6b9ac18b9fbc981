//! A sentence told once after a form was carried out, on the page the browser is led to. It travels in
//! a cookie of half a minute, never in an address.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Longest sentence, in characters.
const LONGEST: usize = 400;

const fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-waymark-said" } else { "waymark-said" }
}

/// Leads the browser to `path` with `sentence` to be told there.
#[must_use]
pub fn redirect_saying(path: &str, sentence: &str, secure: bool) -> Response {
    let mut response = Redirect::to(path).into_response();
    let short: String = sentence.chars().take(LONGEST).collect();
    let value = utf8_percent_encode(&short, NON_ALPHANUMERIC).to_string();
    put(response.headers_mut(), &value, 30, secure);
    response
}

/// The sentence this browser is to be told; `None` when there is none.
#[must_use]
pub fn said(headers: &HeaderMap, secure: bool) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let mut pairs = cookies.flat_map(|v| v.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(name, value)| *name == cookie_name(secure) && !value.is_empty())?;
    let text = percent_decode_str(value).decode_utf8().ok()?;
    Some(text.chars().take(LONGEST).collect())
}

/// Forgets the sentence: it was told.
pub fn forget(headers: &mut HeaderMap, secure: bool) {
    put(headers, "", 0, secure);
}

fn put(headers: &mut HeaderMap, value: &str, seconds: u32, secure: bool) {
    let flags = if secure { "; Secure" } else { "" };
    let name = cookie_name(secure);
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{flags}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        headers.append(header::SET_COOKIE, cookie);
    }
}
