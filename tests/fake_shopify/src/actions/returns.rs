//! Returns and their way back (recorded order-level values: facts 1.7).

use serde::Deserialize;
use serde_json::json;

use super::{Emit, Item, Ref, Refusal, Work, gid};
use crate::model::order::{BackParcel, Return, ReturnLine, WayBack, Word};

/// Asks for a return; without items everything that was handed over.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RequestReturn {
    /// The order.
    pub order: Ref,
    /// Which pieces; all when empty.
    pub items: Vec<Item>,
    /// `ReturnReason`; UNWANTED when absent.
    pub reason: Option<Word>,
    /// Free text.
    pub note: Option<Word>,
    /// The merchant makes it: starts approved.
    pub approved: bool,
}

/// Names one return; the last when absent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReturnOnly {
    /// The order.
    pub order: Ref,
    /// The return; the last that fits when absent.
    #[serde(rename = "return")]
    pub return_: Ref,
}

/// Says no to a return.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Decline {
    /// The order.
    pub order: Ref,
    /// The return; the last that fits when absent.
    #[serde(rename = "return")]
    pub return_: Ref,
    /// `ReturnDeclineReason`; OTHER when absent.
    pub reason: Option<Word>,
    /// The text to the customer.
    pub note: Option<Word>,
}

/// Attaches a label or tracking for the way back.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Label {
    /// The order.
    pub order: Ref,
    /// The return; the last that fits when absent.
    #[serde(rename = "return")]
    pub return_: Ref,
    /// The carrier's name.
    pub carrier: Option<Word>,
    /// The number.
    pub number: Option<Word>,
    /// Where it can be followed.
    pub url: Option<Word>,
    /// The label's file.
    pub label: Option<Word>,
}

