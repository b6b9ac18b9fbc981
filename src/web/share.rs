//! Sharing: make, see and end the share link. Opening the page makes nothing.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use crate::domain::routes;
use crate::pages::{SharePage, ShareState, ShareView};
use crate::services::frame::frame;

use super::leptos_page;
use super::order::{Asking, Outcome, answer, language, open_own};
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
    let share_state = match state.services.share_link(&opened).await? {
        Some(share) => ShareState::Live(state.services.address_of(&share)),
        None if asking.say.as_deref() == Some("ended") => ShareState::Ended,
        None => ShareState::None,
    };
    let frame = frame(Some(&opened.shop), language, &routes::share(&token));
    let speech = state.services.words.in_language(language);
    let view = ShareView {
        name: opened.name.clone(),
        make: routes::in_language(&routes::share(&token), language.tag()),
        revoke: routes::in_language(&routes::share_revoke(&token), language.tag()),
        back: routes::in_language(&routes::order(&token), language.tag()),
        state: share_state,
    };
    let (assets, brand) = (state.assets.clone(), frame.brand_css.clone());
    let page = move || view! { <SharePage frame assets view speech/> };
    Ok(leptos_page::respond(state, StatusCode::OK, &brand, page).await)
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
    let mut to = routes::in_language(&routes::share(&token), language(asking, &opened).tag());
    if make {
        state.services.make_share_link(&opened).await?;
    } else {
        state.services.end_share_links(&opened).await?;
        to.push_str("&say=ended");
    }
    Ok(Redirect::to(&to).into_response())
}
