//! The way from a filter to its orders. A filter becomes conditions, each of which can either be checked on a
//! row or give its orders by an index. How many orders fit each is looked at beforehand: neither engine knows that
//! what is open is due late, or what was found is old, and then walks past all other orders. On SQLite the conditions
//! that do not lead are kept from using an index by a `+` before their column. Values are always bound, never written
//! into the text. Start with [`Plan::of`]; [`super::order_search`] asks.

use std::borrow::Cow;

use uuid::Uuid;

use crate::domain::ids::ShopId;
use crate::domain::order_filter::{FilterNow, OrderFilter};

/// A condition that fits no more orders than this is few; beyond it walking in sorted order is faster.
pub(super) const LEADS: u64 = 40_000;
/// Orders whose rows are read one by one in no time.
const LOOKED_UP: u64 = 8_000;
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
enum Of {
    /// Columns of the order's row, each with an index.
    Row,
    /// Several statuses, each since another time.
    Statuses,
    /// Tags, in a table of their own.
    Tags,
    /// Normal forms, in another.
    Terms,
}

/// Up to how many orders are few.
#[derive(Clone, Copy)]
pub(super) struct Few {
    /// Of each kind of condition, so that it leads.
    rows: u64,
    tags: u64,
    terms: u64,
    /// Of each of several columns, so that they meet in their indexes; whoever leads alone meets too.
    meet: u64,
    /// Likewise of words.
    meet_words: u64,
}

impl Few {
    /// The same for every kind.
    pub(super) const fn all(most: u64) -> Self {
        Self { rows: most, tags: most, terms: most, meet: most, meet_words: most }
    }

    /// On PostgreSQL, which comes by the rows of found words slower, and knows how many orders have a tag.
    pub(super) fn led(most: u64) -> Self {
        let (tags, terms) = (most.min(LOOKED_UP), most.min(2 * LOOKED_UP));
        Self { rows: most, tags, terms, meet: most, meet_words: most / 2 }
    }

    /// For this condition to meet others.
    pub(super) fn meeting(self, condition: &Condition) -> u64 {
        if condition.is_of_words() { self.meet_words } else { self.meet }
    }

    /// For this condition to lead.
    const fn of(self, condition: &Condition) -> u64 {
        match condition.of {
            Of::Row | Of::Statuses => self.rows,
            Of::Tags => self.tags,
            Of::Terms => self.terms,
        }
    }
}

/// A condition. `?` stands for a value, `^` before a column for what keeps SQLite from using its index.
pub(super) struct Condition {
    /// On the row `x`.
    check: String,
    binds: Vec<Bind>,
    /// Selects the ids of its orders.
    ids: String,
    ids_binds: Vec<Bind>,
    of: Of,
}

impl Condition {
    /// How many orders fit it, at most so many. Where it need not be `exact`, an order with several words that begin
    /// alike counts for each: telling them apart takes longer than the rest.
    pub(super) fn count(&self, statement: &mut Statement, most: u64, exact: bool) {
        let ids = if exact && self.is_of_words() {
            self.ids.replacen("SELECT", "SELECT DISTINCT", 1)
        } else {
            self.ids.clone()
        };
        statement.add("SELECT count(*) FROM (SELECT w.order_id FROM (", &[], "");
        statement.add(&ids, &self.ids_binds, "");
        statement.add(") w LIMIT ?) c", &[Bind::Int(i64::try_from(most).unwrap_or(i64::MAX))], "");
    }

    pub(super) fn is_of_words(&self) -> bool {
        matches!(self.of, Of::Tags | Of::Terms)
    }

