//! Reads one order whole: its first answer, then whatever did not fit in.

use serde_json::Value;

use super::Api;
use super::call::Question;
use super::error::ApiError;
use super::join::{MOST_PAGES, append, goes_on, id, ids, next, nodes_mut};
use super::operations::*;
use crate::domain::clock::Millis;
use crate::domain::ids::ShopifyId;
use crate::domain::order::Order;
use crate::shopify::intake::{Piece, read_value};

/// How many parcels, refunds and transactions `WholeOrder` asks for, and tracking numbers of a parcel.
const PARCELS: usize = 4;
const REFUNDS: usize = 2;
const TRANSACTIONS: usize = 5;
const TRACKING: usize = 3;
/// How many things are asked for by id at once.
const AT_ONCE: usize = 5;
/// How often an order that changes while it is read is read again.
const AGAIN: u32 = 2;

/// An order as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRead {
    /// Shopify's id of it.
    pub shopify_id: ShopifyId,
    /// Everything Shopify tells about it that a page can show.
    pub news: Order,
    /// When Shopify last changed it.
    pub updated_at: Millis,
    /// Fields Shopify refused, as paths (`order.email`); nothing is known about these. Empty when all
    /// was granted.
    pub denied: Vec<String>,
}

/// An order that is being put together.
struct Reading {
    order: Value,
    denied: Vec<String>,
}

impl Api {
    /// Reads an order with everything that belongs to it, however long. `None` when the API does not know
    /// it: it never existed, is deleted, or is older than the permissions reach.
    ///
    /// Shopify's times are whole seconds. What is read within the second of a change could be followed by
    /// another change of the same time, and nothing would tell the two apart: such an order is read again
    /// when the second is over.
    ///
    /// # Errors
    /// When Shopify refuses or does not answer.
    pub async fn order(&self, order: ShopifyId) -> Result<Option<OrderRead>, ApiError> {
        let gid = format!("gid://shopify/Order/{order}");
        let mut again = 0;
        loop {
            let began = self.clock.now();
            let Some(reading) = self.read_order(&gid).await? else { return Ok(None) };
            match too_young(&reading.order, began).filter(|_| again < AGAIN) {
                Some(wait) => tokio::time::sleep(wait).await,
                None => return finish(reading.order, reading.denied).map(Some),
            }
            again += 1;
        }
    }

    async fn read_order(&self, gid: &str) -> Result<Option<Reading>, ApiError> {
        let variables = whole_order::Variables { id: gid.to_owned(), returns: self.access.reads_returns };
        let mut answer = self.ask::<WholeOrder>("WholeOrder", variables, Question::now(320.0)).await?;
        let Some(order) = answer.take("order")? else { return Ok(None) };
        let mut reading = Reading { order, denied: answer.denied() };
        self.join_items(gid, &mut reading).await?;
        self.join_promises(gid, &mut reading).await?;
        self.join_returns(gid, &mut reading).await?;
        self.join_parcels(gid, &mut reading).await?;
        self.join_refunds(gid, &mut reading).await?;
        if goes_on(&reading.order["transactions"], TRANSACTIONS) {
            let variables = order_transactions::Variables { id: gid.to_owned() };
            let question = Question::now(760.0);
            let mut answer = self.ask::<OrderTransactions>("OrderTransactions", variables, question).await?;
            if let Some(mut all) = answer.take("order")?.filter(|all| all["transactions"].is_array()) {
                reading.order["transactions"] = all["transactions"].take();
            }
        }
        reading.denied.sort_unstable();
        reading.denied.dedup();
        Ok(Some(reading))
    }

    async fn join_items(&self, gid: &str, reading: &mut Reading) -> Result<(), ApiError> {
        for _ in 0..MOST_PAGES {
            let Some(after) = next(&reading.order["lineItems"]) else { break };
            let variables = order_items::Variables { id: gid.to_owned(), after: Some(after) };
            let mut answer = self.ask::<OrderItems>("OrderItems", variables, Question::now(310.0)).await?;
            let Some(mut page) = answer.take("order")? else { break };
            append(&mut reading.order, "lineItems", &mut page);
            reading.denied.extend(answer.denied());
        }
        Ok(())
    }

