//! The fields of `FulfillmentOrder` and its lines. Without one of the scopes only a subset is shown,
//! without an error (facts 2.8).

use serde_json::{Value, json};

use super::args::{Args, text};
use super::exec::Ctx;
use super::search::Search;
use super::small;
use super::value::{Node, Val};
use crate::actions::gid;
use crate::clock::zulu;
use crate::model::order::{Order, Promise, PromiseLine};
use crate::shop::LOCATIONS;

impl<'a> Ctx<'a> {
    /// Whether the granted scopes show this fulfillment order.
    pub(super) fn sees_promise(&self, p: &Promise) -> bool {
        let scope = if p.third_party {
            "read_third_party_fulfillment_orders"
        } else {
            "read_merchant_managed_fulfillment_orders"
        };
        self.shop.may(scope)
    }

    pub(super) fn promises(&self, o: &'a Order, args: &Args) -> Val<'a> {
        if let Err(denial) = Search::parse(text(args, "query").unwrap_or_default()) {
            return Val::Denied(denial);
        }
        let shown = args.get("displayable").and_then(Value::as_bool) == Some(true);
        let dead = |p: &Promise| {
            p.lines.iter().all(|l| l.remaining == 0) && !o.parcels.iter().any(|x| x.promise == p.id)
        };
        let hidden = |p: &Promise| shown && !p.alive() && dead(p);
        let all = o.promises.iter().filter(|p| self.sees_promise(p) && !hidden(p));
        Val::Conn(all.map(|p| (p.id, Val::Node(Node::Promise(o, p)))).collect())
    }

    pub(super) fn promise_field(&self, o: &'a Order, p: &'a Promise, name: &str) -> Option<Val<'a>> {
        let location = &LOCATIONS[usize::from(p.location) % 2];
        Some(match name {
            "id" => Val::of(gid("FulfillmentOrder", p.id)),
            "status" => Val::of(p.status.as_ref()),
            "requestStatus" => Val::of(p.request_status.as_ref()),
            "orderId" => Val::of(gid("Order", o.id())),
            "orderName" => Val::of(o.name()),
            "orderProcessedAt" => Val::of(zulu(o.processed_at)),
            "order" => Val::Node(Node::Order(o)),
            "createdAt" => Val::of(zulu(p.created_at)),
            "updatedAt" => Val::of(zulu(p.updated_at)),
            "fulfillAt" => Val::of(p.fulfill_at.map(zulu)),
            "fulfillBy" => Val::of(p.fulfill_by.map(zulu)),
            "channelId" => Val::NULL,
            "internationalDuties" => Val::NULL,
            "supportedActions" => Val::of(Vec::<Value>::new()),
            "fulfillmentHolds" => Val::of(p.holds.iter().map(small::hold).collect::<Vec<_>>()),
            "deliveryMethod" => Val::of(json!({
                "id": gid("DeliveryMethod", p.id),
                "methodType": p.method,
                "presentedName": p.method_name,
                "minDeliveryDateTime": p.min_delivery.map(zulu),
                "maxDeliveryDateTime": p.max_delivery.map(zulu),
                "additionalInformation": {"instructions": null, "phone": null},
                "brandedPromise": null,
                "serviceCode": null,
                "sourceReference": null,
            })),
            "destination" => Val::of(self.destination(o, p)),
            "assignedLocation" => Val::of(json!({
                "name": location.name,
                "address1": location.address1,
                "address2": null,
                "city": location.city,
                "zip": location.zip,
                "province": null,
                "countryCode": "DK",
                "phone": null,
                "location": small::location(location),
            })),
            "lineItems" => {
                Val::Conn(p.lines.iter().map(|l| (l.id, Val::Node(Node::PromiseLine(o, l)))).collect())
            }
            "fulfillments" => {
                let sent = o.parcels.iter().filter(|x| x.promise == p.id);
                Val::Conn(sent.map(|x| (x.id, Val::Node(Node::Parcel(o, x)))).collect())
            }
            _ => return None,
        })
    }

    /// Where it goes: the shopper's address, or the place it is picked up at.
    fn destination(&self, o: &Order, p: &Promise) -> Value {
        let shown = self.shop.protected >= 2;
        let pick_up = p.method == "PICK_UP";
        let location = pick_up.then(|| small::location(&LOCATIONS[usize::from(p.location) % 2]));
        let Some(a) = o.address.as_deref() else { return Value::Null };
        json!({
            "id": gid("FulfillmentOrderDestination", p.id),
            "firstName": shown.then_some(&a.first),
            "lastName": shown.then_some(&a.last),
            "company": a.company,
            "address1": shown.then_some(&a.address1),
            "address2": a.address2,
            "city": a.city,
            "zip": a.zip,
            "province": a.province,
            "countryCode": a.country_code,
            "email": o.email.as_deref().filter(|_| shown),
            "phone": a.phone,
            "location": location,
        })
    }

    pub(super) fn promise_line_field(&self, o: &'a Order, l: &'a PromiseLine, name: &str) -> Option<Val<'a>> {
        let line = o.line(l.line)?;
        Some(match name {
            "id" => Val::of(gid("FulfillmentOrderLineItem", l.id)),
            "totalQuantity" => Val::of(l.total),
            "remainingQuantity" => Val::of(l.remaining),
            "lineItem" => Val::Node(Node::Line(o, line)),
            "productTitle" => Val::of(line.title.as_ref()),
            "variantTitle" => Val::of(line.variant.as_deref()),
            "sku" => Val::of(line.sku.as_deref()),
            "requiresShipping" => Val::of(line.requires_shipping),
            "image" => self.line_field(o, line, "image")?,
            _ => return None,
        })
    }
}
