//! The HTTP server: routes, the shops it plays, faults before an answer, and the `Date` header.

mod api;
mod files;
mod http_date;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::json;
use tokio::sync::Notify;

use crate::control::{self, ShopHandle};
use crate::faults::Kind;
use crate::options::{Options, ShopOptions};
use crate::shop::ShopState;
use crate::webhooks::Sender;
use crate::{API_VERSION, oauth};

/// Starts stand-ins.
#[derive(Debug)]
pub struct FakeShopify;

/// A running stand-in; clones mean the same one. It ends with [`Running::stop`].
#[derive(Clone)]
pub struct Running {
    inner: Arc<Inner>,
}

struct Inner {
    addr: SocketAddr,
    shops: RwLock<BTreeMap<String, Arc<Shop>>>,
    sender: Arc<Sender>,
    over: Arc<AtomicBool>,
    stop: Arc<Notify>,
}

/// One shop with what it needs to send webhooks.
pub(crate) struct Shop {
    state: Mutex<ShopState>,
    pub sender: Arc<Sender>,
    over: Arc<AtomicBool>,
}

impl Shop {
    /// The shop's state, for a moment.
    pub fn lock(&self) -> MutexGuard<'_, ShopState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the stand-in was stopped.
    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }
}

impl std::fmt::Debug for Running {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Running").field("addr", &self.inner.addr).finish_non_exhaustive()
    }
}

impl FakeShopify {
    /// Listens and serves on the current runtime.
    ///
    /// # Errors
    /// When the address cannot be listened on.
    pub async fn start(options: Options) -> std::io::Result<Running> {
        let listener = tokio::net::TcpListener::bind(options.addr).await?;
        let running = Running {
            inner: Arc::new(Inner {
                addr: listener.local_addr()?,
                shops: RwLock::default(),
                sender: Arc::new(Sender::new()),
                over: Arc::default(),
                stop: Arc::default(),
            }),
        };
        for shop in options.shops {
            running.add_shop(shop);
        }
        let (app, stop) = (routes(running.clone()), Arc::clone(&running.inner.stop));
        tokio::spawn(async move {
            tokio::select! {
                _ = axum::serve(listener, app) => {}
                () = stop.notified() => {}
            }
        });
        Ok(running)
    }
}

impl Running {
    /// `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://{}", self.inner.addr)
    }

    /// The template for base addresses: `http://127.0.0.1:PORT/{shop}`.
    pub fn base(&self) -> String {
        format!("{}/{{shop}}", self.url())
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.inner.addr
    }

    /// Adds a shop, or replaces the one of that domain; answers its controls.
    pub fn add_shop(&self, options: ShopOptions) -> ShopHandle {
        let domain = options.domain.clone();
        let shop = Arc::new(Shop {
            state: Mutex::new(ShopState::new(options)),
            sender: Arc::clone(&self.inner.sender),
            over: Arc::clone(&self.inner.over),
        });
        let mut shops = self.inner.shops.write().unwrap_or_else(PoisonError::into_inner);
        shops.insert(domain, Arc::clone(&shop));
        ShopHandle::new(shop, self.url())
    }

    /// The controls of a shop.
    ///
    /// # Panics
    /// When there is no shop of this domain.
    pub fn shop(&self, domain: &str) -> ShopHandle {
        let shop = self.find(domain).unwrap_or_else(|| panic!("the stand-in plays no shop {domain:?}"));
        ShopHandle::new(shop, self.url())
    }

    /// The domains of its shops.
    pub fn domains(&self) -> Vec<String> {
        self.inner.shops.read().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
    }

    /// Stops listening and sending; removes the files of bulk results.
    pub fn stop(&self) {
        self.inner.over.store(true, Ordering::Relaxed);
        self.inner.stop.notify_waiters();
        self.inner.stop.notify_one();
        for shop in self.inner.shops.read().unwrap_or_else(PoisonError::into_inner).values() {
            for bulk in &shop.lock().bulks {
                drop(std::fs::remove_file(&bulk.file));
            }
        }
    }

    pub(crate) fn find(&self, name: &str) -> Option<Arc<Shop>> {
        let shops = self.inner.shops.read().unwrap_or_else(PoisonError::into_inner);
        shops.get(name).or_else(|| shops.get(&format!("{name}.myshopify.com"))).cloned()
    }
}

