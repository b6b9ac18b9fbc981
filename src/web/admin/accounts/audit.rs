//! The audit log over HTTP.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use crate::pages::admin::accounts::audit::AuditPage;
use crate::web::admin::guard::Owner;
use crate::web::admin::page::{refused, show_as};
use crate::web::state::WebState;

/// Where a page begins.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    before: String,
}

/// GET: a page of the log. A beginning that cannot be one is taken for none.
pub async fn page(
    Owner(staff): Owner,
    State(state): State<WebState>,
    Query(asked): Query<Asked>,
) -> Response {
    match state.services.audit_page(&staff.shop, Uuid::parse_str(&asked.before).ok()).await {
        Ok(view) => {
            show_as(&state, &staff, StatusCode::OK, |frame, assets| view! { <AuditPage frame assets view/> })
                .await
        }
        Err(error) => refused(&state, error.into()).await,
    }
}
