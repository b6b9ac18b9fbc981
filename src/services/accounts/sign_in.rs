//! Signing in by address and password.
//!
//! An unknown address and a wrong password look alike, in words and in work. Strangers are slowed down
//! per account and per network; a browser that the person signed in with before is counted apart, so
//! that nobody can lock them out.

use crate::domain::account::User;
use crate::domain::audit::Audited;
use crate::domain::link::Token;
use crate::services::{ServiceError, Services};
use crate::store::search_key::email_key;

use super::SessionKey;
use super::limits::{Limit, MINUTE_MS, SECOND_MS, bucket};

/// Tries at an account by strangers.
const ACCOUNT: [Limit; 3] = [(10 * SECOND_MS, 4), (MINUTE_MS, 6), (15 * MINUTE_MS, 10)];
/// Tries at an account in a browser it is known in: never more than a minute's wait.
const KNOWN: [Limit; 2] = [(10 * SECOND_MS, 5), (MINUTE_MS, 10)];
/// Tries from a network at all accounts together.
const NETWORK: [Limit; 2] = [(MINUTE_MS, 30), (15 * MINUTE_MS, 100)];
/// How long a browser stays known.
const KNOWN_DAYS: i64 = 365;

/// What somebody types and where they are.
#[derive(Clone, Copy)]
pub struct SignIn<'a> {
    /// The address as typed.
    pub email: &'a str,
    /// The password as typed.
    pub password: &'a str,
    /// What the browser keeps of an earlier time.
    pub device: Option<&'a Token>,
    /// The network the try comes from; only counted.
    pub network: &'a str,
}

/// What came of a try.
#[derive(Debug, PartialEq, Eq)]
pub enum Tried {
    /// It is them.
    Right(User),
    /// No such address or not its password: nobody learns which.
    Wrong,
    /// Too many tries.
    Wait {
        /// Seconds until the next one is looked at.
        seconds: i64,
    },
}

impl Services {
    /// Looks whether a password is right. Whoever it is may need a second factor yet.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn try_password(&self, tried: &SignIn<'_>) -> Result<Tried, ServiceError> {
        let email: String = tried.email.chars().take(254).collect();
        let known = self.store.user_to_sign_in(&email).await?;
        let person = known.as_ref().map(|(user, _)| user);
        if let Some(seconds) = self.count_sign_in(&email, person, tried).await? {
            return Ok(Tried::Wait { seconds });
        }
        let hash = known.as_ref().and_then(|(_, hash)| hash.as_deref());
        let password: String = tried.password.chars().take(1_000).collect();
        let fits = self.passwords.fits(&password, hash).await?;
        match known {
            Some((user, _)) if fits => {
                self.forget_tries(&account_bucket(&email), &ACCOUNT).await?;
                if let Some(device) = tried.device {
                    self.forget_tries(&known_bucket(&user, device), &KNOWN).await?;
                }
                Ok(Tried::Right(user))
            }
            _ => Ok(Tried::Wrong),
        }
    }

    async fn count_sign_in(
        &self,
        email: &str,
        person: Option<&User>,
        tried: &SignIn<'_>,
    ) -> Result<Option<i64>, ServiceError> {
        if let (Some(user), Some(device)) = (person, tried.device)
            && self.store.knows_device(device.hash(), user.id, self.clock.now()).await?
        {
            return self.count_try(&known_bucket(user, device), &KNOWN).await;
        }
        let network = bucket(&[b"sign-in network", tried.network.as_bytes()]);
        let by_network = self.count_try(&network, &NETWORK).await?;
        Ok(self.count_try(&account_bucket(email), &ACCOUNT).await?.max(by_network))
    }

    /// Ends signing in: a new session, and this browser known from now on. `old` is the session the
    /// browser had, which ends; `device` is what it kept. Returns the session's key and what the browser
    /// is to keep.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn admit(
        &self,
        user: &User,
        browser: &str,
        old: Option<&SessionKey>,
        device: Option<&Token>,
    ) -> Result<(SessionKey, Token), ServiceError> {
        let now = self.clock.now();
        if let Some(old) = old {
            self.store.end_session(old.hash()).await?;
        }
        let known = match device {
            Some(token) if self.store.knows_device(token.hash(), user.id, now).await? => Some(token.clone()),
            _ => None,
        };
        let device = known.unwrap_or_else(|| Token::draw(&*self.chance));
        self.store.note_device(device.hash(), user.id, now, now.plus_days(KNOWN_DAYS)).await?;
        let key = self.begin_session(user, browser).await?;
        let what =
            Audited { action: "account.signed_in".into(), subject: user.email.clone(), ..Audited::default() };
        self.note_audit_everywhere(user, &what).await?;
        Ok((key, device))
    }

    /// Writes a line about somebody into the log of every shop they work in.
    ///
    /// # Errors
    /// When the store does not answer.
    pub(super) async fn note_audit_everywhere(
        &self,
        user: &User,
        what: &Audited,
    ) -> Result<(), ServiceError> {
        for (shop, _) in self.shops_of(user).await? {
            self.note_audit(&shop, &user.name, what).await?;
        }
        Ok(())
    }

    /// Ends the session of this key.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn sign_out(&self, key: &SessionKey) -> Result<(), ServiceError> {
        Ok(self.store.end_session(key.hash()).await?)
    }
}

fn account_bucket(email: &str) -> Vec<u8> {
    bucket(&[b"sign-in account", email_key(email).as_bytes()])
}

fn known_bucket(user: &User, device: &Token) -> Vec<u8> {
    bucket(&[b"sign-in known", user.id.0.as_bytes(), &device.hash()])
}
