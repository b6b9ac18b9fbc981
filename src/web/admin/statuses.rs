//! Statuses: list, editor, preview, starter sets. Owners change them; staff may look.

mod preview;
mod sets;

use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Form, Router};
use leptos::prelude::*;

use crate::domain::account::Role;
use crate::domain::admin_routes::{
    STARTER_SET, STARTER_SETS, STATUS, STATUS_ARCHIVE, STATUS_COPY, STATUS_DELETE, STATUS_IMPORT, STATUS_NEW,
    STATUS_ORDER, STATUS_PREVIEW, STATUSES, in_shop, status as status_path,
};
use crate::domain::status::Status;
use crate::pages::admin::statuses::{DeleteStatus, EditStatus, StatusListPage};
use crate::services::ServiceError;
use crate::services::statuses::arrange::Arrangement;
use crate::services::statuses::called;
use crate::services::statuses::delete::Deleted;
use crate::services::statuses::save::Saved;
use crate::web::csp;
use crate::web::error_page::Refusal;
use crate::web::state::WebState;
use crate::wire::admin::statuses::{StatusDeletion, StatusEditor, StatusForm, Wrong};

use super::flash::redirect_saying;
use super::guard::{Owner, Staff};
use super::page::{refused, show, show_as};

/// The routes here with the methods they take.
pub const ROUTES: &[(&str, &[&str])] = &[
    (STATUSES, &["GET"]),
    (STATUS_ORDER, &["POST"]),
    (STATUS_NEW, &["GET", "POST"]),
    (STATUS_PREVIEW, &["GET", "POST"]),
    (STARTER_SETS, &["GET"]),
    (STARTER_SET, &["POST"]),
    (STATUS_IMPORT, &["GET", "POST"]),
    (STATUS, &["GET", "POST"]),
    (STATUS_ARCHIVE, &["POST"]),
    (STATUS_COPY, &["POST"]),
    (STATUS_DELETE, &["GET", "POST"]),
];

/// Largest form: names and texts in nine languages, three bytes of each letter as six.
const FORM_LIMIT: usize = 512 * 1024;
/// Largest import: some hundred orders as StatusPro's API tells them.
const IMPORT_LIMIT: usize = 8 * 1024 * 1024;

/// The routes here.
pub fn router() -> Router<WebState> {
    Router::new()
        .route(STATUSES, get(list))
        .route(STATUS_ORDER, post(arrange))
        .route(STATUS_NEW, get(new).post(make))
        .route(STATUS_PREVIEW, get(preview::stored).post(preview::typed))
        .route(STARTER_SETS, get(sets::sets))
        .route(STARTER_SET, post(sets::take_over))
        .route(STATUS, get(edit).post(save))
        .route(STATUS_ARCHIVE, post(archive))
        .route(STATUS_COPY, post(copy))
        .route(STATUS_DELETE, get(ask).post(delete))
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .route(STATUS_IMPORT, get(sets::import).post(sets::read).layer(DefaultBodyLimit::max(IMPORT_LIMIT)))
}

/// Fields of a form in the order they were sent.
type Fields = Form<Vec<(String, String)>>;

fn field<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
}

/// The status of the address, or the answer that there is none.
async fn named(state: &WebState, staff: &Staff, handle: &str) -> Result<Status, Response> {
    match state.services.status(&staff.shop, handle).await {
        Ok(Some(status)) => Ok(status),
        Ok(None) => Err(refused(state, Refusal::NoPage).await),
        Err(error) => Err(refused(state, error.into()).await),
    }
}

fn to_list(state: &WebState, staff: &Staff, sentence: &str) -> Response {
    redirect_saying(&in_shop(STATUSES, &staff.shop.handle), sentence, state.secure)
}

/// GET: the statuses in their order of steps.
async fn list(staff: Staff, State(state): State<WebState>) -> Response {
    match state.services.status_list(&staff.shop, staff.role == Role::Owner).await {
        Ok(list) => {
            show(&state, &staff, move |frame, assets| view! { <StatusListPage frame assets list/> }).await
        }
        Err(error) => refused(&state, error.into()).await,
    }
}

