//! Completes the list of orders after an update: an older database has orders that are not in it.

use std::time::Duration;

use crate::lifecycle::Stop;
use crate::services::Services;

/// How often it is looked at once all is done: for new shops.
const EVERY: Duration = Duration::from_secs(60);
/// Between two pieces: others write meanwhile.
const BREATH: Duration = Duration::from_millis(20);

/// Completes the list until it is time to stop.
pub async fn index_orders(services: Services, stop: Stop) {
    let stopped = stop.wait();
    tokio::pin!(stopped);
    loop {
        let wait = match services.index_some_orders().await {
            Ok(true) => BREATH,
            Ok(false) => EVERY,
            Err(error) => {
                tracing::warn!(error = ?error, "the list of orders could not be completed");
                EVERY
            }
        };
        tokio::select! {
            () = &mut stopped => return,
            () = tokio::time::sleep(wait) => {}
        }
    }
}
