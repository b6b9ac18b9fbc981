//! A shopper corrects the order's e-mail address by a code that goes to the new one. Opening the page sends nothing.
//! Whoever did not prove themselves gets the page where they can. No address ever stands in a path: between two
//! requests the new one is kept with its code.

use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use serde::Deserialize;

use crate::domain::link::Token;
use crate::domain::routes;
use crate::pages::{AddressPage, AddressState, AddressView, CodeState};
use crate::services::correct_address::AddressAsked;
use crate::services::frame::frame;
use crate::services::present::masked;
use crate::services::view_order::Opened;
use crate::store::CodeOutcome;

use super::code::{self, Bound, refusal_of};
use super::error_page::Refusal;
use super::leptos_page;
use super::visit::{Outcome, Visit};

/// The field of the form for a new address.
#[derive(Deserialize)]
pub struct AddressForm {
    address: String,
}

/// The field of the form for its code.
#[derive(Deserialize)]
pub struct CodeForm {
    code: String,
}

/// An order opened by somebody who proved themselves.
struct Own {
    token: Token,
    opened: Opened,
    proof: [u8; 32],
}

/// GET: type the new address, or enter the code that went there.
pub async fn page(visit: Visit) -> Response {
    let outcome = address_page(&visit).await;
    visit.answer(outcome).await
}

async fn address_page(visit: &Visit) -> Outcome {
    let own = match own(visit).await? {
        Ok(own) => own,
        Err(prove_first) => return Ok(prove_first),
    };
    let state = match visit.asking.say.as_deref() {
        _ if visit.door().is_proxied() => AddressState::Fresh,
        Some("many") => AddressState::TooMany,
        Some("done") => AddressState::Done,
        _ => AddressState::Fresh,
    };
    render(visit, &own, state, String::new()).await
}

/// POST: sends a code to the address that was typed.
pub async fn send(visit: Visit, form: Result<Form<AddressForm>, FormRejection>) -> Response {
    let outcome = send_code(&visit, form).await;
    visit.answer(outcome).await
}

async fn send_code(visit: &Visit, form: Result<Form<AddressForm>, FormRejection>) -> Outcome {
    let own = match own(visit).await? {
        Ok(own) => own,
        Err(prove_first) => return Ok(prove_first),
    };
    let Form(AddressForm { address }) = form.map_err(|rejection| refusal_of(&rejection))?;
    let (services, language) = (&visit.state.services, visit.language(&own.opened));
    let from = visit.network();
    let asked = services.ask_for_address_code(&own.opened, own.proof, &address, language, &from).await?;
    match asked {
        AddressAsked::Sent => {
            visit.state.bell.ring();
            lead_on(visit, &own, AddressState::Fresh, "").await
        }
        AddressAsked::TooMany => lead_on(visit, &own, AddressState::TooMany, "&say=many").await,
        AddressAsked::NotAnAddress => render(visit, &own, AddressState::NotAnAddress, address).await,
        AddressAsked::Same => render(visit, &own, AddressState::Same, address).await,
        AddressAsked::SetByShop => lead_on(visit, &own, AddressState::SetByShop, "").await,
    }
}

/// POST: tries the code.
pub async fn check(visit: Visit, form: Result<Form<CodeForm>, FormRejection>) -> Response {
    let outcome = check_code(&visit, form).await;
    visit.answer(outcome).await
}

async fn check_code(visit: &Visit, form: Result<Form<CodeForm>, FormRejection>) -> Outcome {
    let own = match own(visit).await? {
        Ok(own) => own,
        Err(prove_first) => return Ok(prove_first),
    };
    let Form(CodeForm { code }) = form.map_err(|rejection| refusal_of(&rejection))?;
    match visit.state.services.try_address_code(&own.opened, own.proof, &code).await? {
        CodeOutcome::Right => {
            visit.state.bell.ring();
            lead_on(visit, &own, AddressState::Done, "&say=done").await
        }
        CodeOutcome::Wrong { left } => render(visit, &own, AddressState::Wrong { left }, String::new()).await,
        CodeOutcome::Dead => render(visit, &own, AddressState::Dead, String::new()).await,
    }
}

/// The order for somebody who proved themselves; for others the page where they can.
async fn own(visit: &Visit) -> Result<Result<Own, Response>, Refusal> {
    let (token, opened) = visit.open_own().await?;
    match visit.state.services.proven(&opened, &token, visit.browser()).await? {
        Some(proof) => Ok(Ok(Own { token, opened, proof })),
        None => Ok(Err(code::render(visit, &token, &opened, CodeState::Fresh, Bound::Cookie).await)),
    }
}

/// To the page by a redirect, so that nothing is sent twice; behind a shop's door the page itself.
async fn lead_on(visit: &Visit, own: &Own, state: AddressState, say: &str) -> Outcome {
    if visit.door().is_proxied() {
        return render(visit, own, state, String::new()).await;
    }
    let tag = visit.language(&own.opened).tag();
    let to = format!("{}{say}", routes::in_language(&routes::address(&own.token), tag));
    Ok(Redirect::to(&to).into_response())
}

async fn render(visit: &Visit, own: &Own, address_state: AddressState, typed: String) -> Outcome {
    let (state, door, language) = (&visit.state, visit.door(), visit.language(&own.opened));
    let (opened, token) = (&own.opened, &own.token);
    let current = state.services.address_in_force(opened).await?.unwrap_or_default();
    let (address_state, waiting) = if state.services.is_set_by_shop(opened).await? {
        (AddressState::SetByShop, None)
    } else {
        (address_state, state.services.address_to_confirm(opened, own.proof).await?)
    };
    let frame = frame(door, Some(&opened.shop), language, &door.to(routes::address(token)));
    let speech = state.services.words.in_language(language);
    let here = |path| routes::in_language(&door.to(path), language.tag());
    let view = AddressView {
        name: opened.name.clone(),
        current: masked(&current),
        waiting: waiting.as_deref().map(masked),
        typed,
        send: here(routes::address(token)),
        check: here(routes::address_check(token)),
        back: here(routes::order(token)),
        state: address_state,
    };
    let status = match address_state {
        AddressState::NotAnAddress | AddressState::Same => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let (assets, brand) = (state.assets_at(door).clone(), frame.brand_css.clone());
    let page = move || view! { <AddressPage frame assets view speech/> };
    Ok(leptos_page::respond(state, door, status, &brand, page).await)
}
