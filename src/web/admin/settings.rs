//! The shop's settings: one page for each tab, each with its own form. The audit log and the team, which
//! stand beside them, are `accounts`' affair.

use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use leptos::prelude::*;

use crate::domain::admin_routes::{
    SETTINGS, SETTINGS_BRAND, SETTINGS_DAYS, SETTINGS_LANGUAGES, SETTINGS_LEAD_TIMES, SETTINGS_LINKS,
    SETTINGS_LOGO, SETTINGS_LOGO_REMOVE, SETTINGS_MESSAGES, SETTINGS_PREVIEW, SETTINGS_PRIVACY,
    SETTINGS_SHOPIFY, in_shop,
};
use crate::domain::door::Door;
use crate::pages::admin::settings::{BrandPage, SettingsPage};
use crate::pages::{OrderPage, to_html};
use crate::services::settings::{Saved, Tab, Typed};
use crate::services::shop_logo::{self, UPLOAD_LIMIT};
use crate::web::csp;
use crate::web::state::WebState;
use crate::wire::admin::settings::SettingsView;

use super::flash::redirect_saying;
use super::guard::{Owner, Staff};
use super::page::{refused, show_as};

/// The routes here with the methods they take.
pub const ROUTES: &[(&str, &[&str])] = &[
    (SETTINGS, &["GET", "POST"]),
    (SETTINGS_BRAND, &["GET", "POST"]),
    (SETTINGS_LOGO, &["POST"]),
    (SETTINGS_LOGO_REMOVE, &["POST"]),
    (SETTINGS_PREVIEW, &["GET", "POST"]),
    (SETTINGS_LANGUAGES, &["GET", "POST"]),
    (SETTINGS_DAYS, &["GET", "POST"]),
    (SETTINGS_LEAD_TIMES, &["GET", "POST"]),
    (SETTINGS_MESSAGES, &["GET", "POST"]),
    (SETTINGS_LINKS, &["GET", "POST"]),
    (SETTINGS_PRIVACY, &["GET", "POST"]),
    (SETTINGS_SHOPIFY, &["GET", "POST"]),
];

/// Largest form: 16 KiB of CSS, each byte written as three, and the rest.
const FORM_LIMIT: usize = 128 * 1024;
/// Largest upload: a logo and what a browser writes around it.
const UPLOAD_BODY: usize = UPLOAD_LIMIT + 64 * 1024;

/// Fields of a form in the order they were sent.
type Fields = Form<Vec<(String, String)>>;

/// The routes here.
pub fn router() -> Router<WebState> {
    let tab = |tab: Tab| {
        let show = move |owner: Owner, state: State<WebState>| form(owner, state, tab);
        let save =
            move |owner: Owner, state: State<WebState>, fields: Fields| save(owner, state, tab, fields);
        get(show).post(save)
    };
    Tab::ALL
        .into_iter()
        .fold(Router::new(), |router, one| router.route(one.pattern(), tab(one)))
        .route(SETTINGS_PREVIEW, get(preview_stored).post(preview_typed))
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .route(SETTINGS_LOGO, post(upload).layer(DefaultBodyLimit::max(UPLOAD_BODY)))
        .route(SETTINGS_LOGO_REMOVE, post(remove))
}

/// GET: a tab.
async fn form(Owner(staff): Owner, State(state): State<WebState>, tab: Tab) -> Response {
    let view = state.services.settings_form(&staff.shop, tab);
    answer(&state, &staff, tab, StatusCode::OK, view, None).await
}

/// POST: what was typed into a tab.
async fn save(
    Owner(staff): Owner,
    State(state): State<WebState>,
    tab: Tab,
    Form(fields): Fields,
) -> Response {
    let typed = Typed::from_pairs(fields);
    match state.services.change_settings(&staff.shop, &staff.user, tab, &typed).await {
        Ok(Saved::Done(changed)) => {
            let sentence = if changed {
                "Saved. Shoppers' pages show it from now on."
            } else {
                "Nothing was different."
            };
            redirect_saying(&in_shop(tab.pattern(), &staff.shop.handle), sentence, state.secure)
        }
        Ok(Saved::Refused(view)) => {
            answer(&state, &staff, tab, StatusCode::UNPROCESSABLE_ENTITY, *view, None).await
        }
        Ok(Saved::Meanwhile(view)) => answer(&state, &staff, tab, StatusCode::CONFLICT, *view, None).await,
        Err(error) => refused(&state, error.into()).await,
    }
}

