//! Links made by the merchant: one to hand out, one to repeat, one to end.

use crate::domain::door::proxy_address;
use crate::domain::ids::OrderId;
use crate::domain::link::{Link, Purpose, Token};
use crate::domain::routes;
use crate::domain::shop::Shop;
use crate::store::search_key;

use super::{ServiceError, Services};

impl Services {
    /// The order people call `name`, in any spelling (`#1001`, `1001`). `None` when there is none.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn order_by_name(&self, shop: &Shop, name: &str) -> Result<Option<OrderId>, ServiceError> {
        let found = self.store.shop(shop.id).orders_by_name(&search_key::name_key(name)).await?;
        Ok(found.first().map(|f| f.id))
    }

    /// The full address of the merchant's link to an order: the one that exists, else a new one.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn merchant_link(&self, shop: &Shop, order: OrderId) -> Result<String, ServiceError> {
        self.lasting_link(shop, order, Purpose::Merchant).await
    }

    /// The full address of the link that an order's messages carry: the one that exists, else a new one. It
    /// does not expire by itself, what it shows lessens.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn mail_link_of(&self, shop: &Shop, order: OrderId) -> Result<String, ServiceError> {
        self.lasting_link(shop, order, Purpose::Mail).await
    }

    async fn lasting_link(
        &self,
        shop: &Shop,
        order: OrderId,
        purpose: Purpose,
    ) -> Result<String, ServiceError> {
        let now = self.clock.now();
        let store = self.store.shop(shop.id);
        let links = store.links_of(order).await?;
        if let Some(link) = links.into_iter().find(|l| l.purpose == purpose && l.is_alive(now))
            && let Some(token) = store.reveal_link(link.id).await?
        {
            return Ok(self.link_address(shop, &token));
        }
        let token = Token::draw(&*self.chance);
        let link = Link::made(order, purpose, shop.settings.fresh_level, now, &*self.chance);
        store.add_link(&link, &token, &*self.chance).await?;
        Ok(self.link_address(shop, &token))
    }

    /// Ends all links of an order, whatever they were made for.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn revoke_all_links(&self, shop: &Shop, order: OrderId) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let store = self.store.shop(shop.id);
        for link in store.links_of(order).await? {
            store.revoke_link(link.id, now).await?;
        }
        Ok(())
    }

    /// The full address a token opens: under the shop's own domain where the merchant said which
    /// address its app proxy has, else this server's. A setting that is no such address counts as
    /// none. Every link handed to a shopper is made here.
    #[must_use]
    pub fn link_address(&self, shop: &Shop, token: &Token) -> String {
        let proxy = shop.settings.proxy_path.as_deref().and_then(proxy_address);
        format!("{}{}", proxy.unwrap_or(&self.public_url), routes::order(token))
    }
}
