//! How a page of the merchant's side is answered: frame, headers, what was just done, refusals.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use leptos::prelude::*;

use crate::domain::door::Door;
use crate::pages::admin::notice::NoticeForStaff;
use crate::pages::admin::shell::AdminAssets;
use crate::web::assets::{self, Role, path_of};
use crate::web::csp;
use crate::web::error_page::{Refusal, refuse};
use crate::web::leptos_page;
use crate::web::proxy::Entrance;
use crate::web::state::WebState;
use crate::wire::admin::frame::AdminFrame;

use super::flash;
use super::guard::{Member, Staff};

/// Where the static files of the merchant's side lie. Without the islands, which [`show_as`] adds.
#[must_use]
pub fn admin_assets() -> AdminAssets {
    AdminAssets { css: path_of(Role::ADMIN).into(), islands: None }
}

/// Answers with a page about the shop of `staff`.
pub async fn show<V: IntoView + 'static>(
    state: &WebState,
    staff: &Staff,
    view: impl FnOnce(AdminFrame, AdminAssets) -> V + Send + 'static,
) -> Response {
    show_as(state, staff, StatusCode::OK, view).await
}

/// The same with another status: 422 for a form to correct, 409 for a change that came in between.
pub async fn show_as<V: IntoView + 'static>(
    state: &WebState,
    staff: &Staff,
    status: StatusCode,
    view: impl FnOnce(AdminFrame, AdminAssets) -> V + Send + 'static,
) -> Response {
    let mut frame = match state.services.admin_frame(&staff.user, Some(&staff.shop)).await {
        Ok(frame) => frame,
        Err(error) => return refused(state, error.into()).await,
    };
    // Beside the change that can still be undone, never in its place: the button belongs to that one alone.
    frame.told.clone_from(&staff.said);
    let told = frame.told.is_some();
    let files = AdminAssets { islands: assets::islands().map(Into::into), ..admin_assets() };
    let mut response = leptos_page::respond(state, &Door::OWN, status, "", move || view(frame, files)).await;
    csp::allow_modules(response.headers_mut());
    if told {
        flash::forget(response.headers_mut(), state.secure);
    }
    response
}

/// Answers with a page about no shop in particular; the navigation is that of the person's only shop, and
/// asks which where there are several.
pub async fn show_member<V: IntoView + 'static>(
    state: &WebState,
    member: &Member,
    status: StatusCode,
    view: impl FnOnce(AdminFrame, AdminAssets) -> V + Send + 'static,
) -> Response {
    let framed = async {
        let shops = state.services.shops_of(&member.user).await?;
        let only = shops.first().filter(|_| shops.len() == 1);
        state.services.admin_frame(&member.user, only.map(|(shop, _)| shop)).await
    };
    let mut frame = match framed.await {
        Ok(frame) => frame,
        Err(error) => return refused(state, error.into()).await,
    };
    frame.told.clone_from(&member.said);
    frame.said = None;
    let told = frame.told.is_some();
    let assets = admin_assets();
    let mut response = leptos_page::respond(state, &Door::OWN, status, "", move || view(frame, assets)).await;
    if told {
        flash::forget(response.headers_mut(), state.secure);
    }
    response
}

/// A notice instead of what was asked for.
pub async fn refused(state: &WebState, refusal: Refusal) -> Response {
    refuse(state, &Entrance::default(), &HeaderMap::new(), None, refusal).await
}

/// Staff wanted what only owners may do.
pub async fn refused_by_role(state: &WebState, staff: &Staff) -> Response {
    show_as(state, staff, StatusCode::FORBIDDEN, |frame, assets| {
        let text = "Only owners of the shop may do this. Ask one of them, or ask to become one.";
        view! { <NoticeForStaff frame assets title="Not allowed" text/> }
    })
    .await
}

/// A form of somebody who is no longer signed in: what was typed stays in their browser.
pub async fn signed_out(state: &WebState) -> Response {
    let assets = admin_assets();
    let mut response = leptos_page::respond(state, &Door::OWN, StatusCode::UNAUTHORIZED, "", move || {
        let text = "You are signed out. Sign in in another tab, then come back to this one, go back one page \
                and send the form again: what you typed is still there.";
        view! { <NoticeForStaff frame=AdminFrame::default() assets title="Signed out" text/> }
    })
    .await;
    response.headers_mut().insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Cookie"));
    response
}
