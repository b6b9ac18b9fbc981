//! The merchant's side: who gets in, and what every page of it keeps.

mod changes;
mod doors;
mod order;
mod settings;
mod shopify_page;
