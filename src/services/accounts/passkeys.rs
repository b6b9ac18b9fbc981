//! Passkeys as second factor: a device proves that it holds a key whose public half we keep.
//!
//! Each proof answers a question of ours that is asked in one browser, ends after ten minutes and is
//! answered once. The library draws the question's random part by itself. Passkeys belong to the host of
//! the public address: behind an address of numbers there are none. Start with
//! [`Services::begin_passkey`]; signing in with one is in [`super::prove_passkey`].

use serde::Deserialize as _;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use webauthn_rs::prelude::{
    Passkey, PasskeyRegistration, RegisterPublicKeyCredential, Url, Webauthn, WebauthnBuilder,
};

use crate::domain::account::User;
use crate::domain::audit::Audited;
use crate::domain::clock::Millis;
use crate::domain::ids::uuid_at;
use crate::language::Language;
use crate::services::{ServiceError, Services};
use crate::store::StoredPasskey;
use crate::wire::admin::accounts::{PasskeyView, PasskeysView};

use super::SessionKey;
use super::second_factor::UNDER_WAY_MINUTES;

/// How many passkeys somebody may have.
const MOST: usize = 20;
/// Longest name, in characters.
const NAME_MAX: usize = 80;
/// Longest answer of a browser, in bytes.
const ANSWER_MAX: usize = 32_000;
/// Adding a passkey.
const NEW: &str = "new-passkey";

/// What came of adding a passkey.
#[derive(Debug, PartialEq, Eq)]
pub enum NewPasskey {
    /// It is there. The codes are new recovery codes when it is somebody's first second factor, else none.
    Added(Vec<String>),
    /// The browser's answer does not fit our question, or came too late.
    Refused,
    /// Somebody has this passkey already.
    Known,
}

impl Services {
    /// Whom passkeys are for; `None` behind an address that has no name.
    pub(super) fn passkey_site(&self) -> Option<Webauthn> {
        let url = Url::parse(&self.public_url).ok()?;
        let host = url.domain()?.to_owned();
        WebauthnBuilder::new(&host, &url).ok()?.rp_name("Waymark").build().ok()
    }

