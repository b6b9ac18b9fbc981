//! The door under the shop's own domain: the same pages, as Shopify's app proxy passes requests on.
//!
//! Nothing below it answers without Shopify's signature ([`gate`]). Shopify takes cookies out in both
//! directions and follows redirects itself, so no answer here has either: a form is answered with the
//! page it leads to ([`forms`]), and what a cookie would remember stands in an address or a form
//! field. Forms need no protection against forgery beyond the signature: without cookies a forged one
//! knows nothing its sender does not. Start with [`routes`].

mod forms;
mod gate;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{any, get, post};
use std::sync::Arc;

use crate::domain::door::Door;
use crate::domain::routes;
use crate::domain::shop::Shop;

use super::error_page::Refusal;
use super::state::WebState;
use super::visit::Visit;
use super::{address, code, find, order, share, updates};

/// The way a request came in. The default is our own door, where the request tells no shop.
#[derive(Clone, Debug, Default)]
pub struct Entrance {
    /// The door.
    pub door: Door,
    /// The shop it belongs to; `None` at our own door.
    pub shop: Option<Arc<Shop>>,
}

/// All routes behind the door, guarded.
pub(super) fn router(state: &WebState) -> Router<WebState> {
    Router::new()
        .route(routes::PROXY, get(find::page))
        .route(routes::PROXY_HOME, get(find::page))
        .route(routes::PROXY_FIND, get(find::page).post(forms::find))
        .route(routes::PROXY_ORDER, get(order::page))
        .route(routes::PROXY_CALENDAR, get(order::calendar))
        .route(routes::PROXY_PICTURE, get(order::picture))
        .route(routes::PROXY_CODE, get(code::page).post(forms::send_code))
        .route(routes::PROXY_CODE_CHECK, post(forms::check_code))
        .route(routes::PROXY_SHARE, get(share::page).post(forms::make_share))
        .route(routes::PROXY_SHARE_REVOKE, post(forms::end_share))
        .route(routes::PROXY_ADDRESS, get(address::page).post(address::send))
        .route(routes::PROXY_ADDRESS_CHECK, post(address::check))
        .route(routes::PROXY_UPDATES, post(updates::want))
        .route(routes::PROXY_REST, any(nothing))
        .layer(from_fn_with_state(state.clone(), gate::guard))
}

/// Below the door, but no page.
async fn nothing(visit: Visit) -> Response {
    visit.answer(Err(Refusal::NoPage)).await
}
