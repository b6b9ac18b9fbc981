//! Carries out changes of many orders, and undoes them: woken by a bell and by a timer. Decides nothing
//! itself; a batch that a dead process left behind is gone on with.

use std::time::Duration;

use crate::lifecycle::Stop;
use crate::services::Services;
use crate::services::bulk::PIECE;

use super::Bell;

/// How often is looked for work without a hint.
const POLL: Duration = Duration::from_secs(3);

/// Works on batches until it is time to stop; finishes the pieces it is at.
pub async fn carry_out_batches(services: Services, bell: Bell, stop: Stop) {
    let stopped = stop.wait();
    tokio::pin!(stopped);
    loop {
        // A piece cut off by the end is not written; the next start goes on there.
        let worked = tokio::select! {
            biased;
            () = &mut stopped => return,
            worked = services.work_on_batch(PIECE, usize::MAX) => worked,
        };
        let more = worked.unwrap_or_else(|error| {
            tracing::error!(error = ?error, "a change of many orders could not go on; trying again");
            false
        });
        if more {
            continue;
        }
        tokio::select! {
            () = &mut stopped => return,
            () = bell.wait() => {}
            () = tokio::time::sleep(POLL) => {}
        }
    }
}
