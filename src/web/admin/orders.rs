//! The orders index: filters, search, saved views.

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use leptos::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::admin_routes::{ORDERS, VIEW, VIEWS, in_shop};
use crate::domain::order_filter::OrderFilter;
use crate::pages::admin::orders::OrdersPage;
use crate::services::ServiceError;
use crate::web::error_page::Refusal;
use crate::web::state::WebState;
use crate::wire::admin::orders::ViewTrouble;

use super::flash::redirect_saying;
use super::guard::Staff;
use super::page::{refused, show_as};

/// The routes here with the methods they take.
pub const ROUTES: &[(&str, &[&str])] = &[(ORDERS, &["GET", "POST"]), (VIEWS, &["POST"]), (VIEW, &["POST"])];

/// The routes here.
pub fn router() -> Router<WebState> {
    Router::new()
        .route(ORDERS, get(index).post(search))
        .route(VIEWS, post(save_view))
        .route(VIEW, post(change_view))
}

/// A view's name and filter as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ViewForm {
    name: String,
    query: String,
    #[serde(rename = "do")]
    what: String,
}

/// GET: the list. What is searched for stands sealed in the address; typed into one, it is sealed there.
async fn index(staff: Staff, State(state): State<WebState>, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    if !OrderFilter::from_query(&query).text.is_empty() {
        return to_list(&state, &staff, &query);
    }
    page(&state, &staff, &query, None).await
}

/// POST: search and filters as chosen; leads to the list's address.
async fn search(staff: Staff, State(state): State<WebState>, form: Bytes) -> Response {
    to_list(&state, &staff, &String::from_utf8_lossy(&form))
}

/// Leads to the list of a query or form, with what is searched for sealed.
fn to_list(state: &WebState, staff: &Staff, query: &str) -> Response {
    let path = in_shop(ORDERS, &staff.shop.handle);
    match state.services.list_query(&staff.shop, query).map(|asked| asked.to_query()) {
        Some(query) if query.is_empty() => Redirect::to(&path).into_response(),
        Some(query) => Redirect::to(&format!("{path}?{query}")).into_response(),
        None => forgotten(state, staff),
    }
}

/// A search whose seal cannot be opened: better none than another one under its name.
fn forgotten(state: &WebState, staff: &Staff) -> Response {
    let path = in_shop(ORDERS, &staff.shop.handle);
    redirect_saying(
        &path,
        "This search cannot be opened any more. These are all orders: search again.",
        state.secure,
    )
}

/// POST: saves what is filtered under a name.
async fn save_view(
    staff: Staff,
    State(state): State<WebState>,
    form: Result<Form<ViewForm>, FormRejection>,
) -> Response {
    let Ok(Form(form)) = form else { return refused(&state, Refusal::Refused).await };
    match state.services.save_view(&staff.shop, &staff.user.name, &form.name, &form.query).await {
        Ok(()) => {
            let filter = OrderFilter { text: String::new(), ..OrderFilter::from_query(&form.query) };
            let path = format!("{}?{}", in_shop(ORDERS, &staff.shop.handle), filter.to_query());
            redirect_saying(&path, "The view is saved.", state.secure)
        }
        Err(error) => again(&state, &staff, &form.query, form.name, error).await,
    }
}

/// POST: renames or deletes a saved view.
async fn change_view(
    staff: Staff,
    State(state): State<WebState>,
    Path((_, view)): Path<(String, String)>,
    form: Result<Form<ViewForm>, FormRejection>,
) -> Response {
    let Ok(Form(form)) = form else { return refused(&state, Refusal::Refused).await };
    let Ok(view) = view.parse::<Uuid>() else { return refused(&state, Refusal::NoPage).await };
    let (services, shop, who) = (&state.services, &staff.shop, &staff.user.name);
    let query = match services.view_query(shop, view).await {
        Ok(Some(query)) => query,
        Ok(None) => return refused(&state, Refusal::NoPage).await,
        Err(error) => return refused(&state, error.into()).await,
    };
    let path = in_shop(ORDERS, &shop.handle);
    if form.what == "delete" {
        return match services.delete_view(shop, who, view).await {
            Ok(()) => redirect_saying(&path, "The view is deleted. No order changed.", state.secure),
            Err(error) => refused(&state, error.into()).await,
        };
    }
    match services.rename_view(shop, who, view, &form.name).await {
        Ok(()) => redirect_saying(&format!("{path}?{query}"), "The view is renamed.", state.secure),
        Err(error) => again(&state, &staff, &query, form.name, error).await,
    }
}

/// The list again, with what was typed and what is wrong with it.
async fn again(state: &WebState, staff: &Staff, query: &str, name: String, error: ServiceError) -> Response {
    match error {
        ServiceError::Input(sentence) => {
            page(state, staff, query, Some(ViewTrouble { name, sentence })).await
        }
        other => refused(state, other.into()).await,
    }
}

async fn page(state: &WebState, staff: &Staff, query: &str, trouble: Option<ViewTrouble>) -> Response {
    let status = if trouble.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let Some(asked) = state.services.list_query(&staff.shop, query) else { return forgotten(state, staff) };
    match state.services.orders_list(&staff.shop, &asked).await {
        Ok(mut list) => {
            list.view_trouble = trouble;
            show_as(state, staff, status, move |frame, assets| view! { <OrdersPage frame assets list/> })
                .await
        }
        Err(error) => refused(state, error.into()).await,
    }
}
