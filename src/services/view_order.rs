//! Opens a link: which order, at which level, in which language, in which words.
//!
//! The first step reads no documents ([`Services::knock`]), so that a page already rendered is
//! served without touching them; the second ([`Services::open`]) reads all a page needs in one
//! statement. A link that opens nothing gives `None`, never a reason.

use crate::domain::clock::Millis;
use crate::domain::door::Door;
use crate::domain::entry::Entries;
use crate::domain::headline::Present;
use crate::domain::ids::{OrderId, ShopId};
use crate::domain::level::Level;
use crate::domain::link::{Link, Purpose, Token};
use crate::domain::message::Message;
use crate::domain::order::Order;
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::language::Language;
use crate::store::ShopStore;
use crate::wire::order_view::OrderView;

use super::present::{self, Source, Viewer};
use super::{ServiceError, Services};

/// What stands behind a link, without the order's documents.
#[derive(Clone, Debug)]
pub struct Knock {
    /// The order.
    pub order: OrderId,
    /// Its revision: raised with every change.
    pub revision: i64,
    /// Its shop.
    pub shop: ShopId,
    /// The shop's revision.
    pub shop_revision: i64,
    /// What the link was made for.
    pub purpose: Purpose,
    /// What this viewer may see now.
    pub level: Level,
    /// Whether the order was erased: nothing is left to show.
    pub erased: bool,
}

/// An order opened by a link.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What stands behind the link.
    pub knock: Knock,
    /// The shop.
    pub shop: Shop,
    /// What people call the order.
    pub name: String,
    /// The order.
    pub order: Order,
    /// Its timeline.
    pub entries: Entries,
}

impl Services {
    /// Looks who is behind `token` for a browser that holds `browser` (the hash of its cookie).
    /// `None` for a link that is unknown, expired or revoked.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn knock(
        &self,
        token: &Token,
        browser: Option<[u8; 32]>,
    ) -> Result<Option<Knock>, ServiceError> {
        let Some(head) = self.store.link_head(token.hash()).await? else { return Ok(None) };
        let now = self.clock.now();
        if !head.link.is_alive(now) {
            return Ok(None);
        }
        let level = self
            .level(&head.link, head.shop, head.last_event_at, head.reduced_after_days, browser, now)
            .await?;
        Ok(Some(Knock {
            order: head.order,
            revision: head.revision,
            shop: head.shop,
            shop_revision: head.shop_revision,
            purpose: head.link.purpose,
            level,
            erased: head.erased,
        }))
    }

    /// Opens the order behind `token` with all its documents. `None` as for [`Services::knock`].
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn open(
        &self,
        token: &Token,
        browser: Option<[u8; 32]>,
    ) -> Result<Option<Opened>, ServiceError> {
        let Some(found) = self.store.open_link(token.hash()).await? else { return Ok(None) };
        let now = self.clock.now();
        if !found.link.is_alive(now) {
            return Ok(None);
        }
        let days = found.shop.settings.reduced_after_days;
        let last_event = found.order.last_event_at;
        let level = self.level(&found.link, found.shop.id, last_event, days, browser, now).await?;
        let knock = Knock {
            order: found.order.id,
            revision: found.order.revision,
            shop: found.shop.id,
            shop_revision: found.shop.revision,
            purpose: found.link.purpose,
            level,
            erased: found.order.erased,
        };
        let stored = found.order;
        Ok(Some(Opened {
            knock,
            shop: found.shop,
            name: stored.name,
            order: stored.order,
            entries: stored.entries,
        }))
    }

    async fn level(
        &self,
        link: &Link,
        shop: ShopId,
        last_event: Millis,
        reduced_after_days: u16,
        browser: Option<[u8; 32]>,
        now: Millis,
    ) -> Result<Level, ServiceError> {
        if let Some(hash) = browser.filter(|_| link.purpose != Purpose::Share)
            && self.store.shop(shop).has_grant(hash, link.order, now).await?
        {
            return Ok(Level::Full);
        }
        Ok(link.level_at(now, last_event, reduced_after_days))
    }

    /// The order as finished words for this viewer, its addresses leading through `door`.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn order_view(
        &self,
        opened: &Opened,
        token: &Token,
        door: &Door,
        language: Language,
    ) -> Result<OrderView, ServiceError> {
        let (statuses, messages) = self.beside(opened).await?;
        let speech = self.words.in_language(language);
        let present = self.present_in(&opened.shop);
        let source = source(opened, &statuses, &messages, &present);
        let view = present::order_view(&source, &viewer(opened, token, door), &speech);
        let updates = self.updates_form(opened, token, door, language).await?;
        Ok(OrderView { updates, ..view })
    }

    /// The order's date as a calendar file; `None` when there is no date.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn calendar(
        &self,
        opened: &Opened,
        token: &Token,
        language: Language,
    ) -> Result<Option<String>, ServiceError> {
        let speech = self.words.in_language(language);
        let present = self.present_in(&opened.shop);
        Ok(present::calendar_file(
            &source(opened, &[], &[], &present),
            &viewer(opened, token, &Door::OWN),
            &speech,
        ))
    }

    async fn beside(&self, opened: &Opened) -> Result<(Vec<Status>, Vec<Message>), ServiceError> {
        let shop = self.store.shop(opened.shop.id);
        let statuses = if opened.order.has_status() { shop.statuses().await? } else { Vec::new() };
        let full = opened.knock.level == Level::Full;
        let messages =
            if full { self.messages_to_read(&shop, opened.knock.order).await? } else { Vec::new() };
        Ok((statuses, messages))
    }

    /// An order's messages with their plain texts, as far as those are kept.
    pub(super) async fn messages_to_read(
        &self,
        shop: &ShopStore,
        order: OrderId,
    ) -> Result<Vec<Message>, ServiceError> {
        let mut messages = shop.messages_of(order).await?;
        let mut texts = shop.texts_of(order).await?;
        for message in &mut messages {
            message.body = texts.remove(&message.id).unwrap_or_default();
        }
        Ok(messages)
    }

    /// The present in the shop's time zone.
    #[must_use]
    pub fn present_in(&self, shop: &Shop) -> Present {
        Present { now: self.clock.now(), zone: shop.settings.zone() }
    }
}

/// The language an order speaks: as Shopify recorded it, if the shop offers it, else the shop's own.
#[must_use]
pub fn language_of(order: &Order, shop: &Shop) -> Language {
    let recorded = order.locale.get().and_then(Option::as_deref).and_then(Language::from_locale);
    let offered = |language: &Language| Language::offered_by(&shop.settings).contains(language);
    recorded.filter(offered).unwrap_or_else(|| Language::main_of(&shop.settings))
}

fn viewer(opened: &Opened, token: &Token, door: &Door) -> Viewer {
    let (level, purpose) = (opened.knock.level, opened.knock.purpose);
    Viewer { level, purpose, token: Some(token.clone()), door: door.clone() }
}

fn source<'a>(
    opened: &'a Opened,
    statuses: &'a [Status],
    messages: &'a [Message],
    present: &'a Present,
) -> Source<'a> {
    Source {
        shop: &opened.shop,
        id: opened.knock.order,
        order: &opened.order,
        entries: &opened.entries,
        name: &opened.name,
        statuses,
        messages,
        present,
    }
}
