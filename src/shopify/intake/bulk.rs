//! Puts the lines of a bulk export together. A child names its parent by `__parentId` and may stand
//! anywhere in the file, so children are kept, as text and bounded, until the last line was read.
//!
//! Orders themselves are not kept: their own line is news at once, what hangs below it is news at the
//! end. Both are fragments of the same order.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Map, Value};

use super::Piece;
use super::document::ONLY_AN_ID;
use super::fields::{Fields, kind_of};
use super::graphql_order::read_as_of;
use super::limits::Limits;
use super::stamp::Stamp;
use crate::domain::clock::Millis;
use crate::domain::ids::ShopifyId;
use crate::domain::known::Detail;

/// Kinds of children that tell something about an order, and the connection they came from.
const KEPT: [(&str, &str); 9] = [
    ("LineItem", "lineItems"),
    ("FulfillmentOrder", "fulfillmentOrders"),
    ("FulfillmentOrderLineItem", "lineItems"),
    ("Fulfillment", "fulfillments"),
    ("FulfillmentLineItem", "fulfillmentLineItems"),
    ("FulfillmentEvent", "events"),
    ("OrderTransaction", "transactions"),
    ("Refund", "refunds"),
    ("Return", "returns"),
];

/// Shopify allows two levels; one more costs nothing and a circle ends.
const LEVELS: usize = 3;

struct Root {
    id: ShopifyId,
    line: u64,
    at: Millis,
    bare: bool,
}

struct Child {
    line: u64,
    connection: &'static str,
    text: Vec<u8>,
}

/// Lines waiting to be joined.
#[derive(Default)]
pub(super) struct Bulk {
    roots: VecDeque<Root>,
    children: BTreeMap<String, Vec<Child>>,
    bytes: usize,
}

impl Bulk {
    /// Notes an order whose children may follow. `bare` when its line told nothing but the id.
    pub(super) fn root(&mut self, id: ShopifyId, line: u64, at: Millis, bare: bool) {
        self.roots.push_back(Root { id, line, at, bare });
    }

    /// Keeps a child for later; gives a piece when it cannot be used. Kinds that say nothing about an
    /// order's way are passed over.
    pub(super) fn child(&mut self, value: &Value, line: u64, limits: &Limits) -> Option<Piece> {
        let refused = |reason: &str| Some(Piece::Refused { line: Some(line), reason: reason.to_owned() });
        let object = Fields::of(value)?;
        let Some(parent) = object.get("__parentId").and_then(Value::as_str) else {
            return refused("Its parent is not named by an id.");
        };
        let kind = object.kind()?;
        let (_, connection) = KEPT.iter().find(|(name, _)| *name == kind)?;
        let Ok(text) = serde_json::to_vec(value) else { return refused("It cannot be kept.") };
        let size = text.len() + parent.len() + std::mem::size_of::<Child>();
        if self.bytes + size > limits.bulk_bytes {
            return refused("The export is too large to be put together; export fewer orders at a time.");
        }
        self.bytes += size;
        self.children.entry(parent.to_owned()).or_default().push(Child { line, connection, text });
        None
    }

    /// What hangs below the orders met so far, when nothing more can come for them.
    pub(super) fn flush(&mut self) -> Vec<Piece> {
        let told = std::iter::from_fn(|| self.next_order()).collect();
        self.bytes = 0;
        told
    }

    /// After the last line: what hangs below the next order, then the lines that belong nowhere;
    /// `None` when all is told.
    pub(super) fn next_joined(&mut self) -> Option<Piece> {
        self.next_order().or_else(|| self.next_stray())
    }

    fn next_order(&mut self) -> Option<Piece> {
        while let Some(root) = self.roots.pop_front() {
            let line = Some(root.line);
            let order = self.assemble(&format!("gid://shopify/Order/{}", root.id), Map::new(), LEVELS);
            if !order.is_empty() {
                let stamp = Stamp { at: root.at, detail: Detail::Graphql };
                let news = read_as_of(Fields::of(&Value::Object(order))?, stamp);
                return Some(Piece::Order { line, shopify_id: root.id, news });
            }
            if root.bare {
                return Some(Piece::Skipped { line, reason: ONLY_AN_ID.to_owned() });
            }
        }
        None
    }

    fn next_stray(&mut self) -> Option<Piece> {
        let (parent, children) = self.children.pop_first()?;
        let line = children.iter().map(|child| child.line).min();
        let whose = if kind_of(&parent) == Some("Order") { "order" } else { "parent" };
        let count = children.len();
        let reason = format!("The {whose} of {count} line(s) from here on is not in this file.");
        Some(Piece::Refused { line, reason })
    }

    fn assemble(&mut self, parent: &str, mut into: Map<String, Value>, levels: usize) -> Map<String, Value> {
        let Some(children) = self.children.remove(parent).filter(|_| levels > 0) else { return into };
        for child in children {
            let Ok(Value::Object(mut object)) = serde_json::from_slice(&child.text) else { continue };
            if let Some(gid) = object.get("id").and_then(Value::as_str).map(str::to_owned) {
                object = self.assemble(&gid, object, levels - 1);
            }
            let list = into.entry(child.connection).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(list) = list {
                list.push(Value::Object(object));
            }
        }
        into
    }
}
