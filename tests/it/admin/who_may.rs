//! Who may do what: every route of the site against everybody who could knock (S5), and forms that come
//! from elsewhere (S6). A new route needs one line in [`RULES`]; without it these tests fail.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::json;
use waymark::domain::account::{Membership, Role, User};
use waymark::domain::clock::Clock as _;
use waymark::domain::ids::{ShopId, UserId};
use waymark::domain::shop::Shop;
use waymark::web::{admin, router};

use crate::support::app::{Answer, TestApp};

/// Who a route is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    /// Everybody: it shows nothing of anybody, or proves by itself who is asking (a link, a signature).
    Everybody,
    /// Whoever is signed in.
    Member,
    /// Whoever works in the shop of the address.
    Staff,
    /// Owners of the shop of the address.
    Owner,
}
use Who::{Everybody, Member, Owner, Staff};

/// Every route, whatever its method, with those it is for. Methods that differ stand in a line of their
/// own before: `("POST /admin/{shop}/statuses", Owner)`.
const RULES: &[(&str, Who)] = &[
    ("/", Everybody),
    ("/find", Everybody),
    ("/o/{token}", Everybody),
    ("/o/{token}/due.ics", Everybody),
    ("/o/{token}/feed.atom", Everybody),
    ("/o/{token}/code", Everybody),
    ("/o/{token}/code/check", Everybody),
    ("/o/{token}/share", Everybody),
    ("/o/{token}/share/revoke", Everybody),
    ("/o/{token}/address", Everybody),
    ("/o/{token}/address/check", Everybody),
    ("/o/{token}/updates", Everybody),
    ("/unsubscribe/{mark}", Everybody),
    ("/unsubscribe/{mark}/undo", Everybody),
    ("/shopify/install", Everybody),
    ("/shopify/callback", Everybody),
    ("/hooks/shopify/{shop}", Everybody),
    ("/hooks/mail/{shop}/{provider}", Everybody),
    ("/health", Everybody),
    ("/robots.txt", Everybody),
    ("/assets/icon.svg", Everybody),
    ("/assets/{file}", Everybody),
    // Signing in and out
    ("/set-up", Everybody),
    ("/sign-in", Everybody),
    ("/sign-in/second", Everybody),
    ("/sign-in/passkey/ask", Everybody),
    ("/sign-in/passkey", Everybody),
    ("/sign-out", Everybody),
    ("/join/{token}", Everybody),
    ("/account", Member),
    ("/account/password", Member),
    ("/account/sessions/end", Member),
    ("/account/confirm", Member),
    ("/account/second-factor", Member),
    ("/account/second-factor/check", Member),
    ("/account/second-factor/off", Member),
    ("/account/second-factor/recovery-codes", Member),
    ("/account/passkeys/ask", Member),
    ("/account/passkeys", Member),
    ("/account/passkeys/remove", Member),
    // Shops
    ("/admin", Member),
    ("/admin/{shop}", Staff),
    ("/admin/{shop}/shopify", Staff),
    // Orders
    ("/o/{token}/picture/{picture}", Everybody),
    ("/brand/{file}", Everybody),
    ("/admin/{shop}/orders", Staff),
    ("/admin/{shop}/views", Staff),
    ("/admin/{shop}/views/{view}", Staff),
    ("/admin/{shop}/orders/{order}", Staff),
    ("/admin/{shop}/orders/{order}/change", Staff),
    ("/admin/{shop}/orders/{order}/comment", Staff),
    ("/admin/{shop}/orders/{order}/undo/{changes}", Staff),
    ("/admin/{shop}/orders/{order}/links", Staff),
    ("/admin/{shop}/orders/{order}/links/end", Staff),
    ("/admin/{shop}/orders/{order}/as-shopper", Staff),
    ("/admin/{shop}/orders/{order}/pictures/{picture}", Staff),
    ("/admin/{shop}/orders/{order}/messages/{message}", Staff),
    ("/admin/{shop}/orders/{order}/messages/{message}/html", Staff),
    ("/admin/{shop}/orders/{order}/messages/{message}/resend", Staff),
    ("/admin/{shop}/orders/{order}/messages/{message}/send-now", Staff),
    ("/admin/{shop}/orders/{order}/messages/{message}/do-not-send", Staff),
    ("/admin/{shop}/orders/{order}/address", Staff),
    // Many orders
    ("/admin/{shop}/bulk", Staff),
    ("/admin/{shop}/bulk/preview", Staff),
    ("/admin/{shop}/bulk/list", Staff),
    ("/admin/{shop}/bulk/sample.csv", Staff),
    ("/admin/{shop}/bulk/{batch}", Staff),
    ("/admin/{shop}/bulk/{batch}/confirm", Staff),
    ("/admin/{shop}/bulk/{batch}/undo", Staff),
    // Statuses
    ("/admin/{shop}/statuses", Staff),
    ("/admin/{shop}/statuses/preview", Staff),
    ("GET /admin/{shop}/statuses/{status}", Staff),
    ("GET /admin/{shop}/statuses/starter", Staff),
    ("/admin/{shop}/statuses/starter", Owner),
    ("/admin/{shop}/statuses/starter/{set}", Owner),
    ("/admin/{shop}/statuses/{status}", Owner),
    ("/admin/{shop}/statuses/new", Owner),
    ("/admin/{shop}/statuses/order", Owner),
    ("/admin/{shop}/statuses/import", Owner),
    ("/admin/{shop}/statuses/{status}/archive", Owner),
    ("/admin/{shop}/statuses/{status}/copy", Owner),
    ("/admin/{shop}/statuses/{status}/delete", Owner),
    // The words of messages
    ("/admin/{shop}/templates", Owner),
    ("/admin/{shop}/templates/drawn/{drawn}", Owner),
    ("/admin/{shop}/templates/{template}/{language}", Owner),
    ("/admin/{shop}/templates/{template}/{language}/reset", Owner),
    ("/admin/{shop}/templates/{template}/{language}/versions", Owner),
    ("/admin/{shop}/templates/{template}/{language}/versions/{version}", Owner),
    // Settings
    ("/admin/{shop}/settings", Owner),
    ("/admin/{shop}/settings/brand", Owner),
    ("/admin/{shop}/settings/brand/logo", Owner),
    ("/admin/{shop}/settings/brand/logo/remove", Owner),
    ("/admin/{shop}/settings/brand/preview", Owner),
    ("/admin/{shop}/settings/languages", Owner),
    ("/admin/{shop}/settings/working-days", Owner),
    ("/admin/{shop}/settings/lead-times", Owner),
    ("/admin/{shop}/settings/messages", Owner),
    ("/admin/{shop}/settings/sender", Owner),
    ("/admin/{shop}/settings/sender/provider", Owner),
    ("/admin/{shop}/settings/shopify-emails", Owner),
    ("/admin/{shop}/settings/links", Owner),
    ("/admin/{shop}/settings/privacy", Owner),
    ("/admin/{shop}/settings/shopify", Owner),
    // The team and the audit log
    ("/admin/{shop}/settings/audit", Owner),
    ("/admin/{shop}/settings/team", Owner),
    ("/admin/{shop}/settings/team/{user}", Owner),
    ("/admin/{shop}/settings/invitations", Owner),
    ("/admin/{shop}/settings/invitations/{invitation}", Owner),
];

