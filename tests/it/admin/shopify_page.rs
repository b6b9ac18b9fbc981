//! The merchant's page about Shopify is complete.

use axum::http::StatusCode;
use waymark::domain::account::Role;
use waymark::domain::standing::{Road, Standing};
use waymark::store::NewConnection;

use crate::support::app::{NOON, TestApp};

#[tokio::test]
async fn the_page_tells_what_is_so_and_what_to_do() {
    let app = TestApp::start().await;
    let store = app.services.store.shop(app.shop.id);
    let new = NewConnection { road: Road::ClientCredentials, client_id: "app-1", secret: "a-client-secret" };
    store.connect(&new, NOON, &*app.services.chance).await.unwrap();
    store.note_scopes(&["read_orders".into(), "read_fulfillments".into()]).await.unwrap();
    store.set_standing(Standing::Connected, NOON.plus_minutes(-60)).await.unwrap();
    store.note_reconciled(NOON, NOON.plus_minutes(-3), 2).await.unwrap();

    let cookie = app.sign_in("staff", Role::Staff).await;
    let answer = app.get_as(&cookie, "/admin/shop/shopify").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("cache-control"), "private, no-store");
    let html = answer.text();
    for words in [
        "In step with Shopify, with something to mend.",
        "Returns are not shown.",
        "Add the permission to the app's scopes",
        "3 minutes ago, 2 orders put right",
        "orders of the last 60 days can be read",
        "read_orders, read_fulfillments",
        "by client id and secret",
        "<code>waymark sync --all</code>",
    ] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
    assert!(!html.contains("a-client-secret") && !html.contains(" style=\""));
    let ours = html.matches("<script type=\"module\" src=\"/assets/islands.").count();
    assert_eq!(html.matches("<script").count(), ours, "nothing is inline");
    assert_eq!(html.matches("<h1").count(), 1);
}
