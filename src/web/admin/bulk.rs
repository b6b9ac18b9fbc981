//! Changes of many orders at once: choosing, preview, confirmation, progress, undo. Nothing happens to an
//! order before the preview was confirmed.

use axum::Router;
use axum::body::Bytes;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use leptos::prelude::*;
use uuid::Uuid;

use crate::domain::admin_routes::{
    BATCH, BATCH_CONFIRM, BATCH_UNDO, BULK, BULK_LIST, BULK_PREVIEW, BULK_SAMPLE,
};
use crate::domain::batch::{Batch, BatchState, MOST_ORDERS};
use crate::domain::ids::{BatchId, OrderId};
use crate::pages::admin::bulk::{BatchPage, ChoosePage};
use crate::services::ServiceError;
use crate::services::bulk::csv::{MOST_BYTES, ReadList};
use crate::services::bulk::{Chosen, TOO_MANY, counted, read_fields};
use crate::services::change_order::SendTimes;
use crate::web::error_page::Refusal;
use crate::web::state::WebState;
use crate::wire::admin::bulk::{BatchStage, BulkFields, BulkForm, ListFault};

use super::flash::redirect_saying;
use super::guard::Staff;
use super::page::{refused, show, show_as};

/// The routes here with the methods they take.
pub const ROUTES: &[(&str, &[&str])] = &[
    (BULK, &["GET", "POST"]),
    (BULK_PREVIEW, &["POST"]),
    (BULK_LIST, &["POST"]),
    (BULK_SAMPLE, &["POST"]),
    (BATCH, &["GET"]),
    (BATCH_CONFIRM, &["POST"]),
    (BATCH_UNDO, &["POST"]),
];

/// What a selection of 20,000 orders takes beside a list, each in a part of its own.
const SELECTION_BYTES: usize = 4 * 1024 * 1024;

/// The routes here. Selections and lists are larger than other forms.
pub fn router() -> Router<WebState> {
    Router::new()
        .route(BULK, get(empty).post(choose))
        .route(BULK_PREVIEW, post(preview))
        .route(BULK_LIST, post(list))
        .route(BULK_SAMPLE, post(sample))
        .route(BATCH, get(batch_page))
        .route(BATCH_CONFIRM, post(confirm))
        .route(BATCH_UNDO, post(undo))
        .layer(DefaultBodyLimit::max(MOST_BYTES + SELECTION_BYTES))
}

/// What a form of ours brings.
#[derive(Default)]
struct Typed {
    orders: Vec<OrderId>,
    filter: Option<String>,
    fields: BulkFields,
}

impl Typed {
    fn read(body: &[u8]) -> Self {
        let mut typed = Self::default();
        let mut all = false;
        for (name, value) in form_urlencoded::parse(body) {
            let value = value.into_owned();
            let fields = &mut typed.fields;
            match name.as_ref() {
                "order" => typed.orders.extend(value.parse::<Uuid>().map(OrderId)),
                "all" => all = value == "1",
                "filter" => typed.filter = Some(value),
                "status" => fields.status = value,
                "note" => fields.note = value,
                "private_note" => fields.private_note = value,
                "due" => fields.due = value,
                "due_from" => fields.due_from = value,
                "due_to" => fields.due_to = value,
                "later" => fields.later = value,
                "reason" => fields.reason = value,
                "comment" => fields.comment = value,
                "message" => fields.message = value,
                "when" => fields.when = value,
                "send_at" => fields.send_at = value,
                _ => {}
            }
        }
        if !all {
            typed.filter = None;
        }
        typed
    }

    /// The chosen orders as they are now.
    async fn chosen(&self, state: &WebState, staff: &Staff) -> Result<Vec<OrderId>, ServiceError> {
        match &self.filter {
            Some(filter) => state.services.orders_of_filter(&staff.shop, filter, MOST_ORDERS + 1).await,
            None => Ok(self.orders.clone()),
        }
    }
}

/// GET: lists with a change per order; orders are chosen in the index.
async fn empty(staff: Staff, State(state): State<WebState>) -> Response {
    form(&state, &staff, StatusCode::OK, &Typed::default(), BulkForm::default()).await
}

/// POST: the orders are chosen; which change?
async fn choose(staff: Staff, State(state): State<WebState>, body: Bytes) -> Response {
    let typed = Typed::read(&body);
    if typed.orders.is_empty() && typed.filter.is_none() {
        let wrong = vec![(String::new(), "Choose at least one order, then change them together.".to_owned())];
        let view = BulkForm { wrong, ..BulkForm::default() };
        return form(&state, &staff, StatusCode::UNPROCESSABLE_ENTITY, &typed, view).await;
    }
    form(&state, &staff, StatusCode::OK, &typed, BulkForm::default()).await
}

