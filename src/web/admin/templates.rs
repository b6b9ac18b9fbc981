//! The words of messages: list, editor, preview, tests, earlier versions. All of it is the owner's.

mod drawings;

use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Form, Router};
use leptos::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::admin_routes::{
    TEMPLATE, TEMPLATE_DRAWN, TEMPLATE_RESET, TEMPLATE_VERSION, TEMPLATE_VERSIONS, TEMPLATES, in_shop,
    template as path_of,
};
use crate::pages::admin::templates::{
    EditTemplate, TemplateDifferencePage, TemplateListPage, TemplateVersionsPage,
};
use crate::services::ServiceError;
use crate::services::templates::{FormSaved, Looked, Restored, TemplatePlace, TemplateSaved, TestMail};
use crate::web::csp;
use crate::web::error_page::Refusal;
use crate::web::state::WebState;
use crate::wire::admin::templates::TemplateForm;
use crate::wire::frame::Tone;

use super::flash::redirect_saying;
use super::guard::{Owner, Staff};
use super::messages::mail_in_frame;
use super::page::{refused, show, show_as};

pub use drawings::Drawings;

/// The routes here with the methods they take.
pub const ROUTES: &[(&str, &[&str])] = &[
    (TEMPLATES, &["GET"]),
    (TEMPLATE, &["GET", "POST"]),
    (TEMPLATE_RESET, &["POST"]),
    (TEMPLATE_VERSIONS, &["GET"]),
    (TEMPLATE_VERSION, &["GET", "POST"]),
    (TEMPLATE_DRAWN, &["GET"]),
];

/// Largest form: a source and a plain text of 64 kB each, every byte of them written as three, and the rest.
const FORM_LIMIT: usize = 640 * 1024;

/// What the frame shows when the message that was drawn for it is not kept any more.
const GONE: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Preview</title></head>\
    <body style=\"font-family:sans-serif\"><p>This preview is over. Press “Check and preview” for a new one.</p></body></html>";

/// The routes here.
pub fn router() -> Router<WebState> {
    Router::new()
        .route(TEMPLATES, get(list))
        .route(TEMPLATE, get(edit).post(submit))
        .route(TEMPLATE_RESET, post(reset))
        .route(TEMPLATE_VERSIONS, get(versions))
        .route(TEMPLATE_VERSION, get(difference).post(restore))
        .route(TEMPLATE_DRAWN, get(drawn))
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
}

/// Fields of a form in the order they were sent.
type Fields = Form<Vec<(String, String)>>;

/// What an address is about; what cannot be anything is nothing.
#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    template: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    drawn: String,
}

impl Named {
    fn place(&self) -> Option<TemplatePlace> {
        TemplatePlace::read(&self.template, &self.language)
    }
}

/// Path of the editor of a place.
fn editor_of(staff: &Staff, place: &TemplatePlace) -> String {
    path_of(TEMPLATE, &staff.shop.handle, &place.key(), place.language.tag())
}

/// GET: every kind of message.
async fn list(Owner(staff): Owner, State(state): State<WebState>) -> Response {
    match state.services.template_list(&staff.shop).await {
        Ok(list) => {
            show(&state, &staff, move |frame, assets| view! { <TemplateListPage frame assets list/> }).await
        }
        Err(error) => refused(&state, error.into()).await,
    }
}

/// Shows the editor. The page may show our own pages in a frame: the message as it was drawn.
async fn show_editor(state: &WebState, staff: &Staff, status: StatusCode, looked: Looked) -> Response {
    let Looked { mut editor, html } = looked;
    if let Some(html) = html {
        let services = &state.services;
        let id = state.drawings.keep(staff.shop.id, html, services.clock.now(), &*services.chance);
        editor.preview.drawn =
            in_shop(TEMPLATE_DRAWN, &staff.shop.handle).replace("{drawn}", &id.to_string());
    }
    let view = move |frame, assets| view! { <EditTemplate frame assets editor/> };
    let mut page = show_as(state, staff, status, view).await;
    csp::allow_own_frames(page.headers_mut());
    page
}

