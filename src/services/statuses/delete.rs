//! Deleting a status: the orders that stand in it go to another, what refers to it is mended, and what
//! orders were told stays as it was.

use crate::domain::ids::StatusId;
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::services::change_order::{ChangeOutcome, MerchantChange};
use crate::services::{ServiceError, Services};
use crate::wire::admin::statuses::StatusDeletion;

use super::called;

/// Orders moved per piece.
const PIECE: u32 = 100;
/// Orders moved per request: more are moved by pressing again, so that no request runs too long.
const PER_REQUEST: u64 = 2_000;

/// What came of a wish to delete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deleted {
    /// It is gone; so many orders went to the replacement.
    Done(u64),
    /// Orders stand in it: a replacement is needed.
    NeedsReplacement,
    /// So many orders went to the replacement, so many still stand in it: ask again.
    Partly(u64, u64),
}

impl Services {
    /// The page that asks before a status is deleted.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn status_deletion(
        &self,
        shop: &Shop,
        status: &Status,
    ) -> Result<StatusDeletion, ServiceError> {
        let store = self.store.shop(shop.id);
        let statuses = store.statuses().await?;
        let others = statuses.iter().filter(|other| other.id != status.id && !other.archived);
        Ok(StatusDeletion {
            handle: status.handle.clone(),
            name: called(status),
            standing: store.orders_per_status().await?.get(&status.id).copied().unwrap_or(0),
            others: others.map(|other| (other.handle.clone(), called(other))).collect(),
            ..StatusDeletion::default()
        })
    }

    /// Deletes `status`. Orders that stand in it are put into `replacement` first, with a message to the
    /// shopper when `message`; until all have moved it is only out of use.
    ///
    /// # Errors
    /// When the store does not answer; what was moved stays moved, and asking again goes on.
    pub async fn delete_status(
        &self,
        shop: &Shop,
        who: &str,
        status: &Status,
        replacement: Option<&Status>,
        message: bool,
    ) -> Result<Deleted, ServiceError> {
        let store = self.store.shop(shop.id);
        let mut standing = store.orders_standing_in(status.id, PIECE).await?;
        if !standing.is_empty() && replacement.is_none() {
            return Ok(Deleted::NeedsReplacement);
        }
        if !standing.is_empty() {
            // Nobody puts another order into it from now on, and every order may leave it.
            let leaving = Status { archived: true, allowed_next: Vec::new(), ..status.clone() };
            store.save_status(&leaving).await?;
        }
        let mut moved = 0;
        while let Some(to) = replacement.filter(|_| !standing.is_empty() && moved < PER_REQUEST) {
            let change = MerchantChange {
                status: Some(to.clone()),
                message,
                by: Some(who.to_owned()),
                ..MerchantChange::default()
            };
            let before = moved;
            for order in &standing {
                let outcome = self.change_order(shop, *order, &change).await?;
                moved += u64::from(matches!(outcome, ChangeOutcome::Done(_)));
            }
            if moved == before {
                break;
            }
            standing = store.orders_standing_in(status.id, PIECE).await?;
        }
        let mended = mended(&store.statuses().await?, status.id, replacement.map(|status| status.id));
        if !store.delete_status(status.id, &mended).await? {
            let left = store.orders_per_status().await?.get(&status.id).copied().unwrap_or(0);
            return Ok(Deleted::Partly(moved, left));
        }
        self.audit_status(shop, who, "status.deleted", Some(status), replacement).await?;
        Ok(Deleted::Done(moved))
    }
}

/// The statuses that referred to the one that goes, referring to the one that comes in its place. A list of
/// allowed next statuses that would end empty, which means "any", is what the page warns of.
fn mended(statuses: &[Status], gone: StatusId, instead: Option<StatusId>) -> Vec<Status> {
    let mut mended = Vec::new();
    for status in statuses.iter().filter(|status| status.id != gone) {
        let mut new = status.clone();
        let next = status.allowed_next.iter().filter_map(|id| if *id == gone { instead } else { Some(*id) });
        new.allowed_next = Vec::new();
        for id in next.filter(|id| *id != status.id) {
            if !new.allowed_next.contains(&id) {
                new.allowed_next.push(id);
            }
        }
        if let Some(then) = new.automatic_next.as_mut().filter(|then| then.to == gone) {
            match instead.filter(|id| *id != status.id) {
                Some(id) => then.to = id,
                None => new.automatic_next = None,
            }
        }
        if new != *status {
            mended.push(new);
        }
    }
    mended
}
