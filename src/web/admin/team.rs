//! The team over HTTP: who is in it, roles, invitations. Owners only. The page that an invitation leads to is
//! `accounts/join.rs`.

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use leptos::prelude::*;
use serde::Deserialize;

use crate::domain::account::Role;
use crate::domain::admin_routes::{ACCOUNT, INVITATION, INVITATIONS, ORDERS, TEAM, TEAM_MEMBER, in_shop};
use crate::domain::ids::UserId;
use crate::pages::admin::accounts::team::TeamPage;
use crate::services::accounts::fields::Wrong;
use crate::web::code::refusal_of;
use crate::web::error_page::Refusal;
use crate::web::state::WebState;

use super::accounts::outside::put_cookie;
use super::flash::redirect_saying;
use super::guard::{Owner, Staff, session_cookie};
use super::page::{refused, show_as};

/// The routes here with the methods they take.
pub const ROUTES: &[(&str, &[&str])] =
    &[(TEAM, &["GET"]), (TEAM_MEMBER, &["POST"]), (INVITATIONS, &["POST"]), (INVITATION, &["POST"])];

/// The routes here.
pub fn router() -> Router<WebState> {
    Router::new()
        .route(TEAM, get(page))
        .route(TEAM_MEMBER, post(change))
        .route(INVITATIONS, post(invite))
        .route(INVITATION, post(change_invitation))
}

/// Somebody or an invitation of an address; what cannot be one is nobody.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Named {
    user: String,
    invitation: String,
}

/// What is to become of somebody or of an invitation.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ChangeForm {
    #[serde(rename = "do")]
    what: String,
    role: String,
}

/// A new invitation.
#[derive(Default, Deserialize)]
#[serde(default)]
struct InviteForm {
    email: String,
    role: String,
}

/// GET: the team.
async fn page(Owner(staff): Owner, State(state): State<WebState>) -> Response {
    match show(&state, &staff, Wrong::new(), InviteForm::default()).await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

async fn show(state: &WebState, staff: &Staff, wrong: Wrong, typed: InviteForm) -> Result<Response, Refusal> {
    let mut view = state.services.team_view(&staff.shop, &staff.user).await?;
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    view.wrong = wrong.into_iter().map(|(field, sentence)| (field.to_owned(), sentence)).collect();
    view.email = typed.email;
    view.as_owner = Role::parse(&typed.role) == Some(Role::Owner);
    Ok(show_as(state, staff, status, |frame, assets| view! { <TeamPage frame assets view/> }).await)
}

/// POST: another role (`do=role`), or out of the team (`do=remove`).
async fn change(
    Owner(staff): Owner,
    Path(named): Path<Named>,
    State(state): State<WebState>,
    form: Result<Form<ChangeForm>, FormRejection>,
) -> Response {
    let outcome = async {
        let Form(form) = form.map_err(|rejection| refusal_of(&rejection))?;
        let target = named.user.parse().map(UserId).map_err(|_| Refusal::NoPage)?;
        let role = match form.what.as_str() {
            "role" => Some(Role::parse(&form.role).ok_or(Refusal::Refused)?),
            "remove" => None,
            _ => return Err(Refusal::Refused),
        };
        let who = (&staff.user, &staff.key);
        let changed = state.services.change_team(&staff.shop, who, target, role).await?;
        // Whoever gave away what this page needs is led to where they still may be.
        let path = match (&changed.key, role) {
            (Some(_), None) => ACCOUNT.to_owned(),
            (Some(_), Some(Role::Staff)) => in_shop(ORDERS, &staff.shop.handle),
            _ => in_shop(TEAM, &staff.shop.handle),
        };
        let mut response = redirect_saying(&path, &changed.sentence, state.secure);
        if let Some(key) = &changed.key {
            put_cookie(response.headers_mut(), &session_cookie(Some(key), state.secure));
        }
        Ok::<_, Refusal>(response)
    };
    match outcome.await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

/// POST: a new invitation.
async fn invite(
    Owner(staff): Owner,
    State(state): State<WebState>,
    form: Result<Form<InviteForm>, FormRejection>,
) -> Response {
    let outcome = async {
        let Form(form) = form.map_err(|rejection| refusal_of(&rejection))?;
        let role = Role::parse(&form.role);
        let wrong = state.services.invite(&staff.shop, &staff.user, &form.email, role).await?;
        if !wrong.is_empty() {
            return show(&state, &staff, wrong, form).await;
        }
        state.invitation_bell.ring();
        let said = format!("An invitation is on its way to {}. It is open for 7 days.", form.email.trim());
        Ok(redirect_saying(&in_shop(TEAM, &staff.shop.handle), &said, state.secure))
    };
    match outcome.await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}

/// POST: an invitation is sent again (`do=again`) or taken back (`do=withdraw`).
async fn change_invitation(
    Owner(staff): Owner,
    Path(named): Path<Named>,
    State(state): State<WebState>,
    form: Result<Form<ChangeForm>, FormRejection>,
) -> Response {
    let outcome = async {
        let Form(form) = form.map_err(|rejection| refusal_of(&rejection))?;
        let id = named.invitation.parse().map_err(|_| Refusal::NoPage)?;
        let said = match form.what.as_str() {
            "again" => state.services.invite_again(&staff.shop, &staff.user, id).await?,
            "withdraw" => state.services.withdraw_invitation(&staff.shop, &staff.user, id).await?,
            _ => return Err(Refusal::Refused),
        };
        state.invitation_bell.ring();
        Ok::<_, Refusal>(redirect_saying(&in_shop(TEAM, &staff.shop.handle), &said, state.secure))
    };
    match outcome.await {
        Ok(response) => response,
        Err(refusal) => refused(&state, refusal).await,
    }
}
