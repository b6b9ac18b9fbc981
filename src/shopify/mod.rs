//! Everything that knows Shopify's shapes and manners. [`intake`] turns what Shopify gives into facts
//! about orders; [`delivery`] says what a webhook means; [`signature`] tells whether it is genuine;
//! [`topics`] lists what can come. Knows no store: who calls keeps what it gives.

pub mod delivery;
pub mod intake;
pub mod shop_domain;
pub mod signature;
pub mod topics;

/// The version of Shopify's Admin API all of this is written for.
pub const API_VERSION: &str = "2026-10";
