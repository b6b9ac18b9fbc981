//! Merchant-defined statuses: the steps a shop invents ("Oak is drying").
//!
//! A change keeps the words as shown at the time, so renaming or deleting a status never rewrites
//! history. Nothing here touches Shopify's own states.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::clock::Millis;
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AutomaticNext {
    /// The status that follows.
    pub to: StatusId,
    /// After how many working days.
    pub after_working_days: u16,
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
}

impl Status {
    /// The public words in `language`, else in the shop's main language.
    #[must_use]
    pub fn words(&self, language: &str) -> &StatusWords {
        words_in(&self.public, &self.translations, language)
    }
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
    translations.get(language).filter(|words| !words.name.is_empty()).unwrap_or(main)
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
