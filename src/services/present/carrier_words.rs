//! What carriers say, in our words and in theirs.

use crate::domain::ids::ShopifyId;
use crate::domain::native::ShipmentStatus;
use crate::domain::order::CarrierEvent;

use super::page::{Page, carrier_text};

/// The state in our words; a word we do not know is a neutral "Update from the carrier".
pub(super) fn state(page: &Page<'_>, status: &ShipmentStatus) -> String {
    page.say(match status {
        ShipmentStatus::Submitted | ShipmentStatus::Confirmed => "entry-carrier-confirmed",
        ShipmentStatus::LabelPurchased | ShipmentStatus::LabelPrinted => "entry-carrier-label",
        ShipmentStatus::MarkedAsFulfilled | ShipmentStatus::Fulfilled => "entry-shipped",
        ShipmentStatus::CarrierPickedUp => "entry-carrier-picked-up",
        ShipmentStatus::InTransit => "entry-carrier-in-transit",
        ShipmentStatus::Delayed => "entry-carrier-delayed",
        ShipmentStatus::OutForDelivery => "entry-carrier-out-for-delivery",
        ShipmentStatus::AttemptedDelivery => "entry-carrier-attempted",
        ShipmentStatus::ReadyForPickup => "entry-carrier-ready-for-pickup",
        ShipmentStatus::PickedUp => "entry-carrier-fetched",
        ShipmentStatus::Delivered => "entry-carrier-delivered",
        ShipmentStatus::NotDelivered | ShipmentStatus::Failure => "entry-carrier-failure",
        ShipmentStatus::LabelVoided | ShipmentStatus::Canceled | ShipmentStatus::Unknown(_) => {
            "entry-carrier-other"
        }
    })
}

/// The carrier's own words and the place; `None` where the viewer may not see them or there are none.
pub(super) fn own_words(page: &Page<'_>, message: Option<&str>, city: Option<&str>) -> Option<String> {
    if !page.sight.contents {
        return None;
    }
    match (carrier_text(message), carrier_text(city)) {
        // Many carriers put the place into their words already.
        (Some(message), Some(city)) if !message.to_lowercase().contains(&city.to_lowercase()) => {
            Some(page.say_with("entry-carrier-place", &[("message", message.into()), ("city", city.into())]))
        }
        (Some(text), _) | (None, Some(text)) => Some(text),
        (None, None) => None,
    }
}

/// A scan in one line: the carrier's words, else ours.
pub(super) fn scan(page: &Page<'_>, event: &CarrierEvent) -> String {
    let (message, city) = (event.message.as_deref(), event.city.as_deref());
    if carrier_text(message).is_some() || !page.sight.contents {
        return own_words(page, message, city).unwrap_or_else(|| state(page, &event.status));
    }
    let state = state(page, &event.status);
    match carrier_text(city) {
        Some(city) => {
            page.say_with("entry-carrier-place", &[("message", state.into()), ("city", city.into())])
        }
        None => state,
    }
}

/// Which parcel of how many a shipment is, when there are several.
pub(super) fn number(page: &Page<'_>, shipment: ShopifyId) -> Option<(usize, usize)> {
    let count = page.parcels.len();
    let index = page.parcels.iter().position(|parcel| parcel.id == shipment)?;
    (count > 1).then_some((index + 1, count))
}

/// "Parcel 1 of 2", when there are several.
pub(super) fn which(page: &Page<'_>, shipment: ShopifyId) -> Option<String> {
    let (number, count) = number(page, shipment)?;
    Some(page.say_with("entry-shipped-parcel", &[("number", number.into()), ("count", count.into())]))
}
