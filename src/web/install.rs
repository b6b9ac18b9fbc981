//! The two steps of an install that come to us: the link, and Shopify's call back. The state lies in a
//! cookie of this browser alone; a `__Host-` cookie cannot be planted from another host.

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::error_page::{Refusal, refuse};
use super::proxy::Entrance;
use super::state::WebState;

fn cookie(state: &WebState) -> &'static str {
    if state.secure { "__Host-waymark-install" } else { "waymark-install" }
}

/// GET: the link; leads to Shopify's consent page.
pub async fn begin(State(state): State<WebState>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    match state.services.begin_install(query.as_deref().unwrap_or_default()).await {
        Ok(Some((address, kept))) => {
            let secure = if state.secure { "; Secure" } else { "" };
            let value =
                format!("{}={kept}; Path=/; HttpOnly; SameSite=Lax; Max-Age=900{secure}", cookie(&state));
            let mut response = Redirect::to(&address).into_response();
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(header::SET_COOKIE, value);
            }
            response
        }
        Ok(None) => refuse(&state, &Entrance::default(), &headers, None, Refusal::NoPage).await,
        Err(error) => refuse(&state, &Entrance::default(), &headers, None, error.into()).await,
    }
}

/// GET: Shopify's call back. What it changes is signed by Shopify and bound to this browser.
pub async fn end(State(state): State<WebState>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let kept = kept_state(&headers, cookie(&state)).unwrap_or_default();
    match state.services.end_install(query.as_deref().unwrap_or_default(), &kept).await {
        Ok(Some((shop, installed))) => {
            state.inbox_bell.ring();
            tracing::info!(
                shop.handle = shop.handle,
                scopes = installed.scopes.len(),
                "a shop was connected"
            );
            Redirect::to(&format!("https://{}/admin/apps", shop.domain)).into_response()
        }
        Ok(None) => refuse(&state, &Entrance::default(), &headers, None, Refusal::NoPage).await,
        Err(error) => refuse(&state, &Entrance::default(), &headers, None, error.into()).await,
    }
}

fn kept_state(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}
