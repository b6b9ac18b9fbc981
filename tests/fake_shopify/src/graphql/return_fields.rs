//! The fields of `Return`, its lines and ways back, and of `Refund`.

use serde_json::{Value, json};

use super::exec::Ctx;
use super::small;
use super::value::{Node, Val};
use crate::actions::gid;
use crate::clock::zulu;
use crate::model::money::bag;
use crate::model::order::{BackParcel, Order, Refund, Return, ReturnLine, WayBack};

impl<'a> Ctx<'a> {
    pub(super) fn return_field(&self, o: &'a Order, r: &'a Return, name: &str) -> Option<Val<'a>> {
        Some(match name {
            "id" => Val::of(gid("Return", r.id)),
            "name" => Val::of(format!("{}-R{}", o.name(), r.number)),
            "status" => Val::of(r.status.as_ref()),
            "createdAt" => Val::of(zulu(r.created_at)),
            "requestApprovedAt" => Val::of(r.approved_at.map(zulu)),
            "closedAt" => Val::of(r.closed_at.map(zulu)),
            "totalQuantity" => Val::of(r.lines.iter().map(|l| l.quantity).sum::<u32>()),
            "order" => Val::Node(Node::Order(o)),
            "decline" => Val::of(
                r.decline_reason.as_ref().map(|reason| json!({"reason": reason, "note": r.decline_note})),
            ),
            "returnLineItems" => {
                Val::Conn(r.lines.iter().map(|l| (l.id, Val::Node(Node::ReturnLine(o, l)))).collect())
            }
            "exchangeLineItems" | "refunds" => Val::Conn(Vec::new()),
            "returnShippingFees" => Val::of(Vec::<Value>::new()),
            "reverseFulfillmentOrders" => {
                Val::Conn(r.ways_back.iter().map(|w| (w.id, Val::Node(Node::WayBack(o, r, w)))).collect())
            }
            _ => return None,
        })
    }

    pub(super) fn return_line_field(&self, o: &'a Order, l: &'a ReturnLine, name: &str) -> Option<Val<'a>> {
        Some(match name {
            "id" => Val::of(gid("ReturnLineItem", l.id)),
            "quantity" => Val::of(l.quantity),
            "processedQuantity" => Val::of(l.processed),
            "unprocessedQuantity" => Val::of(l.quantity - l.processed),
            "processableQuantity" => Val::of(l.quantity - l.processed),
            "refundableQuantity" => Val::of(l.quantity),
            "refundedQuantity" => Val::of(0),
            "returnReason" => Val::of(l.reason.as_ref()),
            "returnReasonNote" => Val::of(l.note.as_deref().unwrap_or_default()),
            "returnReasonDefinition" => Val::of(json!({
                "id": gid("ReturnReasonDefinition", 1),
                "handle": l.reason.to_lowercase(),
                "name": l.reason,
                "deleted": false,
            })),
            "customerNote" => Val::NULL,
            "fulfillmentLineItem" => {
                let line = o.parcels.iter().flat_map(|p| &p.lines).find(|p| p.id == l.parcel_line);
                Val::node(line.map(|line| Node::ParcelLine(o, line)))
            }
            _ => return None,
        })
    }

    pub(super) fn way_back_field(
        &self,
        o: &'a Order,
        r: &'a Return,
        w: &'a WayBack,
        name: &str,
    ) -> Option<Val<'a>> {
        Some(match name {
            "id" => Val::of(gid("ReverseFulfillmentOrder", w.id)),
            "status" => Val::of(w.status.as_ref()),
            "order" => Val::Node(Node::Order(o)),
            "reverseDeliveries" => Val::Conn(
                w.deliveries.iter().map(|d| (d.id, Val::Node(Node::BackParcel(o, r, w, d)))).collect(),
            ),
            "lineItems" => {
                let lines = r.lines.iter().map(|l| {
                    (l.id, Val::of(json!({"id": gid("ReverseFulfillmentOrderLineItem", l.id), "totalQuantity": l.quantity})))
                });
                Val::Conn(lines.collect())
            }
            _ => return None,
        })
    }

    pub(super) fn back_parcel_field(
        &self,
        o: &'a Order,
        r: &'a Return,
        w: &'a WayBack,
        d: &'a BackParcel,
        name: &str,
    ) -> Option<Val<'a>> {
        Some(match name {
            "reverseFulfillmentOrder" => Val::Node(Node::WayBack(o, r, w)),
            "id" => Val::of(gid("ReverseDelivery", d.id)),
            "deliverable" => Val::of(json!({
                "__typename": "ReverseDeliveryShippingDeliverable",
                "label": d.label.as_ref().map(|url| json!({"publicFileUrl": url,
                    "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z"})),
                "tracking": {"carrierName": d.carrier, "number": d.number, "url": d.url},
            })),
            "reverseDeliveryLineItems" => Val::Conn(Vec::new()),
            _ => return None,
        })
    }

    pub(super) fn refund_field(&self, o: &'a Order, r: &'a Refund, name: &str) -> Option<Val<'a>> {
        Some(match name {
            "id" => Val::of(gid("Refund", r.id)),
            "legacyResourceId" => Val::of(r.id.to_string()),
            "createdAt" => Val::of(zulu(r.at)),
            "processedAt" | "updatedAt" => Val::of(zulu(r.at)),
            "note" => Val::of(r.note.as_deref()),
            "totalRefundedSet" => Val::Json(bag(r.amount, &o.currency)),
            "order" => Val::Node(Node::Order(o)),
            "return" => Val::NULL,
            "duties" => Val::of(Vec::<Value>::new()),
            "transactions" => {
                let moved = o.transactions.iter().filter(|t| Some(t.id) == r.transaction);
                Val::Conn(moved.map(|t| (t.id, Val::Json(small::transaction(o, t)))).collect())
            }
            "refundLineItems" => {
                let lines = r.lines.iter().map(|l| {
                    let line = o.line(l.line).map(
                        |x| json!({"id": gid("LineItem", x.id), "title": x.title, "quantity": x.quantity}),
                    );
                    (
                        l.id,
                        Val::of(json!({
                            "id": gid("RefundLineItem", l.id),
                            "quantity": l.quantity,
                            "subtotalSet": bag(l.subtotal, &o.currency),
                            "priceSet": bag(l.subtotal, &o.currency),
                            "totalTaxSet": bag(0, &o.currency),
                            "restocked": r.restock,
                            "restockType": if r.restock { "RETURN" } else { "NO_RESTOCK" },
                            "lineItem": line,
                        })),
                    )
                });
                Val::Conn(lines.collect())
            }
            _ => return None,
        })
    }
}
