//! Imports what Shopify gives: single orders, lists, GraphQL answers, bulk exports.
//!
//! Orders are taken in in small transactions: a crash loses nothing that was reported, and importing
//! again ends in the same store. A broken line stops nothing else.

use std::io::BufRead;

use crate::domain::shop::Shop;
use crate::shopify::intake::{self, Piece};
use crate::store::{Incoming, TakenAs};

use super::{ServiceError, Services};

/// Orders taken in per transaction: large enough to be fast, small enough to let others write.
const BATCH: usize = 100;

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// Orders not known before.
    pub new: u64,
    /// Orders that brought news.
    pub changed: u64,
    /// Orders that brought none.
    pub unchanged: u64,
    /// What is knowingly left out: place and reason.
    pub skipped: Vec<(String, String)>,
    /// What could not be read: place and reason.
    pub refused: Vec<(String, String)>,
}

impl Services {
    /// Imports one file. `file` names it in the summary; `progress` hears how many orders are in.
    ///
    /// # Errors
    /// When the store does not answer; all batches before are kept.
    pub async fn import(
        &self,
        shop: &Shop,
        file: &str,
        reader: impl BufRead + Send,
        summary: &mut ImportSummary,
        progress: &(dyn Fn(u64) + Send + Sync),
    ) -> Result<(), ServiceError> {
        let mut batch = Vec::with_capacity(BATCH);
        for piece in intake::read(reader, intake::Limits::default()) {
            match piece {
                Piece::Order { shopify_id, news, .. } => batch.push(Incoming { shopify_id, news }),
                Piece::Skipped { line, reason } => summary.skipped.push((place(file, line), reason)),
                Piece::Refused { line, reason } => summary.refused.push((place(file, line), reason)),
            }
            if batch.len() >= BATCH {
                self.take_in(shop, &mut batch, summary).await?;
                progress(summary.new + summary.changed + summary.unchanged);
            }
        }
        self.take_in(shop, &mut batch, summary).await?;
        progress(summary.new + summary.changed + summary.unchanged);
        Ok(())
    }

    async fn take_in(
        &self,
        shop: &Shop,
        batch: &mut Vec<Incoming>,
        summary: &mut ImportSummary,
    ) -> Result<(), ServiceError> {
        if batch.is_empty() {
            return Ok(());
        }
        let store = self.store.shop(shop.id).keeping_address(shop.settings.keep_address);
        for taken in store.take_in(batch, self.clock.now(), &*self.chance).await? {
            match taken.outcome {
                TakenAs::New => summary.new += 1,
                TakenAs::Changed => summary.changed += 1,
                TakenAs::Unchanged => summary.unchanged += 1,
            }
        }
        batch.clear();
        Ok(())
    }
}

fn place(file: &str, line: Option<u64>) -> String {
    line.map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"))
}
