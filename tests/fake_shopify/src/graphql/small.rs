//! Small objects that are given whole: the shop, the installation, subscriptions, addresses, events.

use serde_json::{Value, json};

use super::args::{Args, text};
use crate::actions::gid;
use crate::clock::zulu;
use crate::model::money::bag;
use crate::model::order::{Address, Event, Hold, Order, Tracking, Transaction};
use crate::shop::{Location, ShopState};
use crate::webhooks::Subscription;

/// `Shop`.
pub(super) fn shop(shop: &ShopState) -> Value {
    json!({
        "id": gid("Shop", shop.id),
        "name": shop.name,
        "email": "owner@example.com",
        "contactEmail": "service@example.com",
        "myshopifyDomain": shop.domain,
        "url": format!("https://{}", shop.domain),
        "primaryDomain": {"id": gid("Domain", shop.id + 1), "host": shop.domain, "url": format!("https://{}", shop.domain), "sslEnabled": true},
        "ianaTimezone": "Europe/Copenhagen",
        "timezoneAbbreviation": "CET",
        "timezoneOffset": "+0100",
        "timezoneOffsetMinutes": 60,
        "currencyCode": shop.currency,
        "shopOwnerName": "Sample Owner",
        "plan": {"displayName": "Basic", "publicDisplayName": "Basic", "partnerDevelopment": false, "shopifyPlus": false},
        "createdAt": "2020-01-01T09:00:00Z",
        "updatedAt": zulu(shop.clock.now()),
        "enabledPresentmentCurrencies": [shop.currency],
        "currencyFormats": {"moneyFormat": "{{amount_with_comma_separator}} kr", "moneyInEmailsFormat": "{{amount_with_comma_separator}} kr",
            "moneyWithCurrencyFormat": "{{amount_with_comma_separator}} DKK", "moneyWithCurrencyInEmailsFormat": "{{amount_with_comma_separator}} DKK"},
    })
}

/// `AppInstallation` with the granted scopes.
pub(super) fn installation(shop: &ShopState) -> Value {
    let scopes: Vec<Value> = shop.scopes.iter().map(|s| json!({"handle": s, "description": s})).collect();
    json!({
        "id": gid("AppInstallation", shop.id + 2),
        "accessScopes": scopes,
        "app": {"id": gid("App", 7_000_001), "title": "Status pages", "handle": "status-pages", "apiKey": shop.options.client_id},
        "launchUrl": "https://admin.shopify.com/",
        "uninstallUrl": null,
    })
}

/// `WebhookSubscription`.
pub(super) fn subscription(s: &Subscription) -> Value {
    json!({
        "__typename": "WebhookSubscription",
        "id": gid("WebhookSubscription", s.id),
        "legacyResourceId": s.id.to_string(),
        "topic": s.topic,
        "uri": s.uri,
        "callbackUrl": s.uri,
        "endpoint": {"__typename": "WebhookHttpEndpoint", "callbackUrl": s.uri},
        "format": "JSON",
        "includeFields": s.include_fields,
        "metafieldNamespaces": s.metafield_namespaces,
        "metafields": [],
        "filter": s.filter,
        "name": s.name,
        "createdAt": zulu(s.created_at),
        "updatedAt": zulu(s.updated_at),
        "apiVersion": {"handle": crate::API_VERSION, "displayName": crate::API_VERSION, "supported": true},
    })
}

/// Whether a subscription is among those a list asked for.
pub(super) fn asked_for(s: &Subscription, args: &Args) -> bool {
    let topics = args.get("topics").and_then(Value::as_array);
    let topics = topics.is_none_or(|t| t.is_empty() || t.iter().any(|t| t.as_str() == Some(&s.topic)));
    let uri = text(args, "uri").or_else(|| text(args, "callbackUrl"));
    topics && uri.is_none_or(|u| u == s.uri)
}

/// `MailingAddress`.
pub(super) fn address(a: &Address, id: u64) -> Value {
    let name = format!("{} {}", a.first, a.last);
    let place = format!("{} {}", a.zip, a.city);
    let lines: Vec<&str> = [
        Some(name.as_str()),
        a.company.as_deref(),
        Some(&a.address1),
        a.address2.as_deref(),
        Some(&place),
        Some(&a.country),
    ]
    .into_iter()
    .flatten()
    .collect();
    json!({
        "__typename": "MailingAddress",
        "id": format!("gid://shopify/MailingAddress/{id}?model_name=Address"),
        "name": name,
        "firstName": a.first,
        "lastName": a.last,
        "company": a.company,
        "address1": a.address1,
        "address2": a.address2,
        "city": a.city,
        "zip": a.zip,
        "province": a.province,
        "provinceCode": a.province_code,
        "country": a.country,
        "countryCode": a.country_code,
        "countryCodeV2": a.country_code,
        "phone": a.phone,
        "formatted": lines,
        "formattedArea": format!("{}, {}", a.city, a.country),
        "latitude": null,
        "longitude": null,
        "coordinatesValidated": false,
        "timeZone": null,
    })
}

/// `FulfillmentEvent`.
pub(super) fn event(e: &Event) -> Value {
    json!({
        "id": gid("FulfillmentEvent", e.id),
        "status": e.status,
        "happenedAt": zulu(e.happened_at),
        "createdAt": zulu(e.created_at),
        "message": e.message,
        "city": e.city,
        "province": e.province,
        "country": e.country,
        "zip": e.zip,
        "address1": null,
        "latitude": null,
        "longitude": null,
        "estimatedDeliveryAt": e.estimated_at.map(zulu),
    })
}

/// `FulfillmentTrackingInfo`.
pub(super) fn tracking(t: &Tracking) -> Value {
    json!({"company": t.company, "number": t.number, "url": t.url})
}

/// `FulfillmentHold`.
pub(super) fn hold(h: &Hold) -> Value {
    let words = h.reason.replace('_', " ").to_lowercase();
    let mut letters = words.chars();
    let shown: String = letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default();
    json!({
        "id": gid("FulfillmentHold", h.id),
        "handle": h.handle,
        "reason": h.reason,
        "displayReason": shown,
        "reasonNotes": h.notes,
        "heldByApp": null,
        "heldByRequestingApp": false,
    })
}

/// `Location`.
pub(super) fn location(l: &Location) -> Value {
    json!({
        "id": gid("Location", l.id),
        "legacyResourceId": l.id.to_string(),
        "name": l.name,
        "isActive": true,
        "address": {"address1": l.address1, "address2": null, "city": l.city, "zip": l.zip, "country": "Denmark",
            "countryCode": "DK", "province": null, "provinceCode": null, "phone": null,
            "formatted": [l.address1, format!("{} {}", l.zip, l.city), "Denmark"], "latitude": null, "longitude": null},
    })
}

/// `OrderTransaction`.
pub(super) fn transaction(o: &Order, t: &Transaction) -> Value {
    json!({
        "__typename": "OrderTransaction",
        "id": gid("OrderTransaction", t.id),
        "kind": t.kind,
        "status": t.status,
        "gateway": t.gateway,
        "formattedGateway": t.gateway,
        "createdAt": zulu(t.at),
        "processedAt": zulu(t.at),
        "amountSet": bag(t.amount, &o.currency),
        "amount": crate::model::money::graphql(t.amount, &o.currency),
        "errorCode": null,
        "test": o.test,
        "manualPaymentGateway": false,
        "paymentId": format!("{}.1", o.name()),
        "authorizationExpiresAt": null,
        "parentTransaction": null,
    })
}
