//! The merchant's list of orders: filters, search, saved views, as finished words for the page.
//!
//! Changes no order. Start with [`build`].

pub mod build;
