//! Unsubscribing from progress reports, and taking that back. The address in a mail names the message and is
//! marked by our keys; it opens nothing and shows nothing of the order.

use data_encoding::Specification;

use crate::domain::ids::MessageId;
use crate::domain::message::Suppression;
use crate::domain::routes;
use crate::domain::shop::Shop;
use crate::services::{ServiceError, Services};

/// Bytes of the mark: 80 bits, far more than can be tried.
const MARK: usize = 10;

/// Who unsubscribes where.
#[derive(Clone, Debug)]
pub struct Unsubscribing {
    /// The shop whose progress reports it is about.
    pub shop: Shop,
    /// Tag of the message's language.
    pub language: String,
    /// Whether the address is unsubscribed now.
    pub unsubscribed: bool,
    address: String,
}

fn letters() -> data_encoding::Encoding {
    let mut spec = Specification::new();
    spec.symbols.push_str("abcdefghijklmnopqrstuvwxyz234567");
    spec.encoding().unwrap_or(data_encoding::BASE32_NOPAD)
}

impl Services {
    /// The address that unsubscribes the recipient of a message.
    #[must_use]
    pub fn unsubscribe_address(&self, message: MessageId) -> String {
        let mark = self.store.unsubscribe_mark(message);
        let bytes: Vec<u8> = message.0.as_bytes().iter().chain(&mark[..MARK]).copied().collect();
        format!("{}{}", self.public_url, routes::unsubscribe(&letters().encode(&bytes)))
    }

    /// Whom such an address is about; `None` when it is none of ours or the message is gone.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn unsubscribing(&self, token: &str) -> Result<Option<Unsubscribing>, ServiceError> {
        use subtle::ConstantTimeEq as _;
        let Ok(bytes) = letters().decode(token.as_bytes()) else { return Ok(None) };
        let Some((id, mark)) = bytes.split_at_checked(16).filter(|(_, mark)| mark.len() == MARK) else {
            return Ok(None);
        };
        let Ok(id) = uuid::Uuid::from_slice(id) else { return Ok(None) };
        let expected = self.store.unsubscribe_mark(MessageId(id));
        if !bool::from(expected[..MARK].ct_eq(mark)) {
            return Ok(None);
        }
        let Some((shop, language, address)) = self.store.recipient_of(MessageId(id)).await? else {
            return Ok(None);
        };
        let Some(shop) = self.store.shop_by_id(shop).await? else { return Ok(None) };
        let reasons = self.store.shop(shop.id).suppressions_of(&address).await?;
        let unsubscribed = reasons.contains(&Suppression::Unsubscribed);
        Ok(Some(Unsubscribing { shop, language, unsubscribed, address }))
    }

    /// Unsubscribes, or takes that back; twice is as good as once.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn set_unsubscribed(&self, who: &Unsubscribing, wanted: bool) -> Result<(), ServiceError> {
        let store = self.store.shop(who.shop.id);
        // Taken back, it is asking: where reports are for those who ask, they come again.
        Ok(store.set_reports_wanted(&who.address, !wanted, None, self.clock.now()).await?)
    }
}
