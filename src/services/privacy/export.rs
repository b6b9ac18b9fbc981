//! Hands out what is held about a customer's orders, as one document for the merchant to pass on.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::mentions::Person;
use super::{BODIES_KEPT_DAYS, DataRequest, ENDED_KEPT_DAYS, ServiceError, Services};
use crate::domain::clock::Millis;
use crate::domain::ids::OrderId;
use crate::domain::link::Link;
use crate::domain::shop::Shop;
use crate::store::{KeptBody, SentMessage, ShopStore, StoredOrder};

/// Bodies opened in one go.
const PAGE: u32 = 200;

impl Services {
    /// Everything held about the customer of a request for data: the orders it names and every order of
    /// the shop with that e-mail address. `None` when the shop has no such request. Does not end the
    /// request: [`crate::store::ShopStore::finish_data_request`] does, once the document is written.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn export_request(&self, shop: &Shop, request: Uuid) -> Result<Option<Value>, ServiceError> {
        let store = self.store.shop(shop.id);
        let kept = store.data_requests().await?.into_iter().find(|kept| kept.id == request);
        let Some(kept) = kept else { return Ok(None) };
        let asked = json!({
            "request": kept.request.request,
            "asked_at": time(kept.asked_at),
            "customer": {"id": kept.request.customer, "email": kept.request.email, "phone": kept.request.phone},
        });
        Ok(Some(self.export(shop, &kept.request, asked).await?))
    }

    /// Everything held about one order. `None` when the shop has no such order.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn export_order(&self, shop: &Shop, order: OrderId) -> Result<Option<Value>, ServiceError> {
        let Some(stored) = self.store.shop(shop.id).order(order).await? else { return Ok(None) };
        let request = DataRequest { orders: vec![stored.shopify_id], ..DataRequest::default() };
        Ok(Some(self.export(shop, &request, Value::Null).await?))
    }

    async fn export(&self, shop: &Shop, request: &DataRequest, asked: Value) -> Result<Value, ServiceError> {
        let store = self.store.shop(shop.id);
        let mut person = Person::new(&store, &request.person());
        let mut ids = request.orders.clone();
        if let Some(hash) = &person.email_hash {
            ids.extend(store.orders_by_email(hash, Millis(i64::MAX)).await?);
        }
        ids.sort_unstable();
        ids.dedup();
        let (mut orders, mut unknown) = (Vec::new(), Vec::new());
        for id in ids {
            person.also([id]);
            person.also(store.ids_inside(id).await?);
            match store.order_by_shopify(id).await? {
                Some(order) => orders.extend(order_document(&store, order).await?),
                None => unknown.push(id),
            }
        }
        Ok(json!({
            "shop": {"name": shop.name, "domain": shop.domain},
            "made_at": time(self.clock.now()),
            "asked": asked,
            "orders": orders,
            "orders_not_held": unknown,
            "raw_notices": notices(&store, &person).await?,
            "kept": kept_how_long(shop),
        }))
    }
}

async fn order_document(store: &ShopStore, order: OrderId) -> Result<Option<Value>, ServiceError> {
    let Some(stored) = store.order(order).await? else { return Ok(None) };
    let messages = store.messages_as_sent(order).await?;
    let links = store.links_of(order).await?;
    let corrected = store.corrected_address(order).await?;
    let (codes, grants) = store.codes_and_grants(order).await?;
    Ok(Some(json!({
        "name": stored.name,
        "shopify_id": stored.shopify_id,
        "erased": stored.erased,
        "last_event_at": time(stored.last_event_at),
        "facts": facts(&stored),
        "timeline": timeline(&stored),
        "messages": messages.iter().map(message).collect::<Vec<_>>(),
        "links": links.iter().map(link).collect::<Vec<_>>(),
        "visits": "not recorded",
        "corrected_address": corrected,
        "one_time_codes": codes,
        "browsers_with_full_view": grants,
    })))
}

/// Each fact with its value and the time it was true.
fn facts(stored: &StoredOrder) -> Value {
    readable(serde_json::to_value(&stored.order).unwrap_or_default())
}

/// A stored fact is `[milliseconds, detail, value]`: for people, value and time.
fn readable(value: Value) -> Value {
    match value {
        Value::Array(parts) => match parts.as_slice() {
            [Value::Number(at), Value::Number(detail), known]
                if detail.as_u64().is_some_and(|d| d <= 1) && at.is_i64() =>
            {
                json!({"value": readable(known.clone()), "as_of": at.as_i64().map(|at| time(Millis(at)))})
            }
            _ => Value::Array(parts.into_iter().map(readable).collect()),
        },
        Value::Object(fields) => fields.into_iter().map(|(key, value)| (key, readable(value))).collect(),
        other => other,
    }
}

fn timeline(stored: &StoredOrder) -> Value {
    let mut entries: Vec<_> = stored.entries.iter().collect();
    entries.sort_by_key(|(key, entry)| (entry.at, *key));
    let line = |(key, entry): (&String, &crate::domain::entry::Entry)| {
        let mut fields = Map::new();
        fields.insert("at".into(), time(entry.at));
        fields.insert("entry".into(), key.as_str().into());
        fields.insert("what".into(), serde_json::to_value(&entry.what).unwrap_or_default());
        Value::Object(fields)
    };
    entries.into_iter().map(line).collect()
}

fn message(sent: &SentMessage) -> Value {
    json!({
        "kind": sent.kind, "language": sent.language, "to": sent.to, "subject": sent.subject,
        "text": sent.body, "state": sent.state, "created_at": time(sent.created_at),
        "sent_at": sent.sent_at.map(time),
    })
}

fn link(link: &Link) -> Value {
    json!({
        "purpose": link.purpose.word(), "shows": link.level.word(), "made_at": time(link.created_at),
        "ends_at": link.expires_at.map(time), "revoked_at": link.revoked_at.map(time),
    })
}

/// That raw notices exist, not what they say: what they told stands in the facts.
async fn notices(store: &ShopStore, person: &Person) -> Result<Vec<Value>, ServiceError> {
    let (mut after, mut found) = (None, Vec::new());
    loop {
        let kept = store.kept_bodies(after, PAGE).await?;
        let Some(last) = kept.last() else { return Ok(found) };
        after = Some(last.id);
        let line = |notice: &KeptBody| {
            json!({
                "topic": notice.topic, "received_at": time(notice.received_at), "bytes": notice.body.len(),
                "kept_until": time(notice.received_at.plus_days(BODIES_KEPT_DAYS)),
            })
        };
        found.extend(kept.iter().filter(|notice| person.is_in(&notice.body)).map(line));
    }
}

fn kept_how_long(shop: &Shop) -> Value {
    let days = shop.settings.personal_days;
    let personal = if days == 0 { Value::Null } else { days.into() };
    json!({
        "personal_fields_days_after_last_event": personal,
        "raw_notices_days": BODIES_KEPT_DAYS,
        "texts_of_messages_days": ENDED_KEPT_DAYS,
        "ended_links_and_codes_days": ENDED_KEPT_DAYS,
        "afterwards": "the order's name and the steps the shop set, without notes",
    })
}

fn time(at: Millis) -> Value {
    at.to_rfc3339().into()
}
