//! The order page and its calendar file.
//!
//! Tokens are resolved here, before anything is rendered. Nothing changes on GET or HEAD: mail
//! scanners open links.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;
use serde::Deserialize;

use super::csp;
use super::error_page::{Refusal, refuse};
use super::page_cache::{KeptPage, PageCache, PageKey};
use super::state::WebState;
use super::visitor;
use crate::domain::link::{Purpose, Token};
use crate::domain::routes;
use crate::language::Language;
use crate::pages::{self, OrderPage};
use crate::services::frame::frame;
use crate::services::view_order::{Knock, Opened, language_of};

/// What may stand behind the question mark of a page's address.
#[derive(Debug, Default, Deserialize)]
pub struct Asking {
    /// The language wanted.
    pub lang: Option<String>,
    /// What a form has to say after its redirect: `sent`, `many` or `ended`.
    pub say: Option<String>,
}

/// An answer, or why there is none.
pub(super) type Outcome = Result<Response, Refusal>;

/// An HTML answer with the headers of a page.
fn html(state: &WebState, status: StatusCode, page: String, policy: &str) -> Response {
    let mut response = (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response();
    csp::page_headers(response.headers_mut(), policy, state.secure);
    response
}

/// The outcome as an answer.
pub(super) async fn answer(
    state: &WebState,
    headers: &HeaderMap,
    asking: &Asking,
    outcome: Outcome,
) -> Response {
    match outcome {
        Ok(response) => response,
        Err(refusal) => refuse(state, headers, asking.lang.as_deref(), refusal).await,
    }
}

/// Opens the order behind a token in an address.
pub(super) async fn open(
    state: &WebState,
    headers: &HeaderMap,
    token: &str,
) -> Result<(Token, Opened), Refusal> {
    let token = Token::parse(token).ok_or(Refusal::DeadLink)?;
    let browser = visitor::browser(headers, state.secure);
    let opened = state.services.open(&token, browser).await?.ok_or(Refusal::DeadLink)?;
    if opened.knock.erased {
        return Err(Refusal::Gone);
    }
    Ok((token, opened))
}

/// The same, but not for a shared page: it leads to no code and cannot be shared on.
pub(super) async fn open_own(
    state: &WebState,
    headers: &HeaderMap,
    token: &str,
) -> Result<(Token, Opened), Refusal> {
    let (token, opened) = open(state, headers, token).await?;
    if opened.knock.purpose == Purpose::Share { Err(Refusal::DeadLink) } else { Ok((token, opened)) }
}

/// The language of a page of this order.
pub(super) fn language(asking: &Asking, opened: &Opened) -> Language {
    let asked = asking.lang.as_deref().and_then(Language::from_locale);
    asked.unwrap_or_else(|| language_of(&opened.order, &opened.shop))
}

fn key(state: &WebState, knock: &Knock, language: Language) -> PageKey {
    PageKey {
        order: knock.order,
        revision: knock.revision,
        shop: knock.shop,
        shop_revision: knock.shop_revision,
        level: knock.level,
        purpose: knock.purpose,
        language,
        minute: state.services.clock.now().0.div_euclid(60_000),
    }
}

/// GET: the order page.
pub async fn page(
    State(state): State<WebState>,
    Path(token): Path<String>,
    Query(asking): Query<Asking>,
    headers: HeaderMap,
) -> Response {
    let outcome = order_page(&state, &headers, &token, &asking).await;
    answer(&state, &headers, &asking, outcome).await
}

async fn order_page(state: &WebState, headers: &HeaderMap, token: &str, asking: &Asking) -> Outcome {
    let token = Token::parse(token).ok_or(Refusal::DeadLink)?;
    let asked = asking.lang.as_deref().and_then(Language::from_locale);
    if let Some(kept) = kept_page(state, headers, &token, asked).await? {
        return Ok(html(state, StatusCode::OK, kept.for_token(&token), &kept.policy));
    }
    let (token, opened) = open(state, headers, token.reveal()).await?;
    let language = language(asking, &opened);
    let stand_in = PageCache::stand_in();
    let view = state.services.order_view(&opened, &stand_in, language).await?;
    let frame = frame(Some(&opened.shop), language, &routes::order(&stand_in));
    let speech = state.services.words.in_language(language);
    let policy = csp::policy(&frame.brand_css);
    let assets = state.assets.clone();
    let text = pages::to_html(|| view! { <OrderPage frame assets view speech/> });
    let page = KeptPage::new(text, policy);
    let response = html(state, StatusCode::OK, page.for_token(&token), &page.policy);
    let own = language_of(&opened.order, &opened.shop);
    state.cache.keep(&token, own, key(state, &opened.knock, language), page);
    Ok(response)
}

async fn kept_page(
    state: &WebState,
    headers: &HeaderMap,
    token: &Token,
    asked: Option<Language>,
) -> Result<Option<KeptPage>, Refusal> {
    let Some(own) = state.cache.language_of(token) else { return Ok(None) };
    let knock = state
        .services
        .knock(token, visitor::browser(headers, state.secure))
        .await?
        .ok_or(Refusal::DeadLink)?;
    if knock.erased {
        return Err(Refusal::Gone);
    }
    Ok(state.cache.get(&key(state, &knock, asked.unwrap_or(own))))
}

/// GET: the order's date as a calendar file.
pub async fn calendar(
    State(state): State<WebState>,
    Path(token): Path<String>,
    Query(asking): Query<Asking>,
    headers: HeaderMap,
) -> Response {
    let outcome = calendar_file(&state, &headers, &token, &asking).await;
    answer(&state, &headers, &asking, outcome).await
}

async fn calendar_file(state: &WebState, headers: &HeaderMap, token: &str, asking: &Asking) -> Outcome {
    let (token, opened) = open(state, headers, token).await?;
    let file =
        state.services.calendar(&opened, &token, language(asking, &opened)).await?.ok_or(Refusal::NoPage)?;
    let fixed = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"order.ics\""),
    ];
    let mut response = (fixed, file).into_response();
    csp::page_headers(response.headers_mut(), "default-src 'none'; frame-ancestors 'none'", state.secure);
    Ok(response)
}
