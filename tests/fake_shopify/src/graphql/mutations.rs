//! The mutations an app like this sends: webhook subscriptions and bulk operations.

use apollo_compiler::executable::Field;
use serde_json::{Value, json};

use super::args::{self, Args, text};
use super::small;
use crate::actions::{Ref, gid};
use crate::bulk::{self, Bulk};
use crate::shop::ShopState;
use crate::webhooks::Subscription;

/// At most so many bulk queries at once (facts 2.9).
const BULKS: usize = 5;

/// Runs one field of a mutation; answers its payload whole.
pub(super) fn run(
    shop: &mut ShopState,
    field: &Field,
    variables: &Args,
    base: &str,
    bulks: &mut Vec<usize>,
) -> Value {
    let args = args::of(field, variables);
    match field.name.as_str() {
        "webhookSubscriptionCreate" => create(shop, &args),
        "webhookSubscriptionUpdate" => update(shop, &args),
        "webhookSubscriptionDelete" => delete(shop, &args),
        "bulkOperationRunQuery" => start(shop, &args, base, bulks),
        "bulkOperationCancel" => cancel(shop, &args),
        _ => Value::Null,
    }
}

fn user_error(key: &str, field: Value, message: &str) -> Value {
    let mut payload = json!({"userErrors": [{"field": field, "message": message, "code": null}]});
    payload[key] = Value::Null;
    payload
}

/// What is wrong with an address; http is taken for this machine only, because tests have no TLS.
fn bad_address(uri: &str) -> Option<String> {
    if uri.is_empty() {
        return Some("Address can't be blank".into());
    }
    let local = ["http://127.0.0.1", "http://localhost", "http://[::1]"].iter().any(|p| uri.starts_with(p));
    if uri.starts_with("https://") || local {
        return None;
    }
    let protocol = uri.split_once("://").map_or("", |(p, _)| p);
    Some(format!("Address protocol {protocol}:// is not supported"))
}

fn words(input: &Value, name: &str) -> Option<Vec<String>> {
    let list = input.get(name)?.as_array()?;
    Some(list.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect())
}

fn create(shop: &mut ShopState, args: &Args) -> Value {
    let input = args.get("webhookSubscription").cloned().unwrap_or(Value::Null);
    let uri =
        input.get("uri").or_else(|| input.get("callbackUrl")).and_then(Value::as_str).unwrap_or_default();
    let place = json!(["webhookSubscription", "callbackUrl"]);
    if let Some(message) = bad_address(uri) {
        return user_error("webhookSubscription", place, &message);
    }
    let topic = text(args, "topic").unwrap_or_default();
    if shop.subscriptions.iter().any(|s| !s.of_app && s.topic == topic && s.uri == uri) {
        return user_error("webhookSubscription", place, "Address for this topic has already been taken");
    }
    let (id, now) = (shop.new_id(), shop.clock.now());
    let mut new = Subscription::of_app(id, topic, uri, now);
    new.of_app = false;
    fill(&mut new, &input);
    let payload = json!({"webhookSubscription": small::subscription(&new), "userErrors": []});
    shop.subscriptions.push(new);
    payload
}

fn fill(s: &mut Subscription, input: &Value) {
    if let Some(fields) = words(input, "includeFields") {
        s.include_fields = fields;
    }
    if let Some(names) = words(input, "metafieldNamespaces") {
        s.metafield_namespaces = names;
    }
    let word = |name: &str| input.get(name).and_then(Value::as_str).map(str::to_owned);
    s.filter = word("filter").or(s.filter.take());
    s.name = word("name").or(s.name.take());
}

fn update(shop: &mut ShopState, args: &Args) -> Value {
    let id = Ref::from(text(args, "id").unwrap_or_default()).id();
    let now = shop.clock.now();
    let input = args.get("webhookSubscription").cloned().unwrap_or(Value::Null);
    let Some(s) = shop.subscriptions.iter_mut().find(|s| Some(s.id) == id && !s.of_app) else {
        return user_error("webhookSubscription", json!(["id"]), "Webhook subscription does not exist");
    };
    if let Some(uri) = input.get("uri").or_else(|| input.get("callbackUrl")).and_then(Value::as_str) {
        if let Some(message) = bad_address(uri) {
            return user_error(
                "webhookSubscription",
                json!(["webhookSubscription", "callbackUrl"]),
                &message,
            );
        }
        s.uri = uri.to_owned();
    }
    fill(s, &input);
    s.updated_at = now;
    json!({"webhookSubscription": small::subscription(s), "userErrors": []})
}

fn delete(shop: &mut ShopState, args: &Args) -> Value {
    let id = Ref::from(text(args, "id").unwrap_or_default()).id();
    let before = shop.subscriptions.len();
    shop.subscriptions.retain(|s| s.of_app || Some(s.id) != id);
    if shop.subscriptions.len() == before {
        return user_error(
            "deletedWebhookSubscriptionId",
            json!(["id"]),
            "Webhook subscription does not exist",
        );
    }
    json!({"deletedWebhookSubscriptionId": id.map(|id| gid("WebhookSubscription", id)), "userErrors": []})
}

fn start(shop: &mut ShopState, args: &Args, base: &str, bulks: &mut Vec<usize>) -> Value {
    let query = text(args, "query").unwrap_or_default();
    let problems = bulk::problems(query);
    if !problems.is_empty() {
        let errors: Vec<Value> =
            problems.iter().map(|p| json!({"field": ["query"], "message": p, "code": "INVALID"})).collect();
        return json!({"bulkOperation": null, "userErrors": errors});
    }
    let running: Vec<String> =
        shop.bulks.iter().filter(|b| b.is_running()).map(|b| gid("BulkOperation", b.id)).collect();
    if running.len() >= BULKS {
        let message = format!(
            "A bulk query operation for this app and shop is already in progress: {}.",
            running.join(", ")
        );
        return json!({"bulkOperation": null,
            "userErrors": [{"field": null, "message": message, "code": "OPERATION_IN_PROGRESS"}]});
    }
    let id = shop.new_id();
    let grouped = args.get("groupObjects").and_then(Value::as_bool).unwrap_or(false);
    let token = shop.dice.hex(40);
    let bulk =
        Bulk::new(id, query, grouped, shop.clock.now(), format!("{base}/bulk/{id}.jsonl?signature={token}"));
    let payload = json!({"bulkOperation": bulk.json(), "userErrors": []});
    shop.bulks.push(bulk);
    bulks.push(shop.bulks.len() - 1);
    payload
}

fn cancel(shop: &mut ShopState, args: &Args) -> Value {
    let id = Ref::from(text(args, "id").unwrap_or_default()).id();
    let Some(bulk) = shop.bulks.iter_mut().find(|b| Some(b.id) == id) else {
        return user_error("bulkOperation", json!(["id"]), "Bulk operation does not exist");
    };
    if !bulk.is_running() {
        let message =
            format!("A bulk operation cannot be canceled when it is {}", bulk.status.to_lowercase());
        return json!({"bulkOperation": bulk.json(), "userErrors": [{"field": null, "message": message, "code": null}]});
    }
    bulk.status = "CANCELING";
    let payload = json!({"bulkOperation": bulk.json(), "userErrors": []});
    payload
}
