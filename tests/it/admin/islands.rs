//! The islands come from our own origin, to the merchant's pages alone, and nothing is inline. Holds for a
//! build with the browser half and for one without.

use axum::http::StatusCode;
use waymark::domain::account::Role;
use waymark::web::assets;

use crate::support::app::TestApp;

#[tokio::test]
async fn a_page_for_staff_starts_them_by_one_external_script() {
    let app = TestApp::start().await;
    let cookie = app.sign_in("staff", Role::Staff).await;
    let answer = app.get_as(&cookie, "/admin/shop/shopify").await;
    let policy = answer.header("content-security-policy").to_owned();
    assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval';"), "{policy}");
    assert!(!policy.contains("'unsafe-eval'") && !policy.contains("unsafe-inline"), "{policy}");
    let html = answer.text();
    let scripts = html.matches("<script").count();
    match assets::islands() {
        Some(path) => {
            assert!(html.contains(&format!("<script type=\"module\" src=\"{path}\"></script>")));
            let script = app.get(&path).await;
            assert_eq!(script.status, StatusCode::OK);
            let text = script.text();
            let module = text.split('"').find(|part| part.starts_with("islands.") && part.ends_with(".wasm"));
            let module = app.get(&format!("/assets/{}", module.expect("it loads its module by name"))).await;
            assert_eq!(module.header("content-type"), "application/wasm");
        }
        None => assert_eq!(scripts, 0),
    }
}

#[tokio::test]
async fn shoppers_and_strangers_get_none() {
    let app = TestApp::start().await;
    for path in ["/find?lang=en", "/nowhere", "/sign-in"] {
        let answer = app.get(path).await;
        assert!(!answer.header("content-security-policy").contains("wasm-unsafe-eval"), "{path}");
        assert!(!answer.text().contains("/assets/islands."), "{path}");
    }
}
