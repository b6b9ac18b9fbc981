//! The pages about statuses: the list, the editor with its preview, deleting, starter sets, taking over
//! from StatusPro. Every button is part of a form; scripts only spare steps.

pub mod delete;
pub mod editor;
pub mod list;
mod look;
mod preview;
pub mod sets;
mod translations;

pub use delete::DeleteStatus;
pub use editor::EditStatus;
pub use list::StatusListPage;
pub use sets::{ImportStatusPro, StarterSets};