    async fn join_promises(&self, gid: &str, reading: &mut Reading) -> Result<(), ApiError> {
        for _ in 0..MOST_PAGES {
            let Some(after) = next(&reading.order["fulfillmentOrders"]) else { break };
            let variables = order_promises::Variables { id: gid.to_owned(), after: Some(after) };
            let mut answer =
                self.ask::<OrderPromises>("OrderPromises", variables, Question::now(460.0)).await?;
            let Some(mut page) = answer.take("order")? else { break };
            append(&mut reading.order, "fulfillmentOrders", &mut page);
            reading.denied.extend(answer.denied());
        }
        let Some(promises) = reading.order.get_mut("fulfillmentOrders") else { return Ok(()) };
        for promise in nodes_mut(promises) {
            let Some(gid) = id(promise) else { continue };
            for _ in 0..MOST_PAGES {
                let Some(after) = next(&promise["lineItems"]) else { break };
                let variables = promise_items::Variables { id: gid.clone(), after: Some(after) };
                let question = Question::now(210.0);
                let mut answer = self.ask::<PromiseItems>("PromiseItems", variables, question).await?;
                let Some(mut page) = answer.take("fulfillmentOrder")? else { break };
                append(promise, "lineItems", &mut page);
            }
        }
        Ok(())
    }

    async fn join_returns(&self, gid: &str, reading: &mut Reading) -> Result<(), ApiError> {
        for _ in 0..MOST_PAGES {
            let Some(after) = next(&reading.order["returns"]) else { break };
            let variables = order_returns::Variables { id: gid.to_owned(), after: Some(after) };
            let mut answer =
                self.ask::<OrderReturns>("OrderReturns", variables, Question::now(110.0)).await?;
            let Some(mut page) = answer.take("order")? else { break };
            append(&mut reading.order, "returns", &mut page);
            reading.denied.extend(answer.denied());
        }
        Ok(())
    }

    async fn join_parcels(&self, gid: &str, reading: &mut Reading) -> Result<(), ApiError> {
        let parcels = &reading.order["fulfillments"];
        let Some(known) = parcels.as_array() else { return Ok(()) };
        // A parcel with as many tracking numbers as were asked for is read again with more room.
        let tight = |parcel: &&Value| goes_on(&parcel["trackingInfo"], TRACKING);
        let mut wanted: Vec<_> = known.iter().filter(tight).filter_map(id).collect();
        if goes_on(parcels, PARCELS) {
            let variables = order_parcel_ids::Variables { id: gid.to_owned() };
            let question = Question::now(260.0);
            let mut answer = self.ask::<OrderParcelIds>("OrderParcelIds", variables, question).await?;
            let known = ids(parcels);
            let all = answer.take("order")?.map(|all| ids(&all["fulfillments"])).unwrap_or_default();
            wanted.extend(all.into_iter().filter(|gid| !known.contains(gid)));
        }
        for few in wanted.chunks(AT_ONCE) {
            let variables = parcels_by_id::Variables { ids: few.to_vec() };
            let question = Question::now(180.0 * few.len() as f64).of(few.len());
            let mut answer = self.ask::<ParcelsById>("ParcelsById", variables, question).await?;
            let nodes = answer.take("nodes")?;
            reading.denied.extend(answer.denied());
            replace(&mut reading.order["fulfillments"], nodes);
        }
        for parcel in nodes_mut(&mut reading.order["fulfillments"]) {
            self.join_parcel(parcel).await?;
        }
        Ok(())
    }

    async fn join_parcel(&self, parcel: &mut Value) -> Result<(), ApiError> {
        let Some(gid) = id(parcel) else { return Ok(()) };
        for _ in 0..MOST_PAGES {
            let (events, items) = (next(&parcel["events"]), next(&parcel["fulfillmentLineItems"]));
            if events.is_none() && items.is_none() {
                break;
            }
            let variables = parcel_rest::Variables {
                id: gid.clone(),
                events: events.clone().or_else(|| end(&parcel["events"])),
                items: items.clone().or_else(|| end(&parcel["fulfillmentLineItems"])),
            };
            let mut answer = self.ask::<ParcelRest>("ParcelRest", variables, Question::now(310.0)).await?;
            let Some(mut page) = answer.take("fulfillment")? else { break };
            if events.is_some() {
                append(parcel, "events", &mut page);
            }
            if items.is_some() {
                append(parcel, "fulfillmentLineItems", &mut page);
            }
        }
        Ok(())
    }

