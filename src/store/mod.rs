//! The database: the only place with SQL. SQLite by default, PostgreSQL to scale out.
//!
//! Speaks in domain types and hides the driver; "not found" is never an error. One SQL text serves
//! both engines (numbered parameters); what differs stands in [`dialect`]. Start with [`Store`] and,
//! for everything that belongs to one shop, [`ShopStore`]. Every public function is called by the
//! contract test on both engines (`tests/it/store_contract.rs`).

mod accounts;
mod announce;
mod audit;
mod batches;
mod ceremonies;
mod changes;
mod codes;
mod connections;
mod data_requests;
mod database;
mod devices;
mod dialect;
mod erase;
mod erasures;
mod error;
mod inbox;
mod invitation_mail;
mod invitations;
mod keys;
mod limits;
mod links;
mod logos;
mod mail_hooks;
mod messages;
mod order_conditions;
mod order_index;
mod order_plan;
mod order_search;
mod orders;
mod outbox;
mod passkeys;
mod passwords;
mod pictures;
mod put_orders;
mod refreshes;
mod retention;
mod saved_views;
mod schema;
pub mod search_key;
mod second_factor;
mod sessions;
mod set_up;
mod shops;
mod sought;
mod statuses;
mod steps;
mod suppressions;
mod syncs;
mod take_in;
mod team;
mod templates;
mod visits;

use std::sync::Arc;

pub use announce::{Announce, Announcement};
pub use batches::{ClaimedBatch, NamedLine, Piece, PieceOf};
pub use ceremonies::Ceremony;
pub use changes::{Held, PlannedChange, PlannedMessage, UndoOutcome};
pub use codes::{CodeOutcome, NewCode};
pub use connections::{Connection, NewConnection, StoredToken};
pub use data_requests::{KeptRequest, SentMessage};
pub use database::Engine;
pub use erasures::{KeptBody, ShopErasure};
pub use error::StoreError;
pub use inbox::{ClaimedDelivery, InboxFigures, NewDelivery};
pub use invitation_mail::ClaimedInvitation;
pub use invitations::Joining;
pub use keys::{KeyRing, SealPlace};
pub use links::{LinkHead, LinkedOrder};
pub use logos::LogoChange;
pub use mail_hooks::MailHook;
pub use order_index::IndexProgress;
pub use order_search::IndexedOrder;
pub use orders::{Found, Incoming, StoredOrder, Taken, TakenAs};
pub use outbox::ClaimedMessage;
pub use passkeys::StoredPasskey;
pub use pictures::StoredPicture;
pub use refreshes::{ClaimedRefresh, Urgency};
pub use saved_views::{MOST_VIEWS, SavedView};
pub use sessions::SessionLine;
pub use steps::{ClaimedStep, StoredStep};
pub use suppressions::Correction;

pub use syncs::Sync;
pub use team::TeamChange;
pub use templates::{TemplateLine, TemplateVersion, VERSIONS_KEPT};
pub use visits::LinkVisits;

use crate::domain::ids::ShopId;
use database::Database;

/// The whole store. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    database: Database,
    keys: Arc<KeyRing>,
}

/// The store of one shop: it cannot ask about another. Cheap to clone.
#[derive(Clone)]
pub struct ShopStore {
    database: Database,
    keys: Arc<KeyRing>,
    shop: ShopId,
    keep_address: bool,
    announce: Option<Arc<dyn Announce>>,
}

impl Store {
    /// The store of one shop. Does not check that the shop exists: a foreign id finds nothing.
    #[must_use]
    pub fn shop(&self, shop: ShopId) -> ShopStore {
        ShopStore {
            database: self.database.clone(),
            keys: Arc::clone(&self.keys),
            shop,
            keep_address: false,
            announce: None,
        }
    }
}

impl ShopStore {
    /// Whether street, name and company of an address are kept; they are not unless the merchant
    /// turned that on.
    #[must_use]
    pub fn keeping_address(mut self, keep: bool) -> Self {
        self.keep_address = keep;
        self
    }

    /// Who decides what shoppers are told of news that is taken in; without one they are told nothing.
    #[must_use]
    pub fn announcing(mut self, announce: Arc<dyn Announce>) -> Self {
        self.announce = Some(announce);
        self
    }
}
