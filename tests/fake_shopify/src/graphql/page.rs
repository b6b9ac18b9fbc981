//! Cutting a connection to a page, and cursors.

use data_encoding::BASE64;
use serde_json::{Value, json};

use super::args::{Args, number, text};
use super::errors::Denial;
use super::value::{Page, Val};

/// Shopify's most per page.
const MOST: usize = 250;

/// A cursor over an id and the value sorted by, as opaque as Shopify's.
pub(super) fn cursor(id: u64, value: i64) -> String {
    BASE64.encode(json!({"last_id": id, "last_value": value.to_string()}).to_string().as_bytes())
}

/// The same with how many objects were passed on the way to it.
pub(super) fn cursor_at(id: u64, value: i64, passed: u64) -> String {
    let inside = json!({"last_id": id, "last_value": value.to_string(), "passed": passed});
    BASE64.encode(inside.to_string().as_bytes())
}

/// How many objects were passed on the way to a cursor.
pub(super) fn passed(cursor: &str) -> u64 {
    let inside = BASE64.decode(cursor.as_bytes()).ok();
    let inside: Option<Value> = inside.and_then(|text| serde_json::from_slice(&text).ok());
    inside.and_then(|v| v["passed"].as_u64()).unwrap_or(0)
}

/// What a cursor holds; `None` when it is not one of ours.
pub(super) fn read(cursor: &str) -> Option<(u64, i64)> {
    let value: Value = serde_json::from_slice(&BASE64.decode(cursor.as_bytes()).ok()?).ok()?;
    Some((value["last_id"].as_u64()?, value["last_value"].as_str()?.parse().ok()?))
}

/// How many are asked for, from the front or from the back.
pub(super) fn size(args: &Args) -> Result<(usize, bool), Denial> {
    let (n, back) = match (number(args, "first"), number(args, "last")) {
        (Some(n), _) => (n, false),
        (None, Some(n)) => (n, true),
        (None, None) => {
            return Err(Denial::arguments("you must provide one of first or last"));
        }
    };
    if n == 0 || n > MOST {
        return Err(Denial::arguments(&format!("first cannot exceed {MOST}")));
    }
    Ok((n, back))
}

/// The page the arguments ask for.
pub(super) fn cut<'a>(mut items: Vec<(u64, Val<'a>)>, args: &Args) -> Result<Page<'a>, Denial> {
    let (n, back) = size(args)?;
    if args.get("reverse").and_then(Value::as_bool) == Some(true) {
        items.reverse();
    }
    let at = |name: &str| -> Result<Option<usize>, Denial> {
        let Some(given) = text(args, name) else { return Ok(None) };
        let (id, _) = read(given).ok_or_else(|| {
            Denial::arguments(&format!("Invalid cursor for current pagination sort: {given}"))
        })?;
        Ok(items.iter().position(|(i, _)| *i == id))
    };
    let from = at("after")?.map_or(0, |i| i + 1);
    let to = at("before")?.unwrap_or(items.len());
    let (from, to) = if back { (to.saturating_sub(n).max(from), to) } else { (from, to.min(from + n)) };
    let (more_after, more_before) = (to < items.len(), from > 0);
    let items = items.drain(from.min(to)..to).map(|(id, v)| (cursor(id, id as i64), v)).collect();
    Ok(Page { items, more_after, more_before })
}
