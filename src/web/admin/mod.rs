//! The merchant's side over HTTP: one file per subject, each with its routes and their table.
//!
//! Every handler but those of signing in takes [`guard::Member`], [`guard::Staff`] or [`guard::Owner`]
//! as its first argument: who is asking is known before anything else happens. Start with [`router`].

pub mod accounts;
pub mod bulk;
pub mod flash;
pub mod guard;
pub mod order;
pub mod orders;
pub mod page;
pub mod settings;
pub mod shopify;
pub mod statuses;

use axum::Router;

use super::state::WebState;

/// All routes of the merchant's side with the methods they take, one table per subject.
pub const ROUTES: &[&[(&str, &[&str])]] = &[
    accounts::ROUTES,
    orders::ROUTES,
    order::ROUTES,
    bulk::ROUTES,
    statuses::ROUTES,
    shopify::ROUTES,
    settings::ROUTES,
];

/// All routes of the merchant's side.
pub fn router() -> Router<WebState> {
    Router::new()
        .merge(accounts::router())
        .merge(orders::router())
        .merge(order::router())
        .merge(bulk::router())
        .merge(statuses::router())
        .merge(shopify::router())
        .merge(settings::router())
}
