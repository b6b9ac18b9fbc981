//! Puts the orders of an older database into the list, in pieces, so that others can write in between.

use crate::services::{ServiceError, Services};

/// Orders put in at a time: a fraction of a second.
const PIECE: u32 = 200;

impl Services {
    /// Puts a piece of the orders that are not yet in their shop's list into it. Returns whether there may be
    /// more. Doing it again changes nothing.
    ///
    /// # Errors
    /// When the store does not answer; what was done before stays done.
    pub async fn index_some_orders(&self) -> Result<bool, ServiceError> {
        let Some(shop) = self.store.shops_to_index().await?.first().copied() else { return Ok(false) };
        let progress = self.store.shop(shop).index_more(PIECE, self.clock.now()).await?;
        if progress.finished && progress.done > u64::from(PIECE) {
            tracing::info!(orders = progress.done, "the list of a shop's orders is complete");
        }
        Ok(true)
    }
}
