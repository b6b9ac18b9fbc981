//! What may leave the server: finished, masked, localized view structs; serde only.
//!
//! Nothing here knows an order or a shop: `services::present` is the only translator, so masking
//! happens in one place. Start with [`order_view::OrderView`].

pub mod admin;
pub mod connection_report;
pub mod frame;
pub mod order_view;
pub mod rich_text;
