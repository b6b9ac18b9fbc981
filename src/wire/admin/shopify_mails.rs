//! The page for merchants who keep Shopify's own e-mails: what to paste into them, and a look at a template.

use serde::{Deserialize, Serialize};

use super::settings::TabView;
use crate::wire::frame::Tone;

/// The page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopifyMailsView {
    /// The tabs of all settings.
    pub tabs: Vec<TabView>,
    /// Where the links lead, in a sentence.
    pub leads_to: String,
    /// What should be known before they are used; `None` for nothing.
    pub warning: Option<String>,
    /// Path of the form in which another address is entered.
    pub address_form: String,
    /// What to paste, by group of e-mails.
    pub groups: Vec<SnippetGroup>,
    /// Where the form with a template is sent.
    pub action: String,
    /// The template as it was pasted; empty at first.
    pub template: String,
    /// What is wrong with the form; `None` for nothing.
    pub wrong: Option<String>,
    /// What was found in it; `None` at first.
    pub checked: Option<CheckedTemplate>,
}

/// What to paste into some of Shopify's e-mails.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnippetGroup {
    /// Which e-mails.
    pub name: String,
    /// Their names at Shopify.
    pub mails: String,
    /// The snippets.
    pub snippets: Vec<Snippet>,
}

/// Something to paste.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    /// What it is.
    pub name: String,
    /// What it is good for.
    pub hint: String,
    /// The text.
    pub code: String,
}

/// What a template has in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedTemplate {
    /// Whether shoppers get to our page from it, in one sentence.
    pub verdict: String,
    /// How that feels.
    pub tone: Tone,
    /// What stands where.
    pub found: Vec<PlacedLine>,
    /// What to change where; empty when nothing is to be changed.
    pub steps: Vec<PlacedLine>,
    /// The template with all of it changed; `None` when nothing is to be changed.
    pub made: Option<String>,
}

/// A sentence about a place in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedLine {
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// The sentence.
    pub words: String,
    /// A text to paste there; empty for none.
    pub code: String,
}
