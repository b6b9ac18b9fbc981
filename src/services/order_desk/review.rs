//! Moving an order along: first what would happen, then doing it. Two people at one order: the second
//! is told what the first did and loses nothing typed.

use crate::domain::due_date::DueDate;
use crate::domain::ids::OrderId;
use crate::domain::shop::Shop;
use crate::services::change_order::{ChangeOutcome, Meanwhile, MerchantChange, SendTimes, check_step};
use crate::services::{ServiceError, Services};
use crate::wire::admin::order::{MoveForm, Review};

use super::message_line::Wish;
use super::{Desk, form, name_of};
use crate::domain::admin_routes;

/// What came of sending the form.
#[derive(Clone, Debug)]
pub enum Moved {
    /// Something has to be corrected; the sentences stand in the form.
    Wrong(MoveForm),
    /// This would happen; or colleagues came first.
    Look(Review),
    /// It was carried out; what the person is told of it.
    Done(String),
    /// It was so already, or was carried out before.
    Unchanged,
    /// The shop has no such order, or it is erased.
    NoOrder,
}

impl Services {
    /// What the form would do, or the mistakes in it. Changes nothing.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn review_move(
        &self,
        shop: &Shop,
        order: OrderId,
        mut form: MoveForm,
        by: &str,
    ) -> Result<Moved, ServiceError> {
        let Some(desk) = self.desk(shop, order).await?.filter(|desk| !desk.known.erased) else {
            return Ok(Moved::NoOrder);
        };
        let times = SendTimes::of(desk.shop, desk.present.now);
        let Some(change) = form::meant(&mut form, &desk.statuses, by, &times) else {
            return Ok(Moved::Wrong(form));
        };
        if let Some(sentence) = desk.not_allowed(&change) {
            form.wrong.push(("status".to_owned(), sentence));
            return Ok(Moved::Wrong(form));
        }
        Ok(Moved::Look(desk.review(&change, form, Vec::new())))
    }

    /// Carries the form out, unless a colleague changed the order since it was made.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn carry_out_move(
        &self,
        shop: &Shop,
        order: OrderId,
        mut form: MoveForm,
        by: &str,
    ) -> Result<Moved, ServiceError> {
        let Some(desk) = self.desk(shop, order).await?.filter(|desk| !desk.known.erased) else {
            return Ok(Moved::NoOrder);
        };
        let times = SendTimes::of(desk.shop, desk.present.now);
        let Some(change) = form::meant(&mut form, &desk.statuses, by, &times) else {
            return Ok(Moved::Wrong(form));
        };
        match self.change_order(shop, order, &change).await {
            Ok(ChangeOutcome::Done(done)) => Ok(Moved::Done(desk.done(&change, &done))),
            Ok(ChangeOutcome::Unchanged) => Ok(Moved::Unchanged),
            Ok(ChangeOutcome::NoOrder) => Ok(Moved::NoOrder),
            Ok(ChangeOutcome::Conflict(meanwhile)) => {
                // Made anew from how the order is now: sent again, it knows what the colleague did.
                let Some(desk) = self.desk(shop, order).await? else { return Ok(Moved::NoOrder) };
                form.revision = desk.known.revision;
                let told = meanwhile.iter().map(|one| desk.meanwhile(one)).collect();
                Ok(Moved::Look(desk.review(&change, form, told)))
            }
            Err(ServiceError::Input(sentence)) => {
                form.wrong.push(("status".to_owned(), capital(&sentence)));
                Ok(Moved::Wrong(form))
            }
            Err(error) => Err(error),
        }
    }
}

impl Desk<'_> {
    fn not_allowed(&self, change: &MerchantChange) -> Option<String> {
        let status = change.status.as_ref()?;
        let order = &self.known.order;
        let whole = order.current_status().map(|current| current.status);
        let own = change.items.iter().map(|id| order.item_status(*id).map(|own| own.status).or(whole));
        let from: Vec<_> = if change.items.is_empty() { vec![whole] } else { own.collect() };
        let current = |id| self.statuses.iter().find(|known| Some(known.id) == id);
        let blocked =
            from.into_iter().map(current).find(|current| check_step(*current, status).is_err())??;
        Some(format!(
            "“{}” may not follow “{}”. Choose another, or let an owner change what may follow.",
            name_of(status),
            name_of(blocked)
        ))
    }

    fn review(&self, change: &MerchantChange, form: MoveForm, meanwhile: Vec<String>) -> Review {
        let mut lines = Vec::new();
        let mut add = |label: &str, words: String| lines.push((label.to_owned(), words));
        if let Some(status) = &change.status {
            let before = self.known.order.current_status().map_or("No status", |status| &status.name);
            if change.items.is_empty() {
                add("Status", format!("{before} → {}", name_of(status)));
            } else {
                add("Status of items", format!("{} → {}", self.titles(change), name_of(status)));
            }
            add(
                "The shopper reads",
                match status.visible {
                    true => status.public.name.clone(),
                    false => "nothing: this status is internal".to_owned(),
                },
            );
        }
        if let Some(due) = change.due {
            let words = |due: Option<DueDate>| {
                let today = self.present.today();
                due.map_or("no date".to_owned(), |due| self.speech.range(due.from, due.to, today))
            };
            add("Due date", format!("{} → {}", words(self.known.order.due()), words(due)));
        }
        for (label, text) in [
            ("Reason", &change.reason),
            ("Note to the shopper", &change.note),
            ("Note among staff", &change.private_note),
        ] {
            if let Some(text) = text {
                add(label, text.clone());
            }
        }
        add("Message", self.message_words(change, &form.message));
        let path = admin_routes::order(&self.shop.handle, self.known.id);
        Review { name: self.known.name.clone(), path, meanwhile, lines, form }
    }

    /// What goes out, or why nothing does.
    fn message_words(&self, change: &MerchantChange, choice: &str) -> String {
        let whole = change.status.as_ref().filter(|_| change.items.is_empty());
        if whole.is_some_and(|status| !status.visible) {
            return "No message: the status is internal.".to_owned();
        }
        if whole.is_none() && change.due.is_none() {
            return if change.items.is_empty() || change.status.is_none() {
                "No message: notes are shown on the page.".to_owned()
            } else {
                "No message: a status of single items is shown on the page.".to_owned()
            };
        }
        if !change.message && choice != "no" {
            return "No message: this status does not write to the shopper. The page shows the change."
                .to_owned();
        }
        self.message_line(&Wish::of(change)).1
    }

    fn titles(&self, change: &MerchantChange) -> String {
        let lines = self.known.order.items.get().into_iter().flatten();
        let titles: Vec<&str> =
            lines.filter(|line| change.items.contains(&line.id)).map(|line| line.title.as_str()).collect();
        titles.join(", ")
    }

    fn meanwhile(&self, one: &Meanwhile) -> String {
        let who = one.by.as_deref().unwrap_or("Somebody");
        format!("{who} {}, {}.", one.what, self.moment(one.at).text)
    }
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}
