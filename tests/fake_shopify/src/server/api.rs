//! `POST /{shop}/admin/api/{version}/graphql.json`.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::{Running, fault_before, no_shop, stamp, unauthorized};
use crate::graphql::{self, Request};

/// The Admin GraphQL API.
pub(super) async fn graphql(
    State(fake): State<Running>,
    Path((name, _version)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(shop) = fake.find(&name) else { return no_shop() };
    let request: Option<Request> = serde_json::from_slice(&body).ok();
    let operation = request.as_ref().and_then(graphql::operation_name);
    if let Some(answer) = fault_before(&shop, "graphql", operation.as_deref()).await {
        return stamp(&shop, answer);
    }
    if let Some(refusal) = refusal(&shop, &headers) {
        return stamp(&shop, refusal);
    }
    let Some(request) = request else {
        let body = json!({"errors": "Could not parse the request's body as JSON"});
        return stamp(&shop, (StatusCode::BAD_REQUEST, axum::Json(body)).into_response());
    };
    let answer = graphql::answer(&mut shop.lock(), &request, &fake.url());
    for place in answer.bulks {
        tokio::spawn(crate::bulk::run(Arc::clone(&shop), place));
    }
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    stamp(&shop, (status, axum::Json(answer.body)).into_response())
}

/// Lasting states and the token, in the order in which Shopify looks at them.
fn refusal(shop: &super::Shop, headers: &HeaderMap) -> Option<Response> {
    let state = shop.lock();
    let say = |status: StatusCode, text: &str| {
        Some((status, axum::Json(json!({ "errors": text }))).into_response())
    };
    let token = headers.get("x-shopify-access-token").and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !state.knows_token(token) {
        return Some(unauthorized());
    }
    if state.faults.frozen {
        return say(StatusCode::PAYMENT_REQUIRED, "Unavailable Shop");
    }
    if state.faults.locked {
        return say(StatusCode::LOCKED, "Locked");
    }
    if state.faults.forbidden {
        return say(
            StatusCode::FORBIDDEN,
            "[API] This action requires merchant approval for read_orders scope.",
        );
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/json") {
        return say(StatusCode::BAD_REQUEST, "Content-Type must be application/json");
    }
    None
}
