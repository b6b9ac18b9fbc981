//! The values of templates: what `mail/template/variables.rs` describes. Money is in hundredths, as in
//! Shopify's notifications. Start with [`values`].

use serde_json::{Map, Value, json};

use super::{MailAbout, accents, facts, lines, range};
use crate::domain::ids::ShopifyId;
use crate::domain::money::Money;
use crate::domain::order::{Address, Order, Return, Shipment};
use crate::language::Speech;
use crate::mail::template::Logo;

/// All values of a message.
pub(super) fn values(about: &MailAbout<'_>, speech: &Speech, logo: Option<&Logo>) -> Value {
    let mut all = order(about);
    all.extend(told(about, speech));
    all.insert("shop".into(), shop(about, logo));
    if let Some(unsubscribe) = about.unsubscribe {
        all.insert("unsubscribe_url".into(), unsubscribe.into());
    }
    let (items, more) = lines::summary(about);
    all.insert("items".into(), items);
    if more > 0 {
        all.insert("items_more".into(), more.into());
    }
    all.insert("facts".into(), facts::rows(about, speech));
    all.insert("language".into(), about.language.tag().into());
    Value::Object(all)
}

/// The currency of the order's amounts.
pub(super) fn currency(about: &MailAbout<'_>) -> String {
    let order = &about.known.order;
    let told = about.facts.amount.as_ref().or(order.total.get()).map(|money| money.currency.clone());
    told.unwrap_or_else(|| about.shop.settings.currency.clone())
}

/// An amount in hundredths, whatever its currency.
pub(super) fn hundredths(money: &Money) -> i64 {
    match money.exponent() {
        0 => money.minor.saturating_mul(100),
        2 => money.minor,
        exponent => {
            let unit = 10_i64.saturating_pow(u32::try_from(exponent).unwrap_or(2).saturating_sub(2));
            money.minor / unit.max(1)
        }
    }
}

fn order(about: &MailAbout<'_>) -> Map<String, Value> {
    let order = &about.known.order;
    let contents = about.may_tell_contents();
    // Of a stranger nobody is named, and nobody's address.
    let known = !about.facts.stranger;
    let email = order.email.get().cloned().flatten().filter(|_| known);
    let amount = |money: Option<&Money>| money.filter(|_| contents).map(hundredths);
    let outstanding = amount(order.outstanding.get());
    let total = amount(order.total.get());
    let method =
        order.fulfillment_orders.get().into_iter().flatten().find_map(|promise| promise.method.as_ref());
    let (items, fulfillment) = (lines::lines(about), fulfillment(about));
    let made = json!({
        "id": about.known.shopify_id.0,
        "name": about.known.name,
        "order_name": about.known.name,
        "order_number": about.known.name.trim_matches(|c: char| !c.is_alphanumeric()),
        "confirmation_number": order.confirmation.get().filter(|_| known),
        "email": email,
        "created_at": order.placed_at.get().map(|at| at.to_rfc3339()),
        "order_status_url": about.link,
        "order_details_url": about.link,
        "url": about.link,
        "order": {
            "name": about.known.name,
            "order_status_url": about.link,
            "customer_order_url": about.link,
            "total_outstanding": outstanding,
            "line_items": items.clone(),
            "fulfillment": fulfillment.clone(),
        },
        "customer": if known { customer(order, email.as_deref()) } else { halved(None, None) },
        "item_count": contents.then(|| lines::count(order)),
        "financial_status": order.payment.get().cloned().flatten().filter(|_| contents).map(|word| word.word().to_owned()),
        "fulfillment_status": order.fulfillment.get().map(|word| word.word().to_owned()),
        "cancel_reason": order.cancel_reason.get().cloned().flatten().map(|word| word.word().to_owned()),
        "requires_shipping": order.items.get().map(|items| items.iter().any(|item| item.ships)),
        "delivery_method": method.map(|method| method.word().to_owned()),
        "subtotal_price": contents.then(|| lines::subtotal(order)).flatten(),
        "total_price": total,
        "total_outstanding": outstanding,
        "net_payment": total.zip(outstanding).map(|(total, outstanding)| total - outstanding),
        "currency": currency(about),
        "line_items": items.clone(),
        "subtotal_line_items": items,
        "fulfillment": fulfillment,
        "shipping_address": order.address.get().cloned().flatten().filter(|_| contents).map(|address| place(&address, about)),
        "transactions": transactions(order, contents),
    });
    match made {
        Value::Object(made) => made,
        _ => Map::new(),
    }
}

fn customer(order: &Order, email: Option<&str>) -> Value {
    let address = order.address.get().cloned().flatten();
    let name = order.customer.get().cloned().flatten().or_else(|| address.and_then(|address| address.name));
    let name = name.as_deref().map(str::trim).filter(|name| !name.is_empty() && !name.contains('@'));
    halved(name, email)
}

fn halved(name: Option<&str>, email: Option<&str>) -> Value {
    let (first, last) = halves(name);
    json!({ "name": name, "first_name": first, "last_name": last, "email": email })
}

fn halves(name: Option<&str>) -> (Option<&str>, Option<&str>) {
    match name.and_then(|name| name.split_once(char::is_whitespace)) {
        Some((first, last)) => (Some(first), Some(last.trim())),
        None => (name, None),
    }
}

