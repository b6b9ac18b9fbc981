//! What a filter asks of each order, as conditions: each can either be checked on a row or give its orders by an
//! index. On SQLite a `+` before a column keeps a condition from using an index. Values are always bound, never
//! written into the text. Start with [`conditions`]; [`super::order_plan`] chooses which of them leads.

use std::borrow::Cow;

use uuid::Uuid;

use crate::domain::ids::ShopId;
use crate::domain::order_filter::{FilterNow, OrderFilter};

/// Most statuses asked of at once.
const STATUSES: usize = 200;

#[derive(Clone)]
pub(super) enum Bind {
    Int(i64),
    Text(String),
    Id(Uuid),
}

/// What a condition is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Columns of the order's row, each with an index.
    Row,
    /// Several statuses, each since another time.
    Statuses,
    /// Tags, in a table of their own.
    Tags,
    /// Normal forms, in another.
    Terms,
}

/// A condition. `?` stands for a value, `^` before a column for what keeps SQLite from using its index.
pub(super) struct Condition {
    /// On the row `x`.
    pub check: String,
    pub binds: Vec<Bind>,
    /// Selects the ids of its orders.
    pub ids: String,
    pub ids_binds: Vec<Bind>,
    pub of: Of,
}

impl Condition {
    /// How many orders fit it, at most so many. Where it need not be `exact`, an order with several words that begin
    /// alike counts for each: telling them apart takes longer than the rest.
    pub(super) fn count(&self, statement: &mut Statement, most: u64, exact: bool) {
        let bound = |number: u64| [Bind::Int(i64::try_from(number).unwrap_or(i64::MAX))];
        let tells_apart = exact && self.is_of_words();
        let each = if tells_apart { "DISTINCT r.order_id" } else { "r.order_id" };
        statement.add("SELECT count(*) FROM (SELECT ", &[], "");
        statement.add(each, &[], "");
        statement.add(" FROM (", &[], "");
        statement.add(&self.ids, &self.ids_binds, "");
        if let Some(tags) = self.tags().filter(|_| tells_apart) {
            // An order stands there once for each tag: so many rows are enough, and no more are read.
            statement.add(" LIMIT ?", &bound(most.saturating_mul(tags)), "");
        }
        statement.add(") r LIMIT ?) c", &bound(most), "");
    }

    /// How many tags it asks for; `None` when it is about something else.
    pub(super) fn tags(&self) -> Option<u64> {
        // The shop's id is bound before them.
        (self.of == Of::Tags).then(|| self.ids_binds.len().saturating_sub(1) as u64)
    }

    pub(super) fn is_of_words(&self) -> bool {
        matches!(self.of, Of::Tags | Of::Terms)
    }

    /// The check, and, where the rows are `few` already, so that PostgreSQL looks into the index of words for each
    /// instead of reading all orders with the word.
    pub(super) fn check_of_led(&self, few: bool) -> Cow<'_, str> {
        match self.check.strip_suffix(')') {
            Some(open) if few && self.is_of_words() => Cow::Owned(format!("{open} OFFSET 0)")),
            _ => Cow::Borrowed(&self.check),
        }
    }
}

/// A statement that is put together.
#[derive(Default)]
pub(super) struct Statement {
    pub text: String,
    pub binds: Vec<Bind>,
}

impl Statement {
    /// Adds text and values; each `?` becomes the next number, each `^` becomes `keep_off`.
    pub(super) fn add(&mut self, text: &str, binds: &[Bind], keep_off: &str) {
        let mut values = self.binds.len();
        for c in text.chars() {
            match c {
                '?' => {
                    values += 1;
                    self.text.push('$');
                    self.text.push_str(&values.to_string());
                }
                '^' => self.text.push_str(keep_off),
                c => self.text.push(c),
            }
        }
        self.binds.extend_from_slice(binds);
    }
}

