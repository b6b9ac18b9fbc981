//! What the audit log says of a change: before and after of exactly the fields that changed. Settings
//! hold nothing personal of shoppers.

use serde_json::{Map, Value};

use crate::domain::audit::Audited;
use crate::domain::shop::Shop;

/// Longest text told of a field, in characters.
const LONGEST: usize = 400;

/// The line about a change of `subject` from `now` to `next`.
pub(super) fn line(subject: &str, now: &Shop, next: &Shop) -> Audited {
    let (mut before, mut after) = (facts(now), facts(next));
    let same: Vec<String> =
        before.keys().filter(|key| before.get(*key) == after.get(*key)).cloned().collect();
    for key in same {
        before.remove(&key);
        after.remove(&key);
    }
    let text = |facts: Map<String, Value>| {
        Value::Object(facts.into_iter().map(|(key, value)| (key, shortened(value))).collect()).to_string()
    };
    Audited {
        action: "settings.changed".into(),
        subject: subject.to_owned(),
        before: Some(text(before)),
        after: Some(text(after)),
    }
}

fn facts(shop: &Shop) -> Map<String, Value> {
    let mut facts = match serde_json::to_value(&shop.settings) {
        Ok(Value::Object(facts)) => facts,
        _ => Map::new(),
    };
    facts.insert("name".into(), Value::String(shop.name.clone()));
    facts
}

fn shortened(value: Value) -> Value {
    match value {
        Value::String(text) if text.chars().count() > LONGEST => {
            let start: String = text.chars().take(LONGEST).collect();
            Value::String(format!("{start}… ({} characters)", text.chars().count()))
        }
        other => other,
    }
}
