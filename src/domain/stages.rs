//! Stages: what the shopper sees as progress, from "Ordered" to "Delivered", with what went wrong
//! beside it. One pure function; past, current and coming are told in words, never by color alone.

use super::clock::Millis;
use super::headline::{Headline, Present, headline};
use super::ids::StatusId;
use super::native::{FulfillmentStatus, ShipmentStatus};
use super::order::Order;
use super::progress::Phase;
use super::status::Status;

/// A step of the progress bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum StageKind {
    Ordered,
    /// A merchant's public status.
    Status(StatusId),
    Shipped,
    OutForDelivery,
    Delivered,
    ReadyForPickup,
    PickedUp,
    /// Nothing to ship.
    Complete,
    OnHold,
    Delayed,
    Canceled,
    /// The money went back before anything was sent.
    Refunded,
    Returned,
}

/// Whether a step is behind, now or ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Reached {
    Past,
    Current,
    Coming,
}

/// One step with its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Which.
    pub kind: StageKind,
    /// Behind, now or ahead.
    pub reached: Reached,
    /// When it was reached; `None` when it was not, or nobody said.
    pub at: Option<Millis>,
}

/// The progress of `order`, given the shop's `statuses` in their order of steps.
///
/// Only public, unarchived statuses appear as coming steps, and only once the order has had one:
/// an order outside the merchant's steps shows none of them.
#[must_use]
pub fn stages(order: &Order, statuses: &[Status], present: &Present) -> Vec<Stage> {
    let now = headline(order, present);
    let road = road(order, statuses, &now);
    let here = position(order, &road, &now);
    let mut stages: Vec<Stage> = road
        .iter()
        .enumerate()
        .map(|(index, kind)| {
            let reached = match index.cmp(&here) {
                std::cmp::Ordering::Less => Reached::Past,
                std::cmp::Ordering::Equal => Reached::Current,
                std::cmp::Ordering::Greater => Reached::Coming,
            };
            let at = if reached == Reached::Coming { None } else { reached_at(order, *kind) };
            Stage { kind: *kind, reached, at }
        })
        .collect();
    if let Some(side) = side(&now) {
        turn_aside(order, &mut stages, here, side);
    }
    stages
}

fn road(order: &Order, statuses: &[Status], now: &Headline) -> Vec<StageKind> {
    let mut road = vec![StageKind::Ordered];
    road.extend(steps(order, statuses));
    let nothing_to_ship =
        order.fulfillment_now() == Some(FulfillmentStatus::NotRequired) && order.parcels().is_empty();
    if nothing_to_ship || *now == Headline::Complete {
        road.push(StageKind::Complete);
    } else if order.is_pickup() || matches!(now, Headline::ReadyForPickup { .. } | Headline::PickedUp { .. })
    {
        road.extend([StageKind::ReadyForPickup, StageKind::PickedUp]);
    } else {
        road.extend([StageKind::Shipped, StageKind::OutForDelivery, StageKind::Delivered]);
    }
    road
}

/// The merchant's steps on this order's road: those it went through, and those ahead of the furthest
/// by place.
fn steps(order: &Order, statuses: &[Status]) -> Vec<StageKind> {
    let changes = order.public_changes();
    let Some((_, current)) = changes.last() else { return Vec::new() };
    let mut steps: Vec<(i32, StatusId)> = Vec::new();
    for (_, change) in &changes {
        if !steps.iter().any(|(_, id)| *id == change.status) {
            steps.push((change.place, change.status));
        }
    }
    for status in statuses.iter().filter(|s| s.visible && !s.archived && s.place > current.place) {
        if !steps.iter().any(|(_, id)| *id == status.id) {
            steps.push((status.place, status.id));
        }
    }
    steps.sort_unstable();
    steps.into_iter().map(|(_, id)| StageKind::Status(id)).collect()
}

