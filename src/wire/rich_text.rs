//! Text with a little form, as a tree that a page draws itself: there is no HTML in it, so nothing in it
//! can be more than text, a list or a link. `services::markdown` makes it from what a merchant wrote.

use serde::{Deserialize, Serialize};

/// A paragraph or a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// The first number; `None` for points instead of numbers.
        start: Option<u64>,
        /// Its lines.
        items: Vec<Vec<Inline>>,
    },
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Inline {
    Text(String),
    Emphasis(String),
    Strong(String),
    /// A line break that was asked for.
    Break,
    Link {
        /// `https:`, `http:`, `mailto:` or `tel:`.
        href: String,
        text: String,
    },
}

/// The words of `blocks` when they have no form at all: one paragraph of plain text.
#[must_use]
pub fn plain(blocks: &[Block]) -> Option<String> {
    let [Block::Paragraph(pieces)] = blocks else { return None };
    pieces
        .iter()
        .map(|piece| if let Inline::Text(text) = piece { Some(text.as_str()) } else { None })
        .collect()
}
