//! Reading a shop's whole history: a bulk export for the orders, then one read by API for each that is
//! open, sent back or shipped, because carrier events and more do not come with an export (Shopify facts
//! 2.9); what is still moving first. Every step is kept, so a killed run goes on where it was.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::domain::ids::ShopifyId;
use crate::domain::shop::Shop;
use crate::domain::standing::Part;
use crate::shopify::api::{BULK_ORDERS, BulkState, BulkStatus, wants_reading};
use crate::shopify::intake::{self, Limits, Piece};
use crate::store::{Incoming, ShopStore, Sync, TakenAs, Urgency};

use super::import_orders::ImportSummary;
use super::{ServiceError, Services};

/// Orders taken in within one transaction.
const BATCH: usize = 50;
/// How often a running export is asked after.
const ASK_EVERY: Duration = Duration::from_secs(3);

/// Where a read of the history is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncStep {
    /// Shopify prepares the export; orders so far.
    Exporting(u64),
    /// The export is fetched.
    Fetching,
    /// Orders taken in so far, and of how many; `None` where the export was fetched by an earlier run.
    TakingIn(u64, Option<u64>),
    /// Orders still to be read for their carrier events.
    Reading(u64),
}

impl Services {
    /// Reads the history of a connected shop, or goes on with a read that was cut. `folder` holds the
    /// export while it is read. The carrier events that it asks for are read by the worker, or by
    /// [`Services::read_asked`].
    ///
    /// # Errors
    /// When the store does not answer, Shopify refuses, or the file cannot be kept.
    pub async fn sync_history(
        &self,
        shop: &Shop,
        folder: &Path,
        progress: &(dyn Fn(SyncStep) + Send + std::marker::Sync),
    ) -> Result<ImportSummary, ServiceError> {
        let store = self.store.shop(shop.id).keeping_address(shop.settings.keep_address);
        let now = self.clock.now();
        let begun =
            store.last_sync().await?.filter(|sync| sync.finished_at.is_none() && sync.since.is_none());
        let mut sync = match begun {
            Some(sync) => sync,
            None => store.begin_sync(None, now, &*self.chance).await?,
        };
        let file = self.fetched_export(shop, &store, &mut sync, folder, progress).await?;
        let mut summary = ImportSummary::default();
        if let Some((file, total)) = &file {
            self.take_export(&store, &mut sync, (file, *total), &mut summary, progress).await?;
        }
        sync.finished_at = Some(self.clock.now());
        store.save_sync(&sync).await?;
        if let Some((file, _)) = file {
            // It holds what shoppers ordered: it must not lie around.
            std::fs::remove_file(&file).map_err(|error| unusable(&file, &error))?;
        }
        Ok(summary)
    }

