//! What a filter needs to know of the present: today in the shop, and since when is too long.

use crate::domain::clock::Millis;
use crate::domain::order_filter::FilterNow;
use crate::domain::order_index::day_number;
use crate::domain::shop::Shop;
use crate::domain::status::Status;
use crate::services::{ServiceError, Services};

impl Services {
    /// What filters need to know of the present in this shop: hand it to the store with a filter.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn filter_now(&self, shop: &Shop) -> Result<FilterNow, ServiceError> {
        let statuses = self.store.shop(shop.id).statuses().await?;
        Ok(now_in(shop, &statuses, self.clock.now()))
    }
}

/// The same for statuses that were read before. Durations are working days of the shop.
pub(in crate::services) fn now_in(shop: &Shop, statuses: &[Status], now: Millis) -> FilterNow {
    let calendar = shop.settings.calendar();
    let too_long = statuses.iter().filter_map(|status| {
        let (_, upper) = status.usual_days?;
        Some((status.id, calendar.too_long_since(now, upper)))
    });
    FilterNow { today: day_number(calendar.day_of(now)), too_long: too_long.collect() }
}
