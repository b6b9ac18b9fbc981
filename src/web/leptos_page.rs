//! Pages that are not kept (look-up, code, sharing, notices) on their way through `leptos_axum`.
//!
//! It gives a page what Leptos' server functions, resources and islands expect: an owner, a shared
//! context, response options. The components get an empty request: tokens, cookies and forms were
//! read before, and the answer to a dead link cannot depend on how it was asked for.
//!
//! The one thing left out is the script that `leptos_axum::render_app_async_with_context` writes
//! behind every document for the browser half: it carries a nonce drawn per answer, which our policy
//! does not allow and which would make two dead links differ. See docs/decisions/0001.

use std::future::ready;
use std::pin::Pin;

use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use futures::stream::{Stream, StreamExt as _, once};
use leptos::prelude::*;

use crate::domain::door::Door;
use crate::pages::{for_theme, without_markers};

use super::csp;
use super::state::WebState;

/// Lets Leptos spawn its tasks on tokio. To be called before the first page; again does nothing.
pub fn prepare() {
    // The only error is that it was done before.
    let _ = any_spawner::Executor::init_tokio();
}

/// The page that `view` makes, whole, with this status and the headers of a page at `door`. A component can add
/// headers to an answer, but takes none of ours away.
pub async fn respond<V: IntoView + 'static>(
    state: &WebState,
    door: &Door,
    status: StatusCode,
    brand_css: &str,
    view: impl FnOnce() -> V + Send + 'static,
) -> Response {
    let request = Request::new(Body::empty());
    // As `render_app_async_with_context` builds it, without the scripts.
    let mut response = leptos_axum::handle_response_inner(
        || {},
        view,
        request,
        |page, _scripts, _| {
            Box::pin(async move {
                let html = page.to_html_stream_in_order().collect::<String>().await;
                Box::pin(once(ready(without_markers(&html)))) as Pin<Box<dyn Stream<Item = String> + Send>>
            })
        },
    )
    .await;
    if door.is_in_theme() {
        response = in_theme(response, &state.assets_at(door).css, brand_css).await;
    }
    *response.status_mut() = status;
    csp::door_headers(response.headers_mut(), door, &state.policy(door, brand_css), state.secure);
    response
}

/// The same answer as what belongs into a shop's theme. It was made a moment ago and is one piece.
async fn in_theme(response: Response, css: &str, brand_css: &str) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let html = for_theme(&String::from_utf8_lossy(&bytes), css, brand_css);
    parts.headers.remove(axum::http::header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(html))
}
