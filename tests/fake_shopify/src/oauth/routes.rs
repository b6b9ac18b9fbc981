//! The three routes of authorisation.

use std::collections::BTreeMap;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use data_encoding::{BASE64, HEXLOWER};
use serde_json::{Value, json};

use crate::server::{Running, fault_before, no_shop, stamp, unauthorized};
use crate::webhooks::digest;

/// `POST /{shop}/admin/oauth/access_token`, JSON or form.
pub(crate) async fn access_token(
    State(fake): State<Running>,
    Path(shop): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(shop) = fake.find(&shop) else { return no_shop() };
    if let Some(answer) = fault_before(&shop, "oauth", None).await {
        return answer;
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let fields: BTreeMap<String, String> = if kind.starts_with("application/json") {
        let Ok(Value::Object(map)) = serde_json::from_slice(&body) else {
            return refused(400, "invalid_request");
        };
        map.into_iter().map(|(k, v)| (k, v.as_str().map_or_else(|| v.to_string(), str::to_owned))).collect()
    } else {
        form(&String::from_utf8_lossy(&body))
    };
    let granted = shop.lock().grant(|name| fields.get(name).cloned());
    match granted {
        Ok(answer) => Json(answer).into_response(),
        Err((status, word)) => refused(status, word),
    }
}

fn refused(status: u16, word: &str) -> Response {
    let body = json!({"error": word, "error_description": format!("The request was refused: {word}")});
    (StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST), Json(body)).into_response()
}

/// Reads `a=1&b=2` with percent encoding.
fn form(text: &str) -> BTreeMap<String, String> {
    text.split('&').filter_map(|pair| pair.split_once('=')).map(|(k, v)| (decode(k), decode(v))).collect()
}

/// Percent-decodes; `+` is a blank. What is not UTF-8 is replaced.
pub(crate) fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut i) = (Vec::with_capacity(bytes.len()), 0);
    while i < bytes.len() {
        let hex = bytes.get(i + 1..i + 3).and_then(|h| std::str::from_utf8(h).ok());
        match (bytes[i], hex.and_then(|h| u8::from_str_radix(h, 16).ok())) {
            (b'%', Some(byte)) => {
                out.push(byte);
                i += 2;
            }
            (b'+', _) => out.push(b' '),
            (other, _) => out.push(other),
        }
        i += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Percent-encodes everything but letters, digits and `-_.~`.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// `GET /{shop}/admin/oauth/authorize`: the merchant says yes at once and is sent back, signed.
pub(crate) async fn authorize(
    State(fake): State<Running>,
    Path(name): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let Some(shop) = fake.find(&name) else { return no_shop() };
    let target = query.get("redirect_uri").cloned().unwrap_or_default();
    let mut state = shop.lock();
    if query.get("client_id") != Some(&state.options.client_id) || target.is_empty() {
        return (StatusCode::BAD_REQUEST, "Oauth error invalid_request: unknown client or address")
            .into_response();
    }
    let now = state.clock.now();
    let code = state.dice.hex(32);
    state.tokens.codes.insert(code.clone(), now + 60);
    let host = BASE64
        .encode(format!("admin.shopify.com/store/{}", name.trim_end_matches(".myshopify.com")).as_bytes());
    let mut pairs = BTreeMap::from([
        ("code", code),
        ("host", host.trim_end_matches('=').to_owned()),
        ("shop", state.domain.clone()),
        ("timestamp", now.to_string()),
    ]);
    if let Some(nonce) = query.get("state") {
        pairs.insert("state", nonce.clone());
    }
    let signed: Vec<String> = pairs.iter().map(|(k, v)| format!("{}={}", encode(k), encode(v))).collect();
    let signed = signed.join("&");
    let hmac = HEXLOWER.encode(&digest(&state.client_secret, signed.as_bytes()));
    let mark = if target.contains('?') { '&' } else { '?' };
    let to = format!("{target}{mark}{signed}&hmac={hmac}");
    (StatusCode::FOUND, [(header::LOCATION, to)]).into_response()
}

/// `GET /{shop}/admin/oauth/access_scopes.json`.
pub(crate) async fn access_scopes(
    State(fake): State<Running>,
    Path(shop): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(shop) = fake.find(&shop) else { return no_shop() };
    let token = headers.get("x-shopify-access-token").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let answer = {
        let state = shop.lock();
        if state.knows_token(token) {
            let scopes: Vec<Value> = state.scopes.iter().map(|s| json!({ "handle": s })).collect();
            Json(json!({ "access_scopes": scopes })).into_response()
        } else {
            unauthorized()
        }
    };
    stamp(&shop, answer)
}
