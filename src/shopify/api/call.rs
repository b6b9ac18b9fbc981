//! One call: wait for the budget, ask, repeat what may be repeated, and tell the rest apart.

use std::time::Duration;

use graphql_client::GraphQLQuery;
use reqwest::header::HeaderValue;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Api;
use super::budget::Hurry;
use super::error::ApiError;
use super::http::Reply;
use crate::shopify::{API_VERSION, intake};

/// How often a question is asked when there is no proper answer.
const TRIES: u32 = 4;
/// How often a question waits because Shopify says it is too fast.
const WAITS: u32 = 20;

/// A question and how it is to be asked.
#[derive(Clone, Copy)]
pub(super) struct Question {
    /// Its price before one was ever told: rather too high.
    pub(super) estimate: f64,
    /// Who asks.
    pub(super) hurry: Hurry,
    /// Whether asking twice does no harm.
    pub(super) repeatable: bool,
    /// How many things are asked for where that varies: the price varies with it.
    pub(super) size: usize,
}

impl Question {
    /// A question somebody waits for.
    pub(super) const fn now(estimate: f64) -> Self {
        Self { estimate, hurry: Hurry::Now, repeatable: true, size: 0 }
    }

    /// A question of catching up.
    pub(super) const fn later(estimate: f64) -> Self {
        Self { estimate, hurry: Hurry::Later, repeatable: true, size: 0 }
    }

    /// Something to be done, once.
    pub(super) const fn act() -> Self {
        Self { estimate: 10.0, hurry: Hurry::Now, repeatable: false, size: 0 }
    }

    /// The same for so many things.
    pub(super) const fn of(self, size: usize) -> Self {
        Self { size, ..self }
    }
}

/// What was answered.
pub(super) struct Answer {
    /// The whole document: `data`, and `errors` where a part was refused.
    document: Value,
    /// Which version of the API answered.
    pub(super) version: Option<String>,
}

/// What became of one try.
enum Try {
    Done(Answer),
    TooFast(Duration),
    Failed { error: ApiError, repeatable: bool },
}

impl Answer {
    /// What stands under `name` of the data, without what was refused. `None` when there is no such
    /// thing.
    ///
    /// # Errors
    /// When it is missing because it was refused.
    pub(super) fn take(&mut self, name: &str) -> Result<Option<Value>, ApiError> {
        let refused = self.errors().find(|error| error["path"][0] == name && error["path"].get(1).is_none());
        let refused = refused.map(refusal);
        if self.document["data"][name].is_null() {
            return refused.map_or(Ok(None), Err);
        }
        intake::forget_denied(&mut self.document);
        Ok(Some(self.document["data"][name].take()))
    }

    /// Paths of what was refused, without positions in lists.
    pub(super) fn denied(&self) -> Vec<String> {
        let path = |error: &Value| {
            let steps = error["path"].as_array()?.iter().filter_map(Value::as_str);
            Some(steps.collect::<Vec<_>>().join("."))
        };
        let mut paths: Vec<_> = self.errors().filter_map(path).filter(|path| !path.is_empty()).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    /// The data in the shape the schema promises.
    ///
    /// # Errors
    /// When a part was refused or the answer has another shape.
    pub(super) fn typed<T: DeserializeOwned>(mut self) -> Result<T, ApiError> {
        if let Some(error) = self.errors().next() {
            return Err(refusal(error));
        }
        serde_json::from_value(self.document["data"].take()).map_err(|_| ApiError::Unreadable)
    }

    fn errors(&self) -> impl Iterator<Item = &Value> {
        self.document["errors"].as_array().into_iter().flatten()
    }
}

impl Api {
    /// Asks `Q`, named `name`.
    pub(super) async fn ask<Q: GraphQLQuery>(
        &self,
        name: &'static str,
        variables: Q::Variables,
        question: Question,
    ) -> Result<Answer, ApiError> {
        let body = serde_json::to_vec(&Q::build_query(variables)).map_err(|_| ApiError::Unreadable)?;
        let token = HeaderValue::from_str(self.access.token.reveal());
        let mut token = token.map_err(|_| ApiError::Unauthorized)?;
        token.set_sensitive(true);
        let (mut tries, mut waits) = (0, 0);
        loop {
            let outcome = {
                let _leave =
                    self.budget.leave((name, question.size), question.estimate, question.hurry).await;
                self.try_once(name, &token, body.clone(), question).await
            };
            match outcome {
                Try::Done(answer) => return Ok(answer),
                Try::TooFast(_) if waits >= WAITS => return Err(ApiError::Throttled),
                Try::TooFast(wait) => {
                    waits += 1;
                    tokio::time::sleep(self.jittered(wait)).await;
                }
                Try::Failed { error, repeatable } => {
                    tries += 1;
                    if !repeatable || tries >= TRIES {
                        return Err(error);
                    }
                    tracing::debug!(question = name, %error, tries, "asking Shopify again");
                    tokio::time::sleep(self.jittered(Duration::from_millis(250 << tries))).await;
                }
            }
        }
    }

