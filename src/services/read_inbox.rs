//! Reading the inbox: what a notice says completely is taken in at once, everything else means "read
//! this order again" (a webhook is a bell: Shopify facts 1.9). Each notice ends in the transaction that
//! applies it.

use crate::domain::clock::Millis;
use crate::domain::ids::ShopifyId;
use crate::domain::order::Order;
use crate::domain::shop::Shop;
use crate::domain::standing::{Part, Road, Standing};
use crate::shopify::api::ApiError;
use crate::shopify::delivery::{Ask, House, Understood, understand};
use crate::store::{ClaimedDelivery, Incoming};

use super::privacy::{DataRequest, Redaction, ShopRedaction};
use super::{ServiceError, Services};

/// How long a claim on a notice holds.
const LEASE_MS: i64 = 30_000;
/// Minutes to wait before each further try; afterwards the notice has failed.
const RETRY_MINUTES: [i64; 4] = [1, 5, 30, 240];

/// What came of reading some of the inbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InboxRead {
    /// Notices that were claimed.
    pub claimed: u32,
    /// Whether some of them ask for orders to be read again.
    pub asked: bool,
}

/// What came of a notice that is not about an order.
enum Kept {
    Done,
    /// The shop was erased, and this notice with it.
    ShopGone,
    LookAgain(Millis),
}

impl Services {
    /// Reads up to `most` notices.
    ///
    /// # Errors
    /// When the store does not answer; what was claimed comes back after its lease.
    pub async fn read_inbox(&self, most: u32) -> Result<InboxRead, ServiceError> {
        let claimed = self.store.claim_deliveries(most, LEASE_MS, self.clock.now(), &*self.chance).await?;
        let mut read = InboxRead { claimed: u32::try_from(claimed.len()).unwrap_or(most), asked: false };
        let shops = if claimed.is_empty() { Vec::new() } else { self.store.shops().await? };
        for delivery in &claimed {
            let shop = shops.iter().find(|shop| shop.id == delivery.shop);
            match shop {
                Some(shop) => read.asked |= self.read_notice(shop, delivery).await?,
                None => self.fail(delivery, "its shop is gone").await?,
            }
        }
        Ok(read)
    }

    /// Reads one notice. Returns whether it asks for something to be read again.
    async fn read_notice(&self, shop: &Shop, delivery: &ClaimedDelivery) -> Result<bool, ServiceError> {
        let understood = match understand(&delivery.topic, &delivery.body, delivery.triggered_at) {
            Ok(understood) => understood,
            Err(reason) => return self.fail(delivery, &reason).await.map(|()| false),
        };
        if let Some(house) = &understood.house {
            // Before the notice ends, and harmless to do twice: a crash in between repeats it.
            match self.keep_house(shop, house, delivery.triggered_at).await {
                Ok(Kept::Done) => {}
                Ok(Kept::ShopGone) => return Ok(false),
                Ok(Kept::LookAgain(at)) => {
                    let why = "the shop is connected again";
                    self.store.retry_delivery(delivery.id, delivery.claim, at, why).await?;
                    return Ok(false);
                }
                Err(error) => return self.retry(delivery, &error).await.map(|()| false),
            }
        }
        let Understood { news, promises, ask, .. } = understood;
        let mut news: Vec<Incoming> =
            news.into_iter().map(|(shopify_id, news)| Incoming { shopify_id, news }).collect();
        let mut asks: Vec<(Part, ShopifyId)> = ask.into_iter().map(part_of).collect();
        let store = self.telling_store(shop);
        self.known_orders(&store, &mut asks).await?;
        news.extend(self.promised(&store, promises).await?);
        let now = self.clock.now();
        store.finish_delivery(delivery, &news, &asks, now, &*self.chance).await?;
        Ok(!asks.is_empty())
    }

    /// News of promises to ship belongs to the order of any of them. Those of an order that was never read
    /// are let go: they will be in what is read.
    async fn promised(
        &self,
        store: &crate::store::ShopStore,
        news: Order,
    ) -> Result<Option<Incoming>, ServiceError> {
        for id in news.promise_news.keys() {
            if let Some(shopify_id) = store.order_of_part(Part::FulfillmentOrder, *id).await? {
                return Ok(Some(Incoming { shopify_id, news }));
            }
        }
        Ok(None)
    }

    /// Parts whose order is known become asks for that order.
    async fn known_orders(
        &self,
        store: &crate::store::ShopStore,
        asks: &mut [(Part, ShopifyId)],
    ) -> Result<(), ServiceError> {
        for ask in asks.iter_mut().filter(|(part, _)| *part != Part::Order) {
            if let Some(order) = store.order_of_part(ask.0, ask.1).await? {
                *ask = (Part::Order, order);
            }
        }
        Ok(())
    }

