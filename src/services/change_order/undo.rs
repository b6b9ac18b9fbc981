//! Taking changes back, as long as nobody was told: what they said no longer counts, their entries are
//! for staff only, their waiting messages are canceled, all in one transaction.

use uuid::Uuid;

use crate::domain::audit::Audited;
use crate::domain::clock::Millis;
use crate::domain::ids::OrderId;
use crate::domain::order::Order;
use crate::domain::shop::Shop;
use crate::domain::undo::Undone;
use crate::services::{ServiceError, Services};
use crate::store::{PlannedChange, UndoOutcome};

/// What came of undoing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undoing {
    /// Undone; so many messages will not be sent.
    Undone {
        /// Messages canceled.
        canceled: u64,
    },
    /// It was undone before.
    Already,
    /// A message is out, or the time is over. Another change corrects it.
    TooLate,
    /// The order has no such change.
    NoChange,
}

impl Undoing {
    /// What the person is told.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::Undone { canceled: 0 } => "Undone.".to_owned(),
            Self::Undone { canceled: 1 } => "Undone. The message will not be sent.".to_owned(),
            Self::Undone { canceled } => format!("Undone. {canceled} messages will not be sent."),
            Self::Already => "This was undone already.".to_owned(),
            Self::TooLate => {
                "This can no longer be undone: the shopper was told, or the time for it is over. Set the right \
                 status instead; the timeline then says that the step was corrected."
                    .to_owned()
            }
            Self::NoChange => "There is no such change to undo. Reload the page to see how it is.".to_owned(),
        }
    }
}

impl Services {
    /// Undoes changes of an order, all of them or none. `by` is who does it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn undo_changes(
        &self,
        shop: &Shop,
        order: OrderId,
        changes: &[Uuid],
        by: &str,
    ) -> Result<Undoing, ServiceError> {
        let now = self.clock.now();
        let store = self.store.shop(shop.id).keeping_address(shop.settings.keep_address);
        let Some(known) = store.order(order).await? else { return Ok(Undoing::NoChange) };
        let made = changes.iter().filter_map(|id| made_at(&known.order, *id)).max();
        let Some(made) = made else { return Ok(Undoing::NoChange) };
        let hold_until = made.plus_seconds(i64::from(shop.settings.hold_seconds));
        let news = undone(changes, by, now);
        let what = Audited {
            action: "order.undone".to_owned(),
            subject: known.name.clone(),
            before: None,
            after: known.order.current_status().map(|status| format!("took back “{}”", status.name)),
        };
        let audit = Some((by.to_owned(), what));
        let planned = PlannedChange { news, audit, ..PlannedChange::default() };
        let outcome = store.undo_changes(order, &planned, hold_until, now, &*self.chance).await?;
        Ok(match outcome {
            UndoOutcome::Undone { canceled } => Undoing::Undone { canceled },
            UndoOutcome::Already => Undoing::Already,
            UndoOutcome::TooLate => Undoing::TooLate,
            UndoOutcome::NoChange => Undoing::NoChange,
        })
    }
}

/// The facts that say that these changes were undone.
pub(in crate::services) fn undone(changes: &[Uuid], by: &str, now: Millis) -> Order {
    let undone = changes.iter().map(|id| (*id, Undone { at: now, by: Some(by.to_owned()) }));
    Order { undone: undone.collect(), ..Order::default() }
}

fn made_at(order: &Order, id: Uuid) -> Option<Millis> {
    let status = order.status_changes.get(&id).map(|change| change.at);
    let due = order.due_changes.get(&id).map(|change| change.at);
    let item = order.item_changes.get(&id).map(|change| change.change.at);
    status.or(due).or(item).or(order.comments.get(&id).map(|comment| comment.at))
}
