//! Fulfillment orders taken apart, moved, merged and cancelled.

use serde::Deserialize;
use serde_json::{Value, json};

use super::create::empty_promise;
use super::promises::brief;
use super::{Emit, Item, PromiseOnly, Ref, Refusal, Work, gid};
use crate::model::order::PromiseLine;

/// Splits items off into a new fulfillment order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Split {
    /// The order.
    pub order: Ref,
    /// The fulfillment order; the first that fits when absent.
    pub fulfillment_order: Ref,
    /// Which pieces; all when empty.
    pub items: Vec<Item>,
}

/// Moves a fulfillment order to another of the shop's locations.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MoveTo {
    /// The order.
    pub order: Ref,
    /// The fulfillment order; the first that fits when absent.
    pub fulfillment_order: Ref,
    /// Index into the shop's locations; the other one when absent.
    pub location: Option<u8>,
}

impl Work<'_> {
    /// Leaves `items` in the fulfillment order at `at` (or takes them out of it) and puts the others
    /// into a new open one. Answers the new one's index; `None` when nothing was left over.
    pub(super) fn split_off(
        &mut self,
        at: usize,
        items: &[Item],
        keep: bool,
    ) -> Result<Option<usize>, Refusal> {
        let mut wanted = Vec::new();
        for item in items {
            wanted.push((item.line_id(self.order)?, item.quantity));
        }
        let mut moved = Vec::new();
        for line in &mut self.order.promises[at].lines {
            let named = wanted.iter().find(|(id, _)| *id == line.line);
            let named = named.map_or(0, |(_, q)| q.unwrap_or(line.remaining).min(line.remaining));
            let out = if keep { line.remaining - named } else { named };
            line.remaining -= out;
            line.total -= out;
            if out > 0 {
                moved.push((line.line, out));
            }
        }
        if moved.is_empty() {
            return Ok(None);
        }
        if self.order.promises[at].remaining() == 0 {
            return Err("nothing would be left".into());
        }
        self.order.promises[at].lines.retain(|l| l.total > 0);
        let mut new = empty_promise(self.order, self.now);
        let old = &self.order.promises[at];
        (new.location, new.third_party) = (old.location, old.third_party);
        (new.method, new.method_name) = (old.method.clone(), old.method_name.clone());
        (new.min_delivery, new.max_delivery) = (old.min_delivery, old.max_delivery);
        for (line, total) in moved {
            new.lines.push(PromiseLine { id: self.order.new_id(), line, total, remaining: total });
        }
        self.order.promises.push(new);
        Ok(Some(self.order.promises.len() - 1))
    }

    pub(super) fn split(&mut self, a: &Split) -> Result<(), Refusal> {
        let at = self.promise(&a.fulfillment_order, |p| p.remaining() > 1)?;
        let Some(new) = self.split_off(at, &a.items, false)? else {
            return Err("name the items to split off".into());
        };
        let new = &self.order.promises[new];
        let lines: Vec<Value> = new
            .lines
            .iter()
            .map(|l| json!({"id": gid("FulfillmentOrderLineItem", l.id), "quantity": l.remaining}))
            .collect();
        let body = json!({
            "split_line_items": lines,
            "fulfillment_order": brief(&self.order.promises[at]),
            "remaining_fulfillment_order": brief(new),
            "replacement_fulfillment_order": null,
        });
        self.made.fulfillment_order = Some(gid("FulfillmentOrder", new.id));
        self.emits.push(Emit::Raw("fulfillment_orders/split", body));
        Ok(())
    }

    /// Closes the one at `at` and puts what it had left into a new open one.
    fn replace(&mut self, at: usize, status: &'static str) -> usize {
        let mut new = empty_promise(self.order, self.now);
        let old = &mut self.order.promises[at];
        let left: Vec<(u64, u32)> =
            old.lines.iter().map(|l| (l.line, l.remaining)).filter(|(_, n)| *n > 0).collect();
        old.lines.iter_mut().for_each(|l| l.remaining = 0);
        old.status = status.into();
        (new.location, new.third_party) = (old.location, old.third_party);
        (new.method, new.method_name) = (old.method.clone(), old.method_name.clone());
        (new.min_delivery, new.max_delivery) = (old.min_delivery, old.max_delivery);
        for (line, total) in left {
            new.lines.push(PromiseLine { id: self.order.new_id(), line, total, remaining: total });
        }
        self.made.fulfillment_order = Some(gid("FulfillmentOrder", new.id));
        self.order.promises.push(new);
        self.order.promises.len() - 1
    }

    pub(super) fn relocate(&mut self, a: &MoveTo) -> Result<(), Refusal> {
        let at = self.promise(&a.fulfillment_order, |p| p.remaining() > 0 && p.holds.is_empty())?;
        let from = self.order.promises[at].location;
        let to = a.location.unwrap_or(1 - from.min(1));
        let lines: Vec<Value> = self.order.promises[at]
            .lines
            .iter()
            .map(|l| json!({"id": gid("FulfillmentOrderLineItem", l.id), "quantity": l.remaining}))
            .collect();
        let new = self.replace(at, "CLOSED");
        self.order.promises[new].location = to;
        let place = |n: u8| gid("Location", crate::shop::LOCATIONS[usize::from(n) % 2].id);
        let (mut was, mut is) = (brief(&self.order.promises[at]), brief(&self.order.promises[new]));
        was["assigned_location_id"] = place(from).into();
        is["assigned_location_id"] = place(to).into();
        let body = json!({
            "original_fulfillment_order": was,
            "moved_fulfillment_order": is,
            "destination_location_id": place(to),
            "fulfillment_order_line_items_requested": lines,
            "source_location": {"id": place(from)},
        });
        self.emits.push(Emit::Raw("fulfillment_orders/moved", body));
        Ok(())
    }

    pub(super) fn cancel_promise(&mut self, a: &PromiseOnly) -> Result<(), Refusal> {
        let at = self.promise(&a.fulfillment_order, |p| p.remaining() > 0)?;
        let new = self.replace(at, "CANCELLED");
        let body = json!({"fulfillment_order": brief(&self.order.promises[at]),
            "replacement_fulfillment_order": brief(&self.order.promises[new])});
        self.emits.push(Emit::Raw("fulfillment_orders/cancelled", body));
        Ok(())
    }

    /// Puts every other open fulfillment order into the one meant.
    pub(super) fn merge(&mut self, a: &PromiseOnly) -> Result<(), Refusal> {
        let at = self.promise(&a.fulfillment_order, |p| p.status == "OPEN")?;
        let mut intents = Vec::new();
        let mut lines = Vec::new();
        for (i, other) in self.order.promises.iter_mut().enumerate() {
            if i != at && other.status == "OPEN" {
                let named: Vec<Value> =
                    other.lines.iter().map(|l| json!({"id": l.id, "quantity": l.remaining})).collect();
                intents
                    .push(json!({"fulfillment_order_id": other.id, "fulfillment_order_line_items": named}));
                lines.extend(other.lines.iter().map(|l| (l.line, l.remaining)));
                other.lines.iter_mut().for_each(|l| l.remaining = 0);
                other.status = "CLOSED".into();
            }
        }
        if lines.is_empty() {
            return Err("there is nothing to merge".into());
        }
        for (line, n) in lines {
            let id = self.order.new_id();
            let into = &mut self.order.promises[at].lines;
            match into.iter_mut().find(|l| l.line == line) {
                Some(l) => (l.total, l.remaining) = (l.total + n, l.remaining + n),
                None => into.push(PromiseLine { id, line, total: n, remaining: n }),
            }
        }
        let merged = json!({"fulfillment_order": brief(&self.order.promises[at])});
        let body = json!({"merge_intents": intents, "fulfillment_order_merges": merged});
        self.emits.push(Emit::Raw("fulfillment_orders/merged", body));
        Ok(())
    }
}
