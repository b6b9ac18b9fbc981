//! The shop as the stand-in keeps it: orders with their parts, and what Shopify derives from them.
//! Start with `order.rs`, then `status.rs`.

pub mod money;
pub mod order;
pub mod status;

pub use order::{Order, Word};
