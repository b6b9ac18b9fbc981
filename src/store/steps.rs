//! Steps that come by themselves: for every order in a status one row, with what the status' rule plans.
//! Written in the transaction that writes the order, made again when rules, working days or the due date
//! change, gone when the order is canceled, archived or erased.
//!
//! A row is a plan, never the truth: whoever carries it out decides again in the order's own transaction.
//! Start with `put_steps!`.

use sqlx::types::Json;
use uuid::Uuid;

use super::database::{dialect, read, write};
use super::orders::StoredOrder;
use super::take_in::hold_and_read;
use super::{ShopStore, Store, StoreError};
use crate::domain::clock::{Chance, Millis};
use crate::domain::coming_step::{ComingStep, coming_step};
use crate::domain::ids::{OrderId, ShopId, StatusId, uuid_at};
use crate::domain::shop::ShopSettings;
use crate::domain::status::Status;

/// Writes what is planned for orders as they were written, each named once, inside a transaction, whose type
/// differs by engine.
macro_rules! put_steps {
    ($self:expr, $tx:expr, $orders:expr) => {{
        use $crate::store::database::{ROWS, is_usual, many, values};
        use $crate::store::steps::{GO, PUT, Plan, RULES, Rules, counted};
        let orders: &[&$crate::store::StoredOrder] = $orders;
        let mut rules: std::collections::HashMap<uuid::Uuid, Option<Rules>> = Default::default();
        let (mut plans, mut rest) = (Vec::new(), Vec::new());
        for stored in orders.iter().copied() {
            if let Some((change, status)) = counted(stored) {
                if !rules.contains_key(&status) {
                    let read: Option<Rules> = sqlx::query_as(RULES)
                        .bind($self.shop.0)
                        .bind(status)
                        .fetch_optional(&mut *$tx)
                        .await?;
                    rules.insert(status, read);
                }
                if let Some(Some(rules)) = rules.get(&status) {
                    plans.push(Plan::of(stored, change, status, rules));
                }
            } else if !stored.order.status_changes.is_empty() {
                rest.push(stored.id.0);
            }
        }
        for part in plans.chunks(ROWS) {
            let mut query = many!(PUT, 0, part, 8);
            for plan in part {
                query = query
                    .bind(plan.order)
                    .bind($self.shop.0)
                    .bind(plan.status)
                    .bind(plan.change)
                    .bind(plan.step.map(|step| step.to.0))
                    .bind(plan.step.map(|step| step.at.0))
                    .bind(if plan.step.is_some() { "waiting" } else { "none" })
                    .bind(plan.rules);
            }
            query.execute(&mut *$tx).await?;
        }
        for part in rest.chunks(ROWS) {
            let delete = GO.replace("@IDS", &values(1, part.len()));
            let mut query =
                sqlx::query(sqlx::AssertSqlSafe(delete)).persistent(is_usual(part.len())).bind($self.shop.0);
            for order in part {
                query = query.bind(*order);
            }
            query.execute(&mut *$tx).await?;
        }
    }};
}
pub(super) use put_steps;

/// The rules by which a step is planned, with their number.
pub(super) const RULES: &str = "SELECT h.step_rules, h.settings, t.doc FROM shops h \
    LEFT JOIN statuses t ON t.shop_id = h.id AND t.id = $2 WHERE h.id = $1";

/// The same plan again leaves the row, and a claim on it, as it is.
pub(super) const PUT: &str = "INSERT INTO steps (order_id, shop_id, status_id, change_id, to_status, due_at, state, rules) \
    VALUES @ROWS ON CONFLICT (order_id) DO UPDATE SET status_id = excluded.status_id, \
    change_id = excluded.change_id, to_status = excluded.to_status, due_at = excluded.due_at, state = excluded.state, \
    rules = excluded.rules, claimed_until = NULL, claim_id = NULL, last_error = NULL \
    WHERE steps.change_id <> excluded.change_id OR steps.rules <> excluded.rules \
    OR steps.due_at IS DISTINCT FROM excluded.due_at";

/// For orders that never move on by themselves.
pub(super) const GO: &str = "DELETE FROM steps WHERE shop_id = $1 AND order_id IN (@IDS)";

/// The number of a shop's rules, its settings, and the status.
pub(super) type Rules = (i64, Json<ShopSettings>, Option<Json<Status>>);

/// What is planned for an order.
pub(super) struct Plan {
    pub order: Uuid,
    pub change: Uuid,
    pub status: Uuid,
    /// The number of the rules it was planned by.
    pub rules: i64,
    /// `None` where none comes by itself.
    pub step: Option<ComingStep>,
}

impl Plan {
    pub(super) fn of(
        stored: &StoredOrder,
        change: Uuid,
        status: Uuid,
        (rules, settings, doc): &Rules,
    ) -> Self {
        let doc = doc.as_ref().map(|doc| &doc.0).filter(|status| status.automatic_next.is_some());
        let step = coming_step(&stored.order, doc, &settings.calendar());
        Self { order: stored.id.0, change, status, rules: *rules, step }
    }
}

