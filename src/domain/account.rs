//! Who may sign in, and what they may do in which shop. How somebody proves who they are is
//! `services/accounts`' affair.

use uuid::Uuid;

use super::clock::Millis;
use super::ids::{ShopId, UserId};

/// Somebody who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Our id.
    pub id: UserId,
    /// Where mail reaches them, as typed; also what they sign in with.
    pub email: String,
    /// What colleagues read beside changes.
    pub name: String,
}

/// What somebody may do in a shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Moves orders along; changes no settings.
    Staff,
    /// Everything.
    Owner,
}

impl Role {
    /// The word stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Owner => "owner",
        }
    }

    /// Reads a stored word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Staff, Self::Owner].into_iter().find(|role| role.word() == word)
    }

    /// What people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Staff => "Staff",
            Self::Owner => "Owner",
        }
    }

    /// The same inside a sentence: "you are an owner".
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Staff => "on the staff",
            Self::Owner => "an owner",
        }
    }
}

/// A place in a shop's team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The shop.
    pub shop: ShopId,
    /// What they may do there.
    pub role: Role,
}

/// Somebody in a shop's team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teammate {
    /// Who.
    pub user: User,
    /// What they may do.
    pub role: Role,
    /// Since when they are in the team.
    pub since: Millis,
}

/// Whether an invitation was mailed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mailed {
    /// It waits to be sent, or to be tried again.
    Waiting,
    /// A mail server took it.
    Sent,
    /// It was given up.
    Failed,
}

impl Mailed {
    /// The word stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }

    /// Reads a stored word; one that is being sent still waits.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        [Self::Sent, Self::Failed].into_iter().find(|state| state.word() == word).unwrap_or(Self::Waiting)
    }
}

/// An invitation to a shop's team. Its secret is only in the mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Our id.
    pub id: Uuid,
    /// Where it is mailed to, as typed.
    pub email: String,
    /// What they are to be.
    pub role: Role,
    /// Who invited them, by the name they had then.
    pub invited_by: String,
    /// When.
    pub created_at: Millis,
    /// From when on it opens nothing.
    pub ends_at: Millis,
    /// Whether it was mailed.
    pub mailed: Mailed,
}

/// Somebody signed in, by one browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Who.
    pub user: User,
    /// When they signed in.
    pub since: Millis,
    /// When the browser was last seen.
    pub seen_at: Millis,
    /// When it ends, whatever happens.
    pub ends_at: Millis,
    /// When they last proved who they are: at signing in, or by their password since then.
    pub confirmed_at: Millis,
}
