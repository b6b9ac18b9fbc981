//! The languages a page can be in, and how one is chosen. Knows no sentence.

use std::fmt;

use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use unic_langid::LanguageIdentifier;

use crate::domain::shop::ShopSettings;

/// A language every sentence is translated into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Language {
    #[default]
    English,
    Danish,
    German,
    Swedish,
    Norwegian,
    Dutch,
    French,
    Spanish,
    Arabic,
}

/// How much of an `Accept-Language` header is read; browsers send far less.
const HEADER_LIMIT: usize = 1024;

impl Language {
    /// All languages, in the order of the language menu.
    pub const ALL: [Self; 9] = [
        Self::English,
        Self::Danish,
        Self::German,
        Self::Swedish,
        Self::Norwegian,
        Self::Dutch,
        Self::French,
        Self::Spanish,
        Self::Arabic,
    ];

    /// The BCP 47 tag, for `lang` attributes, links and the folder in `locales/`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Danish => "da",
            Self::German => "de",
            Self::Swedish => "sv",
            Self::Norwegian => "nb",
            Self::Dutch => "nl",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Arabic => "ar",
        }
    }

    /// `ltr` or `rtl`.
    #[must_use]
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Arabic => "rtl",
            _ => "ltr",
        }
    }

    /// The language's name in itself, for the language menu.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Danish => "Dansk",
            Self::German => "Deutsch",
            Self::Swedish => "Svenska",
            Self::Norwegian => "Norsk",
            Self::Dutch => "Nederlands",
            Self::French => "Français",
            Self::Spanish => "Español",
            Self::Arabic => "العربية",
        }
    }

    /// The language's name in English, for the merchant's side.
    #[must_use]
    pub const fn english_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Danish => "Danish",
            Self::German => "German",
            Self::Swedish => "Swedish",
            Self::Norwegian => "Norwegian",
            Self::Dutch => "Dutch",
            Self::French => "French",
            Self::Spanish => "Spanish",
            Self::Arabic => "Arabic",
        }
    }

    /// The language of a locale such as `da`, `da-DK`, `de_CH` or `no`. All written forms of
    /// Norwegian are Norwegian. `None` when it is not one of ours, or no locale at all.
    #[must_use]
    pub fn from_locale(locale: &str) -> Option<Self> {
        let locale: LanguageIdentifier = locale.trim().parse().ok()?;
        let asked = ours(locale);
        Self::ALL.into_iter().find(|language| asked.language.as_str() == language.tag())
    }

    /// The shop's main language; English when it is none of ours.
    #[must_use]
    pub fn main_of(settings: &ShopSettings) -> Self {
        Self::from_locale(&settings.locale).unwrap_or_default()
    }

    /// The languages a shop offers to shoppers, in the order of the language menu: those it chose and its
    /// main one; all of ours when it chose none.
    #[must_use]
    pub fn offered_by(settings: &ShopSettings) -> Vec<Self> {
        if settings.languages.is_empty() {
            return Self::ALL.to_vec();
        }
        let main = Self::main_of(settings);
        let chosen = |language: &Self| settings.languages.iter().any(|tag| tag == language.tag());
        Self::ALL.into_iter().filter(|language| *language == main || chosen(language)).collect()
    }

    /// The best language among `offered` for a browser that sent `accept_language`; `fallback` when the
    /// header names none of them. Parts that cannot be read are skipped.
    #[must_use]
    pub fn negotiate(accept_language: &str, offered: &[Self], fallback: Self) -> Self {
        let available: Vec<LanguageIdentifier> =
            offered.iter().filter_map(|language| language.tag().parse().ok()).collect();
        let best =
            negotiate_languages(&wanted(accept_language), &available, None, NegotiationStrategy::Lookup);
        best.first().and_then(|found| Self::from_locale(found.language.as_str())).unwrap_or(fallback)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// The languages of a header, most wanted first. fluent-langneg's own reader ignores the weights.
fn wanted(header: &str) -> Vec<LanguageIdentifier> {
    let mut end = header.len().min(HEADER_LIMIT);
    while !header.is_char_boundary(end) {
        end -= 1;
    }
    let mut weighted: Vec<(u32, LanguageIdentifier)> = header[..end]
        .split(',')
        .filter_map(|part| {
            let mut pieces = part.split(';');
            let locale = pieces.next()?.trim().parse().ok()?;
            let weight = pieces.find_map(|p| p.trim().strip_prefix("q=")).map_or(1.0, quality);
            (weight > 0.0).then(|| ((weight * 1000.0) as u32, ours(locale)))
        })
        .collect();
    weighted.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    weighted.into_iter().map(|(_, locale)| locale).collect()
}

fn quality(text: &str) -> f32 {
    text.trim().parse::<f32>().ok().filter(|q| q.is_finite()).map_or(0.0, |q| q.clamp(0.0, 1.0))
}

/// Norwegian comes as `no` or `nn` too; whoever reads one of them reads Bokmål.
fn ours(mut locale: LanguageIdentifier) -> LanguageIdentifier {
    if matches!(locale.language.as_str(), "no" | "nn")
        && let Ok(bokmal) = "nb".parse()
    {
        locale.language = bokmal;
    }
    locale
}

#[cfg(test)]
mod tests {
    use super::Language;
    use crate::domain::shop::ShopSettings;

    #[test]
    fn locales_lead_to_a_language() {
        let tag = |locale| Language::from_locale(locale).map(Language::tag);
        assert_eq!(tag("da-DK"), Some("da"));
        assert_eq!(tag("de_CH"), Some("de"));
        assert_eq!(tag("EN"), Some("en"));
        assert_eq!(tag("no"), Some("nb"));
        assert_eq!(tag("nn-NO"), Some("nb"));
        assert_eq!(tag("ar-Arab-EG"), Some("ar"));
        assert_eq!(tag("fi"), None);
        assert_eq!(tag(""), None);
        assert_eq!(tag("../../etc"), None);
    }

    #[test]
    fn the_most_wanted_language_wins() {
        let best = |header| Language::negotiate(header, &Language::ALL, Language::Danish).tag();
        assert_eq!(best("sv-SE,sv;q=0.9,en;q=0.8"), "sv");
        assert_eq!(best("en;q=0.4, fr-CA;q=0.9"), "fr");
        assert_eq!(best("fi, nn;q=0.7, en;q=0.3"), "nb");
        assert_eq!(best("no"), "nb");
        assert_eq!(best("de;q=0, es"), "es");
        assert_eq!(best("fi,zh-Hant"), "da");
    }

    #[test]
    fn only_what_a_shop_offers_is_chosen() {
        let offer = |tags: &[&str]| {
            let languages = tags.iter().map(|tag| (*tag).to_owned()).collect();
            Language::offered_by(&ShopSettings {
                locale: "da-DK".into(),
                languages,
                ..ShopSettings::default()
            })
        };
        assert_eq!(offer(&[]), Language::ALL);
        assert_eq!(offer(&["de", "xx"]), [Language::Danish, Language::German]);
        let best = |header| Language::negotiate(header, &offer(&["de"]), Language::Danish).tag();
        assert_eq!((best("fr,de;q=0.5"), best("fr")), ("de", "da"));
    }

    #[test]
    fn garbage_is_skipped() {
        let best = |header: &str| Language::negotiate(header, &Language::ALL, Language::Danish).tag();
        assert_eq!(best(""), "da");
        assert_eq!(best("*"), "da");
        assert_eq!(best(";;;,q=,,de;q=abc,nl;q=0.1"), "nl");
        assert_eq!(best("\u{202e}æøå,ar;q=nan"), "da");
        assert_eq!(best(&"é,".repeat(9000)), "da");
    }
}
