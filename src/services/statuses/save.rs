//! Saving what was typed into the editor.

use crate::domain::coming_step::check_rules;
use crate::domain::ids::StatusId;
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::services::{ServiceError, Services};
use crate::wire::admin::statuses::{StatusForm, Wrong};

use super::{fields, mark};

/// What came of saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is stored as this.
    Done(Box<Status>),
    /// Nothing is stored: this is to be corrected.
    Wrong(Vec<Wrong>),
    /// Nothing is stored: somebody else saved it since the form was made.
    Meanwhile(Wrong),
}

/// Lines of the audit log in which whoever saved a status is looked for.
const LINES_LOOKED_AT: u32 = 50;

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
        // Sent twice, a form is in no conflict with itself.
        if wrong.is_empty() && stored == Some(&status) {
            return Ok(Saved::Done(Box::new(status)));
        }
        if let Some(now) = stored.filter(|now| mark(now) != form.mark) {
            return Ok(Saved::Meanwhile(self.saved_meanwhile(shop, now).await?));
        }
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

    /// Who made the status what it is `now`, as a sentence.
    async fn saved_meanwhile(&self, shop: &Shop, now: &Status) -> Result<Wrong, ServiceError> {
        let lines = self.store.shop(shop.id).audit_lines(None, LINES_LOOKED_AT).await?;
        let made_it = |after: &str| {
            serde_json::from_str::<Status>(after)
                .is_ok_and(|after| after.id == now.id && mark(&after) == mark(now))
        };
        let line = lines.into_iter().find(|line| line.what.after.as_deref().is_some_and(made_it));
        let who = line.map_or_else(|| "Somebody".to_owned(), |line| line.who);
        let sentence = format!(
            "{who} saved this status while you typed. What you typed is still here. Save again to put yours in \
             place of theirs, or leave this page to keep theirs."
        );
        Ok(Wrong { field: "status".to_owned(), sentence })
    }
}