    async fn try_once(
        &self,
        name: &'static str,
        token: &HeaderValue,
        body: Vec<u8>,
        question: Question,
    ) -> Try {
        let base = self.access.base.replace("{shop}", self.access.shop.as_str());
        let url = format!("{base}/admin/api/{API_VERSION}/graphql.json");
        let reply = match self.http.post_json(&url, token, body).await {
            Ok(reply) => reply,
            Err(lost) => {
                let repeatable = question.repeatable || lost.never_sent;
                return Try::Failed { error: ApiError::Unavailable, repeatable };
            }
        };
        match ApiError::of_status(reply.status) {
            None => self.read(name, &reply, question),
            Some(ApiError::Throttled) => {
                let wait = reply.retry_after.unwrap_or(Duration::from_secs(2));
                self.budget.close_for(wait);
                Try::TooFast(wait)
            }
            Some(ApiError::Unavailable) => {
                Try::Failed { error: ApiError::Unavailable, repeatable: question.repeatable }
            }
            Some(error) => Try::Failed { error, repeatable: false },
        }
    }

    fn read(&self, name: &'static str, reply: &Reply, question: Question) -> Try {
        let document = if reply.json { serde_json::from_slice::<Value>(&reply.body).ok() } else { None };
        let Some(document) = document.filter(Value::is_object) else {
            return Try::Failed { error: ApiError::Unreadable, repeatable: false };
        };
        let code = |error: &Value| error["extensions"]["code"].as_str().map(str::to_owned);
        let codes = document["errors"].as_array().into_iter().flatten().filter_map(code);
        let throttled = codes.into_iter().any(|code| code == "THROTTLED");
        self.budget.told((name, question.size), &document, throttled);
        if throttled {
            return Try::TooFast(self.budget.wait_after_refusal((name, question.size), question.estimate));
        }
        let answered = document["data"].as_object().is_some_and(|data| data.values().any(|v| !v.is_null()));
        let failed = match &document["errors"] {
            Value::Array(errors) => errors.first().map(refusal),
            Value::String(_) => Some(ApiError::Refused("the question as a whole".to_owned())),
            _ if document["data"].is_object() => None,
            _ => Some(ApiError::Unreadable),
        };
        match failed {
            Some(error) if !answered => {
                let repeatable = error == ApiError::Unavailable && question.repeatable;
                Try::Failed { error, repeatable }
            }
            _ => Try::Done(Answer { document, version: reply.version.clone() }),
        }
    }

    /// Up to a quarter longer, so that callers do not come back together.
    fn jittered(&self, wait: Duration) -> Duration {
        let mut byte = [0u8; 1];
        self.chance.fill(&mut byte);
        wait.mul_f64(1.0 + f64::from(byte[0]) / 1024.0)
    }
}

/// What an entry of `errors` means. Shopify's text may repeat what was asked, so only its code is told.
pub(super) fn refusal(error: &Value) -> ApiError {
    match error["extensions"]["code"].as_str() {
        Some("ACCESS_DENIED") => ApiError::Forbidden { scope: scope(error) },
        Some("MAX_COST_EXCEEDED") => ApiError::TooExpensive,
        Some("THROTTLED") => ApiError::Throttled,
        Some("INTERNAL_SERVER_ERROR" | "TIMEOUT") => ApiError::Unavailable,
        Some(code) => ApiError::Refused(code.chars().take(64).collect()),
        None if error["message"].as_str().is_some_and(|text| text.contains("not approved to")) => {
            ApiError::Forbidden { scope: None }
        }
        None => ApiError::Refused("the question".to_owned()),
    }
}

/// The first permission named in Shopify's sentence about the access that is required.
fn scope(error: &Value) -> Option<String> {
    let text = error["extensions"]["requiredAccess"].as_str()?;
    let word = |c: char| c.is_ascii_lowercase() || c == '_';
    text.split(|c| !word(c))
        .find(|word| word.starts_with("read_") || word.starts_with("write_"))
        .map(str::to_owned)
}
