//! The own account over HTTP: name, password, sessions.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::admin_routes::ACCOUNT;
use crate::pages::admin::accounts::account::AccountPage;
use crate::services::accounts::fields::Wrong;
use crate::web::admin::flash::redirect_saying;
use crate::web::admin::guard::{Member, session_cookie};
use crate::web::admin::page::{refused, show_member};
use crate::web::assets::{Role, path_of};
use crate::web::code::refusal_of;
use crate::web::error_page::Refusal;
use crate::web::state::WebState;

use super::outside::put_cookie;

/// The form of the name.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NameForm {
    name: String,
}

/// The form of the password.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    old: String,
    new: String,
}

/// The form that ends sessions: one, or all others.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct EndForm {
    session: Option<Uuid>,
}

/// GET: the account.
pub async fn page(member: Member, State(state): State<WebState>) -> Response {
    match show(&state, &member, Wrong::new(), None).await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

pub(super) async fn show(
    state: &WebState,
    member: &Member,
    wrong: Wrong,
    name: Option<String>,
) -> Result<Response, Refusal> {
    let mut view = state.services.account_view(&member.user, &member.key).await?;
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    view.wrong = wrong.into_iter().map(|(field, sentence)| (field.to_owned(), sentence)).collect();
    view.name = name.unwrap_or(view.name);
    let script = path_of(Role::PASSKEYS);
    Ok(show_member(state, member, status, |frame, assets| view! { <AccountPage frame assets script view/> })
        .await)
}

/// POST: another name.
pub async fn rename(
    member: Member,
    State(state): State<WebState>,
    form: Result<Form<NameForm>, FormRejection>,
) -> Response {
    let outcome = async {
        let Form(form) = form.map_err(|rejection| refusal_of(&rejection))?;
        let wrong = state.services.rename(&member.user, &form.name).await?;
        if !wrong.is_empty() {
            return show(&state, &member, wrong, Some(form.name)).await;
        }
        Ok(redirect_saying(ACCOUNT, "Your name is saved.", state.secure))
    };
    match outcome.await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

/// POST: another password.
pub async fn password(
    member: Member,
    State(state): State<WebState>,
    form: Result<Form<PasswordForm>, FormRejection>,
) -> Response {
    let outcome = async {
        let Form(form) = form.map_err(|rejection| refusal_of(&rejection))?;
        match state.services.change_password(&member.user, &member.key, &form.old, &form.new).await? {
            Err(wrong) => show(&state, &member, wrong, None).await,
            Ok(key) => {
                let said = "Your password is changed. You are signed out everywhere else.";
                let mut response = redirect_saying(ACCOUNT, said, state.secure);
                put_cookie(response.headers_mut(), &session_cookie(Some(&key), state.secure));
                Ok(response)
            }
        }
    };
    match outcome.await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

/// POST: ends a session, or all others.
pub async fn end_sessions(
    member: Member,
    State(state): State<WebState>,
    form: Result<Form<EndForm>, FormRejection>,
) -> Response {
    let outcome = async {
        let Form(form) = form.map_err(|rejection| refusal_of(&rejection))?;
        let ended = state.services.end_sessions(&member.user, &member.key, form.session).await?;
        let said = match ended {
            0 => "There was nothing to end.",
            1 => "The session has ended.",
            _ => "You are signed out everywhere else.",
        };
        Ok(redirect_saying(ACCOUNT, said, state.secure))
    };
    match outcome.await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}
