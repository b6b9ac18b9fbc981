//! All routes on one screen, and the layers around them.

use std::any::Any;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

use crate::domain::routes;

use super::error_page::{Refusal, refuse};
use super::proxy::{self, Entrance};
use super::state::WebState;
use super::{
    address, admin, assets, code, csp, find, health, hooks, install, leptos_page, logo, mail_hooks, order,
    request_log, share, unsubscribe, updates,
};

/// Largest form accepted, in bytes.
const BODY_LIMIT: usize = 16 * 1024;
/// Longest time to the head of an answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(20);

/// Every route with the methods it takes, for the table tests: a route that is neither listed here nor in
/// [`admin::ROUTES`] does not exist.
pub const ROUTES: &[(&str, &[&str])] = &[
    (routes::HOME, &["GET"]),
    (routes::FIND, &["GET", "POST"]),
    (routes::ORDER, &["GET"]),
    (routes::CALENDAR, &["GET"]),
    (routes::FEED, &["GET"]),
    (routes::PICTURE, &["GET"]),
    (routes::CODE, &["GET", "POST"]),
    (routes::CODE_CHECK, &["POST"]),
    (routes::SHARE, &["GET", "POST"]),
    (routes::SHARE_REVOKE, &["POST"]),
    (routes::ADDRESS, &["GET", "POST"]),
    (routes::ADDRESS_CHECK, &["POST"]),
    (routes::UPDATES, &["POST"]),
    (routes::UNSUBSCRIBE, &["GET", "POST"]),
    (routes::SUBSCRIBE_AGAIN, &["POST"]),
    (routes::INSTALL, &["GET"]),
    (routes::INSTALLED, &["GET"]),
    (routes::PROXY, &["GET"]),
    (routes::PROXY_HOME, &["GET"]),
    (routes::PROXY_FIND, &["GET", "POST"]),
    (routes::PROXY_ORDER, &["GET"]),
    (routes::PROXY_CALENDAR, &["GET"]),
    (routes::PROXY_PICTURE, &["GET"]),
    (routes::PROXY_CODE, &["GET", "POST"]),
    (routes::PROXY_CODE_CHECK, &["POST"]),
    (routes::PROXY_SHARE, &["GET", "POST"]),
    (routes::PROXY_SHARE_REVOKE, &["POST"]),
    (routes::PROXY_ADDRESS, &["GET", "POST"]),
    (routes::PROXY_ADDRESS_CHECK, &["POST"]),
    (routes::PROXY_UPDATES, &["POST"]),
    (routes::PROXY_REST, &["GET", "POST"]),
    (routes::HOOKS, &["POST"]),
    (routes::MAIL_HOOKS, &["POST"]),
    (routes::HEALTH, &["GET"]),
    (routes::ROBOTS, &["GET"]),
    (routes::ICON, &["GET"]),
    (routes::ASSET, &["GET"]),
    (routes::LOGO, &["GET"]),
];

/// The whole site.
pub fn router(state: WebState) -> Router {
    leptos_page::prepare();
    let pages = Router::new()
        .route(routes::HOME, get(find::home))
        .route(routes::FIND, get(find::page).post(find::find))
        .route(routes::ORDER, get(order::page))
        .route(routes::CALENDAR, get(order::calendar))
        .route(routes::FEED, get(order::feed))
        .route(routes::PICTURE, get(order::picture))
        .route(routes::CODE, get(code::page).post(code::send))
        .route(routes::CODE_CHECK, post(code::check))
        .route(routes::SHARE, get(share::page).post(share::make))
        .route(routes::SHARE_REVOKE, post(share::end))
        .route(routes::ADDRESS, get(address::page).post(address::send))
        .route(routes::ADDRESS_CHECK, post(address::check))
        .route(routes::UPDATES, post(updates::want))
        .route(routes::INSTALL, get(install::begin))
        .route(routes::INSTALLED, get(install::end))
        .merge(admin::router());
    around(pages, state)
}

