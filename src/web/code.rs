//! The way to full level: ask for a code, enter it. Opening the page sends nothing.

use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use serde::Deserialize;

use crate::domain::link::Token;
use crate::domain::routes;
use crate::language::Language;
use crate::pages::{CodePage, CodeState, CodeView};
use crate::services::frame::frame;
use crate::services::full_level::Asked;
use crate::services::view_order::Opened;
use crate::store::CodeOutcome;

use super::error_page::Refusal;
use super::leptos_page;
use super::state::WebState;
use super::visit::{Outcome, Visit};
use super::visitor;

/// The fields of the code form.
#[derive(Deserialize)]
pub struct CodeForm {
    code: String,
}

/// GET: ask for a code, or enter it.
pub async fn page(visit: Visit) -> Response {
    let outcome = code_page(&visit).await;
    visit.answer(outcome).await
}

async fn code_page(visit: &Visit) -> Outcome {
    let (token, opened) = visit.open_own().await?;
    let code_state = match visit.asking.say.as_deref() {
        Some("sent") => CodeState::Sent,
        Some("many") => CodeState::TooMany,
        _ => CodeState::Fresh,
    };
    Ok(render(&visit.state, &token, &opened, visit.language(&opened), code_state).await)
}

/// POST: send a code.
pub async fn send(visit: Visit) -> Response {
    let outcome = send_code(&visit).await;
    visit.answer(outcome).await
}

async fn send_code(visit: &Visit) -> Outcome {
    let (token, opened) = visit.open_own().await?;
    let (state, language) = (&visit.state, visit.language(&opened));
    let (browser, cookie) = match visit.browser() {
        Some(browser) => (browser, None),
        None => {
            let (browser, cookie) = visitor::new_browser(&*state.services.chance, state.secure);
            (browser, Some(cookie))
        }
    };
    let said = match state.services.ask_for_code(&opened, browser, language).await? {
        Asked::Sent => "sent",
        Asked::TooMany => "many",
    };
    state.bell.ring();
    let to = format!("{}&say={said}", routes::in_language(&routes::code(&token), language.tag()));
    let mut response = Redirect::to(&to).into_response();
    if let Some(cookie) = cookie.and_then(|cookie| HeaderValue::from_str(&cookie).ok()) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// POST: try a code.
pub async fn check(visit: Visit, form: Result<Form<CodeForm>, FormRejection>) -> Response {
    let outcome = check_code(&visit, form).await;
    visit.answer(outcome).await
}

async fn check_code(visit: &Visit, form: Result<Form<CodeForm>, FormRejection>) -> Outcome {
    let (token, opened) = visit.open_own().await?;
    let Form(form) = form.map_err(|rejection| refusal_of(&rejection))?;
    let (state, language) = (&visit.state, visit.language(&opened));
    let outcome = match visit.browser() {
        Some(browser) => state.services.try_code(&opened, browser, &form.code).await?,
        // Another browser than the one that asked: no code can be right.
        None => CodeOutcome::Dead,
    };
    Ok(match outcome {
        CodeOutcome::Right => {
            Redirect::to(&routes::in_language(&routes::order(&token), language.tag())).into_response()
        }
        CodeOutcome::Wrong { left } => {
            render(state, &token, &opened, language, CodeState::Wrong { left }).await
        }
        CodeOutcome::Dead => render(state, &token, &opened, language, CodeState::Dead).await,
    })
}

/// What a form that was not understood becomes.
pub(super) fn refusal_of(rejection: &FormRejection) -> Refusal {
    match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge,
        _ => Refusal::Refused,
    }
}

async fn render(
    state: &WebState,
    token: &Token,
    opened: &Opened,
    language: Language,
    code_state: CodeState,
) -> Response {
    let frame = frame(Some(&opened.shop), language, &routes::code(token));
    let speech = state.services.words.in_language(language);
    let view = CodeView {
        name: opened.name.clone(),
        send: routes::in_language(&routes::code(token), language.tag()),
        check: routes::in_language(&routes::code_check(token), language.tag()),
        back: routes::in_language(&routes::order(token), language.tag()),
        state: code_state,
    };
    let (assets, brand) = (state.assets.clone(), frame.brand_css.clone());
    let page = move || view! { <CodePage frame assets view speech/> };
    leptos_page::respond(state, StatusCode::OK, &brand, page).await
}
