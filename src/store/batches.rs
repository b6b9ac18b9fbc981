//! Changes of many orders: kept with the fate of every order, carried out a piece per transaction so that
//! webhooks and pages get their turn. One worker at a time holds a batch by a lease; a piece of somebody
//! whose lease ran out is not written. Start with [`ShopStore::add_batch`], then [`ShopStore::batch_piece`].

use std::collections::BTreeMap;

use sqlx::AssertSqlSafe;
use sqlx::types::Json;
use uuid::Uuid;

use super::audit::insert_audit;
use super::changes::{Held, PlannedChange, write_changes};
use super::database::{ROWS, dialect, is_usual, many, read, values, write};
use super::orders::{OrderRow, StoredOrder, stored};
use super::put_orders::Changed;
use super::suppressions::typed_addresses;
use super::{ShopStore, Store, StoreError};
use crate::domain::apply::Applied;
use crate::domain::audit::Audited;
use crate::domain::batch::{Batch, BatchChange, BatchLine, BatchState, LineState};
use crate::domain::clock::{Chance, Millis};
use crate::domain::entry::Entries;
use crate::domain::ids::{BatchId, OrderId, ShopId, UserId, uuid_at};

/// Whether a shopper was told of a batch, or is being told: by its own message or by one that took it over.
const TOLD: &str = "EXISTS (SELECT 1 FROM messages m WHERE m.shop_id = batches.shop_id AND m.batch_id = batches.id \
    AND m.state IN ('sending', 'handing_over', 'sent', 'unknown', 'merged'))";
/// Messages of a batch that is not over wait until then; this is only for one that never ends.
const FAR_DAYS: i64 = 3_650;

/// A batch held by a worker.
#[derive(Clone, Debug)]
pub struct ClaimedBatch {
    /// Its shop.
    pub shop: ShopId,
    /// The batch.
    pub batch: Batch,
    /// Proves the claim.
    pub claim: Uuid,
}

/// What a piece is carried out with.
#[derive(Clone, Copy, Debug)]
pub struct PieceOf<'a> {
    /// The batch and the claim on it.
    pub claimed: &'a ClaimedBatch,
    /// Orders a piece.
    pub most: u32,
    /// The claim is held until then.
    pub lease_until: Millis,
    /// For the last piece: how many seconds messages wait and undoing is possible.
    pub hold_seconds: i64,
    /// And until when at least, where a time was chosen for the messages.
    pub send_at: Option<Millis>,
}

/// What came of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// There may be more.
    More,
    /// The batch is over.
    Over,
    /// Somebody else holds the batch.
    Lost,
}

/// A line with what people call its order.
#[derive(Clone, Debug)]
pub struct NamedLine {
    /// The order's name.
    pub name: String,
    /// The line.
    pub line: BatchLine,
}

#[derive(sqlx::FromRow)]
struct BatchRow {
    id: Uuid,
    shop_id: Uuid,
    user_id: Uuid,
    who: String,
    change: Json<BatchChange>,
    state: String,
    total: i64,
    done: i64,
    skipped: i64,
    messages: i64,
    undone: i64,
    undone_by: Option<String>,
    created_at: i64,
    ended_at: Option<i64>,
    hold_until: Option<i64>,
}

const COLUMNS: &str = "id, shop_id, user_id, who, change, state, total, done, skipped, messages, undone, undone_by, created_at, \
    ended_at, hold_until";

/// Selects the batches of the shop `$1` that may still be undone at `$2`, newest first; of those `more` allows.
fn undoable(more: &str) -> String {
    format!(
        "SELECT {COLUMNS} FROM batches WHERE shop_id = $1{more} AND state = 'done' AND done > 0 AND hold_until > $2 \
        AND NOT {TOLD} ORDER BY ended_at DESC, id DESC"
    )
}

