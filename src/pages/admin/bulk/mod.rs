//! Changes of many orders. Start with [`ChoosePage`]; [`BatchPage`] is preview, progress and outcome.

mod batch;
mod choose;

pub use batch::BatchPage;
pub use choose::ChoosePage;
