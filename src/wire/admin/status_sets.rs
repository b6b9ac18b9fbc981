//! Statuses that may be taken over: the starter sets, and those of another product.

use serde::{Deserialize, Serialize};

use crate::wire::order_view::IconView;

/// A starter set in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StarterView {
    /// Its handle, for addresses.
    pub handle: String,
    /// Its name.
    pub name: String,
    /// Whom it is for.
    pub about: String,
    /// How many of its statuses the shop has already.
    pub already: usize,
    /// Its statuses.
    pub lines: Vec<SetLine>,
}

/// A status that may be taken over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetLine {
    /// Icon and color.
    pub icon: IconView,
    /// What shoppers read as the step's name.
    pub name: String,
    /// What shoppers read below.
    pub text: String,
    /// "1 to 3 days"; empty when nothing is usual.
    pub usual: String,
    /// What is to be said about it ("already here"); empty for nothing.
    pub note: String,
}

/// The page that takes statuses over from StatusPro.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusProView {
    /// What was pasted or uploaded.
    pub document: String,
    /// What would be added; `None` before anything was given.
    pub lines: Option<Vec<SetLine>>,
    /// How many of them are new.
    pub new: usize,
    /// What is wrong with what was given.
    pub wrong: Option<String>,
    /// What the shop's main language is called.
    pub main: String,
}
