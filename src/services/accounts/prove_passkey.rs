//! Signing in with a passkey: after the password, in the place of another second factor.

use webauthn_rs::prelude::{Passkey, PasskeyAuthentication, PublicKeyCredential};

use crate::domain::account::User;
use crate::domain::link::Token;
use crate::services::{ServiceError, Services};

use super::passkeys::{beside, document, json, read};
use super::second_factor::Second;

/// Using a passkey at signing in.
const USE: &str = "use-passkey";

impl Services {
    /// Asks for a passkey for the sign-in with this token. Returns what the browser is asked, as JSON;
    /// `None` when nobody waits or they have none.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn ask_passkey(&self, token: &Token) -> Result<Option<String>, ServiceError> {
        let Some(user) = self.who_waits(token).await? else { return Ok(None) };
        let known: Vec<Passkey> = self.known_passkeys(&user).await?.into_iter().map(|(_, one)| one).collect();
        let Some(site) = self.passkey_site().filter(|_| !known.is_empty()) else { return Ok(None) };
        let begun = site.start_passkey_authentication(&known);
        let (question, state) =
            begun.map_err(|_| ServiceError::Broken("a passkey could not be asked for"))?;
        self.keep_question(beside(token.hash()), &user, USE, &state).await?;
        Ok(Some(json(&question)?))
    }

    /// Tries what the browser answered for the sign-in with this token.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn try_passkey(&self, token: &Token, answer: &str) -> Result<Second, ServiceError> {
        let user = match self.count_second(token).await? {
            Ok(user) => user,
            Err(not_looked_at) => return Ok(not_looked_at),
        };
        let state = self.take_question::<PasskeyAuthentication>(beside(token.hash()), &user, USE).await?;
        let (Some(state), Some(answer)) = (state, read::<PublicKeyCredential>(answer)) else {
            return Ok(Second::Wrong);
        };
        if !self.is_passkey_of(&user, &state, &answer).await? {
            return Ok(Second::Wrong);
        }
        self.end_second(token, user).await
    }

    /// Whether this answer proves one of somebody's passkeys; its counter and backup state are kept.
    async fn is_passkey_of(
        &self,
        user: &User,
        state: &PasskeyAuthentication,
        answer: &PublicKeyCredential,
    ) -> Result<bool, ServiceError> {
        let Some(site) = self.passkey_site() else { return Ok(false) };
        let Ok(proof) = site.finish_passkey_authentication(answer, state) else { return Ok(false) };
        for (stored, mut passkey) in self.known_passkeys(user).await? {
            let Some(changed) = passkey.update_credential(&proof) else { continue };
            // Counted on since the question was asked: this count was there before.
            if proof.needs_update() && !changed {
                return Ok(false);
            }
            let (doc, now) = (document(&passkey)?, self.clock.now());
            return Ok(self.store.passkey_used(user.id, stored.id, &stored.doc, &doc, now).await?);
        }
        Ok(false)
    }
}
