//! The second factor: codes of an authenticator app, each good once, and recovery codes. Passkeys, which count
//! as one too, are in [`super::passkeys`].

use data_encoding::{BASE32_NOPAD, HEXLOWER};
use totp_rs::{Builder, Totp};

use crate::domain::account::User;
use crate::domain::audit::Audited;
use crate::domain::link::Token;
use crate::services::{ServiceError, Services};

use super::SessionKey;
use super::limits::{Limit, MINUTE_MS, bucket};

/// How many recovery codes somebody gets.
const RECOVERY_CODES: usize = 10;
/// How long something may be under way between two pages.
pub(super) const UNDER_WAY_MINUTES: i64 = 10;
/// Tries at one sign-in.
const TRIES: u32 = 6;
/// Tries at somebody's second factor, over all sign-ins. Each needs the password first.
const PERSON: [Limit; 2] = [(MINUTE_MS, 6), (15 * MINUTE_MS, 15)];
/// Signing in, between password and second factor.
const PENDING: &str = "second-factor";
/// Setting up an authenticator app.
const NEW_APP: &str = "new-app";

/// What came of a second factor.
#[derive(Debug, PartialEq, Eq)]
pub enum Second {
    /// It is them.
    Right(User),
    /// Not a code that counts now.
    Wrong,
    /// Too late or too often: to begin again with the password.
    Over,
    /// Too many tries.
    Wait {
        /// Seconds until the next one is looked at.
        seconds: i64,
    },
}

/// An authenticator app that is being set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewApp {
    /// The secret as people type it, in groups.
    pub secret: String,
    /// The address that the picture holds.
    pub url: String,
}

