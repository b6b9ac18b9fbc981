//! Connecting a shop to Shopify and reaching it: tokens are renewed before they end, by one renewer at a
//! time; what a refusal of Shopify's means for the shop is decided here and nowhere else.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use uuid::Uuid;

use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::shop::Shop;
use crate::domain::standing::{Road, Standing};
use crate::shopify::ShopDomain;
use crate::shopify::api::{Access, Api, ApiError, Budget, Http, Installed};
use crate::shopify::auth::{self, AppCredentials, Secret, Token};
use crate::shopify::scopes;
use crate::store::{Connection, NewConnection, ShopStore, StoredToken};

use super::{ServiceError, Services};

/// How long one renewer has for a renewal.
const RENEWAL_LEASE_MS: i64 = 30_000;
/// How often, and how far apart, another's renewal is waited for.
const WAIT: (u32, Duration) = (50, Duration::from_millis(200));

/// What reaching Shopify takes: a client, the address, one budget per shop. Cheap to clone.
#[derive(Clone)]
pub struct Shopify {
    http: Http,
    base: Arc<str>,
    budgets: Arc<Mutex<HashMap<ShopId, Arc<Budget>>>>,
}

impl Shopify {
    /// Reaches the Admin API at `base`, an address with `{shop}` in it.
    #[must_use]
    pub fn at(base: &str) -> Self {
        Self { http: Http::new(), base: base.into(), budgets: Arc::default() }
    }

    /// The address of the Admin API, with `{shop}` in it.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// The client all shops share.
    pub(super) const fn http(&self) -> &Http {
        &self.http
    }

    /// One budget per shop for the whole process; what other processes use shows in each answer.
    fn budget(&self, shop: ShopId) -> Arc<Budget> {
        let mut budgets = self.budgets.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(budgets.entry(shop).or_default())
    }
}

/// How a shop is to be connected.
pub struct ConnectWith<'a> {
    /// By which road.
    pub road: Road,
    /// The app's client id; empty for a pasted token.
    pub client_id: &'a str,
    /// The app's client secret.
    pub secret: &'a str,
    /// The pasted token.
    pub token: Option<&'a str>,
}

impl Services {
    /// Keeps how the shop is connected. Nothing is asked of Shopify yet: see [`Services::check_connection`].
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn connect(&self, shop: &Shop, with: &ConnectWith<'_>) -> Result<(), ServiceError> {
        let store = self.store.shop(shop.id);
        let now = self.clock.now();
        let new = NewConnection { road: with.road, client_id: with.client_id, secret: with.secret };
        store.connect(&new, now, &*self.chance).await?;
        if let Some(token) = with.token {
            let token = StoredToken {
                access: token.to_owned(),
                expires_at: None,
                refresh: None,
                refresh_expires_at: None,
            };
            store.keep_token(None, &token, &[], &*self.chance).await?;
        }
        Ok(())
    }

    /// Asks Shopify who the shop is and what the app may do, and keeps the answer: after this the shop
    /// stands connected.
    ///
    /// # Errors
    /// When the shop has no connection or Shopify refuses; the sentence says what to do.
    pub async fn check_connection(&self, shop: &Shop) -> Result<Installed, ServiceError> {
        let api = self.shopify_api(shop).await?;
        let installed = self.told(shop, api.installed().await).await?;
        let store = self.store.shop(shop.id);
        store.note_scopes(&installed.scopes).await?;
        if let Some(version) = &installed.served_version {
            store.note_served_version(version).await?;
        }
        self.learn_about(shop, &installed).await?;
        self.well_again(shop).await?;
        Ok(installed)
    }

