//! Returns: three shapes, depending on the topic (facts 3.5).

use serde_json::{Value, json};

use super::lower;
use crate::actions::gid;
use crate::model::order::{Order, Return};

/// The body of a `returns/*` webhook.
pub(super) fn body(topic: &str, o: &Order, r: &Return) -> Value {
    let id = gid("Return", r.id);
    if matches!(topic, "returns/cancel" | "returns/close" | "returns/reopen") {
        return json!({"id": r.id, "admin_graphql_api_id": id, "order_id": o.id(), "status": lower(&r.status)});
    }
    let order = json!({"id": o.id(), "admin_graphql_api_id": gid("Order", o.id())});
    let mut body =
        json!({"id": r.id, "admin_graphql_api_id": id, "status": lower(&r.status), "order": order});
    if topic == "returns/decline" {
        body["decline"] = json!({"reason": r.decline_reason.as_deref().map(lower), "note": r.decline_note});
        return body;
    }
    let lines: Vec<Value> = r
        .lines
        .iter()
        .map(|l| {
            json!({
                "id": l.id,
                "admin_graphql_api_id": gid("ReturnLineItem", l.id),
                "fulfillment_line_item": {"id": l.parcel_line,
                    "admin_graphql_api_id": gid("FulfillmentLineItem", l.parcel_line),
                    "line_item": {"id": l.line, "admin_graphql_api_id": gid("LineItem", l.line)}},
                "quantity": l.quantity,
                "return_reason": lower(&l.reason),
                "return_reason_note": l.note.as_deref().unwrap_or(""),
                "customer_note": null,
            })
        })
        .collect();
    body["total_return_line_items"] = r.lines.iter().map(|l| l.quantity).sum::<u32>().into();
    body["name"] = format!("{}-R{}", o.name(), r.number).into();
    body["return_line_items"] = lines.into();
    body["return_shipping_fees"] = json!([]);
    body["exchange_line_items"] = json!([]);
    body["total_exchange_line_items"] = 0.into();
    body
}