impl Services {
    /// Whether somebody needs a second factor to sign in.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn has_second_factor(&self, user: &User) -> Result<bool, ServiceError> {
        Ok(self.has_app(user).await? || !self.store.passkeys_of(user.id).await?.is_empty())
    }

    /// Whether somebody has an authenticator app.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn has_app(&self, user: &User) -> Result<bool, ServiceError> {
        Ok(self.store.totp(user.id).await?.is_some())
    }

    /// How many recovery codes somebody has left.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn recovery_left(&self, user: &User) -> Result<u32, ServiceError> {
        Ok(self.store.recovery_codes_left(user.id).await?)
    }

    /// Notes that somebody gave the right password and needs a second factor yet. The token is for their
    /// browser alone.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn ask_second_factor(&self, user: &User) -> Result<Token, ServiceError> {
        let token = Token::draw(&*self.chance);
        let ends_at = self.clock.now().plus_minutes(UNDER_WAY_MINUTES);
        self.store.begin_ceremony(token.hash(), user.id, PENDING, b"", ends_at, &*self.chance).await?;
        Ok(token)
    }

    /// Whose sign-in with this token waits for a second factor; `None` when it is over.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn who_waits(&self, token: &Token) -> Result<Option<User>, ServiceError> {
        let waiting = self.store.ceremony(token.hash(), PENDING, self.clock.now()).await?;
        Ok(waiting.map(|waiting| waiting.user))
    }

    /// Tries a code of the authenticator app, or a recovery code, for the sign-in with this token.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn try_second_factor(&self, token: &Token, typed: &str) -> Result<Second, ServiceError> {
        let user = match self.count_second(token).await? {
            Ok(user) => user,
            Err(not_looked_at) => return Ok(not_looked_at),
        };
        if !self.is_second_factor(&user, typed).await? {
            return Ok(Second::Wrong);
        }
        self.end_second(token, user).await
    }

    /// Counts a try at the second factor of the sign-in with this token. Returns whose it is, or why
    /// nothing is looked at.
    pub(super) async fn count_second(&self, token: &Token) -> Result<Result<User, Second>, ServiceError> {
        let Some(user) = self.who_waits(token).await? else { return Ok(Err(Second::Over)) };
        if let Some(seconds) = self.count_try(&person_bucket(&user), &PERSON).await? {
            return Ok(Err(Second::Wait { seconds }));
        }
        let tries = self.store.try_ceremony(token.hash()).await?;
        if tries == 0 || tries > TRIES {
            self.store.end_ceremony(token.hash()).await?;
            return Ok(Err(Second::Over));
        }
        Ok(Ok(user))
    }

    /// Ends the sign-in with this token, whose second factor was right. Of two with the same proof at the
    /// same moment one gets in.
    pub(super) async fn end_second(&self, token: &Token, user: User) -> Result<Second, ServiceError> {
        if !self.store.end_ceremony(token.hash()).await? {
            return Ok(Second::Over);
        }
        self.forget_tries(&person_bucket(&user), &PERSON).await?;
        Ok(Second::Right(user))
    }

    async fn is_second_factor(&self, user: &User, typed: &str) -> Result<bool, ServiceError> {
        let letters: String = typed.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
        if letters.len() == 6 && letters.bytes().all(|b| b.is_ascii_digit()) {
            let Some(secret) = self.store.totp(user.id).await? else { return Ok(false) };
            let Some(step) = self.step_of(&secret, &user.email, &letters) else { return Ok(false) };
            return Ok(self.store.take_totp_step(user.id, step).await?);
        }
        let hash = self.store.recovery_hash(user.id, &letters.to_ascii_lowercase());
        let used = self.store.use_recovery_code(user.id, hash).await?;
        if used {
            let what = Audited {
                action: "account.recovery_code_used".into(),
                subject: user.email.clone(),
                ..Audited::default()
            };
            self.note_audit_everywhere(user, &what).await?;
        }
        Ok(used)
    }

    /// The step whose code this is: the present one, or one beside it.
    fn step_of(&self, secret: &[u8], email: &str, code: &str) -> Option<i64> {
        let seconds = u64::try_from(self.clock.now().0 / 1_000).ok()?;
        let step = app(secret, email)?.check(code, seconds)?;
        i64::try_from(step).ok()
    }

    /// Begins to set up an authenticator app in this session.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn begin_app(&self, user: &User, key: &SessionKey) -> Result<(), ServiceError> {
        let mut secret = [0u8; 20];
        self.chance.fill(&mut secret);
        let ends_at = self.clock.now().plus_minutes(UNDER_WAY_MINUTES);
        Ok(self.store.begin_ceremony(key.hash(), user.id, NEW_APP, &secret, ends_at, &*self.chance).await?)
    }

    /// The app that is being set up in this session; `None` when none is, or not any more.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn app_under_way(&self, user: &User, key: &SessionKey) -> Result<Option<NewApp>, ServiceError> {
        let under_way = self.store.ceremony(key.hash(), NEW_APP, self.clock.now()).await?;
        let Some(under_way) = under_way.filter(|one| one.user.id == user.id) else { return Ok(None) };
        let letters = BASE32_NOPAD.encode(&under_way.state);
        let groups: Vec<&str> = letters.as_bytes().chunks(4).filter_map(|c| str::from_utf8(c).ok()).collect();
        let url = app(&under_way.state, &user.email).and_then(|app| app.to_url().ok());
        Ok(url.map(|url| NewApp { secret: groups.join(" "), url }))
    }

    /// Ends setting up with a first code of the app. Returns the recovery codes, to be shown once; `None`
    /// when the code is not right or nothing is under way.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn finish_app(
        &self,
        user: &User,
        key: &SessionKey,
        typed: &str,
    ) -> Result<Option<Vec<String>>, ServiceError> {
        let under_way = self.store.ceremony(key.hash(), NEW_APP, self.clock.now()).await?;
        let Some(under_way) = under_way.filter(|one| one.user.id == user.id) else { return Ok(None) };
        if self.store.try_ceremony(key.hash()).await? > 2 * TRIES {
            self.store.end_ceremony(key.hash()).await?;
            return Ok(None);
        }
        let digits: String = typed.chars().filter(char::is_ascii_digit).take(12).collect();
        let Some(step) = self.step_of(&under_way.state, &user.email, &digits) else { return Ok(None) };
        if !self.store.end_ceremony(key.hash()).await? {
            return Ok(None);
        }
        self.store.set_totp(user.id, &under_way.state, &*self.chance).await?;
        self.store.take_totp_step(user.id, step).await?;
        self.note_account(user, "account.second_factor_on").await?;
        Ok(Some(self.draw_recovery_codes(user).await?))
    }

    /// Draws ten recovery codes in the place of all others; only their hashes are kept.
    ///
    /// # Errors
    /// When the store does not answer; then the old ones hold.
    pub async fn draw_recovery_codes(&self, user: &User) -> Result<Vec<String>, ServiceError> {
        let mut codes = Vec::with_capacity(RECOVERY_CODES);
        for _ in 0..RECOVERY_CODES {
            let mut bytes = [0u8; 8];
            self.chance.fill(&mut bytes);
            codes.push(HEXLOWER.encode(&bytes));
        }
        let hashes: Vec<[u8; 32]> =
            codes.iter().map(|code| self.store.recovery_hash(user.id, code)).collect();
        self.store.put_recovery_codes(user.id, &hashes).await?;
        let grouped = |code: &String| {
            let groups: Vec<&str> =
                code.as_bytes().chunks(4).filter_map(|c| str::from_utf8(c).ok()).collect();
            groups.join("-")
        };
        Ok(codes.iter().map(grouped).collect())
    }

    /// Takes the authenticator app away; passkeys stay. The second factor is off when there are none.
    ///
    /// # Errors
    /// When the store does not answer; then it is still there.
    pub async fn drop_app(&self, user: &User) -> Result<(), ServiceError> {
        self.store.drop_totp(user.id).await?;
        let off = !self.has_second_factor(user).await?;
        self.note_account(user, if off { "account.second_factor_off" } else { "account.app_removed" }).await
    }

    /// Takes every second factor away.
    ///
    /// # Errors
    /// When the store does not answer; then it is still there.
    pub async fn drop_second_factor(&self, user: &User) -> Result<(), ServiceError> {
        self.store.drop_second_factor(user.id).await?;
        self.note_account(user, "account.second_factor_off").await
    }

    pub(super) async fn note_account(&self, user: &User, action: &str) -> Result<(), ServiceError> {
        let what = Audited { action: action.into(), subject: user.email.clone(), ..Audited::default() };
        self.note_audit_everywhere(user, &what).await
    }
}

fn person_bucket(user: &User) -> Vec<u8> {
    bucket(&[b"second factor", user.id.0.as_bytes()])
}

/// The app with this secret: six digits every thirty seconds, one step to either side.
fn app(secret: &[u8], email: &str) -> Option<Totp> {
    // What stands before a colon would be read as the issuer.
    let name = email.replace(':', " ");
    Builder::new().with_secret(secret).with_account_name(name).with_issuer(Some("Waymark")).build().ok()
}
