//! A stand-in for one or more Shopify shops, for tests: the Admin GraphQL API with real execution and
//! real cost, OAuth, bulk exports, webhooks with Shopify's signing and retry rules, and faults on demand.
//! It plays the platform as the facts say it behaves, traps included; it depends on nothing of the
//! product, and the product's code never depends on it.
//!
//! Start with [`FakeShopify::start`], then the controls in [`control`] (library and HTTP), then
//! [`actions`] for what can happen in a shop.

// The order's body is one long `json!`.
#![recursion_limit = "512"]

pub mod actions;
mod bodies;
mod bulk;
pub mod clock;
pub mod control;
pub mod faults;
mod graphql;
pub mod live;
mod model;
mod oauth;
pub mod options;
mod seed;
mod server;
mod shop;
mod webhooks;

pub use actions::{Action, Made};
pub use control::ShopHandle;
pub use graphql::Stats;
pub use model::Word;
pub use model::order::Tracking;
pub use options::{AppSubscription, Options, ShopOptions};
pub use server::{FakeShopify, Running};
pub use shop::LOCATIONS;
pub use webhooks::{Attempt, Entry, sign};

/// The version of the Admin API it plays.
pub const API_VERSION: &str = "2026-10";
