//! The look-up form: order number plus e-mail or postcode.
//!
//! All misses look alike in text, headers, length and time; limits count what the guesser cannot
//! choose. A valid link is never blocked by them.

use crate::domain::clock::Millis;
use crate::domain::ids::OrderId;
use crate::domain::level::Level;
use crate::domain::link::{Link, Purpose, Token};
use crate::domain::shop::{LookupMode, Shop};
use crate::store::search_key;

use super::accounts::limits::bucket;
use super::{ServiceError, Services};

/// How long a link made by the look-up form works.
const LOOKUP_LINK_DAYS: i64 = 1;
const QUARTER_HOUR_MS: i64 = 15 * 60_000;
const MINUTE_MS: i64 = 60_000;
/// Look-ups a shop gets a minute from everybody together: what remains when guesses come from ever new
/// networks with ever new addresses. Far more than the busiest day of a large shop.
const SHOP_PER_MINUTE: u32 = 600;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// What came of a look-up.
#[derive(Debug)]
pub enum Found {
    /// A match: this token opens the order.
    Open(Token),
    /// Strict mode: the same answer for a match and a miss.
    Mailed(Option<OrderId>),
    /// No match, for whatever reason.
    Miss,
    /// Too many tries from this address or for this e-mail or postcode.
    TooMany,
}

impl Services {
    /// Looks an order up. `proof` is an e-mail address or a postcode; `from` identifies the network
    /// the try comes from and is only counted, never stored in clear.
    ///
    /// # Errors
    /// When the store does not answer; then nothing was counted against the shopper.
    pub async fn find_order(
        &self,
        shop: &Shop,
        number: &str,
        proof: &str,
        from: &str,
    ) -> Result<Found, ServiceError> {
        let now = self.clock.now();
        let store = self.store.shop(shop.id);
        let proof = search_key::Proof::read(proof);
        let proof_hash = store.hash_of(&proof);
        if self.over_limit(shop, &proof_hash, from, now).await? {
            return Ok(Found::TooMany);
        }
        let candidates = store.orders_by_name(&search_key::name_key(number)).await?;
        let mut hit = None;
        for found in candidates.iter().filter(|f| !f.erased) {
            if found.proves(&proof, &proof_hash) {
                hit = Some(found.id);
            }
        }
        match (shop.settings.lookup, hit) {
            (LookupMode::Strict, hit) => Ok(Found::Mailed(hit)),
            (LookupMode::Open, Some(order)) => Ok(Found::Open(self.lookup_link(shop, order, now).await?)),
            (LookupMode::Open, None) => Ok(Found::Miss),
        }
    }

    /// A short-lived link at standard level.
    pub(super) async fn lookup_link(
        &self,
        shop: &Shop,
        order: OrderId,
        now: Millis,
    ) -> Result<Token, ServiceError> {
        let token = Token::draw(&*self.chance);
        let link = Link {
            expires_at: Some(now.plus_days(LOOKUP_LINK_DAYS)),
            ..Link::made(order, Purpose::Lookup, Level::Standard, now, &*self.chance)
        };
        self.store.shop(shop.id).add_link(&link, &token, &*self.chance).await?;
        Ok(token)
    }

    async fn over_limit(
        &self,
        shop: &Shop,
        proof: &[u8; 32],
        from: &str,
        now: Millis,
    ) -> Result<bool, ServiceError> {
        let person = |span: &str| bucket(&[b"person", span.as_bytes(), shop.id.0.as_bytes(), proof]);
        let network = |span: &str| bucket(&[b"network", span.as_bytes(), from.as_bytes()]);
        let whole = bucket(&[b"shop", b"minute", shop.id.0.as_bytes()]);
        let limits = [
            (person("quarter"), QUARTER_HOUR_MS, 5),
            (person("day"), DAY_MS, 20),
            (network("minute"), MINUTE_MS, 10),
            (network("hour"), HOUR_MS, 60),
            (whole, MINUTE_MS, SHOP_PER_MINUTE),
        ];
        let mut over = false;
        for (bucket, span, most) in limits {
            let start = Millis(now.0 - now.0.rem_euclid(span));
            over |= self.store.count_limit(&bucket, start).await? > most;
        }
        Ok(over)
    }
}
