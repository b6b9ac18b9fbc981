//! The pages under the shop's own domain: who is let in, what a visit is like without cookies and
//! redirects, and what Liquid code in an order's data becomes inside a theme.

mod shopper;
mod signed;

use axum::http::StatusCode;
use serde_json::Value;
use std::path::Path;

use waymark::domain::clock::Millis;
use waymark::domain::shop::{Shop, ShopSettings};

use crate::support::app::{Answer, TestApp};

use signed::{PREFIX, SECRET, ask, connect, query, sign};

fn vectors() -> Option<Value> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/shopify/data/test-vectors.json");
    if file.is_file() {
        return Some(serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap());
    }
    assert!(std::env::var_os("CI").is_none(), "{} is missing", file.display());
    println!("skipped: needs ../shared");
    None
}

/// The parameters of a signed message, by the names that occur in the vectors.
fn parameters(message: &str) -> Vec<(&'static str, String)> {
    let names = ["consentGiven", "extra", "logged_in_customer_id", "path_prefix", "shop", "timestamp"];
    let mut places: Vec<(usize, &'static str)> =
        names.into_iter().filter_map(|name| Some((message.find(&format!("{name}="))?, name))).collect();
    places.sort_unstable();
    let ends = places.iter().skip(1).map(|(at, _)| *at).chain([message.len()]).collect::<Vec<_>>();
    let values = places.iter().zip(ends).map(|((at, name), end)| (*name, &message[at + name.len() + 1..end]));
    values
        .flat_map(|(name, value)| {
            let repeated = matches!(name, "extra" | "consentGiven");
            let values = if repeated { value.split(',').collect() } else { vec![value] };
            values.into_iter().map(move |value| (name, value.to_owned()))
        })
        .collect()
}

#[tokio::test]
async fn shopifys_own_examples_are_let_in() {
    let Some(vectors) = vectors() else { return };
    let mut let_in = 0;
    for vector in vectors["app_proxy_signature_hex"].as_array().unwrap() {
        let given = |key: &str| vector[key].as_str().unwrap();
        let parameters = parameters(given("signed_message"));
        let value = |name: &str| parameters.iter().find(|(key, _)| *key == name).unwrap().1.clone();
        if !value("shop").ends_with(".myshopify.com") {
            continue;
        }
        let app = TestApp::start().await;
        let shop = Shop { domain: value("shop"), ..app.shop.clone() };
        app.services.store.save_shop(&shop).await.unwrap();
        connect(&app, given("secret")).await;
        app.clock.set(Millis(value("timestamp").parse::<i64>().unwrap() * 1000));
        let pairs: Vec<(&str, &str)> = parameters.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let signed = format!("{}&signature={}", query(&pairs), given("expected"));
        let answer = app.get(&format!("/proxy/shop/find?{signed}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", given("source"));
        let action = format!("action=\"{}/find", value("path_prefix"));
        assert!(answer.text().contains(&action), "links begin with {}", value("path_prefix"));
        let more = app.get(&format!("/proxy/shop/find?{signed}&evil=1")).await;
        assert_eq!(more.status, StatusCode::NOT_FOUND, "an extra parameter");
        let_in += 1;
    }
    assert!(let_in >= 4, "only {let_in} examples were tried");
}

async fn connected() -> TestApp {
    let app = TestApp::start().await;
    connect(&app, SECRET).await;
    app
}

/// What a good request carries at noon.
const GOOD: [(&str, &str); 4] = [
    ("shop", "shop.myshopify.com"),
    ("logged_in_customer_id", ""),
    ("path_prefix", PREFIX),
    ("timestamp", "1795435200"),
];

fn with(name: &'static str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    GOOD.into_iter().map(|(key, good)| (key, if key == name { value } else { good })).collect()
}

#[tokio::test]
async fn what_shopify_did_not_sign_now_for_this_shop_meets_no_door() {
    let app = connected().await;
    // Words for a path that does not exist, headers for any path below a shop nobody has.
    let nowhere = Answer { headers: app.get("/proxy/x/y").await.headers, ..app.get("/nowhere").await };
    assert_eq!(app.get(&format!("/proxy/shop/find?{}", sign(SECRET, &GOOD))).await.status, StatusCode::OK);
    let without = |name: &str| GOOD.into_iter().filter(|(key, _)| *key != name).collect::<Vec<_>>();
    let twice = |name: &'static str, value: &'static str| [GOOD.to_vec(), vec![(name, value)]].concat();
    let good = sign(SECRET, &GOOD);
    let refused = [
        ("nothing at all", String::new()),
        ("no signature", query(&GOOD)),
        ("another secret", sign("other", &GOOD)),
        ("an empty secret", sign("", &GOOD)),
        ("a parameter added afterwards", format!("{good}&evil=1")),
        ("a signature cut short", good[..good.len() - 1].to_owned()),
        ("a second signature", format!("{good}&signature=00")),
        ("91 s old", sign(SECRET, &with("timestamp", "1795435109"))),
        ("91 s ahead", sign(SECRET, &with("timestamp", "1795435291"))),
        ("no time", sign(SECRET, &without("timestamp"))),
        ("a time that is none", sign(SECRET, &with("timestamp", "1795435200.0"))),
        ("a huge time", sign(SECRET, &with("timestamp", "9223372036854775807"))),
        ("two times", sign(SECRET, &twice("timestamp", "1795435200"))),
        ("another shop", sign(SECRET, &with("shop", "other.myshopify.com"))),
        ("a shop that only begins alike", sign(SECRET, &with("shop", "shop.myshopify.com.evil.test"))),
        ("no shop", sign(SECRET, &without("shop"))),
        ("two shops", sign(SECRET, &twice("shop", "shop.myshopify.com"))),
        ("no prefix", sign(SECRET, &without("path_prefix"))),
        ("two prefixes", sign(SECRET, &twice("path_prefix", "/apps/evil"))),
        ("a prefix elsewhere", sign(SECRET, &with("path_prefix", "//evil.test/apps"))),
        ("a prefix with Liquid", sign(SECRET, &with("path_prefix", "/apps/{{shop}}"))),
    ];
    for (what, query) in &refused {
        for path in ["", "/", "/find", "/o/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "/nothing/there"] {
            let answer = app.get(&format!("/proxy/shop{path}?{query}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{what} at {path}");
            assert!(answer.body == nowhere.body, "{what} at {path} is told apart");
            assert_eq!(answer.headers, nowhere.headers, "{what} at {path}");
        }
        let posted = app.post(&format!("/proxy/shop/find?{query}"), "order=1&proof=2").await;
        assert_eq!(posted.status, StatusCode::NOT_FOUND, "{what} with a form");
    }
    let elsewhere = app.get(&format!("/proxy/no-such-shop/find?{good}")).await;
    assert!(elsewhere.body == nowhere.body, "an unknown shop is told apart");
    for near in ["1795435110", "1795435290"] {
        let answer = app.get(&format!("/proxy/shop/find?{}", sign(SECRET, &with("timestamp", near)))).await;
        assert_eq!(answer.status, StatusCode::OK, "90 s are allowed");
    }
}

#[tokio::test]
async fn the_secret_before_the_current_one_still_counts_for_a_while() {
    let app = connected().await;
    connect(&app, "the next secret").await;
    for secret in [SECRET, "the next secret"] {
        let answer = app.get(&format!("/proxy/shop/find?{}", sign(secret, &GOOD))).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_shop_that_is_not_connected_says_so() {
    let app = TestApp::start().await;
    let answer = app.get(&format!("/proxy/shop/find?{}", sign("", &GOOD))).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.text().contains("not ready yet"));
}

#[tokio::test]
async fn a_method_that_is_not_taken_is_refused_only_to_shopify() {
    let app = connected().await;
    let put = |query: String| {
        let request = axum::http::Request::put(format!("/proxy/shop/find?{query}"));
        app.send(request.body(axum::body::Body::empty()).unwrap())
    };
    assert_eq!(put(String::new()).await.status, StatusCode::NOT_FOUND);
    assert_eq!(put(sign(SECRET, &GOOD)).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn limits_count_the_address_that_shopify_wrote() {
    let app = connected().await;
    let guess = async |n: u32, forwarded: &str| {
        let path = format!("/proxy/shop/find?{}", sign(SECRET, &GOOD));
        let form = format!("order=1&proof=nobody-{n}%40example.com");
        app.post_with(&path, &form, &[("x-forwarded-for", forwarded)]).await.status
    };
    for n in 0..10 {
        // What the shopper types before Shopify's entry changes nothing.
        let status = guess(n, &format!("198.51.100.{n}, 192.0.2.1")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(guess(10, "10.0.0.1, 192.0.2.1").await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(guess(11, "10.0.0.1, 192.0.2.2").await, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn links_lead_to_the_address_the_merchant_named() {
    let address = "https://shop.example/apps/status";
    let settings = ShopSettings { proxy_path: Some(format!("{address}/")), ..ShopSettings::default() };
    let app = TestApp::start_with(settings).await;
    connect(&app, SECRET).await;
    app.import(&shopper::document()).await;
    let order = app.services.order_by_name(&app.shop, "1001").await.unwrap().unwrap();
    let link = app.services.merchant_link(&app.shop, order).await.unwrap();
    let path = link.strip_prefix(address).expect("the link begins with the merchant's address");
    assert_eq!(ask(&app, path).await.status, StatusCode::OK);
    app.post(&format!("{path}/share"), "").await;
    assert!(app.get(&format!("{path}/share")).await.text().contains(&format!("{address}/o/")));
    app.services
        .mail_link(&app.shop, order, waymark::language::Language::from_locale("en").unwrap())
        .await
        .unwrap();
    assert!(app.mails().await[0].text.contains(&format!("{address}/o/")));
}
