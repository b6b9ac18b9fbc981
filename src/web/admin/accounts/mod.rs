//! Signing in and out, the own account, and where a signed-in person arrives.
//!
//! [`sign_in`] and [`set_up`] are for people nobody knows yet: they take [`outside::Outside`] instead of
//! a guard.

mod account;
mod audit;
mod join;
pub mod outside;
mod passkeys;
mod second_factor;
mod set_up;
mod sign_in;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use leptos::prelude::*;

use crate::domain::admin_routes::{
    ACCOUNT, ADMIN, AUDIT, CONFIRM, JOIN, ORDERS, PASSKEY_ASK, PASSKEY_REMOVE, PASSKEYS, PASSWORD,
    RECOVERY_CODES, SECOND_FACTOR, SECOND_FACTOR_CHECK, SECOND_FACTOR_OFF, SESSIONS_END, SET_UP, SHOP,
    SIGN_IN, SIGN_IN_PASSKEY, SIGN_IN_PASSKEY_ASK, SIGN_IN_SECOND, SIGN_OUT, in_shop,
};
use crate::pages::admin::accounts::shops::ShopsPage;
use crate::web::state::WebState;

use super::guard::{Member, Staff};
use super::page::{refused, show_member};

/// The routes here with the methods they take.
pub const ROUTES: &[(&str, &[&str])] = &[
    (SET_UP, &["GET", "POST"]),
    (SIGN_IN, &["GET", "POST"]),
    (SIGN_IN_SECOND, &["GET", "POST"]),
    (SIGN_IN_PASSKEY_ASK, &["POST"]),
    (SIGN_IN_PASSKEY, &["POST"]),
    (SIGN_OUT, &["POST"]),
    (JOIN, &["GET", "POST"]),
    (ACCOUNT, &["GET", "POST"]),
    (PASSWORD, &["POST"]),
    (SESSIONS_END, &["POST"]),
    (CONFIRM, &["GET", "POST"]),
    (SECOND_FACTOR, &["GET", "POST"]),
    (SECOND_FACTOR_CHECK, &["POST"]),
    (SECOND_FACTOR_OFF, &["POST"]),
    (RECOVERY_CODES, &["POST"]),
    (PASSKEY_ASK, &["POST"]),
    (PASSKEYS, &["POST"]),
    (PASSKEY_REMOVE, &["POST"]),
    (ADMIN, &["GET"]),
    (SHOP, &["GET"]),
    (AUDIT, &["GET"]),
];

/// The routes here.
pub fn router() -> Router<WebState> {
    Router::new()
        .route(SET_UP, get(set_up::page).post(set_up::make))
        .route(SIGN_IN, get(sign_in::page).post(sign_in::check))
        .route(SIGN_IN_SECOND, get(second_factor::ask).post(second_factor::check))
        .route(SIGN_IN_PASSKEY_ASK, post(passkeys::ask_at_sign_in))
        .route(SIGN_IN_PASSKEY, post(passkeys::check))
        .route(SIGN_OUT, post(sign_in::end))
        .route(JOIN, get(join::page).post(join::join))
        .route(ACCOUNT, get(account::page).post(account::rename))
        .route(PASSWORD, post(account::password))
        .route(SESSIONS_END, post(account::end_sessions))
        .route(CONFIRM, get(second_factor::confirm_page).post(second_factor::confirm))
        .route(SECOND_FACTOR, get(second_factor::page).post(second_factor::begin))
        .route(SECOND_FACTOR_CHECK, post(second_factor::finish))
        .route(SECOND_FACTOR_OFF, post(second_factor::turn_off))
        .route(RECOVERY_CODES, post(second_factor::recovery_codes))
        .route(PASSKEY_ASK, post(passkeys::ask))
        .route(PASSKEYS, post(passkeys::add))
        .route(PASSKEY_REMOVE, post(passkeys::remove))
        .route(ADMIN, get(arrive))
        .route(SHOP, get(front_door))
        .route(AUDIT, get(audit::page))
}

/// GET: leads to the orders of the only shop of whoever is signed in, else asks which.
async fn arrive(member: Member, State(state): State<WebState>) -> Response {
    let shops = match state.services.shops_of(&member.user).await {
        Ok(shops) => shops,
        Err(error) => return refused(&state, error.into()).await,
    };
    if let [(only, _)] = shops.as_slice() {
        return Redirect::to(&in_shop(ORDERS, &only.handle)).into_response();
    }
    let roles = shops.into_iter().map(|(_, role)| role.name().to_owned()).collect();
    show_member(&state, &member, StatusCode::OK, move |frame, assets| {
        view! { <ShopsPage frame assets roles/> }
    })
    .await
}

/// GET: leads to the shop's orders.
async fn front_door(staff: Staff) -> Response {
    Redirect::to(&in_shop(ORDERS, &staff.shop.handle)).into_response()
}
