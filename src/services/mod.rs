//! The use cases: one file per thing the product does.
//!
//! A service is handed what it may use ([`Services`]) and speaks in domain and wire types. Nothing
//! here knows HTTP or HTML. Start with [`view_order`]; masking is [`present`]'s affair alone.

pub mod accounts;
pub mod admin_frame;
pub mod app_proxy;
pub mod audit_log;
pub mod audit_subscriptions;
pub mod brand;
pub mod bulk;
pub mod change_order;
pub mod connect_shop;
pub mod connection_report;
pub mod correct_address;
pub mod count_visits;
pub mod custom_css;
pub mod demo_shop;
pub mod doctor;
pub mod find_order;
mod form_mark;
pub mod frame;
pub mod full_level;
pub mod import_orders;
pub mod install_app;
mod learn_shop;
pub mod mail_hooks;
pub mod make_link;
pub mod markdown;
pub mod merchant_status;
pub mod messages;
pub mod move_on;
pub mod order_desk;
pub mod order_feed;
pub mod orders_index;
pub mod present;
pub mod privacy;
pub mod progress_reports;
pub mod read_inbox;
pub mod receive_webhook;
pub mod reconcile;
pub mod refresh_orders;
pub mod sample_mail;
pub mod sender_check;
pub mod settings;
pub mod share_order;
pub mod shop_logo;
pub mod shop_style;
pub mod shopify_mails;
pub mod statuses;
pub mod sync_history;
pub mod templates;
pub mod view_order;
pub mod write_message;

use std::sync::Arc;

use crate::domain::clock::{Chance, Clock};
use crate::domain::shop::Shop;
use crate::language::Words;
use crate::mail::template::Fence;
use crate::shopify::api::ApiError;
use crate::store::{Store, StoreError};

use connect_shop::Shopify;

/// What a use case may use. Cheap to clone.
#[derive(Clone)]
pub struct Services {
    /// The database.
    pub store: Store,
    /// Every sentence in every language.
    pub words: Arc<Words>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub chance: Arc<dyn Chance>,
    /// Where shoppers reach this server, without a slash at the end.
    pub public_url: Arc<str>,
    /// The way to Shopify.
    pub shopify: Shopify,
    /// Renders templates of messages in processes of their own.
    pub fence: Fence,
    /// Files beside the database.
    pub places: Arc<privacy::Places>,
    /// How mails leave, and who is asked about their sender.
    pub mail: Arc<sender_check::MailWay>,
    /// Works with passwords.
    pub passwords: accounts::passwords::Passwords,
    /// Orders in the views of large shops.
    pub view_counts: orders_index::view_counts::ViewCounts,
}

/// Why a use case could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The caller can mend it: the sentence says how and holds nothing secret.
    #[error("{0}")]
    Input(String),
    /// The database; its detail is for the log.
    #[error("the store did not answer")]
    Store(#[from] StoreError),
    /// Shopify refused or did not answer; the sentence says what to do and holds nothing secret.
    #[error("{0}")]
    Shopify(#[from] ApiError),
    /// A file beside the database (the journal of erasures, the mail folder).
    #[error("a file beside the database could not be used: {0}")]
    File(#[from] std::io::Error),
    /// Something that does not fail, failed; for the log.
    #[error("{0}")]
    Broken(&'static str),
}

impl Services {
    /// The shop a request is for: the one whose site or domain is `host`, else the only or first one.
    /// `None` before any shop exists.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn shop_for_host(&self, host: Option<&str>) -> Result<Option<Shop>, ServiceError> {
        let mut shops = self.store.shops().await?;
        let host = host.map(|h| h.split(':').next().unwrap_or(h).to_ascii_lowercase());
        let fits = |shop: &Shop| {
            let site = shop.settings.url.as_deref().and_then(|url| url.split("//").nth(1));
            let site = site.map(|rest| rest.split('/').next().unwrap_or(rest).to_ascii_lowercase());
            host.is_some() && (site == host || Some(shop.domain.to_ascii_lowercase()) == host)
        };
        if let Some(index) = shops.iter().position(fits) {
            return Ok(Some(shops.swap_remove(index)));
        }
        Ok(shops.into_iter().next())
    }
}
