//! Pages for what is not there and what went wrong. The shopper reads a calm sentence; the detail
//! goes to the log, once, here.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use leptos::prelude::*;

use crate::domain::routes;
use crate::domain::shop::Shop;
use crate::pages::{Notice, NoticePage, NoticeView};
use crate::services::ServiceError;
use crate::services::frame::frame;
use crate::store::StoreError;

use super::leptos_page;
use super::proxy::Entrance;
use super::state::WebState;
use super::visitor;

/// Why a request gets a notice instead of what it asked for.
#[derive(Debug)]
pub enum Refusal {
    /// The link opens nothing: unknown, malformed, expired, revoked. Always the same bytes.
    DeadLink,
    /// There is no such page.
    NoPage,
    /// The order was erased.
    Gone,
    /// The database is busy or away.
    Busy(String),
    /// Something is wrong on our side.
    Broken(String),
    /// A form was not understood or came from elsewhere.
    Refused,
    /// The body was larger than accepted.
    TooLarge,
    /// The shop's app proxy leads here, but the shop is not connected.
    NotConnected,
}

impl From<ServiceError> for Refusal {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Input(_) => Self::Refused,
            ServiceError::Shopify(error) => Self::Busy(format!("{error:?}")),
            ServiceError::Store(error) if error.is_passing() => Self::Busy(format!("{error:?}")),
            ServiceError::Store(error) => Self::Broken(format!("{error:?}")),
            ServiceError::File(error) => Self::Broken(format!("{error:?}")),
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        ServiceError::from(error).into()
    }
}

impl Refusal {
    const fn parts(&self) -> (StatusCode, Notice) {
        match self {
            Self::DeadLink => (StatusCode::NOT_FOUND, Notice::LinkNotFound),
            Self::NoPage => (StatusCode::NOT_FOUND, Notice::PageNotFound),
            Self::Gone => (StatusCode::GONE, Notice::Gone),
            Self::Busy(_) => (StatusCode::SERVICE_UNAVAILABLE, Notice::Busy),
            Self::Broken(_) => (StatusCode::INTERNAL_SERVER_ERROR, Notice::Error),
            Self::Refused => (StatusCode::BAD_REQUEST, Notice::Refused),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Notice::TooLarge),
            Self::NotConnected => (StatusCode::SERVICE_UNAVAILABLE, Notice::NotConnected),
        }
    }
}

/// The notice as a page in the visitor's language, at the door they came in by. Needs no shop and no database that answers.
pub async fn refuse(
    state: &WebState,
    entrance: &Entrance,
    headers: &HeaderMap,
    asked: Option<&str>,
    refusal: Refusal,
) -> Response {
    match &refusal {
        Refusal::Busy(detail) => tracing::warn!(error = detail, "the store is busy"),
        Refusal::Broken(detail) => tracing::error!(error = detail, "a page could not be made"),
        _ => {}
    }
    let (status, notice) = refusal.parts();
    let host = headers.get(header::HOST).and_then(|v| v.to_str().ok());
    let shop = match (&refusal, &entrance.shop) {
        (_, Some(shop)) => Some(Shop::clone(shop)),
        (Refusal::Busy(_) | Refusal::Broken(_), None) => None,
        _ => state.services.shop_for_host(host).await.ok().flatten(),
    };
    let language = visitor::language(asked, headers, shop.as_ref());
    let door = &entrance.door;
    let mut frame = frame(door, shop.as_ref(), language, "");
    for choice in &mut frame.languages {
        choice.href = format!("?lang={}", choice.tag);
    }
    let speech = state.services.words.in_language(language);
    let again = matches!(notice, Notice::Busy | Notice::Error).then(String::new);
    let find = routes::in_language(&door.to(routes::FIND.to_owned()), language.tag());
    let view = NoticeView { notice, again, find };
    let (assets, brand) = (state.assets_at(door).clone(), frame.brand_css.clone());
    let page = move || view! { <NoticePage frame assets view speech/> };
    let mut response = leptos_page::respond(state, door, status, &brand, page).await;
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
    }
    response
}
