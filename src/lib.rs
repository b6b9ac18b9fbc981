//! Waymark: a status page for every order of a Shopify shop.
//!
//! This file is the table of contents. To follow one request, read `web/router.rs`,
//! `services/view_order.rs`, `services/present/`, `pages/order/` and `store/links.rs` in that order.
//! ARCHITECTURE.md says who may import whom; `tests/it/layering.rs` checks it.

//!
//! The crate has two halves. The server (feature `ssr`, the default) is everything below; the browser half
//! (feature `hydrate`, wasm32, built by `scripts/islands`) is [`islands`] and the few files it shares.

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!(
    "`ssr` is the server and `hydrate` the browser half: build them apart, as scripts/islands does"
);
#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
compile_error!("build with the feature `ssr` (the default), or let scripts/islands build the browser half");

#[cfg(feature = "hydrate")]
pub mod islands;
// On the server for its tests alone: its decisions are plain functions.
#[cfg(all(feature = "ssr", test))]
mod islands;

/// Of the use cases, the browser half has the one calculation it shares.
#[cfg(feature = "hydrate")]
pub mod services {
    pub mod brand;
}
pub mod wire;

#[cfg(feature = "ssr")]
pub mod cli;
#[cfg(feature = "ssr")]
pub mod config;
#[cfg(feature = "ssr")]
pub mod domain;
#[cfg(feature = "ssr")]
pub mod jobs;
#[cfg(feature = "ssr")]
pub mod language;
#[cfg(feature = "ssr")]
pub mod lifecycle;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod services;
#[cfg(feature = "ssr")]
pub mod shopify;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod telemetry;
#[cfg(feature = "ssr")]
pub mod web;