fn rule_of(method: &str, pattern: &str) -> Who {
    if pattern.starts_with("/proxy/{shop}") {
        return Everybody;
    }
    let with_method = format!("{method} {pattern}");
    let rule = RULES.iter().find(|(route, _)| *route == with_method);
    let rule = rule.or_else(|| RULES.iter().find(|(route, _)| *route == pattern));
    rule.unwrap_or_else(|| panic!("{with_method} is new: say in RULES who it is for")).1
}

fn routes() -> impl Iterator<Item = (&'static str, &'static str)> {
    let all = router::ROUTES.iter().chain(admin::ROUTES.iter().flat_map(|table| table.iter()));
    all.flat_map(|(pattern, methods)| methods.iter().map(move |method| (*method, *pattern)))
}

/// The path of a pattern in this shop; other parts name nothing that exists.
fn path_in(pattern: &str, shop: &str) -> String {
    let mut path = pattern.replace("{shop}", shop);
    while let (Some(start), Some(end)) = (path.find('{'), path.find('}')) {
        path.replace_range(start..=end, "018f0000-0000-7000-8000-000000000000");
    }
    path
}

async fn knock(app: &TestApp, method: &str, path: &str, cookie: &str) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "shop.test")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if !cookie.is_empty() {
        request = request.header(header::COOKIE, cookie);
    }
    app.send(request.body(Body::empty()).unwrap()).await
}

/// Somebody who works in another shop.
async fn of_other_shop(app: &TestApp, name: &str, role: Role) -> String {
    let (now, store) = (app.clock.now(), &app.services.store);
    let other = match store.shop_by_handle("other").await.unwrap() {
        Some(shop) => shop,
        None => {
            let id = ShopId::new(now, &*app.services.chance);
            let (handle, domain) = ("other".to_owned(), "other.myshopify.com".to_owned());
            let shop = Shop { id, handle, domain, name: "Other Shop".into(), ..app.shop.clone() };
            store.save_shop(&shop).await.unwrap();
            shop
        }
    };
    let id = UserId::new(now, &*app.services.chance);
    let user = User { id, email: format!("{name}@example.com"), name: name.to_owned() };
    store.add_user(&user, now).await.unwrap();
    store.set_member(user.id, Membership { shop: other.id, role }, now).await.unwrap();
    let key = app.services.begin_session(&user, "a test").await.unwrap();
    format!("waymark-admin={}", key.reveal())
}

fn is_turned_away(answer: &Answer) -> bool {
    answer.status == StatusCode::UNAUTHORIZED
        || (answer.status == StatusCode::SEE_OTHER && answer.header("location").starts_with("/sign-in"))
}

