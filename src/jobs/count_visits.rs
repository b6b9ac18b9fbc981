//! Writes the visits counted in memory, every few seconds and once more at the end.

use std::time::Duration;

use crate::lifecycle::Stop;
use crate::services::Services;
use crate::services::count_visits::Visits;

/// How often visits are written.
const EVERY: Duration = Duration::from_secs(5);

/// Writes visits until it is time to stop.
pub async fn write_visits(services: Services, visits: Visits, stop: Stop) {
    let stopped = stop.wait();
    tokio::pin!(stopped);
    loop {
        let ends = tokio::select! {
            () = &mut stopped => true,
            () = tokio::time::sleep(EVERY) => false,
        };
        if let Err(error) = services.write_visits(&visits).await {
            tracing::warn!(error = ?error, "visits of some seconds could not be written");
        }
        if ends {
            return;
        }
    }
}
