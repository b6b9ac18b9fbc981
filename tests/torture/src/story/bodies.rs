//! How Shopify writes what happened: REST bodies as webhooks carry them, with ids that JavaScript
//! would round and the bulk that real bodies have.

use serde_json::{Value, json};

use super::stamp;
use crate::dice::Dice;

/// Shopify's ids of this kind begin here: past 2^53, where a rounded number would show.
pub const FIRST_ID: i64 = 9_007_199_254_740_993;

/// Money as Shopify writes it.
pub fn amount(minor: i64) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}

fn set(minor: i64) -> Value {
    let money = json!({"amount": amount(minor), "currency_code": "DKK"});
    json!({"shop_money": money, "presentment_money": money})
}

/// A line of an order: about 1.4 kB.
pub fn item(dice: &mut Dice, id: i64, place: u64) -> Value {
    let price = i64::try_from(dice.between(2_000, 90_000)).unwrap_or(2_000);
    let tax = json!({"price": amount(price / 5), "rate": 0.25, "title": "Moms", "channel_liable": false,
        "price_set": set(price / 5)});
    json!({"id": id, "admin_graphql_api_id": format!("gid://shopify/LineItem/{id}"), "attributed_staffs": [],
        "current_quantity": 1, "fulfillable_quantity": 1, "fulfillment_service": "manual", "fulfillment_status": null,
        "gift_card": false, "grams": 750, "name": format!("Chair no. {place} - Oak"), "price": amount(price),
        "price_set": set(price), "product_exists": true, "product_id": id + 7, "quantity": 1,
        "properties": [{"name": "Engraving", "value": dice.hex(160)}, {"name": "_batch", "value": dice.hex(64)}],
        "requires_shipping": true, "sku": format!("CH-{place}"), "taxable": true, "title": format!("Chair no. {place}"),
        "total_discount": "0.00", "total_discount_set": set(0), "variant_id": id + 9,
        "variant_inventory_management": "shopify", "variant_title": "Oak", "vendor": "Workshop",
        "tax_lines": [tax], "duties": [], "discount_allocations": []})
}

/// What does not change in an order's body.
pub fn order(dice: &mut Dice, id: i64, name: &str, created: i64, items: &[Value], total: i64) -> Value {
    let number: i64 = name.trim_start_matches('#').parse().unwrap_or(0);
    let at = stamp(created);
    let address = json!({"first_name": null, "last_name": null, "name": null, "address1": "Havnegade 1", "zip": "8000",
        "city": "Aarhus", "country": "Denmark", "country_code": "DK", "province": null});
    let mut body = json!({"id": id, "admin_graphql_api_id": format!("gid://shopify/Order/{id}"), "app_id": 580_111,
        "browser_ip": null, "buyer_accepts_marketing": false, "cancel_reason": null, "cancelled_at": null,
        "cart_token": dice.hex(32), "checkout_id": id + 3, "checkout_token": dice.hex(32), "closed_at": null,
        "company": null, "confirmation_number": format!("C{number}"), "confirmed": true, "created_at": at,
        "currency": "DKK", "customer_locale": "en", "discount_codes": [], "duties_included": false,
        "email": format!("shopper-{number}@example.com"), "estimated_taxes": false, "financial_status": "pending",
        "fulfillment_status": null, "landing_site": format!("/?ref={}", dice.hex(200)), "location_id": null,
        "merchant_of_record_app_id": null, "name": name, "note": null, "note_attributes": [], "number": number - 1000,
        "order_number": number, "order_status_url": null, "original_total_additional_fees_set": null,
        "payment_gateway_names": ["visa"], "phone": null, "po_number": null, "presentment_currency": "DKK",
        "processed_at": at, "referring_site": null, "source_name": "web", "tags": "", "tax_exempt": false,
        "taxes_included": true, "test": false, "token": dice.hex(32), "user_id": null, "updated_at": at,
        "billing_address": address, "shipping_address": address, "fulfillments": [], "refunds": [],
        "line_items": items, "shipping_lines": [{"id": id + 5, "code": "Standard", "price": "49.00",
            "price_set": set(4_900), "source": "shopify", "title": "Standard"}]});
    for key in [
        "current_subtotal_price",
        "current_total_price",
        "subtotal_price",
        "total_line_items_price",
        "total_price",
    ] {
        body[key] = json!(amount(total));
        body[format!("{key}_set")] = set(total);
    }
    body["total_outstanding"] = json!(amount(total));
    body
}

