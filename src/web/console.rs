//! The merchant's page about Shopify, behind a link that lives for a day.
//!
//! There is no sign-in yet: who holds the link may read. The page changes nothing and holds neither
//! secrets nor anything personal. A link that is over is answered like one that never was.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use leptos::prelude::*;

use crate::domain::door::Door;
use crate::domain::link::Token;
use crate::pages::ConsolePage;

use super::assets::{Role, path_of};
use super::error_page::{Refusal, refuse};
use super::leptos_page;
use super::proxy::Entrance;
use super::state::WebState;

/// GET: how the shop stands with Shopify.
pub async fn page(
    State(state): State<WebState>,
    key: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Response {
    let key = key.ok().and_then(|Path(key)| Token::parse(&key));
    match open(&state, key).await {
        Ok(response) => response,
        Err(refusal) => refuse(&state, &Entrance::default(), &headers, None, refusal).await,
    }
}

async fn open(state: &WebState, key: Option<Token>) -> Result<Response, Refusal> {
    let key = key.ok_or(Refusal::DeadLink)?;
    let report = state.services.open_console(&key).await?.ok_or(Refusal::DeadLink)?;
    let css: Arc<str> = path_of(Role::CONSOLE).into();
    let page = move || view! { <ConsolePage css report/> };
    Ok(leptos_page::respond(state, &Door::OWN, StatusCode::OK, "", page).await)
}
