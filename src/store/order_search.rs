//! What the merchant's list of orders is asked: pages, ids, counts, by any filter.
//!
//! A filter becomes conditions, each of which can either be checked on a row or lead to its rows by an
//! index. PostgreSQL plans by statistics of the values. SQLite knows none: there a look into each index
//! tells which condition fits the fewest orders, that one leads, and the others are kept from using an
//! index by a `+` before their column. Values are always bound, never written into the text. Start with
//! [`ShopStore::index_page`].

use sqlx::AssertSqlSafe;
use uuid::Uuid;

use super::database::{Database, read};
use super::{ShopStore, StoreError};
use crate::domain::clock::Millis;
use crate::domain::ids::{OrderId, ShopId, StatusId};
use crate::domain::order_filter::{Beside, Counted, FilterNow, OrderFilter, OrderSort, Part};

/// A condition that fits no more orders than this may lead; beyond it walking in sorted order is faster.
const LEADS: u64 = 40_000;
/// Index rows looked at for each order that is counted, on SQLite: filters that fit many orders each but few
/// together are not counted to the end.
const EFFORT: u64 = 20;
/// Most statuses asked of at once.
const STATUSES: usize = 200;

/// An order as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexedOrder {
    /// Our id.
    pub id: OrderId,
    /// What people call it.
    pub name: String,
    /// Who ordered.
    pub customer: Option<String>,
    /// When it was placed.
    pub placed_at: Millis,
    /// The status it is in.
    pub status: Option<StatusId>,
    /// Since when.
    pub status_since: Option<Millis>,
    /// First and last day it is due, as day numbers.
    pub due: Option<(i64, i64)>,
    /// Word of its stage.
    pub stage: String,
    /// Shopify's word for its payment.
    pub payment: String,
    /// Shopify's word for its fulfillment.
    pub fulfillment: String,
    /// Shopify's word for its returns.
    pub returns: String,
    /// Whether it is open for Shopify.
    pub is_open: bool,
    /// Whether something is still to be done in the house.
    pub waits: bool,
    /// Its place in the list.
    pub beside: Beside,
}

#[derive(Clone)]
enum Bind {
    Int(i64),
    Text(String),
    Id(Uuid),
}

/// A condition. `?` stands for a value, `^` before a column for what keeps SQLite from using its index.
struct Condition {
    check: String,
    lead: Option<String>,
    count: String,
    binds: Vec<Bind>,
    count_binds: Vec<Bind>,
    lead_binds: Vec<Bind>,
}

/// A statement that is put together.
#[derive(Default)]
struct Statement {
    text: String,
    binds: Vec<Bind>,
}

