//! Logos: public, named after their bytes, kept for a year. Pages under a shop's own domain take them
//! from here.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::services::shop_logo::content_type;

use super::csp;
use super::error_page::{Refusal, refuse};
use super::proxy::Entrance;
use super::state::WebState;

/// Longest name of a logo's file, in bytes.
const NAME_LIMIT: usize = 64;

/// GET: a logo.
pub async fn file(State(state): State<WebState>, Path(name): Path<String>) -> Response {
    if name.len() > NAME_LIMIT {
        return StatusCode::NOT_FOUND.into_response();
    }
    match state.services.logo(&name).await {
        Ok(Some(bytes)) => {
            let fixed = [
                (header::CONTENT_TYPE, HeaderValue::from_static(content_type(&name))),
                (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
                (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
                (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(csp::NOTHING)),
                (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
                (
                    HeaderName::from_static("cross-origin-resource-policy"),
                    HeaderValue::from_static("cross-origin"),
                ),
            ];
            (fixed, bytes).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            refuse(&state, &Entrance::default(), &HeaderMap::new(), None, Refusal::from(error)).await
        }
    }
}