/// GET: the editor with what is in use.
async fn edit(Owner(staff): Owner, Path(named): Path<Named>, State(state): State<WebState>) -> Response {
    let Some(place) = named.place() else { return refused(&state, Refusal::NoPage).await };
    match state.services.template_editor(&staff.shop, &staff.user, &place).await {
        Ok(Some(looked)) => show_editor(&state, &staff, StatusCode::OK, looked).await,
        Ok(None) => refused(&state, Refusal::NoPage).await,
        Err(error) => refused(&state, error.into()).await,
    }
}

/// POST: saves what was typed (`do=save`), sends it as a test (`do=test`), or only looks at it.
async fn submit(
    Owner(staff): Owner,
    Path(named): Path<Named>,
    State(state): State<WebState>,
    Form(fields): Fields,
) -> Response {
    let Some(place) = named.place() else { return refused(&state, Refusal::NoPage).await };
    let form = TemplateForm::read(fields);
    let answered = match form.what.as_str() {
        "save" => save(&state, &staff, &place, form).await,
        "test" => test(&state, &staff, &place, form).await,
        _ => look(&state, &staff, &place, form).await,
    };
    match answered {
        Ok(Some(response)) => response,
        Ok(None) => refused(&state, Refusal::NoPage).await,
        Err(error) => refused(&state, error.into()).await,
    }
}

type Answered = Result<Option<Response>, ServiceError>;

async fn look(state: &WebState, staff: &Staff, place: &TemplatePlace, form: TemplateForm) -> Answered {
    let looked = state.services.look_at_template(&staff.shop, &staff.user, place, form).await?;
    Ok(match looked {
        Some(looked) => Some(show_editor(state, staff, StatusCode::OK, looked).await),
        None => None,
    })
}

async fn save(state: &WebState, staff: &Staff, place: &TemplatePlace, form: TemplateForm) -> Answered {
    let saved = state.services.save_template_form(&staff.shop, &staff.user, place, form).await?;
    Ok(match saved {
        Some(FormSaved::InUse(version)) => {
            let sentence = format!("Saved as version {version}. The next messages have these words.");
            Some(redirect_saying(&editor_of(staff, place), &sentence, state.secure))
        }
        Some(FormSaved::Refused(looked)) => {
            Some(show_editor(state, staff, StatusCode::UNPROCESSABLE_ENTITY, *looked).await)
        }
        Some(FormSaved::Meanwhile(looked)) => {
            Some(show_editor(state, staff, StatusCode::CONFLICT, *looked).await)
        }
        None => None,
    })
}

async fn test(state: &WebState, staff: &Staff, place: &TemplatePlace, form: TemplateForm) -> Answered {
    let services = &state.services;
    let Some(looked) = services.look_at_template(&staff.shop, &staff.user, place, form.clone()).await? else {
        return Ok(None);
    };
    let to = &staff.user.email;
    let asked = services.test_of_template(&staff.shop, &staff.user, place, &form).await?;
    let outcome = match asked {
        TestMail::Ready(mail) => state.test_mails.hand_over(*mail).await,
        TestMail::Not(reason) => Some(Err(reason)),
    };
    let looked = match outcome {
        Some(Ok(())) => looked.telling("The test is sent", &format!("Look for it at {to}."), Tone::Good),
        Some(Err(reason)) => looked.telling("The test was not sent", &reason, Tone::Stop),
        None => looked.telling(
            "The test is on its way",
            "The mail server takes its time. If nothing arrives, look into the server's log.",
            Tone::Warn,
        ),
    };
    Ok(Some(show_editor(state, staff, StatusCode::OK, looked).await))
}

