//! The link that somebody asked for by the look-up form in strict mode.

use crate::domain::ids::{MessageId, OrderId};
use crate::domain::message::{Message, MessageFacts, MessageKind};
use crate::domain::shop::Shop;
use crate::language::Language;
use crate::services::{ServiceError, Services};

impl Services {
    /// Mails a short-lived link to the order's own address (strict look-up). Does nothing when the
    /// order has none.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn mail_link(
        &self,
        shop: &Shop,
        order: OrderId,
        language: Language,
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let store = self.store.shop(shop.id);
        let Some(stored) = store.order(order).await? else { return Ok(()) };
        let Some(Some(email)) = stored.order.email.get() else { return Ok(()) };
        let token = self.lookup_link(shop, order, now).await?;
        let link = self.link_address(shop, &token);
        let message = Message {
            language: language.tag().to_owned(),
            to: email.clone(),
            facts: MessageFacts { link: Some(link), ..MessageFacts::default() },
            ..Message::waiting(MessageId::new(now, &*self.chance), order, MessageKind::LinkRequested, now)
        };
        Ok(store.enqueue(&message, &*self.chance).await?)
    }
}
