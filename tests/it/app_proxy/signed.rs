//! Requests as Shopify signs them, written apart from the product's own check.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use waymark::domain::clock::Clock as _;
use waymark::domain::shop::Shop;
use waymark::domain::standing::Road;
use waymark::store::NewConnection;

use crate::support::app::{Answer, TestApp};

/// The client secret of the shop's app.
pub const SECRET: &str = "a client secret";
/// Where the merchant put the proxy.
pub const PREFIX: &str = "/apps/status";

/// Connects the test's shop.
pub async fn connect(app: &TestApp, secret: &str) {
    connect_shop(app, &app.shop, secret).await;
}

/// Connects a shop.
pub async fn connect_shop(app: &TestApp, shop: &Shop, secret: &str) {
    let new = NewConnection { road: Road::ClientCredentials, client_id: "app", secret };
    let store = app.services.store.shop(shop.id);
    store.connect(&new, app.clock.now(), &*app.services.chance).await.unwrap();
}

/// Pairs as a query.
pub fn query(pairs: &[(&str, &str)]) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    out.extend_pairs(pairs);
    out.finish()
}

/// The query with its signature.
pub fn sign(secret: &str, pairs: &[(&str, &str)]) -> String {
    let mut lines: Vec<(&str, String)> = Vec::new();
    for (key, value) in pairs {
        match lines.iter_mut().find(|(known, _)| known == key) {
            Some((_, line)) => line.extend([",", value]),
            None => lines.push((key, format!("{key}={value}"))),
        }
    }
    let mut lines: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    lines.sort();
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(lines.concat().as_bytes());
    let signature = data_encoding::HEXLOWER.encode(&mac.finalize().into_bytes());
    format!("{}&signature={signature}", query(pairs))
}

/// Our path with its own query, as Shopify passes it on now.
pub fn passed_on(app: &TestApp, prefix: &str, path: &str) -> String {
    passed_on_for(app, &app.shop, prefix, path)
}

/// The same for another shop.
pub fn passed_on_for(app: &TestApp, shop: &Shop, prefix: &str, path: &str) -> String {
    let (path, own) = path.split_once('?').unwrap_or((path, ""));
    let own: Vec<(String, String)> = form_urlencoded::parse(own.as_bytes()).into_owned().collect();
    let seconds = (app.clock.now().0 / 1000).to_string();
    let mut pairs: Vec<(&str, &str)> = own.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    pairs.extend([
        ("shop", shop.domain.as_str()),
        ("logged_in_customer_id", ""),
        ("path_prefix", prefix),
        ("timestamp", seconds.as_str()),
    ]);
    format!("/proxy/{}{path}?{}", shop.handle, sign(SECRET, &pairs))
}

/// GET through Shopify.
pub async fn ask(app: &TestApp, path: &str) -> Answer {
    checked(app.get(&passed_on(app, PREFIX, path)).await)
}

/// POST through Shopify, with the headers a browser at the shop's domain sends.
pub async fn send(app: &TestApp, path: &str, form: &str) -> Answer {
    let headers = [
        ("origin", "https://shop.example"),
        ("sec-fetch-site", "cross-site"),
        ("x-forwarded-host", "shop.example"),
        ("x-forwarded-for", "198.51.100.9"),
        ("cookie", "waymark=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
    ];
    checked(app.post_with(&passed_on(app, PREFIX, path), form, &headers).await)
}

/// What holds for every answer behind the door.
fn checked(answer: Answer) -> Answer {
    assert!(!answer.status.is_redirection(), "Shopify would follow {}", answer.header("location"));
    assert!(!answer.headers.contains_key("set-cookie"), "Shopify would take the cookie out");
    assert!(!answer.headers.contains_key("strict-transport-security"), "the domain is the shop's");
    assert_eq!(answer.header("cache-control"), "private, no-store");
    assert_eq!(answer.header("x-robots-tag"), "noindex, nofollow");
    assert_eq!(answer.header("referrer-policy"), "same-origin");
    answer
}