/// A parcel.
pub fn parcel(id: i64, order: i64, name: &str, at: i64, numbers: &[String], items: &[Value]) -> Value {
    let links: Vec<String> = numbers.iter().map(|n| format!("https://tracking.example/{n}")).collect();
    json!({"id": id, "admin_graphql_api_id": format!("gid://shopify/Fulfillment/{id}"), "order_id": order,
        "created_at": stamp(at), "updated_at": stamp(at), "location_id": 655_441_491, "name": name,
        "origin_address": null, "receipt": {}, "service": "manual", "shipment_status": null, "status": "success",
        "tracking_company": "GLS", "tracking_number": numbers.first(), "tracking_numbers": numbers,
        "tracking_url": links.first(), "tracking_urls": links, "line_items": items})
}

/// What a carrier said.
pub fn scan(id: i64, order: i64, parcel: i64, word: &str, message: &str, at: i64) -> Value {
    json!({"id": id, "admin_graphql_api_id": format!("gid://shopify/FulfillmentEvent/{id}"), "order_id": order,
        "fulfillment_id": parcel, "shop_id": 548_380_009, "status": word, "message": message,
        "happened_at": stamp(at), "created_at": stamp(at), "updated_at": stamp(at), "city": "Odense",
        "province": null, "country": "DK", "zip": null, "address1": null, "latitude": null, "longitude": null,
        "estimated_delivery_at": null})
}

/// A money movement.
pub fn payment(id: i64, order: i64, kind: &str, minor: i64, at: i64) -> Value {
    json!({"id": id, "admin_graphql_api_id": format!("gid://shopify/OrderTransaction/{id}"), "order_id": order,
        "kind": kind, "status": "success", "gateway": "visa", "amount": amount(minor), "currency": "DKK",
        "created_at": stamp(at), "processed_at": stamp(at), "message": "ok", "test": false, "parent_id": null,
        "error_code": null, "receipt": {}, "source_name": "web"})
}

/// A refund with the movement behind it.
pub fn refund(id: i64, order: i64, movement: Value, item: i64, at: i64) -> Value {
    json!({"id": id, "admin_graphql_api_id": format!("gid://shopify/Refund/{id}"), "order_id": order,
        "created_at": stamp(at), "processed_at": stamp(at), "note": null, "restock": false, "user_id": null,
        "refund_line_items": [{"id": id + 1, "line_item_id": item, "quantity": 1, "restock_type": "no_restock"}],
        "transactions": [movement], "order_adjustments": [], "duties": []})
}

/// A return in one of its states.
pub fn goods_back(id: i64, order: i64, name: &str, word: &str) -> Value {
    json!({"id": id, "admin_graphql_api_id": format!("gid://shopify/Return/{id}"), "status": word, "name": name,
        "order": {"id": order, "admin_graphql_api_id": format!("gid://shopify/Order/{order}")},
        "total_return_line_items": 1, "return_line_items": [], "decline": null})
}

/// An edit of an order.
pub fn edit(id: i64, order: i64, at: i64) -> Value {
    json!({"order_edit": {"id": id, "order_id": order, "app_id": null, "created_at": stamp(at),
        "committed_at": stamp(at), "notify_customer": false, "reason": null, "staff_note": "",
        "line_items": {"additions": [], "removals": []}}})
}
