//! Sharing: make, see and end the share link. Opening the page makes nothing.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use crate::domain::link::Token;
use crate::domain::routes;
use crate::pages::{SharePage, ShareState, ShareView};
use crate::services::frame::frame;
use crate::services::view_order::Opened;

use super::error_page::Refusal;
use super::leptos_page;
use super::visit::{Outcome, Visit};

/// GET: what sharing is, and the share link when there is one.
pub async fn page(visit: Visit) -> Response {
    let outcome = share_page(&visit).await;
    visit.answer(outcome).await
}

async fn share_page(visit: &Visit) -> Outcome {
    let (token, opened) = visit.open_own().await?;
    render(visit, &token, &opened, visit.asking.say.as_deref() == Some("ended")).await
}

/// The page on sharing; `ended` when the link was ended a moment ago.
pub(super) async fn render(visit: &Visit, token: &Token, opened: &Opened, ended: bool) -> Outcome {
    let (state, door, language) = (&visit.state, visit.door(), visit.language(opened));
    let share_state = match state.services.share_link(opened).await? {
        Some(share) => ShareState::Live(state.services.link_address(&opened.shop, &share)),
        None if ended => ShareState::Ended,
        None => ShareState::None,
    };
    let frame = frame(door, Some(&opened.shop), language, &door.to(routes::share(token)));
    let speech = state.services.words.in_language(language);
    let here = |path| routes::in_language(&door.to(path), language.tag());
    let view = ShareView {
        name: opened.name.clone(),
        make: here(routes::share(token)),
        revoke: here(routes::share_revoke(token)),
        back: here(routes::order(token)),
        state: share_state,
    };
    let (assets, brand) = (state.assets_at(door).clone(), frame.brand_css.clone());
    let page = move || view! { <SharePage frame assets view speech/> };
    Ok(leptos_page::respond(state, door, StatusCode::OK, &brand, page).await)
}

/// POST: make a share link.
pub async fn make(visit: Visit) -> Response {
    let outcome = redirected(&visit, true).await;
    visit.answer(outcome).await
}

/// POST: end the share link.
pub async fn end(visit: Visit) -> Response {
    let outcome = redirected(&visit, false).await;
    visit.answer(outcome).await
}

async fn redirected(visit: &Visit, make: bool) -> Outcome {
    let (token, opened) = visit.open_own().await?;
    change(visit, &opened, make).await?;
    let mut to = routes::in_language(&routes::share(&token), visit.language(&opened).tag());
    if !make {
        to.push_str("&say=ended");
    }
    Ok(Redirect::to(&to).into_response())
}

/// Makes a share link, or ends all there are.
pub(super) async fn change(visit: &Visit, opened: &Opened, make: bool) -> Result<(), Refusal> {
    let services = &visit.state.services;
    if make {
        services.make_share_link(opened).await?;
    } else {
        services.end_share_links(opened).await?;
    }
    Ok(())
}
