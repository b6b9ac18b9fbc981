//! The second factor over HTTP: at signing in, and setting it up. Whoever changes it has just proven who
//! they are; else they are asked for their password first.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use qrcode::QrCode;
use qrcode::render::svg;
use serde::Deserialize;

use crate::domain::account::User;
use crate::domain::admin_routes::{CONFIRM, SECOND_FACTOR, SIGN_IN, SIGN_IN_SECOND};
use crate::domain::link::Token;
use crate::pages::admin::accounts::second_factor::{ConfirmPage, SecondFactorPage, SecondPage};
use crate::services::accounts::second_factor::Second;
use crate::services::accounts::wait_in_words;
use crate::web::admin::flash::redirect_saying;
use crate::web::admin::guard::{Member, session_cookie};
use crate::web::admin::page::{refused, show_member};
use crate::web::assets::{Role, path_of};
use crate::web::code::refusal_of;
use crate::web::error_page::Refusal;
use crate::web::state::WebState;
use crate::wire::admin::accounts::{SecondFactorView, SecondView};

use super::outside::{Outside, admit, cookie_value, own_path, put_cookie, put_wait, show_outside};
use super::sign_in::{Asked, kept};

/// A code, and where to go afterwards.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CodeForm {
    code: String,
    back: String,
}

/// The password anew, and where to go afterwards.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ConfirmForm {
    password: String,
    back: String,
}

const fn pending_cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-waymark-pending" } else { "waymark-pending" }
}

fn pending_cookie(token: Option<&Token>, secure: bool) -> String {
    let flags = if secure { "; Secure" } else { "" };
    let (value, seconds) = token.map_or(("", 0), |token| (token.reveal(), 600));
    let name = pending_cookie_name(secure);
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{flags}")
}

/// Leads somebody who gave the right password on: inside, or to their second factor.
pub(super) async fn after_password(
    state: &WebState,
    outside: &Outside,
    user: &User,
    back: &str,
) -> Result<Response, Refusal> {
    if !state.services.has_second_factor(user).await? {
        return Ok(admit(state, outside, user, back).await?);
    }
    let token = state.services.ask_second_factor(user).await?;
    let back = utf8_percent_encode(own_path(back), NON_ALPHANUMERIC);
    let mut response = Redirect::to(&format!("{SIGN_IN_SECOND}?back={back}")).into_response();
    put_cookie(response.headers_mut(), &pending_cookie(Some(&token), state.secure));
    Ok(response)
}

pub(super) fn pending(headers: &HeaderMap, state: &WebState) -> Option<Token> {
    cookie_value(headers, pending_cookie_name(state.secure)).and_then(Token::parse)
}

