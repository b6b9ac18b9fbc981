//! Who gets in where.

use axum::http::StatusCode;
use waymark::domain::account::Role;

use crate::support::app::TestApp;

#[tokio::test]
async fn nobody_is_led_to_the_sign_in_page_and_back() {
    let app = TestApp::start().await;
    let answer = app.get("/admin/shop/shopify").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/sign-in?back=%2Fadmin%2Fshop%2Fshopify");
}

#[tokio::test]
async fn a_shop_of_others_is_answered_like_none() {
    let app = TestApp::start().await;
    let cookie = app.sign_in("staff", Role::Staff).await;
    let answer = app.get_as(&cookie, "/admin/other/shopify").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let arrived = app.get_as(&cookie, "/admin").await;
    assert_eq!(arrived.header("location"), "/admin/shop/orders");
}
