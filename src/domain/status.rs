//! Merchant-defined statuses: the steps a shop invents ("Oak is drying").
//!
//! A change keeps the words as shown at the time, so renaming or deleting a status never rewrites
//! history. Nothing here touches Shopify's own states.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::clock::Millis;
use super::coming_step::NextWhen;
use super::ids::{ShopifyId, StatusId};
use super::order::Order;

/// The words of a status in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct StatusWords {
    /// What the shopper reads as the step's name.
    pub name: String,
    /// One or two sentences on what is happening.
    pub text: Option<String>,
}

/// A status moves on by itself after a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AutomaticNext {
    /// The status that follows.
    pub to: StatusId,
    /// When.
    #[serde(flatten)]
    pub when: NextWhen,
}

/// Whether a change to this status sends an e-mail, and to whom else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MessageSettings {
    /// Whether the shopper gets a message.
    pub send: bool,
    /// Further recipients.
    pub extra_recipients: Vec<String>,
}

/// A merchant-defined step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Our id.
    pub id: StatusId,
    /// Short name for commands and the API: lower-case letters, digits, dashes; unique in the shop.
    pub handle: String,
    /// Internal name; never shown to a shopper.
    pub name: String,
    /// What shoppers read, in the shop's main language.
    pub public: StatusWords,
    /// The same in other languages, by BCP 47 tag.
    #[serde(default)]
    pub translations: BTreeMap<String, StatusWords>,
    /// Color as `#rrggbb`.
    #[serde(default)]
    pub color: Option<String>,
    /// Name of an icon of the built-in set.
    #[serde(default)]
    pub icon: Option<String>,
    /// Place in the order of steps; smaller is earlier.
    pub place: i32,
    /// Whether shoppers see it. An internal status leaves no trace on the page.
    pub visible: bool,
    /// Statuses that may follow; empty means any.
    #[serde(default)]
    pub allowed_next: Vec<StatusId>,
    /// Usual duration in working days: from, to.
    #[serde(default)]
    pub usual_days: Option<(u16, u16)>,
    /// Moves on by itself.
    #[serde(default)]
    pub automatic_next: Option<AutomaticNext>,
    /// E-mail settings.
    #[serde(default)]
    pub message: MessageSettings,
    /// Whether it is out of use: history keeps it, nobody can set it.
    #[serde(default)]
    pub archived: bool,
    /// Whether the merchant said that shoppers may see it before it is translated into every language.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shown_incomplete: bool,
    /// Where it was taken over from, so that doing it again finds it: `statuspro:st000123`,
    /// `starter:repair/received`. `None` for one made here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
}

/// Handles that would collide with addresses of the merchant's side.
pub const RESERVED_HANDLES: [&str; 5] = ["new", "order", "preview", "starter", "import"];

impl Status {
    /// The public words in `language`, by the order of [`fallback`].
    #[must_use]
    pub fn words(&self, language: &str) -> &StatusWords {
        words_in(&self.public, &self.translations, language)
    }

    /// Those of `languages` (BCP 47 tags) whose words are missing or only half there: no name, or no text
    /// where the main language has one. `main` is the tag of the shop's main language.
    #[must_use]
    pub fn missing<'a>(&self, main: &str, languages: &[&'a str]) -> Vec<&'a str> {
        let has_text = filled(self.public.text.as_deref());
        let complete =
            |words: &StatusWords| filled(Some(&words.name)) && (!has_text || filled(words.text.as_deref()));
        let is_missing = |language: &&str| {
            if *language == main {
                return !filled(Some(&self.public.name));
            }
            !self.translations.get(*language).is_some_and(complete)
        };
        languages.iter().copied().filter(is_missing).collect()
    }
}

