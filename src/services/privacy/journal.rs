//! The journal of erasures: a file outside the database, one line each, on disk before anything is
//! erased. A line holds shop, Shopify's order ids, a keyed hash of the e-mail address and the time:
//! nothing personal. It is only ever added to.

use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::domain::clock::Millis;
use crate::domain::ids::{ShopId, ShopifyId};

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Customer,
    Shop,
}

/// One erasure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    pub at: Millis,
    pub kind: Kind,
    pub shop: ShopId,
    pub domain: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orders: Vec<ShopifyId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    email: Option<String>,
}

impl Line {
    pub(super) fn new(
        at: Millis,
        kind: Kind,
        shop: &crate::domain::shop::Shop,
        orders: Vec<ShopifyId>,
        email_hash: Option<[u8; 32]>,
    ) -> Self {
        let email = email_hash.map(|hash| HEXLOWER.encode(&hash));
        Self { at, kind, shop: shop.id, domain: shop.domain.clone(), orders, email }
    }

    pub(super) fn email_hash(&self) -> Option<[u8; 32]> {
        HEXLOWER.decode(self.email.as_ref()?.as_bytes()).ok()?.try_into().ok()
    }

    fn text(&self) -> std::io::Result<String> {
        Ok(serde_json::to_string(self)?)
    }

    /// By what a database remembers that it carried the line out.
    pub(super) fn hash(&self) -> std::io::Result<[u8; 32]> {
        Ok(Sha256::digest(self.text()?.as_bytes()).into())
    }
}

/// Adds a line. When this returns, it is on disk.
pub(super) async fn append(path: &Path, line: &Line) -> std::io::Result<()> {
    let (path, text) = (path.to_owned(), line.text()?);
    tokio::task::spawn_blocking(move || append_now(&path, &text)).await.map_err(std::io::Error::other)?
}

fn append_now(path: &Path, text: &str) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let is_new = !path.exists();
    let mut file = std::fs::OpenOptions::new().create(true).read(true).append(true).mode(0o600).open(path)?;
    // A command may write beside the server.
    file.lock()?;
    let mut bytes = Vec::with_capacity(text.len() + 2);
    if file.seek(SeekFrom::End(-1)).is_ok() {
        let mut last = [0u8];
        file.read_exact(&mut last)?;
        // A power cut may have left half a line.
        if last != *b"\n" {
            bytes.push(b'\n');
        }
    }
    bytes.extend_from_slice(text.as_bytes());
    bytes.push(b'\n');
    file.write_all(&bytes)?;
    file.sync_all()?;
    if is_new {
        std::fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// All lines in their order, and how many cannot be read. No file is no line.
pub(super) async fn read(path: &Path) -> std::io::Result<(Vec<Line>, u64)> {
    let path: PathBuf = path.to_owned();
    let text = match tokio::fs::read_to_string(&path).await {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok((Vec::new(), 0)),
        read => read?,
    };
    let (mut lines, mut unreadable) = (Vec::new(), 0);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(line) => lines.push(line),
            Err(_) => unreadable += 1,
        }
    }
    Ok((lines, unreadable))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn lines_are_read_back_and_half_a_line_hurts_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("below/erasures.jsonl");
        assert_eq!(read(&path).await.unwrap(), (Vec::new(), 0));
        let line = Line {
            at: Millis(1),
            kind: Kind::Customer,
            shop: ShopId(uuid::Uuid::nil()),
            domain: "oak.myshopify.com".into(),
            orders: vec![ShopifyId(7)],
            email: Some(HEXLOWER.encode(&[9; 32])),
        };
        append(&path, &line).await.unwrap();
        std::fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(b"{\"at\":").unwrap();
        append(&path, &line).await.unwrap();
        assert_eq!(read(&path).await.unwrap(), (vec![line.clone(), line.clone()], 1));
        assert_eq!(line.email_hash(), Some([9; 32]));
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o077, 0);
    }
}
