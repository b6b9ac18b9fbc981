//! Placeholder, see api.rs.
#![allow(missing_docs, clippy::all, clippy::pedantic)]
use super::api::*;
use super::*;
use crate::domain::clock::Millis;
#[derive(Clone)]
pub struct Secret(String);
impl Secret {
    pub fn new(t: &str) -> Self {
        Self(t.into())
    }
    pub fn reveal(&self) -> &str {
        &self.0
    }
}
pub struct AppCredentials {
    pub client_id: String,
    pub secret: Secret,
}
pub struct Token {
    pub access: Secret,
    pub scopes: Vec<String>,
    pub expires_at: Option<Millis>,
    pub refresh: Option<Secret>,
    pub refresh_expires_at: Option<Millis>,
}
pub async fn client_credentials(
    _: &Http,
    _: &str,
    _: &ShopDomain,
    _: &AppCredentials,
    _: Millis,
) -> Result<Token, ApiError> {
    Err(ApiError::NotThereYet)
}
pub async fn refresh(
    _: &Http,
    _: &str,
    _: &ShopDomain,
    _: &AppCredentials,
    _: &Secret,
    _: Millis,
) -> Result<Token, ApiError> {
    Err(ApiError::NotThereYet)
}
pub async fn exchange_code(
    _: &Http,
    _: &str,
    _: &ShopDomain,
    _: &AppCredentials,
    _: &str,
    _: Millis,
) -> Result<Token, ApiError> {
    Err(ApiError::NotThereYet)
}
pub fn authorize_url(_: &str, _: &ShopDomain, _: &str, _: &[&str], _: &str, _: &str) -> String {
    String::new()
}
