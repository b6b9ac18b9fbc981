//! The merchant's list of orders: filters, search, saved views, as finished words for the page.
//!
//! Changes no order. Start with [`list`]; what "late" and "too long" mean today is in [`present`].

pub mod build;
mod choices;
pub mod list;
pub mod present;
mod rows;
pub mod view_counts;
pub mod views;
mod words;
