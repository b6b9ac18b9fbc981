//! Static files: fingerprinted, compressed at build time (`build.rs`), kept for a year.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::domain::routes;

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named in the table that build.rs writes")]
#[allow(dead_code, reason = "the browser half may be missing from a build")]
pub enum Role {
    STYLE,
    ADMIN,
    THEME,
    SCRIPT,
    PASSKEYS,
    ISLANDS,
    MODULE,
}

/// A file in the binary, as it is and compressed.
#[derive(Debug)]
pub struct StaticFile {
    role: Role,
    name: &'static str,
    content_type: &'static str,
    raw: &'static [u8],
    br: &'static [u8],
    gz: &'static [u8],
}

/// The path of the file with this role.
///
/// # Panics
/// Never: `build.rs` writes one file per role.
#[must_use]
pub fn path_of(role: Role) -> String {
    let file = FILES.iter().find(|file| file.role == role).expect("build.rs writes every role");
    routes::ASSET.replace("{file}", file.name)
}

/// The path of the script that starts the browser half of the merchant's side; `None` when this binary was
/// built without it (see `scripts/islands`): every page works without.
#[must_use]
pub fn islands() -> Option<String> {
    let file = FILES.iter().find(|file| file.role == Role::ISLANDS)?;
    Some(routes::ASSET.replace("{file}", file.name))
}

/// Answers with a static file, in the best encoding the browser takes.
pub async fn file(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(file) = FILES.iter().find(|file| file.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let takes =
        |coding: &str| accepted.split(',').any(|part| part.split(';').next().unwrap_or("").trim() == coding);
    let (bytes, coding) = if takes("br") {
        (file.br, Some("br"))
    } else if takes("gzip") {
        (file.gz, Some("gzip"))
    } else {
        (file.raw, None)
    };
    let fixed = [
        (header::CONTENT_TYPE, file.content_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::VARY, "Accept-Encoding"),
        // Pages under a shop's own domain take these files from here.
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    let mut response = (fixed, bytes).into_response();
    if let Some(coding) = coding {
        response.headers_mut().insert(header::CONTENT_ENCODING, header::HeaderValue::from_static(coding));
    }
    response
}

/// The icon, the same for every shop.
pub async fn icon() -> Response {
    let fixed = [
        (header::CONTENT_TYPE, "image/svg+xml"),
        (header::CACHE_CONTROL, "public, max-age=86400"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    (fixed, include_str!("../../public/icon.svg")).into_response()
}

/// What crawlers may read: nothing behind a token.
pub async fn robots() -> &'static str {
    include_str!("../../public/robots.txt")
}
