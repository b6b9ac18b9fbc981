//! The door for webhooks: every header that a delivery needs is needed once and only once, and what is
//! refused leaves nothing behind.

use hmac::digest::KeyInit;
use hmac::{Hmac, Mac};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use sha2::Sha256;

use crate::support::live::{DOMAIN, Live};

const NEEDED: [&str; 5] = [
    "x-shopify-hmac-sha256",
    "x-shopify-topic",
    "x-shopify-shop-domain",
    "x-shopify-webhook-id",
    "x-shopify-api-version",
];
const ORDER: &[u8] = br##"{"id": 77, "name": "#1077", "line_items": []}"##;

/// Sends a webhook with all its headers, as `change` leaves them; gives the status.
pub async fn deliver(url: &str, topic: &str, body: &[u8], change: impl FnOnce(&mut HeaderMap)) -> u16 {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(b"fake-client-secret").unwrap();
    mac.update(body);
    let signature = data_encoding::BASE64.encode(&mac.finalize().into_bytes());
    let values = [signature.as_str(), topic, DOMAIN, "a-webhook-id", "2026-10"];
    let mut headers: HeaderMap = NEEDED
        .into_iter()
        .zip(values)
        .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
        .collect();
    change(&mut headers);
    let sent = reqwest::Client::new().post(format!("{url}/hooks/shopify/fjord-and-fir")).headers(headers);
    sent.body(body.to_vec()).send().await.unwrap().status().as_u16()
}

async fn waiting(live: &Live) -> u64 {
    live.services.store.shop(live.shop.id).inbox_figures().await.unwrap().waiting
}

#[tokio::test(flavor = "multi_thread")]
async fn a_header_that_is_missing_empty_or_doubled_is_a_refusal_and_nothing_is_stored() {
    let live = Live::connected().await;
    live.catch_up().await;
    for name in NEEDED.map(HeaderName::from_static) {
        let send = |change: fn(&mut HeaderMap, &HeaderName)| {
            let name = name.clone();
            deliver(&live.url, "orders/create", ORDER, move |headers| change(headers, &name))
        };
        let missing = send(|headers, name| drop(headers.remove(name))).await;
        let empty = send(|headers, name| drop(headers.insert(name, HeaderValue::from_static("")))).await;
        let same_twice = send(|headers, name| {
            let value = headers[name].clone();
            headers.append(name, value);
        })
        .await;
        let with_another = send(|headers, name| {
            headers.append(name, HeaderValue::from_static("another"));
        })
        .await;
        assert_eq!([missing, empty, same_twice, with_another], [401; 4], "{name}");
    }
    assert_eq!(waiting(&live).await, 0, "nothing was stored");
    assert_eq!(deliver(&live.url, "orders/create", ORDER, |_| {}).await, 200, "the true one is taken");
    assert_eq!(waiting(&live).await, 1);
}
