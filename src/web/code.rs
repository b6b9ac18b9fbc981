//! The way to full level: ask for a code, enter it. Opening the page sends nothing.

use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use serde::Deserialize;

use crate::domain::link::Token;
use crate::domain::routes;
use crate::pages::{CodePage, CodeState, CodeView};
use crate::services::frame::frame;
use crate::services::full_level::Asked;
use crate::services::view_order::Opened;
use crate::store::CodeOutcome;

use super::error_page::Refusal;
use super::leptos_page;
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
        // No redirect leads here behind a proxy, and no cookie binds a code.
        _ if visit.door().is_proxied() => CodeState::Fresh,
        Some("sent") => CodeState::Sent,
        Some("many") => CodeState::TooMany,
        _ => CodeState::Fresh,
    };
    Ok(render(visit, &token, &opened, code_state, Bound::Cookie).await)
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
    let said = match state.services.ask_for_code(&opened, browser, language, &visit.network()).await? {
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
            render(visit, &token, &opened, CodeState::Wrong { left }, Bound::Cookie).await
        }
        CodeOutcome::Dead => render(visit, &token, &opened, CodeState::Dead, Bound::Cookie).await,
    })
}

/// What a form that was not understood becomes.
pub(in crate::web) fn refusal_of(rejection: &FormRejection) -> Refusal {
    match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge,
        _ => Refusal::Refused,
    }
}

/// What binds a code to the browser that asked for it.
pub(super) enum Bound {
    /// Its cookie.
    Cookie,
    /// A secret in the page's forms, where there are no cookies.
    Form(Token),
}

/// The code page.
pub(super) async fn render(
    visit: &Visit,
    token: &Token,
    opened: &Opened,
    code_state: CodeState,
    bound: Bound,
) -> Response {
    let (state, door, language) = (&visit.state, visit.door(), visit.language(opened));
    let frame = frame(door, Some(&opened.shop), language, &door.to(routes::code(token)));
    let speech = state.services.words.in_language(language);
    let here = |path| routes::in_language(&door.to(path), language.tag());
    let view = CodeView {
        name: opened.name.clone(),
        send: here(routes::code(token)),
        check: here(routes::code_check(token)),
        back: here(routes::order(token)),
        state: code_state,
        browser: match bound {
            Bound::Cookie => None,
            Bound::Form(secret) => Some(secret.reveal().to_owned()),
        },
    };
    let (assets, brand) = (state.assets_at(door).clone(), frame.brand_css.clone());
    let page = move || view! { <CodePage frame assets view speech/> };
    leptos_page::respond(state, door, StatusCode::OK, &brand, page).await
}