impl BatchRow {
    fn read(self) -> Result<Batch, StoreError> {
        let count = |number: i64| u64::try_from(number).unwrap_or(0);
        let state = BatchState::parse(&self.state)
            .ok_or_else(|| StoreError::Unreadable { table: "batches", column: "state".into() })?;
        Ok(Batch {
            id: BatchId(self.id),
            user: UserId(self.user_id),
            who: self.who,
            change: self.change.0,
            state,
            total: count(self.total),
            done: count(self.done),
            skipped: count(self.skipped),
            messages: count(self.messages),
            undone: count(self.undone),
            undone_by: self.undone_by,
            created_at: Millis(self.created_at),
            ended_at: self.ended_at.map(Millis),
            hold_until: self.hold_until.map(Millis),
        })
    }
}

type LineRow = (i64, Uuid, Option<Json<BatchChange>>, String, Option<String>, Option<Json<Vec<Uuid>>>);

fn line((place, order, change, state, reason, made): LineRow) -> BatchLine {
    BatchLine {
        place: u32::try_from(place).unwrap_or(0),
        order: OrderId(order),
        change: change.map(|change| change.0),
        state: LineState::parse(&state).unwrap_or(LineState::Skipped),
        reason,
        made: made.map(|made| made.0).unwrap_or_default(),
    }
}

/// Reads orders whole and holds them until the end of the transaction, with what their messages need: the tokens of
/// their links, and addresses that somebody typed.
macro_rules! hold_many {
    ($self:expr, $tx:expr, $ids:expr, $now:expr) => {{
        let list = values(1, $ids.len());
        if let Some(hold) = dialect!($self.database, HOLD_ORDERS) {
            let mut query = sqlx::query(AssertSqlSafe(hold.replace("@IDS", &list))).bind($self.shop.0);
            for id in $ids {
                query = query.bind(id.0);
            }
            query.execute(&mut *$tx).await?;
        }
        let select = dialect!($self.database, ORDERS).replace("@IDS", &list);
        let mut query = sqlx::query_as::<_, OrderRow>(AssertSqlSafe(select)).bind($self.shop.0);
        for id in $ids {
            query = query.bind(id.0);
        }
        let known: Vec<StoredOrder> = query.fetch_all(&mut *$tx).await?.into_iter().map(stored).collect();
        let select = format!(
            "SELECT order_id, id, sealed_token FROM links WHERE shop_id = $1 AND order_id IN ({list}) AND purpose = 'mail' \
             AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${}) ORDER BY created_at DESC, id DESC",
            $ids.len() + 2
        );
        let mut query = sqlx::query_as::<_, (Uuid, Uuid, Vec<u8>)>(AssertSqlSafe(select)).bind($self.shop.0);
        for id in $ids {
            query = query.bind(id.0);
        }
        let links = query.bind($now.0).fetch_all(&mut *$tx).await?;
        let mut links: std::collections::HashMap<Uuid, (Uuid, Vec<u8>)> =
            links.into_iter().map(|(order, id, sealed)| (order, (id, sealed))).collect();
        let mut typed = typed_addresses!($self, &mut *$tx, &known);
        let mut held = std::collections::HashMap::new();
        for order in known {
            let mail_link =
                links.remove(&order.id.0).and_then(|(id, sealed)| $self.open_link_token(&id, &sealed));
            let typed_address = typed.remove(&order.id);
            held.insert(order.id, Held { order, mail_link, typed_address, since: Vec::new() });
        }
        held
    }};
}

/// What a piece changes, written when its last order was planned.
#[derive(Default)]
struct Changes {
    /// The new entries of each order.
    fresh: BTreeMap<OrderId, Entries>,
    planned: Vec<PlannedChange>,
}

impl Changes {
    /// Takes a change in whose facts were merged; says whether they were news.
    fn add(&mut self, order: OrderId, applied: Applied, planned: PlannedChange) -> bool {
        if applied.changed {
            self.fresh.entry(order).or_default().extend(applied.entries);
            self.planned.push(planned);
        }
        applied.changed
    }
}

