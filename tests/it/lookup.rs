//! The look-up form: spellings, misses that look alike, limits.

use axum::http::StatusCode;
use serde_json::json;

use waymark::domain::shop::{LookupMode, ShopSettings};

use crate::support::app::TestApp;

async fn started(lookup: LookupMode) -> TestApp {
    let app = TestApp::start_with(ShopSettings { lookup, ..ShopSettings::default() }).await;
    app.import(&json!({"data": {"orders": {"nodes": [
        {"id": "gid://shopify/Order/1", "name": "#1001", "updatedAt": "2026-11-20T10:00:00Z",
         "email": "Shopper-1001@Example.com", "shippingAddress": {"zip": "SW1A 1AA", "city": "London"}},
        {"id": "gid://shopify/Order/2", "name": "#1002", "updatedAt": "2026-11-20T10:00:00Z"}]}}}))
        .await;
    app
}

fn form(order: &str, proof: &str) -> String {
    let encode = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
    format!("order={}&proof={}", encode(order), encode(proof))
}

#[tokio::test]
async fn any_spelling_finds_the_order() {
    let app = started(LookupMode::Open).await;
    let spellings = [
        ("#1001", "shopper-1001@example.com"),
        ("1001", "SHOPPER-1001@EXAMPLE.COM"),
        (" 1001 ", " shopper-1001@example.com "),
        ("#1001", "sw1a1aa"),
        ("# 1001", "SW1A 1AA"),
    ];
    for (n, (order, proof)) in spellings.into_iter().enumerate() {
        app.clock.set(waymark::domain::clock::Millis(crate::support::app::NOON.0 + n as i64 * 3_600_000));
        let answer = app.post("/find", &form(order, proof)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{order:?} {proof:?}");
        let page = app.get(answer.header("location")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains("#1001"));
    }
}

#[tokio::test]
async fn all_misses_look_alike() {
    let app = started(LookupMode::Open).await;
    let first = app.post("/find", &form("1001", "other-001@example.com")).await;
    assert_eq!(first.status, StatusCode::UNPROCESSABLE_ENTITY);
    // The same number is typed each time because the form keeps it; what differs is why it misses.
    app.import(&json!({"data": {"order": {"id": "gid://shopify/Order/3", "name": "#1001",
        "updatedAt": "2026-11-20T10:00:00Z", "email": null}}}))
        .await;
    for proof in
        ["other-002@example.com", "99999", "x", "'; drop table orders; --", "shopper-1001@example.co"]
    {
        let answer = app.post("/find", &form("1001", proof)).await;
        assert_eq!((answer.status, &answer.body), (first.status, &first.body), "{proof}");
        assert_eq!(answer.headers, first.headers, "{proof}");
    }
    for (order, proof) in [("1002", "shopper-1002@example.com"), ("9999", "shopper-1001@example.com")] {
        let answer = app.post("/find", &form(order, proof)).await;
        assert_eq!(answer.text().replace(order, "1001"), first.text(), "{order}");
        assert_eq!(answer.headers, first.headers);
    }
}

#[tokio::test]
async fn strict_mode_answers_a_match_like_a_miss_and_mails_the_link() {
    let app = started(LookupMode::Strict).await;
    let hit = app.post("/find", &form("1001", "shopper-1001@example.com")).await;
    let miss = app.post("/find", &form("1001", "somebody-1@example.com")).await;
    assert_eq!((hit.status, &hit.body, &hit.headers), (miss.status, &miss.body, &miss.headers));
    let mut mails = app.mails().await;
    // The link is recorded after the answer; wait for it, not for a time.
    while mails.is_empty() {
        tokio::task::yield_now().await;
        mails = app.mails().await;
    }
    assert_eq!(mails.len(), 1);
    let link =
        mails[0].text.split("http://shop.test").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    assert_eq!(app.get(&link).await.status, StatusCode::OK);
}

#[tokio::test]
async fn guessing_ends_soon_and_never_blocks_a_valid_link() {
    let app = started(LookupMode::Open).await;
    let link = app.link("1001").await;
    let mut refused = 0;
    for n in 0..12 {
        let answer = app.post("/find", &form(&n.to_string(), "shopper-1001@example.com")).await;
        refused += usize::from(answer.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert_eq!(refused, 7, "five tries a quarter of an hour for one e-mail");
    let right = app.post("/find", &form("1001", "shopper-1001@example.com")).await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS, "also with the right number");
    assert_eq!(app.get(&link).await.status, StatusCode::OK);
    app.clock.set(waymark::domain::clock::Millis(crate::support::app::NOON.0 + 16 * 60_000));
    let later = app.post("/find", &form("1001", "shopper-1001@example.com")).await;
    assert_eq!(later.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_form_speaks_the_browsers_language() {
    let app = started(LookupMode::Open).await;
    for (accept, tag) in
        [("da-DK,da;q=0.9,en;q=0.5", "da"), ("ar", "ar"), ("xx", "en"), ("\u{1}", "en"), ("no", "nb")]
    {
        let request = axum::http::Request::get("/find");
        let Ok(value) = axum::http::HeaderValue::from_str(accept) else { continue };
        let request = request.header("accept-language", value).body(axum::body::Body::empty()).unwrap();
        let text = app.send(request).await.text();
        assert!(text.contains(&format!("<html lang=\"{tag}\"")), "{accept}");
    }
}
