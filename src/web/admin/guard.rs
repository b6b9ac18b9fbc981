//! Who is asking. A handler that takes one of these has a known person before it does anything.
//!
//! Nobody learns whether a shop exists that is not theirs: it is answered like one that does not.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::response::{IntoResponse, Redirect, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::domain::account::{Role, User};
use crate::domain::admin_routes::SIGN_IN;
use crate::domain::shop::Shop;
use crate::services::accounts::SessionKey;
use crate::web::error_page::Refusal;
use crate::web::state::WebState;

use super::flash;
use super::page::{refused, refused_by_role, signed_out};

/// Somebody signed in.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who.
    pub user: User,
    /// The key of their session.
    pub key: SessionKey,
    /// What they are to be told once.
    pub said: Option<String>,
}

/// Somebody signed in who may work in the shop of the address (`{shop}`).
#[derive(Clone, Debug)]
pub struct Staff {
    /// Who.
    pub user: User,
    /// The key of their session.
    pub key: SessionKey,
    /// What they are to be told once.
    pub said: Option<String>,
    /// The shop.
    pub shop: Shop,
    /// What they may do there.
    pub role: Role,
}

/// Somebody signed in who may change the settings of the shop of the address.
#[derive(Clone, Debug)]
pub struct Owner(pub Staff);

/// Name of the cookie that holds the key of a session.
#[must_use]
pub const fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-waymark-admin" } else { "waymark-admin" }
}

/// The key in this browser's cookie; `None` when it has none of ours.
#[must_use]
pub fn session_key(headers: &HeaderMap, secure: bool) -> Option<SessionKey> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let mut pairs = cookies.flat_map(|v| v.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(name, _)| *name == cookie_name(secure))?;
    SessionKey::parse(value)
}

/// The `Set-Cookie` value that plants a session's key; an empty key takes it away.
#[must_use]
pub fn session_cookie(key: Option<&SessionKey>, secure: bool) -> String {
    let flags = if secure { "; Secure" } else { "" };
    let (value, seconds) = key.map_or(("", 0), |key| (key.reveal(), 7 * 24 * 3600));
    let name = cookie_name(secure);
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{flags}")
}

impl FromRequestParts<WebState> for Member {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Response> {
        let session = match session_key(&parts.headers, state.secure) {
            None => None,
            Some(key) => match state.services.signed_in(&key).await {
                Ok(session) => session.map(|session| (session.user, key)),
                Err(error) => return Err(refused(state, error.into()).await),
            },
        };
        match session {
            Some((user, key)) => Ok(Self { user, key, said: flash::said(&parts.headers, state.secure) }),
            None if parts.method == Method::GET || parts.method == Method::HEAD => {
                let back = parts.uri.path_and_query().map_or("/admin", |path| path.as_str());
                let back = utf8_percent_encode(back, NON_ALPHANUMERIC);
                Err(Redirect::to(&format!("{SIGN_IN}?back={back}")).into_response())
            }
            None => Err(signed_out(state).await),
        }
    }
}

impl FromRequestParts<WebState> for Staff {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Response> {
        let Member { user, key, said } = Member::from_request_parts(parts, state).await?;
        let handle = match RawPathParams::from_request_parts(parts, state).await {
            Ok(params) => params.iter().find(|(name, _)| *name == "shop").map(|(_, value)| value.to_owned()),
            Err(_) => None,
        };
        let Some(handle) = handle else { return Err(refused(state, Refusal::NoPage).await) };
        match state.services.shop_of(&user, &handle).await {
            Ok(Some((shop, role))) => Ok(Self { user, key, said, shop, role }),
            Ok(None) => Err(refused(state, Refusal::NoPage).await),
            Err(error) => Err(refused(state, error.into()).await),
        }
    }
}

impl FromRequestParts<WebState> for Owner {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Response> {
        let staff = Staff::from_request_parts(parts, state).await?;
        if staff.role == Role::Owner { Ok(Self(staff)) } else { Err(refused_by_role(state, &staff).await) }
    }
}