    /// The check, and, where the rows are `few` already, so that PostgreSQL looks into the index of words for each
    /// instead of reading all orders with the word.
    fn check_of_led(&self, few: bool) -> Cow<'_, str> {
        match self.check.strip_suffix(')') {
            Some(open) if few && self.is_of_words() => Cow::Owned(format!("{open} OFFSET 0)")),
            _ => Cow::Borrowed(&self.check),
        }
    }

    /// How many orders have one of these tags, at most so many, from the index of tags alone. Each order stands there
    /// once for each tag, so that rows enough for all are read and no more. `None` when it is not about tags.
    pub(super) fn count_tagged(&self, most: u64) -> Option<Statement> {
        if self.of != Of::Tags {
            return None;
        }
        // The shop's id is bound before the tags.
        let tags = self.ids_binds.len().saturating_sub(1).max(1) as u64;
        let bound = |number: u64| [Bind::Int(i64::try_from(number).unwrap_or(i64::MAX))];
        let mut count = Statement::default();
        count.add("SELECT count(*) FROM (SELECT DISTINCT r.order_id FROM (", &[], "");
        count.add(&self.ids, &self.ids_binds, "");
        count.add(" LIMIT ?) r LIMIT ?) c", &[bound(most.saturating_mul(tags)), bound(most)].concat(), "");
        Some(count)
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

/// How the orders are come by. Numbers are places of conditions.
enum Way {
    /// In sorted order, each checked.
    Walk,
    /// This condition's orders, each checked.
    Lead(usize),
    /// The orders that these few conditions have in common, each checked for the others.
    Meet(Vec<usize>),
}

/// Conditions and the way to their orders.
pub(super) struct Plan {
    pub conditions: Vec<Condition>,
    way: Way,
    /// Orders that fit the only condition there is.
    pub only: Option<u64>,
}

impl Plan {
    /// The way, by how many orders fit each condition, where that was looked at.
    pub(super) fn of(conditions: Vec<Condition>, fits: &[u64], few: Few) -> Self {
        let meets = |place: &usize| fits[*place] <= few.meeting(&conditions[*place]);
        let mut meeting: Vec<usize> = (0..fits.len()).filter(meets).collect();
        meeting.sort_by_key(|place| fits[*place]);
        let leads = |place: usize| fits[place] <= few.of(&conditions[place]);
        let way = match meeting.as_slice() {
            [fewest, ..] if fits[*fewest] <= LOOKED_UP => Way::Lead(*fewest),
            [only] if leads(*only) => Way::Lead(*only),
            [] | [_] => Way::Walk,
            _ => Way::Meet(meeting),
        };
        Self { conditions, way, only: None }
    }

    /// Counts the orders, at most so many, where all that is asked is whether they have one of some tags.
    pub(super) fn tagged(&self, most: u64) -> Option<Statement> {
        match self.conditions.as_slice() {
            [only] => only.count_tagged(most),
            _ => None,
        }
    }

    /// Whether the orders come by in sorted order.
    pub(super) const fn walks(&self) -> bool {
        matches!(self.way, Way::Walk)
    }

    /// Begins a statement that finds the orders `x`; `head` ends with the condition on the shop.
    pub(super) fn begin(&self, statement: &mut Statement, shop: ShopId, off: &str, head: &str) {
        statement.add(head, &[Bind::Id(shop.0)], "");
        let mut done: &[usize] = &[];
        match &self.way {
            Way::Walk => {}
            Way::Lead(place) => {
                let leader = &self.conditions[*place];
                if leader.of == Of::Row {
                    statement.add(" AND ", &[], "");
                    statement.add(&leader.check, &leader.binds, "");
                } else {
                    statement.add(head_of_ids(off), &[], "");
                    self.among(statement, "", *place, off);
                    statement.add(end_of_ids(off), &[], "");
                }
                done = std::slice::from_ref(place);
            }
            Way::Meet(few) => {
                self.meet(statement, few, off);
                done = few;
            }
        }
        for (place, condition) in self.conditions.iter().enumerate() {
            if !done.contains(&place) {
                statement.add(" AND ", &[], "");
                let check = condition.check_of_led(!self.walks() && off.is_empty());
                statement.add(&check, &condition.binds, off);
            }
        }
    }

    /// All conditions as checks.
    pub(super) fn checks(&self, statement: &mut Statement, off: &str) {
        for (place, condition) in self.conditions.iter().enumerate() {
            statement.add(if place == 0 { "" } else { " AND " }, &[], "");
            statement.add(&condition.check, &condition.binds, off);
        }
    }

    fn among(&self, statement: &mut Statement, head: &str, place: usize, off: &str) {
        statement.add(head, &[], off);
        statement.add(&self.conditions[place].ids, &self.conditions[place].ids_binds, "");
    }

    /// The orders of the first, from its index alone, that are among those of the others.
    fn meet(&self, statement: &mut Statement, few: &[usize], off: &str) {
        statement.add(head_of_ids(off), &[], "");
        for (number, place) in few.iter().enumerate() {
            let head = match number {
                0 => "SELECT m.order_id FROM (",
                1 => ") m WHERE ^m.order_id IN (",
                _ => ") AND ^m.order_id IN (",
            };
            self.among(statement, head, *place, off);
        }
        statement.add(")", &[], "");
        statement.add(end_of_ids(off), &[], "");
    }
}

/// PostgreSQL looks the rows of an array up one by one; what it makes of a list changes with its statistics, up to
/// reading all orders.
const fn head_of_ids(off: &str) -> &'static str {
    if off.is_empty() { " AND x.order_id = ANY (ARRAY(" } else { " AND x.order_id IN (" }
}

const fn end_of_ids(off: &str) -> &'static str {
    if off.is_empty() { "))" } else { ")" }
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
