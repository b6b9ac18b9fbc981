//! The rules of Waymark: what an order is, how news about it is merged, what a shopper may read.
//!
//! Nothing here does I/O, reads a clock or draws a random number; nothing here imports another part
//! of the crate. Start with [`order`] (what we know), then [`apply`] (how news is merged),
//! [`headline`] and [`stages`] (what the shopper reads first).

pub mod account;
pub mod address;
pub mod admin_routes;
pub mod apply;
pub mod audit;
pub mod batch;
pub mod brand;
pub mod carrier;
pub mod clock;
pub mod coming_step;
pub mod door;
pub mod due_date;
pub mod entry;
pub mod headline;
pub mod icon;
pub mod ids;
pub mod known;
pub mod lead_time;
pub mod level;
pub mod link;
pub mod mail_hook;
pub mod mail_settings;
pub mod message;
pub mod money;
pub mod native;
pub mod order;
pub mod order_filter;
pub mod order_index;
pub mod privacy;
pub mod progress;
pub mod promise_news;
pub mod routes;
pub mod shop;
pub mod stages;
pub mod standing;
pub mod status;
pub mod timeline;
pub mod undo;
pub mod working_days;
