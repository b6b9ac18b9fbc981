//! One-time codes to reach full level: mailed to the order's address, 8 digits, 10 minutes, 5 tries,
//! bound to the browser that asked. Nothing here tells whether the order has an address. Limits count per network
//! first: whoever holds a link can neither fill the shopper's mailbox nor use up the codes the shopper needs.

use sha2::{Digest, Sha256};

use crate::domain::clock::Millis;
use crate::domain::ids::MessageId;
use crate::domain::level::Level;
use crate::domain::link::{Link, Purpose, Token};
use crate::domain::message::{Message, MessageFacts, MessageKind};
use crate::language::Language;
use crate::store::{CodeOutcome, NewCode};

use super::accounts::limits::bucket;
use super::view_order::Opened;
use super::{ServiceError, Services};

/// How long a code works.
pub const CODE_MINUTES: i64 = 10;
/// How often a code may be tried.
pub const CODE_TRIES: u32 = 5;
pub(super) const HOUR_MS: i64 = 3_600_000;
pub(super) const DAY_MS: i64 = 24 * HOUR_MS;
/// Codes that are asked for from one network, whatever order they are for.
const PER_NETWORK: [(i64, u32); 1] = [(HOUR_MS, 10)];
/// Those of them for one order.
const PER_ORDER_AND_NETWORK: [(i64, u32); 1] = [(HOUR_MS, 3)];
/// Codes that an order gets in an hour, and in a day, wherever they are asked for.
const PER_ORDER: [(i64, u32); 2] = [(HOUR_MS, 10), (DAY_MS, 20)];
/// What is counted, of whom, and how much of it in which span of milliseconds.
pub(super) type Counted<'a> = (&'static [u8], &'a [u8], &'static [(i64, u32)]);
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
    /// Enough codes for now.
    TooMany,
}

/// The secret a browser keeps in its cookie.
#[must_use]
pub fn browser_hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

impl Services {
    /// Sends a code for the opened order to its address, good for `browser` alone. `from` is the network that asks,
    /// which is only counted.
    ///
    /// # Errors
    /// When the store does not answer; then no code was made.
    pub async fn ask_for_code(
        &self,
        opened: &Opened,
        browser: [u8; 32],
        language: Language,
        from: &str,
    ) -> Result<Asked, ServiceError> {
        let now = self.clock.now();
        let store = self.store.shop(opened.shop.id);
        let order = opened.knock.order;
        // Counted also where there is no address: the answers of both are the same.
        if self.enough_level_codes(opened, from, now).await? {
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
            expires_at: Some(now.plus_minutes(STEP_UP_MINUTES)),
            ..Link::made(opened.knock.order, Purpose::StepUp, Level::Full, now, &*self.chance)
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

    async fn enough_level_codes(
        &self,
        opened: &Opened,
        from: &str,
        now: Millis,
    ) -> Result<bool, ServiceError> {
        let order = opened.knock.order.0;
        let both = bucket(&[order.as_bytes(), from.as_bytes()]);
        let counted: [Counted<'_>; 3] = [
            (b"level-network", from.as_bytes(), &PER_NETWORK),
            (b"level-order-network", both.as_slice(), &PER_ORDER_AND_NETWORK),
            (b"level-order", order.as_bytes(), &PER_ORDER),
        ];
        self.enough_counted(&counted, now).await
    }

    /// Counts one more code; the first limit that is over ends the counting, so that what one network asks for in
    /// vain is not counted against an order.
    pub(super) async fn enough_counted(
        &self,
        counted: &[Counted<'_>],
        now: Millis,
    ) -> Result<bool, ServiceError> {
        for (what, of, limits) in counted {
            for (span, most) in *limits {
                let start = Millis(now.0 - now.0.rem_euclid(*span));
                let bucket = bucket(&[*what, &span.to_be_bytes(), *of]);
                if self.store.count_limit(&bucket, start).await? > *most {
                    return Ok(true);
                }
            }
        }
        Ok(false)
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
