//! Lets requests in that Shopify passes on from the shop's own domain (its app proxy): whose they are,
//! and whether Shopify really sent them.
//!
//! What fails gives one answer, never a reason: who asks without Shopify learns nothing, not even
//! which shops there are. Start with [`Services::enter_by_proxy`].

use crate::domain::clock::Millis;
use crate::domain::door::Door;
use crate::domain::shop::Shop;
use crate::shopify::signature;

use super::{ServiceError, Services};

/// How far Shopify's clock and ours may be apart, and how old a request may be (Shopify facts: the
/// official libraries allow 90 seconds both ways).
const LEEWAY_MS: i64 = 90_000;

/// What stands behind a request at the app proxy's door.
#[derive(Clone, Debug)]
pub enum Entry {
    /// Shopify passed it on for this shop.
    Open {
        /// The shop.
        shop: Box<Shop>,
        /// The door, as the shop's domain shows it.
        door: Door,
    },
    /// The shop has no connection to Shopify, so nothing can be proven.
    NotConnected,
    /// No such shop, or not sent by Shopify, or too old.
    Nothing,
}

impl Services {
    /// Looks who knocks at the proxy door of the shop called `handle`. `query` is what stands behind
    /// the question mark, as it came.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn enter_by_proxy(&self, handle: &str, query: &str) -> Result<Entry, ServiceError> {
        let Some(shop) = self.store.shop_by_handle(handle).await? else { return Ok(Entry::Nothing) };
        let now = self.clock.now();
        let secrets = self.store.shop(shop.id).client_secrets(now).await?;
        if secrets.is_empty() {
            return Ok(Entry::NotConnected);
        }
        let secrets: Vec<&str> = secrets.iter().map(String::as_str).collect();
        match refused(&shop, &secrets, query, now) {
            Ok(door) => Ok(Entry::Open { shop: Box::new(shop), door }),
            Err(reason) => {
                tracing::info!(shop.handle = shop.handle, reason, "a proxy request was not let in");
                Ok(Entry::Nothing)
            }
        }
    }
}

/// The door, or what was wrong, for the log. The signature comes first: it covers all the rest.
fn refused(shop: &Shop, secrets: &[&str], query: &str, now: Millis) -> Result<Door, &'static str> {
    if !signature::is_proxy_query(secrets, query) {
        return Err("signature");
    }
    if !signature::is_fresh(query, now, LEEWAY_MS) {
        return Err("timestamp");
    }
    if !only(query, "shop").is_some_and(|domain| domain.eq_ignore_ascii_case(&shop.domain)) {
        return Err("shop");
    }
    let prefix = only(query, "path_prefix").ok_or("path_prefix")?;
    Door::proxied(&prefix, shop.settings.proxy).ok_or("path_prefix")
}

/// The one value of a parameter. `None` when it is missing or repeated: a shopper can add parameters,
/// and Shopify signs them together with its own.
fn only(query: &str, name: &str) -> Option<String> {
    let mut values = form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| key == name);
    let (_, value) = values.next()?;
    values.next().is_none().then(|| value.into_owned())
}
