//! What every test of the stand-in needs: a running one, a token, and a receiver of webhooks.
#![allow(dead_code, reason = "each test file uses a part")]

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use fake_shopify::{FakeShopify, Options, Running, ShopHandle, ShopOptions};
use serde_json::{Value, json};

/// A stand-in with one shop and a client that holds a token.
pub struct World {
    pub fake: Running,
    pub shop: ShopHandle,
    pub token: String,
    pub http: reqwest::Client,
}

/// The default world.
pub async fn world() -> World {
    world_of(ShopOptions::default()).await
}

/// A world with this shop.
pub async fn world_of(options: ShopOptions) -> World {
    let domain = options.domain.clone();
    let fake =
        FakeShopify::start(Options { shops: vec![options], ..Options::default() }).await.expect("starts");
    let shop = fake.shop(&domain);
    let http = reqwest::Client::builder().no_proxy().build().expect("a client");
    let body = json!({"client_id": "fake-client-id", "client_secret": "fake-client-secret", "grant_type": "client_credentials"});
    let answer = http
        .post(format!("{}/admin/oauth/access_token", shop.base()))
        .json(&body)
        .send()
        .await
        .expect("token");
    let answer: Value = answer.json().await.expect("JSON");
    let token = answer["access_token"].as_str().expect("a token").to_owned();
    World { fake, shop, token, http }
}

impl World {
    /// Sends a query; answers status and body.
    pub async fn send(&self, query: &str, variables: Value) -> (u16, Value) {
        let answer = self
            .http
            .post(format!("{}/admin/api/2026-10/graphql.json", self.shop.base()))
            .header("X-Shopify-Access-Token", &self.token)
            .json(&json!({"query": query, "variables": variables}))
            .send()
            .await
            .expect("an answer");
        (answer.status().as_u16(), answer.json().await.unwrap_or(Value::Null))
    }

    /// Sends a query that must be answered with data and no errors.
    pub async fn data(&self, query: &str, variables: Value) -> Value {
        let (status, body) = self.send(query, variables).await;
        assert!(status == 200 && body.get("errors").is_none(), "{status} {body:#}");
        body["data"].clone()
    }
}

/// One webhook as it arrived.
#[derive(Clone, Debug)]
pub struct Arrived {
    pub headers: HeaderMap,
    pub body: Bytes,
}

/// A server that takes webhooks and answers with a settable status.
#[derive(Clone, Default)]
pub struct Door {
    pub arrived: Arc<Mutex<Vec<Arrived>>>,
    pub status: Arc<Mutex<u16>>,
}

impl Door {
    /// Opens it.
    pub async fn open() -> (Self, SocketAddr) {
        let door = Self::default();
        *door.status.lock().expect("lock") = 200;
        let app = Router::new().fallback(take).with_state(door.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("listens");
        let addr = listener.local_addr().expect("an address");
        tokio::spawn(async move { axum::serve(listener, app).await });
        (door, addr)
    }

    /// What arrived so far.
    pub fn all(&self) -> Vec<Arrived> {
        self.arrived.lock().expect("lock").clone()
    }
}

async fn take(State(door): State<Door>, headers: HeaderMap, body: Bytes) -> StatusCode {
    door.arrived.lock().expect("lock").push(Arrived { headers, body });
    StatusCode::from_u16(*door.status.lock().expect("lock")).expect("a status")
}
