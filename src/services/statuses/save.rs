//! Saving what was typed into the editor.

use crate::domain::coming_step::check_rules;
use crate::domain::ids::StatusId;
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::services::{ServiceError, Services};
use crate::wire::admin::statuses::{StatusForm, Wrong};

use super::fields;

/// What came of saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is stored as this.
    Done(Box<Status>),
    /// Nothing is stored: this is to be corrected.
    Wrong(Vec<Wrong>),
}

impl Services {
    /// Stores a status as typed: `stored` changed, or a new one when `None`. Orders and their history stay
    /// as they are.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn save_status_form(
        &self,
        shop: &Shop,
        who: &str,
        stored: Option<&Status>,
        form: &StatusForm,
    ) -> Result<Saved, ServiceError> {
        let statuses = self.store.shop(shop.id).statuses().await?;
        let (mut status, wrong) = fields::read(shop, form, stored, &statuses);
        if !wrong.is_empty() {
            return Ok(Saved::Wrong(wrong));
        }
        if stored.is_none() {
            status.id = StatusId::new(self.clock.now(), &*self.chance);
        }
        let mut together: Vec<Status> = statuses.into_iter().filter(|other| other.id != status.id).collect();
        together.push(status.clone());
        if let Err(sentence) = check_rules(&together) {
            return Ok(Saved::Wrong(vec![Wrong { field: "then_to".to_owned(), sentence }]));
        }
        if stored == Some(&status) {
            return Ok(Saved::Done(Box::new(status)));
        }
        match self.save_status(shop, &status).await {
            Ok(()) => {}
            // What two people did at the same moment: the handle was free a moment ago.
            Err(ServiceError::Input(sentence)) => {
                return Ok(Saved::Wrong(vec![Wrong { field: "handle".to_owned(), sentence }]));
            }
            Err(error) => return Err(error),
        }
        let action = if stored.is_some() { "status.edited" } else { "status.made" };
        self.audit_status(shop, who, action, stored, Some(&status)).await?;
        Ok(Saved::Done(Box::new(status)))
    }
}
