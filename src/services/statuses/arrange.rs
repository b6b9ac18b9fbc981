//! The order of steps, archiving, copying. Places are written anew in tens, so that commands can put one
//! in between; orders keep the place their status had.

use crate::domain::ids::StatusId;
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::services::{ServiceError, Services};

use super::called;
use super::fields::free_handle;

/// A new order of steps as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// One step up (`-1`) or down (`1`).
    Move(String, i8),
    /// A number beside each: smaller is earlier.
    Places(Vec<(String, i64)>),
    /// All handles in their order.
    Whole(Vec<String>),
}

impl Services {
    /// Puts the statuses in use into another order. Returns whether anything moved.
    ///
    /// # Errors
    /// [`ServiceError::Input`] when a whole order does not name the statuses that are in use now.
    pub async fn arrange_statuses(
        &self,
        shop: &Shop,
        who: &str,
        wish: &Arrangement,
    ) -> Result<bool, ServiceError> {
        let statuses = self.store.shop(shop.id).statuses().await?;
        let (archived, used): (Vec<_>, Vec<_>) = statuses.into_iter().partition(|status| status.archived);
        let before = used.clone();
        let sorted = arranged(used, wish)?;
        if sorted.iter().map(|s| s.id).eq(before.iter().map(|s| s.id)) {
            return Ok(false);
        }
        let mut changed = Vec::new();
        for (place, mut status) in (1..).zip(sorted.into_iter().chain(archived)) {
            if status.place != place * 10 {
                status.place = place * 10;
                changed.push(status);
            }
        }
        self.store.shop(shop.id).save_statuses(&changed).await?;
        let after = self.store.shop(shop.id).statuses().await?;
        let words = |statuses: &[Status]| {
            let used = statuses.iter().filter(|status| !status.archived);
            Some(used.map(called).collect::<Vec<_>>().join(" → "))
        };
        let audited = crate::domain::audit::Audited {
            action: "statuses.arranged".to_owned(),
            subject: "the order of steps".to_owned(),
            before: words(&before),
            after: words(&after),
        };
        self.note_audit(shop, who, &audited).await?;
        Ok(true)
    }

    /// Puts a status out of use, or brings it back. `None` when there is none with this handle.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn archive_status(
        &self,
        shop: &Shop,
        who: &str,
        handle: &str,
        archived: bool,
    ) -> Result<Option<Status>, ServiceError> {
        let Some(before) = self.status(shop, handle).await? else { return Ok(None) };
        let after = Status { archived, ..before.clone() };
        if after != before {
            self.store.shop(shop.id).save_status(&after).await?;
            let action = if archived { "status.archived" } else { "status.brought_back" };
            self.audit_status(shop, who, action, Some(&before), Some(&after)).await?;
        }
        Ok(Some(after))
    }

    /// Makes a copy with words, translations and settings, right after the original and seen by staff
    /// alone, so that nobody meets two steps of the same name. `None` when there is none with this handle.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn copy_status(
        &self,
        shop: &Shop,
        who: &str,
        handle: &str,
    ) -> Result<Option<Status>, ServiceError> {
        let store = self.store.shop(shop.id);
        let statuses = store.statuses().await?;
        let Some(original) = statuses.iter().find(|status| status.handle == handle) else { return Ok(None) };
        let copy = Status {
            id: StatusId::new(self.clock.now(), &*self.chance),
            handle: free_handle(&format!("{}-copy", original.handle), &statuses, None),
            name: format!("{} (copy)", called(original)).chars().take(80).collect(),
            visible: false,
            archived: false,
            origin: None,
            ..original.clone()
        };
        let position = statuses.iter().position(|status| status.id == original.id).unwrap_or(0);
        let mut all = statuses.clone();
        all.insert(position + 1, copy.clone());
        let mut changed = Vec::new();
        for (place, mut status) in (1..).zip(all) {
            if status.place != place * 10 || status.id == copy.id {
                status.place = place * 10;
                changed.push(status);
            }
        }
        store.save_statuses(&changed).await?;
        self.audit_status(shop, who, "status.copied", None, Some(&copy)).await?;
        Ok(Some(copy))
    }
}

fn arranged(mut used: Vec<Status>, wish: &Arrangement) -> Result<Vec<Status>, ServiceError> {
    match wish {
        Arrangement::Move(handle, by) => {
            let from = used.iter().position(|status| status.handle == *handle);
            let to = from.and_then(|from| from.checked_add_signed((*by).into()));
            if let (Some(from), Some(to)) = (from, to.filter(|to| *to < used.len())) {
                used.swap(from, to);
            }
        }
        Arrangement::Places(places) => {
            let wished = |status: &Status, now: i64| {
                let number = places.iter().find(|(handle, _)| *handle == status.handle).map_or(now, |p| p.1);
                // Whoever types a number that is taken wants to stand there, on the side it comes from.
                (number, number.cmp(&now))
            };
            let mut keyed: Vec<_> =
                (1..).zip(used).map(|(now, status)| (wished(&status, now), status)).collect();
            keyed.sort_by_key(|(key, _)| *key);
            used = keyed.into_iter().map(|(_, status)| status).collect();
        }
        Arrangement::Whole(handles) => {
            let place = |status: &Status| handles.iter().position(|handle| *handle == status.handle);
            if handles.len() != used.len() || used.iter().any(|status| place(status).is_none()) {
                return Err(ServiceError::Input(
                    "The statuses were changed in the meantime. Look at them as they are now and move them again."
                        .to_owned(),
                ));
            }
            used.sort_by_key(place);
        }
    }
    Ok(used)
}
