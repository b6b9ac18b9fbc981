//! What the pages of signing in and of the own account show.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::settings::TabView;

/// What is wrong in a form: sentences by field name.
pub type FieldErrors = BTreeMap<String, String>;

/// The page to sign in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInView {
    /// The address as typed.
    pub email: String,
    /// Where to go afterwards: a path of ours, or empty.
    pub back: String,
    /// What is wrong, with what to do; `None` when nothing is.
    pub problem: Option<String>,
    /// Why somebody is here ("You are signed out."); `None` for no special reason.
    pub note: Option<String>,
}

/// The page of the first start.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetUpView {
    /// The code as typed.
    pub code: String,
    /// The address as typed.
    pub email: String,
    /// The name as typed.
    pub name: String,
    /// What is wrong, by field.
    pub wrong: FieldErrors,
    /// What is wrong with the whole.
    pub problem: Option<String>,
    /// The shops that the owner gets, by name.
    pub shops: Vec<String>,
}

/// The own account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// The name colleagues read, or as typed.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// Whether signing in needs a second factor.
    pub second_factor: bool,
    /// Whether an authenticator app is one.
    pub app: bool,
    /// The passkeys.
    pub passkeys: PasskeysView,
    /// How many recovery codes are left.
    pub recovery_left: u32,
    /// Where they are signed in, last seen first.
    pub sessions: Vec<SessionView>,
    /// What is wrong, by field: `name`, `old`, `new`, `passkey`.
    pub wrong: FieldErrors,
}

/// Somebody's passkeys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeysView {
    /// Whether there can be any at this address.
    pub possible: bool,
    /// Whether there are as many as there may be.
    pub full: bool,
    /// All of them, oldest first.
    pub rows: Vec<PasskeyView>,
}

/// A passkey.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyView {
    /// Its id, to remove it by.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was added, in words.
    pub added: String,
    /// When it last let its owner in, in words; `None` for never.
    pub used: Option<String>,
}

/// A browser somebody is signed in with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// Its id, to end it by.
    pub id: String,
    /// Whether it is the one that asks.
    pub here: bool,
    /// What people call it ("Firefox on Linux").
    pub browser: String,
    /// When it was last seen, in words.
    pub seen: String,
    /// When they signed in, in words.
    pub since: String,
}

/// The question for the second factor at signing in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondView {
    /// Where to go afterwards, or empty.
    pub back: String,
    /// Whether there is an authenticator app.
    pub app: bool,
    /// Whether there are passkeys that can be used here.
    pub passkeys: bool,
    /// What is wrong.
    pub problem: Option<String>,
}

/// The second factor and its setting up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactorView {
    /// Whether there is one, of any kind.
    pub on: bool,
    /// Whether an authenticator app is one.
    pub app: bool,
    /// How many recovery codes are left.
    pub recovery_left: u32,
    /// The app that is being set up: its secret in groups, and its picture as SVG.
    pub new_app: Option<(String, String)>,
    /// Recovery codes, shown this once.
    pub codes: Vec<String>,
    /// What is wrong with a typed code.
    pub problem: Option<String>,
}

/// A page of the audit log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditView {
    /// The tabs of all settings.
    pub tabs: Vec<TabView>,
    /// Its lines, newest first.
    pub rows: Vec<AuditRow>,
    /// Where the next page begins; `None` on the last one.
    pub next: Option<String>,
    /// Whether it is the newest page.
    pub is_first: bool,
}

/// A line of the audit log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// When, in words.
    pub ago: String,
    /// When, as RFC 3339 in UTC.
    pub at: String,
    /// Who.
    pub who: String,
    /// What was done, in words.
    pub what: String,
    /// What it was done to.
    pub subject: String,
    /// Which facts changed.
    pub facts: Vec<AuditFact>,
}

/// A fact that changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditFact {
    /// Which one; empty where the line is about one thing alone.
    pub name: String,
    /// How it was; `None` for nothing.
    pub before: Option<String>,
    /// How it is; `None` for nothing.
    pub after: Option<String>,
}
