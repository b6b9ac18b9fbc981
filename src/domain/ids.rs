//! Names for things. Our own ids are UUIDv7 (sortable by time of creation); Shopify's are 64-bit
//! integers that exceed 2^53, so they never pass through a floating-point number.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::clock::{Chance, Millis};

/// A UUIDv7 from a given time and given randomness: sortable, reproducible in tests.
#[must_use]
pub fn uuid_at(now: Millis, chance: &dyn Chance) -> Uuid {
    let mut bytes = [0u8; 10];
    chance.fill(&mut bytes);
    uuid_of(now, &bytes)
}

/// The same from a name in place of randomness: who makes it twice makes the same one.
#[must_use]
pub fn uuid_named(at: Millis, name: &str) -> Uuid {
    let mut bytes = [0u8; 10];
    bytes.copy_from_slice(&Sha256::digest(name)[..10]);
    uuid_of(at, &bytes)
}

fn uuid_of(at: Millis, bytes: &[u8; 10]) -> Uuid {
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(at.0).unwrap_or(0), bytes).into_uuid()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id that sorts after all ids made at an earlier millisecond.
            #[must_use]
            pub fn new(now: Millis, chance: &dyn Chance) -> Self {
                Self(uuid_at(now, chance))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A shop: one Shopify store.
    ShopId,
    /// An order in our own store.
    OrderId,
    /// A link that opens one order's page.
    LinkId,
    /// A merchant-defined status.
    StatusId,
    /// A message in the outbox.
    MessageId,
    /// Somebody who may sign in.
    UserId,
    /// A change of many orders at once.
    BatchId,
}

/// An id of Shopify's, as in `legacyResourceId` and in REST bodies. Exact beyond 2^53.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ShopifyId(pub i64);

impl ShopifyId {
    /// Reads a global id such as `gid://shopify/Order/123` (also with a `?query` behind it) or a bare
    /// number. `None` when no number stands where one belongs.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let tail = text.rsplit('/').next()?;
        let digits = tail.split('?').next()?;
        digits.parse::<i64>().ok().filter(|n| *n > 0).map(Self)
    }
}

impl std::fmt::Display for ShopifyId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::ShopifyId;

    #[test]
    fn ids_beyond_two_to_the_53_stay_exact() {
        assert_eq!(
            ShopifyId::parse("gid://shopify/Order/820982911946154508"),
            Some(ShopifyId(820_982_911_946_154_508))
        );
        assert_eq!(ShopifyId::parse("820982911946154508"), Some(ShopifyId(820_982_911_946_154_508)));
        assert_eq!(ShopifyId::parse("gid://shopify/Order/abc"), None);
    }
}
