//! A merchant's change of one order with all that goes with it: the fact, its entry, the messages, the
//! link they carry and the line of the audit log, in one transaction. What is to be done is decided
//! inside it, by a plan that sees the order as it is then. Start with [`ShopStore::change_with`].

use uuid::Uuid;

use super::database::{dialect, write};
use super::orders::{OrderRow, StoredOrder, Taken, stored};
use super::put_orders::Changed;
use super::suppressions::typed_addresses;
use super::take_in::report;
use super::{ShopStore, StoreError};
use crate::domain::audit::Audited;
use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::{BatchId, OrderId};
use crate::domain::link::{Link, Token};
use crate::domain::message::Message;
use crate::domain::order::Order;

/// An order as it is while nobody else may change it.
#[derive(Clone, Debug)]
pub struct Held {
    /// The order.
    pub order: StoredOrder,
    /// The token of its link for messages; `None` when there is none yet.
    pub mail_link: Option<Token>,
    /// Where its messages go although Shopify tells no address: what staff typed, or a shopper.
    pub typed_address: Option<String>,
    /// Keys of the entries of merchants that came after the revision asked for, oldest first.
    pub since: Vec<String>,
}

impl Held {
    /// The address that a message to the shopper is recorded with; `None` when nobody knows one. Which one it goes to
    /// is looked at again when it is sent.
    #[must_use]
    pub fn mail_address(&self) -> Option<&str> {
        self.order.order.mail_address().or(self.typed_address.as_deref())
    }
}

/// What is to be done with an order.
#[derive(Clone, Debug, Default)]
pub struct PlannedChange {
    /// The facts.
    pub news: Order,
    /// A new link that the messages carry.
    pub link: Option<(Link, Token)>,
    /// The messages. None is written when the facts were known before.
    pub messages: Vec<PlannedMessage>,
    /// Who, and the line of the audit log; nothing for what a batch writes as a whole.
    pub audit: Option<(String, Audited)>,
}

/// A message that tells of a change.
#[derive(Clone, Debug)]
pub struct PlannedMessage {
    /// The message.
    pub message: Message,
    /// The change it tells of: undoing that cancels the message.
    pub change: Uuid,
    /// The batch it belongs to.
    pub batch: Option<BatchId>,
}

/// What came of undoing a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndoOutcome {
    /// It no longer counts; so many messages were canceled.
    Undone {
        /// Messages canceled.
        canceled: u64,
    },
    /// It was undone before.
    Already,
    /// Somebody was told already, or it is too late.
    TooLate,
    /// The order has no such change.
    NoChange,
}

/// Reads the token of the order's link for messages.
macro_rules! mail_link {
    ($self:expr, $tx:expr, $order:expr, $now:expr) => {{
        let row: Option<(uuid::Uuid, Vec<u8>)> = sqlx::query_as(
            "SELECT id, sealed_token FROM links WHERE shop_id = $1 AND order_id = $2 AND purpose = 'mail' \
             AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3) ORDER BY created_at, id LIMIT 1",
        )
        .bind($self.shop.0)
        .bind($order)
        .bind($now.0)
        .fetch_optional(&mut *$tx)
        .await?;
        row.and_then(|(id, sealed)| $self.open_link_token(&id, &sealed))
    }};
}

/// Writes all that goes with changes whose facts were taken in: of the orders, each named once, and of the plans.
macro_rules! write_changes {
    ($self:expr, $tx:expr, $changed:expr, $planned:expr, $now:expr, $chance:expr) => {{
        let planned: &[&$crate::store::PlannedChange] = $planned;
        $crate::store::put_orders::put!($self, $tx, $changed, $now);
        let links = planned.iter().filter_map(|planned| planned.link.as_ref());
        let links: Vec<_> = links.map(|(link, token)| $self.new_link(link, token, $chance)).collect();
        $crate::store::links::insert_links!($self, $tx, &links);
        let messages = planned.iter().flat_map(|planned| &planned.messages);
        let messages: Vec<_> = messages.map(|message| $self.new_planned(message, $chance)).collect();
        $crate::store::messages::insert_messages!($self, $tx, &messages);
        for (who, what) in planned.iter().filter_map(|planned| planned.audit.as_ref()) {
            let line = $crate::domain::ids::uuid_at($now, $chance);
            $crate::store::audit::insert_audit!($self, $tx, line, who, what, $now);
        }
    }};
}

/// Takes the facts of a change in and writes all that goes with it; gives what came of the facts.
macro_rules! carry_out {
    ($self:expr, $tx:expr, $known:expr, $planned:expr, $now:expr, $chance:expr) => {{
        let applied = $self.merge($known, &$planned.news);
        if applied.changed {
            let changed = Changed { order: $known, fresh: &applied.entries };
            write_changes!($self, $tx, &[changed], &[&$planned], $now, $chance);
        }
        report($known.id, false, &applied)
    }};
}

pub(super) use {mail_link, write_changes};

