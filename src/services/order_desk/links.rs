//! The links of an order as staff see and make them.

use crate::domain::audit::Audited;
use crate::domain::ids::{LinkId, OrderId};
use crate::domain::level::Level;
use crate::domain::link::{Link, Purpose, Token};
use crate::domain::shop::Shop;
use crate::services::{ServiceError, Services};
use crate::wire::admin::order::LinkLine;

use super::Desk;

/// How long a link that staff make for passing on works, in days.
const SHARE_DAYS: i64 = 90;

impl Services {
    pub(super) async fn link_lines(&self, desk: &Desk<'_>) -> Result<Vec<LinkLine>, ServiceError> {
        let store = self.store.shop(desk.shop.id);
        let visits = store.visits_of(desk.known.id).await?;
        let now = desk.present.now;
        let mut lines = Vec::new();
        for link in store.links_of(desk.known.id).await?.into_iter().rev() {
            let alive = link.is_alive(now) && !desk.known.erased;
            // A short-lived link proves who holds it: it is not for passing on.
            let shown = alive && !matches!(link.purpose, Purpose::Lookup | Purpose::StepUp);
            let token = if shown { store.reveal_link(link.id).await? } else { None };
            let seen = visits.iter().find(|visits| visits.link == link.id);
            let seen = seen.map(|seen| (seen.visits, desk.moment(seen.last_at).text));
            let ended = link.revoked_at.or(link.expires_at.filter(|end| *end <= now));
            lines.push(LinkLine {
                id: link.id.to_string(),
                purpose: purpose_words(link.purpose).to_owned(),
                level: level_words(link.level).to_owned(),
                made: desk.moment(link.created_at).text,
                ends: match (ended, link.expires_at) {
                    (Some(ended), _) => format!("ended {}", desk.moment(ended).text),
                    (None, Some(end)) => format!("until {}", desk.moment(end).text),
                    (None, None) => "no end".to_owned(),
                },
                alive,
                visits: match seen {
                    None => "no visits".to_owned(),
                    Some((1, last)) => format!("1 visit, {last}"),
                    Some((count, last)) => format!("{count} visits, last {last}"),
                },
                address: token.map(|token| self.link_address(desk.shop, &token)),
            });
        }
        Ok(lines)
    }

    /// Makes a link: for the merchant to hand out, or to pass on without prices (`share`). Returns whether
    /// there is such an order.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn new_link(
        &self,
        shop: &Shop,
        order: OrderId,
        share: bool,
        by: &str,
    ) -> Result<bool, ServiceError> {
        let (now, store) = (self.clock.now(), self.store.shop(shop.id));
        let Some(known) = store.order(order).await?.filter(|known| !known.erased) else { return Ok(false) };
        let purpose = if share { Purpose::Share } else { Purpose::Merchant };
        let level = if share { Level::Standard } else { shop.settings.fresh_level };
        let link = Link {
            expires_at: share.then(|| now.plus_days(SHARE_DAYS)),
            ..Link::made(order, purpose, level, now, &*self.chance)
        };
        store.add_link(&link, &Token::draw(&*self.chance), &*self.chance).await?;
        self.note_link(shop, by, "link.made", &known.name, purpose_words(purpose)).await?;
        Ok(true)
    }

    /// Ends one link of an order, or all of them when `link` is `None`. Returns how many were good until
    /// now.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn end_links(
        &self,
        shop: &Shop,
        order: OrderId,
        link: Option<LinkId>,
        by: &str,
    ) -> Result<usize, ServiceError> {
        let (now, store) = (self.clock.now(), self.store.shop(shop.id));
        let Some(known) = store.order(order).await? else { return Ok(0) };
        let mut ended = 0;
        for known in store.links_of(order).await? {
            if link.is_none_or(|link| link == known.id) && store.revoke_link(known.id, now).await? {
                ended += 1;
            }
        }
        if ended > 0 {
            let words = if link.is_some() { "one link" } else { "all links" };
            self.note_link(shop, by, "link.ended", &known.name, words).await?;
        }
        Ok(ended)
    }

    async fn note_link(
        &self,
        shop: &Shop,
        by: &str,
        action: &str,
        order: &str,
        after: &str,
    ) -> Result<(), ServiceError> {
        let what = Audited {
            action: action.to_owned(),
            subject: order.to_owned(),
            before: None,
            after: Some(after.to_owned()),
        };
        self.note_audit(shop, by, &what).await
    }
}

const fn purpose_words(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Mail => "In e-mails",
        Purpose::Merchant => "Made by staff",
        Purpose::Lookup => "After a look-up",
        Purpose::Share => "To pass on, without prices",
        Purpose::StepUp => "After a code",
    }
}

const fn level_words(level: Level) -> &'static str {
    match level {
        Level::Reduced => "reduced",
        Level::Standard => "standard",
        Level::Full => "full",
    }
}
