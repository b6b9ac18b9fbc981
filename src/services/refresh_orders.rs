//! Reading orders again by API: each once, however often it was asked for, several side by side.

use std::sync::Arc;

use tokio::task::JoinSet;

use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::shop::Shop;
use crate::domain::standing::Part;
use crate::shopify::api::Api;
use crate::shopify::delivery::Ask;
use crate::store::{ClaimedRefresh, Incoming, Urgency};

use super::{ServiceError, Services};

/// How long a claim holds: longer than a read of many pages that has to wait for the budget.
const LEASE_MS: i64 = 120_000;
/// Minutes to wait before each further try; the last one is repeated.
const RETRY_MINUTES: [i64; 5] = [1, 2, 5, 15, 60];

impl Services {
    /// Reads up to `most` orders again, side by side. Returns how many were claimed.
    ///
    /// # Errors
    /// When the store does not answer; what was claimed comes back after its lease.
    pub async fn refresh_orders(&self, most: u32) -> Result<u32, ServiceError> {
        let claimed = self.store.claim_refreshes(most, LEASE_MS, self.clock.now(), &*self.chance).await?;
        let count = u32::try_from(claimed.len()).unwrap_or(most);
        let shops = if claimed.is_empty() { Vec::new() } else { self.store.shops().await? };
        let mut reads = JoinSet::new();
        for (shop, claims) in by_shop(claimed) {
            let Some(shop) = shops.iter().find(|known| known.id == shop).cloned() else { continue };
            let (services, shop) = (self.clone(), Arc::new(shop));
            match services.shopify_api(&shop).await {
                Ok(api) => {
                    let api = Arc::new(api);
                    for claim in claims {
                        let (services, shop, api) = (services.clone(), Arc::clone(&shop), Arc::clone(&api));
                        reads.spawn(async move { services.refresh(&shop, &api, &claim).await });
                    }
                }
                Err(error) => {
                    for claim in &claims {
                        self.put_off(claim, &error).await?;
                    }
                }
            }
        }
        while let Some(read) = reads.join_next().await {
            match read {
                Ok(outcome) => outcome?,
                Err(error) => tracing::error!(error = ?error, "a read of an order died"),
            }
        }
        Ok(count)
    }

    async fn refresh(&self, shop: &Shop, api: &Api, claim: &ClaimedRefresh) -> Result<(), ServiceError> {
        match self.read_again(shop, api, claim).await {
            Ok(()) => Ok(()),
            Err(ServiceError::Store(error)) => Err(error.into()),
            Err(error) => self.put_off(claim, &error).await,
        }
    }

    async fn read_again(&self, shop: &Shop, api: &Api, claim: &ClaimedRefresh) -> Result<(), ServiceError> {
        let store = self.telling_store(shop);
        let Some(ask) = look_up(claim) else {
            let read = self.told(shop, api.order(claim.id).await).await?;
            let now = self.clock.now();
            match read {
                Some(read) => {
                    let news = Incoming { shopify_id: read.shopify_id, news: read.news };
                    store.finish_refresh(claim, &news, now, &*self.chance).await?;
                }
                None => store.finish_lost(claim, now).await?,
            }
            return Ok(());
        };
        let order = self.told(shop, api.order_of(ask).await).await?;
        let now = self.clock.now();
        match order {
            Some(order) => store.finish_look_up(claim, order, now).await?,
            None => store.finish_lost(claim, now).await?,
        }
        Ok(())
    }

    async fn put_off(&self, claim: &ClaimedRefresh, error: &ServiceError) -> Result<(), ServiceError> {
        tracing::warn!(error = %error, "an order will be read again later");
        let tries = usize::try_from(claim.attempts).unwrap_or(usize::MAX).clamp(1, RETRY_MINUTES.len());
        let again = self.clock.now().plus_minutes(RETRY_MINUTES[tries - 1]);
        self.store.retry_refresh(claim, again, &error.to_string()).await?;
        Ok(())
    }

    /// Asks for orders whose parcels are under way: whether a carrier's scan alone makes an order count
    /// as changed is not documented (Shopify facts 2.3).
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn poll_open_parcels(
        &self,
        shop: &Shop,
        read_before: Millis,
        most: u32,
    ) -> Result<u32, ServiceError> {
        /// After this many days without an event a parcel is not asked after any more.
        const QUIET_DAYS: i64 = 45;
        let store = self.store.shop(shop.id);
        let now = self.clock.now();
        let open = store.open_parcels(read_before, now.plus_days(-QUIET_DAYS), most).await?;
        let asks: Vec<_> = open.into_iter().map(|id| (Part::Order, id)).collect();
        store.ask(&asks, Urgency::Watch, now).await?;
        Ok(u32::try_from(asks.len()).unwrap_or(u32::MAX))
    }
}

const fn look_up(claim: &ClaimedRefresh) -> Option<Ask> {
    match claim.part {
        Part::Order => None,
        Part::FulfillmentOrder => Some(Ask::FulfillmentOrder(claim.id)),
        Part::Return => Some(Ask::Return(claim.id)),
        Part::ReverseFulfillmentOrder => Some(Ask::ReverseFulfillmentOrder(claim.id)),
        Part::ReverseDelivery => Some(Ask::ReverseDelivery(claim.id)),
    }
}

fn by_shop(claimed: Vec<ClaimedRefresh>) -> Vec<(ShopId, Vec<ClaimedRefresh>)> {
    let mut shops: Vec<(ShopId, Vec<ClaimedRefresh>)> = Vec::new();
    for claim in claimed {
        match shops.iter_mut().find(|(shop, _)| *shop == claim.shop) {
            Some((_, claims)) => claims.push(claim),
            None => shops.push((claim.shop, vec![claim])),
        }
    }
    shops
}
