//! Sharing: a second link without prices, address and messages, revocable on its own. A shared page
//! cannot be shared on.

use crate::domain::level::Level;
use crate::domain::link::{Link, Purpose, Token};

use super::view_order::Opened;
use super::{ServiceError, Services};

/// How long a share link works.
const SHARE_DAYS: i64 = 90;

impl Services {
    /// The share link of the opened order; `None` when there is none, or this is a shared page.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn share_link(&self, opened: &Opened) -> Result<Option<Token>, ServiceError> {
        if opened.knock.purpose == Purpose::Share {
            return Ok(None);
        }
        let now = self.clock.now();
        let store = self.store.shop(opened.shop.id);
        let links = store.links_of(opened.knock.order).await?;
        let Some(link) = links.into_iter().find(|l| l.purpose == Purpose::Share && l.is_alive(now)) else {
            return Ok(None);
        };
        Ok(store.reveal_link(link.id).await?)
    }

    /// Makes a share link unless one is alive. Does nothing on a shared page.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn make_share_link(&self, opened: &Opened) -> Result<(), ServiceError> {
        if opened.knock.purpose == Purpose::Share || self.share_link(opened).await?.is_some() {
            return Ok(());
        }
        let now = self.clock.now();
        let link = Link {
            expires_at: Some(now.plus_days(SHARE_DAYS)),
            ..Link::made(opened.knock.order, Purpose::Share, Level::Standard, now, &*self.chance)
        };
        self.store.shop(opened.shop.id).add_link(&link, &Token::draw(&*self.chance), &*self.chance).await?;
        Ok(())
    }

    /// Ends all share links of the opened order. Does nothing on a shared page.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn end_share_links(&self, opened: &Opened) -> Result<(), ServiceError> {
        if opened.knock.purpose != Purpose::Share {
            let now = self.clock.now();
            self.store.shop(opened.shop.id).revoke_links_of(opened.knock.order, Purpose::Share, now).await?;
        }
        Ok(())
    }
}
