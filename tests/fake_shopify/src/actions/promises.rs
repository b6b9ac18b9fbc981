//! Fulfillment orders: holds, dates, progress and talk with a warehouse.

use serde::Deserialize;
use serde_json::{Value, json};

use super::create::time;
use super::input::promise_index;
use super::{Emit, Item, Ref, Refusal, Work, gid};
use crate::clock::with_offset;
use crate::model::order::{self, Promise, Word};

/// Names one fulfillment order; the first that fits when absent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PromiseOnly {
    /// The order.
    pub order: Ref,
    /// The fulfillment order; the first that fits when absent.
    pub fulfillment_order: Ref,
}

/// Places a hold, on some items (which splits the fulfillment order) or on all.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Hold {
    /// The order.
    pub order: Ref,
    /// The fulfillment order; the first that fits when absent.
    pub fulfillment_order: Ref,
    /// `FulfillmentHoldReason`; OTHER when absent.
    pub reason: Option<Word>,
    /// Free text for the staff.
    pub notes: Option<Word>,
    /// The app's own name for it.
    pub handle: Option<Word>,
    /// Which pieces; all when empty.
    pub items: Vec<Item>,
}

/// Releases a hold, or all of one fulfillment order's.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Release {
    /// The order.
    pub order: Ref,
    /// The fulfillment order; the first that fits when absent.
    pub fulfillment_order: Ref,
    /// One hold; all when absent.
    pub hold: Ref,
}

/// Sets the date a fulfillment order waits for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Schedule {
    /// The order.
    pub order: Ref,
    /// The fulfillment order; the first that fits when absent.
    pub fulfillment_order: Ref,
    /// ISO time.
    pub fulfill_at: Word,
}

/// Asks a warehouse, or answers for it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RequestTalk {
    /// The order.
    pub order: Ref,
    /// The fulfillment order; the first that fits when absent.
    pub fulfillment_order: Ref,
    /// What is said.
    pub message: Option<Word>,
}

