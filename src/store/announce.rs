//! Messages about what Shopify and carriers tell: decided and recorded in the transaction that takes the news
//! in. What is told to whom is decided by the [`Announce`] that the caller hands in; without one nothing is.

use super::changes::{Held, PlannedMessage};
use crate::domain::entry::Entries;
use crate::domain::link::{Link, Token};

/// Decides what is told of news.
pub trait Announce: Send + Sync {
    /// The order as it is now, and the entries that are new on its timeline.
    /// A message whose change was told before is left out by the store.
    fn announce(&self, now: &Held, fresh: &Entries) -> Announcement;
}

/// What is told of news.
#[derive(Clone, Debug, Default)]
pub struct Announcement {
    /// A new link that the messages carry.
    pub link: Option<(Link, Token)>,
    /// The messages; `change` is an id made of the order and of what is told, so that it is told once.
    pub messages: Vec<PlannedMessage>,
}

/// Records the messages inside a transaction, whose type differs by engine.
macro_rules! announce {
    ($self:expr, $tx:expr, $known:expr, $fresh:expr, $now:expr, $chance:expr) => {
        if let Some(announce) = $self.announce.clone().filter(|_| !$known.erased && !$fresh.is_empty()) {
            let mail_link = $crate::store::changes::mail_link!($self, $tx, $known.id.0, $now);
            let known = std::slice::from_ref(&$known);
            let typed_address =
                $crate::store::suppressions::typed_addresses!($self, &mut *$tx, known).remove(&$known.id);
            let held =
                $crate::store::Held { order: $known.clone(), mail_link, typed_address, since: Vec::new() };
            let mut told = announce.announce(&held, $fresh);
            let mut link = told.link.take();
            for planned in told.messages {
                let (before,): (i64,) =
                    sqlx::query_as("SELECT count(*) FROM messages WHERE shop_id = $1 AND change_id = $2")
                        .bind($self.shop.0)
                        .bind(planned.change)
                        .fetch_one(&mut *$tx)
                        .await?;
                if before > 0 {
                    continue;
                }
                if let Some((link, token)) = link.take() {
                    let new = $self.new_link(&link, &token, $chance);
                    $crate::store::links::insert_links!($self, $tx, &[new]);
                }
                let new = $self.new_planned(&planned, $chance);
                $crate::store::messages::insert_messages!($self, $tx, &[new]);
            }
        }
    };
}
pub(super) use announce;