/// GET: asks for the second factor.
pub async fn ask(State(state): State<WebState>, headers: HeaderMap, Query(asked): Query<Asked>) -> Response {
    let outcome = async {
        let waiting = match pending(&headers, &state) {
            Some(token) => state.services.who_waits(&token).await?,
            None => None,
        };
        let Some(user) = waiting else { return Ok::<_, Refusal>(Redirect::to(SIGN_IN).into_response()) };
        show_second(&state, &user, StatusCode::OK, &asked.back, None).await
    };
    match outcome.await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

/// Shows the question for the second factor.
async fn show_second(
    state: &WebState,
    user: &User,
    status: StatusCode,
    back: &str,
    problem: Option<String>,
) -> Result<Response, Refusal> {
    let passkeys = state.services.passkeys_view(user).await?;
    let view = SecondView {
        back: kept(back),
        app: state.services.has_app(user).await?,
        passkeys: passkeys.possible && !passkeys.rows.is_empty(),
        problem,
    };
    let script = path_of(Role::PASSKEYS);
    Ok(show_outside(state, status, |assets| view! { <SecondPage assets script view/> }).await)
}

/// POST: tries a code.
pub async fn check(
    outside: Outside,
    State(state): State<WebState>,
    headers: HeaderMap,
    form: Result<Form<CodeForm>, FormRejection>,
) -> Response {
    let outcome = async {
        let Form(form) = form.map_err(|rejection| refusal_of(&rejection))?;
        let Some(token) = pending(&headers, &state) else { return Ok(Redirect::to(SIGN_IN).into_response()) };
        let tried = state.services.try_second_factor(&token, &form.code).await?;
        let wrong = "This is not a code that counts now. Each counts once: wait for the next one.";
        answer_second(&state, &outside, &token, tried, &form.back, wrong).await
    };
    match outcome.await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

/// Answers a try at the second factor: inside, to the beginning, or the question again.
pub(super) async fn answer_second(
    state: &WebState,
    outside: &Outside,
    token: &Token,
    tried: Second,
    back: &str,
    wrong: &str,
) -> Result<Response, Refusal> {
    let (status, problem, wait) = match tried {
        Second::Right(user) => {
            let mut response = admit(state, outside, &user, back).await?;
            put_cookie(response.headers_mut(), &pending_cookie(None, state.secure));
            return Ok(response);
        }
        Second::Over => return Ok(Redirect::to(SIGN_IN).into_response()),
        Second::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, wrong.to_owned(), None),
        Second::Wait { seconds } => {
            let problem = format!("Too many tries. Try again {}.", wait_in_words(seconds));
            (StatusCode::TOO_MANY_REQUESTS, problem, Some(seconds))
        }
    };
    let Some(user) = state.services.who_waits(token).await? else {
        return Ok(Redirect::to(SIGN_IN).into_response());
    };
    let mut response = show_second(state, &user, status, back, Some(problem)).await?;
    if let Some(seconds) = wait {
        put_wait(&mut response, seconds);
    }
    Ok(response)
}

/// GET: asks for the password anew.
pub async fn confirm_page(
    member: Member,
    State(state): State<WebState>,
    Query(asked): Query<Asked>,
) -> Response {
    let back = own_path(&asked.back).to_owned();
    let page = |frame, assets| view! { <ConfirmPage frame assets back problem=None/> };
    show_member(&state, &member, StatusCode::OK, page).await
}

/// POST: proves anew who is asking; the session gets a new key.
pub async fn confirm(
    member: Member,
    State(state): State<WebState>,
    form: Result<Form<ConfirmForm>, FormRejection>,
) -> Response {
    let outcome = async {
        let Form(form) = form.map_err(|rejection| refusal_of(&rejection))?;
        let back = own_path(&form.back).to_owned();
        match state.services.prove_again(&member.user, &member.key, &form.password).await? {
            Ok(key) => {
                let mut response = Redirect::to(&back).into_response();
                put_cookie(response.headers_mut(), &session_cookie(Some(&key), state.secure));
                Ok::<_, Refusal>(response)
            }
            Err(problem) => {
                let page = |frame, assets| view! { <ConfirmPage frame assets back problem=Some(problem)/> };
                Ok(show_member(&state, &member, StatusCode::UNPROCESSABLE_ENTITY, page).await)
            }
        }
    };
    match outcome.await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

/// Leads to the question for the password, when it was given too long ago, and from there to `back`.
pub(super) async fn to_confirm(
    state: &WebState,
    member: &Member,
    back: &str,
) -> Result<Option<Response>, Refusal> {
    if state.services.is_fresh(&member.key).await? {
        return Ok(None);
    }
    let back = utf8_percent_encode(back, NON_ALPHANUMERIC);
    Ok(Some(Redirect::to(&format!("{CONFIRM}?back={back}")).into_response()))
}

pub(super) async fn show(
    state: &WebState,
    member: &Member,
    codes: Vec<String>,
    problem: Option<String>,
) -> Result<Response, Refusal> {
    let services = &state.services;
    let app = services.app_under_way(&member.user, &member.key).await?;
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = SecondFactorView {
        on: services.has_second_factor(&member.user).await?,
        app: services.has_app(&member.user).await?,
        recovery_left: services.recovery_left(&member.user).await?,
        new_app: app.map(|app| (app.secret, picture_of(&app.url))),
        codes,
        problem,
    };
    Ok(show_member(state, member, status, |frame, assets| view! { <SecondFactorPage frame assets view/> })
        .await)
}

/// The address as a QR code. Empty when it does not fit into one; the key stands beside it in letters.
fn picture_of(url: &str) -> String {
    let Ok(code) = QrCode::new(url) else { return String::new() };
    let picture = code.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
    picture.find("<svg").map_or_else(String::new, |start| picture[start..].to_owned())
}

/// GET: whether there is a second factor, or the app that is being set up.
pub async fn page(member: Member, State(state): State<WebState>) -> Response {
    match show(&state, &member, Vec::new(), None).await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

/// POST: begins to set up an app.
pub async fn begin(member: Member, State(state): State<WebState>) -> Response {
    let outcome = async {
        if let Some(elsewhere) = to_confirm(&state, &member, SECOND_FACTOR).await? {
            return Ok::<_, Refusal>(elsewhere);
        }
        state.services.begin_app(&member.user, &member.key).await?;
        Ok(Redirect::to(SECOND_FACTOR).into_response())
    };
    match outcome.await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

/// POST: the app's first code turns it on.
pub async fn finish(
    member: Member,
    State(state): State<WebState>,
    form: Result<Form<CodeForm>, FormRejection>,
) -> Response {
    let outcome = async {
        let Form(form) = form.map_err(|rejection| refusal_of(&rejection))?;
        match state.services.finish_app(&member.user, &member.key, &form.code).await? {
            Some(codes) => show(&state, &member, codes, None).await,
            None => {
                let problem = "This is not the code that the app shows now. Check the time of your phone and try again.";
                show(&state, &member, Vec::new(), Some(problem.to_owned())).await
            }
        }
    };
    match outcome.await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

/// POST: new recovery codes in the place of all others.
pub async fn recovery_codes(member: Member, State(state): State<WebState>) -> Response {
    let outcome = async {
        if let Some(elsewhere) = to_confirm(&state, &member, SECOND_FACTOR).await? {
            return Ok(elsewhere);
        }
        if !state.services.has_second_factor(&member.user).await? {
            return Ok(Redirect::to(SECOND_FACTOR).into_response());
        }
        let codes = state.services.draw_recovery_codes(&member.user).await?;
        show(&state, &member, codes, None).await
    };
    match outcome.await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

/// POST: takes the app away; without passkeys the second factor is off then.
pub async fn turn_off(member: Member, State(state): State<WebState>) -> Response {
    let outcome = async {
        if let Some(elsewhere) = to_confirm(&state, &member, SECOND_FACTOR).await? {
            return Ok::<_, Refusal>(elsewhere);
        }
        state.services.drop_app(&member.user).await?;
        let said = if state.services.has_second_factor(&member.user).await? {
            "The authenticator app is removed. Your passkeys still count."
        } else {
            "The second factor is off."
        };
        Ok(redirect_saying(SECOND_FACTOR, said, state.secure))
    };
    match outcome.await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}
