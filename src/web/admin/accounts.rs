//! Signing in and out, the own account, and where a signed-in person arrives.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use crate::domain::admin_routes::{ACCOUNT, ADMIN, ORDERS, SHOP, in_shop};
use crate::web::state::WebState;

use super::guard::{Member, Staff};
use super::page::refused;

/// The routes here with the methods they take.
pub const ROUTES: &[(&str, &[&str])] = &[(ADMIN, &["GET"]), (SHOP, &["GET"])];

/// The routes here.
pub fn router() -> Router<WebState> {
    Router::new().route(ADMIN, get(arrive)).route(SHOP, get(front_door))
}

/// GET: leads to the orders of the first shop of whoever is signed in.
async fn arrive(member: Member, State(state): State<WebState>) -> Response {
    match state.services.shops_of(&member.user).await {
        Ok(shops) => {
            let path = shops.first().map(|(shop, _)| in_shop(ORDERS, &shop.handle));
            Redirect::to(&path.unwrap_or_else(|| ACCOUNT.to_owned())).into_response()
        }
        Err(error) => refused(&state, error.into()).await,
    }
}

/// GET: leads to the shop's orders.
async fn front_door(staff: Staff) -> Response {
    Redirect::to(&in_shop(ORDERS, &staff.shop.handle)).into_response()
}
