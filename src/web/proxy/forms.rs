//! Forms behind the door. Each is answered with the page it leads to, never with a redirect; where our
//! own door keeps a cookie, a form field carries the same secret.

use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::response::Response;
use serde::Deserialize;

use crate::domain::link::Token;
use crate::pages::CodeState;
use crate::services::full_level::{Asked, SteppedUp, browser_hash};
use crate::web::code::{Bound, refusal_of, render as code_page};
use crate::web::find::{FindForm, Guessed, guess, render as find_page};
use crate::web::order;
use crate::web::share::change as change_share;
use crate::web::share::render as share_page;
use crate::web::visit::{Outcome, Visit};

/// The fields of both code forms.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct CodeFields {
    code: String,
    browser: String,
}

type Fields<T> = Result<Form<T>, FormRejection>;

/// POST: a guess. A match is answered with the order's page.
pub(super) async fn find(visit: Visit, form: Fields<FindForm>) -> Response {
    let outcome = found(&visit, form).await;
    visit.answer(outcome).await
}

async fn found(visit: &Visit, form: Fields<FindForm>) -> Outcome {
    let Form(form) = form.map_err(|rejection| refusal_of(&rejection))?;
    match guess(visit, &form).await? {
        Guessed::Open(token) => order::show(visit, &token).await,
        Guessed::Said(said) => Ok(find_page(visit, &form.order, said).await?),
    }
}

/// POST: send a code.
pub(super) async fn send_code(visit: Visit, form: Fields<CodeFields>) -> Response {
    let outcome = sent(&visit, form).await;
    visit.answer(outcome).await
}

async fn sent(visit: &Visit, form: Fields<CodeFields>) -> Outcome {
    let (token, opened) = visit.open_own().await?;
    let state = &visit.state;
    let Form(form) = form.unwrap_or_default();
    let secret = Token::parse(&form.browser).unwrap_or_else(|| Token::draw(&*state.services.chance));
    let language = visit.language(&opened);
    let (browser, from) = (browser_hash(secret.reveal()), visit.network());
    let asked = state.services.ask_for_code(&opened, browser, language, &from).await?;
    state.bell.ring();
    let said = match asked {
        Asked::Sent => CodeState::Sent,
        Asked::TooMany => CodeState::TooMany,
    };
    Ok(code_page(visit, &token, &opened, said, Bound::Form(secret)).await)
}

/// POST: try a code. A right one is answered with the order's page at full level, whose addresses
/// carry the link that opens it.
pub(super) async fn check_code(visit: Visit, form: Fields<CodeFields>) -> Response {
    let outcome = checked(&visit, form).await;
    visit.answer(outcome).await
}

async fn checked(visit: &Visit, form: Fields<CodeFields>) -> Outcome {
    let (token, opened) = visit.open_own().await?;
    let Form(form) = form.map_err(|rejection| refusal_of(&rejection))?;
    let Some(secret) = Token::parse(&form.browser) else {
        // Nobody here asked for a code: none can be right.
        return Ok(code_page(visit, &token, &opened, CodeState::Dead, Bound::Cookie).await);
    };
    let browser = browser_hash(secret.reveal());
    let said = match visit.state.services.step_up(&opened, browser, &form.code).await? {
        SteppedUp::Open(full) => return order::show(visit, &full).await,
        SteppedUp::Wrong { left } => CodeState::Wrong { left },
        SteppedUp::Dead => CodeState::Dead,
    };
    Ok(code_page(visit, &token, &opened, said, Bound::Form(secret)).await)
}

/// POST: make a share link.
pub(super) async fn make_share(visit: Visit) -> Response {
    let outcome = shared(&visit, true).await;
    visit.answer(outcome).await
}

/// POST: end the share link.
pub(super) async fn end_share(visit: Visit) -> Response {
    let outcome = shared(&visit, false).await;
    visit.answer(outcome).await
}

async fn shared(visit: &Visit, make: bool) -> Outcome {
    let (token, opened) = visit.open_own().await?;
    change_share(visit, &opened, make).await?;
    share_page(visit, &token, &opened, !make).await
}
