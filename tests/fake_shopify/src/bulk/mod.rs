//! Bulk operations: what may be asked (facts 2.9), and the export itself, written to a file row by row
//! so that 50,000 orders cost little memory. Start with `write.rs`.

mod validate;
mod write;

pub(crate) use validate::problems;
pub(crate) use write::run;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};

use crate::actions::gid;
use crate::clock::{Seconds, zulu};

/// One bulk operation.
#[derive(Clone, Debug)]
pub(crate) struct Bulk {
    pub id: u64,
    pub query: String,
    pub grouped: bool,
    pub status: &'static str,
    pub error: Option<&'static str>,
    pub created_at: Seconds,
    pub completed_at: Option<Seconds>,
    pub objects: u64,
    pub roots: u64,
    pub size: u64,
    /// Where the result will be.
    pub url: String,
    /// The file behind it.
    pub file: PathBuf,
}

impl Bulk {
    pub fn new(id: u64, query: &str, grouped: bool, created_at: Seconds, url: String) -> Self {
        let (status, error, completed_at) = ("CREATED", None, None);
        let query = query.to_owned();
        // Several stand-ins in one process hand out the same ids.
        static FILES: AtomicU64 = AtomicU64::new(0);
        let number = FILES.fetch_add(1, Ordering::Relaxed);
        let name = format!("fake-shopify-{}-{number}.jsonl", std::process::id());
        let file = std::env::temp_dir().join(name);
        Self {
            id,
            query,
            grouped,
            status,
            error,
            created_at,
            completed_at,
            objects: 0,
            roots: 0,
            size: 0,
            url,
            file,
        }
    }

    /// Whether it counts among the five.
    pub fn is_running(&self) -> bool {
        matches!(self.status, "CREATED" | "RUNNING" | "CANCELING")
    }

    /// `BulkOperation`; its counts are text.
    pub fn json(&self) -> Value {
        let done = self.status == "COMPLETED";
        let part = matches!(self.status, "FAILED" | "CANCELED") && self.size > 0;
        json!({
            "__typename": "BulkOperation",
            "id": gid("BulkOperation", self.id),
            "status": self.status,
            "type": "QUERY",
            "errorCode": self.error,
            "createdAt": zulu(self.created_at),
            "completedAt": self.completed_at.map(zulu),
            "objectCount": self.objects.to_string(),
            "rootObjectCount": self.roots.to_string(),
            "fileSize": done.then(|| self.size.to_string()),
            "url": (done && self.size > 0).then_some(&self.url),
            "partialDataUrl": part.then_some(&self.url),
            "query": self.query,
        })
    }
}
