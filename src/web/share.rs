//! Sharing: make, see and end the share link. Opening the page makes nothing.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use crate::domain::routes;
use crate::pages::{SharePage, ShareState, ShareView};
use crate::services::frame::frame;

use super::leptos_page;
use super::visit::{Outcome, Visit};

/// GET: what sharing is, and the share link when there is one.
pub async fn page(visit: Visit) -> Response {
    let outcome = share_page(&visit).await;
    visit.answer(outcome).await
}

async fn share_page(visit: &Visit) -> Outcome {
    let (token, opened) = visit.open_own().await?;
    let (state, language) = (&visit.state, visit.language(&opened));
    let share_state = match state.services.share_link(&opened).await? {
        Some(share) => ShareState::Live(state.services.address_of(&share)),
        None if visit.asking.say.as_deref() == Some("ended") => ShareState::Ended,
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
pub async fn make(visit: Visit) -> Response {
    let outcome = change(&visit, true).await;
    visit.answer(outcome).await
}

/// POST: end the share link.
pub async fn end(visit: Visit) -> Response {
    let outcome = change(&visit, false).await;
    visit.answer(outcome).await
}

async fn change(visit: &Visit, make: bool) -> Outcome {
    let (token, opened) = visit.open_own().await?;
    let services = &visit.state.services;
    let mut to = routes::in_language(&routes::share(&token), visit.language(&opened).tag());
    if make {
        services.make_share_link(&opened).await?;
    } else {
        services.end_share_links(&opened).await?;
        to.push_str("&say=ended");
    }
    Ok(Redirect::to(&to).into_response())
}
