//! The HTTP client: shared, impatient, follows nothing. Knows no question of the API.

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER};
use reqwest::{Client, Response};

use super::error::ApiError;

/// Longest wait for a connection.
const CONNECT: Duration = Duration::from_secs(5);
/// Longest wait for a whole answer; a file may take longer as long as bytes come.
const WHOLE: Duration = Duration::from_secs(30);
/// Largest answer that is read.
const LARGEST: usize = 64 << 20;

/// The client all shops share. Cheap to clone; follows no redirect, so a token goes nowhere else.
#[derive(Clone, Debug)]
pub struct Http(Client);

/// What came back.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) json: bool,
    pub(super) retry_after: Option<Duration>,
    pub(super) version: Option<String>,
    pub(super) body: Vec<u8>,
}

/// Why nothing came back.
pub(super) struct Lost {
    /// Whether the question cannot have arrived.
    pub(super) never_sent: bool,
}

impl Default for Http {
    fn default() -> Self {
        Self::new()
    }
}

impl Http {
    /// A client.
    ///
    /// # Panics
    /// When the machine's cryptography cannot be set up.
    #[must_use]
    pub fn new() -> Self {
        let client = Client::builder()
            .user_agent(concat!("Waymark/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT)
            .read_timeout(WHOLE)
            .build();
        Self(client.expect("TLS can be set up"))
    }

    /// Sends a question with a token.
    pub(super) async fn post_json(
        &self,
        url: &str,
        token: &HeaderValue,
        body: Vec<u8>,
    ) -> Result<Reply, Lost> {
        let request = self
            .0
            .post(url)
            .timeout(WHOLE)
            .header("X-Shopify-Access-Token", token)
            .header(CONTENT_TYPE, "application/json")
            .body(body);
        let lost = |error: reqwest::Error| Lost { never_sent: error.is_connect() || error.is_builder() };
        let response = request.send().await.map_err(lost)?;
        let status = response.status().as_u16();
        let headers = response.headers();
        let (retry_after, version) = (retry_after(headers), text(headers, "x-shopify-api-version"));
        let json = text(headers, CONTENT_TYPE.as_str()).is_some_and(|kind| kind.contains("json"));
        let body = whole(response).await.map_err(|_| Lost { never_sent: false })?;
        Ok(Reply { status, json, retry_after, version, body })
    }

    /// Sends a form and gives status and body.
    pub(in crate::shopify) async fn post_form(
        &self,
        url: &str,
        form: &[(&str, &str)],
    ) -> Result<(u16, Vec<u8>), ApiError> {
        let request = self.0.post(url).timeout(WHOLE).header("Accept", "application/json").form(form);
        let response = request.send().await.map_err(|_| ApiError::Unavailable)?;
        let status = response.status().as_u16();
        Ok((status, whole(response).await.map_err(|_| ApiError::Unavailable)?))
    }

    /// Asks for `url` without a token and gives the `Date` of whatever answers.
    pub(in crate::shopify) async fn look(
        &self,
        url: &str,
        patience: Duration,
    ) -> Result<Option<String>, reqwest::Error> {
        let response = self.0.get(url).timeout(patience).send().await?;
        Ok(text(response.headers(), "date"))
    }

    /// Begins to fetch a file, without any token.
    pub(super) async fn fetch(&self, url: &str, from_byte: u64) -> Result<Response, ApiError> {
        let parsed = reqwest::Url::parse(url).map_err(|_| ApiError::ExportGone)?;
        if !matches!(parsed.scheme(), "http" | "https") {
            return Err(ApiError::ExportGone);
        }
        // As it stands: a part of a compressed file could not be unpacked.
        let mut request = self.0.get(parsed).header("Accept-Encoding", "identity");
        if from_byte > 0 {
            request = request.header("Range", format!("bytes={from_byte}-"));
        }
        request.send().await.map_err(|_| ApiError::Unavailable)
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds: f64 = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    (seconds.is_finite() && seconds >= 0.0).then(|| Duration::from_secs_f64(seconds.min(120.0)))
}

async fn whole(mut response: Response) -> Result<Vec<u8>, ()> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| ())? {
        if body.len() + chunk.len() > LARGEST {
            return Err(());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
