//! What makes a page the shop's own: logo, corners, help links, texts. Colors are corrected by
//! `services/brand.rs`, custom CSS is cleaned by `services/custom_css.rs`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A text by language (BCP 47 tag). Languages without a text are left out.
pub type Texts = BTreeMap<String, String>;

/// Most help links of a shop.
pub const HELP_LINKS: usize = 5;

/// How round cards, buttons and fields are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Corners {
    /// No rounding.
    Square,
    /// A little.
    Soft,
    /// As the pages were drawn.
    #[default]
    Round,
}

impl Corners {
    /// All of them, the sharpest first.
    pub const ALL: [Self; 3] = [Self::Square, Self::Soft, Self::Round];

    /// The word stored and used in forms.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Square => "square",
            Self::Soft => "soft",
            Self::Round => "round",
        }
    }

    /// Reads a stored word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|corners| corners.word() == word)
    }
}

/// The shop's logo as it is served. Its bytes lie in the store under `file`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// Name of the file: a fingerprint of its bytes and the ending (`….png`, `….webp`).
    pub file: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Where a shopper finds help.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HelpLink {
    /// What the link is called in the shop's main language.
    pub label: String,
    /// Where it leads: `https:`, `mailto:` or `tel:`.
    pub href: String,
    /// What it is called in other languages.
    pub labels: Texts,
}

impl HelpLink {
    /// What the link is called in this language, else in the main one.
    #[must_use]
    pub fn label_in(&self, tag: &str) -> &str {
        self.labels.get(tag).filter(|label| !label.is_empty()).unwrap_or(&self.label)
    }
}

/// The text in this language, else in the main one; `None` when there is none in either.
#[must_use]
pub fn text_in<'a>(texts: &'a Texts, tag: &str, main: &str) -> Option<&'a str> {
    let filled = |tag: &str| texts.get(tag).map(|text| text.trim()).filter(|text| !text.is_empty());
    filled(tag).or_else(|| filled(main))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fall_back_to_the_main_language() {
        let texts = Texts::from([("en".into(), "Hello".into()), ("de".into(), " ".into())]);
        assert_eq!(text_in(&texts, "de", "en"), Some("Hello"));
        assert_eq!(text_in(&texts, "da", "sv"), None);
        let link = HelpLink { label: "Help".into(), labels: texts, ..HelpLink::default() };
        assert_eq!((link.label_in("en"), link.label_in("fr")), ("Hello", "Help"));
    }
}
