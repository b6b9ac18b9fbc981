//! Unsubscribing from progress reports. GET shows a page and changes nothing; the POST comes from that page or
//! from a mail program (RFC 8058), which has no cookie and names no origin.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use leptos::prelude::*;
use serde::Deserialize;

use crate::domain::door::Door;
use crate::domain::routes;
use crate::language::Language;
use crate::pages::{UnsubscribePage, UnsubscribeView};
use crate::services::frame::frame;

use super::error_page::{Refusal, refuse};
use super::leptos_page;
use super::proxy::Entrance;
use super::state::WebState;

/// The language asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    lang: Option<String>,
}

/// GET: what unsubscribing means, and a button.
pub async fn page(
    State(state): State<WebState>,
    Path(mark): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    answer(&state, &mark, &asked, &headers, None).await
}

/// POST: unsubscribes.
pub async fn unsubscribe(
    State(state): State<WebState>,
    Path(mark): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    answer(&state, &mark, &asked, &headers, Some(true)).await
}

/// POST: takes it back.
pub async fn again(
    State(state): State<WebState>,
    Path(mark): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    answer(&state, &mark, &asked, &headers, Some(false)).await
}

async fn answer(
    state: &WebState,
    mark: &str,
    asked: &Asked,
    headers: &HeaderMap,
    wanted: Option<bool>,
) -> Response {
    match render(state, mark, asked, wanted).await {
        Ok(page) => page,
        Err(refusal) => refuse(state, &Entrance::default(), headers, asked.lang.as_deref(), refusal).await,
    }
}

async fn render(
    state: &WebState,
    mark: &str,
    asked: &Asked,
    wanted: Option<bool>,
) -> Result<Response, Refusal> {
    let who = state.services.unsubscribing(mark).await?.ok_or(Refusal::NoPage)?;
    if let Some(wanted) = wanted {
        state.services.set_unsubscribed(&who, wanted).await?;
    }
    let unsubscribed = wanted.unwrap_or(who.unsubscribed);
    let path = routes::unsubscribe(mark);
    let tag = asked.lang.as_deref().unwrap_or(&who.language);
    let language = Language::from_locale(tag).unwrap_or_else(|| Language::main_of(&who.shop.settings));
    let action = if unsubscribed { routes::subscribe_again(mark) } else { path.clone() };
    let view = UnsubscribeView { unsubscribed, action: routes::in_language(&action, language.tag()) };
    let frame = frame(&Door::OWN, Some(&who.shop), language, &path);
    let speech = state.services.words.in_language(language);
    let (assets, brand) = (state.assets_at(&Door::OWN).clone(), frame.brand_css.clone());
    let page = move || view! { <UnsubscribePage frame assets view speech/> };
    Ok(leptos_page::respond(state, &Door::OWN, StatusCode::OK, &brand, page).await)
}