impl Statement {
    /// Adds text and values; each `?` becomes the next number, each `^` becomes `keep_off`.
    fn add(&mut self, text: &str, binds: &[Bind], keep_off: &str) {
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

/// Runs a statement that reads.
macro_rules! rows {
    ($database:expr, $statement:expr, $row:ty) => {{
        let Statement { text, binds } = $statement;
        let rows: Vec<$row> = read!($database, pool => {
            let mut query = sqlx::query_as(AssertSqlSafe(text)).persistent(false);
            for bind in binds {
                query = match bind {
                    Bind::Int(number) => query.bind(number),
                    Bind::Text(text) => query.bind(text),
                    Bind::Id(id) => query.bind(id),
                };
            }
            query.fetch_all(pool).await?
        });
        rows
    }};
}

const fn column(sort: OrderSort) -> (&'static str, bool) {
    match sort {
        OrderSort::Newest => ("placed_at", true),
        OrderSort::Due => ("due_to", false),
        OrderSort::Longest => ("status_since", false),
        OrderSort::Changed => ("last_event_at", true),
        OrderSort::Number => ("number", true),
    }
}

/// Which condition leads, and how many orders fit it (at most one more than was asked).
struct Plan {
    conditions: Vec<Condition>,
    leader: Option<usize>,
    /// Orders that fit the only condition there is.
    only: Option<u64>,
}

type Row =
    (Uuid, String, Option<String>, i64, Uuid, i64, i64, i64, String, String, String, String, bool, bool, i64);

impl ShopStore {
    /// A part of the sorted list, at most `most` orders, in the list's order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn index_page(
        &self,
        filter: &OrderFilter,
        now: &FilterNow,
        sort: OrderSort,
        part: Part,
        most: u32,
    ) -> Result<Vec<IndexedOrder>, StoreError> {
        let plan = self.plan(filter, now, LEADS, LEADS).await?;
        let (column, falling) = column(sort);
        let back = matches!(part, Part::Before(_));
        let off = self.keep_off();
        // The leading condition's rows are sorted; without one the sorted index is walked.
        let sorted = if plan.leader.is_some() { off } else { "" };
        let (sign, way) = if falling == back { (">", "ASC") } else { ("<", "DESC") };
        let mut ids = Statement::default();
        self.begin(&mut ids, "SELECT x.order_id FROM order_index x WHERE x.shop_id = ?", &plan);
        if let Part::After(beside) | Part::Before(beside) = part {
            let place = [Bind::Int(beside.key), Bind::Id(beside.order.0)];
            let columns = if sorted.is_empty() {
                format!("(x.{column}, x.order_id)")
            } else {
                format!("(+x.{column}, +x.order_id)")
            };
            ids.add(&format!(" AND {columns} {sign} (?, ?)"), &place, off);
        }
        let limit = [Bind::Int(i64::from(most))];
        ids.add(
            &format!(" ORDER BY {sorted}x.{column} {way}, {sorted}x.order_id {way} LIMIT ?"),
            &limit,
            off,
        );
        let ids: Vec<(Uuid,)> = rows!(self.database, ids, (Uuid,));
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut whole = Statement::default();
        let places = vec!["?"; ids.len()].join(", ");
        let text = format!(
            "SELECT order_id, name, customer, placed_at, status_id, status_since, due_from, due_to, stage, payment, \
            fulfillment, returns, is_open, waits, {column} FROM order_index WHERE shop_id = ? AND order_id IN ({places})"
        );
        let mut binds = vec![Bind::Id(self.shop.0)];
        binds.extend(ids.iter().map(|(id,)| Bind::Id(*id)));
        whole.add(&text, &binds, off);
        let mut orders: Vec<IndexedOrder> =
            rows!(self.database, whole, Row).into_iter().map(indexed).collect();
        orders.sort_unstable_by_key(|order| (order.beside.key, order.id));
        if falling {
            orders.reverse();
        }
        Ok(orders)
    }

    /// Up to `most` orders that the filter means, by id; those after `after`. Walking on from the last id
    /// meets every order once, also while orders change.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn order_ids_matching(
        &self,
        filter: &OrderFilter,
        now: &FilterNow,
        after: Option<OrderId>,
        most: u32,
    ) -> Result<Vec<OrderId>, StoreError> {
        let plan = self.plan(filter, now, LEADS, LEADS).await?;
        let mut ids = Statement::default();
        self.begin(&mut ids, "SELECT x.order_id FROM order_index x WHERE x.shop_id = ?", &plan);
        let sorted = if plan.leader.is_some() { self.keep_off() } else { "" };
        // PostgreSQL has no `+` for ids, and needs none.
        ids.add(
            &format!(" AND {sorted}x.order_id > ?"),
            &[Bind::Id(after.map_or_else(Uuid::nil, |id| id.0))],
            "",
        );
        ids.add(&format!(" ORDER BY {sorted}x.order_id LIMIT ?"), &[Bind::Int(i64::from(most))], "");
        Ok(rows!(self.database, ids, (Uuid,)).into_iter().map(|(id,)| OrderId(id)).collect())
    }

