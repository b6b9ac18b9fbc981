//! News of mail providers: what comes is proved and carried out ([`Services::receive_mail_news`]); which providers are
//! believed, and by what, is the owner's to say (`settings.rs`). Secrets are sealed, shown to nobody again and never
//! part of an address or a log.

mod settings;

use crate::domain::ids::ShopId;
use crate::domain::mail_hook::MailProvider;
use crate::mail::hooks::{self, HookFault};

use super::{ServiceError, Services};

pub use crate::mail::hooks::Delivered;
pub use settings::{HookChange, HookChanged};

/// What became of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailReceipt {
    /// It is carried out: so many pieces of it were new.
    Taken(u64),
    /// It is not proved. Nothing happened.
    Refused,
    /// It is proved and not what the provider documents. Nothing happened.
    Malformed,
}

/// A provider that a shop believes, with what proves its news.
pub struct BelievedProvider {
    shop: ShopId,
    provider: MailProvider,
    secret: String,
}

impl Services {
    /// The provider of this name, when the shop with this handle believes it.
    ///
    /// # Errors
    /// When the store does not answer: the provider has to tell its news again.
    pub async fn believed_provider(
        &self,
        handle: &str,
        provider: &str,
    ) -> Result<Option<BelievedProvider>, ServiceError> {
        let Some(provider) = MailProvider::parse(provider) else { return Ok(None) };
        let Some(shop) = self.store.shop_by_handle(handle).await? else { return Ok(None) };
        let secret = self.store.shop(shop.id).mail_hook_secret(provider).await?;
        Ok(secret.map(|secret| BelievedProvider { shop: shop.id, provider, secret }))
    }

    /// Proves what a provider tells and carries it out. When this says [`MailReceipt::Taken`] it is on disk and may
    /// be acknowledged.
    ///
    /// # Errors
    /// When the store does not commit: the provider has to tell it again.
    pub async fn receive_mail_news(
        &self,
        from: &BelievedProvider,
        delivered: &Delivered<'_>,
    ) -> Result<MailReceipt, ServiceError> {
        let BelievedProvider { shop, provider, secret } = from;
        let (store, provider, now) = (self.store.shop(*shop), *provider, self.clock.now());
        match hooks::read(provider, secret, delivered, now) {
            Err(HookFault::Unproved) => Ok(MailReceipt::Refused),
            Err(HookFault::Malformed) => Ok(MailReceipt::Malformed),
            Ok(news) => Ok(MailReceipt::Taken(store.take_mail_news(provider, &news, now).await?)),
        }
    }
}
