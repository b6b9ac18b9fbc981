//! How the stand-in is set up. Everything has a default that suits a test.

use std::net::SocketAddr;

use crate::actions::Ref;

/// The whole stand-in.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where to listen; port 0 takes a free one.
    pub addr: SocketAddr,
    /// The shops it plays; further ones can be added later.
    pub shops: Vec<ShopOptions>,
}

impl Default for Options {
    fn default() -> Self {
        Self { addr: SocketAddr::from(([127, 0, 0, 1], 0)), shops: vec![ShopOptions::default()] }
    }
}

/// One shop and the one app installed in it.
#[derive(Clone, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ShopOptions {
    /// Its myshopify domain.
    pub domain: String,
    /// Its name.
    pub name: String,
    /// The app's client id.
    pub client_id: String,
    /// The app's client secret.
    pub client_secret: String,
    /// The shop's currency.
    pub currency: String,
    /// What the app was granted. Write scopes include their read scope.
    pub scopes: Vec<String>,
    /// Protected customer data: level 0, 1 or 2.
    pub protected: u8,
    /// A token that never expires, as old admin-made apps have; none when absent.
    pub static_token: Option<String>,
    /// The bucket's size in points.
    pub bucket: f64,
    /// Points given back per second.
    pub restore: f64,
    /// Life of a client-credentials token in seconds; the code grant's live 3600.
    pub token_life: i64,
    /// Subscriptions from the app's configuration file: never deleted, never listed by the API. The only
    /// way to the privacy topics.
    pub app_subscriptions: Vec<AppSubscription>,
    /// By how much the four hours of webhook retries are shortened: 240 makes them one minute.
    pub retry_factor: f64,
    /// Whether a carrier event alone moves the order's `updatedAt` (not documented; facts 2.3).
    pub events_touch_order: bool,
    /// Whether a list with `first` counts once per possible item in the requested cost.
    pub lists_multiply: bool,
    /// How many orders can be paged through with one cursor (facts 2.5); 0 for no limit.
    pub page_limit: u64,
    /// How long a bulk operation stays CREATED before it runs, in milliseconds.
    pub bulk_delay_ms: u64,
    /// Puts children of a bulk result before their parents, too (facts 2.9: no order is promised).
    pub bulk_scatter: bool,
}

/// A subscription in the app's configuration file.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct AppSubscription {
    /// Topics, e.g. `app/uninstalled`, `customers/redact`.
    pub topics: Vec<String>,
    /// Where to.
    pub uri: String,
}

impl Default for ShopOptions {
    fn default() -> Self {
        Self {
            domain: "fjord-and-fir.myshopify.com".into(),
            name: "Fjord & Fir".into(),
            client_id: "fake-client-id".into(),
            client_secret: "fake-client-secret".into(),
            currency: "DKK".into(),
            scopes: [
                "read_orders",
                "read_all_orders",
                "read_fulfillments",
                "read_merchant_managed_fulfillment_orders",
                "read_third_party_fulfillment_orders",
                "read_returns",
            ]
            .map(str::to_owned)
            .to_vec(),
            protected: 2,
            static_token: None,
            bucket: 2000.0,
            restore: 100.0,
            token_life: 86_399,
            app_subscriptions: Vec::new(),
            retry_factor: 240.0,
            events_touch_order: true,
            lists_multiply: true,
            page_limit: 25_000,
            bulk_delay_ms: 50,
            bulk_scatter: false,
        }
    }
}

impl std::fmt::Debug for ShopOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ShopOptions").field("domain", &self.domain).finish_non_exhaustive()
    }
}

impl ShopOptions {
    /// Defaults for a shop of this domain.
    pub fn of(domain: &str) -> Self {
        Self { domain: domain.into(), ..Self::default() }
    }
}

/// A privacy request by a customer: matched by id, by e-mail, or both.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CustomerRequest {
    /// Numeric id.
    pub customer: Ref,
    /// E-mail address.
    pub email: Option<String>,
    /// Orders named in the request; the customer's when empty.
    pub orders: Vec<Ref>,
}
