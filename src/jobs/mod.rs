//! Background work. Each job looks at the stored state and calls one service; it is woken by a hint
//! and by a timer, so a lost hint costs a moment, never a message.

pub mod keep_true;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

use crate::lifecycle::Stop;
use crate::mail::Transport;
use crate::services::Services;

/// How often the outbox is looked at without a hint.
const POLL: Duration = Duration::from_secs(5);
/// Messages handed over in one go.
const BATCH: u32 = 20;
/// Windows of look-up limits older than this are dropped.
const LIMITS_KEPT_DAYS: i64 = 2;

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
        match services.send_waiting(&*transport, BATCH).await {
            // A full batch means that more may wait.
            Ok(sent) if sent == BATCH => continue,
            Ok(_) => {}
            Err(error) => tracing::error!(error = ?error, "the outbox could not be read"),
        }
        let kept_from = services.clock.now().plus_days(-LIMITS_KEPT_DAYS);
        if let Err(error) = services.store.drop_old_limits(kept_from).await {
            tracing::warn!(error = ?error, "old look-up limits could not be dropped");
        }
        tokio::select! {
            () = &mut stopped => return,
            () = bell.0.notified() => {}
            () = tokio::time::sleep(POLL) => {}
        }
    }
}
