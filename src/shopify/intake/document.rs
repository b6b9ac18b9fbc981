//! Walks over one JSON document and reads every order, and every part that names its order, at any
//! depth. Knows nothing of lines.

use serde_json::Value;

use super::fields::Fields;
use super::limits::Limits;
use super::shape::{Shape, shape_of};
use super::{Piece, graphql_order, rest_order, rest_parts};

/// What was asked is no answer; what a recorder wrote down beside it neither.
const PASSED_OVER: [&str; 6] = ["variables", "metadata", "request", "input", "receipt", "extensions"];

/// Reads one document. Always gives at least one piece.
pub(super) fn read(value: &Value, line: Option<u64>, limits: &Limits) -> Vec<Piece> {
    if deeper_than(value, limits.depth) {
        return vec![Piece::Refused { line, reason: too_deep(limits.depth) }];
    }
    let mut walk = Walk { pieces: Vec::new(), line, limits };
    walk.value(value, "");
    if walk.pieces.is_empty() {
        let only_an_id = Fields::of(value).is_some_and(|top| shape_of(top, "") == Shape::Reference);
        let reason = if only_an_id { ONLY_AN_ID } else { "It holds nothing about an order." };
        walk.pieces.push(Piece::Skipped { line, reason: reason.to_owned() });
    }
    walk.pieces
}

/// Why a notice of deletion changes nothing.
pub(super) const ONLY_AN_ID: &str =
    "It holds an id and nothing else, as a notice of deletion does; an import never deletes.";

/// Why something nested too deep is refused.
pub(super) fn too_deep(levels: usize) -> String {
    format!("It is nested deeper than {levels} levels.")
}

struct Walk<'l> {
    pieces: Vec<Piece>,
    line: Option<u64>,
    limits: &'l Limits,
}

impl Walk<'_> {
    fn value(&mut self, value: &Value, under: &str) {
        match value {
            Value::Array(list) => list.iter().for_each(|item| self.value(item, under)),
            Value::Object(_) => {
                if let Some(object) = Fields::of(value) {
                    self.object(object, under);
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, object: Fields, under: &str) {
        let shape = shape_of(object, under);
        let told_at = self.limits.told_at;
        let read = match shape {
            Shape::Reference => return,
            Shape::Other => return self.below(object),
            Shape::Order => object.id().map(|id| {
                let graphql = object.is_graphql();
                (
                    id,
                    if graphql {
                        graphql_order::read(object, told_at)
                    } else {
                        rest_order::read(object, told_at)
                    },
                )
            }),
            part if object.is_graphql() => {
                // The order beside the part may hold facts of its own.
                object.get("order").into_iter().for_each(|order| self.value(order, "order"));
                graphql_order::read_part(object, part, told_at)
            }
            part => rest_parts::read_part(object, part, told_at),
        };
        let line = self.line;
        self.pieces.push(match read {
            Some((shopify_id, news)) => Piece::Order { line, shopify_id, news },
            None if shape == Shape::Order => {
                Piece::Refused { line, reason: "An order in it has no id that is a whole number.".to_owned() }
            }
            None => Piece::Refused {
                line,
                reason: "A part of an order in it cannot be told from its fields.".to_owned(),
            },
        });
    }

    fn below(&mut self, object: Fields) {
        for (key, value) in object.iter().filter(|(key, _)| !PASSED_OVER.contains(key)) {
            self.value(value, key);
        }
    }
}

/// Removes fields that are null only because Shopify refused to tell them: an answer lists them as
/// paths under `errors`. Left in, they would say "there is none".
pub(super) fn forget_denied(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(forget_denied),
        Value::Object(map) => {
            let errors = map.get("errors").and_then(Value::as_array).cloned().unwrap_or_default();
            if let Some(data) = map.get_mut("data") {
                for path in errors.iter().filter_map(|error| error.get("path")?.as_array()) {
                    forget(data, path);
                }
            }
            map.values_mut().for_each(forget_denied);
        }
        _ => {}
    }
}

fn forget(data: &mut Value, path: &[Value]) {
    let mut place = data;
    for step in path {
        let next = match (&mut *place, step) {
            (Value::Object(map), Value::String(key)) => {
                // A field that may not be null takes its parent with it, so the path can be longer.
                if map.get(key).is_none_or(Value::is_null) {
                    map.remove(key);
                    return;
                }
                map.get_mut(key)
            }
            (Value::Array(list), Value::Number(at)) => {
                at.as_u64().and_then(|at| usize::try_from(at).ok()).and_then(|at| list.get_mut(at))
            }
            _ => return,
        };
        match next {
            Some(next) => place = next,
            None => return,
        }
    }
}

fn deeper_than(value: &Value, levels: usize) -> bool {
    match value {
        Value::Array(list) => levels == 0 || list.iter().any(|item| deeper_than(item, levels - 1)),
        Value::Object(map) => levels == 0 || map.values().any(|item| deeper_than(item, levels - 1)),
        _ => false,
    }
}