fn filled(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

/// The languages in which words are looked for when a page is in `language`, in this order: the tag
/// itself, its base language (`de` for `de-CH`), the shop's main language. The first with a name is used,
/// name and text together, so that a page never mixes languages within one step.
#[must_use]
pub fn fallback(language: &str, main: &str) -> Vec<String> {
    let mut order: Vec<String> = Vec::new();
    for tag in [language, base_of(language), main] {
        if !order.iter().any(|known| known == tag) {
            order.push(tag.to_owned());
        }
    }
    order
}

fn base_of(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// An order was put into a status.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StatusChange {
    /// When.
    pub at: Millis,
    /// Which status.
    pub status: StatusId,
    /// The status' place at the time; a smaller place than before is a step back.
    pub place: i32,
    /// Whether shoppers see it.
    pub visible: bool,
    /// The internal name at the time.
    pub name: String,
    /// The public words at the time, in the shop's main language.
    pub public: StatusWords,
    /// The public words at the time in other languages.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub translations: BTreeMap<String, StatusWords>,
    /// A note to the shopper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// A note among staff; never shown to a shopper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private_note: Option<String>,
    /// Who did it, for staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// Some items of an order were put into a status; the rest of the order stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ItemChange {
    /// Shopify's ids of the lines, sorted.
    pub items: Vec<ShopifyId>,
    /// The status with its words at the time.
    pub change: StatusChange,
}

impl StatusChange {
    /// Records that an order is put into `status` at `at`, with the words as they are now.
    #[must_use]
    pub fn to(status: &Status, at: Millis, note: Option<String>, by: Option<String>) -> Self {
        Self {
            at,
            status: status.id,
            place: status.place,
            visible: status.visible,
            name: status.name.clone(),
            public: status.public.clone(),
            translations: status.translations.clone(),
            note,
            private_note: None,
            by,
        }
    }

    /// The public words in `language`, else in the shop's main language.
    #[must_use]
    pub fn words(&self, language: &str) -> &StatusWords {
        words_in(&self.public, &self.translations, language)
    }
}

fn words_in<'a>(
    main: &'a StatusWords,
    translations: &'a BTreeMap<String, StatusWords>,
    language: &str,
) -> &'a StatusWords {
    let in_tag = |tag: &str| translations.get(tag).filter(|words| !words.name.is_empty());
    in_tag(language).or_else(|| in_tag(base_of(language))).unwrap_or(main)
}

impl Order {
    /// Status changes a shopper may know of, oldest first. Undone ones are none of them.
    #[must_use]
    pub fn public_changes(&self) -> Vec<(Uuid, &StatusChange)> {
        let told = |(id, change): &(&Uuid, &StatusChange)| change.visible && !self.is_undone(**id);
        let mut changes: Vec<_> = self.status_changes.iter().filter(told).map(|(id, c)| (*id, c)).collect();
        changes.sort_by_key(|(id, change)| (change.at, *id));
        changes
    }

    /// The status shoppers see as current; `None` when no public status was ever set.
    #[must_use]
    pub fn public_status(&self) -> Option<&StatusChange> {
        self.public_changes().pop().map(|(_, change)| change)
    }

    /// The status an item stands in by itself, as shoppers may know it; `None` when it goes with the order: a
    /// later public status of the whole order takes its items along.
    #[must_use]
    pub fn item_status(&self, item: ShopifyId) -> Option<&StatusChange> {
        let counted = self.item_changes.iter().filter(|(id, change)| {
            change.change.visible && change.items.contains(&item) && !self.is_undone(**id)
        });
        let (_, own) = counted.max_by_key(|(id, change)| (change.change.at, **id))?;
        let whole = self.public_status().map(|change| change.at);
        Some(&own.change).filter(|change| whole.is_none_or(|at| at <= change.at))
    }

    /// The status staff see as current, public or internal; `None` when none was ever set.
    #[must_use]
    pub fn current_status(&self) -> Option<&StatusChange> {
        let counted = self.status_changes.iter().filter(|(id, _)| !self.is_undone(**id));
        counted.max_by_key(|(id, change)| (change.at, **id)).map(|(_, change)| change)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fall_back_from_tag_to_base_to_main_language() {
        assert_eq!(fallback("de-CH", "en"), ["de-CH", "de", "en"]);
        assert_eq!(fallback("da", "da"), ["da"]);
        let main = StatusWords { name: "Oak is drying".into(), text: None };
        let german = StatusWords { name: "Die Eiche trocknet".into(), text: None };
        let nameless = StatusWords { name: String::new(), text: Some("…".into()) };
        let words = BTreeMap::from([("de".to_owned(), german.clone()), ("da".to_owned(), nameless)]);
        assert_eq!(words_in(&main, &words, "de-CH"), &german);
        assert_eq!(words_in(&main, &words, "da"), &main);
        assert_eq!(words_in(&main, &words, "fr"), &main);
    }
}
