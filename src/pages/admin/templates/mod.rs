//! The pages about the words of messages: the list, the editor with its preview, earlier versions. Every button is
//! part of a form; scripts only spare steps.

mod editor;
mod field;
mod list;
mod names;
mod preview;
mod versions;

pub use editor::EditTemplate;
pub use list::TemplateListPage;
pub use versions::{TemplateDifferencePage, TemplateVersionsPage};
