//! Taking a webhook in: its signature is checked over the raw bytes, then it is stored, then the caller
//! may acknowledge it. What it means is read later, by [`super::read_inbox`]. Never parses a body.

use crate::domain::clock::Millis;
use crate::shopify::signature;
use crate::store::NewDelivery;

use super::{ServiceError, Services};

/// A webhook's time may lie this much ahead of our clock; more is a wrong clock on one side.
const AHEAD_MINUTES: i64 = 5;

/// What came to the door. All but the body is unsigned (Shopify facts 3.3): it is compared, never
/// believed.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// Handle of the shop, from our own address.
    pub handle: &'a str,
    /// `X-Shopify-Shop-Domain`.
    pub domain: &'a str,
    /// `X-Shopify-Topic`.
    pub topic: &'a str,
    /// `X-Shopify-Hmac-Sha256`.
    pub signature: &'a str,
    /// `X-Shopify-Event-Id`, else `X-Shopify-Webhook-Id`.
    pub event_id: &'a str,
    /// `X-Shopify-Triggered-At`.
    pub triggered_at: Option<&'a str>,
    /// The body, byte for byte.
    pub body: &'a [u8],
}

/// What became of a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// It is on disk.
    Stored,
    /// It was on disk already.
    Known,
    /// It is not from Shopify, or not for this shop. Nothing was stored.
    Refused,
}

impl Services {
    /// Checks and stores a webhook. When this says [`Receipt::Stored`] it is on disk and may be
    /// acknowledged.
    ///
    /// # Errors
    /// When the store does not commit: Shopify has to send it again.
    pub async fn receive_webhook(&self, told: &Told<'_>) -> Result<Receipt, ServiceError> {
        let Some(shop) = self.store.shop_by_handle(told.handle).await? else { return Ok(Receipt::Refused) };
        let now = self.clock.now();
        let store = self.store.shop(shop.id);
        let secrets = store.client_secrets(now).await?;
        let secrets: Vec<&str> = secrets.iter().map(String::as_str).collect();
        // The shop is chosen by our own address; the header only has to agree with it.
        if !shop.domain.eq_ignore_ascii_case(told.domain)
            || told.topic.is_empty()
            || told.event_id.is_empty()
            || !signature::is_webhook(&secrets, told.body, told.signature)
        {
            return Ok(Receipt::Refused);
        }
        let latest = now.plus_minutes(AHEAD_MINUTES);
        let triggered_at = told.triggered_at.and_then(Millis::parse).unwrap_or(now).min(latest);
        let delivery =
            NewDelivery { topic: told.topic, event_id: told.event_id, body: told.body, triggered_at };
        let is_new = store.receive(&delivery, now, &*self.chance).await?;
        Ok(if is_new { Receipt::Stored } else { Receipt::Known })
    }
}
