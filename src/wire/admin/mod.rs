//! What the merchant's pages are made of. Start with [`frame::AdminFrame`].

pub mod accounts;
pub mod bulk;
pub mod change_list;
pub mod frame;
pub mod order;
pub mod orders;
pub mod sender;
pub mod sender_check;
pub mod settings;
pub mod shopify_mails;
pub mod status_sets;
pub mod statuses;
pub mod team;
pub mod templates;
