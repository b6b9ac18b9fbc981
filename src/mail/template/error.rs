//! Why a template cannot be rendered, and where in it. Every sentence says what to do and may be shown to
//! the merchant: it holds the template's own words and nothing of an order.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A text of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of the fields of `Template`, `Blocks` and `Body`")]
pub enum Part {
    Subject,
    Preheader,
    Headline,
    Text,
    Button,
    Closing,
    Html,
    Plain,
}

impl Part {
    /// What a merchant calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Preheader => "preview text",
            Self::Headline => "headline",
            Self::Text => "text",
            Self::Button => "button",
            Self::Closing => "closing",
            Self::Html => "source",
            Self::Plain => "plain text",
        }
    }
}

/// A place in a text of a template. Lines and columns begin with 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Which text.
    pub part: Part,
    /// Which line of it.
    pub line: u32,
    /// Which character of the line.
    pub column: u32,
}

impl Place {
    /// The place of the byte `at` of a text.
    #[must_use]
    pub fn of(part: Part, source: &str, at: usize) -> Self {
        let before = source.get(..at).unwrap_or(source);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Self { part, line: small(line), column: small(column) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}, column {}", self.part.name(), self.line, self.column)
    }
}

/// Why a template was not rendered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum RenderError {
    /// A text is longer than allowed.
    #[error("The {} is longer than {limit} bytes. Shorten it; a message of this length would be cut off by mail programs.", part.name())]
    TooLong {
        /// Which text.
        part: Part,
        /// The limit in bytes.
        limit: usize,
    },
    /// Tags or brackets stand too deep in each other.
    #[error("Too many tags stand in each other ({place}). Close some of them earlier.")]
    TooDeep {
        /// Where it becomes too deep.
        place: Place,
    },
    /// A tag that templates of messages cannot have.
    #[error("`{{% {tag} %}}` cannot be used in messages ({place}). Take it out.")]
    ForbiddenTag {
        /// Where it stands.
        place: Place,
        /// Its name.
        tag: String,
    },
    /// A loop or a range that goes too far.
    #[error("A loop counts further than {limit} ({place}). Let it end sooner.")]
    RangeTooLong {
        /// Where it stands.
        place: Place,
        /// How far it may go.
        limit: u32,
    },
    /// Loops turned too often while rendering.
    #[error("The loops of the {} turn too often: a loop may have {} turns, all of them together {}. Use `limit:`.", part.name(), super::LOOP_TURNS, super::ALL_TURNS)]
    TooManyTurns {
        /// Which text.
        part: Part,
    },
    /// A text grew beyond the limit while rendering.
    #[error("The {} makes a text of more than {} kB. Take out what repeats or adds text to itself.", part.name(), super::OUTPUT_LIMIT / 1024)]
    TooMuch {
        /// Which text.
        part: Part,
    },
    /// The rendering process needed more memory than it may have, or its stack was full.
    #[error(
        "The template needs too much memory. Take out what repeats, adds text to itself or stands deep in each other."
    )]
    TooMuchMemory,
    /// It took too long.
    #[error("Rendering the template takes too long. Take out loops inside loops.")]
    TimedOut,
    /// It cannot be read.
    #[error("{words} ({place})")]
    Syntax {
        /// Where.
        place: Place,
        /// What is wrong, as a sentence without an end.
        words: String,
    },
    /// A filter that does not exist.
    #[error("There is no filter “{name}” ({place})")]
    UnknownFilter {
        /// Where it stands.
        place: Place,
        /// Its name.
        name: String,
    },
    /// A filter was given something it cannot work with.
    #[error("The {} cannot be rendered: {words}", part.name())]
    Failed {
        /// Which text.
        part: Part,
        /// What is wrong, as a sentence.
        words: String,
    },
    /// The rendering process cannot be started or gave no answer; nothing is wrong with the template.
    #[error("The template could not be rendered just now. Try again; if it stays, run `waymark doctor`.")]
    Unavailable,
}

impl RenderError {
    /// Where the fault is, as far as it is known.
    #[must_use]
    pub const fn place(&self) -> Option<Place> {
        match self {
            Self::TooDeep { place }
            | Self::ForbiddenTag { place, .. }
            | Self::RangeTooLong { place, .. }
            | Self::Syntax { place, .. }
            | Self::UnknownFilter { place, .. } => Some(*place),
            Self::TooLong { part, .. }
            | Self::TooManyTurns { part }
            | Self::TooMuch { part }
            | Self::Failed { part, .. } => Some(Place { part: *part, line: 1, column: 1 }),
            Self::TooMuchMemory | Self::TimedOut | Self::Unavailable => None,
        }
    }
}
