//! The name Shopify knows a shop by, checked before anything is sent to it. Never the shop's own
//! domain. Start with [`ShopDomain::parse`].

use std::fmt;

const SUFFIX: &str = ".myshopify.com";

/// A shop's `….myshopify.com` name in lower case. Safe in URLs: letters, digits and dashes only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShopDomain(String);

impl ShopDomain {
    /// Reads a myshopify domain by Shopify's own strict pattern (Shopify facts 4.3: a letter or digit,
    /// then letters, digits or dashes, then `.myshopify.com`). `None` for anything else, also for
    /// other domains of Shopify's and for anything in front or behind.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        // A DNS name has at most 253 characters.
        let lower = Some(text).filter(|text| text.len() <= 253)?.to_ascii_lowercase();
        let name = lower.strip_suffix(SUFFIX)?;
        let mut bytes = name.bytes();
        let first = bytes.next()?.is_ascii_alphanumeric();
        (first && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')).then_some(Self(lower))
    }

    /// The whole name (`my-shop.myshopify.com`).
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before `.myshopify.com`.
    #[must_use]
    pub fn handle(&self) -> &str {
        self.0.strip_suffix(SUFFIX).unwrap_or(&self.0)
    }
}

impl fmt::Display for ShopDomain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::ShopDomain;

    #[test]
    fn only_myshopify_names_are_shops() {
        assert_eq!(ShopDomain::parse("My-Shop.MyShopify.com").unwrap().as_str(), "my-shop.myshopify.com");
        for text in [
            "",
            "example.com",
            ".myshopify.com",
            "-a.myshopify.com",
            "a_b.myshopify.com",
            "a.b.myshopify.com",
            "shop.myshopify.com.evil.test",
            "shop.myshopify.com/path",
            "shop.myshopify.com\n",
            "evil.test/shop.myshopify.com",
            "shop@evil.myshopify.com",
            "shop.myshopify.io",
        ] {
            assert_eq!(ShopDomain::parse(text), None, "{text:?}");
        }
    }
}