#[tokio::test]
async fn every_route_lets_in_those_it_is_for_and_nobody_else() {
    let app = TestApp::start().await;
    let expired = app.sign_in("expired", Role::Owner).await;
    app.clock.set(app.clock.now().plus_days(8));
    let ended = app.sign_in("ended", Role::Owner).await;
    app.post_as(&ended, "/sign-out", "").await;
    app.import(&json!({"data": {"order": {"id": "gid://shopify/Order/1", "name": "#1001",
        "updatedAt": "2026-11-20T10:00:00Z", "processedAt": "2026-11-20T09:00:00Z",
        "email": "shopper-1001@example.com"}}}))
        .await;
    // A link's holder has its browser's cookie, and nothing that counts here.
    let link_holder = format!("waymark={}", app.link("1001").await.rsplit('/').next().unwrap());
    let strangers =
        [("nobody", String::new()), ("link holder", link_holder), ("expired", expired), ("ended", ended)];
    let of_others = [
        ("staff of another shop", of_other_shop(&app, "other-staff", Role::Staff).await),
        ("owner of another shop", of_other_shop(&app, "other-owner", Role::Owner).await),
    ];
    for (method, pattern) in routes() {
        let who = rule_of(method, pattern);
        if who == Everybody {
            continue;
        }
        let (path, nowhere) = (path_in(pattern, "shop"), path_in(pattern, "nowhere"));
        for (actor, cookie) in &strangers {
            let answer = knock(&app, method, &path, cookie).await;
            assert!(is_turned_away(&answer), "{method} {pattern} by {actor}: {}", answer.status);
        }
        for (actor, cookie) in &of_others {
            let answer = knock(&app, method, &path, cookie).await;
            let place = format!("{method} {pattern} by {actor}: {}", answer.status);
            if who == Member {
                assert!(!is_turned_away(&answer), "{place}");
                continue;
            }
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{place}");
            let none = knock(&app, method, &nowhere, cookie).await;
            assert_eq!(
                (none.status, none.text()),
                (answer.status, answer.text()),
                "{place}: not yours is not there"
            );
        }
        for role in [Role::Staff, Role::Owner] {
            // Signed in anew for each route: some of them end sessions.
            let cookie = app.sign_in(role.word(), role).await;
            let answer = knock(&app, method, &path, &cookie).await;
            let place = format!("{method} {pattern} by {}: {}", role.name(), answer.status);
            assert!(!is_turned_away(&answer) && !answer.status.is_server_error(), "{place}");
            let allowed = who != Owner || role == Role::Owner;
            assert_eq!(answer.status != StatusCode::FORBIDDEN, allowed, "{place}");
        }
    }
}

#[test]
fn nothing_can_be_called_beside_the_routes() {
    assert_eq!(
        leptos::server_fn::axum::server_fn_paths().count(),
        0,
        "a server function needs lines of its own here"
    );
}

/// Where a form may say it comes from, that is not ours; and a browser that says nothing at all, as none
/// has done for years: with a cookie of ours it is refused too.
const FROM_ELSEWHERE: [&[(&str, &str)]; 6] = [
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("origin", "null")],
    &[("origin", "https://elsewhere.example")],
    &[("sec-fetch-site", "cross-site"), ("content-type", "text/plain")],
    &[("origin", "https://elsewhere.example"), ("content-type", "text/plain")],
];

#[tokio::test]
async fn a_form_from_elsewhere_changes_nothing_anywhere() {
    let app = TestApp::start().await;
    let cookie = app.sign_in("owner", Role::Owner).await;
    let mut seen = 0;
    for (method, pattern) in routes() {
        // Signed by Shopify or marked by our keys, each of them: who sends it does not matter.
        let marked = ["/proxy/", "/hooks/", "/unsubscribe/"];
        if method == "GET" || marked.iter().any(|beginning| pattern.starts_with(beginning)) {
            continue;
        }
        let path = path_in(pattern, "shop");
        let blind: &[(&str, &str)] = &[];
        let is_ours = admin::ROUTES.iter().any(|table| table.iter().any(|(known, _)| *known == pattern));
        for headers in FROM_ELSEWHERE.into_iter().chain(is_ours.then_some(blind)) {
            let mut request = Request::builder()
                .method(method)
                .uri(&path)
                .header("host", "shop.test")
                .header("cookie", &cookie);
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            let answer = app.send(request.body(Body::from("a=b")).unwrap()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {pattern} {headers:?}");
            seen += 1;
        }
        let ours = [("sec-fetch-site", "same-origin"), ("cookie", cookie.as_str())];
        let mut request = Request::builder().method(method).uri(&path).header("content-type", "text/plain");
        for (name, value) in ours {
            request = request.header(name, value);
        }
        if pattern != "/sign-out" {
            let answer = app.send(request.body(Body::from("a=b")).unwrap()).await;
            assert!(!answer.status.is_server_error(), "{method} {pattern} as plain text: {}", answer.status);
        }
    }
    assert!(seen > 30, "only {seen} forms were tried");
    assert_eq!(app.get_as(&cookie, "/admin/shop/shopify").await.status, StatusCode::OK, "still signed in");
}