impl Work<'_> {
    fn give_back(&mut self, given: &Ref, from: &[&str]) -> Result<usize, Refusal> {
        let all = &self.order.returns;
        let at = match given.id() {
            Some(id) => all.iter().position(|r| r.id == id),
            None => all.iter().rposition(|r| from.contains(&r.status.as_ref())),
        };
        let at = at.ok_or("there is no such return")?;
        if !from.contains(&all[at].status.as_ref()) {
            return Err(format!("a return that is {} cannot do this", all[at].status));
        }
        self.made.return_ = Some(gid("Return", all[at].id));
        Ok(at)
    }

    pub(super) fn request_return(&mut self, a: &RequestReturn) -> Result<(), Refusal> {
        let mut wanted = Vec::new();
        for item in &a.items {
            wanted.push((item.line_id(self.order)?, item.quantity));
        }
        let mut found = Vec::new();
        for line in self.order.parcels.iter().filter(|p| p.status == "SUCCESS").flat_map(|p| &p.lines) {
            let named = wanted.iter().find(|(id, _)| *id == line.line);
            let n = match named {
                None if wanted.is_empty() => line.quantity,
                None => 0,
                Some((_, n)) => n.unwrap_or(line.quantity).min(line.quantity),
            };
            if n > 0 {
                found.push((line.id, line.line, n));
            }
        }
        if found.is_empty() {
            return Err("nothing of this was handed over yet".into());
        }
        let mut lines = Vec::new();
        for (parcel_line, line, quantity) in found {
            let reason = a.reason.clone().unwrap_or("UNWANTED".into());
            let note = a.note.as_deref().map(Into::into);
            let id = self.order.new_id();
            lines.push(ReturnLine { id, parcel_line, line, quantity, processed: 0, reason, note });
        }
        let id = self.order.new_id();
        self.order.returns.push(Return {
            id,
            number: self.order.returns.len() as u16 + 1,
            status: "REQUESTED".into(),
            created_at: self.now,
            approved_at: None,
            closed_at: None,
            decline_reason: None,
            decline_note: None,
            lines,
            ways_back: Vec::new(),
        });
        self.made.return_ = Some(gid("Return", id));
        if a.approved {
            return self.approve_return(&ReturnOnly { order: a.order.clone(), return_: Ref::from(id) });
        }
        self.emits.push(Emit::Return("returns/request", id));
        Ok(())
    }

    pub(super) fn approve_return(&mut self, a: &ReturnOnly) -> Result<(), Refusal> {
        let at = self.give_back(&a.return_, &["REQUESTED"])?;
        let way = WayBack { id: self.order.new_id(), status: "OPEN".into(), deliveries: Vec::new() };
        let r = &mut self.order.returns[at];
        r.status = "OPEN".into();
        r.approved_at = Some(self.now);
        r.ways_back.push(way);
        self.emits.push(Emit::Return("returns/approve", r.id));
        Ok(())
    }

    pub(super) fn decline_return(&mut self, a: &Decline) -> Result<(), Refusal> {
        let at = self.give_back(&a.return_, &["REQUESTED"])?;
        let r = &mut self.order.returns[at];
        r.status = "DECLINED".into();
        r.decline_reason = Some(a.reason.clone().unwrap_or("OTHER".into()));
        r.decline_note = a.note.as_deref().map(Into::into);
        self.emits.push(Emit::Return("returns/decline", r.id));
        Ok(())
    }

    pub(super) fn end_return(
        &mut self,
        a: &ReturnOnly,
        to: &'static str,
        topic: &'static str,
        from: &[&str],
    ) -> Result<(), Refusal> {
        let at = self.give_back(&a.return_, from)?;
        let r = &mut self.order.returns[at];
        r.status = to.into();
        r.closed_at = (to == "CLOSED").then_some(self.now);
        let way = match to {
            "OPEN" => "OPEN",
            "CANCELED" => "CANCELED",
            _ => "CLOSED",
        };
        r.ways_back.iter_mut().for_each(|w| w.status = way.into());
        self.emits.push(Emit::Return(topic, r.id));
        Ok(())
    }

    /// Books the items in; leaves the return open, as recorded.
    pub(super) fn process_return(&mut self, a: &ReturnOnly) -> Result<(), Refusal> {
        let at = self.give_back(&a.return_, &["OPEN"])?;
        let base = self.order.new_id();
        let r = &mut self.order.returns[at];
        let mut done = Vec::new();
        for line in &mut r.lines {
            done.push((line.id, line.quantity - line.processed));
            line.processed = line.quantity;
        }
        let id = r.id;
        if let Some(way) = r.ways_back.first_mut() {
            way.status = "CLOSED".into();
            let entries: Vec<_> = done
                .iter()
                .map(|(line, quantity)| {
                    json!({
                        "reverse_fulfillment_order_line_item": {"id": line,
                            "admin_graphql_api_id": gid("ReverseFulfillmentOrderLineItem", *line)},
                        "reverse_delivery_line_item": null,
                        "type": "restocked",
                        "location": {"id": 71_000_000_001_u64, "admin_graphql_api_id": "gid://shopify/Location/71000000001"},
                        "quantity": quantity,
                    })
                })
                .collect();
            let body = json!({"id": way.id, "admin_graphql_api_id": gid("ReverseFulfillmentOrder", way.id),
                "dispositions": entries, "total_dispositions": entries.len()});
            self.emits.push(Emit::Raw("reverse_fulfillment_orders/dispose", body));
        }
        let body = json!({"id": base, "return": {"id": id, "admin_graphql_api_id": gid("Return", id)}});
        self.emits.push(Emit::Raw("returns/process", body));
        Ok(())
    }

    pub(super) fn label(&mut self, a: &Label) -> Result<(), Refusal> {
        let at = self.give_back(&a.return_, &["OPEN"])?;
        let id = self.order.new_id();
        let r = &mut self.order.returns[at];
        let return_id = r.id;
        let way = r.ways_back.first_mut().ok_or("the return has no way back")?;
        way.deliveries.push(BackParcel {
            id,
            carrier: a.carrier.clone(),
            number: a.number.clone(),
            url: a.url.clone(),
            label: a.label.clone(),
        });
        let body = json!({
            "id": id,
            "admin_graphql_api_id": gid("ReverseDelivery", id),
            "return": {"id": return_id, "admin_graphql_api_id": gid("Return", return_id)},
            "shipping_deliverable": {
                "tracking": {"carrier_name": a.carrier, "tracking_number": a.number, "tracking_url": a.url},
                "label": {"public_file_url": a.label, "created_at": null},
            },
        });
        self.emits.push(Emit::Raw("reverse_deliveries/attach_deliverable", body));
        Ok(())
    }
}