/// A tab's page. `wrong` is what was wrong with an uploaded file.
async fn answer(
    state: &WebState,
    staff: &Staff,
    tab: Tab,
    status: StatusCode,
    view: SettingsView,
    wrong: Option<String>,
) -> Response {
    if tab != Tab::Brand {
        return show_as(state, staff, status, move |frame, assets| {
            view! { <SettingsPage frame assets view title=tab.name()/> }
        })
        .await;
    }
    let brand = state.services.brand_view(&staff.shop, wrong);
    let page =
        show_as(state, staff, status, move |frame, assets| view! { <BrandPage frame assets view brand/> });
    let mut page = page.await;
    csp::allow_own_frames(page.headers_mut());
    page
}

/// POST: a logo.
async fn upload(
    Owner(staff): Owner,
    State(state): State<WebState>,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let file = match form {
        Ok(mut form) => file_of(&mut form).await,
        Err(_) => Err("The form was not understood. Choose the file again and upload it.".to_owned()),
    };
    let made = match file {
        // Decoding a large picture takes long: not on a thread that answers others.
        Ok(bytes) => {
            tokio::task::spawn_blocking(move || shop_logo::make(&bytes)).await.unwrap_or_else(|_| {
                Err("The picture could not be read. Save it again and upload it.".to_owned())
            })
        }
        Err(sentence) => Err(sentence),
    };
    match made {
        Ok(made) => match state.services.change_logo(&staff.shop, &staff.user, Some(&made)).await {
            Ok(()) => to_brand(&state, &staff, "The logo is in place."),
            Err(error) => refused(&state, error.into()).await,
        },
        Err(sentence) => {
            let view = state.services.settings_form(&staff.shop, Tab::Brand);
            answer(&state, &staff, Tab::Brand, StatusCode::UNPROCESSABLE_ENTITY, view, Some(sentence)).await
        }
    }
}

/// The bytes of the form's file.
async fn file_of(form: &mut Multipart) -> Result<Vec<u8>, String> {
    let too_large = "The file is larger than 2 MB. Make it smaller and upload it again.";
    loop {
        match form.next_field().await {
            Ok(Some(field)) if field.name() == Some("logo") => {
                return field.bytes().await.map(|bytes| bytes.to_vec()).map_err(|_| too_large.to_owned());
            }
            Ok(Some(_)) => {}
            Ok(None) => return Err("Choose a file first.".to_owned()),
            Err(_) => return Err(too_large.to_owned()),
        }
    }
}

/// POST: the logo goes.
async fn remove(Owner(staff): Owner, State(state): State<WebState>) -> Response {
    match state.services.change_logo(&staff.shop, &staff.user, None).await {
        Ok(()) => to_brand(&state, &staff, "The logo is gone. Pages show the shop's name."),
        Err(error) => refused(&state, error.into()).await,
    }
}

fn to_brand(state: &WebState, staff: &Staff, sentence: &str) -> Response {
    redirect_saying(&in_shop(SETTINGS_BRAND, &staff.shop.handle), sentence, state.secure)
}

/// GET: a sample page with the brand as it is saved, for the frame beside the form.
async fn preview_stored(Owner(staff): Owner, State(state): State<WebState>) -> Response {
    preview(&state, &staff, None)
}

/// POST: the same with the brand as it is typed. Nothing is stored.
async fn preview_typed(Owner(staff): Owner, State(state): State<WebState>, Form(fields): Fields) -> Response {
    preview(&state, &staff, Some(&Typed::from_pairs(fields)))
}

fn preview(state: &WebState, staff: &Staff, typed: Option<&Typed>) -> Response {
    let (frame, view, language) = state.services.brand_preview(&staff.shop, typed);
    let speech = state.services.words.in_language(language);
    let policy = state.policy(&Door::OWN, &frame.brand_css);
    let assets = state.assets_at(&Door::OWN).clone();
    let mut page = to_html(|| view! { <OrderPage frame assets view speech/> }).into_response();
    csp::door_headers(page.headers_mut(), &Door::OWN, &policy, state.secure);
    csp::allow_in_own_frame(page.headers_mut());
    page
}
