//! The merchant's page about Shopify: opened by a link of a day, closed to everybody else, and complete.

use axum::http::StatusCode;
use waymark::domain::clock::Clock as _;
use waymark::domain::standing::{Road, Standing};
use waymark::store::NewConnection;

use crate::support::app::{NOON, TestApp};

async fn connected() -> TestApp {
    let app = TestApp::start().await;
    let store = app.services.store.shop(app.shop.id);
    let new = NewConnection { road: Road::ClientCredentials, client_id: "app-1", secret: "a-client-secret" };
    store.connect(&new, NOON, &*app.services.chance).await.unwrap();
    store.note_scopes(&["read_orders".into(), "read_fulfillments".into()]).await.unwrap();
    store.set_standing(Standing::Connected, NOON.plus_minutes(-60)).await.unwrap();
    store.note_reconciled(NOON, NOON.plus_minutes(-3), 2).await.unwrap();
    app
}

async fn link(app: &TestApp) -> String {
    let url = app.services.console_link(&app.shop).await.unwrap();
    url.strip_prefix("http://shop.test").unwrap().to_owned()
}

#[tokio::test]
async fn the_page_tells_what_is_so_and_what_to_do() {
    let app = connected().await;
    let answer = app.get(&link(&app).await).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("cache-control"), "private, no-store");
    assert_eq!(answer.header("x-robots-tag"), "noindex, nofollow");
    let html = answer.text();
    for words in [
        "In step with Shopify, with something to mend.",
        "Returns are not shown.",
        "Add the permission to the app's scopes",
        "3 minutes ago, 2 orders put right",
        "orders of the last 60 days can be read",
        "read_orders, read_fulfillments",
        "by client id and secret",
    ] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
    assert!(html.contains("<code>waymark sync --all</code>"), "{html}");
    assert!(!html.contains("a-client-secret") && !html.contains("<script") && !html.contains(" style=\""));
    assert_eq!(html.matches("<h1").count(), 1);
    let css = html
        .split("rel=\"stylesheet\" href=\"")
        .nth(1)
        .or_else(|| html.split("href=\"/assets/console").nth(1));
    assert!(css.is_some(), "{html}");
}

#[tokio::test]
async fn a_link_lives_for_a_day_and_opens_its_own_shop() {
    let app = connected().await;
    let path = link(&app).await;
    app.clock.set(app.clock.now().plus_minutes(24 * 60 - 1));
    assert_eq!(app.get(&path).await.status, StatusCode::OK);
    app.clock.set(app.clock.now().plus_minutes(1));
    let over = app.get(&path).await;
    assert_eq!(over.status, StatusCode::NOT_FOUND);
    let unknown = app.get(&format!("/shopify/{}", "a".repeat(32))).await;
    let odd = app.get("/shopify/%FF").await;
    assert_eq!((unknown.status, odd.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    assert_eq!(over.text(), unknown.text(), "nobody learns that a link once worked");
}
