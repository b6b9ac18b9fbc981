//! The merchant's side over HTTP: one file per subject, each with its routes and their table.
//!
//! Every handler but those of signing in takes [`guard::Member`], [`guard::Staff`] or [`guard::Owner`]
//! as its first argument: who is asking is known before anything else happens. Start with [`router`].

pub mod accounts;
pub mod bulk;
pub mod flash;
pub mod guard;
pub mod messages;
pub mod order;
pub mod orders;
pub mod page;
pub mod sender;
pub mod settings;
pub mod shopify;
pub mod statuses;
pub mod team;
pub mod templates;

use axum::Router;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};

use super::state::WebState;

/// All routes of the merchant's side with the methods they take, one table per subject.
pub const ROUTES: &[&[(&str, &[&str])]] = &[
    accounts::ROUTES,
    orders::ROUTES,
    order::ROUTES,
    messages::ROUTES,
    bulk::ROUTES,
    statuses::ROUTES,
    shopify::ROUTES,
    settings::ROUTES,
    sender::ROUTES,
    team::ROUTES,
    templates::ROUTES,
];

/// All routes of the merchant's side.
pub fn router() -> Router<WebState> {
    Router::new()
        .merge(accounts::router())
        .merge(orders::router())
        .merge(order::router())
        .merge(messages::router())
        .merge(bulk::router())
        .merge(statuses::router())
        .merge(shopify::router())
        .merge(settings::router())
        .merge(sender::router())
        .merge(team::router())
        .merge(templates::router())
        .route_layer(from_fn(says_where_from))
}

/// A form must say where it comes from. What it says is checked around all pages; a browser with a cookie
/// that says nothing (none of the last five years) is refused here, because nobody could tell.
async fn says_where_from(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let says = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    if request.method().is_safe() || says || !headers.contains_key(header::COOKIE) {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}
