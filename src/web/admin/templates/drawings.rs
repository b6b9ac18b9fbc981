//! Messages drawn for previews: kept for some minutes in memory, so that the frame in the editor, which is a page of
//! its own with a policy of its own, finds them by an address. Only the shop they were drawn for finds them.

use std::sync::Arc;
use std::time::Duration;

use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use uuid::Uuid;

use crate::domain::clock::{Chance, Millis};
use crate::domain::ids::{ShopId, uuid_at};

/// Room for drawn messages, in bytes.
const CAPACITY: u64 = 4 * 1024 * 1024;
/// How long one is kept.
const KEPT_FOR: Duration = Duration::from_secs(15 * 60);

/// The drawn messages. Cheap to clone.
#[derive(Clone)]
pub struct Drawings(Cache<Uuid, Arc<(ShopId, String)>>);

impl Default for Drawings {
    fn default() -> Self {
        let weight =
            |_: &Uuid, drawn: &Arc<(ShopId, String)>| u32::try_from(drawn.1.len()).unwrap_or(u32::MAX);
        // The newest drawing is the one its frame asks for next, and each is asked for about once: a policy that keeps
        // what is asked for often would turn newcomers away when it is full.
        let cache = Cache::builder()
            .max_capacity(CAPACITY)
            .weigher(weight)
            .eviction_policy(EvictionPolicy::lru())
            .time_to_live(KEPT_FOR);
        Self(cache.build())
    }
}

impl Drawings {
    /// Keeps a message's HTML; the id finds it again.
    pub fn keep(&self, shop: ShopId, html: String, now: Millis, chance: &dyn Chance) -> Uuid {
        let id = uuid_at(now, chance);
        self.0.insert(id, Arc::new((shop, html)));
        id
    }

    /// The HTML of a message of this shop; `None` when there is none, or not any more.
    #[must_use]
    pub fn find(&self, shop: ShopId, id: Uuid) -> Option<String> {
        let drawn = self.0.get(&id)?;
        (drawn.0 == shop).then(|| drawn.1.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::clock::SystemChance;

    #[test]
    fn the_newest_drawing_is_found_also_when_there_is_no_room_left() {
        let (drawings, now) = (Drawings::default(), Millis(1_700_000_000_000));
        let shop = ShopId::new(now, &SystemChance);
        let large = "x".repeat(256 * 1024);
        let first = drawings.keep(shop, large.clone(), now, &SystemChance);
        // Somebody looks at the first ones again and again.
        for _ in 0..50 {
            assert!(drawings.find(shop, first).is_some());
        }
        for _ in 0..40 {
            let newest = drawings.keep(shop, large.clone(), now, &SystemChance);
            drawings.0.run_pending_tasks();
            assert!(drawings.find(shop, newest).is_some(), "its frame asks for it next");
        }
    }
}
