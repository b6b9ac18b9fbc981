//! The merchant's side: who gets in, and what every page of it keeps.

mod bulk;
mod changes;
mod doors;
mod settings;
mod shopify_page;