/// Writes the orders of a piece that changed, with all that goes with it.
macro_rules! write_piece {
    ($self:expr, $tx:expr, $held:expr, $changes:expr, $now:expr, $chance:expr) => {{
        let changed = $changes
            .fresh
            .iter()
            .filter_map(|(order, fresh)| $held.get(order).map(|held| Changed { order: &held.order, fresh }));
        let changed: Vec<Changed<'_>> = changed.collect();
        let planned: Vec<&PlannedChange> = $changes.planned.iter().collect();
        write_changes!($self, $tx, &changed, &planned, $now, $chance);
    }};
}

/// Writes what came of lines.
macro_rules! put_lines {
    ($self:expr, $tx:expr, $batch:expr, $lines:expr) => {
        for part in $lines.chunks(ROWS) {
            let statement = format!(
                "UPDATE batch_orders SET state = v.column2, reason = v.column3, made = {} \
                 FROM (VALUES @ROWS) AS v WHERE batch_id = $1 AND place = v.column1",
                dialect!($self.database, FOURTH_AS_JSON)
            );
            let mut query = many!(&statement, 1, part, 4).bind($batch.0);
            for line in part {
                query = query
                    .bind(i64::from(line.place))
                    .bind(line.state.word())
                    .bind(line.reason.clone())
                    .bind(serde_json::to_string(&line.made).unwrap_or_else(|_| "[]".into()));
            }
            query.execute(&mut *$tx).await?;
        }
    };
}

/// Whether the claim holds; it is prolonged.
macro_rules! still_held {
    ($self:expr, $tx:expr, $piece:expr) => {
        sqlx::query("UPDATE batches SET claimed_until = $1 WHERE shop_id = $2 AND id = $3 AND claim_id = $4")
            .bind($piece.lease_until.0)
            .bind($self.shop.0)
            .bind($piece.claimed.batch.id.0)
            .bind($piece.claimed.claim)
            .execute(&mut *$tx)
            .await?
            .rows_affected()
            > 0
    };
}

/// The next lines in a state.
macro_rules! next_lines {
    ($self:expr, $tx:expr, $piece:expr, $state:expr) => {{
        let rows: Vec<LineRow> = sqlx::query_as(
            "SELECT place, order_id, change, state, reason, made FROM batch_orders WHERE batch_id = $1 AND shop_id = $2 \
             AND state = $3 ORDER BY place LIMIT $4",
        )
        .bind($piece.claimed.batch.id.0)
        .bind($self.shop.0)
        .bind($state.word())
        .bind(i64::from($piece.most))
        .fetch_all(&mut *$tx)
        .await?;
        rows.into_iter().map(line).collect::<Vec<BatchLine>>()
    }};
}

