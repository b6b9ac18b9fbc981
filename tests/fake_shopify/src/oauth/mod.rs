//! Tokens: client credentials, authorization code and expiring tokens with single-use refresh (facts
//! 4.2 to 4.4).

mod routes;

pub(crate) use routes::{access_scopes, access_token, authorize};

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::clock::{DAY, HOUR, Seconds};
use crate::shop::ShopState;

/// Everything handed out.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    /// Access tokens and when they end; `None` never.
    pub access: HashMap<String, Option<Seconds>>,
    /// Refresh tokens: when they end, and whether they were used.
    pub refresh: HashMap<String, (Seconds, bool)>,
    /// Codes and when they end.
    pub codes: HashMap<String, Seconds>,
    /// How many were handed out, by grant.
    pub issued: HashMap<String, u64>,
}

/// Why no token is given: the status, and Shopify's word.
pub(crate) type Refused = (u16, &'static str);

impl ShopState {
    /// Whether a request's token is good now.
    pub fn knows_token(&self, token: &str) -> bool {
        if !self.installed {
            return false;
        }
        if self.options.static_token.as_deref() == Some(token) {
            return true;
        }
        self.tokens.access.get(token).is_some_and(|end| end.is_none_or(|end| end > self.clock.now()))
    }

    /// Answers a token request; `get` reads its fields.
    ///
    /// # Errors
    /// Shopify's word for the refusal.
    pub fn grant(&mut self, get: impl Fn(&str) -> Option<String>) -> Result<Value, Refused> {
        let known = get("client_id").as_deref() == Some(&self.options.client_id);
        if !known || get("client_secret").as_deref() != Some(&self.client_secret) {
            return Err((400, "invalid_client"));
        }
        let kind = get("grant_type").unwrap_or_else(|| "authorization_code".into());
        let now = self.clock.now();
        let answer = match kind.as_str() {
            "client_credentials" if !self.installed => return Err((400, "app_not_installed")),
            "client_credentials" => {
                let life = self.options.token_life;
                json!({"access_token": self.new_access(Some(now + life)), "scope": self.scope(), "expires_in": life})
            }
            "authorization_code" => {
                let code = get("code").unwrap_or_default();
                if self.tokens.codes.remove(&code).is_none_or(|end| end < now) {
                    return Err((400, "invalid_request"));
                }
                self.installed = true;
                if get("expiring").as_deref() == Some("1") {
                    self.expiring(now)
                } else {
                    json!({"access_token": self.new_access(None), "scope": self.scope()})
                }
            }
            "refresh_token" => {
                let given = get("refresh_token").unwrap_or_default();
                match self.tokens.refresh.get_mut(&given) {
                    Some((end, used)) if *end > now && !*used && self.installed => *used = true,
                    _ => return Err((400, "invalid_grant")),
                }
                self.tokens.access.retain(|_, end| end.is_none());
                self.expiring(now)
            }
            _ => return Err((400, "unsupported_grant_type")),
        };
        *self.tokens.issued.entry(kind).or_default() += 1;
        Ok(answer)
    }

    fn scope(&self) -> String {
        self.scopes.join(",")
    }

    fn new_access(&mut self, end: Option<Seconds>) -> String {
        let token = format!("shpat_{}", self.dice.hex(32));
        self.tokens.access.insert(token.clone(), end);
        token
    }

    fn expiring(&mut self, now: Seconds) -> Value {
        let refresh = format!("shprt_{}", self.dice.hex(32));
        self.tokens.refresh.insert(refresh.clone(), (now + 90 * DAY, false));
        json!({
            "access_token": self.new_access(Some(now + HOUR)),
            "scope": self.scope(),
            "expires_in": HOUR,
            "refresh_token": refresh,
            "refresh_token_expires_in": 90 * DAY,
        })
    }
}
