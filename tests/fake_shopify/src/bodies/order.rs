//! The order, its lines, transactions and refunds.

use serde_json::{Value, json};

use super::{Facts, lower, parcel};
use crate::actions::gid;
use crate::model::money::{rest, rest_set};
use crate::model::order::{Address, Line, Order, Refund, Transaction};
use crate::model::status;

/// The whole order, as in `orders/*`.
pub(super) fn order(o: &Order, facts: &Facts) -> Value {
    let mut body = head(o, facts);
    money(&mut body, o);
    people(&mut body, o, facts);
    body["line_items"] = o.lines.iter().map(|l| line(l, &o.currency)).collect::<Vec<_>>().into();
    body["fulfillments"] = o.parcels.iter().map(|p| parcel::parcel(o, p, facts)).collect::<Vec<_>>().into();
    body["refunds"] = o.refunds.iter().map(|r| refund(o, r, facts)).collect::<Vec<_>>().into();
    body["shipping_lines"] = json!([shipping(o)]);
    let returns: Vec<Value> =
        o.returns.iter().map(|r| json!({"id": r.id, "status": lower(&r.status)})).collect();
    body["returns"] = returns.into();
    body
}

fn head(o: &Order, facts: &Facts) -> Value {
    let token = crate::graphql::status_token(o);
    json!({
        "id": o.id(),
        "admin_graphql_api_id": gid("Order", o.id()),
        "app_id": 580_111,
        "browser_ip": null,
        "buyer_accepts_marketing": false,
        "cancel_reason": o.cancel_reason.as_deref().map(lower),
        "cancelled_at": facts.maybe(o.cancelled_at),
        "cart_token": null,
        "client_details": null,
        "closed_at": facts.maybe(o.closed_at),
        "confirmation_number": crate::graphql::confirmation(o),
        "confirmed": true,
        "created_at": facts.time(o.created_at),
        "currency": o.currency,
        "customer_locale": o.locale,
        "discount_codes": [],
        "duties_included": false,
        "estimated_taxes": false,
        "financial_status": status::financial(o).map(lower),
        "fulfillment_status": status::rest_fulfillment(o),
        "merchant_business_entity_id": "MTAwMDAwMDE",
        "name": o.name(),
        "note": o.note,
        "note_attributes": [],
        "number": o.number - 1000,
        "order_number": o.number,
        "order_status_url": format!("https://{}/{}/orders/{token}/authenticate?key={token}", facts.domain, facts.shop_id),
        "payment_gateway_names": gateways(o),
        "presentment_currency": o.currency,
        "processed_at": facts.time(o.processed_at),
        "source_name": "web",
        "tags": o.tags.join(", "),
        "tax_exempt": false,
        "tax_lines": [],
        "taxes_included": true,
        "test": o.test,
        "token": token,
        "total_weight": 500,
        "updated_at": facts.time(o.updated_at),
        "user_id": null,
        "discount_applications": [],
        "payment_terms": null,
        "line_item_groups": [],
    })
}

pub(crate) fn gateways(o: &Order) -> Vec<&str> {
    let mut names: Vec<&str> = o.transactions.iter().map(|t| t.gateway.as_ref()).collect();
    names.dedup();
    names
}

fn money(body: &mut Value, o: &Order) {
    let c = &o.currency;
    let current_lines: i64 = o.lines.iter().map(|l| l.price * i64::from(l.current)).sum();
    let lines: i64 = o.lines.iter().map(|l| l.price * i64::from(l.quantity)).sum();
    for (name, amount) in [
        ("current_subtotal_price", current_lines),
        ("current_total_discounts", 0),
        ("current_total_price", status::total(o)),
        ("current_total_tax", 0),
        ("subtotal_price", lines),
        ("total_discounts", 0),
        ("total_line_items_price", lines),
        ("total_price", status::original_total(o)),
        ("total_tax", 0),
    ] {
        body[name] = rest(amount, c).into();
        body[format!("{name}_set")] = rest_set(amount, c);
    }
    body["total_outstanding"] = rest(status::outstanding(o), c).into();
    body["total_tip_received"] = rest(0, c).into();
    body["current_shipping_price_set"] = rest_set(o.shipping, c);
    body["total_shipping_price_set"] = rest_set(o.shipping, c);
    body["total_cash_rounding_payment_adjustment_set"] = rest_set(0, c);
    body["total_cash_rounding_refund_adjustment_set"] = rest_set(0, c);
}

/// Without approval for protected customer data these are null (facts 3.5).
fn people(body: &mut Value, o: &Order, facts: &Facts) {
    let personal = facts.protected >= 2;
    let email = o.email.as_deref().filter(|_| personal);
    body["email"] = email.into();
    body["contact_email"] = email.into();
    body["phone"] = o.phone.as_deref().filter(|_| personal).into();
    let address = o.address.as_deref().filter(|_| personal).map(address);
    body["billing_address"] = address.clone().into();
    body["shipping_address"] = address.into();
    body["customer"] = match &o.customer {
        Some(c) if facts.protected >= 1 => json!({
            "id": c.id,
            "admin_graphql_api_id": gid("Customer", c.id),
            "created_at": facts.time(o.created_at),
            "updated_at": facts.time(o.created_at),
            "first_name": personal.then_some(&c.first),
            "last_name": personal.then_some(&c.last),
            "email": email,
            "phone": null,
            "state": "disabled",
            "note": null,
            "verified_email": true,
            "tax_exempt": false,
            "currency": o.currency,
            "tax_exemptions": [],
        }),
        _ => Value::Null,
    };
}

