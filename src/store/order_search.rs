//! What the merchant's list of orders is asked: pages, ids, counts, by any filter.
//!
//! What is filtered by becomes conditions, and a look into their indexes tells which way leads to the orders
//! ([`super::order_plan`]). Start with [`ShopStore::index_page`].

use futures::future::try_join_all;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use super::database::{Database, read};
use super::order_conditions::{Bind, Condition, Statement, conditions};
use super::order_plan::{Few, LEADS, Plan};
use super::{ShopStore, StoreError};
use crate::domain::clock::Millis;
use crate::domain::ids::{OrderId, StatusId};
use crate::domain::order_filter::{Beside, Counted, FilterNow, OrderFilter, OrderSort, Part};

/// Index rows looked at for each order that is counted, on SQLite: filters that fit many orders each but few
/// together are not counted to the end.
const EFFORT: u64 = 20;
/// Most of them where each look goes to an order's tags or words as well.
const WORDS: u64 = 12_000;
/// Counts up to this PostgreSQL comes by sooner than by walking.
const FEW_COUNTED: u32 = 1_000;

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

/// The number that a statement gave.
fn only(rows: &[(i64,)]) -> u64 {
    rows.first().map_or(0, |(number,)| u64::try_from(*number).unwrap_or(0))
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
        let plan = self.plan(filter, now, LEADS, LEADS, false).await?;
        let (column, falling) = column(sort);
        let back = matches!(part, Part::Before(_));
        let off = self.keep_off();
        let (column_of, id) = self.sorted_by(column, plan.walks());
        let (sign, way) = if falling == back { (">", "ASC") } else { ("<", "DESC") };
        let mut ids = Statement::default();
        plan.begin(
            &mut ids,
            self.shop,
            self.keep_off(),
            "SELECT x.order_id FROM order_index x WHERE x.shop_id = ?",
        );
        if let Part::After(beside) | Part::Before(beside) = part {
            let place = [Bind::Int(beside.key), Bind::Id(beside.order.0)];
            ids.add(&format!(" AND ({column_of}, {id}) {sign} (?, ?)"), &place, off);
        }
        let limit = [Bind::Int(i64::from(most))];
        ids.add(&format!(" ORDER BY {column_of} {way}, {id} {way} LIMIT ?"), &limit, off);
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
        let plan = self.plan(filter, now, LEADS, LEADS, false).await?;
        let mut ids = Statement::default();
        plan.begin(
            &mut ids,
            self.shop,
            self.keep_off(),
            "SELECT x.order_id FROM order_index x WHERE x.shop_id = ?",
        );
        let sorted = if plan.walks() { "" } else { self.keep_off() };
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
        let effort = cap.saturating_mul(EFFORT);
        let plan = self.plan(filter, now, cap, LEADS.min(effort), true).await?;
        let counted = |count: u64| Counted { count: count.min(cap), more: count > cap };
        if let Some(count) = plan.only {
            return Ok(counted(count));
        }
        let with_words = plan.conditions.iter().any(Condition::is_of_words);
        let walks = match self.database {
            Database::Sqlite { .. } => !plan.conditions.is_empty(),
            Database::Postgres(_) => with_words && plan.conditions.len() > 1 && cap > u64::from(FEW_COUNTED),
        };
        let walks = walks && plan.walks();
        let effort = if with_words { effort.min(WORDS) } else { effort };
        let limit = [Bind::Int(i64::try_from(cap + 1).unwrap_or(i64::MAX))];
        let mut count = Statement::default();
        if walks {
            // A piece of the sorted index with everything that is filtered by.
            let piece = "SELECT count(*), coalesce(sum(fits), 0) FROM (SELECT CASE WHEN ";
            count.add(piece, &[], "");
            plan.checks(&mut count, self.keep_off());
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
        let head = "SELECT count(*) FROM (SELECT 1 AS one FROM order_index x WHERE x.shop_id = ?";
        plan.begin(&mut count, self.shop, self.keep_off(), head);
        count.add(" LIMIT ?) c", &limit, "");
        let rows: Vec<(i64,)> = rows!(self.database, count, (i64,));
        Ok(counted(only(&rows)))
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

    /// The column that the list is sorted by, and the id, as they are written: the leading condition's orders are
    /// sorted by a value of their own, which no index has; without one the sorted index is walked. Left to itself an
    /// engine walks it in any case, past all orders that do not fit.
    fn sorted_by(&self, column: &str, walks: bool) -> (String, &'static str) {
        match self.database {
            _ if walks => (format!("x.{column}"), "x.order_id"),
            Database::Sqlite { .. } => (format!("+x.{column}"), "+x.order_id"),
            Database::Postgres(_) => (format!("x.{column} + 0"), "x.order_id"),
        }
    }

    /// What stands before a column so that SQLite does not use its index.
    const fn keep_off(&self) -> &'static str {
        match self.database {
            Database::Sqlite { .. } => "+",
            Database::Postgres(_) => "",
        }
    }

    /// Looks how many orders fit each condition, up to `alone` for a single one and `look` for each of several, and
    /// chooses the way to them. `exact` is for who wants to know how many fit the only one.
    async fn plan(
        &self,
        filter: &OrderFilter,
        now: &FilterNow,
        alone: u64,
        look: u64,
        exact: bool,
    ) -> Result<Plan, StoreError> {
        let conditions = conditions(filter, now, self.shop);
        let single = conditions.len() == 1;
        let only_tags = single && conditions[0].tags().is_some();
        let few = match self.database {
            Database::Sqlite { .. } => Few::all(look),
            // It counts well by itself, but for tags.
            Database::Postgres(_) if exact && !only_tags => {
                return Ok(Plan::of(conditions, &[], Few::all(0)));
            }
            Database::Postgres(_) => Few::led(look),
        };
        let looks = conditions.iter().map(|condition| {
            let mut count = Statement::default();
            let look = if single { alone } else { few.meeting(condition) };
            condition.count(&mut count, look.saturating_add(1), exact && single);
            async move { Ok::<_, StoreError>(only(&rows!(self.database, count, (i64,)))) }
        });
        let fits = try_join_all(looks).await?;
        let mut plan = Plan::of(conditions, &fits, few);
        plan.only = fits.first().copied().filter(|_| single && exact);
        Ok(plan)
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
