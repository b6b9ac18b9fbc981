//! `GET /bulk/{id}.jsonl`: results of bulk operations, streamed from their file, whole or in part.

use std::collections::BTreeMap;
use std::io::SeekFrom;

use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};

use super::{Running, fault_before};
use crate::bulk::Bulk;

/// One piece of a streamed file.
const PIECE: usize = 64 << 10;

/// The file, if the address carries its signature.
pub(super) async fn bulk(
    State(fake): State<Running>,
    Path(file): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    let denied = || (StatusCode::FORBIDDEN, "<Error><Code>AccessDenied</Code></Error>").into_response();
    let id: Option<u64> = file.strip_suffix(".jsonl").and_then(|id| id.parse().ok());
    let signature = query.get("signature").map(String::as_str).unwrap_or_default();
    let mut found = None;
    for domain in fake.domains() {
        let Some(shop) = fake.find(&domain) else { continue };
        let its = |bulk: &&Bulk| Some(bulk.id) == id && bulk.url.ends_with(&format!("={signature}"));
        let path = shop.lock().bulks.iter().find(its).map(|bulk| bulk.file.clone());
        if let Some(path) = path.filter(|_| !signature.is_empty()) {
            found = Some((shop, path));
        }
    }
    let Some((shop, path)) = found else { return denied() };
    if let Some(answer) = fault_before(&shop, "bulk", None).await {
        return answer;
    }
    let Ok(mut file) = File::open(path).await else { return denied() };
    let size = file.metadata().await.map_or(0, |m| m.len());
    let range = headers.get(header::RANGE).and_then(|v| v.to_str().ok()).and_then(|r| range(r, size));
    let (from, to) = range.unwrap_or((0, size));
    if file.seek(SeekFrom::Start(from)).await.is_err() {
        return StatusCode::RANGE_NOT_SATISFIABLE.into_response();
    }
    let stream = futures::stream::unfold((file, to - from), |(mut file, left)| async move {
        if left == 0 {
            return None;
        }
        let mut piece = vec![0; PIECE.min(left as usize)];
        match file.read(&mut piece).await {
            Ok(0) => None,
            Ok(n) => {
                piece.truncate(n);
                Some((Ok(Bytes::from(piece)), (file, left - n as u64)))
            }
            Err(e) => Some((Err(e), (file, 0))),
        }
    });
    let status = if range.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    let mut response = (status, Body::from_stream(stream)).into_response();
    let all = response.headers_mut();
    all.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("application/jsonl"));
    all.insert(header::ACCEPT_RANGES, header::HeaderValue::from_static("bytes"));
    all.insert(header::CONTENT_LENGTH, (to - from).into());
    if range.is_some()
        && let Ok(value) = format!("bytes {from}-{}/{size}", to.saturating_sub(1)).parse()
    {
        all.insert(header::CONTENT_RANGE, value);
    }
    response
}

/// Reads `bytes=100-` or `bytes=100-199` into a start and an end beyond the last byte.
fn range(text: &str, size: u64) -> Option<(u64, u64)> {
    let (from, to) = text.strip_prefix("bytes=")?.split_once('-')?;
    let from: u64 = from.parse().ok()?;
    let to = if to.is_empty() { size } else { to.parse::<u64>().ok()? + 1 };
    (from < size && from < to).then_some((from, to.min(size)))
}
