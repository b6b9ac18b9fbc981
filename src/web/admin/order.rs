//! One order: its page, moving it along, comments, links, what a shopper sees of it.
//!
//! Every form leads back to the page. Moving along takes two steps: [`change`] first shows what would
//! happen, then, sent again with `confirm`, does it.

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use leptos::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::admin_routes::{
    ORDER, ORDER_AS_SHOPPER, ORDER_CHANGE, ORDER_COMMENT, ORDER_LINKS, ORDER_LINKS_END, ORDER_PICTURE,
    ORDER_UNDO, order as path_of,
};
use crate::domain::door::Door;
use crate::domain::ids::{LinkId, OrderId};
use crate::domain::level::Level;
use crate::language::Language;
use crate::pages::OrderPage;
use crate::pages::admin::order::{OrderForStaff, ReviewPage};
use crate::services::order_desk::comment::Commented;
use crate::services::order_desk::form;
use crate::services::order_desk::pictures::{FILE_LIMIT, MOST};
use crate::services::order_desk::review::Moved;
use crate::store::StoredPicture;
use crate::web::error_page::Refusal;
use crate::web::state::WebState;
use crate::web::{csp, leptos_page};
use crate::wire::admin::frame::Said;
use crate::wire::admin::order::{CommentForm, MoveForm, OrderDesk};
use crate::wire::frame::Tone;

use super::flash::redirect_saying;
use super::guard::Staff;
use super::page::{refused, show_as};

/// The routes here with the methods they take.
pub const ROUTES: &[(&str, &[&str])] = &[
    (ORDER, &["GET"]),
    (ORDER_CHANGE, &["POST"]),
    (ORDER_COMMENT, &["POST"]),
    (ORDER_UNDO, &["POST"]),
    (ORDER_LINKS, &["POST"]),
    (ORDER_LINKS_END, &["POST"]),
    (ORDER_AS_SHOPPER, &["GET"]),
    (ORDER_PICTURE, &["GET"]),
];

/// Largest form that moves an order along: three texts of 2,000 characters, percent-encoded.
const MOVE_LIMIT: usize = 128 * 1024;
/// Largest comment with its pictures, one too large among them so that it gets its sentence.
const COMMENT_LIMIT: usize = (MOST + 1) * FILE_LIMIT + 1024 * 1024;

/// The routes here.
pub fn router() -> Router<WebState> {
    Router::new()
        .route(ORDER, get(page))
        .route(ORDER_CHANGE, post(change).layer(DefaultBodyLimit::max(MOVE_LIMIT)))
        .route(ORDER_COMMENT, post(comment).layer(DefaultBodyLimit::max(COMMENT_LIMIT)))
        .route(ORDER_UNDO, post(undo))
        .route(ORDER_LINKS, post(new_link))
        .route(ORDER_LINKS_END, post(end_links))
        .route(ORDER_AS_SHOPPER, get(as_shopper))
        .route(ORDER_PICTURE, get(picture))
}

/// The order of an address; what cannot be one is no order.
#[derive(Deserialize)]
struct OrderPath {
    order: String,
    #[serde(default)]
    changes: String,
    #[serde(default)]
    picture: String,
}

impl OrderPath {
    fn id(&self) -> Option<OrderId> {
        self.order.parse().ok().map(OrderId)
    }
}

/// What of the page is as typed instead of new.
#[derive(Default)]
struct Typed {
    form: Option<MoveForm>,
    comment: Option<CommentForm>,
}

/// GET: the page.
async fn page(staff: Staff, Path(path): Path<OrderPath>, State(state): State<WebState>) -> Response {
    show_desk(&state, &staff, &path, Typed::default(), StatusCode::OK).await
}

async fn show_desk(
    state: &WebState,
    staff: &Staff,
    path: &OrderPath,
    typed: Typed,
    status: StatusCode,
) -> Response {
    let Some(id) = path.id() else { return refused(state, Refusal::NoPage).await };
    let mut desk: OrderDesk = match state.services.order_desk(&staff.shop, &staff.user, id).await {
        Ok(Some(desk)) => desk,
        Ok(None) => return refused(state, Refusal::NoPage).await,
        Err(error) => return refused(state, error.into()).await,
    };
    if let Some(form) = typed.form {
        desk.form = form;
    }
    if let Some(comment) = typed.comment {
        desk.comment = comment;
    }
    let undo = desk.undo.take();
    show_as(state, staff, status, move |mut frame, assets| {
        if let Some((path, words)) = undo {
            frame.said = Some(Said { text: words, tone: Tone::Good, undo: Some(path) });
        }
        view! { <OrderForStaff frame assets desk/> }
    })
    .await
}

