//! Where parcels and items are: the phase of each shipment and the quantities of each item.
//! Used by headline, stages and the page; decides nothing about words.

use serde::{Deserialize, Serialize};

use super::clock::Millis;
use super::ids::ShopifyId;
use super::native::{DeliveryMethod, FulfillmentOrderStatus, FulfillmentStatus, ShipmentStatus};
use super::order::{CarrierEvent, Item, Order, Shipment};

/// Where a parcel is, in the words a shopper knows. Ordered by how far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Phase {
    Prepared,
    OnItsWay,
    Delayed,
    OutForDelivery,
    Attempted,
    NotDelivered,
    ReadyForPickup,
    PickedUp,
    Delivered,
}

impl Phase {
    /// Whether the shopper has the parcel.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Delivered | Self::PickedUp)
    }

    /// The phase a native state means; `None` for a word that says nothing to a shopper (an unknown
    /// or a canceled one).
    #[must_use]
    pub const fn of(status: &ShipmentStatus) -> Option<Self> {
        Some(match status {
            ShipmentStatus::Submitted
            | ShipmentStatus::Confirmed
            | ShipmentStatus::LabelPurchased
            | ShipmentStatus::LabelPrinted
            | ShipmentStatus::LabelVoided
            | ShipmentStatus::MarkedAsFulfilled
            | ShipmentStatus::Fulfilled => Self::Prepared,
            ShipmentStatus::CarrierPickedUp | ShipmentStatus::InTransit => Self::OnItsWay,
            ShipmentStatus::Delayed => Self::Delayed,
            ShipmentStatus::OutForDelivery => Self::OutForDelivery,
            ShipmentStatus::AttemptedDelivery => Self::Attempted,
            ShipmentStatus::ReadyForPickup => Self::ReadyForPickup,
            ShipmentStatus::PickedUp => Self::PickedUp,
            ShipmentStatus::Delivered => Self::Delivered,
            ShipmentStatus::NotDelivered | ShipmentStatus::Failure => Self::NotDelivered,
            ShipmentStatus::Canceled | ShipmentStatus::Unknown(_) => return None,
        })
    }
}

/// A parcel that counts, with its place.
#[derive(Clone, Debug)]
pub struct Parcel<'a> {
    /// Shopify's id.
    pub id: ShopifyId,
    /// The facts.
    pub shipment: &'a Shipment,
    /// Where it is.
    pub phase: Phase,
    /// When the carrier expects to deliver; `None` once it arrived or when nobody said.
    pub estimated_at: Option<Millis>,
    /// The carrier's last word.
    pub last_event: Option<&'a CarrierEvent>,
}

/// How many pieces of an item are where. The four sum up to what is left of the order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pieces {
    /// Still with the shop.
    pub waiting: u32,
    /// In a parcel under way.
    pub shipped: u32,
    /// With the shopper.
    pub delivered: u32,
    /// Sent back or refunded.
    pub returned: u32,
}

impl Order {
    /// Parcels that were not canceled, oldest first.
    #[must_use]
    pub fn parcels(&self) -> Vec<Parcel<'_>> {
        let mut parcels: Vec<_> =
            self.shipments.iter().filter_map(|(id, shipment)| self.parcel(*id, shipment)).collect();
        parcels.sort_by_key(|p| (p.shipment.created_at.get().copied().unwrap_or_default(), p.id));
        parcels
    }

    fn parcel<'a>(&'a self, id: ShopifyId, shipment: &'a Shipment) -> Option<Parcel<'a>> {
        if shipment.is_canceled() {
            return None;
        }
        let last_event = self
            .carrier_events
            .iter()
            .filter(|(_, event)| event.shipment == id)
            .max_by_key(|(key, event)| (event.happened_at, *key))
            .map(|(_, event)| event);
        let phase = phase_of(shipment, last_event);
        let estimated_at = if phase.is_done() {
            None
        } else {
            last_event.and_then(|e| e.estimated_at).or_else(|| shipment.estimated_at.get().copied().flatten())
        };
        Some(Parcel { id, shipment, phase, estimated_at, last_event })
    }

    /// Whether nothing is left to ship: Shopify says so, or every item is in a parcel.
    #[must_use]
    pub fn all_shipped(&self) -> bool {
        match self.fulfillment_now() {
            Some(FulfillmentStatus::Fulfilled | FulfillmentStatus::NotRequired) => true,
            Some(FulfillmentStatus::Unknown(_)) | None => {
                let items = self.items.get().map_or(&[][..], Vec::as_slice);
                !items.is_empty() && items.iter().all(|item| !item.ships || self.pieces(item).waiting == 0)
            }
            Some(_) => false,
        }
    }

    /// How the open part of the order reaches the shopper; `None` when nobody said.
    #[must_use]
    pub fn method(&self) -> Option<&DeliveryMethod> {
        let orders = self.fulfillment_orders.get()?;
        let alive = orders.iter().filter(|o| o.status != FulfillmentOrderStatus::Canceled);
        alive.filter_map(|o| o.method.as_ref()).next()
    }

    /// Whether the shopper comes to fetch the order.
    #[must_use]
    pub fn is_pickup(&self) -> bool {
        matches!(self.method(), Some(DeliveryMethod::PickUp | DeliveryMethod::PickupPoint))
    }

    /// How many pieces of `item` are where.
    #[must_use]
    pub fn pieces(&self, item: &Item) -> Pieces {
        let (mut shipped, mut delivered) = (0u32, 0u32);
        for parcel in self.parcels() {
            let inside: u32 = parcel
                .shipment
                .items
                .get()
                .into_iter()
                .flatten()
                .filter(|(id, _)| *id == item.id)
                .fold(0, |sum, (_, quantity)| sum.saturating_add(*quantity));
            if parcel.phase.is_done() {
                delivered = delivered.saturating_add(inside);
            } else {
                shipped = shipped.saturating_add(inside);
            }
        }
        let returned = item.ordered.saturating_sub(item.current);
        let waiting = item
            .unfulfilled
            .unwrap_or_else(|| item.current.saturating_sub(shipped).saturating_sub(delivered));
        Pieces { waiting, shipped, delivered, returned }
    }
}

impl Shipment {
    /// Whether it was called off: it does not count and is not shown.
    #[must_use]
    pub fn is_canceled(&self) -> bool {
        self.canceled.get() == Some(&true)
            || matches!(self.status.get(), Some(Some(ShipmentStatus::Canceled)))
    }
}

fn phase_of(shipment: &Shipment, last_event: Option<&CarrierEvent>) -> Phase {
    let told = shipment.status.get().and_then(Option::as_ref).and_then(Phase::of);
    if matches!(shipment.delivered_at.get(), Some(Some(_))) {
        return if told == Some(Phase::PickedUp) { Phase::PickedUp } else { Phase::Delivered };
    }
    let by_event = last_event.and_then(|event| Some((event.happened_at, Phase::of(&event.status)?)));
    match (told, by_event) {
        (Some(told), Some((at, seen))) => {
            let fresher =
                told == Phase::Prepared || shipment.status.known_at().is_none_or(|known| at > known);
            if fresher { seen } else { told }
        }
        (Some(phase), None) | (None, Some((_, phase))) => phase,
        (None, None) if matches!(shipment.in_transit_at.get(), Some(Some(_))) => Phase::OnItsWay,
        (None, None) => Phase::Prepared,
    }
}
