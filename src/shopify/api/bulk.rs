//! Exports: started, polled, canceled, and their files fetched (Shopify facts 2.9).

use std::path::Path;

use tokio::fs::OpenOptions;
use tokio::io::{AsyncSeekExt, AsyncWriteExt, SeekFrom};

use super::Api;
use super::call::Question;
use super::error::ApiError;
use super::operations::{CancelBulk, PollBulk, StartBulk, bulk_orders, cancel_bulk, poll_bulk, start_bulk};
use super::subscriptions::accepted;
use crate::domain::native::{OrderReturnStatus, PaymentStatus, ShipmentStatus};
use crate::domain::order::Order;

/// What exports all orders the permissions reach.
pub const BULK_ORDERS: &str = bulk_orders::QUERY;

/// How often a broken download goes on where it broke.
const RESUMES: u32 = 5;

/// Where an export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BulkStatus {
    /// It is being written, or ends just now.
    Running,
    /// It is complete.
    Completed,
    /// It ended without being complete: failed, canceled, expired, or forgotten by Shopify.
    Ended,
}

/// How an export stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkState {
    /// Where it is.
    pub status: BulkStatus,
    /// Why it failed, in Shopify's word; `None` when it did not.
    pub error_code: Option<String>,
    /// Lines written so far.
    pub object_count: u64,
    /// Orders written so far.
    pub root_count: u64,
    /// Where the file is; `None` before the end, and when nothing was found.
    pub url: Option<String>,
    /// Where what was written before a failure is.
    pub partial_url: Option<String>,
}

impl BulkState {
    const fn forgotten() -> Self {
        let (error_code, url, partial_url) = (None, None, None);
        Self { status: BulkStatus::Ended, error_code, object_count: 0, root_count: 0, url, partial_url }
    }
}

/// Whether an order from an export has to be read by its id as well: exports leave out carriers' events,
/// promises, refunds and returns. What is done and undisturbed needs no more.
#[must_use]
pub fn wants_reading(news: &Order) -> bool {
    let back =
        matches!(news.payment.get(), Some(Some(PaymentStatus::PartiallyRefunded | PaymentStatus::Refunded)));
    let returns = !matches!(news.return_status.get(), Some(OrderReturnStatus::NoReturn) | None);
    let arrived = |status: Option<&Option<ShipmentStatus>>| {
        matches!(
            status,
            Some(Some(ShipmentStatus::Delivered | ShipmentStatus::PickedUp | ShipmentStatus::Canceled))
        )
    };
    let canceled = matches!(news.canceled_at.get(), Some(Some(_)));
    let closed = matches!(news.closed_at.get(), Some(Some(_)));
    let under_way = news.shipments.values().any(|parcel| !arrived(parcel.status.get()));
    back || returns || (!canceled && (under_way || !closed))
}

impl Api {
    /// Starts an export and gives its global id.
    ///
    /// # Errors
    /// [`ApiError::OperationInProgress`] when as many as are allowed run already; [`ApiError::Refused`] in
    /// Shopify's words.
    pub async fn start_bulk(&self, query: &str) -> Result<String, ApiError> {
        use start_bulk::BulkOperationUserErrorCode::{LIMIT_REACHED, OPERATION_IN_PROGRESS};
        let variables = start_bulk::Variables { query: query.to_owned() };
        let answer = self.ask::<StartBulk>("StartBulk", variables, Question::act()).await?;
        let payload = answer.typed::<start_bulk::ResponseData>()?.bulk_operation_run_query;
        let payload = payload.ok_or(ApiError::Unreadable)?;
        let busy = |code: &Option<_>| matches!(code, Some(OPERATION_IN_PROGRESS | LIMIT_REACHED));
        if payload.user_errors.iter().any(|error| busy(&error.code)) {
            return Err(ApiError::OperationInProgress);
        }
        accepted(payload.user_errors.into_iter().map(|error| error.message))?;
        payload.bulk_operation.map(|started| started.id).ok_or(ApiError::Unreadable)
    }