/// The change that counts and its status; `None` for an order that never moves on by itself.
pub(super) fn counted(stored: &StoredOrder) -> Option<(Uuid, Uuid)> {
    let moves_on = !stored.erased && stored.order.moves_on();
    let (id, change) = stored.order.current_change().filter(|_| moves_on)?;
    Some((id, change.status.0))
}

/// A step that is due, claimed to be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedStep {
    /// Its shop.
    pub shop: ShopId,
    /// The order that moves on.
    pub order: OrderId,
    /// The step as it was planned.
    pub step: ComingStep,
    /// Proves the claim when ending it.
    pub claim: Uuid,
}

/// A planned step as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredStep {
    /// The step.
    pub step: ComingStep,
    /// Why it was not carried out, in a sentence for staff; `None` while it waits.
    pub refused: Option<String>,
}

impl Store {
    /// Claims up to `most` steps that are due, the earliest first. A claim that ran out counts no more;
    /// two claimers never get the same step at a time. Shops that removed the app rest.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn claim_steps(
        &self,
        most: u32,
        lease_ms: i64,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<Vec<ClaimedStep>, StoreError> {
        type Row = (Uuid, Uuid, Uuid, Option<Uuid>, Option<i64>);
        let statement = dialect!(self.database, CLAIM_STEPS);
        let claim = uuid_at(now, chance);
        let rows: Vec<Row> = write!(self.database, tx => {
            sqlx::query_as(statement).bind(now.0.saturating_add(lease_ms)).bind(claim).bind(now.0).bind(i64::from(most))
                .fetch_all(&mut *tx).await?
        });
        let read = |(shop, order, change, to, at): Row| {
            let step = ComingStep { change, to: StatusId(to?), at: Millis(at?) };
            Some(ClaimedStep { shop: ShopId(shop), order: OrderId(order), step, claim })
        };
        let mut claimed: Vec<ClaimedStep> = rows.into_iter().filter_map(read).collect();
        claimed.sort_by_key(|claimed| (claimed.step.at, claimed.order));
        Ok(claimed)
    }

    /// Up to `most` orders whose plan was made before rules or working days of their shop changed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn steps_to_replan(&self, most: u32) -> Result<Vec<(ShopId, OrderId)>, StoreError> {
        let rows: Vec<(Uuid, Uuid)> = read!(self.database, pool => {
            sqlx::query_as("SELECT s.shop_id, s.order_id FROM shops h JOIN steps s ON s.shop_id = h.id AND s.rules < h.step_rules \
                LIMIT $1").bind(i64::from(most)).fetch_all(pool).await?
        });
        Ok(rows.into_iter().map(|(shop, order)| (ShopId(shop), OrderId(order))).collect())
    }
}

impl ShopStore {
    /// Plans an order's next step again, by the rules as they are now.
    ///
    /// # Errors
    /// When the database does not answer; then the plan is as before.
    pub async fn replan_step(&self, order: OrderId) -> Result<(), StoreError> {
        write!(self.database, tx => {
            let id: Option<(i64,)> = sqlx::query_as("SELECT shopify_id FROM orders WHERE shop_id = $1 AND id = $2")
                .bind(self.shop.0).bind(order.0).fetch_optional(&mut *tx).await?;
            let known = match id {
                Some((id,)) => hold_and_read!(self, tx, id),
                None => None,
            };
            if let Some(known) = known {
                put_steps!(self, tx, &[&known]);
            }
        });
        Ok(())
    }

    /// Gives a step up with a sentence for staff: it waits no more until rules or the order change.
    /// Returns whether the claim still held.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn refuse_step(&self, step: &ClaimedStep, why: &str) -> Result<bool, StoreError> {
        Ok(write!(self.database, tx => {
            sqlx::query("UPDATE steps SET state = 'refused', claimed_until = NULL, claim_id = NULL, last_error = $1 \
                WHERE shop_id = $2 AND order_id = $3 AND claim_id = $4")
                .bind(why).bind(self.shop.0).bind(step.order.0).bind(step.claim)
                .execute(&mut *tx).await?.rows_affected() > 0
        }))
    }

    /// The step planned for an order; `None` when none is.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn step_of(&self, order: OrderId) -> Result<Option<StoredStep>, StoreError> {
        type Row = (Uuid, Option<Uuid>, Option<i64>, Option<String>);
        let row: Option<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT change_id, to_status, due_at, last_error FROM steps WHERE shop_id = $1 AND order_id = $2")
                .bind(self.shop.0).bind(order.0).fetch_optional(pool).await?
        });
        Ok(row.and_then(|(change, to, at, refused)| {
            let step = ComingStep { change, to: StatusId(to?), at: Millis(at?) };
            Some(StoredStep { step, refused })
        }))
    }
}
