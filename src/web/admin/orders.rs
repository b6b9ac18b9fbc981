//! The orders index: filters, search, saved views.

use axum::Router;

use crate::web::state::WebState;

/// The routes here with the methods they take.
pub const ROUTES: &[(&str, &[&str])] = &[];

/// The routes here.
pub fn router() -> Router<WebState> {
    Router::new()
}