/// POST: another order of steps, by one move (`move=oak:up`), by numbers (`place-oak=3`), or whole
/// (`handles=oak,ash`).
async fn arrange(Owner(staff): Owner, State(state): State<WebState>, Form(fields): Fields) -> Response {
    let wish = if let Some((handle, way)) = field(&fields, "move").and_then(|to| to.rsplit_once(':')) {
        Arrangement::Move(handle.to_owned(), if way == "up" { -1 } else { 1 })
    } else if let Some(handles) = field(&fields, "handles") {
        Arrangement::Whole(handles.split(',').map(|handle| handle.trim().to_owned()).collect())
    } else {
        let place = |(name, value): &(String, String)| {
            Some((name.strip_prefix("place-")?.to_owned(), value.trim().parse::<i64>().ok()?))
        };
        Arrangement::Places(fields.iter().filter_map(place).collect())
    };
    match state.services.arrange_statuses(&staff.shop, &staff.user.name, &wish).await {
        Ok(true) => to_list(&state, &staff, "The order of steps is saved."),
        Ok(false) => to_list(&state, &staff, "The order of steps is as it was."),
        Err(ServiceError::Input(sentence)) => to_list(&state, &staff, &sentence),
        Err(error) => refused(&state, error.into()).await,
    }
}

/// Shows the editor. The page may show our own pages in a frame.
async fn show_editor(state: &WebState, staff: &Staff, status: StatusCode, editor: StatusEditor) -> Response {
    let editor = StatusEditor { can_change: staff.role == Role::Owner, ..editor };
    let page =
        show_as(state, staff, status, move |frame, assets| view! { <EditStatus frame assets editor/> });
    let mut page = page.await;
    csp::allow_own_frames(page.headers_mut());
    page
}

/// GET: the editor of a new status.
async fn new(staff: Owner, State(state): State<WebState>) -> Response {
    match state.services.status_editor(&staff.0.shop, None, None).await {
        Ok(editor) => show_editor(&state, &staff.0, StatusCode::OK, editor).await,
        Err(error) => refused(&state, error.into()).await,
    }
}

/// GET: the editor of a status.
async fn edit(
    staff: Staff,
    State(state): State<WebState>,
    Path((_, handle)): Path<(String, String)>,
) -> Response {
    let status = match named(&state, &staff, &handle).await {
        Ok(status) => status,
        Err(answer) => return answer,
    };
    match state.services.status_editor(&staff.shop, Some(&status), None).await {
        Ok(editor) => show_editor(&state, &staff, StatusCode::OK, editor).await,
        Err(error) => refused(&state, error.into()).await,
    }
}

/// POST: a new status.
async fn make(Owner(staff): Owner, State(state): State<WebState>, Form(fields): Fields) -> Response {
    keep(&state, &staff, None, StatusForm::read(fields)).await
}

/// POST: a status changed.
async fn save(
    Owner(staff): Owner,
    State(state): State<WebState>,
    Path((_, handle)): Path<(String, String)>,
    Form(fields): Fields,
) -> Response {
    match named(&state, &staff, &handle).await {
        Ok(status) => keep(&state, &staff, Some(status), StatusForm::read(fields)).await,
        Err(answer) => answer,
    }
}

