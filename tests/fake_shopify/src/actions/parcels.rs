//! Fulfillments: handing over, tracking, carrier events, pick-up.

use serde::Deserialize;
use serde_json::json;

use super::create::time;
use super::{Emit, Item, PromiseOnly, Ref, Refusal, Work, gid};
use crate::model::order::{Event, Parcel, ParcelLine, Tracking, Word};
use crate::model::status;

/// Hands items over. Without items everything that is left of one fulfillment order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fulfill {
    /// The order.
    pub order: Ref,
    /// The fulfillment order; the first that fits when absent.
    pub fulfillment_order: Ref,
    /// Which pieces; all when empty.
    pub items: Vec<Item>,
    /// Tracking entries; there may be several or none.
    pub tracking: Vec<Tracking>,
}

/// Replaces a fulfillment's tracking.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UpdateTracking {
    /// The order.
    pub order: Ref,
    /// The last when absent.
    pub fulfillment: Ref,
    /// Tracking entries; there may be several or none.
    pub tracking: Vec<Tracking>,
}

/// A carrier's scan.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CarrierEvent {
    /// The order.
    pub order: Ref,
    /// The last when absent.
    pub fulfillment: Ref,
    /// `FulfillmentEventStatus`, e.g. IN_TRANSIT.
    pub status: Word,
    /// ISO time; now when absent.
    pub happened_at: Option<Word>,
    /// What is said.
    pub message: Option<Word>,
    /// The city.
    pub city: Option<Word>,
    /// The province.
    pub province: Option<Word>,
    /// The country's name.
    pub country: Option<Word>,
    /// The postal code.
    pub zip: Option<Word>,
    /// ISO time of the estimated delivery.
    pub estimate: Option<Word>,
}

/// Takes a fulfillment back.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CancelParcel {
    /// The order.
    pub order: Ref,
    /// The fulfillment; the last when absent.
    pub fulfillment: Ref,
}

/// The shopper fetched it.
pub type Pickup = CancelParcel;

