//! A server that answers by script and remembers what it was asked; on loopback only.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use serde_json::{Value, json};

use super::answers::order;

/// An answer of the script.
#[derive(Clone)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl Reply {
    pub fn ok(body: Value) -> Self {
        let headers = vec![("Content-Type".to_owned(), "application/json; charset=utf-8".to_owned())];
        Self { status: 200, headers, body: body.to_string() }
    }

    pub fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: "trouble".to_owned() }
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(other, _)| other != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn but(mut self, status: u16) -> Self {
        self.status = status;
        self
    }
}

/// A question as it arrived.
#[derive(Clone)]
pub struct Asked {
    pub path: String,
    pub token: Option<String>,
    pub text: String,
    pub body: Value,
}

impl Asked {
    pub fn name(&self) -> String {
        self.body["operationName"].as_str().unwrap_or_default().to_owned()
    }
}

struct Bucket {
    size: f64,
    rate: f64,
    level: f64,
    at: Instant,
}

#[derive(Clone)]
struct Shared {
    replies: Arc<Mutex<VecDeque<Reply>>>,
    asked: Arc<Mutex<Vec<Asked>>>,
    bucket: Arc<Mutex<Option<Bucket>>>,
    cut: Arc<Mutex<bool>>,
}

pub struct Script {
    /// The template the product is given.
    pub base: String,
    shared: Shared,
    server: tokio::task::JoinHandle<()>,
}

impl Drop for Script {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Script {
    pub async fn serve(replies: Vec<Reply>) -> Self {
        let shared = Shared {
            replies: Arc::new(Mutex::new(replies.into())),
            asked: Arc::default(),
            bucket: Arc::default(),
            cut: Arc::new(Mutex::new(true)),
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let app = Router::new().fallback(answer).with_state(shared.clone());
        let server = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { base: format!("http://{address}/{{shop}}"), shared, server }
    }

    /// Answers pages and orders for ever, out of a bucket like Shopify's.
    pub async fn with_bucket(size: f64, rate: f64) -> Self {
        let script = Self::serve(Vec::new()).await;
        let bucket = Bucket { size, rate, level: size, at: Instant::now() };
        *script.shared.bucket.lock().unwrap() = Some(bucket);
        script
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.shared.asked.lock().unwrap().clone()
    }

    pub fn file(&self) -> Vec<u8> {
        (0..200_000_u32).flat_map(u32::to_le_bytes).collect()
    }

    pub fn file_url(&self) -> String {
        self.base.replace("{shop}", "storage/file?signature=x")
    }
}

async fn answer(State(shared): State<Shared>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let text = String::from_utf8_lossy(&body).into_owned();
    let token = headers.get("x-shopify-access-token").map(|token| token.to_str().unwrap().to_owned());
    let asked = Asked {
        path: uri.path().to_owned(),
        token,
        body: serde_json::from_str(&text).unwrap_or_default(),
        text,
    };
    shared.asked.lock().unwrap().push(asked.clone());
    if uri.path().starts_with("/storage/") {
        return stored(&shared, uri.path(), &headers);
    }
    if let Some(bucket) = shared.bucket.lock().unwrap().as_mut() {
        return respond(&bucket.answer(&asked));
    }
    let reply = shared.replies.lock().unwrap().pop_front();
    respond(&reply.unwrap_or_else(|| Reply::status(418)))
}

fn respond(reply: &Reply) -> Response {
    let mut response = Response::builder().status(reply.status);
    for (name, value) in &reply.headers {
        response = response.header(name, value);
    }
    response.body(Body::from(reply.body.clone())).unwrap()
}

/// The file, from the byte asked for on; the first time the connection breaks in the middle.
fn stored(shared: &Shared, path: &str, headers: &HeaderMap) -> Response {
    if !path.ends_with("/file") {
        return respond(&Reply::status(403));
    }
    let whole: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
    let range = headers.get("range").map(|range| range.to_str().unwrap().to_owned());
    let from: usize = range.as_deref().map_or(0, |range| range[6..range.len() - 1].parse().unwrap());
    if from >= whole.len() {
        return respond(&Reply::status(416));
    }
    let status = if range.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    let response = Response::builder().status(status);
    if std::mem::take(&mut *shared.cut.lock().unwrap()) {
        let half: Result<Bytes, std::io::Error> = Ok(Bytes::from(whole[..whole.len() / 2].to_vec()));
        let broken = Err(std::io::Error::other("cut"));
        let stream = futures::stream::iter([half, broken]);
        return response.body(Body::from_stream(stream)).unwrap();
    }
    response.body(Body::from(whole[from..].to_vec())).unwrap()
}

impl Bucket {
    /// A page costs much less than it reserves, as Shopify's do.
    fn answer(&mut self, asked: &Asked) -> Reply {
        let now = Instant::now();
        self.level = (self.level + self.rate * now.duration_since(self.at).as_secs_f64()).min(self.size);
        self.at = now;
        let (requested, actual, data) = if asked.name() == "ChangedOrders" {
            let nodes: Vec<_> = (0..7).map(|_| order(1, 2)).collect();
            (938.0, 315.0, json!({"orders": {"pageInfo": {"hasNextPage": false}, "nodes": nodes}}))
        } else {
            (290.0, 45.0, json!({"order": order(1, 2)}))
        };
        let fits = self.level >= requested;
        if fits {
            self.level -= actual;
        }
        let status = json!({"maximumAvailable": self.size, "currentlyAvailable": self.level.floor(),
            "restoreRate": self.rate});
        let cost = json!({"requestedQueryCost": requested, "actualQueryCost": fits.then_some(actual),
            "throttleStatus": status});
        Reply::ok(if fits {
            json!({"data": data, "extensions": {"cost": cost}})
        } else {
            json!({"errors": [{"message": "Throttled", "extensions": {"code": "THROTTLED"}}],
                "extensions": {"cost": cost}})
        })
    }
}
