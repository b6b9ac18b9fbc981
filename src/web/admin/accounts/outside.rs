//! What is known of a browser that is not signed in, what it is given when it is, and where it may be led.

use std::convert::Infallible;
use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::IntoView;

use crate::domain::account::User;
use crate::domain::admin_routes::ADMIN;
use crate::domain::door::Door;
use crate::domain::link::Token;
use crate::pages::admin::shell::AdminAssets;
use crate::services::ServiceError;
use crate::services::accounts::SessionKey;
use crate::web::admin::guard::{session_cookie, session_key};
use crate::web::admin::page::admin_assets;
use crate::web::leptos_page;
use crate::web::state::WebState;
use crate::web::visitor;

/// Longest path that is gone back to, in bytes.
const BACK_LIMIT: usize = 1_000;

/// A browser of somebody who is not known yet. Never refuses.
#[derive(Clone, Debug)]
pub struct Outside {
    /// The session it has, which may be over.
    pub key: Option<SessionKey>,
    /// What it keeps of an earlier time.
    pub device: Option<Token>,
    /// What it calls itself.
    pub browser: String,
    /// Its network, for limits.
    pub network: String,
}

impl FromRequestParts<WebState> for Outside {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Infallible> {
        let headers = &parts.headers;
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0);
        let browser = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
        Ok(Self {
            key: session_key(headers, state.secure),
            device: device(headers, state.secure),
            browser: browser.to_owned(),
            network: visitor::network(peer, headers, &state.trusted_proxies),
        })
    }
}

const fn device_cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-waymark-device" } else { "waymark-device" }
}

fn device(headers: &HeaderMap, secure: bool) -> Option<Token> {
    cookie_value(headers, device_cookie_name(secure)).and_then(Token::parse)
}

/// The value of a cookie; `None` when the browser has none of this name.
pub fn cookie_value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let mut pairs = cookies.flat_map(|v| v.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
}

/// A path of ours that somebody may be led to; anything else leads to where everybody arrives. A browser
/// drops tabs and line breaks and takes backslashes for slashes: none of them may stand in it.
#[must_use]
pub fn own_path(back: &str) -> &str {
    let odd = |c: char| c == '\\' || c.is_control() || c.is_whitespace();
    let own =
        back.starts_with('/') && !back.starts_with("//") && back.len() <= BACK_LIMIT && !back.contains(odd);
    if own { back } else { ADMIN }
}

/// Signs the browser in and leads it to `back`. The answer carries its new session, and what tells next
/// time that it is known.
///
/// # Errors
/// When the store does not answer.
pub async fn admit(
    state: &WebState,
    outside: &Outside,
    user: &User,
    back: &str,
) -> Result<Response, ServiceError> {
    let (key, device) =
        state.services.admit(user, &outside.browser, outside.key.as_ref(), outside.device.as_ref()).await?;
    let mut response = Redirect::to(own_path(back)).into_response();
    let flags = if state.secure { "; Secure" } else { "" };
    let name = device_cookie_name(state.secure);
    let known =
        format!("{name}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000{flags}", device.reveal());
    put_cookie(response.headers_mut(), &session_cookie(Some(&key), state.secure));
    put_cookie(response.headers_mut(), &known);
    Ok(response)
}

/// Adds a cookie to an answer.
pub fn put_cookie(headers: &mut HeaderMap, cookie: &str) {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        headers.append(header::SET_COOKIE, cookie);
    }
}

/// Answers with a page of somebody who is not signed in.
pub async fn show_outside<V: IntoView + 'static>(
    state: &WebState,
    status: StatusCode,
    view: impl FnOnce(AdminAssets) -> V + Send + 'static,
) -> Response {
    let assets = admin_assets();
    leptos_page::respond(state, &Door::OWN, status, "", move || view(assets)).await
}

/// Says when the next try is looked at.
pub fn put_wait(response: &mut Response, seconds: i64) {
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn nobody_is_led_away() {
        for own in ["/admin/oak/orders?view=late&q=a%20b", "/account"] {
            assert_eq!(own_path(own), own);
        }
        let long = format!("/{}", "a".repeat(2_000));
        for away in [
            "",
            "https://elsewhere.example",
            "//elsewhere.example",
            "/\\elsewhere.example",
            "/\t/elsewhere.example",
            "/a\nb",
            "admin",
            &long,
        ] {
            assert_eq!(own_path(away), "/admin", "{away:?}");
        }
    }
}