fn position(order: &Order, road: &[StageKind], now: &Headline) -> usize {
    let find = |kind: StageKind| road.iter().position(|k| *k == kind);
    let first_of = |kinds: &[StageKind]| kinds.iter().find_map(|kind| find(*kind));
    let in_house = || {
        let current = order.public_status().map(|change| StageKind::Status(change.status));
        current.and_then(find).unwrap_or(0)
    };
    // Once a parcel left, the rest that waits does not undo that.
    let left = || find(StageKind::Shipped).filter(|_| !order.parcels().is_empty());
    let place = match now {
        Headline::Complete
        | Headline::Delivered { .. }
        | Headline::PickedUp { .. }
        | Headline::Returned
        | Headline::ReturnRequested
        | Headline::ReturnInProgress
        | Headline::ReturnInspected => Some(road.len() - 1),
        Headline::ReadyForPickup { .. } => find(StageKind::ReadyForPickup),
        Headline::OutForDelivery { .. } | Headline::Attempted | Headline::NotDelivered => {
            first_of(&[StageKind::OutForDelivery, StageKind::ReadyForPickup])
        }
        Headline::Arriving { .. }
        | Headline::OnItsWay { .. }
        | Headline::Shipped { .. }
        | Headline::Delayed { .. }
        | Headline::PartDelivered => first_of(&[StageKind::Shipped, StageKind::ReadyForPickup]),
        _ => None,
    };
    place.or_else(left).unwrap_or_else(in_house)
}

const fn side(now: &Headline) -> Option<StageKind> {
    Some(match now {
        Headline::Canceled { .. } => StageKind::Canceled,
        Headline::OnHold { .. } => StageKind::OnHold,
        Headline::Delayed { .. } | Headline::Late { .. } => StageKind::Delayed,
        Headline::Refunded { .. } => StageKind::Refunded,
        Headline::Returned
        | Headline::ReturnInProgress
        | Headline::ReturnInspected
        | Headline::ReturnRequested => StageKind::Returned,
        _ => return None,
    })
}

/// Puts a side stage where the order stands: a canceled or refunded order has nothing ahead, a held or
/// late one still has.
fn turn_aside(order: &Order, stages: &mut Vec<Stage>, here: usize, side: StageKind) {
    if matches!(side, StageKind::Canceled | StageKind::Refunded) {
        stages.retain(|stage| stage.reached != Reached::Coming);
    }
    let at = reached_at(order, side);
    for stage in stages.iter_mut().filter(|stage| stage.reached == Reached::Current) {
        stage.reached = Reached::Past;
    }
    let index = (here + 1).min(stages.len());
    stages.insert(index, Stage { kind: side, reached: Reached::Current, at });
}

fn reached_at(order: &Order, kind: StageKind) -> Option<Millis> {
    let parcels = order.parcels();
    let event = |status: ShipmentStatus| {
        order.carrier_events.values().filter(|e| e.status == status).map(|e| e.happened_at).min()
    };
    match kind {
        StageKind::Ordered => order.placed_at.get().copied(),
        StageKind::Status(id) => {
            order.public_changes().into_iter().rev().find(|(_, c)| c.status == id).map(|(_, c)| c.at)
        }
        StageKind::Shipped => parcels.iter().filter_map(|p| p.shipment.created_at.get().copied()).min(),
        StageKind::OutForDelivery => event(ShipmentStatus::OutForDelivery),
        StageKind::ReadyForPickup => event(ShipmentStatus::ReadyForPickup),
        StageKind::Delivered | StageKind::PickedUp | StageKind::Complete => {
            let done = parcels.iter().filter(|p| p.phase.is_done());
            done.filter_map(|p| p.shipment.delivered_at.get().copied().flatten()).max()
        }
        StageKind::Canceled => order.canceled_at.get().copied().flatten(),
        StageKind::Refunded => order.refunds.values().filter_map(|r| r.get()?.created_at).max(),
        StageKind::Delayed => parcels
            .iter()
            .filter(|p| p.phase == Phase::Delayed)
            .filter_map(|p| p.last_event.map(|e| e.happened_at))
            .max(),
        StageKind::Returned => {
            order.returns.values().filter_map(|r| r.get()).filter_map(|r| r.closed_at.or(r.created_at)).max()
        }
        StageKind::OnHold => None,
    }
}
