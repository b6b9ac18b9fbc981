//! The headline: the one thing a worried shopper reads first. One pure function.
//!
//! Precedence: canceled before closed; a delivered shipment does not make an order delivered while
//! others are open; on hold beats scheduled beats in progress; fraud, staff and warehouse-internal
//! reasons are never told. `tests/it/headline_table.rs` prints the whole table.

use jiff::{civil::Date, tz::TimeZone};

use super::clock::Millis;
use super::due_date::DueDate;
use super::ids::StatusId;
use super::money::Money;
use super::native::{
    CancelReason, FulfillmentOrderStatus, FulfillmentStatus, HoldReason, OrderReturnStatus, PaymentStatus,
};
use super::order::{FulfillmentOrder, Order};
use super::progress::{Parcel, Phase};

/// The present, as seen in the shop's time zone.
#[derive(Clone, Debug)]
pub struct Present {
    /// The instant.
    pub now: Millis,
    /// The shop's time zone.
    pub zone: TimeZone,
}

impl Present {
    /// Today in the shop's time zone.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now.day_in(&self.zone)
    }
}

/// Why an order waits, as far as a shopper may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum PublicHold {
    Payment,
    Address,
    Stock,
    Date,
    Exchange,
    /// Held for a reason that is not the shopper's business (fraud check, staff).
    Unsaid,
}

impl PublicHold {
    /// What may be told of a hold reason. Fraud and internal reasons become [`Self::Unsaid`].
    #[must_use]
    pub const fn of(reason: &HoldReason) -> Self {
        match reason {
            HoldReason::AwaitingPayment => Self::Payment,
            HoldReason::IncorrectAddress => Self::Address,
            HoldReason::OutOfStock => Self::Stock,
            HoldReason::UnknownDeliveryDate => Self::Date,
            HoldReason::AwaitingReturnItems => Self::Exchange,
            HoldReason::HighRiskOfFraud
            | HoldReason::PostPurchase
            | HoldReason::Other
            | HoldReason::Unknown(_) => Self::Unsaid,
        }
    }
}

/// Why an order was canceled, as far as a shopper may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum PublicCancel {
    Customer,
    Payment,
    Stock,
    Unsaid,
}

impl PublicCancel {
    /// What may be told of a cancel reason. Fraud and staff errors become [`Self::Unsaid`].
    #[must_use]
    pub const fn of(reason: Option<&CancelReason>) -> Self {
        match reason {
            Some(CancelReason::Customer) => Self::Customer,
            Some(CancelReason::Declined) => Self::Payment,
            Some(CancelReason::Inventory) => Self::Stock,
            _ => Self::Unsaid,
        }
    }
}

/// What the shopper reads first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Headline {
    /// Canceled, with what was refunded in all (`None` when nothing was).
    Canceled { reason: PublicCancel, refunded: Option<Money> },
    /// All unfulfilled items are held.
    OnHold { reason: PublicHold },
    /// A parcel could not be delivered and comes back or needs help.
    NotDelivered,
    /// The carrier tried and nobody was there.
    Attempted,
    /// A parcel arrives today.
    OutForDelivery { part: bool },
    /// Waits to be fetched.
    ReadyForPickup { part: bool },
    /// A parcel is late at the carrier.
    Delayed { expected: Option<Date> },
    /// On its way with a known day.
    Arriving { on: Date, part: bool },
    /// On its way.
    OnItsWay { part: bool },
    /// Handed over or about to be; the carrier has not spoken yet.
    Shipped { part: bool },
    /// Some parcels arrived, something is still with the shop.
    PartDelivered,
    /// Everything arrived.
    Delivered { at: Option<Millis> },
    /// Everything was fetched.
    PickedUp { at: Option<Millis> },
    /// The shopper asked to send something back.
    ReturnRequested,
    /// Something is on its way back.
    ReturnInProgress,
    /// What came back was looked at; the shop has not closed the return yet.
    ReturnInspected,
    /// Everything due back came back.
    Returned,
    /// Planned for a day.
    Scheduled { on: Option<Date> },
    /// The merchant's date has passed and nothing left the house.
    Late { due: DueDate },
    /// The merchant's public status.
    Status { status: StatusId },
    /// Payment is not through yet.
    PaymentPending,
    /// Money was reserved and the reservation ran out: nothing was charged.
    PaymentExpired,
    /// The shop gave the reserved money free: nothing was charged.
    PaymentReleased,
    /// All money went back before anything was sent; nobody canceled the order.
    Refunded { amount: Option<Money> },
    /// Being prepared.
    Preparing,
    /// Nothing to ship: digital goods, gift cards, or archived without a parcel.
    Complete,
    /// Placed, nothing else happened.
    Received,
}