impl Work<'_> {
    /// The index of the fulfillment meant; the last that was not cancelled when none is named.
    fn parcel(&mut self, given: &Ref) -> Result<usize, Refusal> {
        let parcels = &mut self.order.parcels;
        let at = match given.id() {
            Some(id) => parcels.iter().position(|p| p.id == id),
            None => parcels.iter().rposition(|p| p.status == "SUCCESS"),
        };
        let at = at.ok_or("there is no such fulfillment")?;
        parcels[at].updated_at = self.now;
        self.made.fulfillment = Some(gid("Fulfillment", parcels[at].id));
        Ok(at)
    }

    pub(super) fn fulfill(&mut self, a: &Fulfill) -> Result<(), Refusal> {
        let at = self.promise(&a.fulfillment_order, |p| p.remaining() > 0 && p.holds.is_empty())?;
        if !self.order.promises[at].holds.is_empty() {
            return Err("it is on hold".into());
        }
        let mut wanted = Vec::new();
        for item in &a.items {
            wanted.push((item.line_id(self.order)?, item.quantity));
        }
        let mut taken = Vec::new();
        for line in &mut self.order.promises[at].lines {
            let named = wanted.iter().find(|(id, _)| *id == line.line);
            let n = match named {
                None if wanted.is_empty() => line.remaining,
                None => 0,
                Some((_, n)) => n.unwrap_or(line.remaining).min(line.remaining),
            };
            line.remaining -= n;
            if n > 0 {
                taken.push((line.line, n));
            }
        }
        if taken.is_empty() {
            return Err("there is nothing left to hand over".into());
        }
        let promise = &mut self.order.promises[at];
        promise.status = if promise.remaining() == 0 { "CLOSED".into() } else { "IN_PROGRESS".into() };
        self.new_parcel(at, taken, a.tracking.clone());
        Ok(())
    }

    fn new_parcel(&mut self, promise: usize, taken: Vec<(u64, u32)>, tracking: Vec<Tracking>) {
        let mut lines = Vec::new();
        for (line, quantity) in taken {
            if let Some(l) = self.order.line_mut(line) {
                l.unfulfilled -= quantity.min(l.unfulfilled);
            }
            lines.push(ParcelLine { id: self.order.new_id(), line, quantity });
        }
        let id = self.order.new_id();
        self.order.parcels.push(Parcel {
            id,
            promise: self.order.promises[promise].id,
            number: self.order.parcels.len() as u16 + 1,
            status: "SUCCESS".into(),
            display: Some("FULFILLED".into()),
            created_at: self.now,
            updated_at: self.now,
            in_transit_at: None,
            delivered_at: None,
            estimated_at: None,
            tracking,
            lines,
            events: Vec::new(),
            location: self.order.promises[promise].location,
        });
        self.made.fulfillment = Some(gid("Fulfillment", id));
        self.emits.push(Emit::Parcel("fulfillments/create", id));
        let full = status::rest_fulfillment(self.order) == Some("fulfilled");
        self.emits.push(Emit::Order(if full { "orders/fulfilled" } else { "orders/partially_fulfilled" }));
    }

    pub(super) fn update_tracking(&mut self, a: &UpdateTracking) -> Result<(), Refusal> {
        let at = self.parcel(&a.fulfillment)?;
        self.order.parcels[at].tracking.clone_from(&a.tracking);
        self.emits.push(Emit::Parcel("fulfillments/update", self.order.parcels[at].id));
        Ok(())
    }

    pub(super) fn carrier_event(&mut self, a: &CarrierEvent) -> Result<(), Refusal> {
        let happened_at = time(&a.happened_at)?.unwrap_or(self.now);
        let at = self.parcel(&a.fulfillment)?;
        let id = self.order.new_id();
        let event = Event {
            id,
            status: a.status.clone(),
            happened_at,
            created_at: self.now,
            message: a.message.clone(),
            city: a.city.clone(),
            province: a.province.clone(),
            country: a.country.clone(),
            zip: a.zip.clone(),
            estimated_at: time(&a.estimate)?,
        };
        let parcel = &mut self.order.parcels[at];
        parcel.events.push(event);
        derive(parcel);
        self.made.event = Some(gid("FulfillmentEvent", id));
        self.emits.push(Emit::Event("fulfillment_events/create", parcel.id, id));
        self.emits.push(Emit::Parcel("fulfillments/update", parcel.id));
        Ok(())
    }

    pub(super) fn cancel_parcel(&mut self, a: &CancelParcel) -> Result<(), Refusal> {
        let at = self.parcel(&a.fulfillment)?;
        let parcel = &mut self.order.parcels[at];
        if parcel.status == "CANCELLED" {
            return Err("it is cancelled already".into());
        }
        parcel.status = "CANCELLED".into();
        parcel.display = Some("CANCELED".into());
        let (id, promise) = (parcel.id, parcel.promise);
        let back: Vec<(u64, u32)> = parcel.lines.iter().map(|l| (l.line, l.quantity)).collect();
        for (line, n) in back {
            if let Some(l) = self.order.line_mut(line) {
                l.unfulfilled += n;
            }
            if let Some(p) = self.order.promises.iter_mut().find(|p| p.id == promise) {
                p.status = "OPEN".into();
                p.updated_at = self.now;
                p.lines.iter_mut().filter(|l| l.line == line).for_each(|l| l.remaining += n);
            }
        }
        self.emits.push(Emit::Parcel("fulfillments/update", id));
        Ok(())
    }

    /// Ready to be fetched, or packed for local delivery.
    pub(super) fn prepared(&mut self, a: &PromiseOnly) -> Result<(), Refusal> {
        let at = self.promise(&a.fulfillment_order, |p| p.remaining() > 0)?;
        let local = self.order.promises[at].method == "LOCAL";
        let method = if local { "local" } else { "pickup" };
        let more = json!({"method_type": method});
        let mut body = json!({ "fulfillment_order": super::promises::brief(&self.order.promises[at]) });
        body["fulfillment_order"]["preparable"] = true.into();
        body["fulfillment_order"]["delivery_method"] = more;
        self.emits.push(Emit::Raw(
            if local {
                "fulfillment_orders/line_items_prepared_for_local_delivery"
            } else {
                "fulfillment_orders/line_items_prepared_for_pickup"
            },
            body,
        ));
        let promise = gid("FulfillmentOrder", self.order.promises[at].id);
        let order = a.order.clone();
        self.fulfill(&Fulfill { order, fulfillment_order: Ref::from(&promise), ..Fulfill::default() })?;
        if !local && let Some(parcel) = self.order.parcels.last_mut() {
            parcel.display = Some("READY_FOR_PICKUP".into());
        }
        Ok(())
    }

    pub(super) fn picked_up(&mut self, a: &Pickup) -> Result<(), Refusal> {
        let at = self.parcel(&a.fulfillment)?;
        let parcel = &mut self.order.parcels[at];
        parcel.display = Some("PICKED_UP".into());
        parcel.delivered_at = Some(self.now);
        self.emits.push(Emit::Parcel("fulfillments/update", parcel.id));
        Ok(())
    }
}

/// What a fulfillment's events say about it: the latest by the time it happened wins.
fn derive(parcel: &mut Parcel) {
    let last = parcel.events.iter().max_by_key(|e| (e.happened_at, e.id));
    parcel.display = last.map(|e| e.status.clone());
    let first =
        |status: &str| parcel.events.iter().filter(|e| e.status == status).map(|e| e.happened_at).min();
    parcel.in_transit_at = first("IN_TRANSIT");
    parcel.delivered_at = first("DELIVERED");
    let told = parcel.events.iter().filter(|e| e.estimated_at.is_some());
    parcel.estimated_at = told.max_by_key(|e| e.happened_at).and_then(|e| e.estimated_at);
}
