//! Links: tokens that open one order's page. Several per order, each with purpose, level, expiry and
//! revocation. The token itself is 160 random bits in lower-case base32; only its SHA-256 and a
//! sealed copy are ever stored.

use std::fmt;

use data_encoding::BASE32_NOPAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::clock::{Chance, Millis};
use super::ids::{LinkId, OrderId};
use super::level::Level;

/// Characters of a token: 160 bits at 5 bits each.
pub const TOKEN_LENGTH: usize = 32;

/// The secret in a link's address. Its debug form says nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// A new token of 160 bits.
    #[must_use]
    pub fn draw(chance: &dyn Chance) -> Self {
        let mut bytes = [0u8; 20];
        chance.fill(&mut bytes);
        Self(BASE32_NOPAD.encode(&bytes).to_ascii_lowercase())
    }

    /// Reads a token from an address. `None` when it cannot be one: wrong length or characters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == TOKEN_LENGTH && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7'));
        fits.then(|| Self(text.to_owned()))
    }

    /// What is stored for look-up. A plain hash is proper at this entropy.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// The token as it stands in the address. Never log it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// What a link was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Purpose {
    Mail,
    /// Made by staff or on the command line.
    Merchant,
    /// Short-lived, after a successful look-up.
    Lookup,
    /// Made by the shopper to pass on: no prices, no address, no messages.
    Share,
    /// Short-lived at full level, after a right code where there are no cookies (behind a shop's app
    /// proxy). Its end never moves: more time takes another code.
    StepUp,
}

impl Purpose {
    /// The word stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Merchant => "merchant",
            Self::Lookup => "lookup",
            Self::Share => "share",
            Self::StepUp => "stepup",
        }
    }

    /// Reads a stored word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Mail, Self::Merchant, Self::Lookup, Self::Share, Self::StepUp]
            .into_iter()
            .find(|p| p.word() == word)
    }
}

/// A link as stored, without its token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Our id.
    pub id: LinkId,
    /// The order it opens.
    pub order: OrderId,
    /// What it was made for.
    pub purpose: Purpose,
    /// The most it shows.
    pub level: Level,
    /// When it was made.
    pub created_at: Millis,
    /// When it stops working; `None` for never.
    pub expires_at: Option<Millis>,
    /// When it was revoked; `None` while it is good.
    pub revoked_at: Option<Millis>,
}

impl Link {
    /// A new link to an order that does not expire by itself; what it shows may lessen.
    #[must_use]
    pub fn made(order: OrderId, purpose: Purpose, level: Level, now: Millis, chance: &dyn Chance) -> Self {
        Self {
            id: LinkId::new(now, chance),
            order,
            purpose,
            level,
            created_at: now,
            expires_at: None,
            revoked_at: None,
        }
    }

    /// Whether the link opens anything at `now`.
    #[must_use]
    pub fn is_alive(&self, now: Millis) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }

    /// What the link shows at `now`: its level, and reduced once the merchant's period after the
    /// last event is over. A step-up link shows its level for as long as it lives.
    #[must_use]
    pub fn level_at(&self, now: Millis, last_event: Millis, reduced_after_days: u16) -> Level {
        if self.purpose == Purpose::StepUp {
            return self.level;
        }
        let fresh_until = last_event.max(self.created_at).plus_days(i64::from(reduced_after_days));
        if now < fresh_until { self.level.min(Level::Standard) } else { Level::Reduced }
    }
}
