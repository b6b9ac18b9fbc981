//! The shopper's page with a status as it is typed, for the frame in the editor. Nothing is stored.

use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

use crate::domain::door::Door;
use crate::language::Language;
use crate::pages::{self, Assets, OrderPage};
use crate::services::statuses::preview::PreviewWish;
use crate::web::admin::guard::Staff;
use crate::web::admin::page::refused;
use crate::web::csp;
use crate::web::state::WebState;
use crate::wire::admin::statuses::StatusForm;

use super::{Fields, field};

/// GET: the page with a status as it is stored (`of`), or with an empty one.
pub async fn stored(
    staff: Staff,
    State(state): State<WebState>,
    Query(fields): Query<Vec<(String, String)>>,
) -> Response {
    let wish = wish(&staff, &fields);
    let status = match state.services.status(&staff.shop, &wish.of).await {
        Ok(status) => status,
        Err(error) => return refused(&state, error.into()).await,
    };
    let form = match state.services.status_editor(&staff.shop, status.as_ref(), None).await {
        Ok(editor) => editor.form,
        Err(error) => return refused(&state, error.into()).await,
    };
    answer(&state, &staff, &form, &wish).await
}

/// POST: the page with the status as typed.
pub async fn typed(staff: Staff, State(state): State<WebState>, Form(fields): Fields) -> Response {
    let wish = wish(&staff, &fields);
    answer(&state, &staff, &StatusForm::read(fields), &wish).await
}

fn wish(staff: &Staff, fields: &[(String, String)]) -> PreviewWish {
    let text = |name: &str| field(fields, name).unwrap_or_default().to_owned();
    let language = Language::from_locale(&text("preview_language"))
        .or_else(|| Language::from_locale(&staff.shop.settings.locale));
    PreviewWish { of: text("of"), order: text("preview_order"), language: language.unwrap_or_default() }
}

async fn answer(state: &WebState, staff: &Staff, form: &StatusForm, wish: &PreviewWish) -> Response {
    let (frame, view) = match state.services.preview_status(&staff.shop, form, wish).await {
        Ok(shown) => shown,
        Err(error) => return refused(state, error.into()).await,
    };
    let speech = state.services.words.in_language(wish.language);
    let policy = state.policy(&Door::OWN, &frame.brand_css);
    // The frame runs no script: it shows, and nobody acts in it.
    let assets = Assets { js: None, ..state.assets_at(&Door::OWN).clone() };
    let mut page = pages::to_html(|| view! { <OrderPage frame assets view speech/> }).into_response();
    csp::door_headers(page.headers_mut(), &Door::OWN, &policy, state.secure);
    csp::allow_in_own_frame(page.headers_mut());
    page
}
