//! A shopper corrects the mistyped e-mail address of their order: a code goes to the new address, and entering it
//! makes it the order's. Only who proved themselves with a code before may ask: a link, or a full level that a
//! merchant gives every link, is not enough. Limits count per order, per new address and per network, so that
//! nobody has codes sent to strangers. The mail itself names nobody and leads to no order: nothing is
//! proven of its recipient. Where staff said where messages go, nobody else changes it: codes for full level still go to
//! the address that Shopify tells, and its owner may be the very stranger whom staff took it from. Start with
//! [`Services::ask_for_address_code`].

use crate::domain::audit::Audited;
use crate::domain::clock::Millis;
use crate::domain::ids::MessageId;
use crate::domain::link::{Purpose, Token};
use crate::domain::message::{Message, MessageFacts, MessageKind};
use crate::domain::routes;
use crate::language::Language;
use crate::store::search_key::{Proof, email_key};
use crate::store::{CodeOutcome, NewCode};

use super::full_level::{CODE_MINUTES, CODE_TRIES, Counted, DAY_MS, HOUR_MS};
use super::messages::looks_like_an_address;
use super::view_order::Opened;
use super::{ServiceError, Services};

/// Codes for new addresses that an order gets in an hour, and in a day.
const PER_ORDER: [(i64, u32); 2] = [(HOUR_MS, 3), (DAY_MS, 6)];
/// Such codes that one address gets, whatever order they are for.
const PER_ADDRESS: [(i64, u32); 2] = [(HOUR_MS, 3), (DAY_MS, 5)];
/// Such codes that are asked for from one network.
const PER_NETWORK: [(i64, u32); 1] = [(HOUR_MS, 10)];
/// Who corrected the address, for staff.
const SHOPPER: &str = "The shopper";

/// What came of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressAsked {
    /// A code is on its way to the new address.
    Sent,
    /// What was typed is no e-mail address.
    NotAnAddress,
    /// Messages go there already.
    Same,
    /// Staff said where messages go; nobody else changes it.
    SetByShop,
    /// Enough codes for now.
    TooMany,
}

impl Services {
    /// What binds a code to a viewer who proved themselves: the browser that entered a code, or the short link
    /// that a right code opened where there are no cookies. `None` for everybody else.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn proven(
        &self,
        opened: &Opened,
        token: &Token,
        browser: Option<[u8; 32]>,
    ) -> Result<Option<[u8; 32]>, ServiceError> {
        let (knock, now) = (&opened.knock, self.clock.now());
        match knock.purpose {
            Purpose::Share => return Ok(None),
            Purpose::StepUp => return Ok(Some(token.hash())),
            _ => {}
        }
        let Some(browser) = browser else { return Ok(None) };
        let granted = self.store.shop(knock.shop).has_grant(browser, knock.order, now).await?;
        Ok(granted.then_some(browser))
    }

    /// Where messages about an order go; `None` when it has no address.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn address_in_force(&self, opened: &Opened) -> Result<Option<String>, ServiceError> {
        let corrected = self.store.shop(opened.shop.id).corrected_address(opened.knock.order).await?;
        Ok(corrected.or_else(|| opened.order.mail_address().map(str::to_owned)))
    }

    /// Whether staff said where messages about an order go.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn is_set_by_shop(&self, opened: &Opened) -> Result<bool, ServiceError> {
        let correction = self.store.shop(opened.shop.id).correction_of(opened.knock.order).await?;
        Ok(correction.is_some_and(|made| made.by != SHOPPER))
    }

    /// Sends a code to the address that was typed. `proof` is what [`Services::proven`] gave, `from` the
    /// network that asks, which is only counted.
    ///
    /// # Errors
    /// When the store does not answer; then no code was made.
    pub async fn ask_for_address_code(
        &self,
        opened: &Opened,
        proof: [u8; 32],
        typed: &str,
        language: Language,
        from: &str,
    ) -> Result<AddressAsked, ServiceError> {
        let address = typed.trim();
        if !looks_like_an_address(address) {
            return Ok(AddressAsked::NotAnAddress);
        }
        if self.is_set_by_shop(opened).await? {
            return Ok(AddressAsked::SetByShop);
        }
        // Counted before it is compared: else guesses at the address in force were free.
        let now = self.clock.now();
        if self.enough_codes(opened, address, from, now).await? {
            return Ok(AddressAsked::TooMany);
        }
        let force = self.address_in_force(opened).await?;
        if force.is_some_and(|force| email_key(&force) == email_key(address)) {
            return Ok(AddressAsked::Same);
        }
        let (store, order) = (self.store.shop(opened.shop.id), opened.knock.order);
        let code = self.draw_code();
        let new = NewCode {
            order,
            browser: proof,
            hash: store.code_hash(order, &proof, &code),
            address: Some(address),
            expires_at: now.plus_minutes(CODE_MINUTES),
        };
        let message = self.stranger_message(opened, address, code, language, now);
        store.issue_code(&new, &message, now, &*self.chance).await?;
        Ok(AddressAsked::Sent)
    }

    /// The address whose code waits to be entered by this viewer; `None` when none does.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn address_to_confirm(
        &self,
        opened: &Opened,
        proof: [u8; 32],
    ) -> Result<Option<String>, ServiceError> {
        let store = self.store.shop(opened.shop.id);
        Ok(store.address_to_confirm(opened.knock.order, proof, self.clock.now()).await?)
    }

    /// Tries the code. A right one makes the address it went to the order's; waiting messages follow.
    ///
    /// # Errors
    /// When the store does not answer; then the try was not counted.
    pub async fn try_address_code(
        &self,
        opened: &Opened,
        proof: [u8; 32],
        typed: &str,
    ) -> Result<CodeOutcome, ServiceError> {
        let (store, order) = (self.store.shop(opened.shop.id), opened.knock.order);
        let digits: String = typed.chars().filter(char::is_ascii_digit).take(16).collect();
        let hash = store.code_hash(order, &proof, &digits);
        let what = Audited {
            action: "order.address_corrected".to_owned(),
            subject: opened.name.clone(),
            before: None,
            after: Some("by a code that went to the new address".to_owned()),
        };
        let noted = (SHOPPER, &what);
        let now = self.clock.now();
        Ok(store.try_address_code(order, proof, hash, CODE_TRIES, noted, now, &*self.chance).await?)
    }

    async fn enough_codes(
        &self,
        opened: &Opened,
        address: &str,
        from: &str,
        now: Millis,
    ) -> Result<bool, ServiceError> {
        let address = self.store.shop(opened.shop.id).hash_of(&Proof::Email(email_key(address)));
        let order = opened.knock.order.0;
        let counted: [Counted<'_>; 3] = [
            (b"address-network", from.as_bytes(), &PER_NETWORK),
            (b"address-order", order.as_bytes(), &PER_ORDER),
            (b"address-address", &address, &PER_ADDRESS),
        ];
        self.enough_counted(&counted, now).await
    }

    /// The mail with the code. Its link leads to the look-up form: whoever reads it may be a stranger.
    fn stranger_message(
        &self,
        opened: &Opened,
        to: &str,
        code: String,
        language: Language,
        now: Millis,
    ) -> Message {
        let find = format!("{}{}", self.public_url, routes::FIND);
        Message {
            language: language.tag().to_owned(),
            to: to.to_owned(),
            facts: MessageFacts {
                code: Some(code),
                link: Some(routes::in_language(&find, language.tag())),
                stranger: true,
                ..MessageFacts::default()
            },
            ..Message::waiting(MessageId::new(now, &*self.chance), opened.knock.order, MessageKind::Code, now)
        }
    }
}