    /// The Admin API of a connected shop, with a token that is good.
    ///
    /// # Errors
    /// When the shop has no connection, or no token can be had; the sentence says what to do.
    pub async fn shopify_api(&self, shop: &Shop) -> Result<Api, ServiceError> {
        let domain = ShopDomain::parse(&shop.domain)
            .ok_or_else(|| ServiceError::Input(format!("{} is not a myshopify.com domain", shop.domain)))?;
        let token = self.live_token(shop, &domain).await?;
        let granted = self.store.shop(shop.id).connection().await?.map(|known| known.scopes);
        let reads_returns = granted.is_some_and(|granted| scopes::opens(&["read_returns"], &granted));
        let access = Access { base: self.shopify.base.to_string(), shop: domain, token, reads_returns };
        let budget = self.shopify.budget(shop.id);
        Ok(Api::new(
            self.shopify.http.clone(),
            access,
            Arc::clone(&self.clock),
            Arc::clone(&self.chance),
            budget,
        ))
    }

    async fn live_token(&self, shop: &Shop, domain: &ShopDomain) -> Result<Secret, ServiceError> {
        let store = self.store.shop(shop.id);
        let connection = store.connection().await?.ok_or_else(|| not_connected(shop))?;
        let mut token = store.token().await?;
        for _ in 0..WAIT.0 {
            let now = self.clock.now();
            let good = token.as_ref().filter(|token| !is_over(token, now));
            if let Some(token) = good.filter(|token| !is_due(&connection, token, now)) {
                return Ok(Secret::new(&token.access));
            }
            match store.begin_renewal(RENEWAL_LEASE_MS, now, &*self.chance).await? {
                Some(claim) => {
                    let renewed = self.renew_in_turn(domain, &connection, &store, claim).await;
                    return match (renewed, good) {
                        (Ok(access), _) => Ok(access),
                        // Before its end there is time for another try.
                        (Err(_), Some(token)) => Ok(Secret::new(&token.access)),
                        (Err(error), None) => Err(self.refused(shop, error).await),
                    };
                }
                None if good.is_some() => break,
                None => tokio::time::sleep(WAIT.1).await,
            }
            token = store.token().await?;
        }
        token.map(|token| Secret::new(&token.access)).ok_or_else(|| not_connected(shop))
    }

    /// Renews the token as the one whose turn it is. A new one is stored before it is used: the token
    /// that brings the next can be used once.
    async fn renew_in_turn(
        &self,
        domain: &ShopDomain,
        connection: &Connection,
        store: &ShopStore,
        claim: Uuid,
    ) -> Result<Secret, ServiceError> {
        let known = store.token().await?;
        // Another may have renewed it between our look and our turn.
        if let Some(fresh) = known.as_ref().filter(|token| !is_due(connection, token, self.clock.now())) {
            store.give_up_renewal(claim).await?;
            return Ok(Secret::new(&fresh.access));
        }
        match self.renew(domain, connection, store, known.as_ref()).await {
            Ok((fresh, scopes)) => {
                store.keep_token(Some(claim), &fresh, &scopes, &*self.chance).await?;
                Ok(Secret::new(&fresh.access))
            }
            Err(error) => {
                store.give_up_renewal(claim).await?;
                Err(error)
            }
        }
    }

    async fn renew(
        &self,
        domain: &ShopDomain,
        connection: &Connection,
        store: &ShopStore,
        token: Option<&StoredToken>,
    ) -> Result<(StoredToken, Vec<String>), ServiceError> {
        let now = self.clock.now();
        let secret = store.client_secrets(now).await?.into_iter().next().unwrap_or_default();
        let app = AppCredentials { client_id: connection.client_id.clone(), secret: Secret::new(&secret) };
        let (http, base) = (&self.shopify.http, &*self.shopify.base);
        let fresh = match (connection.road, token.and_then(|token| token.refresh.as_ref())) {
            (Road::ClientCredentials, _) => auth::client_credentials(http, base, domain, &app, now).await?,
            (Road::CodeGrant, Some(refresh)) => {
                auth::refresh(http, base, domain, &app, &Secret::new(refresh), now).await?
            }
            (Road::CodeGrant | Road::Pasted, _) => return Err(ApiError::Unauthorized.into()),
        };
        Ok(stored(fresh))
    }

