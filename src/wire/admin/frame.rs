//! What surrounds every page of the merchant's side.

use serde::{Deserialize, Serialize};

use crate::wire::frame::Tone;

/// Part of the merchant's side, as it stands in the navigation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Section {
    #[default]
    Orders,
    Statuses,
    Messages,
    Shopify,
    Settings,
    Account,
}

/// The frame of a merchant's page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminFrame {
    /// What shoppers call the shop; empty on pages of no shop (the account of somebody in several).
    pub shop_name: String,
    /// The shop's handle, for addresses; empty on pages of no shop.
    pub shop: String,
    /// Who is signed in.
    pub user_name: String,
    /// What they may do ("Owner").
    pub role: String,
    /// Whether they may change settings and statuses.
    pub is_owner: bool,
    /// The shops they may work in.
    pub shops: Vec<ShopChoice>,
    /// How the shop stands with Shopify, in a few words ("In step with Shopify, 40 seconds ago").
    pub sync: Option<(String, Tone)>,
    /// What came of the form that led here, told once.
    pub told: Option<String>,
    /// The person's last change, as long as it can be undone.
    pub said: Option<Said>,
}

/// A shop to work in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopChoice {
    /// What shoppers call it.
    pub name: String,
    /// Where its orders are.
    pub href: String,
    /// Whether this page is about it.
    pub current: bool,
}

/// What was just done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The sentence.
    pub text: String,
    /// How it feels.
    pub tone: Tone,
    /// Where a form undoes it, as long as that is possible.
    pub undo: Option<String>,
}
