//! What a merchant does with an order: sets a status, gives a due date, writes a comment, tells the
//! shopper, takes it back. Every change is a fact with an id of its own and goes through the same merge as
//! Shopify's news; its messages and its line in the audit log are written in the same transaction.
//!
//! Start with [`Services::change_order`]. What a change becomes is decided in `plan`, what its message
//! says in `message`; `undo` takes changes back.

mod conflict;
mod message;
mod plan;
mod send_times;
mod undo;

pub use conflict::Meanwhile;
pub use plan::check_step;
pub(in crate::services) use plan::{Planned, Planner};
pub use send_times::SendTimes;
pub use undo::Undoing;
pub(in crate::services) use undo::undone;

use uuid::Uuid;

use crate::domain::clock::Millis;
use crate::domain::due_date::DueDate;
use crate::domain::ids::{OrderId, ShopifyId};
use crate::domain::order::{CommentPicture, Order};
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::store::TakenAs;

use super::{ServiceError, Services};

/// Longest text, note or comment, in characters.
pub const TEXT_LIMIT: usize = 2_000;

/// A change to an order by the merchant. Everything in it happens at once or not at all.
#[derive(Clone, Debug, Default)]
pub struct MerchantChange {
    /// Put the order into this status.
    pub status: Option<Status>,
    /// Put these items alone into the status, by Shopify's ids; empty for the whole order. A status of single
    /// items sends no message.
    pub items: Vec<ShopifyId>,
    /// A note to the shopper beside the status; a comment of its own where no status is set.
    pub note: Option<String>,
    /// A note among staff beside the status; a private comment where no status is set.
    pub private_note: Option<String>,
    /// `Some(None)` takes the due date back. The date in force, given again without a reason, is no change.
    pub due: Option<Option<DueDate>>,
    /// Why the date is given or moved, in words for the shopper.
    pub reason: Option<String>,
    /// A comment.
    pub comment: Option<NewComment>,
    /// Whether a message tells the shopper of the status or the date. It is written only when the status
    /// is public and the order has an address, and waits for the shop's hold window.
    pub message: bool,
    /// When the message is to go; `None`, and any instant within the hold window, lets it go after that.
    pub send_at: Option<Millis>,
    /// The revision of the order that the person saw: another merchant's change since then is told instead
    /// of carrying this one out. `None` carries it out whatever happened.
    pub seen_revision: Option<i64>,
    /// Who did it, for staff.
    pub by: Option<String>,
    /// When it happened; now when `None`.
    pub at: Option<Millis>,
    /// Names this change: carried out again under the same name, nothing happens. A form that may be sent
    /// twice names its change.
    pub once: Option<String>,
}

/// A comment to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewComment {
    /// The text, plain.
    pub text: String,
    /// Who signs it towards the shopper, if anybody.
    pub signed: Option<String>,
    /// Whether it stays among staff.
    pub private: bool,
    /// Pictures beside the text; their bytes are stored already.
    pub pictures: Vec<CommentPicture>,
}

/// What came of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeOutcome {
    /// It was carried out.
    Done(Done),
    /// Everything in it was so already, or was carried out before: nothing happened.
    Unchanged,
    /// Colleagues changed the order since it was looked at: nothing happened. What they did, oldest first.
    Conflict(Vec<Meanwhile>),
    /// The shop has no such order, or it is erased.
    NoOrder,
}

/// A change that was carried out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// The ids of the facts it consists of: undoing takes them all ([`Services::undo_changes`]).
    pub changes: Vec<Uuid>,
    /// How many messages wait to be sent, copies for the merchant included.
    pub messages: usize,
    /// Until when it can be undone with nobody having been told.
    pub hold_until: Millis,
}

/// Why a planned change is not carried out.
pub(in crate::services) enum Refused {
    /// The person can mend it.
    Input(String),
    /// Colleagues came first.
    Conflict(Vec<Meanwhile>),
    /// There is nothing to do.
    Nothing,
}

impl Services {
    /// Carries out a merchant's change: facts, entries, messages and a line in the audit log, at once.
    ///
    /// # Errors
    /// [`ServiceError::Input`] when the status is archived or may not follow the present one, or a text is
    /// too long.
    pub async fn change_order(
        &self,
        shop: &Shop,
        order: OrderId,
        change: &MerchantChange,
    ) -> Result<ChangeOutcome, ServiceError> {
        let statuses = self.store.shop(shop.id).statuses().await?;
        let now = self.clock.now();
        let planner = Planner { services: self, shop, statuses: &statuses, now, batch: None };
        let mut done = Done::default();
        let plan = |held: &crate::store::Held| {
            let Planned { change, made } = planner.plan(held, change)?;
            done = made;
            Ok(change)
        };
        let store = self.store.shop(shop.id).keeping_address(shop.settings.keep_address);
        let outcome = store.change_with(order, change.seen_revision, now, &*self.chance, plan).await?;
        Ok(match outcome {
            None => ChangeOutcome::NoOrder,
            Some(Ok(taken)) if taken.outcome == TakenAs::Unchanged => ChangeOutcome::Unchanged,
            Some(Ok(_)) => ChangeOutcome::Done(done),
            Some(Err(Refused::Nothing)) => ChangeOutcome::Unchanged,
            Some(Err(Refused::Conflict(meanwhile))) => ChangeOutcome::Conflict(meanwhile),
            Some(Err(Refused::Input(sentence))) => return Err(ServiceError::Input(sentence)),
        })
    }

    /// The facts a change consists of, for orders that are made with their history.
    pub(super) fn news_of(&self, order: OrderId, change: &MerchantChange) -> Order {
        plan::news_of(order, change, change.at.unwrap_or_else(|| self.clock.now()), &*self.chance)
    }
}
