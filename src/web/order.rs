//! The order page and its calendar file.
//!
//! Tokens are resolved (`visit.rs`) before anything is rendered. Nothing changes on GET or HEAD: mail
//! scanners open links.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

use super::csp;
use super::error_page::Refusal;
use super::page_cache::{KeptPage, PageCache, PageKey};
use super::state::WebState;
use super::visit::{Outcome, Visit};
use crate::domain::link::Token;
use crate::domain::routes;
use crate::language::Language;
use crate::pages::{self, OrderPage};
use crate::services::frame::frame;
use crate::services::view_order::{Knock, language_of};

/// An HTML answer with the headers of a page.
fn html(state: &WebState, status: StatusCode, page: String, policy: &str) -> Response {
    let mut response = (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response();
    csp::page_headers(response.headers_mut(), policy, state.secure);
    response
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
pub async fn page(visit: Visit) -> Response {
    let outcome = order_page(&visit).await;
    visit.answer(outcome).await
}

async fn order_page(visit: &Visit) -> Outcome {
    let state = &visit.state;
    let token = visit.token()?;
    if let Some(kept) = kept_page(visit, &token).await? {
        return Ok(html(state, StatusCode::OK, kept.for_token(&token), &kept.policy));
    }
    let (token, opened) = visit.open().await?;
    let language = visit.language(&opened);
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

async fn kept_page(visit: &Visit, token: &Token) -> Result<Option<KeptPage>, Refusal> {
    let state = &visit.state;
    let Some(own) = state.cache.language_of(token) else { return Ok(None) };
    let knock = state.services.knock(token, visit.browser()).await?.ok_or(Refusal::DeadLink)?;
    if knock.erased {
        return Err(Refusal::Gone);
    }
    Ok(state.cache.get(&key(state, &knock, visit.asked_language().unwrap_or(own))))
}

/// GET: the order's date as a calendar file.
pub async fn calendar(visit: Visit) -> Response {
    let outcome = calendar_file(&visit).await;
    visit.answer(outcome).await
}

async fn calendar_file(visit: &Visit) -> Outcome {
    let state = &visit.state;
    let (token, opened) = visit.open().await?;
    let file = state.services.calendar(&opened, &token, visit.language(&opened)).await?;
    let file = file.ok_or(Refusal::NoPage)?;
    let fixed = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"order.ics\""),
    ];
    let mut response = (fixed, file).into_response();
    csp::page_headers(response.headers_mut(), "default-src 'none'; frame-ancestors 'none'", state.secure);
    Ok(response)
}
