//! Drops what was kept long enough, every hour. What that is, the service decides.

use std::time::Duration;

use crate::lifecycle::Stop;
use crate::services::Services;

/// How often.
const EVERY: Duration = Duration::from_secs(60 * 60);

/// Keeps only what may stay until it is time to stop: at once and then every hour.
pub async fn keep_only_what_may_stay(services: Services, stop: Stop) {
    let stopped = stop.wait();
    tokio::pin!(stopped);
    loop {
        match services.keep_only_what_may_stay().await {
            Ok(kept) => tracing::debug!(
                orders = kept.orders,
                notices = kept.notices,
                ended = kept.ended,
                texts = kept.texts,
                shops = kept.shops,
                "dropped what was kept long enough"
            ),
            Err(error) => tracing::warn!(error = ?error, "what is old could not be dropped"),
        }
        tokio::select! {
            () = &mut stopped => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}