/// What the shopper reads first about `order`.
#[must_use]
pub fn headline(order: &Order, present: &Present) -> Headline {
    if matches!(order.canceled_at.get(), Some(Some(_))) {
        let reason = PublicCancel::of(order.cancel_reason.get().and_then(Option::as_ref));
        return Headline::Canceled { reason, refunded: refunded(order) };
    }
    let parcels = order.parcels();
    let open: Vec<_> = parcels.iter().filter(|p| !p.phase.is_done()).collect();
    if !open.is_empty() {
        return under_way(order, &open, parcels.len() > open.len(), present);
    }
    if let Some(back) = coming_back(order) {
        return back;
    }
    if let Some(reason) = on_hold(order) {
        return Headline::OnHold { reason };
    }
    if !parcels.is_empty() {
        return arrived(order, &parcels);
    }
    in_the_house(order, present)
}

/// `arrived` says whether another parcel is there already: then what is under way is a part.
fn under_way(order: &Order, open: &[&Parcel<'_>], arrived: bool, present: &Present) -> Headline {
    let part = arrived || !order.all_shipped();
    let any = |phase: Phase| open.iter().any(|p| p.phase == phase);
    let next = open.iter().filter_map(|p| p.estimated_at).map(|at| at.day_in(&present.zone)).max();
    let upcoming = next.filter(|day| *day >= present.today());
    if any(Phase::NotDelivered) {
        Headline::NotDelivered
    } else if any(Phase::Attempted) {
        Headline::Attempted
    } else if any(Phase::OutForDelivery) {
        Headline::OutForDelivery { part: part || open.len() > 1 }
    } else if any(Phase::ReadyForPickup) {
        Headline::ReadyForPickup { part: part || open.len() > 1 }
    } else if any(Phase::Delayed) || (next.is_some() && upcoming.is_none()) {
        Headline::Delayed { expected: upcoming }
    } else if let Some(on) = upcoming {
        Headline::Arriving { on, part }
    } else if any(Phase::OnItsWay) {
        Headline::OnItsWay { part }
    } else {
        Headline::Shipped { part }
    }
}

fn arrived(order: &Order, parcels: &[Parcel<'_>]) -> Headline {
    if !order.all_shipped() {
        return Headline::PartDelivered;
    }
    let at = parcels.iter().filter_map(|p| p.shipment.delivered_at.get().copied().flatten()).max();
    if parcels.iter().all(|p| p.phase == Phase::PickedUp) {
        Headline::PickedUp { at }
    } else {
        Headline::Delivered { at }
    }
}

fn coming_back(order: &Order) -> Option<Headline> {
    match order.return_status.get()? {
        OrderReturnStatus::Requested => Some(Headline::ReturnRequested),
        OrderReturnStatus::InProgress => Some(Headline::ReturnInProgress),
        OrderReturnStatus::InspectionComplete => Some(Headline::ReturnInspected),
        OrderReturnStatus::Returned => Some(Headline::Returned),
        OrderReturnStatus::NoReturn | OrderReturnStatus::Failed | OrderReturnStatus::Unknown(_) => None,
    }
}

/// Why everything that is still with the shop is held; `None` when it is not, or only in part.
#[must_use]
pub fn on_hold(order: &Order) -> Option<PublicHold> {
    let orders = order.promises();
    let mut waiting = orders
        .iter()
        .filter(|o| !matches!(o.status, FulfillmentOrderStatus::Closed | FulfillmentOrderStatus::Canceled));
    // Held for a few minutes after the checkout, for an offer: nothing to tell.
    if waiting.clone().any(|o| o.status == FulfillmentOrderStatus::OnHold) && hold_reason(order).is_none() {
        return None;
    }
    let says_so = order.fulfillment_now() == Some(FulfillmentStatus::OnHold);
    let all_held =
        waiting.clone().next().is_some() && waiting.all(|o| o.status == FulfillmentOrderStatus::OnHold);
    if !says_so && !all_held {
        return None;
    }
    Some(hold_reason(order).unwrap_or(PublicHold::Unsaid))
}

/// The reason of any hold that may be told; `None` when nothing is held, or only for an offer after
/// the checkout.
#[must_use]
pub fn hold_reason(order: &Order) -> Option<PublicHold> {
    let orders = order.promises();
    let held = orders.iter().filter(|o| o.status == FulfillmentOrderStatus::OnHold);
    held.filter(|o| is_told(o))
        .map(|o| o.holds.iter().map(PublicHold::of).min().unwrap_or(PublicHold::Unsaid))
        .min()
}

/// Whether a held part is told to the shopper at all. For an offer after the checkout Shopify holds
/// every order for a few minutes: that says nothing.
#[must_use]
pub fn is_told(held: &FulfillmentOrder) -> bool {
    held.holds.is_empty() || held.holds.iter().any(|reason| *reason != HoldReason::PostPurchase)
}

fn in_the_house(order: &Order, present: &Present) -> Headline {
    let fulfillment = order.fulfillment_now();
    let payment = order.payment.get().and_then(Option::as_ref);
    match fulfillment {
        Some(FulfillmentStatus::Fulfilled) => return Headline::Shipped { part: false },
        // Whatever was planned: who has the money back waits for nothing.
        _ if payment == Some(&PaymentStatus::Refunded) => {
            return Headline::Refunded { amount: refunded(order) };
        }
        Some(FulfillmentStatus::NotRequired) => return Headline::Complete,
        _ => {}
    }
    if let Some(on) = scheduled(order, present) {
        return Headline::Scheduled { on };
    }
    if matches!(order.closed_at.get(), Some(Some(_))) {
        return Headline::Complete;
    }
    if let Some(due) = order.due().filter(|due| due.to < present.today()) {
        return Headline::Late { due };
    }
    if let Some(change) = order.public_status() {
        return Headline::Status { status: change.status };
    }
    match payment {
        Some(PaymentStatus::Pending) => return Headline::PaymentPending,
        Some(PaymentStatus::Expired) => return Headline::PaymentExpired,
        Some(PaymentStatus::Voided) => return Headline::PaymentReleased,
        _ => {}
    }
    match fulfillment {
        Some(FulfillmentStatus::InProgress | FulfillmentStatus::PartiallyFulfilled) => Headline::Preparing,
        Some(FulfillmentStatus::Unfulfilled | FulfillmentStatus::RequestDeclined) if paid(order) => {
            Headline::Preparing
        }
        _ => Headline::Received,
    }
}

fn paid(order: &Order) -> bool {
    matches!(
        order.payment.get().and_then(Option::as_ref),
        Some(PaymentStatus::Paid | PaymentStatus::Authorized | PaymentStatus::PartiallyRefunded)
    )
}

/// The day everything waits for: `None` when the order is not scheduled, `Some(None)` when it is
/// but nobody said for when.
fn scheduled(order: &Order, present: &Present) -> Option<Option<Date>> {
    let orders = order.promises();
    let waits = orders.iter().filter(|o| o.status == FulfillmentOrderStatus::Scheduled);
    let first = |at: Option<Millis>| at.map(|at| at.day_in(&present.zone));
    let planned = orders.iter().filter_map(|o| first(o.fulfill_at)).filter(|day| *day >= present.today());
    // Shopify may call the order planned while it still calls the promise open.
    let day = waits.clone().filter_map(|o| first(o.fulfill_at)).min().or_else(|| planned.min());
    let open = orders
        .iter()
        .any(|o| matches!(o.status, FulfillmentOrderStatus::Open | FulfillmentOrderStatus::InProgress));
    let says_so = order.fulfillment_now() == Some(FulfillmentStatus::Scheduled);
    (says_so || (waits.count() > 0 && !open)).then_some(day)
}

/// What was refunded in all; `None` when no money moved or the currencies differ.
#[must_use]
pub fn refunded(order: &Order) -> Option<Money> {
    let amounts = order.refunds.values().filter_map(|r| r.get()?.amount.clone()).filter(|m| m.minor > 0);
    let mut sum: Option<Money> = None;
    for amount in amounts {
        match &mut sum {
            None => sum = Some(amount),
            Some(total) if total.currency == amount.currency => {
                total.minor = total.minor.saturating_add(amount.minor);
            }
            Some(_) => return None,
        }
    }
    sum
}
