//! Changes of many orders: looked at first, carried out by a worker a piece at a time, undone as a whole
//! while its messages wait. Nothing is done twice: every fact has an id made of batch and order.
//!
//! Start with [`Services::prepare_batch`]; [`Services::work_on_batch`] carries out; [`csv`] reads lists
//! with a change per order.

mod apply;
pub mod csv;
mod fields;
mod view;
mod words;

use crate::domain::account::User;
use crate::domain::audit::Audited;
use crate::domain::batch::{Batch, BatchChange, BatchLine, BatchState, LineState, MOST_ORDERS};
use crate::domain::ids::{BatchId, OrderId};
use crate::domain::order_filter::OrderFilter;
use crate::domain::shop::Shop;
use crate::store::{Held, Piece, PieceOf, PlannedChange, ShopStore};

use super::change_order::{Planner, undone};
use super::orders_index::present::now_in;
use super::{ServiceError, Services};

use apply::Deciding;
pub use fields::read_fields;
pub use words::{change_words, counted};

/// Orders a transaction: few enough that webhooks and pages get their turn.
pub const PIECE: u32 = 200;
/// What somebody is told who chose more than a batch holds.
pub const TOO_MANY: &str =
    "More than 20,000 orders are chosen. Narrow the filter and change them in several goes.";
/// How long a worker holds a batch without a sign of life.
const LEASE_SECONDS: i64 = 15;

/// Which orders, and what is different for each.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The order.
    pub order: OrderId,
    /// Its own change, where it has one.
    pub change: Option<BatchChange>,
}

impl Services {
    /// Keeps a batch to be looked at: which orders it changes, which it leaves out and why, how many
    /// messages it writes. Nothing happens to an order.
    ///
    /// # Errors
    /// [`ServiceError::Input`] when nothing is chosen or too much.
    pub async fn prepare_batch(
        &self,
        shop: &Shop,
        user: &User,
        chosen: &[Chosen],
        change: &BatchChange,
    ) -> Result<BatchId, ServiceError> {
        if chosen.is_empty() {
            return Err(ServiceError::Input("Choose at least one order, then change them together.".into()));
        }
        if chosen.len() > MOST_ORDERS {
            return Err(ServiceError::Input(TOO_MANY.into()));
        }
        let store = self.store.shop(shop.id);
        let statuses = store.statuses().await?;
        let now = self.clock.now();
        let id = BatchId::new(now, &*self.chance);
        let planner = Planner { services: self, shop, statuses: &statuses, now, batch: Some((id, now)) };
        let of_all = self.deciding(planner, &user.name, id);
        let mut lines = Vec::with_capacity(chosen.len());
        let (mut skipped, mut messages) = (0u64, 0u64);
        for (index, part) in chosen.chunks(PIECE as usize).enumerate() {
            let ids: Vec<OrderId> = part.iter().map(|chosen| chosen.order).collect();
            let known = store.orders_whole(&ids).await?;
            let mut typed = store.typed_addresses(&known).await?;
            let mut known: std::collections::HashMap<_, _> = known.into_iter().map(|o| (o.id, o)).collect();
            for (inner, chosen) in part.iter().enumerate() {
                // An order of another shop, or one named twice, is none.
                let Some(order) = known.remove(&chosen.order) else { continue };
                let place = u32::try_from(index * PIECE as usize + inner).unwrap_or(u32::MAX);
                let typed_address = typed.remove(&order.id);
                let held = Held { order, mail_link: None, typed_address, since: Vec::new() };
                let outcome = apply::decide(&of_all, &held, chosen.change.as_ref(), change);
                let (state, reason) = match outcome {
                    Ok((planned, _)) => {
                        messages += planned.messages.len() as u64;
                        (LineState::Waiting, None)
                    }
                    Err(reason) => {
                        skipped += 1;
                        (LineState::Skipped, Some(reason))
                    }
                };
                let (order, change) = (chosen.order, chosen.change.clone());
                lines.push(BatchLine { place, order, change, state, reason, made: Vec::new() });
            }
            tokio::task::yield_now().await;
        }
        if lines.is_empty() {
            return Err(ServiceError::Input(
                "None of the chosen orders is here any more. Choose again.".into(),
            ));
        }
        let batch = Batch {
            id,
            user: user.id,
            who: user.name.clone(),
            change: change.clone(),
            state: BatchState::Preview,
            total: lines.len() as u64,
            done: 0,
            skipped,
            messages,
            undone: 0,
            undone_by: None,
            created_at: now,
            ended_at: None,
            hold_until: None,
        };
        store.add_batch(&batch, &lines).await?;
        Ok(id)
    }

