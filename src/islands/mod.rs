//! The browser half of the merchant's side: it makes pages quicker to work with and is never necessary.
//!
//! The server writes every page whole, with forms that work without script. An island finds its place by a
//! `data-` attribute or a form's field names, and writes into those same forms; it knows no rules that the
//! server does not check again, and keeps nothing but a selection for the browser's session. What an island
//! decides is in files without the browser's names (`choice.rs`, `source_tokens.rs`), tested like the rest of the crate. Start
//! with [`start`].

mod choice;
mod source_tokens;

#[cfg(feature = "hydrate")]
mod arrange;
#[cfg(feature = "hydrate")]
mod bulk_selection;
#[cfg(feature = "hydrate")]
mod copy;
#[cfg(feature = "hydrate")]
mod dom;
#[cfg(feature = "hydrate")]
mod list_table;
#[cfg(feature = "hydrate")]
mod send;
#[cfg(feature = "hydrate")]
mod source_view;
#[cfg(feature = "hydrate")]
mod status_editor;
#[cfg(feature = "hydrate")]
mod template_editor;
#[cfg(feature = "hydrate")]
mod toast;
#[cfg(feature = "hydrate")]
mod unsaved;

/// Looks for the places of all islands on the page that was just loaded. The script that loads this module
/// calls it.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    toast::begin();
    bulk_selection::begin();
    arrange::begin();
    status_editor::begin();
    template_editor::begin();
    list_table::begin();
    copy::begin();
}
