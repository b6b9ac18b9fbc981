//! The authorization code grant (Shopify facts 4.3): a signed link begins it, Shopify's consent page
//! follows, a signed call back ends it. Each step is refused in silence when its signature, its age or
//! its state is wrong.

use subtle::ConstantTimeEq as _;

use crate::domain::link::Token;
use crate::domain::routes;
use crate::domain::shop::Shop;
use crate::shopify::api::Installed;
use crate::shopify::{ShopDomain, auth, scopes, signature};

use super::{ServiceError, Services};

/// A link made by the command line, or by Shopify when the merchant opens the app, may be this old.
const LINK_AGE_MS: i64 = 24 * 60 * 60 * 1000;
/// A call back from the consent page may be this old.
const ANSWER_AGE_MS: i64 = 90 * 1000;

impl Services {
    /// The link with which a shop's owner installs the app. It is signed with the app's own secret and
    /// good for a day.
    ///
    /// # Errors
    /// When the shop has no connection yet.
    pub async fn install_link(&self, shop: &Shop) -> Result<String, ServiceError> {
        let now = self.clock.now();
        let secrets = self.store.shop(shop.id).client_secrets(now).await?;
        let secret = secrets.first().ok_or_else(|| ServiceError::Input("connect the shop first".into()))?;
        let query = format!("shop={}&timestamp={}", shop.domain, now.0.div_euclid(1000));
        let hmac = signature::sign_install_query(secret, &query);
        Ok(format!("{}{}?{query}&hmac={hmac}", self.public_url, routes::INSTALL))
    }

    /// Where the merchant goes to consent, and the state to keep in their browser. `None` when the link
    /// is not good.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn begin_install(&self, raw_query: &str) -> Result<Option<(String, String)>, ServiceError> {
        let Some(shop) = self.signed_by_shop(raw_query, LINK_AGE_MS).await? else { return Ok(None) };
        let connection = self.store.shop(shop.id).connection().await?;
        let domain = ShopDomain::parse(&shop.domain);
        let (Some(connection), Some(domain)) = (connection, domain) else { return Ok(None) };
        // Lower-case letters and digits alone: the libraries disagree on how others are signed.
        let state = Token::draw(&*self.chance).reveal().to_owned();
        let back = format!("{}{}", self.public_url, routes::INSTALLED);
        let wanted: Vec<&str> =
            scopes::NEEDED.iter().chain(scopes::OPTIONAL).map(|scope| scope.scope).collect();
        let base = self.shopify.base();
        let address = auth::authorize_url(base, &domain, &connection.client_id, &wanted, &back, &state);
        Ok(Some((address, state)))
    }

    /// Ends an install: `kept` is the state from the merchant's browser. `None` when the call back is
    /// not good.
    ///
    /// # Errors
    /// When the store does not answer or Shopify refuses the code.
    pub async fn end_install(
        &self,
        raw_query: &str,
        kept: &str,
    ) -> Result<Option<(Shop, Installed)>, ServiceError> {
        let Some(shop) = self.signed_by_shop(raw_query, ANSWER_AGE_MS).await? else { return Ok(None) };
        let state = parameter(raw_query, "state").unwrap_or_default();
        let same: bool = state.as_bytes().ct_eq(kept.as_bytes()).into();
        let code = parameter(raw_query, "code").filter(|code| !code.is_empty());
        let Some(code) = code.filter(|_| same && !kept.is_empty()) else { return Ok(None) };
        let installed = self.finish_install(&shop, &code).await?;
        Ok(Some((shop, installed)))
    }

    /// The shop that a signed query is about; `None` when it is not signed for a shop we know, or too old.
    async fn signed_by_shop(&self, raw_query: &str, age_ms: i64) -> Result<Option<Shop>, ServiceError> {
        let domain = parameter(raw_query, "shop").and_then(|shop| ShopDomain::parse(&shop));
        let Some(domain) = domain else { return Ok(None) };
        let Some(shop) = self.store.shop_by_domain(domain.as_str()).await? else { return Ok(None) };
        let now = self.clock.now();
        let secrets = self.store.shop(shop.id).client_secrets(now).await?;
        let secrets: Vec<&str> = secrets.iter().map(String::as_str).collect();
        let good = signature::is_install_query(&secrets, raw_query)
            && signature::is_fresh(raw_query, now, age_ms);
        Ok(good.then_some(shop))
    }
}

fn parameter(raw_query: &str, name: &str) -> Option<String> {
    form_urlencoded::parse(raw_query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}
