//! Carries the journal out again where it was not: an older database was put back.

use super::journal::{self, Kind, Line};
use super::{ServiceError, Services};
use crate::domain::shop::Shop;
use crate::domain::standing::Standing;

/// What a replay did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replayed {
    /// Lines of the journal.
    pub lines: u64,
    /// Lines that were carried out now.
    pub carried_out: u64,
    /// Lines that cannot be read.
    pub unreadable: u64,
}

impl Services {
    /// Carries out every line of the journal that this database has not carried out: before the first
    /// page is served. An order that is not here is remembered, so that it is not made again.
    ///
    /// # Errors
    /// When the journal cannot be read or the store does not answer: then nothing may be served.
    pub async fn replay_erasures(&self) -> Result<Replayed, ServiceError> {
        let (lines, unreadable) = journal::read(&self.places.erasures).await?;
        let mut replayed = Replayed { lines: lines.len() as u64, unreadable, ..Replayed::default() };
        for line in &lines {
            let hash = line.hash()?;
            if !self.store.erasure_is_done(hash).await? {
                self.carry_out(line).await?;
                self.store.note_erasure(hash, self.clock.now()).await?;
                replayed.carried_out += 1;
            }
        }
        if replayed.carried_out > 0 {
            self.settle().await;
            tracing::info!(
                lines = replayed.carried_out,
                "erasures were carried out again: this database is older"
            );
        }
        if unreadable > 0 {
            tracing::warn!(lines = unreadable, "the journal of erasures has lines that cannot be read");
        }
        Ok(replayed)
    }

    async fn carry_out(&self, line: &Line) -> Result<(), ServiceError> {
        let shops = self.store.shops().await?;
        match line.kind {
            Kind::Customer => {
                self.store.keep_erased(&line.domain, &line.orders, line.at).await?;
                if let Some(shop) = shops.iter().find(|shop| shop.domain == line.domain) {
                    self.redact_again(shop, line).await?;
                }
            }
            Kind::Shop => {
                if let Some(shop) = shops.iter().find(|shop| shop.id == line.shop)
                    && !self.came_back(shop, line).await?
                {
                    self.erase_shop(shop).await?;
                }
            }
        }
        Ok(())
    }

    /// Whether the shop was connected after the line was written: its erasure was cut short, and the
    /// merchant was quicker than we.
    async fn came_back(&self, shop: &Shop, line: &Line) -> Result<bool, ServiceError> {
        let since = self.store.shop(shop.id).standing_since().await?;
        Ok(shop.standing == Standing::Connected && since.is_some_and(|since| since > line.at))
    }
}
