//! The page that an invitation leads to. Looking at it changes nothing: whoever is new chooses a name and a
//! password, whoever signs in already does so first, and then presses a button.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use serde::Deserialize;

use crate::domain::admin_routes::{ORDERS, in_shop, join as path_of};
use crate::domain::link::Token;
use crate::pages::admin::accounts::join::{JoinOver, JoinPage};
use crate::services::accounts::fields::Wrong;
use crate::services::accounts::joining::{Joined, OpenInvitation};
use crate::web::admin::flash::redirect_saying;
use crate::web::admin::guard::session_cookie;
use crate::web::admin::page::refused;
use crate::web::code::refusal_of;
use crate::web::error_page::Refusal;
use crate::web::state::WebState;
use crate::wire::admin::team::{Guest, JoinView};

use super::outside::{Outside, admit, put_cookie, show_outside};

/// What somebody new chooses.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct JoinForm {
    name: String,
    password: String,
}

/// GET: the invitation.
pub async fn page(outside: Outside, State(state): State<WebState>, Path(token): Path<String>) -> Response {
    let outcome = async {
        let Some(token) = Token::parse(&token) else { return Ok(over(&state).await) };
        show(&state, &outside, &token, JoinForm::default(), Wrong::new()).await
    };
    answered(&state, outcome.await).await
}

/// POST: joins.
pub async fn join(
    outside: Outside,
    State(state): State<WebState>,
    Path(token): Path<String>,
    form: Result<Form<JoinForm>, FormRejection>,
) -> Response {
    let outcome = async {
        let Form(form) = form.map_err(|rejection| refusal_of(&rejection))?;
        let Some(token) = Token::parse(&token) else { return Ok(over(&state).await) };
        let Some(open) = state.services.open_invitation(&token).await? else { return Ok(over(&state).await) };
        match &open.known {
            Some(_) => join_known(&state, &outside, &open, &token).await,
            None => join_new(&state, &outside, &open, &token, form).await,
        }
    };
    answered(&state, outcome.await).await
}

async fn answered(state: &WebState, outcome: Result<Response, Refusal>) -> Response {
    match outcome {
        Ok(response) => response,
        Err(refusal) => refused(state, refusal).await,
    }
}

async fn join_known(
    state: &WebState,
    outside: &Outside,
    open: &OpenInvitation,
    token: &Token,
) -> Result<Response, Refusal> {
    let (Guest::Invited, Some(key)) = (guest(state, outside, open).await?, &outside.key) else {
        return show(state, outside, token, JoinForm::default(), Wrong::new()).await;
    };
    let Some(session) = state.services.signed_in(key).await? else { return Ok(over(state).await) };
    let Some(key) = state.services.join_known(token, &session.user, key).await? else {
        return Ok(over(state).await);
    };
    let said = format!("You are in the team of {}.", open.shop.name);
    let mut response = redirect_saying(&in_shop(ORDERS, &open.shop.handle), &said, state.secure);
    put_cookie(response.headers_mut(), &session_cookie(Some(&key), state.secure));
    Ok(response)
}

async fn join_new(
    state: &WebState,
    outside: &Outside,
    open: &OpenInvitation,
    token: &Token,
    form: JoinForm,
) -> Result<Response, Refusal> {
    match state.services.join_new(token, &form.name, &form.password).await? {
        Joined::Done(user) => Ok(admit(state, outside, &user, &in_shop(ORDERS, &open.shop.handle)).await?),
        Joined::Over => Ok(over(state).await),
        Joined::Wrong(wrong) => show(state, outside, token, form, wrong).await,
        Joined::Known => show(state, outside, token, JoinForm::default(), Wrong::new()).await,
    }
}

/// Who looks at an invitation.
async fn guest(state: &WebState, outside: &Outside, open: &OpenInvitation) -> Result<Guest, Refusal> {
    let Some(known) = &open.known else { return Ok(Guest::New) };
    let session = match &outside.key {
        Some(key) => state.services.signed_in(key).await?,
        None => None,
    };
    Ok(match session {
        None => Guest::Known,
        Some(session) if session.user.id == known.id => Guest::Invited,
        Some(session) => Guest::Other(session.user.email),
    })
}

async fn show(
    state: &WebState,
    outside: &Outside,
    token: &Token,
    typed: JoinForm,
    wrong: Wrong,
) -> Result<Response, Refusal> {
    let Some(open) = state.services.open_invitation(token).await? else { return Ok(over(state).await) };
    let guest = guest(state, outside, &open).await?;
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = JoinView {
        action: path_of(token),
        shop: open.shop.name,
        by: open.invitation.invited_by,
        role: open.invitation.role.in_words().to_owned(),
        email: open.invitation.email,
        guest,
        name: typed.name,
        wrong: wrong.into_iter().map(|(field, sentence)| (field.to_owned(), sentence)).collect(),
    };
    Ok(show_outside(state, status, |assets| view! { <JoinPage assets view/> }).await)
}

/// The same for an invitation that is over, was taken back, was used, or never was.
async fn over(state: &WebState) -> Response {
    show_outside(state, StatusCode::NOT_FOUND, |assets| view! { <JoinOver assets/> }).await
}
