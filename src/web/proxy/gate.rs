//! Lets in what Shopify signed, and sees to it that nothing goes out that Shopify would act on.
//!
//! A request without a good signature gets the answer of a path that does not exist: it cannot tell
//! whether there is a shop of that name.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::services::app_proxy::Entry;
use crate::web::error_page::{Refusal, refuse};
use crate::web::state::WebState;

use super::Entrance;

/// The layer around every route behind the door.
pub(super) async fn guard(State(state): State<WebState>, mut request: Request, next: Next) -> Response {
    let (handle, query) = (handle_in(request.uri().path()), request.uri().query().unwrap_or_default());
    let entry = state.services.enter_by_proxy(handle, query).await;
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

/// The shop's handle in a path behind the door, as it stands there: a handle needs no encoding. Read
/// from the text, because the rest of the path may be no text at all and is a dead link then.
fn handle_in(path: &str) -> &str {
    path.trim_start_matches('/').split('/').nth(1).unwrap_or_default()
}
