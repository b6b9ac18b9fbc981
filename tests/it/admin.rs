//! The merchant's side: who gets in, and what every page of it keeps.

mod changes;
mod doors;
mod orders;
mod order;
mod islands;
mod settings;
mod shopify_page;
mod statuses;
mod signing_in;
mod who_may;
mod time;
