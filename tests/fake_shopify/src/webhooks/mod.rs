//! Webhooks: subscriptions, signed deliveries with Shopify's retry rules (facts 3.2 to 3.4), and a
//! ledger of every attempt. Start with `send.rs`.

mod ledger;
mod send;

pub(crate) use ledger::Ledger;
pub use ledger::{Attempt, Entry};
pub(crate) use send::{Delivery, Sender};

use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;

use crate::clock::{Seconds, real_millis, zulu};
use crate::shop::ShopState;

/// A subscription.
#[derive(Clone, Debug)]
pub(crate) struct Subscription {
    pub id: u64,
    /// The enum spelling, e.g. `ORDERS_UPDATED`.
    pub topic: String,
    pub uri: String,
    pub include_fields: Vec<String>,
    pub metafield_namespaces: Vec<String>,
    pub filter: Option<String>,
    pub name: Option<String>,
    pub created_at: Seconds,
    pub updated_at: Seconds,
    /// From the app's configuration file.
    pub of_app: bool,
    /// Failed attempts in a row.
    pub failures: u32,
}

/// `orders/updated` as `ORDERS_UPDATED`.
pub(crate) fn enum_topic(topic: &str) -> String {
    topic.replace('/', "_").to_ascii_uppercase()
}

impl Subscription {
    /// One from the app's configuration file.
    pub fn of_app(id: u64, topic: &str, uri: &str, at: Seconds) -> Self {
        Self {
            id,
            topic: enum_topic(topic),
            uri: uri.into(),
            include_fields: Vec::new(),
            metafield_namespaces: Vec::new(),
            filter: None,
            name: None,
            created_at: at,
            updated_at: at,
            of_app: true,
            failures: 0,
        }
    }

    /// Whether it is for this topic.
    pub fn hears(&self, topic: &str) -> bool {
        self.topic.len() == topic.len()
            && self
                .topic
                .bytes()
                .zip(topic.bytes())
                .all(|(a, b)| a == if b == b'/' { b'_' } else { b.to_ascii_uppercase() })
    }
}

/// base64(HMAC-SHA256(secret, body)), as in `X-Shopify-Hmac-Sha256`.
pub fn sign(secret: &str, body: &[u8]) -> String {
    BASE64.encode(&digest(secret, body))
}

/// The bare HMAC-SHA256.
pub(crate) fn digest(secret: &str, message: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}

impl ShopState {
    /// The deliveries of one webhook to everyone who subscribed, entered in the ledger.
    pub fn deliveries(
        &mut self,
        topic: &str,
        body: &Value,
        event: &str,
        order: Option<u64>,
    ) -> Vec<Delivery> {
        let mut due = Vec::new();
        let heard: Vec<Subscription> =
            self.subscriptions.iter().filter(|s| s.hears(topic)).cloned().collect();
        for subscription in heard {
            let body = thin(body, &subscription.include_fields);
            let now = self.clock.millis();
            let webhook_id = self.dice.uuid();
            let dropped = real_millis() < self.faults.drop_until;
            let copies = 1 + u32::from(self.dice.percent(self.faults.duplicate_percent));
            let entry = Entry {
                webhook_id: webhook_id.clone(),
                event_id: event.to_owned(),
                topic: topic.to_owned(),
                subscription: subscription.id,
                uri: subscription.uri.clone(),
                order,
                triggered_at: now,
                copies: if dropped { 0 } else { copies },
                attempts: Vec::new(),
                state: if dropped { "dropped" } else { "pending" },
            };
            let place = self.ledger.add(entry);
            if dropped {
                continue;
            }
            for copy in 0..copies {
                let spread =
                    if self.faults.delay_ms == 0 { 0 } else { self.dice.bits() % self.faults.delay_ms };
                due.push(Delivery {
                    place,
                    webhook_id: webhook_id.clone(),
                    event_id: event.to_owned(),
                    topic: topic.to_owned(),
                    subscription: subscription.id,
                    name: subscription.name.clone(),
                    uri: subscription.uri.clone(),
                    triggered_at: format!("{}.{:03}000Z", zulu(now / 1000).trim_end_matches('Z'), now % 1000),
                    body: body.to_string().into(),
                    wait_ms: spread + u64::from(copy) * 20,
                });
            }
        }
        due
    }
}

/// The body with only the fields asked for; nothing is left out when none were named.
fn thin(body: &Value, fields: &[String]) -> Value {
    let Value::Object(all) = body else { return body.clone() };
    if fields.is_empty() {
        return body.clone();
    }
    let mut kept = serde_json::Map::new();
    for field in fields {
        let top = field.split('.').next().unwrap_or(field);
        if let Some(value) = all.get(top) {
            kept.insert(top.to_owned(), value.clone());
        }
    }
    Value::Object(kept)
}
