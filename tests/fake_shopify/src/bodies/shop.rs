//! House-keeping and privacy topics.

use serde_json::{Value, json};

use super::Facts;
use crate::clock::{Seconds, zulu};
use crate::shop::ShopState;

/// The shop, as in `app/uninstalled` and `shop/update`.
pub(crate) fn shop_update(shop: &ShopState) -> Value {
    json!({
        "id": shop.id,
        "name": shop.name,
        "email": "owner@example.com",
        "domain": shop.domain,
        "myshopify_domain": shop.domain,
        "country": "DK",
        "country_code": "DK",
        "country_name": "Denmark",
        "city": "Copenhagen",
        "zip": "1000",
        "primary_locale": "en",
        "currency": shop.currency,
        "customer_email": "owner@example.com",
        "timezone": "(GMT+01:00) Copenhagen",
        "iana_timezone": "Europe/Copenhagen",
        "shop_owner": "Sample Owner",
        "money_format": "{{amount_with_comma_separator}} kr",
        "money_in_emails_format": "{{amount_with_comma_separator}} kr",
        "money_with_currency_format": "{{amount_with_comma_separator}} DKK",
        "money_with_currency_in_emails_format": "{{amount_with_comma_separator}} DKK",
        "plan_display_name": "Basic",
        "plan_name": "basic",
        "enabled_presentment_currencies": [shop.currency],
        "created_at": null,
        "updated_at": zulu(shop.clock.now()),
    })
}

/// `app/scopes_update`.
pub(crate) fn scopes_update(shop: &ShopState, previous: &[String]) -> Value {
    json!({
        "id": 1,
        "shop_id": format!("gid://shopify/Shop/{}", shop.id),
        "previous": previous,
        "current": shop.scopes,
        "updated_at": zulu(shop.clock.now()).replace('Z', ".000Z"),
    })
}

/// `customers/data_request` and `customers/redact`; `list` names the key that holds the orders.
pub(crate) fn customer_request(
    facts: &Facts,
    list: &str,
    customer: Option<u64>,
    email: Option<&str>,
    orders: &[u64],
    now: Seconds,
) -> Value {
    let mut body = json!({
        "shop_id": facts.shop_id,
        "shop_domain": facts.domain,
        "customer": {"id": customer, "email": email, "phone": null},
    });
    body[list] = orders.into();
    if list == "orders_requested" {
        body["data_request"] = json!({ "id": now });
    }
    body
}

/// `shop/redact`.
pub(crate) fn shop_redact(facts: &Facts) -> Value {
    json!({"shop_id": facts.shop_id, "shop_domain": facts.domain})
}
