//! The authorization code grant (Shopify facts 4.3): a link begins it, Shopify's consent page follows,
//! a signed call back ends it. What is signed must be signed well and young; the link of our own command
//! line is not signed: it leads to the consent page of an app that is already set up here, and the call
//! back is bound to the browser that followed it. Nothing here signs: a signature of ours with the app's
//! secret could be replayed as one of Shopify's.

use subtle::ConstantTimeEq as _;

use crate::domain::link::Token;
use crate::domain::routes;
use crate::domain::shop::Shop;
use crate::domain::standing::Road;
use crate::shopify::api::Installed;
use crate::shopify::{ShopDomain, auth, scopes, signature};

use super::{ServiceError, Services};

/// The link that Shopify makes when the merchant opens the app may be this old.
const LINK_AGE_MS: i64 = 24 * 60 * 60 * 1000;
/// A call back from the consent page may be this old.
const ANSWER_AGE_MS: i64 = 90 * 1000;

impl Services {
    /// The link with which a shop's owner installs the app.
    #[must_use]
    pub fn install_link(&self, shop: &Shop) -> String {
        format!("{}{}?shop={}", self.public_url, routes::INSTALL, shop.domain)
    }

    /// Where the merchant goes to consent, and the state to keep in their browser. `None` when the link
    /// is not good.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn begin_install(&self, raw_query: &str) -> Result<Option<(String, String)>, ServiceError> {
        let signed = parameter(raw_query, "hmac").is_some();
        let shop = match signed {
            true => self.signed_by_shop(raw_query, LINK_AGE_MS).await?,
            false => self.shop_named(raw_query).await?,
        };
        let Some(shop) = shop else { return Ok(None) };
        let connection = self.store.shop(shop.id).connection().await?;
        let domain = ShopDomain::parse(&shop.domain);
        let connection = connection.filter(|connection| connection.road == Road::CodeGrant);
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

    /// The shop a query names; `None` when we know none like that.
    async fn shop_named(&self, raw_query: &str) -> Result<Option<Shop>, ServiceError> {
        let domain = parameter(raw_query, "shop").and_then(|shop| ShopDomain::parse(&shop));
        let Some(domain) = domain else { return Ok(None) };
        Ok(self.store.shop_by_domain(domain.as_str()).await?)
    }

    /// The shop that a signed query is about; `None` when it is not signed for a shop we know, or too old.
    async fn signed_by_shop(&self, raw_query: &str, age_ms: i64) -> Result<Option<Shop>, ServiceError> {
        let Some(shop) = self.shop_named(raw_query).await? else { return Ok(None) };
        let now = self.clock.now();
        let secrets = self.store.shop(shop.id).client_secrets(now).await?;
        let secrets: Vec<&str> = secrets.iter().map(String::as_str).collect();
        let good =
            signature::is_install_query(&secrets, raw_query) && signature::is_fresh(raw_query, now, age_ms);
        Ok(good.then_some(shop))
    }
}

fn parameter(raw_query: &str, name: &str) -> Option<String> {
    form_urlencoded::parse(raw_query.as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}
