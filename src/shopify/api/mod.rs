//! Asks Shopify's Admin API: orders, changes, subscriptions, exports, and who the shop is.
//!
//! Every question is a file in `../queries`, checked when the crate is compiled. Keeps to the shop's
//! budget by itself, repeats what may be repeated, and says of everything else what it means and what
//! to do ([`ApiError`]). Stores nothing, logs neither answers nor tokens. Start with [`Api`]; one call is
//! `call.rs`, an order `order.rs`, the budget `budget.rs`.

mod budget;
mod bulk;
mod call;
#[cfg(test)]
mod captures;
mod changed;
mod error;
mod http;
mod join;
mod operations;
mod order;
mod owner;
mod shop;
mod subscriptions;

pub use budget::{Budget, Spent};
pub use bulk::{BULK_ORDERS, BulkState, BulkStatus, wants_reading};
pub use changed::ChangedPage;
pub use error::{ApiError, CredentialFault};
pub use http::Http;
pub use order::OrderRead;
pub use shop::Installed;
pub use subscriptions::Subscription;

use std::sync::Arc;

use super::ShopDomain;
use super::auth::Secret;
use crate::domain::clock::{Chance, Clock};

/// Where a shop's Admin API is and what opens it.
#[derive(Clone, Debug)]
pub struct Access {
    /// Address with `{shop}` in it, which the shop's domain is put in for (`https://{shop}`).
    pub base: String,
    /// The shop.
    pub shop: ShopDomain,
    /// The access token.
    pub token: Secret,
    /// Whether the app may read returns (`read_returns`); asking without that costs the whole answer.
    pub reads_returns: bool,
}

/// One shop's Admin API. Cheap to clone.
#[derive(Clone)]
pub struct Api {
    http: Http,
    access: Arc<Access>,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    budget: Arc<Budget>,
}

impl Api {
    /// The API of the shop in `access`. Whoever asks the same shop has to share its `budget`.
    #[must_use]
    pub fn new(
        http: Http,
        access: Access,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
        budget: Arc<Budget>,
    ) -> Self {
        Self { http, access: Arc::new(access), clock, chance, budget }
    }
}
