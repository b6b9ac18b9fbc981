//! The key ring: keys that lie outside the database, sealing, keyed hashes.
//!
//! A sealed value is bound to its table, column and row: moved to another place it does not open. The
//! first key of the ring seals; all open, so that a new key can be put in front of an old one.

use std::fmt;
use std::io::Write as _;
use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use data_encoding::{BASE64, HEXLOWER};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::StoreError;
use crate::domain::clock::Chance;

const NONCE: usize = 24;
const KEY: usize = 32;

/// Where a sealed value stands. Part of the seal.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct SealPlace<'a> {
    pub table: &'a str,
    pub column: &'a str,
    pub row: &'a [u8],
}

impl SealPlace<'_> {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = format!("{}|{}|", self.table, self.column).into_bytes();
        bytes.extend_from_slice(self.row);
        bytes
    }
}

/// Keys with their numbers. The debug form shows none of them.
pub struct KeyRing(Vec<(u8, [u8; KEY])>);

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyRing({} keys)", self.0.len())
    }
}

impl KeyRing {
    /// Reads the key ring file; makes one with a single key, readable by its owner alone, when there is
    /// none.
    ///
    /// # Errors
    /// When the file cannot be read or made, or a line is not `NUMBER:BASE64`.
    pub fn open_or_create(path: &Path, chance: &dyn Chance) -> Result<Self, StoreError> {
        let wrong = |error: std::io::Error| StoreError::Keys(error.to_string());
        match std::fs::read_to_string(path) {
            Ok(text) => Self::from_text(&text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let mut key = [0u8; KEY];
                chance.fill(&mut key);
                let text = format!("1:{}\n", BASE64.encode(&key));
                if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                    std::fs::create_dir_all(folder).map_err(wrong)?;
                }
                match write_new(path, &text, chance) {
                    // Another process was quicker: its key is the key.
                    Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                        Self::from_text(&std::fs::read_to_string(path).map_err(wrong)?)
                    }
                    Err(error) => Err(wrong(error)),
                    Ok(()) => Self::from_text(&text),
                }
            }
            Err(error) => Err(wrong(error)),
        }
    }

    /// Reads a key ring: one `NUMBER:BASE64` a line, the first one seals.
    ///
    /// # Errors
    /// When there is no key, a line is not of that form, or two keys have one number.
    pub fn from_text(text: &str) -> Result<Self, StoreError> {
        let mut keys: Vec<(u8, [u8; KEY])> = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let read = line.split_once(':').and_then(|(number, key)| {
                let key: [u8; KEY] = BASE64.decode(key.trim().as_bytes()).ok()?.try_into().ok()?;
                Some((number.trim().parse().ok()?, key))
            });
            let (number, key) =
                read.ok_or_else(|| StoreError::Keys("a line is not NUMBER:BASE64 of 32 bytes".into()))?;
            if keys.iter().any(|(other, _)| *other == number) {
                return Err(StoreError::Keys(format!("two keys have the number {number}")));
            }
            keys.push((number, key));
        }
        if keys.is_empty() { Err(StoreError::Keys("it holds no key".into())) } else { Ok(Self(keys)) }
    }

    /// Seals `plain` for its place.
    ///
    /// # Panics
    /// Never for values that fit in memory.
    #[must_use]
    pub fn seal(&self, place: &SealPlace<'_>, plain: &[u8], chance: &dyn Chance) -> Vec<u8> {
        let (number, key) = &self.0[0];
        let mut nonce = [0u8; NONCE];
        chance.fill(&mut nonce);
        let cipher = XChaCha20Poly1305::new(&Key::from(*key));
        let payload = Payload { msg: plain, aad: &place.bytes() };
        let sealed = cipher.encrypt(&XNonce::from(nonce), payload).expect("the value fits in memory");
        let mut out = vec![*number];
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&sealed);
        out
    }

    /// Opens a sealed value; `None` when it was sealed for another place, with a key not in the ring,
    /// or altered.
    #[must_use]
    pub fn open_sealed(&self, place: &SealPlace<'_>, sealed: &[u8]) -> Option<Vec<u8>> {
        let (number, rest) = sealed.split_first()?;
        let (nonce, sealed) = rest.split_at_checked(NONCE)?;
        let (_, key) = self.0.iter().find(|(n, _)| n == number)?;
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        let cipher = XChaCha20Poly1305::new(&Key::from(*key));
        cipher.decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: &place.bytes() }).ok()
    }

    /// A hash that only who holds the keys can make: for searching by what must not be readable. Uses
    /// the last key of the ring, so that a new key in front does not change hashes already stored.
    ///
    /// # Panics
    /// Never: any key length suits HMAC.
    #[must_use]
    pub fn keyed_hash(&self, label: &str, parts: &[&[u8]]) -> [u8; 32] {
        let (_, key) = self.0.last().expect("a ring holds a key");
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("any length suits");
        for part in [label.as_bytes()].iter().chain(parts) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

fn write_new(path: &Path, text: &str, chance: &dyn Chance) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    // Whole or not at all: a crash in between must not leave half a key. A name of its own: two
    // processes that start together must not write into each other's file.
    let mut own = [0u8; 8];
    chance.fill(&mut own);
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(format!(".{}.new", HEXLOWER.encode(&own)));
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    let linked = std::fs::hard_link(&unfinished, path);
    std::fs::remove_file(&unfinished)?;
    linked?;
    // The key must outlive a power cut before anything sealed with it does.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::File::open(folder)?.sync_all()
}
