//! The door for what mail providers tell: raw body with a cap, three headers, one service, a status code.
//!
//! 200 only for what is on disk, also when it was told before; 400 for what is proved and not understood; 401 for what is
//! not proved, and for whom nobody here believes, before the body is read; 413 for a body that is too long; 503 when the
//! database does not commit, so that it is told again.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::services::ServiceError;
use crate::services::mail_hooks::{BelievedProvider, Delivered, MailReceipt};

use super::hooks::only;
use super::state::WebState;

/// Longest body taken, in bytes: more than a provider sends at once.
const BODY_LIMIT: usize = 1024 * 1024;

/// POST: takes what a provider tells.
pub async fn receive(
    State(state): State<WebState>,
    Path((shop, provider)): Path<(String, String)>,
    headers: HeaderMap,
    body: Request<Body>,
) -> Response {
    let from = match state.services.believed_provider(&shop, &provider).await {
        Ok(Some(from)) => from,
        Ok(None) => return refused().into_response(),
        Err(error) => return not_stored(&error).into_response(),
    };
    let Ok(body) = to_bytes(body.into_body(), BODY_LIMIT).await else {
        return (StatusCode::PAYLOAD_TOO_LARGE, [(header::CONNECTION, "close")]).into_response();
    };
    // In a task of its own: who hangs up must not cut a transaction in two.
    let taken = tokio::spawn(async move { take(&state, &from, &headers, &body).await });
    taken.await.unwrap_or(StatusCode::SERVICE_UNAVAILABLE).into_response()
}

async fn take(state: &WebState, from: &BelievedProvider, headers: &HeaderMap, body: &Bytes) -> StatusCode {
    let delivered = Delivered {
        body,
        authorization: only(headers, "authorization"),
        signature: only(headers, "x-twilio-email-event-webhook-signature"),
        timestamp: only(headers, "x-twilio-email-event-webhook-timestamp"),
    };
    match state.services.receive_mail_news(from, &delivered).await {
        Ok(MailReceipt::Taken(_)) => StatusCode::OK,
        Ok(MailReceipt::Refused) => refused(),
        Ok(MailReceipt::Malformed) => {
            tracing::warn!("news of a mail provider were not understood");
            StatusCode::BAD_REQUEST
        }
        Err(error) => not_stored(&error),
    }
}

fn refused() -> StatusCode {
    tracing::warn!("news of a mail provider were refused: they are not proved");
    StatusCode::UNAUTHORIZED
}

fn not_stored(error: &ServiceError) -> StatusCode {
    tracing::error!(error = ?error, "news of a mail provider could not be stored");
    StatusCode::SERVICE_UNAVAILABLE
}
