//! The merchant's side: who gets in, and what every page of it keeps.

mod doors;
mod islands;
mod settings;
mod shopify_page;