/// POST: shows what would happen; with `confirm` it happens, with `edit` the form is shown again.
async fn change(
    staff: Staff,
    Path(path): Path<OrderPath>,
    State(state): State<WebState>,
    body: Bytes,
) -> Response {
    let Some(id) = path.id() else { return refused(&state, Refusal::NoPage).await };
    let form = form::read(&body);
    let has = |name: &str| form_urlencoded::parse(&body).any(|(field, _)| field == name);
    if has("edit") {
        let typed = Typed { form: Some(form), comment: None };
        return show_desk(&state, &staff, &path, typed, StatusCode::OK).await;
    }
    let (shop, by) = (&staff.shop, staff.user.name.as_str());
    let moved = if has("confirm") {
        state.services.carry_out_move(shop, id, form, by).await
    } else {
        state.services.review_move(shop, id, form, by).await
    };
    let back = path_of(&shop.handle, id);
    match moved {
        Ok(Moved::Look(review)) => {
            let status = if review.meanwhile.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
            show_as(&state, &staff, status, |frame, assets| view! { <ReviewPage frame assets review/> }).await
        }
        Ok(Moved::Wrong(form)) => {
            let typed = Typed { form: Some(form), comment: None };
            show_desk(&state, &staff, &path, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Ok(Moved::Done(told)) => {
            state.bell.ring();
            redirect_saying(&back, &told, state.secure)
        }
        Ok(Moved::Unchanged) => redirect_saying(&back, "It was so already: nothing changed.", state.secure),
        Ok(Moved::NoOrder) => refused(&state, Refusal::NoPage).await,
        Err(error) => refused(&state, error.into()).await,
    }
}

/// POST: writes a comment.
async fn comment(
    staff: Staff,
    Path(path): Path<OrderPath>,
    State(state): State<WebState>,
    parts: Multipart,
) -> Response {
    let Some(id) = path.id() else { return refused(&state, Refusal::NoPage).await };
    let Some((form, files)) = read_comment(parts).await else {
        return refused(&state, Refusal::TooLarge).await;
    };
    match state.services.comment_on_order(&staff.shop, id, form, files, &staff.user.name).await {
        Ok(Commented::Wrong(form)) => {
            let typed = Typed { form: None, comment: Some(form) };
            show_desk(&state, &staff, &path, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Ok(Commented::Done(done)) => {
            state.bell.ring();
            let told =
                if done.messages > 0 { "Comment written. 1 message goes out." } else { "Comment written." };
            redirect_saying(&path_of(&staff.shop.handle, id), told, state.secure)
        }
        Ok(Commented::Unchanged) => redirect_saying(
            &path_of(&staff.shop.handle, id),
            "This comment stands there already.",
            state.secure,
        ),
        Ok(Commented::NoOrder) => refused(&state, Refusal::NoPage).await,
        Err(error) => refused(&state, error.into()).await,
    }
}

/// The fields and files of a comment. A file field left empty holds no file. `None` when the body ends
/// early or is too large.
async fn read_comment(mut parts: Multipart) -> Option<(CommentForm, Vec<Vec<u8>>)> {
    let (mut form, mut files) = (CommentForm::default(), Vec::new());
    let mut alt = Vec::new();
    while let Some(part) = parts.next_field().await.ok()? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "picture" {
            let file = part.bytes().await.ok()?;
            // What it shows belongs to its place in the form, whether others are empty or not.
            files.push(file.to_vec());
            continue;
        }
        let text = String::from_utf8_lossy(&part.bytes().await.ok()?).into_owned();
        match name.as_str() {
            "text" => form.text = text,
            "signed" => form.signed = text,
            "visibility" => form.public = text == "public",
            "message" => form.message = text == "yes",
            "alt" => alt.push(text),
            "once" => form.once = text.chars().take(64).collect(),
            _ => {}
        }
    }
    let given: Vec<(Vec<u8>, String)> = files
        .into_iter()
        .enumerate()
        .map(|(place, file)| (file, alt.get(place).cloned().unwrap_or_default()))
        .filter(|(file, _)| !file.is_empty())
        .collect();
    let (files, alt) = given.into_iter().unzip();
    form.alt = alt;
    Some((form, files))
}

/// POST: takes changes back.
async fn undo(staff: Staff, Path(path): Path<OrderPath>, State(state): State<WebState>) -> Response {
    let Some(id) = path.id() else { return refused(&state, Refusal::NoPage).await };
    let changes: Vec<Uuid> = path.changes.split('.').take(16).filter_map(|id| id.parse().ok()).collect();
    match state.services.undo_changes(&staff.shop, id, &changes, &staff.user.name).await {
        Ok(undoing) => redirect_saying(&path_of(&staff.shop.handle, id), &undoing.sentence(), state.secure),
        Err(error) => refused(&state, error.into()).await,
    }
}

/// POST: makes a link.
async fn new_link(
    staff: Staff,
    Path(path): Path<OrderPath>,
    State(state): State<WebState>,
    body: Bytes,
) -> Response {
    let Some(id) = path.id() else { return refused(&state, Refusal::NoPage).await };
    let share = form_urlencoded::parse(&body).any(|(name, value)| name == "purpose" && value == "share");
    match state.services.new_link(&staff.shop, id, share, &staff.user.name).await {
        Ok(true) => redirect_saying(&path_of(&staff.shop.handle, id), "Link made.", state.secure),
        Ok(false) => refused(&state, Refusal::NoPage).await,
        Err(error) => refused(&state, error.into()).await,
    }
}

/// POST: ends one link, or all.
async fn end_links(
    staff: Staff,
    Path(path): Path<OrderPath>,
    State(state): State<WebState>,
    body: Bytes,
) -> Response {
    let Some(id) = path.id() else { return refused(&state, Refusal::NoPage).await };
    let named = form_urlencoded::parse(&body).find(|(name, _)| name == "link");
    let link: Option<LinkId> = match named {
        None => None,
        Some((_, value)) => match value.parse() {
            Ok(link) => Some(LinkId(link)),
            Err(_) => return refused(&state, Refusal::NoPage).await,
        },
    };
    match state.services.end_links(&staff.shop, id, link, &staff.user.name).await {
        Ok(count) => {
            let sentence = match count {
                0 => "It was ended already.".to_owned(),
                1 => "1 link ended. It opens nothing any more.".to_owned(),
                count => format!("{count} links ended. They open nothing any more."),
            };
            redirect_saying(&path_of(&staff.shop.handle, id), &sentence, state.secure)
        }
        Err(error) => refused(&state, error.into()).await,
    }
}

/// What stands behind the question mark of the shopper's view.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Looking {
    level: String,
    lang: String,
}

/// GET: what a shopper sees.
async fn as_shopper(
    staff: Staff,
    Path(path): Path<OrderPath>,
    looking: Result<Query<Looking>, QueryRejection>,
    State(state): State<WebState>,
) -> Response {
    let Some(id) = path.id() else { return refused(&state, Refusal::NoPage).await };
    let looking = looking.map(|Query(looking)| looking).unwrap_or_default();
    let level = Level::parse(&looking.level).unwrap_or(Level::Standard);
    let language = Language::from_locale(&looking.lang);
    let (frame, view, language) = match state.services.as_shopper(&staff.shop, id, level, language).await {
        Ok(Some(found)) => found,
        Ok(None) => return refused(&state, Refusal::NoPage).await,
        Err(error) => return refused(&state, error.into()).await,
    };
    let speech = state.services.words.in_language(language);
    let (assets, brand) = (state.assets_at(&Door::OWN).clone(), frame.brand_css.clone());
    let page = move || view! { <OrderPage frame assets view speech/> };
    leptos_page::respond(&state, &Door::OWN, StatusCode::OK, &brand, page).await
}

/// GET: a picture beside a comment.
async fn picture(staff: Staff, Path(path): Path<OrderPath>, State(state): State<WebState>) -> Response {
    let (Some(id), Ok(picture)) = (path.id(), path.picture.parse::<Uuid>()) else {
        return refused(&state, Refusal::NoPage).await;
    };
    match state.services.picture_for_staff(&staff.shop, id, picture).await {
        Ok(Some(picture)) => picture_file(picture, &Door::OWN, state.secure),
        Ok(None) => refused(&state, Refusal::NoPage).await,
        Err(error) => refused(&state, error.into()).await,
    }
}

/// A picture as an answer at this door: never stored, never taken for anything else.
pub(in crate::web) fn picture_file(picture: StoredPicture, door: &Door, secure: bool) -> Response {
    let fixed =
        [(header::CONTENT_TYPE, picture.media_type), (header::CONTENT_DISPOSITION, "inline".to_owned())];
    let mut response = (fixed, picture.bytes).into_response();
    csp::file_headers(response.headers_mut(), door, secure);
    response
}
