//! Hands over mails that somebody waits for at this moment: a test of a message's words. Kept nowhere: who asked for
//! it is told what came of it, and asks again. Decides nothing itself.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::lifecycle::Stop;
use crate::mail::{OutgoingMail, Transport};

use super::Bell;

/// How long somebody waits to hear what came of a mail: less than an answer may take.
const WAIT: Duration = Duration::from_secs(15);

/// What came of a mail: handed over, or why not.
type Outcome = Result<(), String>;

struct Wish {
    mail: OutgoingMail,
    tell: oneshot::Sender<Outcome>,
}

/// Where such mails are given in. Cheap to clone.
#[derive(Clone, Default)]
pub struct TestMails {
    waiting: Arc<Mutex<VecDeque<Wish>>>,
    bell: Bell,
}

impl TestMails {
    /// Gives a mail in and waits for what comes of it. `None` when that is not known yet: the mail server takes
    /// its time.
    pub async fn hand_over(&self, mail: OutgoingMail) -> Option<Outcome> {
        let (tell, told) = oneshot::channel();
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push_back(Wish { mail, tell });
        self.bell.ring();
        tokio::time::timeout(WAIT, told).await.ok()?.ok()
    }

    fn next(&self) -> Option<Wish> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }
}

/// Hands such mails over until it is time to stop.
pub async fn send_tests(transport: Arc<dyn Transport>, mails: TestMails, stop: Stop) {
    let stopped = stop.wait();
    tokio::pin!(stopped);
    loop {
        while let Some(wish) = mails.next() {
            let sent = transport.send(&wish.mail, Box::new(|| Box::pin(async { true }))).await;
            let outcome = sent.map(|_| ()).map_err(|error| error.to_string());
            if let Err(error) = &outcome {
                tracing::warn!(error, "a test of a message was not sent");
            }
            // Whoever waited may have gone.
            drop(wish.tell.send(outcome));
        }
        tokio::select! {
            () = &mut stopped => return,
            () = mails.bell.wait() => {}
        }
    }
}
