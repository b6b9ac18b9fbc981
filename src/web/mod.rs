//! HTTP around the pages: routes, headers, limits, static files. Start with [`router`].

mod address;
pub mod admin;
pub mod assets;
pub mod code;
pub mod csp;
pub mod error_page;
pub mod find;
pub mod health;
mod hooks;
mod install;
pub mod leptos_page;
pub mod logo;
mod mail_hooks;
pub mod order;
pub mod page_cache;
pub mod proxy;
pub mod request_log;
pub mod router;
pub mod share;
pub mod state;
mod unsubscribe;
mod updates;
pub mod visit;
pub mod visitor;

pub use router::router;
pub use state::WebState;
