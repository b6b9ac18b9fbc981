//! The shopper's pages as Leptos views, complete without script.
//!
//! Each page is a function from finished words ([`crate::wire`]) to a view; [`render::to_html`] makes
//! the document's text of it. Nothing here reads a database, a clock or a request, and nothing here
//! decides what a viewer may see: what is hidden is already absent from the view structs. Start with
//! [`order::order_page`], then [`document::document`].

pub mod code;
pub mod document;
pub mod find;
pub mod notice;
pub mod order;
pub mod render;
pub mod share;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use code::{CodeState, CodeView, code_page};
pub use document::Assets;
pub use find::{FindState, FindView, find_page};
pub use notice::{Notice, NoticeView, notice_page};
pub use order::order_page;
pub use render::to_html;
pub use share::{ShareState, ShareView, share_page};
