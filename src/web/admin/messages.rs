//! Messages about an order: one as it was sent, sending it again, now or not at all, correcting where they go.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use leptos::prelude::*;
use serde::Deserialize;

use crate::domain::admin_routes::{
    ORDER_ADDRESS, ORDER_MESSAGE, ORDER_MESSAGE_DO_NOT_SEND, ORDER_MESSAGE_HTML, ORDER_MESSAGE_RESEND,
    ORDER_MESSAGE_SEND_NOW, order as path_of,
};
use crate::domain::ids::{MessageId, OrderId};
use crate::pages::admin::order::SentMessagePage;
use crate::services::messages::AddressFault;
use crate::web::csp;
use crate::web::error_page::Refusal;
use crate::web::state::WebState;

use super::flash::redirect_saying;
use super::guard::Staff;
use super::page::{refused, show_as};

/// The routes here with the methods they take.
pub const ROUTES: &[(&str, &[&str])] = &[
    (ORDER_MESSAGE, &["GET"]),
    (ORDER_MESSAGE_HTML, &["GET"]),
    (ORDER_MESSAGE_RESEND, &["POST"]),
    (ORDER_MESSAGE_SEND_NOW, &["POST"]),
    (ORDER_MESSAGE_DO_NOT_SEND, &["POST"]),
    (ORDER_ADDRESS, &["POST"]),
];

/// The routes here.
pub fn router() -> Router<WebState> {
    Router::new()
        .route(ORDER_MESSAGE, get(page))
        .route(ORDER_MESSAGE_HTML, get(html))
        .route(ORDER_MESSAGE_RESEND, post(resend))
        .route(ORDER_MESSAGE_SEND_NOW, post(send_now))
        .route(ORDER_MESSAGE_DO_NOT_SEND, post(do_not_send))
        .route(ORDER_ADDRESS, post(correct))
}

/// Order and message of an address; what cannot be one is none.
#[derive(Deserialize)]
struct MessagePath {
    order: String,
    #[serde(default)]
    message: String,
}

impl MessagePath {
    fn order(&self) -> Option<OrderId> {
        self.order.parse().ok().map(OrderId)
    }

    fn both(&self) -> Option<(OrderId, MessageId)> {
        Some((self.order()?, self.message.parse().ok().map(MessageId)?))
    }
}

/// GET: the page of a message.
async fn page(staff: Staff, Path(path): Path<MessagePath>, State(state): State<WebState>) -> Response {
    let Some((order, message)) = path.both() else { return refused(&state, Refusal::NoPage).await };
    let sent = match state.services.sent_message(&staff.shop, order, message).await {
        Ok(Some(sent)) => sent,
        Ok(None) => return refused(&state, Refusal::NoPage).await,
        Err(error) => return refused(&state, error.into()).await,
    };
    let view = |frame, assets| view! { <SentMessagePage frame assets sent/> };
    let mut page = show_as(&state, &staff, StatusCode::OK, view).await;
    csp::allow_own_frames(page.headers_mut());
    page
}

/// GET: the HTML of a message, for the frame on its page.
async fn html(staff: Staff, Path(path): Path<MessagePath>, State(state): State<WebState>) -> Response {
    let Some((order, message)) = path.both() else { return refused(&state, Refusal::NoPage).await };
    match state.services.message_as_sent(&staff.shop, order, message).await {
        Ok(Some(sent)) if !sent.html.is_empty() => mail_in_frame(sent.html, state.secure),
        Ok(_) => refused(&state, Refusal::NoPage).await,
        Err(error) => refused(&state, error.into()).await,
    }
}

/// A message's HTML as an answer of its own: it may style itself and show pictures that are in it, and nothing
/// else, and only our own pages may frame it.
pub(super) fn mail_in_frame(html: String, secure: bool) -> Response {
    let mut response = html.into_response();
    let headers = response.headers_mut();
    csp::page_headers(headers, csp::MAIL, secure);
    csp::allow_in_own_frame(headers);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}

/// POST: sends a message again.
async fn resend(staff: Staff, Path(path): Path<MessagePath>, State(state): State<WebState>) -> Response {
    let Some((order, message)) = path.both() else { return refused(&state, Refusal::NoPage).await };
    let back = path_of(&staff.shop.handle, order);
    match state.services.resend_message(&staff.shop, &staff.user.name, order, message).await {
        Ok(true) => {
            state.bell.ring();
            redirect_saying(&back, "The message goes out again.", state.secure)
        }
        Ok(false) => redirect_saying(&back, "This message cannot be sent again.", state.secure),
        Err(error) => refused(&state, error.into()).await,
    }
}

/// POST: sends a message now that waits for its time.
async fn send_now(staff: Staff, Path(path): Path<MessagePath>, State(state): State<WebState>) -> Response {
    let Some((order, message)) = path.both() else { return refused(&state, Refusal::NoPage).await };
    let back = path_of(&staff.shop.handle, order);
    match state.services.send_message_now(&staff.shop, &staff.user.name, order, message).await {
        Ok(true) => {
            state.bell.ring();
            redirect_saying(&back, "The message goes out now.", state.secure)
        }
        Ok(false) => redirect_saying(&back, "This message no longer waits for its time.", state.secure),
        Err(error) => refused(&state, error.into()).await,
    }
}

/// POST: lets a message go to nobody that waits for its time.
async fn do_not_send(staff: Staff, Path(path): Path<MessagePath>, State(state): State<WebState>) -> Response {
    let Some((order, message)) = path.both() else { return refused(&state, Refusal::NoPage).await };
    let back = path_of(&staff.shop.handle, order);
    match state.services.do_not_send_message(&staff.shop, &staff.user.name, order, message).await {
        Ok(true) => redirect_saying(&back, "The message will not be sent.", state.secure),
        Ok(false) => redirect_saying(&back, "This message no longer waits for its time.", state.secure),
        Err(error) => refused(&state, error.into()).await,
    }
}

/// POST: corrects where the order's messages go.
async fn correct(
    staff: Staff,
    Path(path): Path<MessagePath>,
    State(state): State<WebState>,
    body: Bytes,
) -> Response {
    let Some(order) = path.order() else { return refused(&state, Refusal::NoPage).await };
    let typed = form_urlencoded::parse(&body).find(|(name, _)| name == "address");
    let typed = typed.map(|(_, value)| value.into_owned()).unwrap_or_default();
    let back = path_of(&staff.shop.handle, order);
    match state.services.correct_address(&staff.shop, &staff.user.name, order, &typed).await {
        Ok(Ok(())) => {
            state.bell.ring();
            redirect_saying(&back, "Corrected. Messages about this order go there from now on.", state.secure)
        }
        Ok(Err(AddressFault::NotAnAddress)) => redirect_saying(
            &back,
            "Nothing was changed: that is not an e-mail address. Write it like name@example.com.",
            state.secure,
        ),
        Ok(Err(AddressFault::NoOrder)) => refused(&state, Refusal::NoPage).await,
        Err(error) => refused(&state, error.into()).await,
    }
}
