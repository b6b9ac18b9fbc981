//! Recorded answers of the real API about subscriptions and exports, and its errors, go through the same
//! types and the same reading as live ones. They lie beside the project, in `../shared`; without them the
//! test says so and passes, except where `CI` is set.

use std::collections::BTreeMap;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::call::refusal;
use super::error::ApiError;
use super::operations::{
    cancel_bulk, poll_bulk, resubscribe, start_bulk, subscribe, subscriptions, unsubscribe,
};

/// What was met, and how often.
type Seen = BTreeMap<&'static str, usize>;

fn parse<T: DeserializeOwned>(field: &str, told: &Value, name: &'static str, seen: &mut Seen) {
    let parsed = serde_json::from_value::<T>(json!({ field: told }));
    assert!(parsed.is_ok(), "{name}: {:?} in {told}", parsed.err());
    *seen.entry(name).or_default() += 1;
}

/// Reads the answer if it is to one of our questions.
fn answer(field: &str, told: &Value, seen: &mut Seen) {
    match field {
        "webhookSubscriptionCreate" => parse::<subscribe::ResponseData>(field, told, "Subscribe", seen),
        "webhookSubscriptionUpdate" => parse::<resubscribe::ResponseData>(field, told, "Resubscribe", seen),
        "webhookSubscriptionDelete" => parse::<unsubscribe::ResponseData>(field, told, "Unsubscribe", seen),
        "webhookSubscriptions" if told["nodes"].is_array() => {
            parse::<subscriptions::ResponseData>(field, told, "Subscriptions", seen);
        }
        "bulkOperationRunQuery" => parse::<start_bulk::ResponseData>(field, told, "StartBulk", seen),
        "bulkOperationCancel" => parse::<cancel_bulk::ResponseData>(field, told, "CancelBulk", seen),
        "bulkOperation" => parse::<poll_bulk::ResponseData>(field, told, "PollBulk", seen),
        _ => {}
    }
}

fn errors(list: &[Value], seen: &mut Seen) {
    for error in list.iter().filter(|error| error["message"].is_string()) {
        let name = match (error["extensions"]["code"].as_str(), refusal(error)) {
            (Some("ACCESS_DENIED"), ApiError::Forbidden { .. }) => "access denied",
            (Some("THROTTLED"), ApiError::Throttled) => "throttled",
            (Some("MAX_COST_EXCEEDED"), ApiError::TooExpensive) => "too expensive",
            (Some("INTERNAL_SERVER_ERROR" | "TIMEOUT"), ApiError::Unavailable) => "unavailable",
            (_, ApiError::Refused(_)) => "refused",
            (_, other) => panic!("{other:?} of {error}"),
        };
        *seen.entry(name).or_default() += 1;
    }
}

fn walk(value: &Value, seen: &mut Seen) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| walk(item, seen)),
        Value::Object(map) => {
            for (field, told) in map.get("data").and_then(Value::as_object).into_iter().flatten() {
                answer(field, told, seen);
            }
            if let Some(list) = map.get("errors").and_then(Value::as_array) {
                errors(list, seen);
            }
            map.values().for_each(|below| walk(below, seen));
        }
        _ => {}
    }
}

#[test]
fn recorded_answers_are_read_like_live_ones() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/shopify/data/captures");
    if !folder.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", folder.display());
        println!("skipped: needs ../shared");
        return;
    }
    let mut seen = Seen::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read(file.unwrap().path()).unwrap();
        walk(&serde_json::from_slice(&text).unwrap(), &mut seen);
    }
    println!("{seen:?}");
    for name in [
        "Subscribe",
        "Resubscribe",
        "Unsubscribe",
        "Subscriptions",
        "StartBulk",
        "CancelBulk",
        "PollBulk",
        "access denied",
        "refused",
    ] {
        assert!(seen.contains_key(name), "no answer to {name} was met: {seen:?}");
    }
}
