//! The merchant's side: server-rendered pages in which every form works without script. English.
//!
//! Start with [`shell::AdminPage`], which stands around all of them; one folder or file per subject.

pub mod accounts;
pub mod bulk;
mod message_choice;
pub mod notice;
pub mod order;
pub mod orders;
mod preview_choice;
pub mod settings;
pub mod shell;
pub mod shopify;
pub mod statuses;
pub mod templates;
