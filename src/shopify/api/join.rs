//! Small moves on raw answers: pages of a connection are joined into the one they belong to.

use serde_json::Value;

/// Longest list that is put together: more pages than that are a circle.
pub(super) const MOST_PAGES: usize = 200;

/// The cursor of the next page of a connection; `None` at its end, or when it was refused.
pub(super) fn next(connection: &Value) -> Option<String> {
    let info = connection.get("pageInfo")?;
    info.get("hasNextPage")?.as_bool().filter(|more| *more)?;
    info.get("endCursor")?.as_str().map(str::to_owned)
}

/// Whether a connection goes on, or a list is as long as was asked for and may go on.
pub(super) fn goes_on(value: &Value, asked: usize) -> bool {
    match value {
        Value::Array(list) => list.len() >= asked,
        connection => connection["pageInfo"]["hasNextPage"] == true,
    }
}

/// Joins a further page of `key` into `into`.
pub(super) fn append(into: &mut Value, key: &str, from: &mut Value) {
    let page = from[key].take();
    let Value::Object(mut page) = page else {
        // Refused or gone: what came so far stands.
        if let Some(info) = into[key].get_mut("pageInfo") {
            info["hasNextPage"] = Value::Bool(false);
        }
        return;
    };
    if let (Some(Value::Array(nodes)), Some(Value::Array(all))) =
        (page.remove("nodes"), into[key].get_mut("nodes"))
    {
        all.extend(nodes);
    }
    into[key]["pageInfo"] = page.remove("pageInfo").unwrap_or_default();
}

/// The objects of a list, or of a connection's nodes.
pub(super) fn nodes_mut(value: &mut Value) -> impl Iterator<Item = &mut Value> {
    let list = match value {
        Value::Array(list) => Some(list),
        Value::Object(map) => map.get_mut("nodes").and_then(Value::as_array_mut),
        _ => None,
    };
    list.into_iter().flatten().filter(|node| node.is_object())
}

/// The global id of an object.
pub(super) fn id(value: &Value) -> Option<String> {
    value.get("id")?.as_str().map(str::to_owned)
}

/// The global ids of a list.
pub(super) fn ids(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(id).collect()
}