/// POST: back to the words that come with the program.
async fn reset(Owner(staff): Owner, Path(named): Path<Named>, State(state): State<WebState>) -> Response {
    let Some(place) = named.place() else { return refused(&state, Refusal::NoPage).await };
    let back = editor_of(&staff, &place);
    match state.services.reset_template(&staff.shop, &staff.user.name, &place).await {
        Ok(TemplateSaved::InUse(_)) => redirect_saying(
            &back,
            "The built-in words are in use again. Your earlier versions are kept.",
            state.secure,
        ),
        Ok(_) => redirect_saying(&back, "Somebody else saved at this moment. Look again.", state.secure),
        // There is no such status.
        Err(ServiceError::Input(_)) => refused(&state, Refusal::NoPage).await,
        Err(error) => refused(&state, error.into()).await,
    }
}

/// GET: earlier versions.
async fn versions(Owner(staff): Owner, Path(named): Path<Named>, State(state): State<WebState>) -> Response {
    let Some(place) = named.place() else { return refused(&state, Refusal::NoPage).await };
    match state.services.versions_of_template(&staff.shop, &place).await {
        Ok(Some(versions)) => {
            let view = move |frame, assets| view! { <TemplateVersionsPage frame assets versions/> };
            show(&state, &staff, view).await
        }
        Ok(None) => refused(&state, Refusal::NoPage).await,
        Err(error) => refused(&state, error.into()).await,
    }
}

/// GET: a version beside what is in use.
async fn difference(
    Owner(staff): Owner,
    Path(named): Path<Named>,
    State(state): State<WebState>,
) -> Response {
    let (Some(place), Ok(version)) = (named.place(), named.version.parse()) else {
        return refused(&state, Refusal::NoPage).await;
    };
    match state.services.template_difference(&staff.shop, &place, version).await {
        Ok(Some(difference)) => {
            let view = move |frame, assets| view! { <TemplateDifferencePage frame assets difference/> };
            show(&state, &staff, view).await
        }
        Ok(None) => refused(&state, Refusal::NoPage).await,
        Err(error) => refused(&state, error.into()).await,
    }
}

/// POST: puts a version back into use; `seen` is the one in use when the page was made.
async fn restore(
    Owner(staff): Owner,
    Path(named): Path<Named>,
    State(state): State<WebState>,
    Form(fields): Fields,
) -> Response {
    let (Some(place), Ok(version)) = (named.place(), named.version.parse::<i64>()) else {
        return refused(&state, Refusal::NoPage).await;
    };
    let seen = TemplateForm::read(fields).seen.trim().parse().unwrap_or(-1);
    let (shop, who) = (&staff.shop, &staff.user.name);
    let here = path_of(TEMPLATE_VERSION, &shop.handle, &place.key(), place.language.tag())
        .replace("{version}", &version.to_string());
    match state.services.restore_template(shop, who, &place, version, seen).await {
        Ok(Restored::InUse(newest)) => {
            let sentence = format!("Version {version} is in use again, as version {newest}.");
            redirect_saying(&editor_of(&staff, &place), &sentence, state.secure)
        }
        Ok(Restored::Meanwhile) => {
            redirect_saying(&here, "Somebody else saved meanwhile. This is the difference now.", state.secure)
        }
        Ok(Restored::TooLong) => {
            redirect_saying(&here, "A text of it is longer than 64 kB: no message can have it.", state.secure)
        }
        Ok(Restored::Nothing) | Err(ServiceError::Input(_)) => refused(&state, Refusal::NoPage).await,
        Err(error) => refused(&state, error.into()).await,
    }
}

/// GET: the HTML of a message drawn for a preview.
async fn drawn(Owner(staff): Owner, Path(named): Path<Named>, State(state): State<WebState>) -> Response {
    let id = named.drawn.parse::<Uuid>().ok();
    match id.and_then(|id| state.drawings.find(staff.shop.id, id)) {
        Some(html) => mail_in_frame(html, state.secure),
        None => {
            let mut answer = mail_in_frame(GONE.to_owned(), state.secure);
            *answer.status_mut() = StatusCode::NOT_FOUND;
            answer
        }
    }
}
