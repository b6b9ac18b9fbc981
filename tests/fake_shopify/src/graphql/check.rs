//! Whether an answered value has the form its type promises. A mismatch is a mistake of the stand-in.

use apollo_compiler::schema::ExtendedType;
use serde_json::Value;

use super::schema::engine;
use crate::clock::parse_time;

/// Checks a scalar or enum value that is not null.
///
/// # Errors
/// What is wrong with it.
pub(super) fn leaf(ty: &str, value: &Value) -> Result<(), String> {
    let text = value.as_str();
    let good = match engine().schema.types.get(ty) {
        Some(ExtendedType::Enum(e)) => text.is_some_and(|t| e.values.contains_key(t)),
        Some(ExtendedType::Scalar(_)) => match ty {
            "ID" => text.is_some_and(|t| t.starts_with("gid://shopify/")),
            "Int" => value.as_i64().is_some_and(|n| i32::try_from(n).is_ok()),
            "Float" => value.is_number(),
            "Boolean" => value.is_boolean(),
            "DateTime" => text.is_some_and(is_zulu),
            "Date" => text.is_some_and(|t| t.len() == 10 && parse_time(t).is_some()),
            "Money" | "Decimal" => text.is_some_and(|t| t.parse::<f64>().is_ok() && t.contains('.')),
            "UnsignedInt64" | "BigInt" => text.is_some_and(|t| t.parse::<u64>().is_ok()),
            "URL" => text.is_some_and(|t| t.contains("://")),
            "JSON" => true,
            _ => text.is_some(),
        },
        _ => return Err(format!("{value} where an object of type {ty} belongs")),
    };
    if good { Ok(()) } else { Err(format!("{value} is not a {ty}")) }
}

/// `2026-11-22T10:00:00Z`, looked at by form only: this runs for every time of every order of an export.
fn is_zulu(text: &str) -> bool {
    let form = b"0000-00-00T00:00:00Z";
    text.len() == form.len()
        && text
            .bytes()
            .zip(form)
            .all(|(is, should)| if *should == b'0' { is.is_ascii_digit() } else { is == *should })
}
