//! The merchant's side: who gets in, and what every page of it keeps.

mod doors;
mod orders;
mod settings;
mod shopify_page;
