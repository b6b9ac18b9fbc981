//! The controls over HTTP.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::ShopHandle;
use crate::actions::Ref;
use crate::clock::{parse_time, zulu};
use crate::faults::{Fault, Modes};
use crate::options::{AppSubscription, CustomerRequest};
use crate::server::{Running, no_shop};
use crate::{Action, ShopOptions};

/// Everything under `/control`.
pub(crate) fn routes() -> Router<Running> {
    Router::new()
        .route("/", get(shops))
        .route("/shops", post(add_shop))
        .route("/{shop}/{*what}", get(look).post(change).delete(clear))
}

#[derive(Deserialize)]
struct SeedInput {
    n: usize,
    #[serde(default)]
    seed: u64,
    #[serde(default)]
    webhooks: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockInput {
    set: Option<String>,
    advance: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccessInput {
    scopes: Option<Vec<String>>,
    protected: Option<u8>,
}

#[derive(Deserialize)]
struct LedgerQuery {
    topic: Option<String>,
    state: Option<String>,
}

async fn shops(State(fake): State<Running>) -> Json<Value> {
    Json(json!({"shops": fake.domains(), "base": fake.base()}))
}

async fn add_shop(State(fake): State<Running>, Json(body): Json<Value>) -> Response {
    match serde_json::from_value::<ShopOptions>(body) {
        Ok(options) => Json(json!({"domain": fake.add_shop(options).domain()})).into_response(),
        Err(e) => refused(&e.to_string()),
    }
}

fn refused(why: &str) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "error": why }))).into_response()
}

fn handle(fake: &Running, shop: &str) -> Option<ShopHandle> {
    fake.find(shop).map(|shop| ShopHandle::new(shop, fake.url()))
}

async fn look(
    State(fake): State<Running>,
    Path((shop, what)): Path<(String, String)>,
    Query(query): Query<LedgerQuery>,
) -> Response {
    let Some(shop) = handle(&fake, &shop) else { return no_shop() };
    let answer = match what.as_str() {
        "subscriptions" => json!(shop.subscriptions()),
        "orders" => json!(shop.orders()),
        "stats" => {
            let mut stats = serde_json::to_value(shop.stats()).unwrap_or_default();
            stats["orders"] = shop.orders().len().into();
            for state in ["pending", "delivered", "failed", "dropped"] {
                stats["webhooks"][state] = shop.webhooks(state).into();
            }
            stats
        }
        "ledger" => {
            let mut all = shop.ledger();
            all.retain(|e| query.topic.as_ref().is_none_or(|t| e.topic == *t));
            all.retain(|e| query.state.as_ref().is_none_or(|s| e.state == *s));
            json!(all)
        }
        other => match other.strip_prefix("order/") {
            Some(which) if which.len() < 10 => {
                return answer(shop.order(&Ref::from(format!("#{which}").as_str())));
            }
            Some(which) => return answer(shop.order(&Ref::from(which))),
            None => return no_shop(),
        },
    };
    Json(answer).into_response()
}

fn answer<T: serde::Serialize>(result: Result<T, String>) -> Response {
    match result {
        Ok(value) => Json(value).into_response(),
        Err(why) => refused(&why),
    }
}

async fn clear(State(fake): State<Running>, Path((shop, what)): Path<(String, String)>) -> Response {
    let Some(shop) = handle(&fake, &shop) else { return no_shop() };
    match what.as_str() {
        "faults" => shop.clear_faults(),
        "subscriptions" => shop.delete_subscriptions(),
        "stats" => shop.reset_stats(),
        _ => return no_shop(),
    }
    Json(json!({})).into_response()
}

async fn change(
    State(fake): State<Running>,
    Path((shop, what)): Path<(String, String)>,
    body: axum::body::Bytes,
) -> Response {
    let Some(shop) = handle(&fake, &shop) else { return no_shop() };
    let body = if body.is_empty() {
        json!({})
    } else {
        match serde_json::from_slice(&body) {
            Ok(body) => body,
            Err(e) => return refused(&e.to_string()),
        }
    };
    let what = what.clone();
    // Seeding takes long: it must not hold up the other tasks of this thread.
    let done = tokio::task::spawn_blocking(move || apply(&shop, &what, body)).await;
    match done {
        Ok(Ok(value)) => Json(value).into_response(),
        Ok(Err(why)) => refused(&why),
        Err(e) => (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({"error": e.to_string()}))).into_response(),
    }
}

fn read<T: DeserializeOwned>(body: Value) -> Result<T, String> {
    serde_json::from_value(body).map_err(|e| e.to_string())
}

fn act(shop: &ShopHandle, body: Value) -> Result<Value, String> {
    serde_json::to_value(shop.act(read::<Action>(body)?)?).map_err(|e| e.to_string())
}

fn apply(shop: &ShopHandle, what: &str, body: Value) -> Result<Value, String> {
    let nothing = json!({});
    match what {
        "act" => return act(shop, body),
        "acts" => return read::<Vec<Value>>(body)?.into_iter().map(|one| act(shop, one)).collect(),
        "seed" => {
            let input: SeedInput = read(body)?;
            return Ok(json!({"orders": shop.seed(input.n, input.seed)}));
        }
        "mutate" => {
            let input: SeedInput = read(body)?;
            return Ok(json!({"changed": shop.mutate(input.n, input.seed, input.webhooks).len()}));
        }
        "faults" if body.is_array() => read::<Vec<Fault>>(body)?.into_iter().for_each(|f| shop.fault(f)),
        "faults" => shop.fault(read(body)?),
        "modes" => shop.modes(&read::<Modes>(body)?),
        "clock" => {
            let input: ClockInput = read(body)?;
            if let Some(at) = input.set {
                shop.set_clock(parse_time(&at).ok_or("not a time")?);
            }
            shop.advance(input.advance.unwrap_or(0));
            return Ok(json!({"now": zulu(shop.now())}));
        }
        "bucket" => {
            let number = |name: &str, usual: f64| body.get(name).and_then(Value::as_f64).unwrap_or(usual);
            shop.bucket(number("max", 2000.0), number("restore", 100.0));
        }
        "access" => {
            let input: AccessInput = read(body)?;
            if let Some(level) = input.protected {
                shop.protected(level);
            }
            if let Some(scopes) = input.scopes {
                shop.scopes(&scopes.iter().map(String::as_str).collect::<Vec<_>>());
            }
        }
        "secret" => shop.rotate_secret(body.get("secret").and_then(Value::as_str).ok_or("secret?")?),
        "uninstall" => shop.uninstall(),
        "reinstall" => shop.reinstall(),
        "expire_tokens" => shop.expire_tokens(),
        "app_subscription" => shop.app_subscription(&read::<AppSubscription>(body)?),
        "customers/data_request" => shop.data_request(&read::<CustomerRequest>(body)?),
        "customers/redact" => shop.redact(&read::<CustomerRequest>(body)?),
        "shop/redact" => shop.shop_redact(),
        "shop/update" => shop.shop_update(),
        "graphql" => {
            let text = body.get("query").and_then(Value::as_str).ok_or("query?")?;
            return shop.query(text, body.get("variables").cloned().unwrap_or_default());
        }
        other => return Err(format!("there is no control {other:?}")),
    }
    Ok(nothing)
}
