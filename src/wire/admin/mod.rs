//! What the merchant's pages are made of. Start with [`frame::AdminFrame`].

pub mod accounts;
pub mod frame;
