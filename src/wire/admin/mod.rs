//! What the merchant's pages are made of. Start with [`frame::AdminFrame`].

pub mod frame;
pub mod order;
pub mod settings;
