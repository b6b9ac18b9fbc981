//! Signing in: who a browser belongs to, and where that person may work.
//!
//! A session is a key of 256 random bits in a cookie; only its hash is kept. Start with
//! [`Services::signed_in`].

pub mod account;
pub mod audit_page;
mod audit_words;
pub mod fields;
pub mod invitation_mail;
pub mod invitations;
pub mod joining;
pub(in crate::services) mod limits;
pub mod passkeys;
pub mod passwords;
pub mod people;
pub mod prove_passkey;
pub mod second_factor;
pub mod set_up;
pub mod sign_in;
pub mod team;

use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};

use crate::domain::account::{Role, Session, User};
use crate::domain::clock::{Chance, Millis};
use crate::domain::shop::Shop;

use super::{ServiceError, Services};

pub use limits::wait_in_words;

/// How long a browser may be silent before it has to sign in again.
const IDLE_MINUTES: i64 = 12 * 60;
/// How long a session lasts at most.
const LASTS_MINUTES: i64 = 7 * 24 * 60;
/// How exactly it is noted when a browser was last seen.
const SEEN_EVERY_MINUTES: i64 = 5;

/// The key of a session, as it stands in the cookie. Its debug form says nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionKey(String);

impl std::fmt::Debug for SessionKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionKey(…)")
    }
}

impl SessionKey {
    fn draw(chance: &dyn Chance) -> Self {
        let mut bytes = [0u8; 32];
        chance.fill(&mut bytes);
        Self(BASE32_NOPAD.encode(&bytes).to_ascii_lowercase())
    }

    /// Reads a key from a cookie; `None` when it cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 52 && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7'));
        fits.then(|| Self(text.to_owned()))
    }

    /// The key as it stands in the cookie. Never log it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }
}

/// Whether a browser last seen then was silent too long.
fn is_idle(seen_at: Millis, now: Millis) -> bool {
    seen_at.plus_minutes(IDLE_MINUTES) <= now
}

impl Services {
    /// Signs a browser in as `user`, who has proven who they are. `browser` is what it calls itself.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn begin_session(&self, user: &User, browser: &str) -> Result<SessionKey, ServiceError> {
        let key = SessionKey::draw(&*self.chance);
        let now = self.clock.now();
        let ends_at = now.plus_minutes(LASTS_MINUTES);
        let session = Session { user: user.clone(), since: now, seen_at: now, ends_at, confirmed_at: now };
        let browser: String = browser.chars().take(200).collect();
        self.store.add_session(key.hash(), &session, &browser, &*self.chance).await?;
        Ok(key)
    }

    /// Who is signed in under this key; `None` when the session is over or was never one.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn signed_in(&self, key: &SessionKey) -> Result<Option<Session>, ServiceError> {
        let now = self.clock.now();
        let Some(session) = self.store.session(key.hash(), now).await? else { return Ok(None) };
        if is_idle(session.seen_at, now) {
            return Ok(None);
        }
        if session.seen_at.plus_minutes(SEEN_EVERY_MINUTES) <= now {
            self.store.session_seen(key.hash(), now).await?;
        }
        Ok(Some(session))
    }

    /// The shop with this handle and what this person may do there. `None` when there is no such shop or
    /// it is not theirs: nobody learns which.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn shop_of(&self, user: &User, handle: &str) -> Result<Option<(Shop, Role)>, ServiceError> {
        Ok(self.shops_of(user).await?.into_iter().find(|(shop, _)| shop.handle == handle))
    }

    /// The shops this person may work in, oldest first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn shops_of(&self, user: &User) -> Result<Vec<(Shop, Role)>, ServiceError> {
        let memberships = self.store.memberships(user.id).await?;
        let shops = self.store.shops().await?;
        let role = |shop: &Shop| memberships.iter().find(|m| m.shop == shop.id).map(|m| m.role);
        Ok(shops.into_iter().filter_map(|shop| role(&shop).map(|role| (shop, role))).collect())
    }
}
