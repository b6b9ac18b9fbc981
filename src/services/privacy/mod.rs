//! Privacy: erasing a person's or a shop's data, handing it out, keeping nothing longer than promised.
//!
//! Every erasure is written to a journal outside the database first ([`journal`]) and carried out
//! again when an older database comes back ([`replay`]). Nothing here decides who may ask: Shopify's
//! signed notices and the command line do. Start with [`redact_customer`]; docs/privacy.md tells the
//! merchant what goes when.

mod export;
mod journal;
mod mentions;
mod redact_customer;
mod redact_shop;
mod replay;
mod retain;

use std::path::PathBuf;

use uuid::Uuid;

use super::{ServiceError, Services};
use crate::domain::clock::Millis;
use crate::domain::shop::Shop;
use crate::mail::FolderTransport;

pub use crate::domain::privacy::{DataRequest, Redaction};
pub use redact_shop::ShopRedaction;
pub use replay::Replayed;
pub use retain::Retained;

/// Raw bodies of notices are kept so many days: long enough to read them again after a mistake.
pub const BODIES_KEPT_DAYS: i64 = 14;
/// Texts of messages, ended links, codes and grants, and answered requests for data are kept so many days.
pub const ENDED_KEPT_DAYS: i64 = 30;

/// Files beside the database that hold what is personal, or what was erased.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The journal of erasures.
    pub erasures: PathBuf,
    /// Folder of messages handed over as files.
    pub mail_folder: PathBuf,
}

/// What an erasure found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Redacted {
    /// Orders that were erased; those erased before do not count.
    pub orders: u64,
    /// Notices whose body was wiped.
    pub bodies: u64,
    /// Messages deleted from the mail folder.
    pub mails: u64,
}

impl std::ops::AddAssign for Redacted {
    fn add_assign(&mut self, more: Self) {
        self.orders += more.orders;
        self.bodies += more.bodies;
        self.mails += more.mails;
    }
}

impl Services {
    /// Keeps a customer's request for data until the merchant answers it. Returns our id of it; the
    /// same request of Shopify's again is the same one.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn request_data(&self, shop: &Shop, request: &DataRequest) -> Result<Uuid, ServiceError> {
        let store = self.store.shop(shop.id);
        Ok(store.keep_data_request(request, self.clock.now(), &*self.chance).await?)
    }

    /// Makes what was erased unreadable in the database's files. An erasure is good without it: when it
    /// cannot be done now, the next one or the hourly job does it.
    async fn settle(&self) {
        for _ in 0..3 {
            match self.store.settle_erasure().await {
                Ok(true) => return,
                Ok(false) => tokio::time::sleep(std::time::Duration::from_millis(200)).await,
                Err(error) => tracing::warn!(error = ?error, "erased data could not be settled yet"),
            }
        }
        tracing::warn!("a reader stands in the way: erased data is settled later");
    }

    async fn forget_mails(&self, messages: &[crate::domain::ids::MessageId]) -> Result<u64, ServiceError> {
        Ok(FolderTransport::new(self.places.mail_folder.clone()).forget(messages).await?)
    }

    /// Deletes exports of the shop's history that were fetched from Shopify.
    async fn forget_exports(&self, shop: &Shop, unfinished_too: bool) -> Result<(), ServiceError> {
        for file in self.store.shop(shop.id).sync_files(unfinished_too).await? {
            match tokio::fs::remove_file(&file).await {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        Ok(())
    }

    fn days_ago(&self, days: i64) -> Millis {
        self.clock.now().plus_days(-days)
    }
}
