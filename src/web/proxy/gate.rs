//! Lets in what Shopify signed, and sees to it that nothing goes out that Shopify would act on.
//!
//! A request without a good signature gets the answer of a path that does not exist: it cannot tell
//! whether there is a shop of that name.

use std::sync::Arc;

use axum::extract::{RawPathParams, RawQuery, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::services::app_proxy::Entry;
use crate::web::error_page::{Refusal, refuse};
use crate::web::state::WebState;

use super::Entrance;

/// The layer around every route behind the door.
pub(super) async fn guard(
    State(state): State<WebState>,
    params: Result<RawPathParams, axum::extract::rejection::RawPathParamsRejection>,
    RawQuery(query): RawQuery,
    mut request: Request,
    next: Next,
) -> Response {
    let handle = params.ok().and_then(|params| {
        params.iter().find(|(name, _)| *name == "shop").map(|(_, value)| value.to_owned())
    });
    let entry = match handle {
        Some(handle) => state.services.enter_by_proxy(&handle, query.as_deref().unwrap_or_default()).await,
        None => Ok(Entry::Nothing),
    };
    let headers = request.headers().clone();
    let own = Entrance::default();
    let (shop, door) = match entry {
        Ok(Entry::Open { shop, door }) => (shop, door),
        Ok(Entry::NotConnected) => return refuse(&state, &own, &headers, None, Refusal::NotConnected).await,
        Ok(Entry::Nothing) => return refuse(&state, &own, &headers, None, Refusal::NoPage).await,
        Err(error) => return refuse(&state, &own, &headers, None, error.into()).await,
    };
    let entrance = Entrance { door, shop: Some(Arc::new(*shop)) };
    request.extensions_mut().insert(entrance.clone());
    let mut response = next.run(request).await;
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        let allow = response.headers_mut().remove(header::ALLOW);
        response = refuse(&state, &entrance, &headers, None, Refusal::Refused).await;
        *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
        if let Some(allow) = allow {
            response.headers_mut().insert(header::ALLOW, allow);
        }
    }
    if response.status().is_redirection() {
        let what = "a redirect behind the app proxy, which Shopify would follow itself";
        response = refuse(&state, &entrance, &headers, None, Refusal::Broken(what.into())).await;
    }
    response.headers_mut().remove(header::SET_COOKIE);
    response
}