    /// How many orders the filter means, counted up to `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_matching(
        &self,
        filter: &OrderFilter,
        now: &FilterNow,
        most: u32,
    ) -> Result<Counted, StoreError> {
        let cap = u64::from(most);
        let plan = self.plan(filter, now, cap + 1, LEADS.min(cap.saturating_mul(EFFORT))).await?;
        if let Some(count) = plan.only {
            return Ok(Counted { count: count.min(cap), more: count > cap });
        }
        let walks = plan.leader.is_none() && !plan.conditions.is_empty() && !self.keep_off().is_empty();
        let effort = cap.saturating_mul(EFFORT);
        let limit = [Bind::Int(i64::try_from(cap + 1).unwrap_or(i64::MAX))];
        let mut count = Statement::default();
        if walks {
            // A piece of the sorted index with everything that is filtered by.
            let piece = "SELECT count(*), coalesce(sum(fits), 0) FROM (SELECT CASE WHEN ";
            count.add(piece, &[], "");
            self.checks(&mut count, &plan);
            let shop = [Bind::Id(self.shop.0), Bind::Int(i64::try_from(effort).unwrap_or(i64::MAX))];
            count.add(
                " THEN 1 ELSE 0 END AS fits FROM order_index x WHERE x.shop_id = ? ORDER BY x.placed_at DESC, x.order_id DESC LIMIT ?) c",
                &shop,
                "",
            );
            let rows: Vec<(i64, i64)> = rows!(self.database, count, (i64, i64));
            let (seen, fits) = rows.first().copied().unwrap_or_default();
            let (seen, fits) = (u64::try_from(seen).unwrap_or(0), u64::try_from(fits).unwrap_or(0));
            return Ok(Counted { count: fits.min(cap), more: fits > cap || seen >= effort });
        }
        self.begin(
            &mut count,
            "SELECT count(*) FROM (SELECT 1 AS one FROM order_index x WHERE x.shop_id = ?",
            &plan,
        );
        count.add(" LIMIT ?) c", &limit, "");
        let rows: Vec<(i64,)> = rows!(self.database, count, (i64,));
        let count = rows.first().map_or(0, |(count,)| u64::try_from(*count).unwrap_or(0));
        Ok(Counted { count: count.min(cap), more: count > cap })
    }

    /// Tags of the shop's orders as written, by alphabet, at most `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn order_tags(&self, most: u32) -> Result<Vec<String>, StoreError> {
        // From one tag to the next by the index, however many orders have each. Asked for exactly this tag instead of
        // at least this one, an engine takes it for rare or for everywhere, and walks the table.
        let rows: Vec<(String,)> = read!(self.database, pool => {
            sqlx::query_as("WITH RECURSIVE t (tag, n) AS (SELECT (SELECT min(tag) FROM order_tags WHERE shop_id = $1), CAST(1 AS BIGINT) \
                UNION ALL SELECT (SELECT min(o.tag) FROM order_tags o WHERE o.shop_id = $1 AND o.tag > t.tag), n + 1 FROM t \
                WHERE t.tag IS NOT NULL AND n < $2) SELECT (SELECT o.shown FROM order_tags o WHERE o.shop_id = $1 AND o.tag >= t.tag \
                ORDER BY o.tag, o.order_id LIMIT 1) \
                FROM t WHERE t.tag IS NOT NULL ORDER BY t.tag")
                .bind(self.shop.0).bind(i64::from(most)).fetch_all(pool).await?
        });
        Ok(rows.into_iter().map(|(tag,)| tag).collect())
    }

    /// What stands before a column so that SQLite does not use its index.
    const fn keep_off(&self) -> &'static str {
        match self.database {
            Database::Sqlite { .. } => "+",
            Database::Postgres(_) => "",
        }
    }

    fn begin(&self, statement: &mut Statement, head: &str, plan: &Plan) {
        statement.add(head, &[Bind::Id(self.shop.0)], "");
        if let Some(leader) = plan.leader.and_then(|index| plan.conditions.get(index)) {
            let lead = leader.lead.as_ref();
            statement.add(" AND ", &[], "");
            match lead {
                Some(lead) => statement.add(lead, &leader.lead_binds, ""),
                None => statement.add(&leader.check, &leader.binds, ""),
            }
        }
        for (index, condition) in plan.conditions.iter().enumerate() {
            if Some(index) != plan.leader {
                statement.add(" AND ", &[], "");
                statement.add(&condition.check, &condition.binds, self.keep_off());
            }
        }
    }

    fn checks(&self, statement: &mut Statement, plan: &Plan) {
        for (index, condition) in plan.conditions.iter().enumerate() {
            statement.add(if index == 0 { "" } else { " AND " }, &[], "");
            statement.add(&condition.check, &condition.binds, self.keep_off());
        }
    }

    /// Which condition leads. On PostgreSQL none: it plans by itself.
    /// Looks at no more than `alone` orders for a single condition, at `look` for each of several.
    async fn plan(
        &self,
        filter: &OrderFilter,
        now: &FilterNow,
        alone: u64,
        look: u64,
    ) -> Result<Plan, StoreError> {
        let conditions = conditions(filter, now, self.shop);
        let mut plan = Plan { conditions, leader: None, only: None };
        if self.keep_off().is_empty() {
            return Ok(plan);
        }
        let single = plan.conditions.len() == 1;
        let mut fewest = if single { alone } else { look } + 1;
        for (index, condition) in plan.conditions.iter().enumerate() {
            let mut count = Statement::default();
            count.add("SELECT count(*) FROM (", &[], "");
            count.add(&condition.count, &condition.count_binds, "");
            let enough =
                i64::try_from(if plan.conditions.len() == 1 { look } else { fewest }).unwrap_or(i64::MAX);
            count.add(" LIMIT ?) c", &[Bind::Int(enough)], "");
            let rows: Vec<(i64,)> = rows!(self.database, count, (i64,));
            let fits = rows.first().map_or(0, |(count,)| u64::try_from(*count).unwrap_or(0));
            if single {
                plan.only = Some(fits);
            }
            if fits < fewest {
                (fewest, plan.leader) = (fits, Some(index));
            }
        }
        Ok(plan)
    }
}

