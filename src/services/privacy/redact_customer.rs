//! Erases what is held about a person: orders, messages, notices, mails, requests.

use std::collections::BTreeSet;

use serde_json::Value;
use uuid::Uuid;

use super::journal::{self, Kind, Line};
use super::mentions::Person;
use super::{Redacted, Redaction, ServiceError, Services};
use crate::domain::clock::Millis;
use crate::domain::ids::{MessageId, ShopifyId};
use crate::domain::shop::Shop;
use crate::domain::standing::Part;
use crate::store::{ShopStore, Urgency};

/// Bodies opened in one go.
const PAGE: u32 = 200;
/// How often orders that come in meanwhile are looked for.
const PASSES: usize = 4;

impl Services {
    /// Erases what is held about a person: the orders named, every order of the shop with that e-mail
    /// address, and those that kept notices show to be theirs; with their messages, mail files,
    /// notices and requests. The erasure is in the journal before anything goes. An erased order stays
    /// erased; orders placed later are not concerned. Somebody unknown is no error.
    ///
    /// # Errors
    /// When the journal or the store does not answer: the caller asks again; what was erased stays so.
    pub async fn redact_customer(&self, shop: &Shop, who: &Redaction) -> Result<Redacted, ServiceError> {
        let store = self.store.shop(shop.id);
        let now = self.clock.now();
        let person = Person::new(&store, who);
        let mut orders: BTreeSet<ShopifyId> = who.orders.iter().copied().collect();
        orders.extend(owned_orders(&store, &person).await?);
        let mut redacted = Redacted::default();
        for pass in 0..PASSES {
            let found = orders_by_email(&store, &person, now).await?;
            if pass > 0 && found.is_empty() {
                break;
            }
            orders.extend(found);
            let line =
                Line::new(now, Kind::Customer, shop, orders.iter().copied().collect(), person.email_hash);
            journal::append(&self.places.erasures, &line).await?;
            redacted += self.erase_person(shop, &line.orders, person.clone(), now).await?;
            self.store.note_erasure(line.hash()?, self.clock.now()).await?;
        }
        self.settle().await;
        tracing::info!(shop = %shop.handle, orders = redacted.orders, bodies = redacted.bodies, "a person's data was erased");
        Ok(redacted)
    }

    /// Carries out a line of the journal about a person in this database.
    pub(super) async fn redact_again(&self, shop: &Shop, line: &Line) -> Result<Redacted, ServiceError> {
        let store = self.store.shop(shop.id);
        let person = Person::from_hash(&store, line.email_hash());
        let mut orders: BTreeSet<ShopifyId> = line.orders.iter().copied().collect();
        orders.extend(orders_by_email(&store, &person, line.at).await?);
        let orders: Vec<ShopifyId> = orders.into_iter().collect();
        self.erase_person(shop, &orders, person, self.clock.now()).await
    }

    async fn erase_person(
        &self,
        shop: &Shop,
        orders: &[ShopifyId],
        mut person: Person,
        now: Millis,
    ) -> Result<Redacted, ServiceError> {
        let store = self.store.shop(shop.id);
        let mut messages: Vec<MessageId> = Vec::new();
        for order in orders {
            person.also([*order]);
            person.also(store.ids_inside(*order).await?);
            if let Some(id) = store.order_by_shopify(*order).await? {
                messages.extend(store.message_ids(Some(id)).await?);
            }
        }
        // Files first: once the rows are gone nobody knows which belong to whom.
        let mut redacted = Redacted { mails: self.forget_mails(&messages).await?, ..Redacted::default() };
        for order in orders {
            redacted.orders += u64::from(store.redact_order(*order, now, &*self.chance).await?);
        }
        for kept in store.data_requests().await? {
            let text = serde_json::to_vec(&kept.request).unwrap_or_default();
            if person.is_in(&text) {
                store.drop_data_request(kept.id).await?;
            }
        }
        self.forget_exports(shop, false).await?;
        // And again: one that was being handed over meanwhile.
        redacted.mails += self.forget_mails(&messages).await?;
        redacted.bodies = self.wipe_mentions(&store, &person, orders, now).await?;
        Ok(redacted)
    }

    /// Wipes the bodies of all kept notices that speak of the person. One about another order that was
    /// not read yet is not lost: that order is read from Shopify instead.
    async fn wipe_mentions(
        &self,
        store: &ShopStore,
        person: &Person,
        orders: &[ShopifyId],
        now: Millis,
    ) -> Result<u64, ServiceError> {
        let (mut after, mut wiped) = (None, 0);
        loop {
            let kept = store.kept_bodies(after, PAGE).await?;
            let Some(last) = kept.last() else { return Ok(wiped) };
            after = Some(last.id);
            let told: Vec<_> = kept.iter().filter(|notice| person.is_in(&notice.body)).collect();
            let waiting = told.iter().filter(|notice| notice.waits && !is_privacy(&notice.topic));
            let others = waiting.filter_map(|notice| {
                let body: Value = serde_json::from_slice(&notice.body).ok()?;
                Person::order_of(&notice.topic, &body).filter(|order| !orders.contains(order))
            });
            let asks: Vec<(Part, ShopifyId)> = others.map(|order| (Part::Order, order)).collect();
            if !asks.is_empty() {
                store.ask(&asks, Urgency::Live, now).await?;
            }
            let ids: Vec<Uuid> = told.iter().map(|notice| notice.id).collect();
            wiped += store.wipe_bodies(&ids).await?;
        }
    }
}

async fn orders_by_email(
    store: &ShopStore,
    person: &Person,
    until: Millis,
) -> Result<Vec<ShopifyId>, ServiceError> {
    match &person.email_hash {
        Some(hash) => Ok(store.orders_by_email(hash, until).await?),
        None => Ok(Vec::new()),
    }
}

/// Orders that kept notices show to be the person's: the only trace of Shopify's customer id.
async fn owned_orders(store: &ShopStore, person: &Person) -> Result<Vec<ShopifyId>, ServiceError> {
    let (mut after, mut owned) = (None, Vec::new());
    loop {
        let kept = store.kept_bodies(after, PAGE).await?;
        let Some(last) = kept.last() else { return Ok(owned) };
        after = Some(last.id);
        for notice in kept.iter().filter(|notice| notice.topic.starts_with("orders/")) {
            let body: Option<Value> = serde_json::from_slice(&notice.body).ok();
            let order = body.filter(|body| person.owns(body));
            owned.extend(order.and_then(|body| Person::order_of(&notice.topic, &body)));
        }
    }
}

fn is_privacy(topic: &str) -> bool {
    topic.starts_with("customers/") || topic.starts_with("shop/")
}
