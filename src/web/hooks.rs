//! The door for Shopify's webhooks: raw body with a cap, headers, one service, a status code.
//!
//! 200 only for what is on disk; 401 for a bad signature, a wrong shop, headers that are missing or sent twice; 413 for a
//! body that is too long; 503 when the database does not commit, so that Shopify sends it again.
//! No cookies, so no guard against forged forms is needed here.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::services::receive_webhook::{Receipt, Told};

use super::state::WebState;

/// Longest body taken, in bytes. Shopify does not say how long one may get; an order of some hundred
/// lines has less than two million.
const BODY_LIMIT: usize = 8 * 1024 * 1024;

/// POST: takes a webhook.
pub async fn receive(
    State(state): State<WebState>,
    Path(shop): Path<String>,
    headers: HeaderMap,
    body: Request<Body>,
) -> Response {
    let Ok(body) = to_bytes(body.into_body(), BODY_LIMIT).await else {
        // What was not read stands in the way of a next request on this connection: whoever keeps
        // connections must know that this one ends.
        return (StatusCode::PAYLOAD_TOO_LARGE, [(header::CONNECTION, "close")]).into_response();
    };
    // In a task of its own: who hangs up must not cut a transaction in two.
    let taken = tokio::spawn(async move { take(&state, &shop, &headers, &body).await });
    taken.await.unwrap_or(StatusCode::SERVICE_UNAVAILABLE).into_response()
}

async fn take(state: &WebState, shop: &str, headers: &HeaderMap, body: &Bytes) -> StatusCode {
    let header = |name: &str| only(headers, name);
    let event_id = match header("x-shopify-event-id") {
        "" => header("x-shopify-webhook-id"),
        id => id,
    };
    let complete = !header("x-shopify-webhook-id").is_empty() && !header("x-shopify-api-version").is_empty();
    let told = Told {
        handle: shop,
        domain: header("x-shopify-shop-domain"),
        topic: header("x-shopify-topic"),
        signature: header("x-shopify-hmac-sha256"),
        event_id: if complete { event_id } else { "" },
        triggered_at: Some(header("x-shopify-triggered-at")),
        body,
    };
    match state.services.receive_webhook(&told).await {
        Ok(Receipt::Stored) => {
            state.inbox_bell.ring();
            StatusCode::OK
        }
        Ok(Receipt::Known) => StatusCode::OK,
        Ok(Receipt::Refused) => {
            tracing::warn!("a webhook was refused: signature, shop or headers are wrong");
            StatusCode::UNAUTHORIZED
        }
        Err(error) => {
            tracing::error!(error = ?error, "a webhook could not be stored");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

/// The one value of a header; empty when it is missing. Sent twice is as good as not sent: which of the two would be
/// meant?
pub(super) fn only<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    let mut values = headers.get_all(name).iter();
    let only = values.next().filter(|_| values.next().is_none());
    only.and_then(|value| value.to_str().ok()).unwrap_or_default()
}
