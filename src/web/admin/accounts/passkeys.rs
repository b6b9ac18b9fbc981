//! Passkeys over HTTP: a script asks here what to ask the browser, and puts the browser's answer into a
//! form. Whoever adds or removes one has just proven who they are; else they are asked for their password
//! first.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::admin_routes::{ACCOUNT, SIGN_IN};
use crate::services::accounts::fields::Wrong;
use crate::services::accounts::passkeys::NewPasskey;
use crate::web::admin::flash::redirect_saying;
use crate::web::admin::guard::Member;
use crate::web::admin::page::refused;
use crate::web::code::refusal_of;
use crate::web::csp;
use crate::web::error_page::Refusal;
use crate::web::state::WebState;

use super::account;
use super::outside::Outside;
use super::second_factor::{answer_second, pending, show, to_confirm};

/// What the browser answered at signing in, and where to go afterwards.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ProofForm {
    credential: String,
    back: String,
}

/// What the browser answered to the question for a new passkey, and its name.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewForm {
    credential: String,
    passkey_name: String,
}

/// The form that removes a passkey.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct RemoveForm {
    passkey: Option<Uuid>,
}

/// A question for the browser. Without one: there is nothing to ask for.
fn question(state: &WebState, json: Option<String>) -> Result<Response, Refusal> {
    let json = json.ok_or(Refusal::NoPage)?;
    let mut response = (StatusCode::OK, json).into_response();
    csp::page_headers(response.headers_mut(), csp::NOTHING, state.secure);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}

/// POST: what to ask the browser for a new passkey.
pub async fn ask(member: Member, State(state): State<WebState>) -> Response {
    let outcome = async {
        if let Some(elsewhere) = to_confirm(&state, &member, ACCOUNT).await? {
            return Ok(elsewhere);
        }
        question(&state, state.services.begin_passkey(&member.user, &member.key).await?)
    };
    match outcome.await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

/// POST: adds a passkey. Recovery codes are shown when it is the first second factor.
pub async fn add(
    member: Member,
    State(state): State<WebState>,
    form: Result<Form<NewForm>, FormRejection>,
) -> Response {
    let outcome = async {
        let Form(form) = form.map_err(|rejection| refusal_of(&rejection))?;
        let (user, key) = (&member.user, &member.key);
        let done = state.services.finish_passkey(user, key, &form.passkey_name, &form.credential).await?;
        let problem = match done {
            NewPasskey::Added(codes) if codes.is_empty() => {
                return Ok(redirect_saying(ACCOUNT, "The passkey is added.", state.secure));
            }
            NewPasskey::Added(codes) => return show(&state, &member, codes, None).await,
            NewPasskey::Known => "Somebody uses this passkey already. Take another.",
            NewPasskey::Refused => {
                "No passkey was added: the browser's answer does not fit or came too late. Try again."
            }
        };
        account::show(&state, &member, Wrong::from([("passkey", problem.to_owned())]), None).await
    };
    match outcome.await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

/// POST: removes a passkey.
pub async fn remove(
    member: Member,
    State(state): State<WebState>,
    form: Result<Form<RemoveForm>, FormRejection>,
) -> Response {
    let outcome = async {
        let Form(form) = form.map_err(|rejection| refusal_of(&rejection))?;
        if let Some(elsewhere) = to_confirm(&state, &member, ACCOUNT).await? {
            return Ok::<_, Refusal>(elsewhere);
        }
        let removed = match form.passkey {
            Some(id) => state.services.remove_passkey(&member.user, id).await?,
            None => None,
        };
        let said = match removed {
            Some(name) => format!("The passkey “{name}” is removed. Delete it on your device, too."),
            None => "There was nothing to remove.".to_owned(),
        };
        Ok(redirect_saying(ACCOUNT, &said, state.secure))
    };
    match outcome.await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

/// POST: what to ask the browser at signing in.
pub async fn ask_at_sign_in(State(state): State<WebState>, headers: HeaderMap) -> Response {
    let outcome = async {
        let Some(token) = pending(&headers, &state) else { return Ok(Redirect::to(SIGN_IN).into_response()) };
        question(&state, state.services.ask_passkey(&token).await?)
    };
    match outcome.await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

/// POST: tries what the browser answered at signing in.
pub async fn check(
    outside: Outside,
    State(state): State<WebState>,
    headers: HeaderMap,
    form: Result<Form<ProofForm>, FormRejection>,
) -> Response {
    let outcome = async {
        let Form(form) = form.map_err(|rejection| refusal_of(&rejection))?;
        let Some(token) = pending(&headers, &state) else { return Ok(Redirect::to(SIGN_IN).into_response()) };
        let tried = state.services.try_passkey(&token, &form.credential).await?;
        let wrong = "This passkey did not let you in. Try again, or use another way below.";
        answer_second(&state, &outside, &token, tried, &form.back, wrong).await
    };
    match outcome.await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}
