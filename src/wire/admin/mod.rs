//! What the merchant's pages are made of. Start with [`frame::AdminFrame`].

pub mod bulk;
pub mod frame;
pub mod settings;
