//! Messages drawn for previews: kept for some minutes in memory, so that the frame in the editor, which is a page of
//! its own with a policy of its own, finds them by an address. Only the shop they were drawn for finds them.

use std::sync::Arc;
use std::time::Duration;

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
        let cache = Cache::builder().max_capacity(CAPACITY).weigher(weight).time_to_live(KEPT_FOR);
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
