//! The order page and its calendar file.
//!
//! Tokens are resolved (`visit.rs`) before anything is rendered. Nothing changes on GET or HEAD: mail
//! scanners open links.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

use super::admin::order::picture_file;
use super::csp;
use super::error_page::Refusal;
use super::page_cache::{KeptPage, PageCache, PageKey};
use super::state::WebState;
use super::visit::{Outcome, Visit};
use crate::domain::door::Door;
use crate::domain::link::Token;
use crate::domain::routes;
use crate::language::Language;
use crate::pages::{self, OrderPage};
use crate::services::count_visits::is_person;
use crate::services::frame::frame;
use crate::services::view_order::{Knock, language_of};

/// A page with the headers that fit its door.
fn html(visit: &Visit, page: String, policy: &str) -> Response {
    let mut response = page.into_response();
    csp::door_headers(response.headers_mut(), visit.door(), policy, visit.state.secure);
    response
}

fn key(state: &WebState, door: &Door, knock: &Knock, language: Language) -> PageKey {
    PageKey {
        order: knock.order,
        revision: knock.revision,
        shop: knock.shop,
        shop_revision: knock.shop_revision,
        level: knock.level,
        purpose: knock.purpose,
        language,
        door: door.clone(),
        minute: state.services.clock.now().0.div_euclid(60_000),
    }
}

/// GET: the order page.
pub async fn page(visit: Visit) -> Response {
    let outcome = order_page(&visit).await;
    visit.answer(outcome).await
}

async fn order_page(visit: &Visit) -> Outcome {
    show(visit, &visit.token()?).await
}

/// The order page behind `token`, whatever the request's address says.
pub(super) async fn show(visit: &Visit, token: &Token) -> Outcome {
    let (state, door) = (&visit.state, visit.door());
    if let Some(kept) = kept_page(visit, token).await? {
        count_visit(visit, token);
        return Ok(html(visit, kept.for_token(token), &kept.policy));
    }
    let opened = visit.open_with(token).await?;
    let language = visit.language(&opened);
    let stand_in = PageCache::stand_in();
    let view = state.services.order_view(&opened, &stand_in, door, language).await?;
    let frame = frame(door, Some(&opened.shop), language, &door.to(routes::order(&stand_in)));
    let speech = state.services.words.in_language(language);
    let (policy, brand) = (state.policy(door, &frame.brand_css), frame.brand_css.clone());
    let assets = state.assets_at(door).clone();
    let css = assets.css.clone();
    let mut text = pages::to_html(|| view! { <OrderPage frame assets view speech/> });
    if door.is_in_theme() {
        text = pages::for_theme(&text, &css, &brand);
    }
    let page = KeptPage::new(text, policy);
    let response = html(visit, page.for_token(token), &page.policy);
    let own = language_of(&opened.order, &opened.shop);
    count_visit(visit, token);
    state.cache.keep(token, own, key(state, door, &opened.knock, language), page);
    Ok(response)
}

async fn kept_page(visit: &Visit, token: &Token) -> Result<Option<KeptPage>, Refusal> {
    let state = &visit.state;
    let Some(own) = state.cache.language_of(token) else { return Ok(None) };
    let knock = visit.knock(token).await?;
    Ok(state.cache.get(&key(state, visit.door(), &knock, visit.asked_language().unwrap_or(own))))
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
    csp::file_headers(response.headers_mut(), visit.door(), state.secure);
    Ok(response)
}

/// GET: the timeline as an Atom feed.
pub async fn feed(visit: Visit) -> Response {
    let outcome = atom_feed(&visit).await;
    visit.answer(outcome).await
}

async fn atom_feed(visit: &Visit) -> Outcome {
    let state = &visit.state;
    let (token, opened) = visit.open().await?;
    let language = visit.language(&opened);
    let view = state.services.order_view(&opened, &token, visit.door(), language).await?;
    let feed = state.services.order_feed(&opened, &token, &view, language);
    let mut response =
        ([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], feed).into_response();
    csp::file_headers(response.headers_mut(), visit.door(), state.secure);
    Ok(response)
}

/// GET: a picture that the merchant showed with a public comment.
pub async fn picture(visit: Visit) -> Response {
    let outcome = shown_picture(&visit).await;
    visit.answer(outcome).await
}

async fn shown_picture(visit: &Visit) -> Outcome {
    let (_, opened) = visit.open().await?;
    let id = visit.picture.ok_or(Refusal::NoPage)?;
    let picture = visit.state.services.picture_for_shopper(&opened, id).await?.ok_or(Refusal::NoPage)?;
    Ok(picture_file(picture, visit.door(), visit.state.secure))
}

/// Counts a page that was read by a person, as far as that can be told: not what opens links to look at
/// them, and not what only asks for the head.
fn count_visit(visit: &Visit, token: &Token) {
    let name = visit.headers.get(header::USER_AGENT).and_then(|name| name.to_str().ok()).unwrap_or_default();
    if visit.is_get && is_person(name) {
        visit.state.visits.count(token, visit.state.services.clock.now());
    }
}
