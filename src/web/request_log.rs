//! One line per request. Carries the route's pattern, never the address: tokens are secrets.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;

/// Logs method, route pattern, status and duration.
pub async fn log(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route =
        request.extensions().get::<MatchedPath>().map_or("(no route)", MatchedPath::as_str).to_owned();
    let started = Instant::now();
    let response = next.run(request).await;
    let status = response.status().as_u16();
    let duration_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    if status >= 500 {
        tracing::warn!(http.method = %method, http.route = route, http.status = status, duration_us, "answered");
    } else {
        tracing::debug!(http.method = %method, http.route = route, http.status = status, duration_us, "answered");
    }
    response
}
