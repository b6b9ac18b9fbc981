//! What the page of a batch says.

use crate::domain::admin_routes::{self, BATCH, BATCH_CONFIRM, BATCH_UNDO, ORDERS, in_shop};
use crate::domain::batch::{Batch, BatchState, LineState};
use crate::domain::shop::Shop;
use crate::services::{ServiceError, Services};
use crate::store::NamedLine;
use crate::wire::admin::bulk::{BatchLineView, BatchStage, BatchView};

use super::words::{change_words, counted};

/// Orders shown of each kind.
const SHOWN: u32 = 50;
/// Reasons told in the sentence; the list below it has all of them.
const REASONS: usize = 3;

impl Services {
    /// The page of a batch.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn batch_view(&self, shop: &Shop, batch: &Batch) -> Result<BatchView, ServiceError> {
        let store = self.store.shop(shop.id);
        let statuses = store.statuses().await?;
        let zone = shop.settings.zone();
        let shown = match batch.state {
            BatchState::Preview | BatchState::Running => LineState::Waiting,
            BatchState::Done | BatchState::Undoing => LineState::Done,
            BatchState::Undone => LineState::Undone,
        };
        let lines = store.batch_lines(batch.id, shown, 0, SHOWN).await?;
        let skipped = store.batch_lines(batch.id, LineState::Skipped, 0, SHOWN).await?;
        let skips = store.skip_reasons(batch.id).await?;
        let path = |pattern: &str| in_shop(pattern, &shop.handle).replace("{batch}", &batch.id.to_string());
        let line = |NamedLine { name, line }: NamedLine| BatchLineView {
            href: admin_routes::order(&shop.handle, line.order),
            text: line
                .reason
                .clone()
                .or_else(|| line.change.as_ref().map(|change| change_words(change, &statuses, &zone)))
                .unwrap_or_default(),
            name,
        };
        let changes = batch.total - batch.skipped;
        let confirm = (batch.state == BatchState::Preview && changes > 0).then(|| path(BATCH_CONFIRM));
        let in_time = batch.is_undoable(self.clock.now());
        let told = in_time && store.batch_was_told(batch.id).await?;
        let undo = (in_time && !told).then(|| path(BATCH_UNDO));
        let today = self.clock.now().in_zone(&zone).date();
        let time = |at: crate::domain::clock::Millis| {
            let at = at.in_zone(&zone);
            let pattern = if at.date() == today { "%H:%M:%S" } else { "%A %-d %B %Y, %H:%M" };
            at.strftime(pattern).to_string()
        };
        Ok(BatchView {
            stage: stage(batch.state),
            sentence: sentence(batch, &skips),
            what: capital(&change_words(&batch.change, &statuses, &zone)),
            who: batch.who.clone(),
            skips: skips
                .into_iter()
                .map(|(reason, count)| (reason, counted(count, "order", "orders")))
                .collect(),
            lines: lines.into_iter().map(line).collect(),
            skipped: skipped.into_iter().map(line).collect(),
            progress: match batch.state {
                BatchState::Undoing | BatchState::Undone => (batch.undone, batch.done),
                _ => (batch.done + batch.skipped, batch.total),
            },
            confirm,
            confirm_words: format!("Change {}", counted(changes, "order", "orders")),
            undo,
            told,
            undo_until: batch.hold_until.map(time).unwrap_or_default(),
            orders: in_shop(ORDERS, &shop.handle),
        })
    }

    /// The changes of many orders that can still be undone: the address of each and what it did, newest first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn undoable_changes(&self, shop: &Shop) -> Result<Vec<(String, String)>, ServiceError> {
        let store = self.store.shop(shop.id);
        let batches = store.undoable_batches(self.clock.now(), SHOWN).await?;
        if batches.is_empty() {
            return Ok(Vec::new());
        }
        let (statuses, zone) = (store.statuses().await?, shop.settings.zone());
        let told = |batch: Batch| {
            let (orders, what) =
                (counted(batch.done, "order", "orders"), change_words(&batch.change, &statuses, &zone));
            (self.batch_path(shop, batch.id), format!("{orders}: {what}, by {}", batch.who))
        };
        Ok(batches.into_iter().map(told).collect())
    }

    /// Path of a batch's page.
    #[must_use]
    pub fn batch_path(&self, shop: &Shop, batch: crate::domain::ids::BatchId) -> String {
        in_shop(BATCH, &shop.handle).replace("{batch}", &batch.to_string())
    }
}

const fn stage(state: BatchState) -> BatchStage {
    match state {
        BatchState::Preview => BatchStage::Preview,
        BatchState::Running => BatchStage::Running,
        BatchState::Done => BatchStage::Done,
        BatchState::Undoing => BatchStage::Undoing,
        BatchState::Undone => BatchStage::Undone,
    }
}

/// The words as a heading.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What the change is about to do or did, in one sentence. `skips` are reasons with the number of orders.
pub(super) fn sentence(batch: &Batch, skips: &[(String, u64)]) -> String {
    let orders = |count| counted(count, "order", "orders");
    let messages = counted(batch.messages, "message", "messages");
    let skipped = skipped(batch.skipped, skips);
    match batch.state {
        BatchState::Preview if batch.waiting() == 0 => format!("No order changes{skipped}."),
        BatchState::Preview => {
            let verb = if batch.waiting() == 1 { "changes" } else { "change" };
            format!("{} {verb}, {messages}{skipped}.", orders(batch.waiting()))
        }
        BatchState::Running => format!("{} of {} so far.", batch.done + batch.skipped, orders(batch.total)),
        BatchState::Done => format!("{} changed, {messages}{skipped}.", orders(batch.done)),
        BatchState::Undoing => format!("{} of {} undone so far.", batch.undone, orders(batch.done)),
        BatchState::Undone => format!("{} undone. No message was sent.", orders(batch.undone)),
    }
}

/// ", 2 skipped because they are canceled in Shopify"; nothing when none is.
fn skipped(count: u64, skips: &[(String, u64)]) -> String {
    let number = |count| counted(count, "", "").trim().to_owned();
    match skips {
        _ if count == 0 => String::new(),
        [] => format!(", {} skipped", number(count)),
        [(reason, _)] => format!(", {} skipped because {}", number(count), of_so_many(reason, count)),
        several => {
            let reasons: Vec<String> = several
                .iter()
                .take(REASONS)
                .map(|(reason, count)| format!("{} because {}", number(*count), of_so_many(reason, *count)))
                .collect();
            let rest = if several.len() > REASONS { ", others for other reasons" } else { "" };
            format!(", {} skipped: {}{rest}", number(count), reasons.join(", "))
        }
    }
}

/// A reason told of one order, told of several.
fn of_so_many(reason: &str, count: u64) -> String {
    let plural = [("it is ", "they are "), ("it has ", "they have "), ("its ", "their ")];
    match plural.into_iter().find(|(one, _)| count > 1 && reason.starts_with(one)) {
        Some((one, many)) => format!("{many}{}", &reason[one.len()..]),
        None => reason.to_owned(),
    }
}
