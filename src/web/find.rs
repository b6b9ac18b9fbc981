//! The look-up form. Right guesses lead to the order; all wrong ones look alike.

use axum::Extension;
use axum::extract::rejection::FormRejection;
use axum::extract::{ConnectInfo, Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use serde::Deserialize;
use std::net::SocketAddr;

use crate::domain::routes;
use crate::domain::shop::Shop;
use crate::language::Language;
use crate::pages::{FindPage, FindState, FindView};
use crate::services::find_order::Found;
use crate::services::frame::frame;

use super::code::refusal_of;
use super::error_page::{Refusal, refuse};
use super::leptos_page;
use super::state::WebState;
use super::visit::{Asking, Outcome};
use super::visitor;

/// The fields of the look-up form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct FindForm {
    order: String,
    proof: String,
}

/// Longest field that is looked at.
const FIELD_LIMIT: usize = 320;

/// GET: the front door leads to the form.
pub async fn home() -> Redirect {
    Redirect::to(routes::FIND)
}

/// GET: the form.
pub async fn page(
    State(state): State<WebState>,
    Query(asking): Query<Asking>,
    headers: HeaderMap,
) -> Response {
    match shop_and_language(&state, &headers, &asking).await {
        Ok((shop, language)) => {
            let said = if shop.is_some() { FindState::Fresh } else { FindState::NoShop };
            render(&state, shop.as_ref(), language, "", said).await
        }
        Err(refusal) => refuse(&state, &headers, asking.lang.as_deref(), refusal).await,
    }
}

/// POST: a guess.
pub async fn find(
    State(state): State<WebState>,
    Query(asking): Query<Asking>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    form: Result<Form<FindForm>, FormRejection>,
) -> Response {
    let peer = peer.map(|Extension(ConnectInfo(peer))| peer);
    match guess(&state, &headers, &asking, peer, form).await {
        Ok(response) => response,
        Err(refusal) => refuse(&state, &headers, asking.lang.as_deref(), refusal).await,
    }
}

async fn guess(
    state: &WebState,
    headers: &HeaderMap,
    asking: &Asking,
    peer: Option<SocketAddr>,
    form: Result<Form<FindForm>, FormRejection>,
) -> Outcome {
    let Form(form) = form.map_err(|rejection| refusal_of(&rejection))?;
    let (shop, language) = shop_and_language(state, headers, asking).await?;
    let Some(shop) = shop else { return Ok(render(state, None, language, "", FindState::NoShop).await) };
    let (no_order, no_proof) = (form.order.trim().is_empty(), form.proof.trim().is_empty());
    let said = if no_order || no_proof {
        FindState::Missing { order: no_order, proof: no_proof }
    } else if form.order.len() > FIELD_LIMIT || form.proof.len() > FIELD_LIMIT {
        FindState::Miss
    } else {
        let from = visitor::network(peer, headers, &state.trusted_proxies);
        match state.services.find_order(&shop, &form.order, &form.proof, &from).await? {
            Found::Open(token) => {
                let to = match asking.lang.as_deref().and_then(Language::from_locale) {
                    Some(language) => routes::in_language(&routes::order(&token), language.tag()),
                    None => routes::order(&token),
                };
                return Ok(Redirect::to(&to).into_response());
            }
            Found::Mailed(order) => {
                if let Some(order) = order {
                    mail_link(state, &shop, order, language);
                }
                FindState::Sent
            }
            Found::Miss => FindState::Miss,
            Found::TooMany => FindState::TooMany,
        }
    };
    Ok(render(state, Some(&shop), language, &form.order, said).await)
}

/// After the answer, so that a match takes no longer than a miss.
fn mail_link(state: &WebState, shop: &Shop, order: crate::domain::ids::OrderId, language: Language) {
    let (state, shop) = (state.clone(), shop.clone());
    tokio::spawn(async move {
        if let Err(error) = state.services.mail_link(&shop, order, language).await {
            tracing::error!(error = ?error, "a requested link could not be recorded");
        }
        state.bell.ring();
    });
}

async fn shop_and_language(
    state: &WebState,
    headers: &HeaderMap,
    asking: &Asking,
) -> Result<(Option<Shop>, Language), Refusal> {
    let host = headers.get(header::HOST).and_then(|v| v.to_str().ok());
    let shop = state.services.shop_for_host(host).await?;
    let own =
        shop.as_ref().and_then(|s| Language::from_locale(&s.settings.locale)).unwrap_or(Language::ALL[0]);
    Ok((shop, visitor::language(asking.lang.as_deref(), headers, own)))
}

async fn render(
    state: &WebState,
    shop: Option<&Shop>,
    language: Language,
    order: &str,
    said: FindState,
) -> Response {
    let frame = frame(shop, language, routes::FIND);
    let speech = state.services.words.in_language(language);
    let status = match said {
        FindState::TooMany => StatusCode::TOO_MANY_REQUESTS,
        FindState::Missing { .. } | FindState::Miss => StatusCode::UNPROCESSABLE_ENTITY,
        FindState::NoShop => StatusCode::SERVICE_UNAVAILABLE,
        FindState::Fresh | FindState::Sent => StatusCode::OK,
    };
    let action = routes::in_language(routes::FIND, language.tag());
    let view = FindView { action, order: order.to_owned(), state: said };
    let (assets, brand) = (state.assets.clone(), frame.brand_css.clone());
    let page = move || view! { <FindPage frame assets view speech/> };
    leptos_page::respond(state, status, &brand, page).await
}
