//! Waymark: a status page for every order of a Shopify shop.
//!
//! This file is the table of contents. To follow one request, read `web/router.rs`,
//! `services/view_order.rs`, `services/present/`, `pages/order/` and `store/links.rs` in that order.
//! ARCHITECTURE.md says who may import whom; `tests/it/layering.rs` checks it.

#[cfg(not(feature = "ssr"))]
compile_error!(
    "build with the feature `ssr`: the browser half brings its own feature when the admin arrives"
);

pub mod cli;
pub mod config;
pub mod domain;
pub mod jobs;
pub mod language;
pub mod lifecycle;
pub mod mail;
pub mod pages;
pub mod services;
pub mod shopify;
pub mod store;
pub mod telemetry;
pub mod web;
pub mod wire;
