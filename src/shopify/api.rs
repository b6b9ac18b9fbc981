//! Placeholder: the branch `api` brings the real client (src/shopify/api/). Delete this file with that merge.
#![allow(missing_docs, clippy::all, clippy::pedantic)]
use super::auth::Secret;
use super::delivery::Ask;
use super::*;
use crate::domain::{clock::*, ids::*, order::Order};
use std::path::Path;
use std::sync::Arc;
#[derive(Clone)]
pub struct Http;
impl Http {
    pub fn new() -> Self {
        Self
    }
}
#[derive(Default)]
pub struct Budget;
pub struct Access {
    pub base: String,
    pub shop: ShopDomain,
    pub token: Secret,
}
pub struct Api;
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    #[error("x")]
    Unauthorized,
    #[error("not there yet")]
    NotThereYet,
}
impl ApiError {
    pub fn pauses(&self) -> bool {
        false
    }
    pub fn may_pass(&self) -> bool {
        false
    }
}
pub struct Installed {
    pub scopes: Vec<String>,
    pub name: Option<String>,
}
pub struct OrderRead {
    pub shopify_id: ShopifyId,
    pub news: Order,
    pub updated_at: Millis,
    pub denied: Vec<String>,
}
pub struct ChangedPage {
    pub orders: Vec<OrderRead>,
    pub next: Option<String>,
}
pub struct Subscription {
    pub id: String,
    pub topic: String,
    pub uri: String,
}
pub enum BulkStatus {
    Completed,
    Running,
    Ended,
}
pub struct BulkState {
    pub status: BulkStatus,
    pub error_code: Option<String>,
    pub root_count: u64,
    pub url: Option<String>,
}
pub const BULK_ORDERS: &str = "";
impl Api {
    pub fn new(_: Http, _: Access, _: Arc<dyn Clock>, _: Arc<dyn Chance>, _: Arc<Budget>) -> Self {
        Self
    }
    pub async fn order(&self, _: ShopifyId) -> Result<Option<OrderRead>, ApiError> {
        Err(ApiError::NotThereYet)
    }
    pub async fn changed_orders(
        &self,
        _: Millis,
        _: Option<Millis>,
        _: Option<&str>,
    ) -> Result<ChangedPage, ApiError> {
        Err(ApiError::NotThereYet)
    }
    pub async fn order_of(&self, _: Ask) -> Result<Option<ShopifyId>, ApiError> {
        Err(ApiError::NotThereYet)
    }
    pub async fn installed(&self) -> Result<Installed, ApiError> {
        Err(ApiError::NotThereYet)
    }
    pub async fn subscriptions(&self) -> Result<Vec<Subscription>, ApiError> {
        Err(ApiError::NotThereYet)
    }
    pub async fn subscribe(&self, _: &str, _: &str) -> Result<(), ApiError> {
        Err(ApiError::NotThereYet)
    }
    pub async fn resubscribe(&self, _: &str, _: &str) -> Result<(), ApiError> {
        Err(ApiError::NotThereYet)
    }
    pub async fn unsubscribe(&self, _: &str) -> Result<(), ApiError> {
        Err(ApiError::NotThereYet)
    }
    pub async fn start_bulk(&self, _: &str) -> Result<String, ApiError> {
        Err(ApiError::NotThereYet)
    }
    pub async fn bulk(&self, _: &str) -> Result<BulkState, ApiError> {
        Err(ApiError::NotThereYet)
    }
    pub async fn download(&self, _: &str, _: &Path, _: u64) -> Result<(), ApiError> {
        Err(ApiError::NotThereYet)
    }
}