/// POST: what would this change do?
async fn preview(staff: Staff, State(state): State<WebState>, body: Bytes) -> Response {
    let typed = Typed::read(&body);
    let wrong = |wrong| BulkForm { wrong, ..BulkForm::default() };
    let statuses = match state.services.store.shop(staff.shop.id).statuses().await {
        Ok(statuses) => statuses,
        Err(error) => return refused(&state, error.into()).await,
    };
    let times = SendTimes::of(&staff.shop, state.services.clock.now());
    let change = match read_fields(&typed.fields, &statuses, &times) {
        Ok(change) => change,
        Err(faults) => {
            return form(&state, &staff, StatusCode::UNPROCESSABLE_ENTITY, &typed, wrong(faults)).await;
        }
    };
    let prepared = match typed.chosen(&state, &staff).await {
        Ok(orders) => {
            let chosen: Vec<Chosen> =
                orders.into_iter().map(|order| Chosen { order, change: None }).collect();
            state.services.prepare_batch(&staff.shop, &staff.user, &chosen, &change).await
        }
        Err(error) => Err(error),
    };
    match prepared {
        Ok(batch) => Redirect::to(&state.services.batch_path(&staff.shop, batch)).into_response(),
        Err(ServiceError::Input(sentence)) => {
            let view = wrong(vec![(String::new(), sentence)]);
            form(&state, &staff, StatusCode::UNPROCESSABLE_ENTITY, &typed, view).await
        }
        Err(error) => refused(&state, error.into()).await,
    }
}

/// POST: what would this list do? A file, or what was pasted.
async fn list(
    staff: Staff,
    State(state): State<WebState>,
    parts: Result<Multipart, MultipartRejection>,
) -> Response {
    let Ok(mut parts) = parts else { return refused(&state, Refusal::Refused).await };
    let (mut pasted, mut file) = (String::new(), Vec::new());
    let mut typed = Typed::default();
    loop {
        let part = match parts.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => break,
            Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                return too_large(&state, &staff, typed).await;
            }
            Err(_) => return refused(&state, Refusal::Refused).await,
        };
        let name = part.name().unwrap_or_default().to_owned();
        let Ok(bytes) = part.bytes().await else { return too_large(&state, &staff, typed).await };
        match name.as_str() {
            "list" => pasted = String::from_utf8_lossy(&bytes).into_owned(),
            "file" => file = bytes.to_vec(),
            "order" => typed.orders.extend(String::from_utf8_lossy(&bytes).parse::<Uuid>().map(OrderId)),
            // Only there when all that match are meant.
            "filter" => typed.filter = Some(String::from_utf8_lossy(&bytes).into_owned()),
            _ => {}
        }
    }
    let text = if file.is_empty() { pasted.as_bytes() } else { &file };
    let read = match state.services.read_list(&staff.shop, text).await {
        Ok(read) => read,
        Err(error) => return refused(&state, error.into()).await,
    };
    let shown = String::from_utf8_lossy(text).into_owned();
    let (faults, count) = match read {
        ReadList::Faulty(faults, count) => (faults, count),
        ReadList::Good(chosen) => {
            let change = crate::domain::batch::BatchChange::default();
            return match state.services.prepare_batch(&staff.shop, &staff.user, &chosen, &change).await {
                Ok(batch) => Redirect::to(&state.services.batch_path(&staff.shop, batch)).into_response(),
                Err(ServiceError::Input(sentence)) => {
                    let wrong = vec![("list".to_owned(), sentence)];
                    let view = BulkForm { wrong, list: shown, ..BulkForm::default() };
                    form(&state, &staff, StatusCode::UNPROCESSABLE_ENTITY, &typed, view).await
                }
                Err(error) => refused(&state, error.into()).await,
            };
        }
    };
    let more_faults = (count - faults.len()) as u64;
    let faults = faults.into_iter().map(|f| ListFault {
        line: f.line as u64,
        column: f.column.to_owned(),
        sentence: f.sentence,
    });
    let view = BulkForm { list: shown, faults: faults.collect(), more_faults, ..BulkForm::default() };
    form(&state, &staff, StatusCode::UNPROCESSABLE_ENTITY, &typed, view).await
}

async fn too_large(state: &WebState, staff: &Staff, typed: Typed) -> Response {
    let sentence = "The list is larger than 2 MB. Split it into several lists.".to_owned();
    let view = BulkForm { wrong: vec![("list".to_owned(), sentence)], ..BulkForm::default() };
    form(state, staff, StatusCode::UNPROCESSABLE_ENTITY, &typed, view).await
}

/// POST: a list of the chosen orders to fill in.
async fn sample(staff: Staff, State(state): State<WebState>, body: Bytes) -> Response {
    let typed = Typed::read(&body);
    let list = match typed.chosen(&state, &staff).await {
        Ok(orders) => state.services.sample_list(&staff.shop, &orders).await,
        Err(error) => Err(error),
    };
    match list {
        Ok(list) => {
            let mut response = list.into_response();
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
            let file = HeaderValue::from_static("attachment; filename=\"orders.csv\"");
            headers.insert(header::CONTENT_DISPOSITION, file);
            response
        }
        Err(error) => refused(&state, error.into()).await,
    }
}

