//! Typed, forgiving getters over one JSON object. A value of another type is an unknown fact, never
//! an error.
//!
//! Getters of facts that can be "nothing" return two layers: the outer `None` means the source does
//! not speak of it (or in a way nobody can read), `Some(None)` that there is none.

use serde_json::{Map, Value};

use super::limits::PIECES;
use crate::domain::clock::Millis;
use crate::domain::ids::ShopifyId;
use crate::domain::money::Money;

const GID: &str = "gid://shopify/";
const YEAR_1: i64 = -62_135_596_800_000;
const YEAR_10000: i64 = 253_402_300_800_000;

/// One JSON object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    /// The object, or `None` when the value is none.
    pub(super) fn of(value: &'a Value) -> Option<Self> {
        value.as_object().map(Self)
    }

    /// Keys and values.
    pub(super) fn iter(self) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// Whether the source speaks of this.
    pub(super) fn has(self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// The value as it stands.
    pub(super) fn get(self, key: &str) -> Option<&'a Value> {
        self.0.get(key)
    }

    /// Cleaned text of at most `longest` characters; an empty one is nothing.
    pub(super) fn text(self, key: &str, longest: usize) -> Option<Option<String>> {
        let text = match self.get(key)? {
            Value::Null => return Some(None),
            Value::String(text) => clean(text, longest),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        Some(Some(text).filter(|t| !t.is_empty()))
    }

    /// Text where there is some.
    pub(super) fn some_text(self, key: &str, longest: usize) -> Option<String> {
        self.text(key, longest).flatten()
    }

    /// One of Shopify's words, through `parse`.
    pub(super) fn word<T>(self, key: &str, parse: impl Fn(&str) -> T) -> Option<Option<T>> {
        match self.get(key)? {
            Value::Null => Some(None),
            Value::String(word) => Some(Some(parse(word))),
            _ => None,
        }
    }

    /// An instant in the years 1 to 9999.
    pub(super) fn time(self, key: &str) -> Option<Option<Millis>> {
        match self.get(key)? {
            Value::Null => Some(None),
            value => time_of(value).map(Some),
        }
    }

    /// An instant where there is one.
    pub(super) fn some_time(self, key: &str) -> Option<Millis> {
        self.time(key).flatten()
    }

    /// A number of pieces; a negative one is 0, an absurd one is capped.
    pub(super) fn count(self, key: &str) -> Option<u32> {
        let number = match self.get(key)? {
            Value::Number(number) => number.as_f64()?,
            Value::String(text) => text.trim().parse::<i64>().ok()? as f64,
            _ => return None,
        };
        (number.fract() == 0.0).then(|| number.clamp(0.0, f64::from(PIECES)) as u32)
    }

    /// Yes or no.
    pub(super) fn flag(self, key: &str) -> Option<bool> {
        self.get(key)?.as_bool()
    }

    /// An object below this one.
    pub(super) fn object(self, key: &str) -> Option<Fields<'a>> {
        self.get(key).and_then(Self::of)
    }

    /// The objects of a list, of a connection's `nodes` or of its `edges`; `None` when there is
    /// neither.
    pub(super) fn list(self, key: &str) -> Option<Vec<Fields<'a>>> {
        let value = self.get(key)?;
        if let Some(list) = value.as_array() {
            return Some(list.iter().filter_map(Self::of).collect());
        }
        let connection = Self::of(value)?;
        if let Some(nodes) = connection.get("nodes").and_then(Value::as_array) {
            return Some(nodes.iter().filter_map(Self::of).collect());
        }
        let edges = connection.get("edges")?.as_array()?;
        Some(edges.iter().filter_map(|edge| Self::of(edge)?.object("node")).collect())
    }

    /// Texts of a list.
    pub(super) fn texts(self, key: &str, longest: usize, most: usize) -> Option<Vec<String>> {
        let list = self.get(key)?.as_array()?.iter().take(most);
        let text = |value: &Value| match value {
            Value::String(text) => Some(clean(text, longest)).filter(|t| !t.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        Some(list.filter_map(text).collect())
    }

    /// This object's own id. The global id is asked first: JavaScript rounds the number beside it.
    pub(super) fn id(self) -> Option<ShopifyId> {
        ["admin_graphql_api_id", "id", "legacyResourceId"].iter().find_map(|key| self.id_at(key))
    }

    /// An id: an exact integer, its digits, or a global id. A number with a fraction is none.
    pub(super) fn id_at(self, key: &str) -> Option<ShopifyId> {
        match self.get(key)? {
            Value::Number(number) => number.as_i64().filter(|n| *n > 0).map(ShopifyId),
            Value::String(text) if text.starts_with(GID) || text.bytes().all(|b| b.is_ascii_digit()) => {
                ShopifyId::parse(text)
            }
            _ => None,
        }
    }

    /// The kind of thing this object's global id names (`Order`, `LineItem`).
    pub(super) fn kind(self) -> Option<&'a str> {
        ["admin_graphql_api_id", "id"].iter().find_map(|key| kind_of(self.get(key)?.as_str()?))
    }

    /// Whether it is written as the GraphQL API writes.
    pub(super) fn is_graphql(self) -> bool {
        let global = |id: &Value| id.as_str().is_some_and(|text| text.starts_with(GID));
        !self.has("admin_graphql_api_id") && self.get("id").is_some_and(global)
            || ["legacyResourceId", "displayFinancialStatus", "displayFulfillmentStatus"]
                .iter()
                .any(|key| self.has(key))
    }

    /// An amount in a currency that stands elsewhere; a JSON number is taken as it is printed.
    pub(super) fn amount(self, key: &str, currency: &str) -> Option<Money> {
        if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        match self.get(key)? {
            Value::String(text) => Money::parse(text, currency),
            Value::Number(number) => Money::parse(&number.to_string(), currency),
            _ => None,
        }
    }

    /// An amount in the shopper's currency, else in the shop's.
    pub(super) fn money_set(self, key: &str) -> Option<Money> {
        let set = self.object(key)?;
        let sides = ["presentmentMoney", "presentment_money", "shopMoney", "shop_money"];
        let money = sides.iter().find_map(|side| set.object(side))?;
        let codes = ["currencyCode", "currency_code", "currency"];
        money.amount("amount", &codes.iter().find_map(|code| money.some_text(code, 8))?)
    }
}

