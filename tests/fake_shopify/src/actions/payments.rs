//! Money in and back.

use serde::Deserialize;

use super::create::price;
use super::{Emit, Item, Ref, Refusal, Work, gid};
use crate::model::order::{Order, Refund, RefundLine, Transaction, Word};
use crate::model::status::{self, Sums};

/// A payment step; without an amount the whole that is outstanding.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pay {
    /// The order.
    pub order: Ref,
    /// The amount, e.g. `"49.00"`; what is outstanding when absent.
    pub amount: Option<Word>,
    /// The payment provider; `bogus` when absent.
    pub gateway: Option<Word>,
}

/// A refund.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RefundMoney {
    /// The order.
    pub order: Ref,
    /// The money; the items' price when absent.
    pub amount: Option<Word>,
    /// Which pieces; all when empty.
    pub items: Vec<Item>,
    /// Free text.
    pub note: Option<Word>,
    /// Whether the items go back into stock.
    pub restock: bool,
    /// Status of the money's transaction: SUCCESS when absent, else e.g. PENDING or FAILURE.
    pub status: Option<Word>,
}

impl Work<'_> {
    pub(super) fn payment(
        &mut self,
        kind: &'static str,
        status: &'static str,
        a: &Pay,
    ) -> Result<(), Refusal> {
        let before = status::financial(self.order);
        let amount = match a.amount.as_deref() {
            Some(text) => price(text, &self.order.currency)?,
            None if kind == "VOID" => Sums::of(self.order).authorized,
            None => status::outstanding(self.order),
        };
        if kind == "SALE" && status == "SUCCESS" {
            self.order.transactions.retain(|t| t.status != "PENDING");
        }
        let parent = self.order.transactions.iter().find(|t| t.kind == "AUTHORIZATION").map(|t| t.id);
        self.transaction(kind, status.into(), amount, a.gateway.clone(), parent);
        if status::financial(self.order) == Some("PAID") && before != Some("PAID") {
            self.emits.push(Emit::Order("orders/paid"));
        }
        Ok(())
    }

    pub(super) fn capture(&mut self, a: &Pay) -> Result<(), Refusal> {
        if Sums::of(self.order).authorized == 0 {
            return Err(format!("{} has no authorization to capture", self.order.name()));
        }
        self.payment("CAPTURE", "SUCCESS", a)
    }

    fn transaction(
        &mut self,
        kind: &'static str,
        status: Word,
        amount: i64,
        by: Option<Word>,
        parent: Option<u64>,
    ) -> u64 {
        let (id, at) = (self.order.new_id(), self.now);
        let gateway = by.unwrap_or("bogus".into());
        let told = matches!(status.as_ref(), "SUCCESS" | "FAILURE" | "ERROR");
        self.order.transactions.push(Transaction {
            id,
            kind: kind.into(),
            status,
            amount,
            at,
            gateway,
            parent,
        });
        if told {
            self.emits.push(Emit::Transaction(id));
        }
        id
    }

    pub(super) fn refund(&mut self, a: &RefundMoney) -> Result<(), Refusal> {
        let mut lines = Vec::new();
        for item in &a.items {
            let line = item.line_id(self.order)?;
            let left = self.order.line(line).map_or(0, |l| l.current);
            let quantity = item.quantity.unwrap_or(left).min(left);
            let subtotal = take_off(self.order, line, quantity);
            lines.push(RefundLine { id: self.order.new_id(), line, quantity, subtotal });
        }
        let amount = match a.amount.as_deref() {
            Some(text) => price(text, &self.order.currency)?,
            None => lines.iter().map(|l| l.subtotal).sum(),
        };
        let status = a.status.clone().unwrap_or("SUCCESS".into());
        let parent = self.order.transactions.iter().find(|t| matches!(t.kind.as_ref(), "SALE" | "CAPTURE"));
        let (parent, by) = (parent.map(|t| t.id), parent.map(|t| t.gateway.clone()));
        let transaction = (amount > 0).then(|| self.transaction("REFUND", status, amount, by, parent));
        let (id, at, note) = (self.order.new_id(), self.now, a.note.as_deref().map(Into::into));
        self.order.refunds.push(Refund { id, at, note, lines, transaction, amount, restock: a.restock });
        self.made.refund = Some(gid("Refund", id));
        self.emits.push(Emit::Refund(id));
        Ok(())
    }
}

/// Takes pieces off a line: those not yet handed over first. Answers their price.
pub(super) fn take_off(order: &mut Order, line: u64, quantity: u32) -> i64 {
    let Some(l) = order.line_mut(line) else { return 0 };
    let unsent = quantity.min(l.unfulfilled);
    l.current -= quantity.min(l.current);
    l.unfulfilled -= unsent;
    let worth = l.price * i64::from(quantity);
    let mut left = unsent;
    for promise in order.promises.iter_mut().filter(|p| p.alive()) {
        for pl in promise.lines.iter_mut().filter(|pl| pl.line == line) {
            let off = left.min(pl.remaining);
            pl.remaining -= off;
            pl.total -= off;
            left -= off;
        }
        if promise.remaining() == 0 {
            promise.status = "CLOSED".into();
        }
    }
    worth
}
