//! Mails invitations that wait: woken by a bell and by a timer. Decides nothing itself.

use std::sync::Arc;
use std::time::Duration;

use crate::lifecycle::Stop;
use crate::mail::Transport;
use crate::services::Services;

use super::Bell;

/// How often invitations are looked for without a hint.
const POLL: Duration = Duration::from_secs(5);
/// Invitations mailed in one go.
const BATCH: u32 = 20;

/// Mails invitations until it is time to stop; finishes the batch it is at.
pub async fn send_invitations(services: Services, transport: Arc<dyn Transport>, bell: Bell, stop: Stop) {
    let stopped = stop.wait();
    tokio::pin!(stopped);
    loop {
        let sent = services.send_invitations(&*transport, BATCH).await.unwrap_or_else(|error| {
            tracing::error!(error = ?error, "invitations could not be read");
            0
        });
        // A full batch means that more may wait; a stop does not wait for all of it.
        let more = sent == BATCH;
        let wait = if more { Duration::ZERO } else { POLL };
        tokio::select! {
            biased;
            () = &mut stopped => return,
            () = bell.wait(), if !more => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}
