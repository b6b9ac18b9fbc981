//! What handlers share.

use std::net::IpAddr;
use std::sync::Arc;

use crate::jobs::Bell;
use crate::pages::Assets;
use crate::services::Services;

use super::assets;
use super::page_cache::PageCache;

/// What handlers share. Cheap to clone.
#[derive(Clone)]
pub struct WebState {
    /// The use cases.
    pub services: Services,
    /// Rendered pages.
    pub cache: PageCache,
    /// Addresses of the static files.
    pub assets: Assets,
    /// Wakes the worker.
    pub bell: Bell,
    /// Wakes the reader of the inbox.
    pub inbox_bell: Bell,
    /// Proxies whose X-Forwarded-For is believed.
    pub trusted_proxies: Arc<[IpAddr]>,
    /// Whether shoppers reach us by https: Secure cookies, HSTS.
    pub secure: bool,
}

impl WebState {
    /// The state of a server that carries out `services`.
    #[must_use]
    pub fn new(services: Services, bell: Bell, inbox_bell: Bell, trusted_proxies: &[IpAddr]) -> Self {
        let secure = services.public_url.starts_with("https://");
        let assets = Assets {
            css: assets::path_of(assets::Role::STYLE).into(),
            js: assets::path_of(assets::Role::SCRIPT).into(),
        };
        Self {
            services,
            cache: PageCache::new(),
            assets,
            bell,
            inbox_bell,
            trusted_proxies: trusted_proxies.into(),
            secure,
        }
    }
}
