//! Sends webhooks as Shopify does: signed over the raw bytes, again until somebody says 200.

use std::time::Duration;

use data_encoding::BASE64;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::story::{Event, stamp};
use crate::victim::{DOMAIN, HANDLE, SECRET};

/// Shopify hangs up after this long.
const PATIENCE: Duration = Duration::from_secs(5);

/// `X-Shopify-Hmac-Sha256`.
pub fn signature(secret: &str, body: &[u8]) -> String {
    BASE64.encode(&mac(secret, body))
}

/// The signature's bytes.
pub fn mac(secret: &str, body: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key of any length fits");
    mac.update(body);
    mac.finalize().into_bytes().to_vec()
}

/// A webhook ready to be sent, so that signing does not count as the server's time.
#[derive(Clone)]
pub struct Parcel {
    /// Last part of the address.
    pub handle: String,
    /// All headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Parcel {
    /// The true webhook of an event.
    pub fn of(event: &Event) -> Self {
        let id = event.event_id.get(..32).unwrap_or(&event.event_id);
        let headers = vec![
            ("x-shopify-topic", event.topic.to_owned()),
            ("x-shopify-shop-domain", DOMAIN.to_owned()),
            ("x-shopify-hmac-sha256", signature(SECRET, &event.body)),
            ("x-shopify-api-version", "2026-10".to_owned()),
            ("x-shopify-webhook-id", format!("{id}-{}", event.topic.replace('/', "-"))),
            ("x-shopify-event-id", event.event_id.clone()),
            ("x-shopify-triggered-at", stamp(event.triggered_at)),
            ("content-type", "application/json".to_owned()),
        ];
        Self { handle: HANDLE.to_owned(), headers, body: event.body.clone() }
    }

    /// Changes a header.
    pub fn set(&mut self, name: &'static str, value: String) {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value));
    }
}

/// Sends.
#[derive(Clone)]
pub struct Sender(reqwest::Client);

impl Sender {
    /// A sender that keeps connections, as Shopify does, and gives up after five seconds.
    pub fn new() -> anyhow::Result<Self> {
        Ok(Self(reqwest::Client::builder().timeout(PATIENCE).no_proxy().build()?))
    }

    /// The answer's status; `None` when there was none.
    pub async fn send(&self, port: u16, parcel: &Parcel) -> Option<u16> {
        self.ask("POST", port, parcel).await
    }

    /// The same, again while there is no answer at all, up to so many times.
    pub async fn until_answered(&self, port: u16, parcel: &Parcel, times: u32) -> Option<u16> {
        for _ in 0..times {
            let status = self.send(port, parcel).await;
            if status.is_some() {
                return status;
            }
        }
        None
    }

    /// The same by another method.
    pub async fn ask(&self, method: &str, port: u16, parcel: &Parcel) -> Option<u16> {
        let method = reqwest::Method::from_bytes(method.as_bytes()).ok()?;
        let url = format!("http://127.0.0.1:{port}/hooks/shopify/{}", parcel.handle);
        let mut request = self.0.request(method, url);
        for (name, value) in &parcel.headers {
            request = request.header(*name, value);
        }
        request.body(parcel.body.clone()).send().await.ok().map(|answer| answer.status().as_u16())
    }

    /// A page, again while there is no answer at all, up to so many times.
    pub async fn page_until_answered(&self, url: &str, times: u32) -> Option<(u16, String)> {
        for _ in 0..times {
            let answer = self.page(url).await;
            if answer.is_some() {
                return answer;
            }
        }
        None
    }

    /// A page's status and text.
    pub async fn page(&self, url: &str) -> Option<(u16, String)> {
        let answer = self.0.get(url).send().await.ok()?;
        let status = answer.status().as_u16();
        Some((status, answer.text().await.ok()?))
    }
}