impl ShopStore {
    /// Carries out what `plan` decides about an order, which nobody else changes meanwhile. `seen` is the
    /// revision after which changes of merchants are told to the plan. `None` when the shop has no such
    /// order or it is erased; the plan's own refusal inside.
    ///
    /// # Errors
    /// When the database does not answer; then nothing changed.
    pub async fn change_with<R: Send>(
        &self,
        order: OrderId,
        seen: Option<i64>,
        now: Millis,
        chance: &dyn Chance,
        plan: impl FnOnce(&Held) -> Result<PlannedChange, R> + Send,
    ) -> Result<Option<Result<Taken, R>>, StoreError> {
        Ok(write!(self.database, tx => {
            if let Some(hold) = dialect!(self.database, HOLD_ORDER_BY_ID) {
                sqlx::query(hold).bind(self.shop.0).bind(order.0).execute(&mut *tx).await?;
            }
            let row: Option<OrderRow> = sqlx::query_as(dialect!(self.database, ORDER))
                .bind(self.shop.0).bind(order.0).fetch_optional(&mut *tx).await?;
            match row.map(stored).filter(|known| !known.erased) {
                None => None,
                Some(known) => {
                    let mut since: Vec<(String,)> = Vec::new();
                    if let Some(seen) = seen.filter(|seen| *seen < known.revision) {
                        since = sqlx::query_as("SELECT key FROM entries WHERE shop_id = $1 AND order_id = $2 AND revision > $3 \
                            AND (key LIKE 'status/%' OR key LIKE 'due/%' OR key LIKE 'comment/%' OR key LIKE 'item/%' \
                            OR key LIKE 'undone/%') ORDER BY revision, key")
                            .bind(self.shop.0).bind(order.0).bind(seen).fetch_all(&mut *tx).await?;
                    }
                    let mut held = Held {
                        mail_link: mail_link!(self, tx, order.0, now),
                        typed_address: typed_addresses!(self, &mut *tx, std::slice::from_ref(&known)).remove(&order),
                        since: since.into_iter().map(|(key,)| key).collect(),
                        order: known,
                    };
                    match plan(&held) {
                        Err(refused) => Some(Err(refused)),
                        Ok(planned) => Some(Ok(carry_out!(self, tx, &mut held.order, planned, now, chance))),
                    }
                }
            }
        }))
    }

    /// Undoes changes of a merchant, all of them or none: `planned` holds the facts that say so. Waiting
    /// messages about them are canceled. It is too late once one is on its way, and where none waits at
    /// `hold_until`.
    ///
    /// # Errors
    /// When the database does not answer; then nothing changed.
    pub async fn undo_changes(
        &self,
        order: OrderId,
        planned: &PlannedChange,
        hold_until: Millis,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<UndoOutcome, StoreError> {
        Ok(write!(self.database, tx => {
            if let Some(hold) = dialect!(self.database, HOLD_ORDER_BY_ID) {
                sqlx::query(hold).bind(self.shop.0).bind(order.0).execute(&mut *tx).await?;
            }
            let row: Option<OrderRow> = sqlx::query_as(dialect!(self.database, ORDER))
                .bind(self.shop.0).bind(order.0).fetch_optional(&mut *tx).await?;
            match row.map(stored).filter(|known| !known.erased) {
                None => UndoOutcome::NoChange,
                Some(mut known) => {
                    let mut states: Vec<(Uuid, String)> = Vec::new();
                    for change in planned.news.undone.keys() {
                        let of_this: Vec<(Uuid, String)> = sqlx::query_as(dialect!(self.database, MESSAGES_OF_CHANGE))
                            .bind(self.shop.0).bind(change).fetch_all(&mut *tx).await?;
                        states.extend(of_this);
                    }
                    let outcome = may_undo(&known.order, &planned.news, &states, now < hold_until);
                    if matches!(outcome, UndoOutcome::Undone { .. }) {
                        carry_out!(self, tx, &mut known, planned, now, chance);
                        for (message, _) in states.iter().filter(|(_, state)| waits(state)) {
                            sqlx::query("UPDATE messages SET state = 'canceled' WHERE shop_id = $1 AND id = $2")
                                .bind(self.shop.0).bind(message).execute(&mut *tx).await?;
                            // What it was to tell for others is told by them again.
                            sqlx::query("UPDATE messages SET state = 'waiting', merged_into = NULL WHERE shop_id = $1 AND merged_into = $2 \
                                AND sealed_facts IS NOT NULL")
                                .bind(self.shop.0).bind(message).execute(&mut *tx).await?;
                        }
                    }
                    outcome
                }
            }
        }))
    }
}

fn waits(state: &str) -> bool {
    matches!(state, "waiting" | "retrying")
}

fn may_undo(known: &Order, news: &Order, messages: &[(Uuid, String)], in_time: bool) -> UndoOutcome {
    let is_there = |id: &Uuid| {
        [
            known.status_changes.contains_key(id),
            known.due_changes.contains_key(id),
            known.comments.contains_key(id),
            known.item_changes.contains_key(id),
        ]
        .contains(&true)
    };
    let is_told = |state: &str| matches!(state, "sending" | "handing_over" | "sent" | "unknown");
    let waiting = messages.iter().filter(|(_, state)| waits(state)).count() as u64;
    if news.undone.is_empty() || !news.undone.keys().all(is_there) {
        UndoOutcome::NoChange
    } else if news.undone.keys().all(|id| known.is_undone(*id)) {
        UndoOutcome::Already
    } else if messages.iter().any(|(_, state)| is_told(state)) || (waiting == 0 && !in_time) {
        UndoOutcome::TooLate
    } else {
        UndoOutcome::Undone { canceled: waiting }
    }
}
