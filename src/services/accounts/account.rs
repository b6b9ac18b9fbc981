//! The own account: name, password, sessions, and proving anew who is asking before something weighty.

use uuid::Uuid;

use crate::domain::account::User;
use crate::domain::clock::Millis;
use crate::services::{ServiceError, Services};
use crate::wire::admin::accounts::{AccountView, SessionView};

use super::SessionKey;
use super::fields::{Wrong, check_name, check_password};
use super::limits::{Limit, MINUTE_MS, bucket};

/// How long after signing in somebody counts as just having proven who they are.
const FRESH_MINUTES: i64 = 15;
/// Tries at the own password by somebody signed in.
const TRIES: [Limit; 2] = [(MINUTE_MS, 5), (15 * MINUTE_MS, 15)];

impl Services {
    /// What the account page shows.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn account_view(&self, user: &User, key: &SessionKey) -> Result<AccountView, ServiceError> {
        let now = self.clock.now();
        let speech = self.words.in_language(crate::language::Language::English);
        let here = key.hash();
        let lines = self.store.sessions_of(user.id, now).await?;
        let alive = lines.into_iter().filter(|line| !super::is_idle(line.seen_at, now));
        let view = |line: crate::store::SessionLine| SessionView {
            id: line.id.to_string(),
            here: line.token_hash == here,
            browser: browser_name(&line.browser),
            seen: speech.relative(line.seen_at, now),
            since: speech.relative(line.since, now),
        };
        Ok(AccountView {
            name: user.name.clone(),
            email: user.email.clone(),
            second_factor: self.has_second_factor(user).await?,
            app: self.has_app(user).await?,
            passkeys: self.passkeys_view(user).await?,
            recovery_left: self.store.recovery_codes_left(user.id).await?,
            sessions: alive.map(view).collect(),
            ..AccountView::default()
        })
    }

    /// Gives somebody another name. Returns what is wrong with it; empty when it was done.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn rename(&self, user: &User, name: &str) -> Result<Wrong, ServiceError> {
        let mut wrong = Wrong::new();
        check_name(name, &mut wrong);
        if wrong.is_empty() {
            self.store.rename_user(user.id, name.trim()).await?;
        }
        Ok(wrong)
    }

    /// Changes the own password: the old one has to be right. All other sessions end, and this one gets a
    /// new key. `Err` holds what is wrong.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn change_password(
        &self,
        user: &User,
        key: &SessionKey,
        old: &str,
        new: &str,
    ) -> Result<Result<SessionKey, Wrong>, ServiceError> {
        let mut wrong = Wrong::new();
        check_password(new, &user.email, &mut wrong);
        if let Some(sentence) = wrong.remove("password") {
            wrong.insert("new", sentence);
        }
        if let Some(sentence) = self.own_password_problem(user, old).await? {
            wrong.insert("old", sentence);
        }
        if !wrong.is_empty() {
            return Ok(Err(wrong));
        }
        let hash = self.passwords.hash(new, &*self.chance).await?;
        self.store.set_password(user.id, &hash).await?;
        self.store.end_other_sessions(user.id, Some(key.hash())).await?;
        self.note_account(user, "account.password").await?;
        Ok(Ok(self.renew_key(key).await?))
    }

    /// Proves anew who is asking. A right password gives the session a new key; else what is wrong.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn prove_again(
        &self,
        user: &User,
        key: &SessionKey,
        password: &str,
    ) -> Result<Result<SessionKey, String>, ServiceError> {
        match self.own_password_problem(user, password).await? {
            Some(sentence) => Ok(Err(sentence)),
            None => Ok(Ok(self.renew_key(key).await?)),
        }
    }

    async fn own_password_problem(&self, user: &User, typed: &str) -> Result<Option<String>, ServiceError> {
        let bucket = bucket(&[b"own password", user.id.0.as_bytes()]);
        if let Some(seconds) = self.count_try(&bucket, &TRIES).await? {
            return Ok(Some(format!("Too many tries. Try again {}.", super::wait_in_words(seconds))));
        }
        let hash = self.store.user_to_sign_in(&user.email).await?.and_then(|(_, hash)| hash);
        let typed: String = typed.chars().take(1_000).collect();
        if self.passwords.fits(&typed, hash.as_deref()).await? {
            self.forget_tries(&bucket, &TRIES).await?;
            return Ok(None);
        }
        Ok(Some("This is not your password.".into()))
    }

    /// Gives the session of somebody who just proved who they are a new key; the old one opens nothing from
    /// then on.
    ///
    /// # Errors
    /// When the store does not answer.
    pub(super) async fn renew_key(&self, key: &SessionKey) -> Result<SessionKey, ServiceError> {
        let new = SessionKey::draw(&*self.chance);
        self.store.renew_session(key.hash(), new.hash(), Some(self.clock.now())).await?;
        Ok(new)
    }

    /// The same for somebody who got another role: that proves nothing anew.
    ///
    /// # Errors
    /// When the store does not answer.
    pub(super) async fn change_key(&self, key: &SessionKey) -> Result<SessionKey, ServiceError> {
        let new = SessionKey::draw(&*self.chance);
        self.store.renew_session(key.hash(), new.hash(), None).await?;
        Ok(new)
    }

    /// Whether this session's person proved who they are a moment ago.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn is_fresh(&self, key: &SessionKey) -> Result<bool, ServiceError> {
        let now = self.clock.now();
        let session = self.store.session(key.hash(), now).await?;
        let fresh = |at: Millis| at.plus_minutes(FRESH_MINUTES) > now;
        Ok(session.is_some_and(|session| fresh(session.confirmed_at)))
    }

    /// Ends one of somebody's sessions, or all but this one. Returns how many ended.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn end_sessions(
        &self,
        user: &User,
        key: &SessionKey,
        which: Option<Uuid>,
    ) -> Result<u64, ServiceError> {
        match which {
            Some(session) => Ok(u64::from(self.store.end_session_of(user.id, session).await?)),
            None => {
                self.store.forget_devices(user.id).await?;
                Ok(self.store.end_other_sessions(user.id, Some(key.hash())).await?)
            }
        }
    }
}

/// What people call a browser, from what it calls itself.
fn browser_name(agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| {
        names.iter().find(|(part, _)| agent.contains(part)).map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(browser), None) => browser.to_owned(),
        _ => "Another browser".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::browser_name;

    #[test]
    fn browsers_are_called_as_people_call_them() {
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        assert_eq!(browser_name(firefox), "Firefox on Linux");
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0";
        assert_eq!(browser_name(edge), "Edge on Windows");
        assert_eq!(browser_name("<script>"), "Another browser");
    }
}