    /// Somebody's passkeys as their account page shows them.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn passkeys_view(&self, user: &User) -> Result<PasskeysView, ServiceError> {
        let stored = self.store.passkeys_of(user.id).await?;
        let (now, speech) = (self.clock.now(), self.words.in_language(Language::English));
        let view = |one: StoredPasskey| PasskeyView {
            id: one.id.to_string(),
            name: one.name,
            added: speech.relative(one.created_at, now),
            used: one.used_at.map(|at| speech.relative(at, now)),
        };
        let possible = self.passkey_site().is_some();
        Ok(PasskeysView {
            possible,
            full: stored.len() >= MOST,
            rows: stored.into_iter().map(view).collect(),
        })
    }

    /// Begins to add a passkey in this session. Returns what the browser is asked, as JSON; `None` when
    /// there can be none, or no more.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn begin_passkey(&self, user: &User, key: &SessionKey) -> Result<Option<String>, ServiceError> {
        let known = self.known_passkeys(user).await?;
        let Some(site) = self.passkey_site().filter(|_| known.len() < MOST) else { return Ok(None) };
        let have = known.iter().map(|(_, passkey)| passkey.cred_id().clone()).collect();
        let begun = site.start_passkey_registration(user.id.0, &user.email, &user.name, Some(have));
        let (question, state) =
            begun.map_err(|_| ServiceError::Broken("a passkey could not be asked for"))?;
        self.keep_question(beside(key.hash()), user, NEW, &state).await?;
        Ok(Some(json(&question)?))
    }

    /// Ends adding a passkey with what the browser answered.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn finish_passkey(
        &self,
        user: &User,
        key: &SessionKey,
        name: &str,
        answer: &str,
    ) -> Result<NewPasskey, ServiceError> {
        let state = self.take_question::<PasskeyRegistration>(beside(key.hash()), user, NEW).await?;
        let answer = read::<RegisterPublicKeyCredential>(answer);
        let (Some(site), Some(state), Some(answer)) = (self.passkey_site(), state, answer) else {
            return Ok(NewPasskey::Refused);
        };
        let Ok(passkey) = site.finish_passkey_registration(&answer, &state) else {
            return Ok(NewPasskey::Refused);
        };
        let first = !self.has_second_factor(user).await?;
        let now = self.clock.now();
        let stored = StoredPasskey {
            id: uuid_at(now, &*self.chance),
            name: tidy(name),
            doc: document(&passkey)?,
            created_at: now,
            used_at: None,
        };
        if !self.store.add_passkey(user.id, passkey.cred_id(), &stored).await? {
            return Ok(NewPasskey::Known);
        }
        self.note_passkey(user, "account.passkey_added", None, Some(stored.name)).await?;
        if !first {
            return Ok(NewPasskey::Added(Vec::new()));
        }
        self.note_account(user, "account.second_factor_on").await?;
        Ok(NewPasskey::Added(self.draw_recovery_codes(user).await?))
    }

    /// Takes a passkey away. Returns its name; `None` when it is not theirs or gone.
    ///
    /// # Errors
    /// When the store does not answer; then it is still there.
    pub async fn remove_passkey(&self, user: &User, id: Uuid) -> Result<Option<String>, ServiceError> {
        let Some(name) = self.store.remove_passkey(user.id, id).await? else { return Ok(None) };
        self.note_passkey(user, "account.passkey_removed", Some(name.clone()), None).await?;
        if !self.has_second_factor(user).await? {
            self.note_account(user, "account.second_factor_off").await?;
        }
        Ok(Some(name))
    }

    pub(super) async fn known_passkeys(
        &self,
        user: &User,
    ) -> Result<Vec<(StoredPasskey, Passkey)>, ServiceError> {
        let stored = self.store.passkeys_of(user.id).await?;
        let opened = stored.into_iter().map(|one| {
            let passkey = Passkey::deserialize(&one.doc);
            let passkey = passkey.map_err(|_| ServiceError::Broken("a stored passkey cannot be read"))?;
            Ok((one, passkey))
        });
        opened.collect()
    }

    pub(super) async fn keep_question<T: serde::Serialize>(
        &self,
        key: [u8; 32],
        user: &User,
        purpose: &str,
        state: &T,
    ) -> Result<(), ServiceError> {
        let ends_at: Millis = self.clock.now().plus_minutes(UNDER_WAY_MINUTES);
        let state = json(state)?;
        Ok(self.store.begin_ceremony(key, user.id, purpose, state.as_bytes(), ends_at, &*self.chance).await?)
    }

    /// What was asked; it is answered once, rightly or not.
    pub(super) async fn take_question<T: serde::de::DeserializeOwned>(
        &self,
        key: [u8; 32],
        user: &User,
        purpose: &str,
    ) -> Result<Option<T>, ServiceError> {
        let asked = self.store.ceremony(key, purpose, self.clock.now()).await?;
        let Some(asked) = asked.filter(|one| one.user.id == user.id) else { return Ok(None) };
        if !self.store.end_ceremony(key).await? {
            return Ok(None);
        }
        Ok(serde_json::from_slice(&asked.state).ok())
    }

    async fn note_passkey(
        &self,
        user: &User,
        action: &str,
        before: Option<String>,
        after: Option<String>,
    ) -> Result<(), ServiceError> {
        let what = Audited { action: action.into(), subject: user.email.clone(), before, after };
        self.note_audit_everywhere(user, &what).await
    }
}

/// The key of a question that is asked beside what else is under way in a session or a sign-in.
pub(super) fn beside(key: [u8; 32]) -> [u8; 32] {
    Sha256::new().chain_update(b"passkey").chain_update(key).finalize().into()
}

/// A passkey as it is kept.
pub(super) fn document(passkey: &Passkey) -> Result<serde_json::Value, ServiceError> {
    serde_json::to_value(passkey).map_err(|_| ServiceError::Broken("a passkey could not be written"))
}

/// A question or its state, written.
pub(super) fn json<T: serde::Serialize>(value: &T) -> Result<String, ServiceError> {
    serde_json::to_string(value).map_err(|_| ServiceError::Broken("a passkey could not be written"))
}

/// A browser's answer; `None` when it is none.
pub(super) fn read<T: serde::de::DeserializeOwned>(answer: &str) -> Option<T> {
    if answer.len() > ANSWER_MAX { None } else { serde_json::from_str(answer).ok() }
}

/// A name on one line; never empty.
fn tidy(name: &str) -> String {
    let name: String = name.trim().chars().filter(|c| !c.is_control()).take(NAME_MAX).collect();
    if name.is_empty() { "Passkey".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::{NAME_MAX, tidy};

    #[test]
    fn every_passkey_has_a_name_on_one_line() {
        assert_eq!(tidy("  My \n phone "), "My  phone");
        assert_eq!(tidy("\u{0}"), "Passkey");
        assert_eq!(tidy(&"a".repeat(200)).len(), NAME_MAX);
    }
}