/// What a filter asks of each order.
pub(super) fn conditions(filter: &OrderFilter, now: &FilterNow, shop: ShopId) -> Vec<Condition> {
    let mut found = Vec::new();
    let of_row = |check: String, binds: Vec<Bind>| {
        let ids = format!(
            "SELECT w.order_id FROM order_index w WHERE w.shop_id = ? AND {}",
            check.replace("^x.", "w.")
        );
        let ids_binds = with_shop(shop, &binds);
        Condition { check, binds, ids, ids_binds, of: Of::Row }
    };
    let one_of = |column: &str, count: usize| format!("^x.{column} IN ({})", vec!["?"; count].join(", "));
    if !filter.statuses.is_empty() || filter.no_status {
        let none = filter.no_status.then_some(Uuid::nil());
        let ids: Vec<_> = filter.statuses.iter().map(|id| id.0).chain(none).map(Bind::Id).collect();
        found.push(of_row(one_of("status_id", ids.len()), ids));
    }
    let words = [
        ("stage", &filter.stages),
        ("payment", &filter.payments),
        ("fulfillment", &filter.fulfillments),
        ("returns", &filter.returns),
    ];
    for (column, values) in words.into_iter().filter(|(_, values)| !values.is_empty()) {
        let binds: Vec<_> = values.iter().cloned().map(Bind::Text).collect();
        found.push(of_row(one_of(column, binds.len()), binds));
    }
    if filter.open_only {
        found.push(of_row("^x.is_open".into(), Vec::new()));
    }
    if filter.late {
        found.push(of_row("^x.waits AND ^x.due_to < ?".into(), vec![Bind::Int(now.today)]));
    }
    if filter.due_from.is_some() || filter.due_to.is_some() {
        let day = crate::domain::order_index::day_number;
        let from = filter.due_from.map_or(i64::MIN, day);
        let to = filter.due_to.map_or(i64::MAX - 1, day);
        found.push(of_row("^x.due_to >= ? AND ^x.due_to <= ?".into(), vec![Bind::Int(from), Bind::Int(to)]));
    }
    if filter.too_long {
        found.push(too_long(now, shop));
    }
    let alone = |tag: &String| vec![tag.clone()];
    let any: Vec<String> = filter.tags_any.iter().cloned().collect();
    for tags in filter.tags_all.iter().map(alone).chain(Some(any)).filter(|tags| !tags.is_empty()) {
        let fits = format!("tag IN ({})", vec!["?"; tags.len()].join(", "));
        found.push(of_words(Of::Tags, &fits, tags.into_iter().map(Bind::Text).collect(), shop));
    }
    for word in filter.words() {
        let end = format!("{word}\u{10ffff}");
        let binds = vec![Bind::Text(word), Bind::Text(end)];
        found.push(of_words(Of::Terms, "term >= ? AND w.term < ?", binds, shop));
    }
    found
}

/// A condition on the tags or the normal forms of an order.
fn of_words(of: Of, fits: &str, binds: Vec<Bind>, shop: ShopId) -> Condition {
    let table = if of == Of::Tags { "order_tags" } else { "order_terms" };
    let check = format!(
        "EXISTS (SELECT 1 FROM {table} w WHERE w.shop_id = x.shop_id AND w.order_id = x.order_id AND w.{fits})"
    );
    let ids = format!("SELECT w.order_id FROM {table} w WHERE w.shop_id = ? AND w.{fits}");
    let ids_binds = with_shop(shop, &binds);
    Condition { check, binds, ids, ids_binds, of }
}

fn with_shop(shop: ShopId, binds: &[Bind]) -> Vec<Bind> {
    [Bind::Id(shop.0)].iter().chain(binds).cloned().collect()
}

fn too_long(now: &FilterNow, shop: ShopId) -> Condition {
    let (mut checks, mut ids) = (Vec::new(), Vec::new());
    let (mut binds, mut ids_binds) = (Vec::new(), Vec::new());
    for (status, before) in now.too_long.iter().take(STATUSES) {
        checks.push("(^x.status_id = ? AND ^x.status_since < ?)");
        ids.push(
            "SELECT w.order_id FROM order_index w WHERE w.shop_id = ? AND w.waits AND w.status_id = ? AND w.status_since < ?",
        );
        let pair = [Bind::Id(status.0), Bind::Int(before.0)];
        binds.extend_from_slice(&pair);
        ids_binds.extend(with_shop(shop, &pair));
    }
    if checks.is_empty() {
        // No status has a usual duration: nothing can take too long.
        checks.push("1 = 0");
        ids.push(
            "SELECT w.order_id FROM order_index w WHERE w.shop_id = ? AND w.order_id < w.order_id LIMIT 0",
        );
        ids_binds.push(Bind::Id(shop.0));
    }
    let check = format!("^x.waits AND ({})", checks.join(" OR "));
    Condition { check, binds, ids: ids.join(" UNION ALL "), ids_binds, of: Of::Statuses }
}
