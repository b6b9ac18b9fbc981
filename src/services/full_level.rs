//! One-time codes to reach full level: mailed to the order's address, 8 digits, 10 minutes, 5 tries,
//! bound to the browser that asked. Nothing here tells whether the order has an address.

use sha2::{Digest, Sha256};

use crate::domain::clock::Millis;
use crate::domain::ids::{LinkId, MessageId};
use crate::domain::level::Level;
use crate::domain::link::{Link, Purpose, Token};
use crate::domain::message::{Message, MessageFacts, MessageKind};
use crate::language::Language;
use crate::store::{CodeOutcome, NewCode};

use super::view_order::Opened;
use super::{ServiceError, Services};

/// How long a code works.
pub const CODE_MINUTES: i64 = 10;
/// How often a code may be tried.
pub const CODE_TRIES: u32 = 5;
/// How many codes an order gets an hour.
const CODES_PER_HOUR: u32 = 3;
/// How long a browser keeps full level after a right code.
const GRANT_HOURS: i64 = 24;

/// How long the link lives that a right code opens where there are no cookies.
const STEP_UP_MINUTES: i64 = 30;

/// What came of a code where there are no cookies.
#[derive(Debug)]
pub enum SteppedUp {
    /// Right: this token opens the order at full level for half an hour.
    Open(Token),
    /// Not the code; so many tries are left.
    Wrong {
        /// Tries left.
        left: u32,
    },
    /// There is no code to try.
    Dead,
}

/// What came of asking for a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A code is on its way, if the order has an address.
    Sent,
    /// Enough codes for this hour.
    TooMany,
}

/// The secret a browser keeps in its cookie.
#[must_use]
pub fn browser_hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

impl Services {
    /// Sends a code for the opened order to its address, good for `browser` alone.
    ///
    /// # Errors
    /// When the store does not answer; then no code was made.
    pub async fn ask_for_code(
        &self,
        opened: &Opened,
        browser: [u8; 32],
        language: Language,
    ) -> Result<Asked, ServiceError> {
        let now = self.clock.now();
        let store = self.store.shop(opened.shop.id);
        let order = opened.knock.order;
        if store.codes_since(order, now.plus_minutes(-60)).await? >= CODES_PER_HOUR {
            return Ok(Asked::TooMany);
        }
        let Some(Some(email)) = opened.order.email.get() else { return Ok(Asked::Sent) };
        let code = self.draw_code();
        let message = self.code_message(opened, email, &code, language, now);
        let hash = store.code_hash(order, &browser, &code);
        let new = NewCode { order, browser, hash, address: None, expires_at: now.plus_minutes(CODE_MINUTES) };
        store.issue_code(&new, &message, now, &*self.chance).await?;
        Ok(Asked::Sent)
    }

    /// Tries a code. A right one opens full level in this browser for a day.
    ///
    /// # Errors
    /// When the store does not answer; then the try was not counted.
    pub async fn try_code(
        &self,
        opened: &Opened,
        browser: [u8; 32],
        code: &str,
    ) -> Result<CodeOutcome, ServiceError> {
        let outcome = self.use_code(opened, browser, code).await?;
        if outcome == CodeOutcome::Right {
            let until = self.clock.now().plus_minutes(GRANT_HOURS * 60);
            self.store.shop(opened.shop.id).add_grant(browser, opened.knock.order, until).await?;
        }
        Ok(outcome)
    }

    /// Tries a code where there are no cookies. A right one makes a link at full level that lives half
    /// an hour and is never extended.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn step_up(
        &self,
        opened: &Opened,
        browser: [u8; 32],
        code: &str,
    ) -> Result<SteppedUp, ServiceError> {
        match self.use_code(opened, browser, code).await? {
            CodeOutcome::Wrong { left } => return Ok(SteppedUp::Wrong { left }),
            CodeOutcome::Dead => return Ok(SteppedUp::Dead),
            CodeOutcome::Right => {}
        }
        let now = self.clock.now();
        let token = Token::draw(&*self.chance);
        let link = Link {
            id: LinkId::new(now, &*self.chance),
            order: opened.knock.order,
            purpose: Purpose::StepUp,
            level: Level::Full,
            created_at: now,
            expires_at: Some(now.plus_minutes(STEP_UP_MINUTES)),
            revoked_at: None,
        };
        self.store.shop(opened.shop.id).add_link(&link, &token, &*self.chance).await?;
        Ok(SteppedUp::Open(token))
    }

    async fn use_code(
        &self,
        opened: &Opened,
        browser: [u8; 32],
        code: &str,
    ) -> Result<CodeOutcome, ServiceError> {
        let store = self.store.shop(opened.shop.id);
        let order = opened.knock.order;
        let digits: String = code.chars().filter(char::is_ascii_digit).take(16).collect();
        let hash = store.code_hash(order, &browser, &digits);
        Ok(store.try_code(order, browser, hash, CODE_TRIES, self.clock.now()).await?)
    }

    pub(super) fn draw_code(&self) -> String {
        let mut bytes = [0u8; 8];
        self.chance.fill(&mut bytes);
        format!("{:08}", u64::from_be_bytes(bytes) % 100_000_000)
    }

    fn code_message(
        &self,
        opened: &Opened,
        to: &str,
        code: &str,
        language: Language,
        now: Millis,
    ) -> Message {
        Message {
            language: language.tag().to_owned(),
            to: to.to_owned(),
            facts: MessageFacts { code: Some(code.to_owned()), ..MessageFacts::default() },
            ..Message::waiting(MessageId::new(now, &*self.chance), opened.knock.order, MessageKind::Code, now)
        }
    }
}