fn routes(running: Running) -> Router {
    Router::new()
        .route("/{shop}/admin/api/{version}/graphql.json", post(api::graphql))
        .route("/{shop}/admin/oauth/access_token", post(oauth::access_token))
        .route("/{shop}/admin/oauth/authorize", get(oauth::authorize))
        .route("/{shop}/admin/oauth/access_scopes.json", get(oauth::access_scopes))
        .route("/bulk/{file}", get(files::bulk))
        .nest("/control", control::routes())
        .layer(axum::extract::DefaultBodyLimit::max(64 << 20))
        .with_state(running)
}

/// The answer of a fault on demand, or of a lasting state that comes before everything else.
pub(crate) async fn fault_before(shop: &Shop, on: &str, operation: Option<&str>) -> Option<Response> {
    let (fault, latency) = {
        let mut state = shop.lock();
        let fault = state.faults.take(on, operation);
        if fault.is_some() {
            state.stats.faults += 1;
        }
        (fault, state.faults.latency_ms)
    };
    if latency > 0 {
        tokio::time::sleep(Duration::from_millis(latency)).await;
    }
    let fault = fault?;
    Some(match fault.what() {
        Kind::Status(429) => {
            let body = axum::Json(
                json!({"errors": "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service."}),
            );
            (
                StatusCode::TOO_MANY_REQUESTS,
                [(header::RETRY_AFTER, format!("{:.1}", fault.retry_after))],
                body,
            )
                .into_response()
        }
        Kind::Status(status) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, axum::Json(json!({"errors": status.canonical_reason()}))).into_response()
        }
        Kind::Timeout => {
            tokio::time::sleep(Duration::from_secs_f64(fault.seconds)).await;
            broken(Vec::new())
        }
        Kind::Cut => broken(br#"{"data":{"order":{"id":"gid://sh"#.to_vec()),
        Kind::Garbage => {
            let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
            (kind, "<!doctype html><title>Something went wrong</title><p>\u{fffd}{not json").into_response()
        }
        Kind::Throttled => {
            let mut state = shop.lock();
            state.stats.throttled += 1;
            let left = state.bucket.available().floor();
            axum::Json(json!({
                "errors": [{"message": "Throttled", "extensions": {"code": "THROTTLED"}}],
                "extensions": {"cost": {"requestedQueryCost": 100.0, "actualQueryCost": null, "throttleStatus": {
                    "maximumAvailable": state.bucket.most, "currentlyAvailable": left, "restoreRate": state.bucket.rate}}},
            }))
            .into_response()
        }
    })
}

/// An answer that begins, then the connection ends.
fn broken(start: Vec<u8>) -> Response {
    let stream = futures::stream::unfold(Some(start), |start| async move {
        if let Some(start) = start.filter(|s| !s.is_empty()) {
            return Some((Ok(start), None));
        }
        // What was written has to leave before the connection ends.
        tokio::time::sleep(Duration::from_millis(30)).await;
        Some((Err(std::io::Error::other("the connection is cut on purpose")), None))
    });
    let mut response = Response::new(Body::from_stream(stream));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from_static("5000"));
    response
}

/// No such shop.
pub(crate) fn no_shop() -> Response {
    (StatusCode::NOT_FOUND, axum::Json(json!({"errors": "Not Found"}))).into_response()
}

/// A token that is missing, wrong, out of date or dead after an uninstall.
pub(crate) fn unauthorized() -> Response {
    let body =
        json!({"errors": "[API] Invalid API key or access token (unrecognized login or wrong password)"});
    (StatusCode::UNAUTHORIZED, axum::Json(body)).into_response()
}

/// The headers every answer of the API carries; the date may be wrong on purpose.
pub(crate) fn stamp(shop: &Shop, mut response: Response) -> Response {
    let (at, id) = {
        let mut state = shop.lock();
        (state.clock.now() + state.faults.clock_skew, state.dice.uuid())
    };
    let headers = response.headers_mut();
    if let (Ok(date), Ok(id)) = (HeaderValue::from_str(&http_date::format(at)), HeaderValue::from_str(&id)) {
        headers.insert(header::DATE, date);
        headers.insert("x-request-id", id);
    }
    headers.insert("x-shopify-api-version", HeaderValue::from_static(API_VERSION));
    response
}
