//! Keeps nothing longer than promised: called every hour.

use super::{BODIES_KEPT_DAYS, ENDED_KEPT_DAYS, ServiceError, Services};
use crate::domain::clock::Millis;
use crate::domain::ids::OrderId;
use crate::domain::shop::Shop;

/// Windows of look-up limits older than this are dropped.
const LIMITS_KEPT_DAYS: i64 = 2;
/// Orders looked at in one go.
const PAGE: u32 = 200;

/// What had been kept long enough.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retained {
    /// Counters of tries dropped.
    pub limits: u64,
    /// Notices dropped.
    pub notices: u64,
    /// Links, codes, grants and answered requests dropped.
    pub ended: u64,
    /// Texts of messages wiped.
    pub texts: u64,
    /// Orders of which what is personal was erased.
    pub orders: u64,
    /// Shops erased as planned.
    pub shops: u64,
}

impl Services {
    /// Drops what was kept long enough: old notices, counters, ended links and codes, texts of messages,
    /// and what is personal of orders without an event for as long as the merchant chose (their name and
    /// status history stay). Erases shops whose time to come back is over.
    ///
    /// # Errors
    /// When the store does not answer: the next call does the rest.
    pub async fn keep_only_what_may_stay(&self) -> Result<Retained, ServiceError> {
        let ended = self.days_ago(ENDED_KEPT_DAYS);
        let mut retained = Retained {
            limits: self.store.drop_old_limits(self.days_ago(LIMITS_KEPT_DAYS)).await?,
            notices: self.store.drop_old_deliveries(self.days_ago(BODIES_KEPT_DAYS)).await?,
            ended: self.store.drop_ended(ended).await?,
            texts: self.store.wipe_old_texts(ended).await?,
            ..Retained::default()
        };
        let shops = self.store.shops().await?;
        for due in self.store.shops_to_erase(self.clock.now()).await? {
            if let Some(shop) = shops.iter().find(|shop| shop.id == due.shop) {
                let looked = self.look_at_shop(shop, due.asked_at).await?;
                retained.shops += u64::from(looked == super::ShopRedaction::Erased);
            }
        }
        for shop in shops.iter().filter(|shop| shop.settings.personal_days > 0) {
            retained.orders += self.erase_quiet_orders(shop).await?;
        }
        if retained.orders + retained.notices + retained.texts + retained.ended > 0 {
            self.settle().await;
        }
        Ok(retained)
    }

    async fn erase_quiet_orders(&self, shop: &Shop) -> Result<u64, ServiceError> {
        let store = self.store.shop(shop.id);
        let before = self.days_ago(i64::from(shop.settings.personal_days));
        let (mut after, mut erased) = (None, 0);
        loop {
            let quiet = store.quiet_orders(before, after, PAGE).await?;
            let Some(last) = quiet.last() else { return Ok(erased) };
            after = Some(*last);
            for order in quiet {
                if !self.is_promised(shop, order, before).await? {
                    let messages = store.message_ids(Some(order)).await?;
                    self.forget_mails(&messages).await?;
                    erased += u64::from(store.erase_order(order, self.clock.now()).await?);
                }
            }
        }
    }

    /// Whether the order's due date is later than `before`: a promised day counts as an event, or what
    /// is made to order over months would lose its address on the bench.
    async fn is_promised(&self, shop: &Shop, order: OrderId, before: Millis) -> Result<bool, ServiceError> {
        let order = self.store.shop(shop.id).order(order).await?;
        let due = order.and_then(|order| order.order.due());
        Ok(due.is_some_and(|due| due.to > before.day_in(&shop.settings.zone())))
    }
}
