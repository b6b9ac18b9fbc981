//! The shopper's pages as Leptos views, complete without script.
//!
//! Each page is a component over finished words ([`crate::wire`]) that owns them; [`render::to_html`] makes
//! the document's text of it. Nothing here reads a database, a clock or a request, and nothing here
//! decides what a viewer may see: what is hidden is already absent from the view structs. Start with
//! [`order::OrderPage`], then [`document::Document`].

mod address;
pub mod admin;
pub mod code;
pub mod document;
pub mod find;
pub mod masthead;
pub mod notice;
pub mod order;
pub mod render;
pub mod rich_text;
pub mod share;
mod unsubscribe;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use address::{AddressPage, AddressState, AddressView};
pub use code::{CodePage, CodeState, CodeView};
pub use document::Assets;
pub use find::{FindPage, FindState, FindView};
pub use notice::{Notice, NoticePage, NoticeView};
pub use order::OrderPage;
pub use render::{for_theme, to_html, without_markers};
pub use share::{SharePage, ShareState, ShareView};
pub use unsubscribe::{UnsubscribePage, UnsubscribeView};
