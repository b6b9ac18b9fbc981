//! What handlers share.

use std::net::IpAddr;
use std::sync::Arc;

use crate::domain::door::Door;
use crate::domain::routes;
use crate::domain::shop::ProxyForm;
use crate::jobs::{Bell, TestMails};
use crate::pages::Assets;
use crate::services::Services;
use crate::services::count_visits::Visits;

use super::admin::templates::Drawings;
use super::assets;
use super::csp;
use super::page_cache::PageCache;

/// What handlers share. Cheap to clone.
#[derive(Clone)]
pub struct WebState {
    /// The use cases.
    pub services: Services,
    /// Rendered pages.
    pub cache: PageCache,
    /// Addresses of the static files at our own door.
    pub assets: Assets,
    /// The same for a whole page under a shop's domain: with our origin.
    proxied: Assets,
    /// The same for a page inside a shop's theme.
    in_theme: Assets,
    /// Our origin: `https://status.example`.
    origin: Arc<str>,
    /// Wakes the worker.
    pub bell: Bell,
    /// Wakes the reader of the inbox.
    pub inbox_bell: Bell,
    /// Visits of links that are not written yet.
    pub visits: Visits,
    /// Wakes the worker that carries out changes of many orders.
    pub batch_bell: Bell,
    /// Wakes the worker that mails invitations.
    pub invitation_bell: Bell,
    /// Takes tests of messages' words.
    pub test_mails: TestMails,
    /// Messages drawn for previews.
    pub drawings: Drawings,
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
        let path = |role| assets::path_of(role);
        let at = |base: &str, style| Assets {
            css: format!("{base}{}", path(style)).into(),
            js: Some(format!("{base}{}", path(assets::Role::SCRIPT)).into()),
            icon: format!("{base}{}", routes::ICON).into(),
            base: base.into(),
        };
        let base = services.public_url.clone();
        Self {
            assets: at("", assets::Role::STYLE),
            proxied: at(&base, assets::Role::STYLE),
            in_theme: at(&base, assets::Role::THEME),
            origin: origin_of(&base).into(),
            services,
            cache: PageCache::new(),
            bell,
            inbox_bell,
            visits: Visits::default(),
            batch_bell: Bell::default(),
            invitation_bell: Bell::default(),
            test_mails: TestMails::default(),
            drawings: Drawings::default(),
            trusted_proxies: trusted_proxies.into(),
            secure,
        }
    }

    /// Where the static files lie for a page at this door.
    #[must_use]
    pub fn assets_at(&self, door: &Door) -> &Assets {
        match door.form() {
            None => &self.assets,
            Some(ProxyForm::Page) => &self.proxied,
            Some(ProxyForm::Theme) => &self.in_theme,
        }
    }

    /// The content security policy of a page at this door with this inline style; empty inside a theme.
    #[must_use]
    pub fn policy(&self, door: &Door, brand_css: &str) -> String {
        match door.form() {
            None => csp::policy(brand_css),
            Some(ProxyForm::Page) => csp::proxied_policy(brand_css, &self.origin),
            Some(ProxyForm::Theme) => String::new(),
        }
    }
}

/// Scheme, host and port of an address.
fn origin_of(url: &str) -> &str {
    let host = url.find("//").map_or(0, |at| at + 2);
    let end = url[host..].find('/').map_or(url.len(), |at| host + at);
    &url[..end]
}
