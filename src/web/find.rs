//! The look-up form. Right guesses lead to the order; all wrong ones look alike.

use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use serde::Deserialize;

use crate::domain::link::Token;
use crate::domain::routes;
use crate::domain::shop::Shop;
use crate::language::Language;
use crate::pages::{FindPage, FindState, FindView};
use crate::services::find_order::Found;
use crate::services::frame::frame;

use super::code::refusal_of;
use super::error_page::Refusal;
use super::leptos_page;
use super::state::WebState;
use super::visit::{Outcome, Visit};
use super::visitor;

/// The fields of the look-up form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct FindForm {
    /// The order number as typed.
    pub order: String,
    /// The e-mail address or postcode as typed.
    pub proof: String,
}

/// What a guess comes to.
pub(super) enum Guessed {
    /// This token opens the order.
    Open(Token),
    /// The form again, saying this.
    Said(FindState),
}

/// Longest order number that a link brings along.
const NUMBER_LIMIT: usize = 64;
/// Longest field that is looked at.
const FIELD_LIMIT: usize = 320;

/// GET: the front door leads to the form.
pub async fn home() -> Redirect {
    Redirect::to(routes::FIND)
}

/// GET: the form, with the order number that the link brings along. It proves nothing and looks nothing up.
pub async fn page(visit: Visit) -> Response {
    let order = visit.asking.order.as_deref().map(str::trim).filter(|order| order.len() <= NUMBER_LIMIT);
    let outcome = render(&visit, order.unwrap_or_default(), FindState::Fresh).await;
    visit.answer(outcome).await
}

/// POST: a guess.
pub async fn find(visit: Visit, form: Result<Form<FindForm>, FormRejection>) -> Response {
    let outcome = found(&visit, form).await;
    visit.answer(outcome).await
}

async fn found(visit: &Visit, form: Result<Form<FindForm>, FormRejection>) -> Outcome {
    let Form(form) = form.map_err(|rejection| refusal_of(&rejection))?;
    match guess(visit, &form).await? {
        Guessed::Open(token) => {
            let to = match visit.asked_language() {
                Some(language) => routes::in_language(&routes::order(&token), language.tag()),
                None => routes::order(&token),
            };
            Ok(Redirect::to(&to).into_response())
        }
        Guessed::Said(said) => render(visit, &form.order, said).await,
    }
}

/// Takes a guess.
pub(super) async fn guess(visit: &Visit, form: &FindForm) -> Result<Guessed, Refusal> {
    let (order, proof) = (&form.order, &form.proof);
    let (no_order, no_proof) = (order.trim().is_empty(), proof.trim().is_empty());
    let Some(shop) = visit.shop().await? else { return Ok(Guessed::Said(FindState::NoShop)) };
    if no_order || no_proof {
        return Ok(Guessed::Said(FindState::Missing { order: no_order, proof: no_proof }));
    }
    if order.len() > FIELD_LIMIT || proof.len() > FIELD_LIMIT {
        return Ok(Guessed::Said(FindState::Miss));
    }
    let state = &visit.state;
    Ok(match state.services.find_order(&shop, order, proof, &visit.network()).await? {
        Found::Open(token) => Guessed::Open(token),
        Found::Mailed(order) => {
            if let Some(order) = order {
                let language = language(visit, Some(&shop));
                mail_link(state, &shop, order, language);
            }
            Guessed::Said(FindState::Sent)
        }
        Found::Miss => Guessed::Said(FindState::Miss),
        Found::TooMany => Guessed::Said(FindState::TooMany),
    })
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

fn language(visit: &Visit, shop: Option<&Shop>) -> Language {
    visitor::language(visit.asking.lang.as_deref(), &visit.headers, shop)
}

/// The form, with what it has to say about what was typed.
pub(super) async fn render(visit: &Visit, order: &str, said: FindState) -> Outcome {
    let (state, door) = (&visit.state, visit.door());
    let shop = visit.shop().await?;
    let said = if shop.is_some() { said } else { FindState::NoShop };
    let language = language(visit, shop.as_ref());
    let path = door.to(routes::FIND.to_owned());
    let frame = frame(door, shop.as_ref(), language, &path);
    let speech = state.services.words.in_language(language);
    let status = match said {
        FindState::TooMany => StatusCode::TOO_MANY_REQUESTS,
        FindState::Missing { .. } | FindState::Miss => StatusCode::UNPROCESSABLE_ENTITY,
        FindState::NoShop => StatusCode::SERVICE_UNAVAILABLE,
        FindState::Fresh | FindState::Sent => StatusCode::OK,
    };
    let action = routes::in_language(&path, language.tag());
    let view = FindView { action, order: order.to_owned(), state: said };
    let (assets, brand) = (state.assets_at(door).clone(), frame.brand_css.clone());
    let page = move || view! { <FindPage frame assets view speech/> };
    Ok(leptos_page::respond(state, door, status, &brand, page).await)
}
