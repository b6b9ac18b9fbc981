//! What the merchant's pages are made of. Start with [`frame::AdminFrame`].

pub mod change_list;
pub mod frame;
pub mod settings;