fn place(address: &Address, about: &MailAbout<'_>) -> Value {
    let keep = about.shop.settings.keep_address;
    let street = address.street.iter().filter(|_| keep).map(String::as_str).collect::<Vec<_>>();
    let (first, last) = halves(address.name.as_deref());
    json!({
        "name": address.name,
        "first_name": first,
        "last_name": last,
        "company": address.company.as_ref().filter(|_| keep),
        "address1": street.first(),
        "address2": street.get(1..).filter(|rest| !rest.is_empty()).map(|rest| rest.join(", ")),
        "street": Some(street.join(", ")).filter(|street| !street.is_empty()),
        "zip": address.postcode,
        "city": address.city,
        "province": address.province,
        "country": address.country,
        "country_code": address.country,
    })
}

fn transactions(order: &Order, contents: bool) -> Value {
    let known = order.transactions.values().filter_map(|known| known.get()).filter(|_| contents);
    let made = known.map(|transaction| {
        json!({
            "amount": transaction.amount.as_ref().map(hundredths),
            "gateway": transaction.gateway,
            "gateway_display_name": transaction.gateway,
            "kind": transaction.kind.word(),
            "status": transaction.status.word(),
        })
    });
    made.collect()
}

/// The shipment the message is about; the newest one when it names none.
pub(super) fn shipment<'a>(about: &MailAbout<'a>) -> Option<(&'a ShopifyId, &'a Shipment)> {
    let shipments = &about.known.order.shipments;
    if let Some(id) = about.facts.shipment {
        return shipments.get_key_value(&id);
    }
    let alive = shipments.iter().filter(|(_, shipment)| shipment.canceled.get() != Some(&true));
    alive.max_by_key(|(id, shipment)| (shipment.created_at.get().copied(), **id))
}

fn fulfillment(about: &MailAbout<'_>) -> Value {
    let Some((_, shipment)) = shipment(about).filter(|_| about.may_tell_contents()) else {
        return Value::Null;
    };
    let tracked = facts::tracked(shipment);
    let numbers: Vec<&str> = tracked.iter().filter_map(|told| told.number.as_deref()).collect();
    let urls: Vec<&str> = tracked.iter().filter_map(|told| told.url.as_deref()).collect();
    let inside = shipment.items.get().map_or(&[][..], Vec::as_slice);
    json!({
        "tracking_company": tracked.iter().find_map(|told| told.carrier.as_deref()),
        "tracking_number": numbers.first(),
        "tracking_numbers": numbers,
        "tracking_url": urls.first(),
        "tracking_urls": urls,
        "estimated_delivery_at": shipment.estimated_at.get().copied().flatten().map(|at| at.to_rfc3339()),
        "created_at": shipment.created_at.get().map(|at| at.to_rfc3339()),
        "item_count": inside.iter().map(|(_, quantity)| u64::from(*quantity)).sum::<u64>(),
        "fulfillment_line_items": lines::inside(about, inside),
    })
}

fn shop(about: &MailAbout<'_>, logo: Option<&Logo>) -> Value {
    let (shop, settings) = (about.shop, &about.shop.settings);
    let url = settings.url.clone().unwrap_or_else(|| format!("https://{}", shop.domain));
    let domain = url.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or(&shop.domain);
    json!({
        "name": shop.name,
        "url": url,
        "domain": domain,
        "permanent_domain": shop.domain,
        "email": settings.support_email,
        "currency": settings.currency,
        "email_logo_url": logo.map(|logo| &logo.url),
        "email_logo_width": logo.map(|logo| logo.width.min(180)),
        "email_accent_color": accents(settings).0,
    })
}

/// The return the message is about: the newest that stands so.
fn told_return<'a>(about: &MailAbout<'a>) -> Option<&'a Return> {
    let stands = about.facts.return_status.as_deref().filter(|_| about.may_tell_contents())?;
    let known = about.known.order.returns.values().filter_map(|known| known.get());
    known.filter(|told| told.status.word().eq_ignore_ascii_case(stands)).max_by_key(|told| told.created_at)
}

/// What the message tells besides the order.
fn told(about: &MailAbout<'_>, speech: &Speech) -> Map<String, Value> {
    let (facts, today) = (about.facts, about.today());
    let status = facts.status.and_then(|id| about.statuses.iter().find(|status| status.id == id));
    let words = facts.words.as_ref().or_else(|| status.map(|status| status.words(about.language.tag())));
    let before = facts.status_before.and_then(|id| about.statuses.iter().find(|status| status.id == id));
    let before =
        before.filter(|status| status.visible).map(|status| &status.words(about.language.tag()).name);
    let due = facts.due.unwrap_or_else(|| about.known.order.due());
    let earlier = facts.due_before.filter(|before| due != Some(*before));
    let amount = facts.amount.as_ref().map(hundredths);
    let due_text = due.map(|due| range(due, speech, today));
    let made = json!({
        "status": { "name": words.map(|words| &words.name), "text": words.and_then(|words| words.text.as_ref()), "previous": before },
        "note": facts.notes.last(),
        "notes": facts.notes,
        "consolidated_estimated_delivery_time": due_text,
        "due": {
            "text": due_text,
            "from": due.map(|due| due.from.to_string()),
            "to": due.map(|due| due.to.to_string()),
            "before": earlier.map(|due| range(due, speech, today)),
            "given": matches!(facts.due, Some(Some(_))) && earlier.is_none(),
            "moved": matches!(facts.due, Some(Some(_))) && earlier.is_some(),
            "dropped": matches!(facts.due, Some(None)),
        },
        "reason": facts.reason,
        "comment": { "text": facts.comment, "by": facts.signed },
        "code": facts.code,
        "refund_amount": amount,
        "amount": amount,
        "return": {
            "name": told_return(about).and_then(|told| told.name.as_ref()),
            "status": facts.return_status.as_ref().map(|word| word.to_ascii_lowercase()),
            "decline": { "note": facts.reason },
        },
    });
    match made {
        Value::Object(made) => made,
        _ => Map::new(),
    }
}