    /// How an export stands.
    ///
    /// # Errors
    /// When Shopify refuses or does not answer.
    pub async fn bulk(&self, id: &str) -> Result<BulkState, ApiError> {
        use poll_bulk::BulkOperationStatus as Word;
        let variables = poll_bulk::Variables { id: id.to_owned() };
        let answer = self.ask::<PollBulk>("PollBulk", variables, Question::now(5.0)).await?;
        let Some(told) = answer.typed::<poll_bulk::ResponseData>()?.bulk_operation else {
            return Ok(BulkState::forgotten());
        };
        let status = match told.status {
            Word::COMPLETED => BulkStatus::Completed,
            Word::FAILED | Word::CANCELED | Word::EXPIRED => BulkStatus::Ended,
            // A word that came later says at least that it has not ended in a known way.
            Word::CREATED | Word::RUNNING | Word::CANCELING | Word::Other(_) => BulkStatus::Running,
        };
        let word = told.error_code.and_then(|code| serde_json::to_value(&code).ok());
        Ok(BulkState {
            status,
            error_code: word.and_then(|word| word.as_str().map(str::to_owned)),
            object_count: told.object_count.parse().unwrap_or(0),
            root_count: told.root_object_count.parse().unwrap_or(0),
            url: told.url,
            partial_url: told.partial_data_url,
        })
    }

    /// Cancels an export. What was written so far stays readable.
    ///
    /// # Errors
    /// [`ApiError::Refused`] in Shopify's words, also when it has ended already.
    pub async fn cancel_bulk(&self, id: &str) -> Result<(), ApiError> {
        let variables = cancel_bulk::Variables { id: id.to_owned() };
        let answer = self.ask::<CancelBulk>("CancelBulk", variables, Question::act()).await?;
        let payload = answer.typed::<cancel_bulk::ResponseData>()?.bulk_operation_cancel;
        accepted(payload.ok_or(ApiError::Unreadable)?.user_errors.into_iter().map(|error| error.message))
    }

    /// Fetches a file, from `from_byte` on where part of it is there already, and gives its whole length.
    /// Never holds more than a piece; goes on by itself where a connection breaks. The token is not sent.
    ///
    /// # Errors
    /// [`ApiError::ExportGone`] when the address is dead (after seven days), [`ApiError::Unavailable`]
    /// when it cannot be reached, [`ApiError::File`] when `to` cannot be written.
    pub async fn download(&self, url: &str, to: &Path, from_byte: u64) -> Result<u64, ApiError> {
        let file = |error: std::io::Error| ApiError::File(error.kind());
        let mut options = OpenOptions::new();
        let mut out = options.create(true).truncate(false).write(true).open(to).await.map_err(file)?;
        let mut at = from_byte.min(out.metadata().await.map_err(file)?.len());
        let mut resumes = 0;
        loop {
            let error = match self.http.fetch(url, at).await {
                Ok(response) => match piece(response, &mut out, &mut at).await {
                    Ok(()) => {
                        out.set_len(at).await.map_err(file)?;
                        out.sync_all().await.map_err(file)?;
                        return Ok(at);
                    }
                    Err(error) => error,
                },
                Err(error) => error,
            };
            resumes += 1;
            if error != ApiError::Unavailable || resumes > RESUMES {
                return Err(error);
            }
            tokio::time::sleep(std::time::Duration::from_millis(200 << resumes)).await;
        }
    }
}

/// Writes what comes, from byte `at` on; moves `at` along.
async fn piece(
    mut response: reqwest::Response,
    out: &mut tokio::fs::File,
    at: &mut u64,
) -> Result<(), ApiError> {
    let file = |error: std::io::Error| ApiError::File(error.kind());
    match response.status().as_u16() {
        206 => {}
        // Ranges are not honored here: from the start again.
        200 => *at = 0,
        // Nothing is behind the end: it is whole.
        416 => return Ok(()),
        400..=499 => return Err(ApiError::ExportGone),
        _ => return Err(ApiError::Unavailable),
    }
    out.seek(SeekFrom::Start(*at)).await.map_err(file)?;
    loop {
        let chunk = response.chunk().await;
        match chunk {
            Ok(Some(chunk)) => {
                out.write_all(&chunk).await.map_err(file)?;
                *at += chunk.len() as u64;
            }
            Ok(None) => return out.flush().await.map_err(file),
            Err(_) => {
                out.flush().await.map_err(file)?;
                return Err(ApiError::Unavailable);
            }
        }
    }
}
