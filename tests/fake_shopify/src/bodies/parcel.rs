//! Fulfillments and carrier events.

use serde_json::{Value, json};

use super::{Facts, lower, order};
use crate::actions::gid;
use crate::model::order::{Event, Order, Parcel};

/// A fulfillment, as in `fulfillments/*` and within an order.
pub(super) fn parcel(o: &Order, p: &Parcel, facts: &Facts) -> Value {
    let shown = p.events.iter().max_by_key(|e| (e.happened_at, e.id)).map(|e| lower(&e.status));
    let shown = shown
        .or_else(|| (p.display.as_deref() == Some("READY_FOR_PICKUP")).then(|| "ready_for_pickup".into()));
    let lines: Vec<Value> = p
        .lines
        .iter()
        .filter_map(|pl| {
            let mut body = order::line(o.line(pl.line)?, &o.currency);
            body["quantity"] = pl.quantity.into();
            Some(body)
        })
        .collect();
    let numbers: Vec<_> = p.tracking.iter().filter_map(|t| t.number.as_ref()).collect();
    let urls: Vec<_> = p.tracking.iter().filter_map(|t| t.url.as_ref()).collect();
    let personal = facts.protected >= 2;
    json!({
        "id": p.id,
        "admin_graphql_api_id": gid("Fulfillment", p.id),
        "order_id": o.id(),
        "status": lower(&p.status),
        "created_at": facts.time(p.created_at),
        "updated_at": facts.time(p.updated_at),
        "service": "manual",
        "tracking_company": p.tracking.first().and_then(|t| t.company.as_ref()),
        "shipment_status": shown,
        "location_id": crate::shop::LOCATIONS[usize::from(p.location) % 2].id,
        "origin_address": null,
        "email": o.email.as_deref().filter(|_| personal),
        "destination": o.address.as_deref().filter(|_| personal).map(order::address),
        "line_items": lines,
        "tracking_number": numbers.first(),
        "tracking_numbers": numbers,
        "tracking_url": urls.first(),
        "tracking_urls": urls,
        "receipt": {},
        "name": format!("{}.{}", o.name(), p.number),
    })
}

/// A carrier event.
pub(super) fn event(o: &Order, p: &Parcel, e: &Event, facts: &Facts) -> Value {
    json!({
        "id": e.id,
        "admin_graphql_api_id": gid("FulfillmentEvent", e.id),
        "fulfillment_id": p.id,
        "order_id": o.id(),
        "status": lower(&e.status),
        "message": e.message,
        "happened_at": facts.time(e.happened_at),
        "city": e.city,
        "province": e.province,
        "country": e.country,
        "zip": e.zip,
        "address1": null,
        "latitude": null,
        "longitude": null,
        "shop_id": facts.shop_id,
        "created_at": facts.time(e.created_at),
        "updated_at": facts.time(e.created_at),
        "estimated_delivery_at": facts.maybe(e.estimated_at),
    })
}
