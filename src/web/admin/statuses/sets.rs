//! Taking statuses over: starter sets, and StatusPro's.

use axum::extract::{Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

use crate::domain::status::fallback;
use crate::language::Language;
use crate::pages::admin::statuses::{ImportStatusPro, StarterSets};
use crate::services::ServiceError;
use crate::web::admin::guard::{Owner, Staff};
use crate::web::admin::page::{refused, show, show_as};
use crate::web::error_page::Refusal;
use crate::web::state::WebState;
use crate::wire::admin::status_sets::StatusProView;
use crate::wire::admin::statuses::LanguageField;

use super::{field, to_list};

/// GET: the starter sets in the language of `lang`, else the shop's.
pub async fn sets(
    staff: Staff,
    State(state): State<WebState>,
    Query(fields): Query<Vec<(String, String)>>,
) -> Response {
    let main = Language::from_locale(&staff.shop.settings.locale).unwrap_or_default();
    let language = field(&fields, "lang").and_then(Language::from_locale).unwrap_or(main);
    let sets = match state.services.starter_sets(&staff.shop, language).await {
        Ok(sets) => sets,
        Err(error) => return refused(&state, error.into()).await,
    };
    let languages = Language::ALL.map(|language| LanguageField {
        tag: language.tag().to_owned(),
        name: language.own_name().to_owned(),
        direction: language.direction().to_owned(),
        fallback: fallback(language.tag(), main.tag()),
        missing: false,
    });
    let (languages, chosen) = (languages.to_vec(), language.tag().to_owned());
    show(&state, &staff, move |frame, assets| {
        view! { <StarterSets frame assets sets languages chosen/> }
    })
    .await
}

/// POST: takes a set over.
pub async fn take_over(
    Owner(staff): Owner,
    State(state): State<WebState>,
    Path((_, set)): Path<(String, String)>,
) -> Response {
    match state.services.take_over_starter_set(&staff.shop, &staff.user.name, &set).await {
        Ok(Some(0)) => to_list(&state, &staff, "You had all statuses of this set already."),
        Ok(Some(added)) => to_list(&state, &staff, &format!("{} added behind yours.", counted(added))),
        Ok(None) => refused(&state, Refusal::NoPage).await,
        Err(error) => refused(&state, error.into()).await,
    }
}

/// "1 status was", "5 statuses were".
fn counted(count: usize) -> String {
    if count == 1 { "1 status was".to_owned() } else { format!("{count} statuses were") }
}

fn main_name(staff: &Staff) -> String {
    Language::from_locale(&staff.shop.settings.locale).unwrap_or_default().own_name().to_owned()
}

async fn show_import(state: &WebState, staff: &Staff, code: StatusCode, import: StatusProView) -> Response {
    let import = StatusProView { main: main_name(staff), ..import };
    show_as(state, staff, code, move |frame, assets| view! { <ImportStatusPro frame assets import/> }).await
}

/// GET: asks for what StatusPro's API answers.
pub async fn import(Owner(staff): Owner, State(state): State<WebState>) -> Response {
    show_import(&state, &staff, StatusCode::OK, StatusProView::default()).await
}

/// POST: shows what is in it; with `confirm`, takes it over.
pub async fn read(Owner(staff): Owner, State(state): State<WebState>, form: Option<Multipart>) -> Response {
    let fields = match texts(form).await {
        Ok(fields) => fields,
        Err(StatusCode::PAYLOAD_TOO_LARGE) => return too_large(&state, &staff).await,
        Err(_) => return refused(&state, Refusal::Refused).await,
    };
    let text = |name: &str| field(&fields, name).unwrap_or_default();
    let document = if text("file").trim().is_empty() { text("document") } else { text("file") }.to_owned();
    let (shop, who) = (&staff.shop, &staff.user.name);
    let outcome = if text("confirm") == "yes" {
        state.services.import_statuspro(shop, who, &document, text("seen") == "public").await
    } else {
        state.services.preview_statuspro(shop, &document).await
    };
    match outcome {
        Ok(import) if text("confirm") == "yes" => {
            to_list(&state, &staff, &format!("{} taken over.", counted(import.new)))
        }
        Ok(import) => {
            let found = StatusProView {
                document,
                lines: Some(import.lines),
                new: import.new,
                ..StatusProView::default()
            };
            show_import(&state, &staff, StatusCode::OK, found).await
        }
        Err(ServiceError::Input(sentence)) => {
            let wrong = StatusProView { document, wrong: Some(sentence), ..StatusProView::default() };
            show_import(&state, &staff, StatusCode::UNPROCESSABLE_ENTITY, wrong).await
        }
        Err(error) => refused(&state, error.into()).await,
    }
}

async fn too_large(state: &WebState, staff: &Staff) -> Response {
    let sentence = "This is larger than 8 MB. Give it in several goes: what is here already is left alone.";
    let wrong = StatusProView { wrong: Some(sentence.to_owned()), ..StatusProView::default() };
    show_import(state, staff, StatusCode::PAYLOAD_TOO_LARGE, wrong).await
}

/// The fields of a form as text; the status of the answer when it cannot be read or is too large.
async fn texts(form: Option<Multipart>) -> Result<Vec<(String, String)>, StatusCode> {
    let mut form = form.ok_or(StatusCode::BAD_REQUEST)?;
    let mut fields = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|error| error.status())? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|error| error.status())?;
        fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
    }
    Ok(fields)
}