impl ShopStore {
    /// Orders whole, in no particular sequence, without those the shop does not have.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn orders_whole(&self, ids: &[OrderId]) -> Result<Vec<StoredOrder>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let select = dialect!(self.database, ORDERS).replace("@IDS", &values(1, ids.len()));
        let rows: Vec<OrderRow> = read!(self.database, pool => {
            let mut query = sqlx::query_as(AssertSqlSafe(select)).bind(self.shop.0);
            for id in ids {
                query = query.bind(id.0);
            }
            query.fetch_all(pool).await?
        });
        Ok(rows.into_iter().map(stored).collect())
    }

    /// The orders with these names in their normal form ([`super::search_key::name_key`]), by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn orders_by_names(&self, keys: &[String]) -> Result<Vec<(String, OrderId)>, StoreError> {
        let mut found = Vec::new();
        for part in keys.chunks(ROWS) {
            let select = format!(
                "SELECT name_key, id FROM orders WHERE shop_id = $1 AND name_key IN ({}) ORDER BY id",
                values(1, part.len())
            );
            let rows: Vec<(String, Uuid)> = read!(self.database, pool => {
                let mut query = sqlx::query_as(AssertSqlSafe(select)).bind(self.shop.0);
                for key in part {
                    query = query.bind(key);
                }
                query.fetch_all(pool).await?
            });
            found.extend(rows.into_iter().map(|(key, id)| (key, OrderId(id))));
        }
        Ok(found)
    }

    /// Whether a shopper was told of a batch, or is being told: then it is not undone.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn batch_was_told(&self, batch: BatchId) -> Result<bool, StoreError> {
        let select = format!("SELECT {TOLD} FROM batches WHERE shop_id = $1 AND id = $2");
        let row: Option<(bool,)> = read!(self.database, pool => {
            sqlx::query_as(AssertSqlSafe(select)).bind(self.shop.0).bind(batch.0).fetch_optional(pool).await?
        });
        Ok(row.is_some_and(|(told,)| told))
    }

    /// The batches that may still be undone at `now`, newest first, at most so many.
    ///
    /// # Errors
    /// When the database does not answer or a row cannot be read.
    pub async fn undoable_batches(&self, now: Millis, most: u32) -> Result<Vec<Batch>, StoreError> {
        let select = format!("{} LIMIT $3", undoable(""));
        let rows: Vec<BatchRow> = read!(self.database, pool => {
            sqlx::query_as(AssertSqlSafe(select)).bind(self.shop.0).bind(now.0).bind(i64::from(most)).fetch_all(pool).await?
        });
        rows.into_iter().map(BatchRow::read).collect()
    }

    /// Keeps a new batch with its lines.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when an order is not this shop's; then nothing is kept.
    pub async fn add_batch(&self, batch: &Batch, lines: &[BatchLine]) -> Result<(), StoreError> {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        write!(self.database, tx => {
            sqlx::query("INSERT INTO batches (id, shop_id, user_id, who, change, state, total, done, skipped, messages, undone, \
                created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
                .bind(batch.id.0).bind(self.shop.0).bind(batch.user.0).bind(&batch.who).bind(Json(&batch.change))
                .bind(batch.state.word()).bind(number(batch.total)).bind(number(batch.done)).bind(number(batch.skipped))
                .bind(number(batch.messages)).bind(number(batch.undone)).bind(batch.created_at.0)
                .execute(&mut *tx).await?;
            for part in lines.chunks(ROWS) {
                let mut query = many!("INSERT INTO batch_orders (batch_id, shop_id, order_id, place, change, state, reason) VALUES @ROWS",
                    0, part, 7);
                for line in part {
                    query = query.bind(batch.id.0).bind(self.shop.0).bind(line.order.0).bind(i64::from(line.place))
                        .bind(line.change.as_ref().map(Json)).bind(line.state.word()).bind(&line.reason);
                }
                query.execute(&mut *tx).await?;
            }
        });
        Ok(())
    }

    /// A batch; `None` when the shop has none with this id.
    ///
    /// # Errors
    /// When the database does not answer or a row cannot be read.
    pub async fn batch(&self, batch: BatchId) -> Result<Option<Batch>, StoreError> {
        let select = format!("SELECT {COLUMNS} FROM batches WHERE shop_id = $1 AND id = $2");
        let row: Option<BatchRow> = read!(self.database, pool => {
            sqlx::query_as(AssertSqlSafe(select)).bind(self.shop.0).bind(batch.0).fetch_optional(pool).await?
        });
        row.map(BatchRow::read).transpose()
    }

    /// The newest batch of this person that may still be undone at `now`.
    ///
    /// # Errors
    /// When the database does not answer or a row cannot be read.
    pub async fn undoable_batch_of(&self, user: UserId, now: Millis) -> Result<Option<Batch>, StoreError> {
        let select = format!("{} LIMIT 1", undoable(" AND user_id = $3"));
        let row: Option<BatchRow> = read!(self.database, pool => {
            sqlx::query_as(AssertSqlSafe(select)).bind(self.shop.0).bind(now.0).bind(user.0).fetch_optional(pool).await?
        });
        row.map(BatchRow::read).transpose()
    }

    /// Up to `most` lines of a batch with this state, in their order, from a place on.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn batch_lines(
        &self,
        batch: BatchId,
        state: LineState,
        from: u32,
        most: u32,
    ) -> Result<Vec<NamedLine>, StoreError> {
        type Row =
            (i64, Uuid, Option<Json<BatchChange>>, String, Option<String>, Option<Json<Vec<Uuid>>>, String);
        let found: Vec<Row> = read!(self.database, pool => {
            sqlx::query_as("SELECT b.place, b.order_id, b.change, b.state, b.reason, b.made, o.name FROM batch_orders b \
                JOIN orders o ON o.id = b.order_id WHERE b.batch_id = $1 AND b.shop_id = $2 AND b.state = $3 AND b.place >= $4 \
                ORDER BY b.place LIMIT $5")
                .bind(batch.0).bind(self.shop.0).bind(state.word()).bind(i64::from(from)).bind(i64::from(most))
                .fetch_all(pool).await?
        });
        let named = |(place, order, change, state, reason, made, name): Row| NamedLine {
            name,
            line: line((place, order, change, state, reason, made)),
        };
        Ok(found.into_iter().map(named).collect())
    }

    /// Why orders of a batch are left out, and how many for each reason, most first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn skip_reasons(&self, batch: BatchId) -> Result<Vec<(String, u64)>, StoreError> {
        let found: Vec<(Option<String>, i64)> = read!(self.database, pool => {
            sqlx::query_as("SELECT reason, count(*) FROM batch_orders WHERE batch_id = $1 AND shop_id = $2 AND state = 'skipped' \
                GROUP BY reason ORDER BY 2 DESC, 1")
                .bind(batch.0).bind(self.shop.0).fetch_all(pool).await?
        });
        let reason = |(reason, count): (Option<String>, i64)| {
            (reason.unwrap_or_default(), u64::try_from(count).unwrap_or(0))
        };
        Ok(found.into_iter().map(reason).collect())
    }

    /// Starts a batch that was looked at, with a line of the audit log. Returns whether it was this call
    /// that started it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn start_batch(
        &self,
        batch: BatchId,
        audit: (&str, &Audited),
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<bool, StoreError> {
        let id = uuid_at(now, chance);
        Ok(write!(self.database, tx => {
            let started = sqlx::query("UPDATE batches SET state = 'running', messages = 0 WHERE shop_id = $1 AND id = $2 AND state = 'preview'")
                .bind(self.shop.0).bind(batch.0).execute(&mut *tx).await?.rows_affected() > 0;
            if started {
                insert_audit!(self, tx, id, audit.0, audit.1, now);
            }
            started
        }))
    }

    /// Starts undoing a batch, with a line of the audit log: at once none of its messages is sent any more.
    /// Returns whether it was this call that started it; not when a message is on its way or the time is
    /// over.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn start_undoing(
        &self,
        batch: BatchId,
        audit: (&str, &Audited),
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<bool, StoreError> {
        let id = uuid_at(now, chance);
        Ok(write!(self.database, tx => {
            // The batch first: of two at the same moment one waits here and then finds nothing to start.
            let mut started = sqlx::query("UPDATE batches SET state = 'undoing', undone_by = $4 WHERE shop_id = $1 AND id = $2 AND state = 'done' \
                AND hold_until > $3").bind(self.shop.0).bind(batch.0).bind(now.0).bind(audit.0).execute(&mut *tx).await?.rows_affected() > 0;
            if started {
                let canceled: Vec<(Uuid,)> = sqlx::query_as("UPDATE messages SET state = 'canceled' WHERE shop_id = $1 AND batch_id = $2 \
                    AND state IN ('waiting', 'retrying') RETURNING id").bind(self.shop.0).bind(batch.0).fetch_all(&mut *tx).await?;
                // Canceled first: what is claimed at this moment either waits for us or is counted here.
                let (told,): (bool,) = sqlx::query_as(AssertSqlSafe(format!("SELECT {TOLD} FROM batches WHERE shop_id = $1 AND id = $2")))
                    .bind(self.shop.0).bind(batch.0).fetch_one(&mut *tx).await?;
                if told {
                    for part in canceled.chunks(ROWS) {
                        let again = format!("UPDATE messages SET state = 'waiting' WHERE shop_id = $1 AND id IN ({})", values(1, part.len()));
                        let mut query = sqlx::query(AssertSqlSafe(again)).bind(self.shop.0).persistent(is_usual(part.len()));
                        for (message,) in part {
                            query = query.bind(*message);
                        }
                        query.execute(&mut *tx).await?;
                    }
                    sqlx::query("UPDATE batches SET state = 'done' WHERE shop_id = $1 AND id = $2")
                        .bind(self.shop.0).bind(batch.0).execute(&mut *tx).await?;
                    started = false;
                } else {
                    sqlx::query("UPDATE messages SET state = 'waiting', merged_into = NULL WHERE shop_id = $1 AND state = 'merged' \
                        AND (batch_id IS NULL OR batch_id <> $2) AND sealed_facts IS NOT NULL AND merged_into IN \
                        (SELECT id FROM messages WHERE shop_id = $1 AND batch_id = $2 AND state = 'canceled')")
                        .bind(self.shop.0).bind(batch.0).execute(&mut *tx).await?;
                    insert_audit!(self, tx, id, audit.0, audit.1, now);
                }
            }
            started
        }))
    }

    /// Carries out the next piece of a batch: `plan` decides about each order as it is now and names the
    /// facts it makes; its refusal is the reason why an order is left out. The last piece ends the batch:
    /// from then on its messages wait for the hold window.
    ///
    /// # Errors
    /// When the database does not answer; then nothing of the piece happened.
    pub async fn batch_piece(
        &self,
        piece: PieceOf<'_>,
        now: Millis,
        chance: &dyn Chance,
        mut plan: impl FnMut(&Held, &BatchLine) -> Result<(PlannedChange, Vec<Uuid>), String> + Send,
    ) -> Result<Piece, StoreError> {
        let batch = piece.claimed.batch.id;
        Ok(write!(self.database, tx => {
            if still_held!(self, tx, piece) {
                let mut lines = next_lines!(self, tx, piece, LineState::Waiting);
                let ids: Vec<OrderId> = lines.iter().map(|line| line.order).collect();
                let (mut done, mut skipped, mut messages) = (0i64, 0i64, 0i64);
                if !ids.is_empty() {
                    let mut held = hold_many!(self, tx, &ids, now);
                    let mut changes = Changes::default();
                    for line in &mut lines {
                        let known = held.get_mut(&line.order).filter(|held| !held.order.erased);
                        let planned = match known {
                            None => Err("its personal data was erased".to_owned()),
                            Some(held) => plan(held, line).map(|(planned, made)| (held, planned, made)),
                        };
                        match planned {
                            Ok((held, planned, made)) => {
                                let applied = self.merge(&mut held.order, &planned.news);
                                let told = i64::try_from(planned.messages.len()).unwrap_or(0);
                                if changes.add(line.order, applied, planned) {
                                    messages += told;
                                }
                                (line.state, line.made) = (LineState::Done, made);
                                done += 1;
                            }
                            Err(reason) => {
                                (line.state, line.reason) = (LineState::Skipped, Some(reason));
                                skipped += 1;
                            }
                        }
                    }
                    write_piece!(self, tx, held, changes, now, chance);
                    put_lines!(self, tx, batch, lines);
                }
                sqlx::query("UPDATE batches SET done = done + $1, skipped = skipped + $2, messages = messages + $3 WHERE shop_id = $4 AND id = $5")
                    .bind(done).bind(skipped).bind(messages).bind(self.shop.0).bind(batch.0).execute(&mut *tx).await?;
                if lines.len() < piece.most as usize {
                    let held = now.plus_seconds(piece.hold_seconds);
                    let until = piece.send_at.map_or(held, |at| at.max(held));
                    // Where no message waits for its time, nothing else does.
                    sqlx::query("UPDATE batches SET state = 'done', ended_at = $1, hold_until = CASE WHEN messages > 0 THEN $2 ELSE $5 END, \
                        claim_id = NULL, claimed_until = NULL WHERE shop_id = $3 AND id = $4")
                        .bind(now.0).bind(until.0).bind(self.shop.0).bind(batch.0).bind(held.0).execute(&mut *tx).await?;
                    sqlx::query("UPDATE messages SET not_before = $1 WHERE shop_id = $2 AND batch_id = $3 AND state = 'waiting'")
                        .bind(until.0).bind(self.shop.0).bind(batch.0).execute(&mut *tx).await?;
                    Piece::Over
                } else {
                    Piece::More
                }
            } else {
                Piece::Lost
            }
        }))
    }

    /// Undoes the next piece of a batch: `plan` makes the facts that say so from those that were made. Its
    /// messages were canceled when undoing began.
    ///
    /// # Errors
    /// When the database does not answer; then nothing of the piece happened.
    pub async fn undo_piece(
        &self,
        piece: PieceOf<'_>,
        now: Millis,
        chance: &dyn Chance,
        plan: impl Fn(&BatchLine) -> PlannedChange + Send,
    ) -> Result<Piece, StoreError> {
        let batch = piece.claimed.batch.id;
        Ok(write!(self.database, tx => {
            if still_held!(self, tx, piece) {
                let mut lines = next_lines!(self, tx, piece, LineState::Done);
                let ids: Vec<OrderId> = lines.iter().map(|line| line.order).collect();
                if !ids.is_empty() {
                    let mut held = hold_many!(self, tx, &ids, now);
                    let mut changes = Changes::default();
                    for line in &mut lines {
                        if let Some(held) = held.get_mut(&line.order).filter(|held| !held.order.erased) {
                            let planned = plan(line);
                            let applied = self.merge(&mut held.order, &planned.news);
                            changes.add(line.order, applied, planned);
                        }
                        line.state = LineState::Undone;
                    }
                    write_piece!(self, tx, held, changes, now, chance);
                    put_lines!(self, tx, batch, lines);
                }
                let undone = i64::try_from(lines.len()).unwrap_or(0);
                sqlx::query("UPDATE batches SET undone = undone + $1 WHERE shop_id = $2 AND id = $3")
                    .bind(undone).bind(self.shop.0).bind(batch.0).execute(&mut *tx).await?;
                if lines.len() < piece.most as usize {
                    sqlx::query("UPDATE batches SET state = 'undone', claim_id = NULL, claimed_until = NULL WHERE shop_id = $1 AND id = $2")
                        .bind(self.shop.0).bind(batch.0).execute(&mut *tx).await?;
                    Piece::Over
                } else {
                    Piece::More
                }
            } else {
                Piece::Lost
            }
        }))
    }

    /// Before when no message of a batch that still runs is sent.
    #[must_use]
    pub const fn far(now: Millis) -> Millis {
        now.plus_days(FAR_DAYS)
    }
}

impl Store {
    /// Claims the oldest batch that is to be carried out or undone and that nobody holds; also one whose
    /// holder's lease ran out. `None` when there is nothing to do.
    ///
    /// # Errors
    /// When the database does not answer or a row cannot be read.
    pub async fn claim_batch(
        &self,
        lease_until: Millis,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<Option<ClaimedBatch>, StoreError> {
        let claim = uuid_at(now, chance);
        let statement = format!("{} RETURNING {COLUMNS}", dialect!(self.database, CLAIM_BATCH));
        let row: Option<BatchRow> = write!(self.database, tx => {
            sqlx::query_as(AssertSqlSafe(statement)).bind(lease_until.0).bind(claim).bind(now.0).fetch_optional(&mut *tx).await?
        });
        let Some(row) = row else { return Ok(None) };
        Ok(Some(ClaimedBatch { shop: ShopId(row.shop_id), batch: row.read()?, claim }))
    }
}
