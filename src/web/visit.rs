//! A request for something behind a token: read once, the same way for every such route. Reading never
//! fails: an address that cannot be read holds a token that opens nothing, so it gets the same answer
//! as any dead link.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::Response;
use serde::Deserialize;

use crate::domain::link::{Purpose, Token};
use crate::language::Language;
use crate::services::view_order::{Opened, language_of};

use super::error_page::{Refusal, refuse};
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
}

/// A request for something behind a token.
pub struct Visit {
    /// What handlers share.
    pub state: WebState,
    /// What stands behind the question mark.
    pub asking: Asking,
    /// The request's headers.
    pub headers: HeaderMap,
    token: String,
}

impl FromRequestParts<WebState> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Infallible> {
        let token = Path::<String>::from_request_parts(parts, state).await;
        let asking = Query::<Asking>::try_from_uri(&parts.uri);
        Ok(Self {
            state: state.clone(),
            asking: asking.map(|Query(asking)| asking).unwrap_or_default(),
            headers: parts.headers.clone(),
            token: token.map(|Path(token)| token).unwrap_or_default(),
        })
    }
}

impl Visit {
    /// The token in the address.
    pub(super) fn token(&self) -> Result<Token, Refusal> {
        Token::parse(&self.token).ok_or(Refusal::DeadLink)
    }

    /// The hash of this browser's cookie; `None` when it has none of ours.
    pub(super) fn browser(&self) -> Option<[u8; 32]> {
        visitor::browser(&self.headers, self.state.secure)
    }

    /// The language the address asks for; `None` when it asks for none of ours.
    pub(super) fn asked_language(&self) -> Option<Language> {
        self.asking.lang.as_deref().and_then(Language::from_locale)
    }

    /// The language of a page of this order.
    pub(super) fn language(&self, opened: &Opened) -> Language {
        self.asked_language().unwrap_or_else(|| language_of(&opened.order, &opened.shop))
    }

    /// Opens the order behind the token.
    pub(super) async fn open(&self) -> Result<(Token, Opened), Refusal> {
        let token = self.token()?;
        let opened = self.state.services.open(&token, self.browser()).await?.ok_or(Refusal::DeadLink)?;
        if opened.knock.erased { Err(Refusal::Gone) } else { Ok((token, opened)) }
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
            Err(refusal) => refuse(&self.state, &self.headers, self.asking.lang.as_deref(), refusal).await,
        }
    }
}