    /// The orders that a filter of the orders index finds now, at most so many. `filter` is a query as in
    /// the index's address; what cannot be read in it is passed over, as there.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn orders_of_filter(
        &self,
        shop: &Shop,
        filter: &str,
        most: usize,
    ) -> Result<Vec<OrderId>, ServiceError> {
        let store = self.store.shop(shop.id);
        let statuses = store.statuses().await?;
        let now = now_in(shop, &statuses, self.clock.now());
        let filter = OrderFilter::from_query(filter);
        let most = u32::try_from(most).unwrap_or(u32::MAX);
        Ok(store.order_ids_matching(&filter, &now, None, most).await?)
    }

    fn deciding<'a>(&self, planner: Planner<'a>, who: &'a str, batch: BatchId) -> Deciding<'a> {
        let calendar = planner.shop.settings.calendar();
        Deciding { planner, calendar, who, once: batch.to_string() }
    }

    /// Starts a batch that was looked at. Returns whether it was this call that started it: a second one
    /// changes nothing.
    ///
    /// # Errors
    /// [`ServiceError::Input`] when the time chosen for its messages has passed meanwhile.
    pub async fn confirm_batch(&self, shop: &Shop, batch: &Batch) -> Result<bool, ServiceError> {
        let late = batch.change.send_at.is_some_and(|at| at <= self.clock.now());
        if late && batch.state == BatchState::Preview {
            return Err(ServiceError::Input(
                "The time chosen for the messages has passed. Nothing was changed: choose the orders again, with another time."
                    .into(),
            ));
        }
        let store = self.store.shop(shop.id);
        let statuses = store.statuses().await?;
        let what = Audited {
            action: "orders.changed".into(),
            subject: counted(batch.total - batch.skipped, "order", "orders"),
            before: None,
            after: Some(change_words(&batch.change, &statuses, &shop.settings.zone())),
        };
        Ok(store.start_batch(batch.id, (&batch.who, &what), self.clock.now(), &*self.chance).await?)
    }

    /// Starts undoing a batch. Returns whether that is possible: not once its messages are sent.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn undo_batch(&self, shop: &Shop, batch: &Batch, by: &User) -> Result<bool, ServiceError> {
        let what = Audited {
            action: "orders.undone".into(),
            subject: counted(batch.done, "order", "orders"),
            ..Audited::default()
        };
        let store = self.store.shop(shop.id);
        Ok(store.start_undoing(batch.id, (&by.name, &what), self.clock.now(), &*self.chance).await?)
    }

    /// Carries out what waits of one batch: up to `pieces` pieces of `most` orders. Returns whether there
    /// was anything to do. A worker that dies leaves a batch that the next one goes on with.
    ///
    /// # Errors
    /// When the store does not answer; what was done stays done, the rest waits.
    pub async fn work_on_batch(&self, most: u32, pieces: usize) -> Result<bool, ServiceError> {
        let lease = || self.clock.now().plus_seconds(LEASE_SECONDS);
        let Some(claimed) = self.store.claim_batch(lease(), self.clock.now(), &*self.chance).await? else {
            return Ok(false);
        };
        let shops = self.store.shops().await?;
        let Some(shop) = shops.into_iter().find(|shop| shop.id == claimed.shop) else { return Ok(false) };
        let store = self.store.shop(shop.id).keeping_address(shop.settings.keep_address);
        let hold_seconds = i64::from(shop.settings.hold_seconds);
        let send_at = claimed.batch.change.send_at;
        for _ in 0..pieces {
            let piece = PieceOf { claimed: &claimed, most, lease_until: lease(), hold_seconds, send_at };
            if self.work_a_piece(&shop, &store, piece).await? != Piece::More {
                break;
            }
            // Pages and webhooks come in between.
            tokio::task::yield_now().await;
        }
        Ok(true)
    }

    async fn work_a_piece(
        &self,
        shop: &Shop,
        store: &ShopStore,
        piece: PieceOf<'_>,
    ) -> Result<Piece, ServiceError> {
        let now = self.clock.now();
        let batch = &piece.claimed.batch;
        if batch.state == BatchState::Undoing {
            let plan = |line: &BatchLine| PlannedChange {
                news: undone(&line.made, batch.undone_by.as_deref().unwrap_or(&batch.who), now),
                ..PlannedChange::default()
            };
            return Ok(store.undo_piece(piece, now, &*self.chance, plan).await?);
        }
        let statuses = store.statuses().await?;
        let far = Some((batch.id, ShopStore::far(now)));
        let planner = Planner { services: self, shop, statuses: &statuses, now, batch: far };
        let of_all = self.deciding(planner, &batch.who, batch.id);
        let plan =
            |held: &Held, line: &BatchLine| apply::decide(&of_all, held, line.change.as_ref(), &batch.change);
        Ok(store.batch_piece(piece, now, &*self.chance, plan).await?)
    }
}
