//! The servers under test: the product, the same page content with askama, and a bare answer.

use askama::Template;
use axum::Router;
use axum::extract::{Path as Segment, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::path::Path;

use waymark::domain::door::Door;
use waymark::domain::link::Token;
use waymark::domain::routes;
use waymark::jobs::Bell;
use waymark::services::Services;
use waymark::services::frame::frame;
use waymark::services::view_order::language_of;
use waymark::web::{WebState, csp};
use waymark::wire::frame::Frame;
use waymark::wire::order_view::OrderView;

/// Serves `kind` until it is killed.
pub fn serve(kind: &str, folder: &str, address: &str) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let router = match kind {
            "hello" => Router::new().route("/hello", get(|| async { "Hello" })),
            "waymark" => waymark::web::router(WebState::new(
                super::seed::services(Path::new(folder)).await,
                Bell::default(),
                Bell::default(),
                &[],
            )),
            "askama" => askama_site(super::seed::services(Path::new(folder)).await),
            other => panic!("{other} is no server of ours"),
        };
        let listener = tokio::net::TcpListener::bind(address).await.expect("a free port");
        axum::serve(listener, router).await.expect("serves");
    });
}

fn askama_site(services: Services) -> Router {
    let state = WebState::new(services, Bell::default(), Bell::default(), &[]);
    waymark::web::router::around(Router::new().route(routes::ORDER, get(page)), state)
}

/// The same store calls, words and layers as the product's page; only the rendering differs.
async fn page(State(state): State<WebState>, Segment(token): Segment<String>) -> Response {
    let (services, assets) = (&state.services, &state.assets);
    let Some(token) = Token::parse(&token) else { return StatusCode::NOT_FOUND.into_response() };
    let Ok(Some(opened)) = services.open(&token, None).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let language = language_of(&opened.order, &opened.shop);
    let view = services.order_view(&opened, &token, &Door::OWN, language).await.expect("a view");
    let frame = frame(&Door::OWN, Some(&opened.shop), language, &routes::order(&token));
    let speech = services.words.in_language(language);
    let labels = Labels {
        title: speech.say_with("order-title", &[("name", view.name.as_str().into())]),
        skip: speech.say("skip-to-content"),
        languages: speech.say("languages"),
        stages: speech.say("stages-label"),
        timeline: speech.say("timeline-heading"),
        items: speech.say("items-heading"),
        help: speech.say("help-heading"),
        help_text: speech.say_with("help-text", &[("name", view.name.as_str().into())]),
        copy: speech.say("copy"),
        calendar: speech.say("calendar"),
        share: speech.say("share"),
        see_more: speech.say("see-more"),
    };
    let policy = csp::policy(&frame.brand_css);
    let html =
        OrderTemplate { frame, view, labels, css: &assets.css, js: assets.js.as_deref().unwrap_or_default() }
            .render()
            .expect("renders");
    let mut response = ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response();
    csp::page_headers(response.headers_mut(), &policy, false);
    response
}

struct Labels {
    title: String,
    skip: String,
    languages: String,
    stages: String,
    timeline: String,
    items: String,
    help: String,
    help_text: String,
    copy: String,
    calendar: String,
    share: String,
    see_more: String,
}

#[derive(Template)]
#[template(path = "order.html")]
struct OrderTemplate<'a> {
    frame: Frame,
    view: OrderView,
    labels: Labels,
    css: &'a str,
    js: &'a str,
}
