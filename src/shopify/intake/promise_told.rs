//! Reads what the webhooks about promises to ship and their holds say for certain. They name no order:
//! whose promise it is, the store knows.

use std::collections::BTreeMap;

use serde_json::Value;

use super::fields::Fields;
use super::limits::FEW;
use super::stamp::Stamp;
use crate::domain::clock::Millis;
use crate::domain::ids::ShopifyId;
use crate::domain::known::{Detail, Known};
use crate::domain::native::{FulfillmentOrderStatus, HoldReason};
use crate::domain::order::Order;
use crate::domain::promise_news::{Hold, PromiseNews};

/// Where promises stand in the bodies, those that live on first.
pub(in crate::shopify) const NAMES: [&str; 6] = [
    "fulfillment_order",
    "moved_fulfillment_order",
    "submitted_fulfillment_order",
    "replacement_fulfillment_order",
    "remaining_fulfillment_order",
    "original_fulfillment_order",
];

/// What a body says of the promises in it, as news of the one order they all belong to. These bodies
/// tell no time: `told_at` is that of all facts.
pub(in crate::shopify) fn promises_told(topic: &str, body: &Value, told_at: Millis) -> Order {
    let mut news = Order::default();
    let Some(top) = Fields::of(body) else { return news };
    let stamp = Stamp { at: told_at, detail: Detail::Rest };
    read_named(top, stamp, &mut news.promise_news);
    for merge in objects(top, "fulfillment_order_merges") {
        read_named(merge, stamp, &mut news.promise_news);
    }
    if let Some((promise, id, hold)) = one_hold(topic, top) {
        let told = news.promise_news.entry(promise).or_default();
        told.holds.entry(id).or_default().join(&Known::at(told_at, Detail::Rest, hold));
    }
    news.promise_news.retain(|_, told| *told != PromiseNews::default());
    news
}

fn objects<'a>(top: Fields<'a>, key: &str) -> Vec<Fields<'a>> {
    top.list(key).unwrap_or_else(|| top.object(key).into_iter().collect())
}

fn read_named(within: Fields, stamp: Stamp, into: &mut BTreeMap<ShopifyId, PromiseNews>) {
    for promise in NAMES.iter().filter_map(|name| within.object(name)) {
        let Some(id) = promise.id() else { continue };
        let mut told = PromiseNews {
            status: stamp.fact(promise.word("status", FulfillmentOrderStatus::parse).flatten()),
            fulfill_at: stamp.fact(promise.time("fulfill_at")),
            holds: BTreeMap::new(),
        };
        for hold in promise.list("fulfillment_holds").into_iter().flatten().take(FEW) {
            if let Some((id, hold)) = read_hold(hold, false) {
                told.holds.insert(id, Known::at(stamp.at, stamp.detail, hold));
            }
        }
        into.entry(id).or_default().join(&told);
    }
}

fn one_hold(topic: &str, top: Fields) -> Option<(ShopifyId, ShopifyId, Hold)> {
    let released = match topic {
        "fulfillment_holds/added" => false,
        "fulfillment_holds/released" => true,
        _ => return None,
    };
    let (id, hold) = read_hold(top.object("fulfillment_hold")?, released)?;
    Some((top.object("fulfillment_order")?.id()?, id, hold))
}

/// A hold whose reason nobody told is one whose reason is not told to shoppers either.
fn read_hold(hold: Fields, released: bool) -> Option<(ShopifyId, Hold)> {
    let reason = hold.word("reason", HoldReason::parse).flatten().unwrap_or(HoldReason::Other);
    Some((hold.id()?, Hold { released, reason }))
}
