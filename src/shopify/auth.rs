//! Getting tokens: client credentials, the code an install brings, and refreshing (Shopify facts 4.2 to
//! 4.4). Asks Shopify and gives back what came; keeps nothing. Start with [`client_credentials`].

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::ShopDomain;
use super::api::{ApiError, CredentialFault, Http};
use crate::domain::clock::Millis;

/// A secret text: never shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text itself: for sending it to Shopify or sealing it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What an app proves itself with.
#[derive(Clone, Debug)]
pub struct AppCredentials {
    /// The app's client id.
    pub client_id: String,
    /// Its client secret.
    pub secret: Secret,
}

/// A token as Shopify gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What is sent with each call.
    pub access: Secret,
    /// Granted scopes; empty when the answer does not tell.
    pub scopes: Vec<String>,
    /// When it ends; `None` for never.
    pub expires_at: Option<Millis>,
    /// What brings the next pair; single use, so keep the new pair before the first call with it.
    pub refresh: Option<Secret>,
    /// When that ends; `None` when there is none or it does not end.
    pub refresh_expires_at: Option<Millis>,
}

/// The address a merchant is sent to for consent. `base` is the template with `{shop}`; `state` comes
/// back unchanged and should hold letters, digits, dashes and underscores only.
#[must_use]
pub fn authorize_url(
    base: &str,
    shop: &ShopDomain,
    client_id: &str,
    scopes: &[&str],
    redirect_uri: &str,
    state: &str,
) -> String {
    let form = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    format!(
        "{}/admin/oauth/authorize?client_id={}&scope={}&redirect_uri={}&state={}",
        base.replace("{shop}", shop.as_str()),
        form(client_id),
        form(&scopes.join(",")),
        form(redirect_uri),
        form(state)
    )
}

/// A token of a day for an app of the merchant's own.
///
/// # Errors
/// [`ApiError::Credentials`] when Shopify does not know the app or the app is not this shop's;
/// [`ApiError::NoSuchShop`], [`ApiError::Unavailable`] or [`ApiError::Unreadable`].
pub async fn client_credentials(
    http: &Http,
    base: &str,
    shop: &ShopDomain,
    app: &AppCredentials,
    now: Millis,
) -> Result<Token, ApiError> {
    ask(http, base, shop, app, &[("grant_type", "client_credentials")], now).await
}

/// The token an install's `code` stands for; an ending one with what refreshes it.
///
/// # Errors
/// As [`client_credentials`]; a code is good once and for a short time.
pub async fn exchange_code(
    http: &Http,
    base: &str,
    shop: &ShopDomain,
    app: &AppCredentials,
    code: &str,
    now: Millis,
) -> Result<Token, ApiError> {
    ask(http, base, shop, app, &[("code", code), ("expiring", "1")], now).await
}

/// The next pair. The refresh token is spent by this: keep the new pair before using it.
///
/// # Errors
/// As [`client_credentials`]; [`CredentialFault::Grant`] when the refresh token is spent or too old.
pub async fn refresh(
    http: &Http,
    base: &str,
    shop: &ShopDomain,
    app: &AppCredentials,
    refresh: &Secret,
    now: Millis,
) -> Result<Token, ApiError> {
    let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh.reveal())];
    ask(http, base, shop, app, &fields, now).await
}

#[derive(Deserialize)]
struct Given {
    access_token: String,
    #[serde(default)]
    scope: String,
    expires_in: Option<i64>,
    refresh_token: Option<String>,
    refresh_token_expires_in: Option<i64>,
}

#[derive(Deserialize)]
struct Refusal {
    error: Option<String>,
}

async fn ask(
    http: &Http,
    base: &str,
    shop: &ShopDomain,
    app: &AppCredentials,
    fields: &[(&str, &str)],
    now: Millis,
) -> Result<Token, ApiError> {
    let url = format!("{}/admin/oauth/access_token", base.replace("{shop}", shop.as_str()));
    let mut form = vec![("client_id", app.client_id.as_str()), ("client_secret", app.secret.reveal())];
    form.extend_from_slice(fields);
    let (status, body) = http.post_form(&url, &form).await?;
    match status {
        200 => {
            let given: Given = serde_json::from_slice(&body).map_err(|_| ApiError::Unreadable)?;
            Ok(token(given, now))
        }
        400 | 401 | 403 => {
            let word = serde_json::from_slice::<Refusal>(&body).ok().and_then(|refusal| refusal.error);
            Err(ApiError::Credentials(CredentialFault::of(word.as_deref().unwrap_or_default())))
        }
        status => Err(ApiError::of_status(status).unwrap_or(ApiError::Unreadable)),
    }
}

fn token(given: Given, now: Millis) -> Token {
    let ends = |seconds: Option<i64>| {
        seconds.map(|seconds| Millis(now.0.saturating_add(seconds.max(0).saturating_mul(1_000))))
    };
    let scopes = given.scope.split([',', ' ']).filter(|scope| !scope.is_empty()).map(str::to_owned);
    Token {
        access: Secret(given.access_token),
        scopes: scopes.collect(),
        expires_at: ends(given.expires_in),
        refresh: given.refresh_token.map(Secret),
        refresh_expires_at: ends(given.refresh_token_expires_in),
    }
}
