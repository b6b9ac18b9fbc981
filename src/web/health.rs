//! Whether the server can do its work: it can when the database commits, not when a port is open.

use axum::extract::State;
use axum::http::StatusCode;

use super::state::WebState;

/// GET: `ok`, or 503 with a word on what is wrong.
pub async fn health(State(state): State<WebState>) -> (StatusCode, &'static str) {
    match state.services.store.ping().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::warn!(error = ?error, "the database does not commit");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not commit\n")
        }
    }
}
