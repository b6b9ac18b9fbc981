//! A request for a page: read once, the same way for every route and door. Reading never fails: an
//! address that cannot be read holds a token that opens nothing, so it gets the same answer as any
//! dead link.

use std::convert::Infallible;
use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts, Path, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::response::Response;
use serde::Deserialize;

use crate::domain::door::Door;
use crate::domain::link::{Purpose, Token};
use crate::domain::shop::Shop;
use crate::language::Language;
use crate::services::ServiceError;
use crate::services::view_order::{Knock, Opened, language_of};

use super::error_page::{Refusal, refuse};
use super::proxy::Entrance;
use super::state::WebState;
use super::visitor;

/// An answer, or why there is none.
pub(super) type Outcome = Result<Response, Refusal>;

/// What may stand behind the question mark of a page's address.
#[derive(Debug, Default, Deserialize)]
pub struct Asking {
    /// The language wanted.
    pub lang: Option<String>,
    /// What a form has to say after its redirect: `sent`, `many` or `ended`.
    pub say: Option<String>,
    /// The order number that a link to the look-up form brings along.
    pub order: Option<String>,
}

/// The token in an address, whatever else stands there.
#[derive(Deserialize)]
struct TokenPath {
    token: String,
    #[serde(default)]
    picture: String,
}

/// A request for a page, most of them behind a token.
pub struct Visit {
    /// What handlers share.
    pub state: WebState,
    /// What stands behind the question mark.
    pub asking: Asking,
    /// The request's headers.
    pub headers: HeaderMap,
    /// The way it came in.
    pub entrance: Entrance,
    /// Whether it is a GET: what only asks for the head reads nothing.
    pub is_get: bool,
    /// The picture in the address; `None` when it names none.
    pub picture: Option<uuid::Uuid>,
    token: String,
    peer: Option<SocketAddr>,
}

impl FromRequestParts<WebState> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Infallible> {
        let path = Path::<TokenPath>::from_request_parts(parts, state).await;
        let asking = Query::<Asking>::try_from_uri(&parts.uri);
        Ok(Self {
            state: state.clone(),
            asking: asking.map(|Query(asking)| asking).unwrap_or_default(),
            headers: parts.headers.clone(),
            entrance: parts.extensions.get::<Entrance>().cloned().unwrap_or_default(),
            is_get: parts.method == Method::GET,
            picture: path.as_ref().ok().and_then(|Path(path)| path.picture.parse().ok()),
            token: path.map(|Path(path)| path.token).unwrap_or_default(),
            peer: parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| *peer),
        })
    }
}

impl Visit {
    /// The token in the address.
    pub(super) fn token(&self) -> Result<Token, Refusal> {
        Token::parse(&self.token).ok_or(Refusal::DeadLink)
    }

    /// The door it came in by.
    pub(super) const fn door(&self) -> &Door {
        &self.entrance.door
    }

    /// The hash of this browser's cookie; `None` when it has none of ours, and always where Shopify
    /// stands between: what looks like a cookie there was put in by somebody else.
    pub(super) fn browser(&self) -> Option<[u8; 32]> {
        if self.door().is_proxied() { None } else { visitor::browser(&self.headers, self.state.secure) }
    }

    /// The network it comes from, as a key for limits.
    pub(super) fn network(&self) -> String {
        let trusted = &self.state.trusted_proxies;
        if self.door().is_proxied() {
            visitor::network_behind_shopify(self.peer, &self.headers, trusted)
        } else {
            visitor::network(self.peer, &self.headers, trusted)
        }
    }

    /// The shop of a page without a token: the door's, else the one at this host. `None` before any
    /// shop exists.
    pub(super) async fn shop(&self) -> Result<Option<Shop>, ServiceError> {
        match &self.entrance.shop {
            Some(shop) => Ok(Some(Shop::clone(shop))),
            None => {
                let host = self.headers.get(header::HOST).and_then(|v| v.to_str().ok());
                self.state.services.shop_for_host(host).await
            }
        }
    }

    /// The language the address asks for; `None` when it asks for none of ours.
    pub(super) fn asked_language(&self) -> Option<Language> {
        self.asking.lang.as_deref().and_then(Language::from_locale)
    }

    /// The language of a page of this order.
    pub(super) fn language(&self, opened: &Opened) -> Language {
        let offered = Language::offered_by(&opened.shop.settings);
        let asked = self.asked_language().filter(|language| offered.contains(language));
        asked.unwrap_or_else(|| language_of(&opened.order, &opened.shop))
    }

    /// Looks who is behind a token; behind a shop's door only that shop's links open anything.
    pub(super) async fn knock(&self, token: &Token) -> Result<Knock, Refusal> {
        let knock =
            self.state.services.knock(token, self.browser()).await?.filter(|knock| self.leads_to(knock));
        let knock = knock.ok_or(Refusal::DeadLink)?;
        if knock.erased { Err(Refusal::Gone) } else { Ok(knock) }
    }

    /// Opens the order behind a token, with the same rules.
    pub(super) async fn open_with(&self, token: &Token) -> Result<Opened, Refusal> {
        let opened = self.state.services.open(token, self.browser()).await?;
        let opened = opened.filter(|opened| self.leads_to(&opened.knock)).ok_or(Refusal::DeadLink)?;
        if opened.knock.erased { Err(Refusal::Gone) } else { Ok(opened) }
    }

    fn leads_to(&self, knock: &Knock) -> bool {
        self.entrance.shop.as_ref().is_none_or(|shop| shop.id == knock.shop)
    }

    /// Opens the order behind the token in the address.
    pub(super) async fn open(&self) -> Result<(Token, Opened), Refusal> {
        let token = self.token()?;
        let opened = self.open_with(&token).await?;
        Ok((token, opened))
    }

    /// The same, but not for a shared page: it leads to no code and cannot be shared on.
    pub(super) async fn open_own(&self) -> Result<(Token, Opened), Refusal> {
        let (token, opened) = self.open().await?;
        if opened.knock.purpose == Purpose::Share { Err(Refusal::DeadLink) } else { Ok((token, opened)) }
    }

    /// The outcome as an answer.
    pub(super) async fn answer(&self, outcome: Outcome) -> Response {
        match outcome {
            Ok(response) => response,
            Err(refusal) => {
                let asked = self.asking.lang.as_deref();
                refuse(&self.state, &self.entrance, &self.headers, asked, refusal).await
            }
        }
    }
}