/// What stands around pages: refusal of forged and oversized forms, compression, static files, time
/// limit, log, headers. The benchmark puts it around its yardstick too.
pub fn around(pages: Router<WebState>, state: WebState) -> Router {
    let pages = pages
        .layer(CsrfLayer::new())
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn_with_state(state.clone(), own_words))
        .layer(CompressionLayer::new());
    // Forms from a shop's domain reach us through Shopify with the shop's origin; the signature that
    // every request there needs stands in for the check of where a form comes from.
    let proxied =
        proxy::router(&state).layer(DefaultBodyLimit::max(BODY_LIMIT)).layer(CompressionLayer::new());
    // A mail program unsubscribes its owner by a POST that comes from nowhere.
    let machine = Router::new()
        .route(routes::UNSUBSCRIBE, get(unsubscribe::page).post(unsubscribe::unsubscribe))
        .route(routes::SUBSCRIBE_AGAIN, post(unsubscribe::again))
        .route(routes::HOOKS, post(hooks::receive))
        .route(routes::MAIL_HOOKS, post(mail_hooks::receive))
        .route(routes::HEALTH, get(health::health))
        .route(routes::ROBOTS, get(assets::robots))
        .route(routes::ICON, get(assets::icon))
        .route(routes::ASSET, get(assets::file))
        .route(routes::LOGO, get(logo::file));
    // In two stacks: one long chain of layers multiplies compile time.
    pages
        .merge(proxied)
        .merge(machine)
        .fallback(no_page)
        .with_state(state.clone())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, ANSWER_WITHIN))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(request_log::log))
        .layer(from_fn_with_state(state, every_answer))
}

async fn no_page(State(state): State<WebState>, headers: HeaderMap) -> Response {
    refuse(&state, &Entrance::default(), &headers, None, Refusal::NoPage).await
}

/// Answers that a library wrote in its own words (wrong method, forged form) become pages of ours, an address
/// that takes forms alone leads to the page above it; redirects get the headers of a page too.
async fn own_words(
    State(state): State<WebState>,
    headers: HeaderMap,
    request: Request,
    next: Next,
) -> Response {
    let above = page_above(&request);
    let mut response = next.run(request).await;
    match (response.status(), above) {
        (StatusCode::METHOD_NOT_ALLOWED, Some(page)) => {
            let mut response = Redirect::to(&page).into_response();
            csp::page_headers(response.headers_mut(), csp::NOTHING, state.secure);
            response
        }
        // A page of ours that says no is in our own words already.
        (StatusCode::FORBIDDEN, _) if is_page(&response) => response,
        (status @ (StatusCode::METHOD_NOT_ALLOWED | StatusCode::FORBIDDEN), _) => {
            let mut page = refuse(&state, &Entrance::default(), &headers, None, Refusal::Refused).await;
            *page.status_mut() = status;
            if let Some(allow) = response.headers().get(axum::http::header::ALLOW) {
                page.headers_mut().insert(axum::http::header::ALLOW, allow.clone());
            }
            page
        }
        (status, _) if status.is_redirection() => {
            csp::page_headers(response.headers_mut(), csp::NOTHING, state.secure);
            response
        }
        _ => response,
    }
}

/// The nearest page above an address that is looked at; `None` where there is none. Whoever presses “Try
/// again” after a form got no answer looks at an address that takes forms alone.
fn page_above(request: &Request) -> Option<String> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    let mut pattern = request.extensions().get::<MatchedPath>()?.as_str();
    let mut path = request.uri().path();
    loop {
        (pattern, path) = (pattern.rsplit_once('/')?.0, path.rsplit_once('/')?.0);
        if is_shown(pattern) {
            let query = request.uri().query().map(|query| format!("?{query}"));
            return Some(format!("{path}{}", query.unwrap_or_default()));
        }
    }
}

/// Whether a route is a page to look at.
fn is_shown(pattern: &str) -> bool {
    let mut all = ROUTES.iter().chain(admin::ROUTES.iter().copied().flatten());
    all.any(|(known, methods)| *known == pattern && methods.contains(&"GET"))
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(axum::http::header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}

/// Headers that every answer has, whoever wrote it.
async fn every_answer(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if !response.headers().contains_key(axum::http::header::CONTENT_SECURITY_POLICY)
        && !response.headers().contains_key(axum::http::header::CACHE_CONTROL)
    {
        csp::page_headers(response.headers_mut(), csp::NOTHING, state.secure);
    }
    response
}

/// The last resort: a panic becomes a plain answer, and its place stands in the log.
fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let what =
        panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!(panic = what.unwrap_or("(no words)"), "a request handler panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong on our side. Please try again in a minute.\n")
        .into_response()
}