impl Work<'_> {
    /// Finds, stamps and remembers the fulfillment order an action is about.
    pub(super) fn promise(
        &mut self,
        given: &Ref,
        wanted: impl Fn(&Promise) -> bool,
    ) -> Result<usize, Refusal> {
        let at = promise_index(self.order, given, wanted)?;
        let promise = &mut self.order.promises[at];
        promise.updated_at = self.now;
        self.made.fulfillment_order = Some(gid("FulfillmentOrder", promise.id));
        Ok(at)
    }

    /// A webhook that names only the fulfillment order and its status.
    pub(super) fn tell(&mut self, topic: &'static str, at: usize, more: Value) {
        let mut body = json!({ "fulfillment_order": brief(&self.order.promises[at]) });
        if let (Value::Object(body), Value::Object(more)) = (&mut body, more) {
            body.extend(more);
        }
        self.emits.push(Emit::Raw(topic, body));
    }

    pub(super) fn hold(&mut self, a: &Hold) -> Result<(), Refusal> {
        let at = self.promise(&a.fulfillment_order, |p| p.remaining() > 0)?;
        let rest = if a.items.is_empty() { None } else { self.split_off(at, &a.items, true)? };
        let id = self.order.new_id();
        let promise = &mut self.order.promises[at];
        let first = promise.holds.is_empty();
        promise.status = "ON_HOLD".into();
        promise.holds.push(order::Hold {
            id,
            reason: a.reason.clone().unwrap_or("OTHER".into()),
            notes: a.notes.as_deref().map(Into::into),
            handle: a.handle.as_deref().map(Into::into),
        });
        let holds: Vec<Value> = promise.holds.iter().map(hold_body).collect();
        let created = holds.last().cloned();
        let promise_id = gid("FulfillmentOrder", promise.id);
        let held: Vec<Value> = promise
            .lines
            .iter()
            .map(|l| json!({"id": gid("FulfillmentOrderLineItem", l.id), "quantity": l.remaining}))
            .collect();
        if first {
            let rest = rest.map(|r| brief(&self.order.promises[r]));
            let mut body = json!({"fulfillment_order": brief(&self.order.promises[at])});
            body["fulfillment_order"]["fulfillment_holds"] = holds.into();
            body["remaining_fulfillment_order"] = rest.unwrap_or(Value::Null);
            body["held_fulfillment_order_line_items"] = held.into();
            body["created_fulfillment_hold"] = created.clone().into();
            self.emits.push(Emit::Raw("fulfillment_orders/placed_on_hold", body));
        }
        let body = json!({"fulfillment_order": {"id": promise_id}, "fulfillment_hold": created});
        self.emits.push(Emit::Raw("fulfillment_holds/added", body));
        Ok(())
    }

    pub(super) fn release(&mut self, a: &Release) -> Result<(), Refusal> {
        let at = self.promise(&a.fulfillment_order, |p| !p.holds.is_empty())?;
        let wanted = a.hold.id();
        let promise = &mut self.order.promises[at];
        let (gone, kept): (Vec<_>, Vec<_>) =
            promise.holds.drain(..).partition(|h| wanted.is_none_or(|id| h.id == id));
        promise.holds = kept;
        if gone.is_empty() {
            return Err("no such hold".into());
        }
        let id = gid("FulfillmentOrder", promise.id);
        let last = promise.holds.is_empty();
        if last {
            let waits = promise.fulfill_at.is_some_and(|t| t > self.now);
            promise.status = if waits { "SCHEDULED".into() } else { "OPEN".into() };
        }
        for hold in &gone {
            let body = json!({"fulfillment_order": {"id": id}, "fulfillment_hold": hold_body(hold)});
            self.emits.push(Emit::Raw("fulfillment_holds/released", body));
        }
        if last {
            self.tell("fulfillment_orders/hold_released", at, Value::Null);
        }
        Ok(())
    }

    pub(super) fn schedule(&mut self, a: &Schedule) -> Result<(), Refusal> {
        let at = self.promise(&a.fulfillment_order, |p| p.remaining() > 0 && p.holds.is_empty())?;
        let when = time(&Some(a.fulfill_at.clone()))?;
        let promise = &mut self.order.promises[at];
        promise.fulfill_at = when;
        promise.status = if when > Some(self.now) { "SCHEDULED".into() } else { "OPEN".into() };
        let mut body = json!({ "fulfillment_order": brief(promise) });
        body["fulfillment_order"]["fulfill_at"] = when.map(|t| with_offset(t, 60)).into();
        self.emits.push(Emit::Raw("fulfillment_orders/rescheduled", body));
        Ok(())
    }

    pub(super) fn ready(&mut self, a: &PromiseOnly) -> Result<(), Refusal> {
        let at = self.promise(&a.fulfillment_order, |p| p.status == "SCHEDULED")?;
        self.order.promises[at].status = "OPEN".into();
        self.tell("fulfillment_orders/scheduled_fulfillment_order_ready", at, Value::Null);
        Ok(())
    }

    pub(super) fn progress(&mut self, a: &PromiseOnly) -> Result<(), Refusal> {
        let at = self.promise(&a.fulfillment_order, |p| p.status == "OPEN")?;
        self.order.promises[at].status = "IN_PROGRESS".into();
        let report = json!({"reason_notes": null, "progress_reported_by_app": {"id": "gid://shopify/App/7000001"},
            "progress_reported_by_user": null});
        let more = json!({"progress_report": report, "initial_status": "open"});
        self.tell("fulfillment_orders/progress_reported", at, more);
        Ok(())
    }

    pub(super) fn stop(&mut self, a: &PromiseOnly) -> Result<(), Refusal> {
        let at = self.promise(&a.fulfillment_order, |p| p.status == "IN_PROGRESS")?;
        self.order.promises[at].status = "OPEN".into();
        let more = json!({"progress_stopped_by_app": {"id": "gid://shopify/App/7000001"},
            "progress_stopped_by_user": null});
        self.tell("fulfillment_orders/manually_reported_progress_stopped", at, more);
        Ok(())
    }

    pub(super) fn request(&mut self, a: &RequestTalk) -> Result<(), Refusal> {
        let at = self.promise(&a.fulfillment_order, |p| p.status == "OPEN")?;
        self.order.promises[at].request_status = "SUBMITTED".into();
        let asked = asked(&self.order.promises[at]);
        let id = gid("FulfillmentOrderMerchantRequest", self.order.new_id());
        let body = json!({"original_fulfillment_order": asked, "submitted_fulfillment_order": asked,
            "fulfillment_order_merchant_request": {"id": id, "message": a.message}});
        self.emits.push(Emit::Raw("fulfillment_orders/fulfillment_request_submitted", body));
        Ok(())
    }

    pub(super) fn answer(&mut self, a: &RequestTalk, yes: bool) -> Result<(), Refusal> {
        let at = self.promise(&a.fulfillment_order, |p| p.request_status == "SUBMITTED")?;
        let promise = &mut self.order.promises[at];
        promise.request_status = if yes { "ACCEPTED".into() } else { "REJECTED".into() };
        promise.status = if yes { "IN_PROGRESS".into() } else { "OPEN".into() };
        let body = json!({"fulfillment_order": asked(promise), "message": a.message});
        let topic = if yes {
            "fulfillment_orders/fulfillment_request_accepted"
        } else {
            "fulfillment_orders/fulfillment_request_rejected"
        };
        self.emits.push(Emit::Raw(topic, body));
        Ok(())
    }
}

/// The two facts a fulfillment order's webhook tells of it.
pub(super) fn brief(promise: &Promise) -> Value {
    json!({"id": gid("FulfillmentOrder", promise.id), "status": promise.status.to_ascii_lowercase()})
}

fn asked(promise: &Promise) -> Value {
    let mut body = brief(promise);
    body["request_status"] = promise.request_status.to_ascii_lowercase().into();
    body
}

fn hold_body(hold: &order::Hold) -> Value {
    json!({
        "id": gid("FulfillmentHold", hold.id),
        "reason": hold.reason.to_ascii_lowercase(),
        "reason_notes": hold.notes,
        "held_by_requesting_app": false,
        "handle": hold.handle,
        "held_by_app": {"id": "gid://shopify/App/7000001"},
    })
}