    /// What is not about an order.
    async fn keep_house(&self, shop: &Shop, house: &House, told_at: Millis) -> Result<Kept, ServiceError> {
        let store = self.store.shop(shop.id);
        let now = self.clock.now();
        match house {
            House::Uninstalled if self.is_installed_again(shop, told_at).await? => {}
            House::Uninstalled => {
                // The token is dead at once (Shopify facts 2.7); orders stay, a re-install goes on.
                store.forget_token().await?;
                store.set_standing(Standing::Uninstalled, now).await?;
                store.note_trouble(Some("The app was removed from the shop."), now).await?;
            }
            House::ScopesChanged(scopes) => store.note_scopes(scopes).await?,
            House::OrderDeleted(order) => {
                let who = Redaction { orders: vec![*order], ..Redaction::default() };
                self.redact_customer(shop, &who).await?;
            }
            House::DataRequest { customer, email, orders, request } => {
                let request = DataRequest {
                    customer: *customer,
                    email: email.clone(),
                    orders: orders.clone(),
                    phone: None,
                    request: request.map(ShopifyId),
                };
                self.request_data(shop, &request).await?;
            }
            House::RedactCustomer { customer, email, phone, orders } => {
                let who = Redaction {
                    customer: *customer,
                    email: email.clone(),
                    phone: phone.clone(),
                    orders: orders.clone(),
                };
                self.redact_customer(shop, &who).await?;
            }
            House::RedactShop => {
                return Ok(match self.redact_shop(shop).await? {
                    ShopRedaction::Erased => Kept::ShopGone,
                    ShopRedaction::Kept(at) => Kept::LookAgain(at),
                });
            }
            House::ShopChanged { domain, time_zone, currency } => {
                self.shop_changed(shop, domain.as_deref(), time_zone.clone(), currency.clone()).await?;
            }
            // Whoever waits for an export asks for its state.
            House::BulkFinished(_) => {}
        }
        Ok(Kept::Done)
    }

    /// Whether the app came back after it was removed at `removed_at`: webhooks come late, and a new
    /// install's token must not be forgotten for an old notice.
    async fn is_installed_again(&self, shop: &Shop, removed_at: Millis) -> Result<bool, ServiceError> {
        let store = self.store.shop(shop.id);
        let since = store.standing_since().await?;
        if shop.standing == Standing::Connected && since.is_some_and(|since| since > removed_at) {
            return Ok(true);
        }
        let Some(connection) = store.connection().await? else { return Ok(false) };
        let answer = match self.check_connection(shop).await {
            // Its token ended with the removal; who is installed again gets another one.
            Err(ServiceError::Shopify(ApiError::Unauthorized))
                if connection.road == Road::ClientCredentials =>
            {
                self.check_connection(shop).await
            }
            answer => answer,
        };
        match answer {
            Ok(_) => Ok(true),
            Err(ServiceError::Store(error)) => Err(error.into()),
            Err(_) => Ok(false),
        }
    }

    async fn fail(&self, delivery: &ClaimedDelivery, reason: &str) -> Result<(), ServiceError> {
        tracing::warn!(webhook.topic = delivery.topic, reason, "a webhook could not be read");
        self.store.fail_delivery(delivery.id, delivery.claim, reason).await?;
        Ok(())
    }

    async fn retry(&self, delivery: &ClaimedDelivery, error: &ServiceError) -> Result<(), ServiceError> {
        tracing::warn!(webhook.topic = delivery.topic, error = ?error, "a webhook will be read again");
        let tries = usize::try_from(delivery.attempts).unwrap_or(usize::MAX);
        match RETRY_MINUTES.get(tries.saturating_sub(1)) {
            Some(minutes) => {
                let again = self.clock.now().plus_minutes(*minutes);
                self.store.retry_delivery(delivery.id, delivery.claim, again, &error.to_string()).await?;
            }
            None => self.fail(delivery, &error.to_string()).await?,
        }
        Ok(())
    }
}

const fn part_of(ask: Ask) -> (Part, ShopifyId) {
    match ask {
        Ask::Order(id) => (Part::Order, id),
        Ask::FulfillmentOrder(id) => (Part::FulfillmentOrder, id),
        Ask::Return(id) => (Part::Return, id),
        Ask::ReverseFulfillmentOrder(id) => (Part::ReverseFulfillmentOrder, id),
        Ask::ReverseDelivery(id) => (Part::ReverseDelivery, id),
    }
}
