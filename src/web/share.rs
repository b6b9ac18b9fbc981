//! Sharing: make, see and end the share link. Opening the page makes nothing.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use crate::domain::routes;
use crate::pages;
use crate::services::frame::frame;

use super::order::{Asking, Outcome, answer, html, language, open_own};
use super::state::WebState;

/// GET: what sharing is, and the share link when there is one.
pub async fn page(
    State(state): State<WebState>,
    Path(token): Path<String>,
    Query(asking): Query<Asking>,
    headers: HeaderMap,
) -> Response {
    let outcome = share_page(&state, &headers, &token, &asking).await;
    answer(&state, &headers, &asking, outcome).await
}

async fn share_page(state: &WebState, headers: &HeaderMap, token: &str, asking: &Asking) -> Outcome {
    let (token, opened) = open_own(state, headers, token).await?;
    let language = language(asking, &opened);
    let link = state.services.share_link(&opened).await?.map(|share| state.services.address_of(&share));
    let frame = frame(Some(&opened.shop), language, &routes::share(&token));
    let speech = state.services.words.in_language(language);
    let paths = pages::SharePaths {
        make: routes::in_language(&routes::share(&token), language.tag()),
        end: routes::in_language(&routes::share_revoke(&token), language.tag()),
        back: routes::in_language(&routes::order(&token), language.tag()),
    };
    let page = pages::to_html(pages::share_page(&frame, &state.assets, &opened.name, paths, link, &speech));
    Ok(html(state, StatusCode::OK, page, &frame.brand_css))
}

/// POST: make a share link.
pub async fn make(
    State(state): State<WebState>,
    Path(token): Path<String>,
    Query(asking): Query<Asking>,
    headers: HeaderMap,
) -> Response {
    let outcome = change(&state, &headers, &token, &asking, true).await;
    answer(&state, &headers, &asking, outcome).await
}

/// POST: end the share link.
pub async fn end(
    State(state): State<WebState>,
    Path(token): Path<String>,
    Query(asking): Query<Asking>,
    headers: HeaderMap,
) -> Response {
    let outcome = change(&state, &headers, &token, &asking, false).await;
    answer(&state, &headers, &asking, outcome).await
}

async fn change(state: &WebState, headers: &HeaderMap, token: &str, asking: &Asking, make: bool) -> Outcome {
    let (token, opened) = open_own(state, headers, token).await?;
    if make {
        state.services.make_share_link(&opened).await?;
    } else {
        state.services.end_share_links(&opened).await?;
    }
    let to = routes::in_language(&routes::share(&token), language(asking, &opened).tag());
    Ok(Redirect::to(&to).into_response())
}