/// The kind a global id names; `None` when it is not one.
pub(super) fn kind_of(gid: &str) -> Option<&str> {
    gid.strip_prefix(GID)?.split('/').next().filter(|kind| !kind.is_empty())
}

/// An instant in the years 1 to 9999; `None` for everything else.
pub(super) fn time_of(value: &Value) -> Option<Millis> {
    Millis::parse(value.as_str()?).filter(|at| (YEAR_1..YEAR_10000).contains(&at.0))
}

/// Of two tellings the one that has a value; nothing is known when neither speaks.
pub(super) fn prefer<T>(first: Option<Option<T>>, second: Option<Option<T>>) -> Option<Option<T>> {
    match (first, second) {
        (Some(Some(value)), _) | (_, Some(Some(value))) => Some(Some(value)),
        (first, second) => first.or(second),
    }
}

/// Removes control characters (a line break becomes a space) and what is too long.
fn clean(text: &str, longest: usize) -> String {
    let space = |c: char| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
    let kept: String = text.chars().map(space).filter(|c| !c.is_control()).take(longest).collect();
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Fields;
    use crate::domain::ids::ShopifyId;

    #[test]
    fn values_of_the_wrong_type_are_unknown_and_nulls_are_nothing() {
        let value = json!({"a": null, "b": [1], "c": "  x\u{0}\ny ", "d": "0001-01-01T00:00:00Z",
            "e": "-000001-01-01T00:00:00Z", "f": -3, "g": "4", "h": 5.0, "i": 5.5, "j": 9.0e30});
        let fields = Fields::of(&value).unwrap();
        assert_eq!(fields.text("a", 9), Some(None));
        assert_eq!(fields.text("b", 9), None);
        assert_eq!(fields.text("z", 9), None);
        assert_eq!(fields.text("c", 9), Some(Some("x y".into())));
        assert_eq!(fields.text("c", 3), Some(Some("x".into())));
        assert!(fields.time("d").is_some());
        assert_eq!(fields.time("e"), None);
        assert_eq!(
            ["f", "g", "h", "i", "j"].map(|k| fields.count(k)),
            [Some(0), Some(4), Some(5), None, Some(1_000_000)]
        );
    }

    #[test]
    fn ids_are_exact_and_the_global_id_is_asked_first() {
        let value = json!({"id": 820_982_911_946_154_500_u64,
            "admin_graphql_api_id": "gid://shopify/Order/820982911946154508",
            "float": 820.0, "text": "12", "word": "x/12", "negative": -1, "huge": u64::MAX});
        let fields = Fields::of(&value).unwrap();
        assert_eq!(fields.id(), Some(ShopifyId(820_982_911_946_154_508)));
        assert_eq!(fields.id_at("id"), Some(ShopifyId(820_982_911_946_154_500)));
        assert_eq!(fields.id_at("text"), Some(ShopifyId(12)));
        for key in ["float", "word", "negative", "huge"] {
            assert_eq!(fields.id_at(key), None, "{key}");
        }
    }
}
