//! The merchant's side: who gets in, and what every page of it keeps.

mod doors;
mod second_factor;
mod shopify_page;
mod signing_in;
mod who_may;
