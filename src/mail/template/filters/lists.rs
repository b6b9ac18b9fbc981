//! Filters on lists. What is no list is a list of one, and nothing an empty one.

use std::cmp::Ordering;

use liquid_core::Result;
use liquid_core::model::{ScalarCow, Value, ValueView, ValueViewCmp, try_find};

use super::numbers::{Number, number};
use super::{Call, LIST_LIMIT, Run, fits, says};

pub(super) const TABLE: &[(&str, Run)] = &[
    ("size", |call| {
        let size = match (call.input.as_array(), call.input.as_object()) {
            (Some(list), _) => list.size(),
            (None, Some(object)) => object.size(),
            _ => i64::try_from(call.text().chars().count()).unwrap_or(i64::MAX),
        };
        Ok(Value::scalar(size))
    }),
    ("first", |call| Ok(items(call.input).into_iter().next().unwrap_or(Value::Nil))),
    ("last", |call| Ok(items(call.input).into_iter().next_back().unwrap_or(Value::Nil))),
    ("join", |call| {
        let texts: Vec<String> = items(call.input).iter().map(|item| item.to_kstr().into_string()).collect();
        let between = if call.positional.is_empty() { " ".into() } else { call.arg_text(0) };
        let sum: usize = texts.iter().map(String::len).sum();
        fits(sum.saturating_add(between.len().saturating_mul(texts.len())))?;
        says(texts.join(&between))
    }),
    ("split", |call| {
        let (text, at) = (call.text(), call.arg_text(0));
        let parts: Vec<&str> = match at.as_str() {
            "" => text.split("").filter(|part| !part.is_empty()).take(LIST_LIMIT + 1).collect(),
            " " => text.split_whitespace().take(LIST_LIMIT + 1).collect(),
            at => text.split(at).take(LIST_LIMIT + 1).collect(),
        };
        Ok(Value::Array(parts.into_iter().map(|part| Value::scalar(part.to_owned())).collect()))
    }),
    ("concat", |call| {
        let mut all = items(call.input);
        all.extend(items(call.arg(0)));
        Ok(Value::Array(all))
    }),
    ("reverse", |call| Ok(Value::Array(items(call.input).into_iter().rev().collect()))),
    ("compact", |call| {
        Ok(Value::Array(items(call.input).into_iter().filter(|item| !item.is_nil()).collect()))
    }),
    ("uniq", |call| {
        let mut kept: Vec<Value> = Vec::new();
        for item in items(call.input).into_iter().take(1_000) {
            if !kept.iter().any(|known| same(known, &item)) {
                kept.push(item);
            }
        }
        Ok(Value::Array(kept))
    }),
    ("map", |call| {
        let key = call.arg_text(0);
        Ok(Value::Array(items(call.input).iter().map(|item| member(item, &key)).collect()))
    }),
    ("where", |call| Ok(Value::Array(chosen(call, true)))),
    ("reject", |call| Ok(Value::Array(chosen(call, false)))),
    ("find", |call| Ok(chosen(call, true).into_iter().next().unwrap_or(Value::Nil))),
    ("has", |call| Ok(Value::scalar(!chosen(call, true).is_empty()))),
    ("sort", |call| Ok(sorted(call, false))),
    ("sort_natural", |call| Ok(sorted(call, true))),
    ("sum", |call| {
        let key = call.arg_text(0);
        let numbers = items(call.input)
            .into_iter()
            .map(|item| if key.is_empty() { number(&item) } else { number(&member(&item, &key)) });
        let mut sum = Number::Whole(0);
        for next in numbers {
            sum = match (sum, next) {
                (Number::Whole(a), Number::Whole(b)) => Number::Whole(a.saturating_add(b)),
                (a, b) => Number::Broken(a.value() + b.value()),
            };
        }
        Ok(match sum {
            Number::Whole(whole) => Value::scalar(whole),
            Number::Broken(broken) => Value::scalar(broken),
        })
    }),
    ("slice", |call| sliced(call)),
];

/// The items of a list.
fn items(value: &dyn ValueView) -> Vec<Value> {
    if value.is_nil() || value.is_state() {
        return Vec::new();
    }
    value
        .as_array()
        .map_or_else(|| vec![value.to_value()], |list| list.values().map(ValueView::to_value).collect())
}

/// A member of an object by its path; nil when there is none.
fn member(item: &Value, key: &str) -> Value {
    let path: Vec<ScalarCow<'_>> = key.split('.').map(|part| ScalarCow::new(part.to_owned())).collect();
    try_find(item, &path).map_or(Value::Nil, |found| found.as_view().to_value())
}

fn same(one: &Value, other: &Value) -> bool {
    ValueViewCmp::new(one) == ValueViewCmp::new(other)
}

fn chosen(call: &Call<'_>, wanted: bool) -> Vec<Value> {
    let key = call.arg_text(0);
    let fits = |item: &Value| {
        let found = member(item, &key);
        match call.positional.get(1) {
            Some(value) => same(&found, value),
            None => found.query_state(liquid_core::model::State::Truthy),
        }
    };
    items(call.input).into_iter().filter(|item| fits(item) == wanted).collect()
}

fn sorted(call: &Call<'_>, natural: bool) -> Value {
    let key = call.arg_text(0);
    let by = |item: &Value| if key.is_empty() { item.clone() } else { member(item, &key) };
    let mut all: Vec<(Value, Value)> = items(call.input).into_iter().map(|item| (by(&item), item)).collect();
    all.sort_by(|(one, _), (other, _)| {
        if natural {
            return one.to_kstr().to_lowercase().cmp(&other.to_kstr().to_lowercase());
        }
        let order = ValueViewCmp::new(one).partial_cmp(&ValueViewCmp::new(other));
        order.unwrap_or_else(|| one.is_nil().cmp(&other.is_nil())).then(Ordering::Equal)
    });
    Value::Array(all.into_iter().map(|(_, item)| item).collect())
}

fn sliced(call: &Call<'_>) -> Result<Value> {
    let whole = |index: usize| call.arg(index).as_scalar().and_then(|scalar| scalar.to_integer());
    let length = usize::try_from(whole(1).unwrap_or(1)).unwrap_or(0);
    let from = |size: usize| {
        let from = whole(0).unwrap_or(0);
        let back = usize::try_from(from.unsigned_abs()).unwrap_or(usize::MAX);
        if from < 0 { size.saturating_sub(back) } else { back }
    };
    if let Some(list) = call.input.as_array() {
        let all: Vec<Value> = list.values().map(ValueView::to_value).collect();
        let from = from(all.len());
        return Ok(Value::Array(all.into_iter().skip(from).take(length).collect()));
    }
    let text = call.text();
    let from = from(text.chars().count());
    says(text.chars().skip(from).take(length).collect::<String>())
}
