//! Templates of messages: Liquid with the names merchants know from Shopify's notifications, rendered behind
//! a fence, in a design of ours or in the merchant's own. Knows neither orders nor the store: values come as
//! plain data.

use serde::{Deserialize, Serialize};

/// A template of one kind of message in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Liquid; one line when rendered.
    pub subject: String,
    /// What the message consists of.
    pub body: Body,
}

/// What a message consists of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum Body {
    /// Texts in the built-in design.
    Blocks(Blocks),
    /// The merchant's whole source.
    Source {
        /// Liquid that makes MJML (when it begins with `<mjml`) or HTML.
        html: String,
        /// Liquid that makes the plain text; made from the HTML when empty.
        text: String,
    },
}

impl Default for Body {
    fn default() -> Self {
        Self::Blocks(Blocks::default())
    }
}

/// The texts in the built-in design; each is Liquid, and an empty one is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Blocks {
    /// What mail programs show beside the subject.
    pub preheader: String,
    /// In large type.
    pub headline: String,
    /// The text: paragraphs divided by empty lines.
    pub text: String,
    /// The words on the button that leads to the order's page.
    pub button: String,
    /// The last paragraph.
    pub closing: String,
}
