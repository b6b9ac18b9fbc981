//! Hands over what waits in the outbox: woken by a bell and by a timer. Decides nothing itself.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

use crate::lifecycle::Stop;
use crate::mail::Transport;
use crate::services::Services;

/// How often the outbox is looked at without a hint.
const POLL: Duration = Duration::from_secs(5);
/// Messages handed over in one go.
const BATCH: u32 = 40;

/// Wakes the worker when there is something to send.
#[derive(Clone, Debug, Default)]
pub struct Bell(Arc<Notify>);

impl Bell {
    /// Rings: something waits.
    pub fn ring(&self) {
        self.0.notify_one();
    }

    /// Waits for a ring; one that came before counts.
    pub async fn wait(&self) {
        self.0.notified().await;
    }
}

/// Sends messages until it is time to stop; finishes the batch it is at.
pub async fn send_messages(services: Services, transport: Arc<dyn Transport>, bell: Bell, stop: Stop) {
    let stopped = stop.wait();
    tokio::pin!(stopped);
    loop {
        let looked_at = services.send_waiting(&*transport, BATCH).await.unwrap_or_else(|error| {
            tracing::error!(error = ?error, "the outbox could not be read");
            0
        });
        // A full batch means that more may wait; a stop does not wait for all of it.
        let more = looked_at == BATCH;
        let wait = if more { Duration::ZERO } else { services.until_next_message(POLL).await };
        tokio::select! {
            biased;
            () = &mut stopped => return,
            () = bell.0.notified(), if !more => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}