    /// Reads what is asked for until nothing waits. Beside a serving process both share the work.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn read_asked(
        &self,
        shop: &Shop,
        progress: &(dyn Fn(SyncStep) + Send + std::marker::Sync),
    ) -> Result<(), ServiceError> {
        /// Reads side by side.
        const SIDE_BY_SIDE: u32 = 6;
        let store = self.store.shop(shop.id);
        loop {
            let (waiting, _) = store.refresh_figures().await?;
            progress(SyncStep::Reading(waiting));
            if waiting == 0 {
                return Ok(());
            }
            if self.refresh_orders(SIDE_BY_SIDE).await? == 0 {
                tokio::time::sleep(ASK_EVERY).await;
            }
        }
    }

    /// The export as a file, and how many orders are in it where Shopify just said; `None` when the shop has
    /// no order.
    async fn fetched_export(
        &self,
        shop: &Shop,
        store: &ShopStore,
        sync: &mut Sync,
        folder: &Path,
        progress: &(dyn Fn(SyncStep) + Send + std::marker::Sync),
    ) -> Result<Option<(PathBuf, Option<u64>)>, ServiceError> {
        let path = folder.join(format!("export-{}.jsonl", sync.id));
        if sync.file.is_some() && path.exists() {
            return Ok(Some((path, None)));
        }
        let state = self.exported(shop, store, sync, progress).await?;
        let Some(url) = state.url else { return Ok(None) };
        std::fs::create_dir_all(folder).map_err(|error| unusable(folder, &error))?;
        progress(SyncStep::Fetching);
        let have = std::fs::metadata(&path).map_or(0, |file| file.len());
        let api = self.shopify_api(shop).await?;
        self.told(shop, api.download(&url, &path, have).await).await?;
        sync.file = Some(path.display().to_string());
        store.save_sync(sync).await?;
        Ok(Some((path, Some(state.root_count))))
    }

    /// Starts the export, or finds the one that was started, and waits for its end.
    async fn exported(
        &self,
        shop: &Shop,
        store: &ShopStore,
        sync: &mut Sync,
        progress: &(dyn Fn(SyncStep) + Send + std::marker::Sync),
    ) -> Result<BulkState, ServiceError> {
        let id = match sync.bulk_id.clone() {
            Some(id) => id,
            None => {
                let api = self.shopify_api(shop).await?;
                let id = self.told(shop, api.start_bulk(BULK_ORDERS).await).await?;
                sync.bulk_id = Some(id.clone());
                store.save_sync(sync).await?;
                id
            }
        };
        loop {
            let api = self.shopify_api(shop).await?;
            let state = self.told(shop, api.bulk(&id).await).await?;
            match state.status {
                BulkStatus::Completed => return Ok(state),
                BulkStatus::Running => {
                    progress(SyncStep::Exporting(state.root_count));
                    tokio::time::sleep(ASK_EVERY).await;
                }
                BulkStatus::Ended => {
                    // The next run starts a new one.
                    sync.bulk_id = None;
                    store.save_sync(sync).await?;
                    return Err(ServiceError::Input(format!(
                        "Shopify ended the export ({}): run the same command again",
                        state.error_code.as_deref().unwrap_or("it expired or was canceled")
                    )));
                }
            }
        }
    }

    /// Takes an export in by stream: never more than a batch of it is in memory.
    async fn take_export(
        &self,
        store: &ShopStore,
        sync: &mut Sync,
        (file, total): (&Path, Option<u64>),
        summary: &mut ImportSummary,
        progress: &(dyn Fn(SyncStep) + Send + std::marker::Sync),
    ) -> Result<(), ServiceError> {
        let reader = BufReader::new(File::open(file).map_err(|error| unusable(file, &error))?);
        let limits = Limits { grouped: true, ..Limits::default() };
        let mut batch = Vec::with_capacity(BATCH);
        for piece in intake::read(reader, limits) {
            match piece {
                Piece::Order { shopify_id, news, .. } => batch.push(Incoming { shopify_id, news }),
                Piece::Refused { line, reason } => summary.refused.push((place(line), reason)),
                Piece::Skipped { line, reason } => summary.skipped.push((place(line), reason)),
            }
            if batch.len() >= BATCH {
                self.take_batch(store, sync, &mut batch, summary).await?;
                progress(SyncStep::TakingIn(sync.orders_done, total));
            }
        }
        self.take_batch(store, sync, &mut batch, summary).await?;
        progress(SyncStep::TakingIn(sync.orders_done, total));
        store.save_sync(sync).await?;
        Ok(())
    }

    async fn take_batch(
        &self,
        store: &ShopStore,
        sync: &mut Sync,
        batch: &mut Vec<Incoming>,
        summary: &mut ImportSummary,
    ) -> Result<(), ServiceError> {
        let of = |orders: Vec<&Incoming>| -> Vec<(Part, ShopifyId)> {
            orders.into_iter().map(|order| (Part::Order, order.shopify_id)).collect()
        };
        let (open, done): (Vec<&Incoming>, Vec<&Incoming>) =
            batch.iter().partition(|order| wants_reading(&order.news));
        let shipped = done.into_iter().filter(|order| !order.news.shipments.is_empty()).collect();
        let asks = [(of(open), Urgency::Watch), (of(shipped), Urgency::History)];
        for taken in store.take_in(batch, self.clock.now(), &*self.chance).await? {
            match taken.outcome {
                TakenAs::New => summary.new += 1,
                TakenAs::Changed => summary.changed += 1,
                TakenAs::Unchanged => summary.unchanged += 1,
            }
        }
        for (asks, urgency) in asks {
            store.ask(&asks, urgency, self.clock.now()).await?;
        }
        sync.orders_done = summary.new + summary.changed + summary.unchanged;
        batch.clear();
        Ok(())
    }
}

fn place(line: Option<u64>) -> String {
    line.map_or_else(|| "the export".to_owned(), |line| format!("line {line} of the export"))
}

fn unusable(path: &Path, error: &std::io::Error) -> ServiceError {
    ServiceError::Input(format!("{} cannot be used: {error}", path.display()))
}