async fn keep(state: &WebState, staff: &Staff, stored: Option<Status>, form: StatusForm) -> Response {
    let saved = state.services.save_status_form(&staff.shop, &staff.user.name, stored.as_ref(), &form).await;
    match saved {
        Ok(Saved::Done(status)) => {
            let path = status_path(STATUS, &staff.shop.handle, &status.handle);
            redirect_saying(&path, &format!("“{}” is saved.", called(&status)), state.secure)
        }
        Ok(Saved::Wrong(wrong)) => {
            show_again(state, staff, stored.as_ref(), (form, wrong), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Ok(Saved::Meanwhile(wrong)) => {
            show_again(state, staff, stored.as_ref(), (form, vec![wrong]), StatusCode::CONFLICT).await
        }
        Err(error) => refused(state, error.into()).await,
    }
}

/// Shows the editor as typed, with what stands in the way.
async fn show_again(
    state: &WebState,
    staff: &Staff,
    stored: Option<&Status>,
    typed: (StatusForm, Vec<Wrong>),
    code: StatusCode,
) -> Response {
    match state.services.status_editor(&staff.shop, stored, Some(typed)).await {
        Ok(editor) => show_editor(state, staff, code, editor).await,
        Err(error) => refused(state, error.into()).await,
    }
}

/// POST: out of use (`archived=yes`), or back.
async fn archive(
    Owner(staff): Owner,
    State(state): State<WebState>,
    Path((_, handle)): Path<(String, String)>,
    Form(fields): Fields,
) -> Response {
    let archived = field(&fields, "archived") != Some("no");
    match state.services.archive_status(&staff.shop, &staff.user.name, &handle, archived).await {
        Ok(Some(status)) if archived => {
            let sentence =
                format!("“{}” is out of use. Orders that stand in it stay there.", called(&status));
            to_list(&state, &staff, &sentence)
        }
        Ok(Some(status)) => to_list(&state, &staff, &format!("“{}” is in use again.", called(&status))),
        Ok(None) => refused(&state, Refusal::NoPage).await,
        Err(error) => refused(&state, error.into()).await,
    }
}

/// POST: a copy.
async fn copy(
    Owner(staff): Owner,
    State(state): State<WebState>,
    Path((_, handle)): Path<(String, String)>,
) -> Response {
    match state.services.copy_status(&staff.shop, &staff.user.name, &handle).await {
        Ok(Some(copy)) => {
            let path = status_path(STATUS, &staff.shop.handle, &copy.handle);
            redirect_saying(
                &path,
                "This is the copy. Only staff see it until you say otherwise.",
                state.secure,
            )
        }
        Ok(None) => refused(&state, Refusal::NoPage).await,
        Err(error) => refused(&state, error.into()).await,
    }
}

/// GET: asks before deleting.
async fn ask(
    Owner(staff): Owner,
    State(state): State<WebState>,
    Path((_, handle)): Path<(String, String)>,
) -> Response {
    match named(&state, &staff, &handle).await {
        Ok(status) => show_deletion(&state, &staff, &status, StatusCode::OK, |page| page).await,
        Err(answer) => answer,
    }
}

async fn show_deletion(
    state: &WebState,
    staff: &Staff,
    status: &Status,
    code: StatusCode,
    with: impl FnOnce(StatusDeletion) -> StatusDeletion,
) -> Response {
    match state.services.status_deletion(&staff.shop, status).await {
        Ok(deletion) => {
            let deletion = with(deletion);
            let view = move |frame, assets| view! { <DeleteStatus frame assets deletion/> };
            show_as(state, staff, code, view).await
        }
        Err(error) => refused(state, error.into()).await,
    }
}

/// POST: deletes, with another status (`to`) in its place.
async fn delete(
    Owner(staff): Owner,
    State(state): State<WebState>,
    Path((_, handle)): Path<(String, String)>,
    Form(fields): Fields,
) -> Response {
    let status = match named(&state, &staff, &handle).await {
        Ok(status) => status,
        Err(answer) => return answer,
    };
    let chosen = field(&fields, "to").filter(|to| !to.is_empty() && **to != *handle);
    let replacement = match chosen {
        Some(to) => match named(&state, &staff, to).await {
            Ok(to) => Some(to),
            Err(answer) => return answer,
        },
        None => None,
    };
    let message = field(&fields, "message").is_some();
    let (shop, who) = (&staff.shop, &staff.user.name);
    let outcome = state.services.delete_status(shop, who, &status, replacement.as_ref(), message).await;
    match outcome {
        Ok(Deleted::Done(0)) => to_list(&state, &staff, &format!("“{}” is deleted.", called(&status))),
        Ok(Deleted::Done(moved)) => {
            let to = replacement.as_ref().map(called).unwrap_or_default();
            let orders = if moved == 1 { "1 order".to_owned() } else { format!("{moved} orders") };
            let sentence = format!("“{}” is deleted; {orders} went to “{to}”.", called(&status));
            to_list(&state, &staff, &sentence)
        }
        Ok(Deleted::NeedsReplacement) => {
            let wrong = Some("Orders stand in it: choose the status they go to.".to_owned());
            let wrong = |page: StatusDeletion| StatusDeletion { wrong, message, ..page };
            show_deletion(&state, &staff, &status, StatusCode::UNPROCESSABLE_ENTITY, wrong).await
        }
        Err(ServiceError::Input(sentence)) => {
            let wrong = |page: StatusDeletion| StatusDeletion { wrong: Some(sentence), message, ..page };
            show_deletion(&state, &staff, &status, StatusCode::UNPROCESSABLE_ENTITY, wrong).await
        }
        Ok(Deleted::Partly(moved, left)) => {
            let sentence =
                format!("{moved} orders have moved, {left} are left. Press “Delete” again to go on.");
            let path = status_path(STATUS_DELETE, &staff.shop.handle, &handle);
            redirect_saying(&path, &sentence, state.secure)
        }
        Err(error) => refused(&state, error.into()).await,
    }
}
