//! What surrounds every page: language, shop, brand.

use serde::{Deserialize, Serialize};

/// What stands around a page's main part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Around {
    /// A whole document of ours.
    #[default]
    Document,
    /// A shop's theme, which has head, header and footer of its own.
    Theme,
}

/// The frame of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// BCP 47 tag of the page's language.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// What shoppers call the shop.
    pub shop_name: String,
    /// The shop's own site; `None` when the merchant gave none.
    pub shop_url: Option<String>,
    /// Where shoppers write to; `None` when the merchant gave none.
    pub support_email: Option<String>,
    /// The shop's logo; `None` shows the name.
    #[serde(default)]
    pub logo: Option<LogoView>,
    /// Where shoppers find help besides.
    #[serde(default)]
    pub help_links: Vec<HelpLinkView>,
    /// The brand as CSS custom properties, and the merchant's own style, cleaned; the only inline style,
    /// allowed by its hash.
    pub brand_css: String,
    /// The same page in other languages.
    pub languages: Vec<LanguageChoice>,
    /// What stands around the main part.
    #[serde(default)]
    pub around: Around,
}

/// The shop's logo. What it shows is the shop's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogoView {
    /// Path at our own address.
    pub path: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// A link to where help is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpLinkView {
    /// What it is called.
    pub label: String,
    /// Where it leads: `https:`, `mailto:` or `tel:`.
    pub href: String,
}

/// A link to the same page in another language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageChoice {
    /// BCP 47 tag.
    pub tag: String,
    /// The language's name in itself ("Dansk").
    pub name: String,
    /// Where the link leads.
    pub href: String,
    /// Whether the page is in this language.
    pub current: bool,
}

/// An instant for a `time` element.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// RFC 3339 or ISO date, for the `datetime` attribute.
    pub iso: String,
    /// What the shopper reads.
    pub text: String,
}

/// How a line feels; always said in words too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Tone {
    #[default]
    Calm,
    Good,
    Warn,
    Stop,
}

impl Tone {
    /// The style class.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Stop => "stop",
        }
    }
}