    async fn join_refunds(&self, gid: &str, reading: &mut Reading) -> Result<(), ApiError> {
        let refunds = &reading.order["refunds"];
        if goes_on(refunds, REFUNDS) {
            let variables = order_refund_ids::Variables { id: gid.to_owned() };
            let question = Question::now(260.0);
            let mut answer = self.ask::<OrderRefundIds>("OrderRefundIds", variables, question).await?;
            let known = ids(refunds);
            let all = answer.take("order")?.map(|all| ids(&all["refunds"])).unwrap_or_default();
            let wanted: Vec<_> = all.into_iter().filter(|gid| !known.contains(gid)).collect();
            for few in wanted.chunks(AT_ONCE) {
                let variables = refunds_by_id::Variables { ids: few.to_vec() };
                let question = Question::now(130.0 * few.len() as f64).of(few.len());
                let mut answer = self.ask::<RefundsById>("RefundsById", variables, question).await?;
                let nodes = answer.take("nodes")?;
                reading.denied.extend(answer.denied());
                replace(&mut reading.order["refunds"], nodes);
            }
        }
        for refund in nodes_mut(&mut reading.order["refunds"]) {
            self.join_refund(refund).await?;
        }
        Ok(())
    }

    async fn join_refund(&self, refund: &mut Value) -> Result<(), ApiError> {
        let Some(gid) = id(refund) else { return Ok(()) };
        for _ in 0..MOST_PAGES {
            let (items, moves) = (next(&refund["refundLineItems"]), next(&refund["transactions"]));
            if items.is_none() && moves.is_none() {
                break;
            }
            let variables = refund_rest::Variables {
                ids: vec![gid.clone()],
                items: items.clone().or_else(|| end(&refund["refundLineItems"])),
                transactions: moves.clone().or_else(|| end(&refund["transactions"])),
            };
            let mut answer = self.ask::<RefundRest>("RefundRest", variables, Question::now(360.0)).await?;
            let Some(mut page) = answer.take("nodes")?.and_then(first) else { break };
            if items.is_some() {
                append(refund, "refundLineItems", &mut page);
            }
            if moves.is_some() {
                append(refund, "transactions", &mut page);
            }
        }
        Ok(())
    }
}

/// The cursor behind the last of a connection that has ended: nothing is behind it.
fn end(connection: &Value) -> Option<String> {
    connection["pageInfo"]["endCursor"].as_str().map(str::to_owned)
}

fn first(nodes: Value) -> Option<Value> {
    match nodes {
        Value::Array(list) => list.into_iter().find(Value::is_object),
        _ => None,
    }
}

/// Puts things read by id in the place of what was known of them, or behind.
fn replace(list: &mut Value, nodes: Option<Value>) {
    let (Value::Array(list), Some(Value::Array(nodes))) = (list, nodes) else { return };
    for node in nodes.into_iter().filter(Value::is_object) {
        match list.iter_mut().find(|old| old["id"] == node["id"]) {
            Some(old) => *old = node,
            None => list.push(node),
        }
    }
}

/// How long the second of the newest change still lasts, seen from `began`; `None` when it is over, or
/// when the clocks are too far apart to tell.
pub(super) fn too_young(order: &Value, began: Millis) -> Option<std::time::Duration> {
    const MOST_APART: i64 = 2_000;
    let left = newest(order)?.0.saturating_add(1_000).saturating_sub(began.0);
    let wait = (1..=1_000 + MOST_APART).contains(&left).then_some(left.min(1_100))?;
    Some(std::time::Duration::from_millis(u64::try_from(wait).ok()?))
}

/// The newest `updatedAt` in an order and its parts.
fn newest(value: &Value) -> Option<Millis> {
    match value {
        Value::Object(map) => {
            let own = map.get("updatedAt").and_then(Value::as_str).and_then(Millis::parse);
            map.values().filter_map(newest).chain(own).max()
        }
        Value::Array(list) => list.iter().filter_map(newest).max(),
        _ => None,
    }
}

/// An order's raw JSON as news.
pub(super) fn finish(order: Value, denied: Vec<String>) -> Result<OrderRead, ApiError> {
    let updated_at = order["updatedAt"].as_str().and_then(Millis::parse).ok_or(ApiError::Unreadable)?;
    let pieces = read_value(order, None, updated_at);
    let mut read: Option<OrderRead> = None;
    for piece in pieces {
        let Piece::Order { shopify_id, news, .. } = piece else { return Err(ApiError::Unreadable) };
        match &mut read {
            Some(read) if read.shopify_id == shopify_id => {
                read.news.join(&news);
            }
            Some(_) => {}
            None => read = Some(OrderRead { shopify_id, news, updated_at, denied: denied.clone() }),
        }
    }
    read.ok_or(ApiError::Unreadable)
}