/// A postal address.
pub(super) fn address(a: &Address) -> Value {
    json!({
        "first_name": a.first,
        "last_name": a.last,
        "name": format!("{} {}", a.first, a.last),
        "company": a.company,
        "address1": a.address1,
        "address2": a.address2,
        "city": a.city,
        "zip": a.zip,
        "province": a.province,
        "province_code": a.province_code,
        "country": a.country,
        "country_code": a.country_code,
        "phone": a.phone,
        "latitude": null,
        "longitude": null,
    })
}

/// A line item.
pub(super) fn line(l: &Line, currency: &str) -> Value {
    let state = match l.unfulfilled {
        0 if l.current > 0 && l.requires_shipping => Some("fulfilled"),
        left if left < l.current => Some("partial"),
        _ => None,
    };
    let name = l.variant.as_ref().map_or(l.title.to_string(), |v| format!("{} - {v}", l.title));
    json!({
        "id": l.id,
        "admin_graphql_api_id": gid("LineItem", l.id),
        "attributed_staffs": [],
        "current_quantity": l.current,
        "fulfillable_quantity": l.unfulfilled,
        "fulfillment_service": "manual",
        "fulfillment_status": state,
        "gift_card": l.gift_card,
        "grams": 500,
        "name": name,
        "price": rest(l.price, currency),
        "price_set": rest_set(l.price, currency),
        "product_exists": true,
        "product_id": 8_800_000_000_001_u64,
        "properties": [],
        "quantity": l.quantity,
        "requires_shipping": l.requires_shipping,
        "sales_line_item_group_id": null,
        "sku": l.sku,
        "taxable": true,
        "title": l.title,
        "total_discount": rest(0, currency),
        "total_discount_set": rest_set(0, currency),
        "variant_id": 4_400_000_000_001_u64,
        "variant_inventory_management": "shopify",
        "variant_title": l.variant,
        "vendor": null,
        "tax_lines": [],
        "duties": [],
        "discount_allocations": [],
    })
}

fn shipping(o: &Order) -> Value {
    let c = &o.currency;
    json!({
        "id": o.id() + 1,
        "carrier_identifier": null,
        "code": o.shipping_title,
        "current_discounted_price_set": rest_set(o.shipping, c),
        "discounted_price": rest(o.shipping, c),
        "discounted_price_set": rest_set(o.shipping, c),
        "is_removed": false,
        "phone": null,
        "price": rest(o.shipping, c),
        "price_set": rest_set(o.shipping, c),
        "requested_fulfillment_service_id": null,
        "source": "shopify",
        "title": o.shipping_title,
        "tax_lines": [],
        "discount_allocations": [],
    })
}

/// A transaction; its money set says `currency` instead of `currency_code` (facts 3.5).
pub(super) fn transaction(o: &Order, t: &Transaction, facts: &Facts) -> Value {
    let unsettled = json!({"amount": "0.0", "currency": "XXX"});
    json!({
        "id": t.id,
        "admin_graphql_api_id": gid("OrderTransaction", t.id),
        "order_id": o.id(),
        "kind": lower(&t.kind),
        "gateway": t.gateway,
        "status": lower(&t.status),
        "message": null,
        "created_at": facts.time(t.at),
        "processed_at": facts.time(t.at),
        "test": o.test,
        "authorization": null,
        "parent_id": t.parent,
        "error_code": null,
        "source_name": "web",
        "receipt": {},
        "amount": rest(t.amount, &o.currency),
        "currency": o.currency,
        "payment_id": format!("{}.1", o.name()),
        "total_unsettled_set": {"presentment_money": unsettled, "shop_money": unsettled},
        "manual_payment_gateway": false,
        "amount_rounding": null,
    })
}

/// A refund; `subtotal` and `total_tax` of its lines are JSON numbers (facts 3.5).
pub(super) fn refund(o: &Order, r: &Refund, facts: &Facts) -> Value {
    let c = &o.currency;
    let lines: Vec<Value> = r
        .lines
        .iter()
        .map(|l| {
            json!({
                "id": l.id,
                "quantity": l.quantity,
                "line_item_id": l.line,
                "location_id": null,
                "restock_type": if r.restock { "return" } else { "no_restock" },
                "subtotal": rest(l.subtotal, c).parse::<f64>().unwrap_or(0.0),
                "total_tax": 0.0,
                "subtotal_set": rest_set(l.subtotal, c),
                "total_tax_set": rest_set(0, c),
                "line_item": o.line(l.line).map(|l| line(l, c)),
            })
        })
        .collect();
    let moved = o.transactions.iter().filter(|t| Some(t.id) == r.transaction);
    json!({
        "id": r.id,
        "admin_graphql_api_id": gid("Refund", r.id),
        "order_id": o.id(),
        "created_at": facts.time(r.at),
        "processed_at": facts.time(r.at),
        "note": r.note,
        "user_id": null,
        "duties": [],
        "total_duties_set": rest_set(0, c),
        "return": null,
        "refund_shipping_lines": [],
        "restock": r.restock,
        "order_adjustments": [],
        "refund_line_items": lines,
        "transactions": moved.map(|t| transaction(o, t, facts)).collect::<Vec<_>>(),
    })
}
