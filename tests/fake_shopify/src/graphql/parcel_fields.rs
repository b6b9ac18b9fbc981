//! The fields of `Fulfillment` and its lines.

use serde_json::{Value, json};

use super::args::{Args, number, text};
use super::exec::Ctx;
use super::small;
use super::value::{Node, Val};
use crate::actions::gid;
use crate::clock::zulu;
use crate::model::money::bag;
use crate::model::order::{Event, Order, Parcel, ParcelLine};
use crate::shop::LOCATIONS;

impl<'a> Ctx<'a> {
    pub(super) fn parcel_field(
        &self,
        o: &'a Order,
        p: &'a Parcel,
        name: &str,
        args: &Args,
    ) -> Option<Val<'a>> {
        Some(match name {
            "id" => Val::of(gid("Fulfillment", p.id)),
            "legacyResourceId" => Val::of(p.id.to_string()),
            "name" => Val::of(format!("{}.{}", o.name(), p.number)),
            "status" => Val::of(p.status.as_ref()),
            "displayStatus" => Val::of(p.display.as_deref()),
            "createdAt" => Val::of(zulu(p.created_at)),
            "updatedAt" => Val::of(zulu(p.updated_at)),
            "inTransitAt" => Val::of(p.in_transit_at.map(zulu)),
            "deliveredAt" => Val::of(p.delivered_at.map(zulu)),
            "estimatedDeliveryAt" => Val::of(p.estimated_at.map(zulu)),
            "requiresShipping" => Val::of(true),
            "totalQuantity" => Val::of(p.lines.iter().map(|l| l.quantity).sum::<u32>()),
            "order" => Val::Node(Node::Order(o)),
            "location" => Val::Json(small::location(&LOCATIONS[usize::from(p.location) % 2])),
            "originAddress" => Val::NULL,
            "service" => Val::of(json!({"id": "gid://shopify/FulfillmentService/manual", "handle": "manual",
                "serviceName": "Manual", "type": "MANUAL", "trackingSupport": false})),
            "trackingInfo" => {
                let all = p.tracking.iter().map(|t| Val::Json(small::tracking(t)));
                Val::List(all.take(number(args, "first").unwrap_or(usize::MAX)).collect())
            }
            "fulfillmentLineItems" => {
                Val::Conn(p.lines.iter().map(|l| (l.id, Val::Node(Node::ParcelLine(o, l)))).collect())
            }
            "fulfillmentOrders" => {
                let from = o.promises.iter().filter(|f| f.id == p.promise && self.sees_promise(f));
                Val::Conn(from.map(|f| (f.id, Val::Node(Node::Promise(o, f)))).collect())
            }
            "events" => {
                let mut all: Vec<&Event> = p.events.iter().collect();
                match text(args, "sortKey") {
                    Some("HAPPENED_AT") => all.sort_by_key(|e| (e.happened_at, e.id)),
                    Some("CREATED_AT") => all.sort_by_key(|e| (e.created_at, e.id)),
                    _ => all.sort_by_key(|e| e.id),
                }
                Val::Conn(all.into_iter().map(|e| (e.id, Val::Json(small::event(e)))).collect())
            }
            _ => return None,
        })
    }

    pub(super) fn parcel_line_field(&self, o: &'a Order, l: &'a ParcelLine, name: &str) -> Option<Val<'a>> {
        let price = || o.line(l.line).map_or(0, |line| line.price) * i64::from(l.quantity);
        Some(match name {
            "id" => Val::of(gid("FulfillmentLineItem", l.id)),
            "quantity" => Val::of(l.quantity),
            "lineItem" => {
                o.line(l.line).map_or(Val::Json(Value::Null), |line| Val::Node(Node::Line(o, line)))
            }
            "originalTotalSet" | "discountedTotalSet" => Val::Json(bag(price(), &o.currency)),
            _ => return None,
        })
    }
}
