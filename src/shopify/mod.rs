//! Everything that knows Shopify's shapes and manners. [`intake`] turns what Shopify gives into facts
//! about orders; [`api`] asks the Admin API; [`auth`] brings its tokens; [`delivery`] says what a webhook
//! means; [`signature`] tells whether it is genuine; [`topics`] and [`scopes`] list what can come and
//! what it takes. Knows no store: who calls keeps what it gives.

pub mod api;
pub mod app_file;
pub mod auth;
pub mod delivery;
pub mod intake;
pub mod reach;
pub mod scopes;
pub mod shop_domain;
pub mod signature;
pub mod topics;

pub use shop_domain::ShopDomain;

/// The version of Shopify's Admin API all of this is written for.
pub const API_VERSION: &str = "2026-10";
