//! Who the shop is and what it granted.

use serde_json::Value;

use super::Api;
use super::call::Question;
use super::error::ApiError;
use super::operations::{InstallCheck, install_check};

/// An installation, as Shopify tells. Everything but the scopes may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Installed {
    /// Granted permissions; a write permission holds the reading one.
    pub scopes: Vec<String>,
    /// What the shop calls itself.
    pub name: Option<String>,
    /// Its `….myshopify.com` domain.
    pub domain: Option<String>,
    /// Address of its web site.
    pub site_url: Option<String>,
    /// IANA name of its time zone.
    pub time_zone: Option<String>,
    /// ISO 4217 code of its currency.
    pub currency: Option<String>,
    /// The merchant's address for customers.
    pub email: Option<String>,
    /// The version of the API that really answered; one other than [`crate::shopify::API_VERSION`] means
    /// that ours has expired.
    pub served_version: Option<String>,
}

impl Api {
    /// Asks who the shop is and what the app may do.
    ///
    /// # Errors
    /// When Shopify refuses or does not answer.
    pub async fn installed(&self) -> Result<Installed, ApiError> {
        let variables = install_check::Variables {};
        let mut answer = self.ask::<InstallCheck>("InstallCheck", variables, Question::now(10.0)).await?;
        let app = answer.take("currentAppInstallation")?.ok_or(ApiError::Unreadable)?;
        // A name that was refused must not keep the shop from being connected.
        let shop = answer.take("shop").ok().flatten().unwrap_or_default();
        let scopes = app["accessScopes"].as_array().into_iter().flatten();
        let text = |value: &Value| value.as_str().map(str::to_owned);
        Ok(Installed {
            scopes: scopes.filter_map(|scope| text(&scope["handle"])).collect(),
            name: text(&shop["name"]),
            domain: text(&shop["myshopifyDomain"]),
            site_url: text(&shop["primaryDomain"]["url"]),
            time_zone: text(&shop["ianaTimezone"]),
            currency: text(&shop["currencyCode"]),
            email: text(&shop["contactEmail"]),
            served_version: answer.version,
        })
    }
}