async fn form(state: &WebState, staff: &Staff, code: StatusCode, typed: &Typed, view: BulkForm) -> Response {
    let statuses = match state.services.store.shop(staff.shop.id).statuses().await {
        Ok(statuses) => statuses,
        Err(error) => return refused(state, error.into()).await,
    };
    let mut statuses: Vec<_> = statuses.into_iter().filter(|status| !status.archived).collect();
    statuses.sort_by_key(|status| status.place);
    let count = match typed.chosen(state, staff).await {
        Ok(orders) => orders.len(),
        Err(error) => return refused(state, error.into()).await,
    };
    // Shown where nothing is chosen yet.
    let is_chosen = !typed.orders.is_empty() || typed.filter.is_some();
    let undoable = match is_chosen {
        true => Ok(Vec::new()),
        false => state.services.undoable_changes(&staff.shop).await,
    };
    let undoable = match undoable {
        Ok(undoable) => undoable,
        Err(error) => return refused(state, error.into()).await,
    };
    let mut wrong = view.wrong;
    let mut shown = counted(count as u64, "order", "orders");
    if count > MOST_ORDERS {
        shown = format!("more than {}", counted(MOST_ORDERS as u64, "order", "orders"));
        if wrong.is_empty() {
            wrong.push((String::new(), TOO_MANY.to_owned()));
        }
    }
    let view = BulkForm {
        count: shown,
        undoable,
        wrong,
        orders: typed.orders.iter().map(ToString::to_string).collect(),
        filter: typed.filter.clone(),
        statuses: statuses.into_iter().map(|status| (status.handle, status.name)).collect(),
        fields: typed.fields.clone(),
        hold_seconds: staff.shop.settings.hold_seconds,
        time_zone: staff.shop.settings.time_zone.clone(),
        ..view
    };
    show_as(state, staff, code, move |frame, assets| view! { <ChoosePage frame assets form=view/> }).await
}

/// The batch of the address; a page that says there is none otherwise.
async fn find(state: &WebState, staff: &Staff, id: &str) -> Result<Batch, Response> {
    let Ok(id) = id.parse::<Uuid>() else { return Err(refused(state, Refusal::NoPage).await) };
    match state.services.store.shop(staff.shop.id).batch(BatchId(id)).await {
        Ok(Some(batch)) => Ok(batch),
        Ok(None) => Err(refused(state, Refusal::NoPage).await),
        Err(error) => Err(refused(state, error.into()).await),
    }
}

/// GET: preview, progress, or what came of it. While something goes on the page loads itself again.
async fn batch_page(
    staff: Staff,
    State(state): State<WebState>,
    Path((_, id)): Path<(String, String)>,
) -> Response {
    let batch = match find(&state, &staff, &id).await {
        Ok(batch) => batch,
        Err(response) => return response,
    };
    let view = match state.services.batch_view(&staff.shop, &batch).await {
        Ok(view) => view,
        Err(error) => return refused(&state, error.into()).await,
    };
    let goes_on = matches!(view.stage, BatchStage::Running | BatchStage::Undoing);
    let mut response = show(&state, &staff, move |mut frame, assets| {
        // The page has a button of its own.
        frame.said = None;
        view! { <BatchPage frame assets batch=view/> }
    })
    .await;
    if goes_on {
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("1"));
    }
    response
}

/// POST: carries out what was looked at. Sent twice, it happens once.
async fn confirm(
    staff: Staff,
    State(state): State<WebState>,
    Path((_, id)): Path<(String, String)>,
) -> Response {
    let batch = match find(&state, &staff, &id).await {
        Ok(batch) => batch,
        Err(response) => return response,
    };
    let path = state.services.batch_path(&staff.shop, batch.id);
    match state.services.confirm_batch(&staff.shop, &batch).await {
        Ok(_) => {
            state.batch_bell.ring();
            Redirect::to(&path).into_response()
        }
        Err(ServiceError::Input(sentence)) => redirect_saying(&path, &sentence, state.secure),
        Err(error) => refused(&state, error.into()).await,
    }
}

/// POST: undoes all of it.
async fn undo(
    staff: Staff,
    State(state): State<WebState>,
    Path((_, id)): Path<(String, String)>,
) -> Response {
    let batch = match find(&state, &staff, &id).await {
        Ok(batch) => batch,
        Err(response) => return response,
    };
    let path = state.services.batch_path(&staff.shop, batch.id);
    match state.services.undo_batch(&staff.shop, &batch, &staff.user).await {
        Ok(true) => {
            state.batch_bell.ring();
            Redirect::to(&path).into_response()
        }
        Ok(false) if matches!(batch.state, BatchState::Undoing | BatchState::Undone) => {
            Redirect::to(&path).into_response()
        }
        Ok(false) => {
            let sentence = "This can no longer be undone: its messages are on their way. Change the orders again \
                to correct them; their timelines then say that the step was corrected.";
            redirect_saying(&path, sentence, state.secure)
        }
        Err(error) => refused(&state, error.into()).await,
    }
}
