//! The page about the sender: how messages leave, what receivers can know about them, and who tells when one comes
//! back.

use serde::{Deserialize, Serialize};

use super::sender_check::SenderCheckView;
use super::settings::TabView;
use crate::wire::frame::{Moment, Tone};

/// The page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SenderPageView {
    /// The tabs of all settings.
    pub tabs: Vec<TabView>,
    /// How messages leave, in one sentence.
    pub way: String,
    /// How that feels.
    pub way_tone: Tone,
    /// What to do about it, in sentences; empty for nothing.
    pub way_advice: String,
    /// Path of the form in which the sender is entered.
    pub sender_form: String,
    /// What the DNS says; `None` where there is nothing to ask about.
    pub check: Option<SenderCheckView>,
    /// Providers that can tell when a message comes back.
    pub hooks: Vec<MailHookView>,
}

/// A provider, and whether it tells us.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailHookView {
    /// Its word in forms.
    pub provider: String,
    /// What people call it.
    pub name: String,
    /// Where its form is sent.
    pub action: String,
    /// Whether it is shown unfolded: it is in use, or messages leave through it.
    pub open: bool,
    /// Whether its news are believed.
    pub is_on: bool,
    /// How it stands, in a few words.
    pub state: String,
    /// How that feels.
    pub tone: Tone,
    /// When it last told something; `None` when it never did.
    pub heard: Option<Moment>,
    /// The address to enter there.
    pub address: String,
    /// What to do there, step by step.
    pub steps: Vec<String>,
    /// The user name to enter there; `None` where it signs by a key of its own.
    pub user: Option<String>,
    /// The password to enter there, shown once when it was drawn.
    pub password: Option<String>,
    /// What the key to paste is called there; `None` where it gets a password of ours.
    pub key_name: Option<String>,
    /// What is wrong with the key that was pasted.
    pub wrong: Option<String>,
}
