//! Templates of messages: Liquid with the names merchants know from Shopify's notifications, rendered behind
//! a fence, in a design of ours or in the merchant's own. Knows neither orders nor the store: values come as
//! plain data.
//!
//! A [`Job`] is everything one message is made of. [`Fence::render`] renders it in a process of its own,
//! because a merchant's Liquid can eat memory and time or overflow the stack; [`carry_out`] does the work,
//! in that process or, for the templates of ours alone ([`built_in`]), in this one. [`lint`] reads a template
//! without rendering it. Start with `job.rs`; limits stand here.

mod blocks;
mod built_in;
mod clean;
mod css;
mod design;
mod engine;
mod error;
mod escape;
mod fence;
mod file;
mod filters;
mod gate;
mod job;
mod lax;
mod lint;
mod names;
mod plain;
mod scan;
mod source;
mod variables;

pub use built_in::built_in;
pub use error::{Part, Place, RenderError};
pub use fence::{COMMAND, Fence, Limits, run_child};
pub use file::{TemplateFile, read_file, write_file};
pub use gate::admit;
pub use job::{Job, Logo, Look, carry_out, carry_out_with};
pub use lint::{Finding, LintFor, Severity, lint};
pub use plain::beside_subject;
pub(crate) use scan::{Fault, Kind, Piece, names as names_in, pieces};
pub use source::source_of;
pub use variables::{Support, Variable, filter_names, unsupported, variables};

use serde::{Deserialize, Serialize};

/// Longest text of a template, in bytes.
pub const TEXT_LIMIT: usize = 64 * 1024;
/// How deep tags may stand in each other.
pub const TAG_DEPTH: usize = 50;
/// How often one loop may turn.
pub const LOOP_TURNS: u32 = 1_000;
/// How often all loops of a text may turn together.
pub const ALL_TURNS: u32 = 10_000;
/// Longest text that rendering may make, in bytes.
pub const OUTPUT_LIMIT: usize = 256 * 1024;

/// A template of one kind of message in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Liquid; one line when rendered.
    pub subject: String,
    /// What the message consists of.
    pub body: Body,
}

impl Template {
    /// Its texts, each with what it is.
    #[must_use]
    pub fn parts(&self) -> Vec<(Part, &str)> {
        let mut parts = vec![(Part::Subject, self.subject.as_str())];
        match &self.body {
            Body::Blocks(blocks) => parts.extend([
                (Part::Preheader, blocks.preheader.as_str()),
                (Part::Headline, blocks.headline.as_str()),
                (Part::Text, blocks.text.as_str()),
                (Part::Button, blocks.button.as_str()),
                (Part::Closing, blocks.closing.as_str()),
            ]),
            Body::Source { html, text } => {
                parts.extend([(Part::Html, html.as_str()), (Part::Plain, text.as_str())]);
            }
        }
        parts
    }
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
