//! Start and stop: the first signal finishes what is under way, a second one ends at once.

use tokio::sync::watch;

/// Tells every part of the process when to stop.
#[derive(Clone, Debug)]
pub struct Stop(watch::Receiver<bool>);

impl Stop {
    /// A stop that comes when the returned sender says `true` (or is dropped).
    #[must_use]
    pub fn by_hand() -> (watch::Sender<bool>, Self) {
        let (sender, receiver) = watch::channel(false);
        (sender, Self(receiver))
    }

    /// A stop that comes with the first SIGINT or SIGTERM. A second signal ends the process with
    /// exit code 130.
    #[must_use]
    pub fn by_signal() -> Self {
        let (sender, stop) = Self::by_hand();
        tokio::spawn(async move {
            signal().await;
            tracing::info!("stopping: finishing what is under way; another signal stops at once");
            let _ = sender.send(true);
            signal().await;
            std::process::exit(130);
        });
        stop
    }

    /// Waits until it is time to stop.
    pub async fn wait(mut self) {
        let _ = self.0.wait_for(|stop| *stop).await;
    }
}

async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
