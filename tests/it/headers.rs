//! Response headers on every page route, and what a forged or odd request meets.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use serde_json::json;

use crate::support::app::TestApp;

async fn app_with_order() -> (TestApp, String) {
    let app = TestApp::start().await;
    app.import(&json!({"data": {"order": {"id": "gid://shopify/Order/1", "name": "#1001",
        "updatedAt": "2026-11-20T10:00:00Z", "processedAt": "2026-11-20T09:00:00Z",
        "email": "shopper-1001@example.com"}}}))
        .await;
    let link = app.link("1001").await;
    (app, link)
}

#[tokio::test]
async fn every_page_route_has_the_headers_of_a_page() {
    let (app, link) = app_with_order().await;
    let token = link.rsplit('/').next().unwrap();
    let admin = waymark::web::admin::ROUTES.iter().flat_map(|table| table.iter());
    for (pattern, methods) in waymark::web::router::ROUTES.iter().chain(admin) {
        let path = pattern.replace("{token}", token).replace("{file}", "nothing.css").replace("{key}", token);
        let path = path.replace("{shop}", "shop").replace("{*rest}", "nothing");
        let kind = match *pattern {
            "/health"
            | "/hooks/shopify/{shop}"
            | "/hooks/mail/{shop}/{provider}"
            | "/robots.txt"
            | "/assets/{file}"
            | "/assets/icon.svg"
            | "/brand/{file}" => "machine",
            "/"
            | "/shopify/install"
            | "/shopify/callback"
            | "/find"
            | "/o/{token}"
            | "/o/{token}/due.ics"
            | "/o/{token}/feed.atom"
            | "/o/{token}/picture/{picture}"
            | "/o/{token}/code"
            | "/o/{token}/code/check"
            | "/o/{token}/share"
            | "/o/{token}/address"
            | "/o/{token}/address/check"
            | "/o/{token}/updates"
            | "/unsubscribe/{mark}"
            | "/unsubscribe/{mark}/undo"
            | "/o/{token}/share/revoke" => "page",
            // Nobody is signed in here: a redirect, or a page that says so.
            admin if admin.starts_with("/admin") => "page",
            "/set-up"
            | "/sign-in"
            | "/sign-in/second"
            | "/sign-in/passkey"
            | "/sign-in/passkey/ask"
            | "/sign-out"
            | "/join/{token}" => "page",
            account if account.starts_with("/account") => "page",
            // Not signed by Shopify here: the answer of a path that does not exist, and a page too.
            // What signed requests get is in app_proxy.rs.
            proxied if proxied.starts_with("/proxy/{shop}") => "page",
            other => panic!("{other} is new: say here whether it is a page"),
        };
        for method in *methods {
            let request = Request::builder()
                .method(*method)
                .uri(&path)
                .header("host", "shop.test")
                .header("sec-fetch-site", "same-origin")
                .header("content-type", "application/x-www-form-urlencoded");
            let answer = app.send(request.body(Body::empty()).unwrap()).await;
            let place = format!("{method} {pattern} ({})", answer.status);
            assert_ne!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{place}");
            if kind == "machine" {
                continue;
            }
            assert_eq!(answer.header("cache-control"), "private, no-store", "{place}");
            assert_eq!(answer.header("x-robots-tag"), "noindex, nofollow", "{place}");
            assert_eq!(answer.header("referrer-policy"), "same-origin", "{place}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{place}");
            assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{place}");
            let policy = answer.header("content-security-policy");
            assert!(
                policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
                "{place}"
            );
            assert!(!policy.contains("unsafe-inline") && !policy.contains("unsafe-eval"), "{place}");
        }
    }
}

#[tokio::test]
async fn the_inline_style_is_the_one_the_policy_allows() {
    use sha2::{Digest, Sha256};
    let (app, link) = app_with_order().await;
    for path in [&link, "/find", "/nowhere", &format!("{link}/code"), &format!("{link}/share")] {
        let answer = app.get(path).await;
        let text = answer.text();
        assert!(
            text.starts_with("<!DOCTYPE html><html lang=") && text.ends_with("</html>"),
            "{path} is whole"
        );
        let start = text.find("<style>").expect("a page has its brand") + "<style>".len();
        let style = &text[start..start + text[start..].find("</style>").unwrap()];
        let hash = data_encoding::BASE64.encode(&Sha256::digest(style.as_bytes()));
        assert!(answer.header("content-security-policy").contains(&format!("'sha256-{hash}'")), "{path}");
        let harmless = ["<script src=", "<script type=\"application/ld+json\">"];
        let known: usize = harmless.iter().map(|start| text.matches(start).count()).sum();
        assert_eq!(text.matches("<script").count(), known, "{path} has no inline script");
        assert!(!text.contains("nonce"), "{path}: two answers would differ");
    }
}

#[tokio::test]
async fn a_form_from_elsewhere_is_refused() {
    let (app, link) = app_with_order().await;
    for path in [
        format!("{link}/code"),
        format!("{link}/share"),
        format!("{link}/address"),
        format!("{link}/address/check"),
        format!("{link}/updates"),
        "/find".to_owned(),
    ] {
        for headers in [
            vec![("sec-fetch-site", "cross-site")],
            vec![("sec-fetch-site", "same-site")],
            vec![("origin", "https://elsewhere.example")],
            vec![("origin", "null")],
        ] {
            let mut request = Request::post(&path).header("host", "shop.test");
            for (name, value) in &headers {
                request = request.header(*name, *value);
            }
            let answer = app.send(request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {headers:?}");
        }
    }
    assert!(app.mails().await.is_empty(), "nothing was sent");
}

#[tokio::test]
async fn opening_links_changes_nothing() {
    let (app, link) = app_with_order().await;
    for method in [Method::GET, Method::HEAD] {
        for tail in ["", "/due.ics", "/code", "/share", "/address", "/updates"] {
            for _ in 0..20 {
                let request = Request::builder().method(&method).uri(format!("{link}{tail}"));
                app.send(request.body(Body::empty()).unwrap()).await;
            }
        }
    }
    assert!(app.mails().await.is_empty());
    let order = app.services.order_by_name(&app.shop, "1001").await.unwrap().unwrap();
    let links = app.services.store.shop(app.shop.id).links_of(order).await.unwrap();
    assert_eq!(links.len(), 1, "no share link was made");
    assert_eq!(app.get(&link).await.status, StatusCode::OK);
}
