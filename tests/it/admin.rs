//! The merchant's side: who gets in, and what every page of it keeps.

mod bulk;
mod changes;
mod doors;
mod islands;
mod lead_times;
mod messages;
mod order;
mod orders;
mod other_shops;
mod passkeys;
mod scheduled;
mod second_factor;
mod sender;
mod settings;
mod shopify_page;
mod signing_in;
mod statuses;
mod team;
mod templates;
mod time;
mod who_may;
