//! Rendered order pages, kept by everything they depend on and never beyond it.
//!
//! The key holds the order's and the shop's revision, the level, the purpose, the language, the door
//! and the minute (a page says "4 minutes ago"). The token is not part of a kept page: a mark stands in its
//! place, so that no secret lies in the cache and two links to one order share a page.

use std::sync::Arc;

use moka::sync::Cache;

use crate::domain::door::Door;
use crate::domain::ids::{OrderId, ShopId};
use crate::domain::level::Level;
use crate::domain::link::{Purpose, TOKEN_LENGTH, Token};
use crate::language::Language;

/// Room for rendered pages, in bytes.
const CAPACITY: u64 = 8 * 1024 * 1024;

/// Everything a rendered page depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub struct PageKey {
    pub order: OrderId,
    pub revision: i64,
    pub shop: ShopId,
    pub shop_revision: i64,
    pub level: Level,
    pub purpose: Purpose,
    pub language: Language,
    pub door: Door,
    pub minute: i64,
}

/// A rendered page with its policy, without its token.
#[derive(Clone, Debug)]
pub struct KeptPage {
    html: Arc<str>,
    /// The content security policy that fits the page.
    pub policy: Arc<str>,
}

/// Rendered pages. Cheap to clone.
#[derive(Clone)]
pub struct PageCache {
    pages: Cache<PageKey, KeptPage>,
    /// The order's own language by hash of a token seen, so that only pages opened before are looked
    /// for in the cache.
    seen: Cache<[u8; 32], Language>,
}

/// Stands where the token belongs. As long as a token, so that lengths do not differ.
fn mark() -> Token {
    Token::parse(&"2".repeat(TOKEN_LENGTH)).expect("the mark has the form of a token")
}

impl KeptPage {
    /// A page to keep. `html` was rendered for [`PageCache::stand_in`].
    #[must_use]
    pub fn new(html: String, policy: String) -> Self {
        Self { html: html.into(), policy: policy.into() }
    }

    /// The page for the viewer who holds `token`.
    #[must_use]
    pub fn for_token(&self, token: &Token) -> String {
        self.html.replace(mark().reveal(), token.reveal())
    }
}

impl Default for PageCache {
    fn default() -> Self {
        Self::new()
    }
}

impl PageCache {
    /// An empty cache of 8 MiB.
    #[must_use]
    pub fn new() -> Self {
        let weight = |_: &PageKey, page: &KeptPage| u32::try_from(page.html.len() + 512).unwrap_or(u32::MAX);
        Self {
            pages: Cache::builder().max_capacity(CAPACITY).weigher(weight).build(),
            seen: Cache::new(20_000),
        }
    }

    /// The token to render a page for that will be kept.
    #[must_use]
    pub fn stand_in() -> Token {
        mark()
    }

    /// The language of a page opened with this token before; `None` when it was not opened yet.
    #[must_use]
    pub fn language_of(&self, token: &Token) -> Option<Language> {
        self.seen.get(&token.hash())
    }

    /// The page under `key`; `None` when it has to be rendered.
    #[must_use]
    pub fn get(&self, key: &PageKey) -> Option<KeptPage> {
        self.pages.get(key)
    }

    /// Keeps a page opened with `token`; `own` is the order's own language.
    pub fn keep(&self, token: &Token, own: Language, key: PageKey, page: KeptPage) {
        self.seen.insert(token.hash(), own);
        self.pages.insert(key, page);
    }
}
