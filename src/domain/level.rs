//! How much a viewer may see. What a level hides is absent from the answer, not hidden by style;
//! `services::present` is the one place that applies it.

use serde::{Deserialize, Serialize};

/// How much of an order a viewer may see. Ordered: a greater level shows all that a lesser one does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Headline, stages and timeline texts; no items, no tracking number, no place.
    Reduced,
    /// Plus items, prices (never on a share link), tracking numbers and carrier links, the city.
    Standard,
    /// Plus address, messages sent and self-service.
    Full,
}

impl Level {
    /// The word stored and used in settings.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reduced => "reduced",
            Self::Standard => "standard",
            Self::Full => "full",
        }
    }

    /// Reads a stored word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Reduced, Self::Standard, Self::Full].into_iter().find(|l| l.word() == word)
    }
}
