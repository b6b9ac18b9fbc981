//! Reconciliation: what Shopify changed since the last time is read, so that lost webhooks cost minutes
//! and not truth. A cursor on `updated_at` with overlap; a killed run goes on where it was.

use uuid::Uuid;

use crate::domain::clock::Millis;
use crate::domain::shop::Shop;
use crate::shopify::api::ChangedPage;
use crate::store::{Incoming, ShopStore, TakenAs};

use super::{ServiceError, Services};

/// How long one process has between two pages.
const TURN_MS: i64 = 60_000;
/// How far each run reads back behind the last one: changes of one moment may show out of order.
const OVERLAP_MINUTES: i64 = 10;
/// How far the first run reads back; more needs `read_all_orders` and is `waymark sync --all`.
const FIRST_DAYS: i64 = 60;
/// A change younger than this may still be on its way as a webhook: taking it in repairs nothing.
const FRESH_MINUTES: i64 = 2;

/// Orders read with one cursor.
const PAGED_MOST: u64 = 20_000;

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// Orders that Shopify changed in the time looked at.
    pub seen: u64,
    /// Orders that were not as Shopify has them, though there had been time for a webhook.
    pub repaired: u64,
}

impl Services {
    /// Reads what Shopify changed since the last run, or since `from`. `progress` is told after each
    /// page. `None` when another process is at it.
    ///
    /// # Errors
    /// When the store does not answer or Shopify refuses; the next run goes on where this one was.
    pub async fn reconcile(
        &self,
        shop: &Shop,
        from: Option<Millis>,
        progress: &(dyn Fn(Reconciled) + Send + Sync),
    ) -> Result<Option<Reconciled>, ServiceError> {
        let store = self.telling_store(shop);
        let Some(turn) = self.take_turn(&store).await? else { return Ok(None) };
        let done = self.compare(shop, &store, turn, from, progress).await;
        store.end_comparing(turn).await?;
        done.map(Some)
    }

    /// Takes the place of the one process that compares the shop with Shopify; `None` when another has it.
    pub(super) async fn take_turn(&self, store: &ShopStore) -> Result<Option<Uuid>, ServiceError> {
        Ok(store.begin_comparing(None, TURN_MS, self.clock.now(), &*self.chance).await?)
    }

    async fn compare(
        &self,
        shop: &Shop,
        store: &ShopStore,
        turn: Uuid,
        from: Option<Millis>,
        progress: &(dyn Fn(Reconciled) + Send + Sync),
    ) -> Result<Reconciled, ServiceError> {
        let started = self.clock.now();
        let known = store.connection().await?.and_then(|connection| connection.read_until);
        let mut since = from
            .or_else(|| known.map(|at| at.plus_minutes(-OVERLAP_MINUTES)))
            .unwrap_or_else(|| started.plus_days(-FIRST_DAYS));
        let mut read_until = known.unwrap_or(since);
        let (mut done, mut after, mut begun_at) = (Reconciled::default(), None, 0);
        loop {
            // A token may end in the middle of a long run.
            let api = self.shopify_api(shop).await?;
            let page = self.told(shop, api.changed_orders(since, None, after.as_deref()).await).await?;
            let next = page.next.clone();
            let newest = page.orders.iter().map(|read| read.updated_at).max();
            self.take_page(store, page, started, &mut done).await?;
            // Shopify's own times alone: our clock may differ from theirs.
            read_until = read_until.max(newest.unwrap_or(read_until));
            progress(done);
            let now = self.clock.now();
            if store.begin_comparing(Some(turn), TURN_MS, now, &*self.chance).await?.is_none() {
                return Err(ServiceError::Input("another process compares this shop's orders".into()));
            }
            match next {
                // Shopify pages through 25,000 orders at most (Shopify facts 2.5): begin again from here.
                Some(_)
                    if done.seen - begun_at >= PAGED_MOST && newest.is_some_and(|newest| newest > since) =>
                {
                    store.note_read_until(read_until).await?;
                    (since, after, begun_at) = (newest.unwrap_or(since), None, done.seen);
                }
                Some(cursor) => {
                    // A read from an earlier day on must not set the cursor back.
                    store.note_read_until(read_until).await?;
                    after = Some(cursor);
                }
                None => break,
            }
        }
        // The first run finds everything new: no webhook was missing.
        let repaired = known.map_or(0, |_| done.repaired);
        let done = Reconciled { repaired, ..done };
        store.note_reconciled(read_until, started, repaired).await?;
        store.note_trouble(None, started).await?;
        Ok(done)
    }

    async fn take_page(
        &self,
        store: &ShopStore,
        page: ChangedPage,
        started: Millis,
        done: &mut Reconciled,
    ) -> Result<(), ServiceError> {
        let settled = started.plus_minutes(-FRESH_MINUTES);
        let old: Vec<bool> = page.orders.iter().map(|read| read.updated_at < settled).collect();
        let news: Vec<Incoming> = page
            .orders
            .into_iter()
            .map(|read| Incoming { shopify_id: read.shopify_id, news: read.news })
            .collect();
        let taken = store.take_in(&news, self.clock.now(), &*self.chance).await?;
        done.seen += taken.len() as u64;
        let put_right =
            |(taken, old): &(crate::store::Taken, bool)| *old && taken.outcome != TakenAs::Unchanged;
        done.repaired += taken.into_iter().zip(old).filter(put_right).count() as u64;
        Ok(())
    }
}
