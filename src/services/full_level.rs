//! One-time codes to reach full level: mailed to the order's address, 8 digits, 10 minutes, 5 tries,
//! bound to the browser that asked. Nothing here tells whether the order has an address.

use sha2::{Digest, Sha256};

use crate::domain::clock::Millis;
use crate::domain::ids::MessageId;
use crate::domain::message::{Message, MessageKind, MessageState};
use crate::language::Language;
use crate::store::CodeOutcome;

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
        store
            .issue_code(order, browser, hash, now.plus_minutes(CODE_MINUTES), &message, now, &*self.chance)
            .await?;
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
        let now = self.clock.now();
        let store = self.store.shop(opened.shop.id);
        let order = opened.knock.order;
        let digits: String = code.chars().filter(char::is_ascii_digit).take(16).collect();
        let hash = store.code_hash(order, &browser, &digits);
        let outcome = store.try_code(order, browser, hash, CODE_TRIES, now).await?;
        if outcome == CodeOutcome::Right {
            store.add_grant(browser, order, now.plus_minutes(GRANT_HOURS * 60)).await?;
        }
        Ok(outcome)
    }

    fn draw_code(&self) -> String {
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
        let speech = self.words.in_language(language);
        let args = [
            ("code", code.into()),
            ("name", opened.name.as_str().into()),
            ("shop", opened.shop.name.as_str().into()),
        ];
        Message {
            id: MessageId::new(now, &*self.chance),
            order: opened.knock.order,
            kind: MessageKind::Code,
            language: language.tag().to_owned(),
            to: to.to_owned(),
            subject: speech.say_with("mail-code-subject", &args).replace(['\r', '\n'], " "),
            body: speech.say_with("mail-code-body", &args),
            state: MessageState::Waiting,
            created_at: now,
            not_before: now,
            sent_at: None,
            attempts: 0,
        }
    }
}
