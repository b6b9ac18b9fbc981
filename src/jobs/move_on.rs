//! Lets orders move on by themselves when their time has come. Decides nothing itself: it looks at what is
//! stored, so a restart costs a moment.

use std::time::Duration;

use crate::lifecycle::Stop;
use crate::services::Services;

/// How often due steps are looked for.
const POLL: Duration = Duration::from_secs(3);
/// Steps carried out in one go.
const BATCH: u32 = 50;

/// Carries out due steps until it is time to stop; finishes the batch it is at.
pub async fn move_on(services: Services, stop: Stop) {
    let stopped = stop.wait();
    tokio::pin!(stopped);
    loop {
        let wait = match services.move_on(BATCH).await {
            // A step may be followed by the next at once, and where much was due more may be.
            Ok(done) if done.moved > 0 || done.replanned > 0 || done.due == BATCH => Duration::ZERO,
            Ok(_) => POLL,
            Err(error) => {
                tracing::error!(error = ?error, "orders could not move on by themselves");
                POLL
            }
        };
        tokio::select! {
            biased;
            () = &mut stopped => return,
            () = tokio::time::sleep(wait) => {}
        }
    }
}
