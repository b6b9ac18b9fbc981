//! The door a shopper came in by: our own address, or the shop's own domain through Shopify's app
//! proxy. Every address a page leads to passes through its door, so that a visit never changes doors
//! by itself. Start with [`Door::to`].

use std::sync::Arc;

use super::shop::ProxyForm;

/// Most characters after the first part of a proxy's prefix (Shopify facts: 30).
const SUBPATH_LIMIT: usize = 30;
/// First parts a proxy's prefix may have (Shopify facts).
const FIRST_PARTS: [&str; 4] = ["a", "apps", "community", "tools"];

/// The host in an address, without port (`https://shop.example:8443/a` is
/// `shop.example`). `None` when there is none.
#[must_use]
pub fn host_of(address: &str) -> Option<&str> {
    let rest = address.split_once("//")?.1;
    rest.split(['/', ':', '?', '#']).next().filter(|host| !host.is_empty())
}

/// A door. Cheap to clone; our own door costs nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Door(Option<Arc<Proxied>>);

/// What is known of a shop's app proxy.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Proxied {
    prefix: String,
    form: ProxyForm,
}

impl Door {
    /// Our own address.
    pub const OWN: Self = Self(None);

    /// The door under a shop's domain at `prefix`, as Shopify names it with each request
    /// (`/apps/status`): merchants may rename it, so it is never a constant. `None` when it is no
    /// prefix Shopify could have given.
    #[must_use]
    pub fn proxied(prefix: &str, form: ProxyForm) -> Option<Self> {
        is_prefix(prefix).then(|| Self(Some(Arc::new(Proxied { prefix: prefix.to_owned(), form }))))
    }

    /// A path of ours as the browser asks for it behind this door.
    #[must_use]
    pub fn to(&self, path: String) -> String {
        match &self.0 {
            None => path,
            Some(proxied) => format!("{}{path}", proxied.prefix),
        }
    }

    /// Whether Shopify stands between the browser and us: no cookies, no redirects.
    #[must_use]
    pub const fn is_proxied(&self) -> bool {
        self.0.is_some()
    }

    /// Whether pages appear inside the shop's theme.
    #[must_use]
    pub fn is_in_theme(&self) -> bool {
        self.form() == Some(ProxyForm::Theme)
    }

    /// What a proxied answer is; `None` for our own door.
    #[must_use]
    pub fn form(&self) -> Option<ProxyForm> {
        self.0.as_ref().map(|proxied| proxied.form)
    }
}

/// Whether this can be a proxy's prefix: `/apps/status`.
fn is_prefix(text: &str) -> bool {
    let Some((first, sub)) = text.strip_prefix('/').and_then(|rest| rest.split_once('/')) else {
        return false;
    };
    let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    FIRST_PARTS.contains(&first) && (1..=SUBPATH_LIMIT).contains(&sub.len()) && sub.bytes().all(fits)
}

/// A merchant's proxy address in the form links begin with: `https://shop.example/apps/status`,
/// without a slash at the end. `None` when it is not such an address.
#[must_use]
pub fn proxy_address(text: &str) -> Option<&str> {
    let address = text.trim().trim_end_matches('/');
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let slash = rest.find('/')?;
    let (host, prefix) = rest.split_at(slash);
    let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b':');
    (!host.is_empty() && host.bytes().all(fits) && is_prefix(prefix)).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_shopify_can_give_is_a_prefix() {
        for good in ["/a/b", "/apps/status", "/community/x_Y-1", "/tools/012345678901234567890123456789"] {
            let door = Door::proxied(good, ProxyForm::Page).expect(good);
            assert_eq!(door.to("/find".into()), format!("{good}/find"));
        }
        for bad in [
            "",
            "/",
            "/apps",
            "/apps/",
            "apps/status",
            "/apps/status/",
            "/apps/st/atus",
            "/shop/status",
            "//evil.test/apps/x",
            "/apps/sta tus",
            "/apps/\"x",
            "/apps/{{x}}",
            "/tools/0123456789012345678901234567890",
            "/apps/a,/apps/b",
        ] {
            assert!(Door::proxied(bad, ProxyForm::Page).is_none(), "{bad}");
        }
    }

    #[test]
    fn our_own_door_changes_no_path() {
        assert_eq!(Door::OWN.to("/find".into()), "/find");
        assert!(!Door::OWN.is_proxied() && !Door::OWN.is_in_theme());
    }

    #[test]
    fn a_merchants_address_is_read_strictly() {
        assert_eq!(
            proxy_address(" https://shop.example/apps/status/ "),
            Some("https://shop.example/apps/status")
        );
        for bad in
            ["shop.example/apps/status", "https://shop.example", "https:///apps/x", "https://a@b/apps/x"]
        {
            assert_eq!(proxy_address(bad), None, "{bad}");
        }
    }
}