    /// Exchanges the code of an install for a token and keeps it.
    ///
    /// # Errors
    /// When the shop has no connection or Shopify refuses the code.
    pub async fn finish_install(&self, shop: &Shop, code: &str) -> Result<Installed, ServiceError> {
        let store = self.store.shop(shop.id);
        let connection = store.connection().await?.ok_or_else(|| not_connected(shop))?;
        let domain = ShopDomain::parse(&shop.domain).ok_or_else(|| not_connected(shop))?;
        let now = self.clock.now();
        let secret = store.client_secrets(now).await?.into_iter().next().unwrap_or_default();
        let app = AppCredentials { client_id: connection.client_id, secret: Secret::new(&secret) };
        let token =
            auth::exchange_code(&self.shopify.http, &self.shopify.base, &domain, &app, code, now).await?;
        let (token, scopes) = stored(token);
        store.keep_token(None, &token, &scopes, &*self.chance).await?;
        store.note_install(now).await?;
        self.check_connection(shop).await
    }

    /// Passes an answer of Shopify's on; a refusal changes how the shop stands.
    ///
    /// # Errors
    /// The refusal.
    pub async fn told<T>(&self, shop: &Shop, answer: Result<T, ApiError>) -> Result<T, ServiceError> {
        match answer {
            Ok(told) => Ok(told),
            Err(error) => Err(self.refused(shop, error.into()).await),
        }
    }

    /// Keeps what a refusal means: a frozen shop or refused credentials pause it, a busy minute does not.
    async fn refused(&self, shop: &Shop, error: ServiceError) -> ServiceError {
        let store = self.store.shop(shop.id);
        let now = self.clock.now();
        let kept = async {
            if let ServiceError::Shopify(refusal) = &error {
                let words = refusal.to_string();
                let before = store.connection().await?.and_then(|connection| connection.trouble);
                store.note_trouble(Some(&words), now).await?;
                if matches!(refusal, ApiError::Unauthorized) {
                    store.forget_token_unless_pasted().await?;
                }
                // A token may be withdrawn while the app is well: the next try gets a new one.
                let first_time = matches!(refusal, ApiError::Unauthorized)
                    && before.is_none_or(|(_, trouble)| trouble != words);
                if refusal.pauses() && !first_time && shop.standing != Standing::Uninstalled {
                    store.set_standing(Standing::Paused, now).await?;
                }
            }
            Ok::<(), ServiceError>(())
        };
        if let Err(lost) = kept.await {
            tracing::error!(error = ?lost, "a refusal of Shopify's could not be noted");
        }
        error
    }

    /// All is well with the shop.
    async fn well_again(&self, shop: &Shop) -> Result<(), ServiceError> {
        let store = self.store.shop(shop.id);
        let now = self.clock.now();
        store.note_trouble(None, now).await?;
        store.set_standing(Standing::Connected, now).await?;
        Ok(())
    }
}

fn not_connected(shop: &Shop) -> ServiceError {
    ServiceError::Input(format!(
        "{} is not connected to Shopify: `waymark shop connect` does that",
        shop.name
    ))
}

fn is_over(token: &StoredToken, now: Millis) -> bool {
    token.expires_at.is_some_and(|end| now >= end)
}

/// Whether less than a tenth of a token's life is left (Shopify facts 4.2: a day; 4.4: an hour).
fn is_due(connection: &Connection, token: &StoredToken, now: Millis) -> bool {
    let margin = match connection.road {
        Road::ClientCredentials => 144,
        Road::CodeGrant => 6,
        Road::Pasted => 0,
    };
    token.expires_at.is_some_and(|end| now.plus_minutes(margin) >= end)
}

fn stored(token: Token) -> (StoredToken, Vec<String>) {
    let kept = StoredToken {
        access: token.access.reveal().to_owned(),
        expires_at: token.expires_at,
        refresh: token.refresh.map(|refresh| refresh.reveal().to_owned()),
        refresh_expires_at: token.refresh_expires_at,
    };
    (kept, token.scopes)
}
