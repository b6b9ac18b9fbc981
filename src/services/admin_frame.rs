//! What surrounds every page of the merchant's side: who, where, and how the shop stands with Shopify.

use crate::domain::account::{Role, User};
use crate::domain::admin_routes::{self, BATCH_UNDO, ORDERS, in_shop};
use crate::domain::clock::Millis;
use crate::domain::shop::Shop;
use crate::domain::standing::Standing;
use crate::language::Language;
use crate::wire::admin::frame::{AdminFrame, Said, ShopChoice};
use crate::wire::frame::Tone;

use super::bulk::counted;
use super::{ServiceError, Services};

/// Minutes after which a shop that was not compared with Shopify is not called in step.
const STALE_MINUTES: i64 = 15;

impl Services {
    /// The frame of a page about `shop`, or about no shop, for `user`.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn admin_frame(&self, user: &User, shop: Option<&Shop>) -> Result<AdminFrame, ServiceError> {
        let shops = self.shops_of(user).await?;
        let current = |other: &Shop| shop.is_some_and(|shop| shop.id == other.id);
        let role = shops.iter().find(|(other, _)| current(other)).map(|(_, role)| *role);
        let choices = shops.iter().map(|(other, _)| ShopChoice {
            name: other.name.clone(),
            href: admin_routes::in_shop(ORDERS, &other.handle),
            current: current(other),
        });
        Ok(AdminFrame {
            shop_name: shop.map(|shop| shop.name.clone()).unwrap_or_default(),
            shop: shop.map(|shop| shop.handle.clone()).unwrap_or_default(),
            user_name: user.name.clone(),
            role: role.map(Role::name).unwrap_or_default().to_owned(),
            is_owner: role == Some(Role::Owner),
            shops: choices.collect(),
            sync: shop.and_then(|shop| self.sync_words(shop)),
            told: None,
            said: match shop {
                Some(shop) => self.undoable(user, shop).await?,
                None => None,
            },
        })
    }

    /// The last change of many orders by this person, as long as the shop's changes can be undone. Where its messages
    /// go at a chosen time it can be undone until then; that is told where many orders are changed.
    async fn undoable(&self, user: &User, shop: &Shop) -> Result<Option<Said>, ServiceError> {
        let batch = self.store.shop(shop.id).undoable_batch_of(user.id, self.clock.now()).await?;
        let hold = i64::from(shop.settings.hold_seconds);
        let is_fresh = |at: Millis| at.plus_seconds(hold) > self.clock.now();
        let batch =
            batch.filter(|batch| batch.change.send_at.is_none() || batch.ended_at.is_some_and(is_fresh));
        Ok(batch.map(|batch| {
            let undo = in_shop(BATCH_UNDO, &shop.handle).replace("{batch}", &batch.id.to_string());
            let text = format!("{} changed.", counted(batch.done, "order", "orders"));
            Said { text, tone: Tone::Good, undo: Some(undo) }
        }))
    }

    /// How a shop stands with Shopify, in a few words; `None` for one without Shopify.
    fn sync_words(&self, shop: &Shop) -> Option<(String, Tone)> {
        let now = self.clock.now();
        let fresh = shop.checked_at.is_some_and(|at| at.plus_minutes(STALE_MINUTES) > now);
        let ago = shop.checked_at.map(|at| self.words.in_language(Language::English).relative(at, now));
        Some(match (shop.standing, ago) {
            (Standing::Alone, _) => return None,
            (Standing::Connected, Some(ago)) if fresh => (format!("In step with Shopify, {ago}"), Tone::Good),
            (Standing::Connected, Some(ago)) => (format!("Last compared with Shopify {ago}"), Tone::Warn),
            (Standing::Connected, None) => ("Not yet compared with Shopify".to_owned(), Tone::Warn),
            (Standing::Paused, _) => ("Shopify does not answer".to_owned(), Tone::Warn),
            (Standing::Uninstalled, _) => ("The app is not installed in Shopify".to_owned(), Tone::Stop),
        })
    }
}