fn conditions(filter: &OrderFilter, now: &FilterNow, shop: ShopId) -> Vec<Condition> {
    let mut found = Vec::new();
    let of_row = |check: String, binds: Vec<Bind>| {
        let mut count_binds = vec![Bind::Id(shop.0)];
        count_binds.extend_from_slice(&binds);
        let count = format!("SELECT 1 FROM order_index x WHERE x.shop_id = ? AND {}", check.replace('^', ""));
        Condition { check, lead: None, count, binds, count_binds, lead_binds: Vec::new() }
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
        found.push(of_words("order_tags", &fits, tags.into_iter().map(Bind::Text).collect(), shop));
    }
    for word in filter.words() {
        let end = format!("{word}\u{10ffff}");
        let binds = vec![Bind::Text(word), Bind::Text(end)];
        found.push(of_words("order_terms", "term >= ? AND w.term < ?", binds, shop));
    }
    found
}

/// A condition on the tags or the normal forms of an order.
fn of_words(table: &str, fits: &str, binds: Vec<Bind>, shop: ShopId) -> Condition {
    let mut with_shop = vec![Bind::Id(shop.0)];
    with_shop.extend_from_slice(&binds);
    let rows = format!("FROM {table} w WHERE w.shop_id = ? AND w.{fits}");
    Condition {
        check: format!(
            "EXISTS (SELECT 1 FROM {table} w WHERE w.shop_id = x.shop_id AND w.order_id = x.order_id AND w.{fits})"
        ),
        lead: Some(format!("x.order_id IN (SELECT w.order_id {rows})")),
        // Several words of an order may begin alike.
        count: format!("SELECT DISTINCT w.order_id {rows}"),
        binds,
        count_binds: with_shop.clone(),
        lead_binds: with_shop,
    }
}

fn too_long(now: &FilterNow, shop: ShopId) -> Condition {
    let (mut checks, mut leads) = (Vec::new(), Vec::new());
    let (mut binds, mut lead_binds) = (Vec::new(), Vec::new());
    for (status, before) in now.too_long.iter().take(STATUSES) {
        checks.push("(^x.status_id = ? AND ^x.status_since < ?)");
        leads.push(
            "SELECT w.order_id FROM order_index w WHERE w.shop_id = ? AND w.waits AND w.status_id = ? AND w.status_since < ?",
        );
        let pair = [Bind::Id(status.0), Bind::Int(before.0)];
        binds.extend_from_slice(&pair);
        lead_binds.push(Bind::Id(shop.0));
        lead_binds.extend_from_slice(&pair);
    }
    if checks.is_empty() {
        // No status has a usual duration: nothing can take too long.
        checks.push("1 = 0");
        leads.push(
            "SELECT w.order_id FROM order_index w WHERE w.shop_id = ? AND w.order_id < w.order_id LIMIT 0",
        );
        lead_binds.push(Bind::Id(shop.0));
    }
    let all = leads.join(" UNION ALL ");
    Condition {
        check: format!("^x.waits AND ({})", checks.join(" OR ")),
        lead: Some(format!("x.order_id IN ({all})")),
        count: format!("SELECT 1 FROM ({all}) w"),
        binds,
        count_binds: lead_binds.clone(),
        lead_binds,
    }
}

fn indexed(row: Row) -> IndexedOrder {
    use crate::domain::order_index::NONE;
    let (
        id,
        name,
        customer,
        placed_at,
        status,
        since,
        from,
        to,
        stage,
        payment,
        fulfillment,
        returns,
        is_open,
        waits,
        key,
    ) = row;
    IndexedOrder {
        id: OrderId(id),
        name,
        customer,
        placed_at: Millis(placed_at),
        status: (!status.is_nil()).then_some(StatusId(status)),
        status_since: (since != NONE).then_some(Millis(since)),
        due: (to != NONE).then_some((from, to)),
        stage,
        payment,
        fulfillment,
        returns,
        is_open,
        waits,
        beside: Beside { key, order: OrderId(id) },
    }
}
