//! The sender: one task per delivery, five seconds for an answer, eight retries over a shortened four
//! hours with growing gaps, always with the original body and to the original address.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use tokio::sync::Semaphore;

use super::{Attempt, sign};
use crate::clock::real_millis;
use crate::server::Shop;

/// Seconds between attempts at Shopify's pace: four hours in all (the single gaps are not published).
const GAPS: [f64; 8] = [60.0, 120.0, 300.0, 600.0, 1200.0, 2400.0, 3600.0, 6120.0];
/// Shopify's limit for an answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// One webhook on its way to one address.
#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    pub place: usize,
    pub webhook_id: String,
    pub event_id: String,
    pub topic: String,
    pub subscription: u64,
    pub name: Option<String>,
    pub uri: String,
    pub triggered_at: String,
    pub body: Bytes,
    pub wait_ms: u64,
}

/// What all deliveries share.
pub(crate) struct Sender {
    pub client: reqwest::Client,
    pub runtime: tokio::runtime::Handle,
    pub permits: Arc<Semaphore>,
}

impl Sender {
    /// A sender on the current runtime, with at most 64 requests under way.
    pub fn new() -> Self {
        let client = reqwest::Client::builder()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .expect("a plain HTTP client can be built");
        Self { client, runtime: tokio::runtime::Handle::current(), permits: Arc::new(Semaphore::new(64)) }
    }

    /// Sends them, each by itself.
    pub fn send(&self, shop: &Arc<Shop>, due: Vec<Delivery>) {
        for delivery in due {
            self.runtime.spawn(run(Arc::clone(shop), delivery));
        }
    }
}

async fn run(shop: Arc<Shop>, delivery: Delivery) {
    if delivery.wait_ms > 0 {
        tokio::time::sleep(Duration::from_millis(delivery.wait_ms)).await;
    }
    let factor = shop.lock().options.retry_factor.max(0.001);
    for gap in std::iter::once(None).chain(GAPS.iter().map(Some)) {
        if let Some(gap) = gap {
            tokio::time::sleep(Duration::from_secs_f64(gap / factor)).await;
        }
        if attempt(&shop, &delivery).await {
            return;
        }
        if shop.is_over() {
            return;
        }
    }
    give_up(&shop, &delivery);
}

/// One try; answers whether it was taken with a 2xx.
async fn attempt(shop: &Shop, d: &Delivery) -> bool {
    let Ok(_permit) = shop.sender.permits.acquire().await else { return true };
    let (secret, domain, lost) = {
        let mut state = shop.lock();
        let now = state.clock.now();
        let secret = match &state.old_secret {
            Some((old, until)) if now < *until => old.clone(),
            _ => state.client_secret.clone(),
        };
        let percent = state.faults.lose_percent;
        (secret, state.domain.clone(), state.dice.percent(percent))
    };
    let started = Instant::now();
    let mut request = shop
        .sender
        .client
        .post(&d.uri)
        .header("Content-Type", "application/json")
        .header("X-Shopify-Topic", &d.topic)
        .header("X-Shopify-Hmac-Sha256", sign(&secret, &d.body))
        .header("X-Shopify-Shop-Domain", domain)
        .header("X-Shopify-API-Version", crate::API_VERSION)
        .header("X-Shopify-Webhook-Id", &d.webhook_id)
        .header("X-Shopify-Event-Id", &d.event_id)
        .header("X-Shopify-Triggered-At", &d.triggered_at)
        .body(d.body.clone());
    if let Some(name) = &d.name {
        request = request.header("X-Shopify-Name", name);
    }
    let status = if lost { None } else { request.send().await.ok().map(|r| r.status().as_u16()) };
    let taken = status.is_some_and(|s| (200..300).contains(&s));
    let took_ms = started.elapsed().as_millis() as u64;
    let mut state = shop.lock();
    let entry = &mut state.ledger.entries[d.place];
    entry.attempts.push(Attempt { at: real_millis(), status, took_ms });
    if taken {
        entry.state = "delivered";
    }
    if let Some(s) = state.subscriptions.iter_mut().find(|s| s.id == d.subscription) {
        s.failures = if taken { 0 } else { s.failures + 1 };
    }
    taken
}

/// All retries failed: the subscription goes, unless it is from the app's configuration file.
fn give_up(shop: &Shop, d: &Delivery) {
    let mut state = shop.lock();
    let entry = &mut state.ledger.entries[d.place];
    if entry.state == "pending" {
        entry.state = "failed";
    }
    state.subscriptions.retain(|s| s.of_app || s.id != d.subscription || s.failures < 8);
}
