//! Statuses that Shopify derives from an order's parts (facts 1.2, 1.3, 1.7 with the recorded traps).

use super::order::Order;

/// `OrderDisplayFulfillmentStatus`.
pub fn fulfillment(order: &Order) -> &'static str {
    let shipped = order.parcels.iter().any(|p| p.status == "SUCCESS");
    let left: u32 = order.lines.iter().map(|l| l.unfulfilled).sum();
    if left == 0 && shipped {
        return "FULFILLED";
    }
    if !order.lines.is_empty() && order.lines.iter().all(|l| !l.requires_shipping && l.unfulfilled == 0) {
        return "FULFILLMENT_NOT_REQUIRED";
    }
    let open = || order.promises.iter().filter(|p| p.alive() && p.remaining() > 0);
    let all = |status: &str| left > 0 && open().next().is_some() && open().all(|p| p.status == status);
    if all("ON_HOLD") {
        "ON_HOLD"
    } else if all("SCHEDULED") {
        "SCHEDULED"
    } else if open().any(|p| p.request_status == "REJECTED") {
        "REQUEST_DECLINED"
    } else if shipped {
        "PARTIALLY_FULFILLED"
    } else if all("IN_PROGRESS") {
        "IN_PROGRESS"
    } else {
        "UNFULFILLED"
    }
}

/// The REST word: null, `partial` or `fulfilled`. It cannot say held, scheduled or in progress (facts 1.9).
pub fn rest_fulfillment(order: &Order) -> Option<&'static str> {
    let shipped = order.parcels.iter().any(|p| p.status == "SUCCESS");
    match (shipped, order.lines.iter().any(|l| l.unfulfilled > 0)) {
        (true, false) => Some("fulfilled"),
        (true, true) => Some("partial"),
        (false, _) => None,
    }
}

/// `OrderDisplayFinancialStatus`; `None` for an order without transactions.
pub fn financial(order: &Order) -> Option<&'static str> {
    if order.transactions.is_empty() {
        return None;
    }
    let sums = Sums::of(order);
    Some(if sums.refunded > 0 && sums.refunded >= sums.captured {
        "REFUNDED"
    } else if sums.refunded > 0 {
        "PARTIALLY_REFUNDED"
    } else if sums.captured > 0 && sums.captured < total(order) {
        "PARTIALLY_PAID"
    } else if sums.captured > 0 {
        "PAID"
    } else if sums.voided {
        "VOIDED"
    } else if order.expired {
        "EXPIRED"
    } else if sums.authorized > 0 {
        "AUTHORIZED"
    } else {
        "PENDING"
    })
}

/// `OrderReturnStatus`: one value for several returns, by priority.
pub fn returns(order: &Order) -> &'static str {
    let any = |status: &str| order.returns.iter().any(|r| r.status == status);
    if any("REQUESTED") {
        "RETURN_REQUESTED"
    } else if any("OPEN") {
        "IN_PROGRESS"
    } else if any("CLOSED") {
        "RETURNED"
    } else {
        "NO_RETURN"
    }
}

/// What was paid in and out, successful transactions only.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    pub authorized: i64,
    pub captured: i64,
    pub refunded: i64,
    pub voided: bool,
}

impl Sums {
    /// Adds up the transactions.
    pub fn of(order: &Order) -> Self {
        let mut sums = Self::default();
        for t in order.transactions.iter().filter(|t| t.status == "SUCCESS") {
            match t.kind.as_ref() {
                "AUTHORIZATION" => sums.authorized += t.amount,
                "SALE" | "CAPTURE" => sums.captured += t.amount,
                "REFUND" => sums.refunded += t.amount,
                "VOID" => sums.voided = true,
                _ => {}
            }
        }
        sums
    }
}

/// `currentTotalPrice`: the lines that are left, and shipping unless the order was cancelled.
pub fn total(order: &Order) -> i64 {
    let lines: i64 = order.lines.iter().map(|l| l.price * i64::from(l.current)).sum();
    lines + if order.cancelled_at.is_some() { 0 } else { order.shipping }
}

/// `totalPrice`: as ordered, before edits and refunds.
pub fn original_total(order: &Order) -> i64 {
    order.lines.iter().map(|l| l.price * i64::from(l.quantity)).sum::<i64>() + order.shipping
}

/// `totalOutstanding`: what is still to be paid; never below zero.
pub fn outstanding(order: &Order) -> i64 {
    let sums = Sums::of(order);
    (total(order) - (sums.captured - sums.refunded)).max(0)
}
