//! How the shop stands with Shopify.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use crate::domain::admin_routes::SHOPIFY;
use crate::pages::admin::shopify::ShopifyPage;
use crate::web::state::WebState;

use super::guard::Staff;
use super::page::{refused, show};

/// The routes here with the methods they take.
pub const ROUTES: &[(&str, &[&str])] = &[(SHOPIFY, &["GET"])];

/// The routes here.
pub fn router() -> Router<WebState> {
    Router::new().route(SHOPIFY, get(page))
}

/// GET: what is so, what is wrong and what to do.
async fn page(staff: Staff, State(state): State<WebState>) -> Response {
    match state.services.connection_report(&staff.shop).await {
        Ok(report) => {
            show(&state, &staff, move |frame, assets| {
                use leptos::prelude::*;
                view! { <ShopifyPage frame assets report/> }
            })
            .await
        }
        Err(error) => refused(&state, error.into()).await,
    }
}
