//! How many orders each view of a large shop has, kept for a few seconds: counting anew on every page takes most of
//! the page's time once there are very many orders. Shops with few are counted each time. Keeps numbers, never
//! orders. Start with [`ViewCounts::known`].

use moka::sync::Cache;

use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::order_filter::Counted;

/// How long a count is good, in milliseconds.
const GOOD: i64 = 10_000;
/// Views of all shops that are kept.
const VIEWS: u64 = 10_000;

/// Counts of views. Cheap to clone.
#[derive(Clone, Debug)]
pub struct ViewCounts {
    /// By shop and filter.
    counts: Cache<(ShopId, String), (Millis, Counted)>,
    /// Shops that had very many orders.
    large: Cache<ShopId, ()>,
}

impl Default for ViewCounts {
    fn default() -> Self {
        Self { counts: Cache::new(VIEWS), large: Cache::new(VIEWS) }
    }
}

impl ViewCounts {
    /// From now on this shop's counts are kept.
    pub fn note_large(&self, shop: ShopId) {
        self.large.insert(shop, ());
    }

    /// What was counted within the last seconds; `None` where it is to be counted.
    #[must_use]
    pub fn known(&self, shop: ShopId, query: &str, now: Millis) -> Option<Counted> {
        let (at, count) = self.counts.get(&(shop, query.to_owned()))?;
        (0..GOOD).contains(&(now.0 - at.0)).then_some(count)
    }

    /// Keeps a count, if the shop is large.
    pub fn keep(&self, shop: ShopId, query: &str, now: Millis, count: Counted) {
        if self.large.contains_key(&shop) {
            self.counts.insert((shop, query.to_owned()), (now, count));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::clock::SystemChance;

    #[test]
    fn only_large_shops_are_kept_and_only_for_seconds() {
        let counts = ViewCounts::default();
        let shop = |at: i64| ShopId::new(Millis(at), &SystemChance);
        let (small, large) = (shop(1), shop(2));
        let count = Counted { count: 37, more: false };
        counts.note_large(large);
        for shop in [small, large] {
            counts.keep(shop, "late=1", Millis(1_000), count);
        }
        assert_eq!(counts.known(small, "late=1", Millis(1_001)), None);
        assert_eq!(counts.known(large, "late=1", Millis(1_000 + GOOD - 1)), Some(count));
        assert_eq!(counts.known(large, "late=1", Millis(1_000 + GOOD)), None);
        // A clock that was put back keeps nothing alive.
        assert_eq!(counts.known(large, "late=1", Millis(999)), None);
        assert_eq!(counts.known(large, "open=1", Millis(1_001)), None);
    }
}
