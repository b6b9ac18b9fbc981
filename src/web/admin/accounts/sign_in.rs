//! Signing in by address and password, and signing out.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use serde::Deserialize;

use crate::domain::admin_routes::{SET_UP, SIGN_IN};
use crate::pages::admin::accounts::sign_in::SignInPage;
use crate::services::accounts::sign_in::{SignIn, Tried};
use crate::services::accounts::wait_in_words;
use crate::web::admin::guard::{session_cookie, session_key};
use crate::web::admin::page::refused;
use crate::web::code::refusal_of;
use crate::web::error_page::Refusal;
use crate::web::state::WebState;
use crate::wire::admin::accounts::SignInView;

use super::outside::{Outside, own_path, put_cookie, put_wait, show_outside};
use super::second_factor::after_password;

/// What an address may say.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub(super) back: String,
}

/// The fields of the form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    email: String,
    password: String,
    back: String,
}

/// GET: the form. Whoever is signed in goes on; before anybody can sign in it leads to the first start.
pub async fn page(outside: Outside, State(state): State<WebState>, Query(asked): Query<Asked>) -> Response {
    match arriving(&state, &outside, &asked).await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

async fn arriving(state: &WebState, outside: &Outside, asked: &Asked) -> Result<Response, Refusal> {
    if let Some(key) = &outside.key
        && state.services.signed_in(key).await?.is_some()
    {
        return Ok(Redirect::to(own_path(&asked.back)).into_response());
    }
    if state.services.needs_set_up().await? {
        return Ok(Redirect::to(SET_UP).into_response());
    }
    let view = SignInView { back: kept(&asked.back), ..SignInView::default() };
    Ok(show_outside(state, StatusCode::OK, |assets| view! { <SignInPage assets view/> }).await)
}

/// Where to go afterwards, when it is worth keeping.
pub(super) fn kept(back: &str) -> String {
    if back == own_path(back) { back.to_owned() } else { String::new() }
}

/// POST: a try.
pub async fn check(
    outside: Outside,
    State(state): State<WebState>,
    form: Result<Form<SignInForm>, FormRejection>,
) -> Response {
    let Form(form) = match form {
        Ok(form) => form,
        Err(rejection) => return refused(&state, refusal_of(&rejection)).await,
    };
    match tried(&state, &outside, form).await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

async fn tried(state: &WebState, outside: &Outside, form: SignInForm) -> Result<Response, Refusal> {
    let sign_in = SignIn {
        email: &form.email,
        password: &form.password,
        device: outside.device.as_ref(),
        network: &outside.network,
    };
    let (status, problem, wait) = match state.services.try_password(&sign_in).await? {
        Tried::Right(user) => return after_password(state, outside, &user, &form.back).await,
        Tried::Wrong => {
            let problem =
                "The e-mail address or the password is not right. Check both and try again.".to_owned();
            (StatusCode::UNPROCESSABLE_ENTITY, problem, None)
        }
        Tried::Wait { seconds } => {
            let problem = format!("Too many tries. Try again {}.", wait_in_words(seconds));
            (StatusCode::TOO_MANY_REQUESTS, problem, Some(seconds))
        }
    };
    let email = form.email.chars().take(254).collect();
    let view = SignInView { email, back: kept(&form.back), problem: Some(problem), note: None };
    let mut response = show_outside(state, status, |assets| view! { <SignInPage assets view/> }).await;
    if let Some(seconds) = wait {
        put_wait(&mut response, seconds);
    }
    Ok(response)
}

/// POST: ends the session, also in other tabs.
pub async fn end(State(state): State<WebState>, headers: HeaderMap) -> Response {
    if let Some(key) = session_key(&headers, state.secure)
        && let Err(error) = state.services.sign_out(&key).await
    {
        return refused(&state, error.into()).await;
    }
    let mut response = Redirect::to(SIGN_IN).into_response();
    put_cookie(response.headers_mut(), &session_cookie(None, state.secure));
    response
}
