//! What a shopper sees, for staff: the shopper's page by the same services at a chosen level, in a chosen
//! language. Makes no link and counts no visit.

use crate::domain::admin_routes::{ORDER_AS_SHOPPER, of_order};
use crate::domain::ids::OrderId;
use crate::domain::level::Level;
use crate::domain::shop::Shop;
use crate::language::Language;
use crate::services::present::{order_view, staff_viewer};
use crate::services::view_order::language_of;
use crate::services::{ServiceError, Services};
use crate::wire::frame::Frame;
use crate::wire::order_view::OrderView;

impl Services {
    /// The shopper's page with its frame, its links without a link's token; the order's own language
    /// when `language` is `None`. `None` when the shop has no such order or it is erased.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn as_shopper(
        &self,
        shop: &Shop,
        order: OrderId,
        level: Level,
        language: Option<Language>,
    ) -> Result<Option<(Frame, OrderView, Language)>, ServiceError> {
        let Some(mut desk) = self.desk(shop, order).await?.filter(|desk| !desk.known.erased) else {
            return Ok(None);
        };
        desk.messages = match level {
            Level::Full => self.messages_to_read(&self.store.shop(shop.id), order).await?,
            Level::Reduced | Level::Standard => Vec::new(),
        };
        let language = language.unwrap_or_else(|| language_of(&desk.known.order, shop));
        let speech = self.words.in_language(language);
        let mut view = order_view(&desk.source(), &staff_viewer(level), &speech);
        let told =
            format!("Staff preview: what a shopper sees at {} level. No visit is counted.", level.word());
        view.notice = Some(view.notice.map_or(told.clone(), |notice| format!("{told} {notice}")));
        let path = of_order(ORDER_AS_SHOPPER, &shop.handle, order);
        let mut frame =
            crate::services::frame::frame(&crate::domain::door::Door::OWN, Some(shop), language, &path);
        for choice in &mut frame.languages {
            choice.href = format!("{path}?level={}&lang={}", level.word(), choice.tag);
        }
        Ok(Some((frame, view, language)))
    }
}
