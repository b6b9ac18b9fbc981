//! Changes to the order as a whole: cancelling, archiving, editing.

use serde::Deserialize;
use serde_json::json;

use super::create::{empty_promise, new_line};
use super::payments::take_off;
use super::{Emit, Item, NewItem, Ref, RefundMoney, Refusal, Work};
use crate::clock::with_offset;
use crate::model::order::PromiseLine;
use crate::model::status::Sums;

/// Names an order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OrderOnly {
    /// The order.
    pub order: Ref,
}

/// Cancels an order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CancelOrder {
    /// The order.
    pub order: Ref,
    /// `OrderCancelReason`; CUSTOMER when absent.
    pub reason: Option<crate::model::Word>,
    /// Give the money back too.
    pub refund: bool,
}

/// Adds an item by an order edit.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AddItem {
    /// The order.
    pub order: Ref,
    /// The item.
    pub item: NewItem,
}

/// Removes pieces of a line by an order edit.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RemoveItem {
    /// The order.
    pub order: Ref,
    /// The item.
    pub item: Item,
}

impl Work<'_> {
    pub(super) fn cancel_order(&mut self, a: &CancelOrder) -> Result<(), Refusal> {
        if self.order.cancelled_at.is_some() {
            return Err(format!("{} is cancelled already", self.order.name()));
        }
        let sums = Sums::of(self.order);
        if a.refund && sums.captured > sums.refunded {
            let items =
                (0..self.order.lines.len()).map(|at| Item { line: Ref::from(at as u64), quantity: None });
            let left = crate::model::money::rest(sums.captured - sums.refunded, &self.order.currency);
            let (order, items) = (a.order.clone(), items.collect());
            self.refund(&RefundMoney { order, amount: Some(left.into()), items, ..RefundMoney::default() })?;
        } else if sums.captured == 0 && sums.authorized > 0 {
            self.payment("VOID", "SUCCESS", &super::Pay::default())?;
        }
        let lines: Vec<(u64, u32)> = self.order.lines.iter().map(|l| (l.id, l.unfulfilled)).collect();
        for (line, n) in lines {
            take_off(self.order, line, n);
        }
        for promise in self.order.promises.iter_mut().filter(|p| p.alive()) {
            promise.status = "CLOSED".into();
            promise.holds.clear();
        }
        self.order.cancelled_at = Some(self.now);
        self.order.closed_at = Some(self.now);
        self.order.cancel_reason = Some(a.reason.clone().unwrap_or("CUSTOMER".into()));
        self.emits.push(Emit::Order("orders/cancelled"));
        Ok(())
    }

    pub(super) fn add_item(&mut self, a: &AddItem) -> Result<(), Refusal> {
        let line = new_line(self.order, &a.item)?;
        let (id, quantity, ships) = (line.id, line.quantity, line.requires_shipping);
        self.order.lines.push(line);
        if ships {
            let entry =
                PromiseLine { id: self.order.new_id(), line: id, total: quantity, remaining: quantity };
            match self.order.promises.iter_mut().find(|p| p.status == "OPEN") {
                Some(promise) => promise.lines.push(entry),
                None => {
                    let mut new = empty_promise(self.order, self.now);
                    new.lines.push(entry);
                    self.order.promises.push(new);
                }
            }
        }
        self.edited(json!({"additions": [{"id": id, "delta": quantity}], "removals": []}));
        Ok(())
    }

    pub(super) fn remove_item(&mut self, a: &RemoveItem) -> Result<(), Refusal> {
        let line = a.item.line_id(self.order)?;
        let left = self.order.line(line).map_or(0, |l| l.unfulfilled);
        let quantity = a.item.quantity.unwrap_or(left);
        if quantity == 0 || quantity > left {
            return Err("only items that were not handed over can be removed".into());
        }
        take_off(self.order, line, quantity);
        self.edited(json!({"additions": [], "removals": [{"id": line, "delta": quantity}]}));
        Ok(())
    }

    fn edited(&mut self, line_items: serde_json::Value) {
        self.order.edited = true;
        let (id, at) = (self.order.new_id(), with_offset(self.now, 60));
        let body = json!({"order_edit": {
            "id": id, "app_id": null, "created_at": at, "committed_at": at, "notify_customer": false,
            "order_id": self.order.id(), "staff_note": "", "user_id": null, "line_items": line_items,
            "discounts": {"line_item": {"additions": [], "removals": []}},
            "shipping_lines": {"additions": [], "removals": []},
        }});
        self.emits.push(Emit::Raw("orders/edited", body));
    }
}
