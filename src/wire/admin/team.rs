//! What the page of a shop's team shows, and the page that an invitation leads to.

use serde::{Deserialize, Serialize};

use super::accounts::FieldErrors;
use super::settings::TabView;

/// The team.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamView {
    /// The tabs of all settings.
    pub tabs: Vec<TabView>,
    /// Where the form of a new invitation is sent.
    pub action: String,
    /// Who is in it, longest first.
    pub people: Vec<TeamRow>,
    /// Who is invited, newest first.
    pub invitations: Vec<InvitationRow>,
    /// The address of a new invitation as typed.
    pub email: String,
    /// Whether the new invitation makes an owner.
    pub as_owner: bool,
    /// What is wrong, by field.
    pub wrong: FieldErrors,
}

/// Somebody of the team.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamRow {
    /// Where forms about them are sent.
    pub action: String,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their role in words.
    pub role: String,
    /// Whether they own the shop.
    pub is_owner: bool,
    /// Whether they are the only one who does.
    pub is_last_owner: bool,
    /// Whether it is whoever looks.
    pub is_you: bool,
    /// Since when, in words.
    pub since: String,
}

/// An invitation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationRow {
    /// Where forms about it are sent.
    pub action: String,
    /// To whom.
    pub email: String,
    /// The role in words.
    pub role: String,
    /// By whom.
    pub by: String,
    /// How it stands, in words.
    pub state: String,
    /// How that feels: `good`, `warn`, `stop`, or nothing.
    pub tone: String,
    /// When it ends or ended, in words.
    pub ends: String,
}

/// The page that an invitation leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinView {
    /// Its own path, where its form is sent.
    pub action: String,
    /// What shoppers call the shop.
    pub shop: String,
    /// Who invites.
    pub by: String,
    /// What they would be, in words ("an owner").
    pub role: String,
    /// The address that was invited.
    pub email: String,
    /// Who looks at it.
    pub guest: Guest,
    /// The name as typed.
    pub name: String,
    /// What is wrong, by field.
    pub wrong: FieldErrors,
}

/// Who looks at an invitation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Guest {
    /// Somebody new: chooses a name and a password.
    #[default]
    New,
    /// Somebody who has to sign in first.
    Known,
    /// Whoever is invited, signed in.
    Invited,
    /// Somebody else is signed in: their address.
    Other(String),
}
