//! The page about the sender: how messages leave, what the DNS says about whom they are from, and which providers
//! tell when one comes back. A DNS that does not answer is a sentence on it, and a wait of some seconds at most.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::{WayOut, check_sender};
use crate::domain::admin_routes::{SETTINGS_MESSAGES, SETTINGS_SENDER, in_shop};
use crate::domain::shop::Shop;
use crate::mail::SmtpTransport;
use crate::mail::sender_check::{NoAnswer, TxtAnswer, TxtRecords};
use crate::services::messages::sender_of;
use crate::services::settings::tabs;
use crate::services::{ServiceError, Services};
use crate::wire::admin::sender::SenderPageView;
use crate::wire::frame::Tone;

/// Longest wait for all answers of the DNS together.
const PATIENCE: Duration = Duration::from_secs(6);

/// How mails leave this installation, and who is asked about their sender.
pub struct MailWay {
    /// The mail server; `None` where messages go into a folder.
    pub smtp: Option<Arc<SmtpTransport>>,
    /// Reads records; why nobody can.
    pub dns: Result<Arc<dyn TxtRecords>, NoAnswer>,
    /// Longest wait for all its answers together.
    pub patience: Duration,
}

impl Default for MailWay {
    fn default() -> Self {
        Self { smtp: None, dns: Err(NoAnswer("nobody asks it here".to_owned())), patience: PATIENCE }
    }
}

/// Asks until an instant; what comes later counts as no answer.
struct Until<'a>(&'a dyn TxtRecords, Instant, Duration);

impl TxtRecords for Until<'_> {
    fn txt<'a>(&'a self, name: &'a str) -> TxtAnswer<'a> {
        Box::pin(async move {
            let late = |_| Err(NoAnswer(format!("nothing within {} seconds", self.2.as_secs())));
            timeout_at(self.1, self.0.txt(name)).await.unwrap_or_else(late)
        })
    }
}

/// In the place of a DNS that nobody can ask.
struct Nobody(NoAnswer);

impl TxtRecords for Nobody {
    fn txt<'a>(&'a self, _: &'a str) -> TxtAnswer<'a> {
        Box::pin(async move { Err(self.0.clone()) })
    }
}

impl Services {
    /// The page about the sender. Takes some seconds at most where the DNS is slow.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn sender_page(&self, shop: &Shop) -> Result<SenderPageView, ServiceError> {
        let mut view = SenderPageView {
            tabs: tabs(shop, SETTINGS_SENDER),
            sender_form: in_shop(SETTINGS_MESSAGES, &shop.handle),
            hooks: self.mail_hook_views(shop).await?,
            ..SenderPageView::default()
        };
        let Some(smtp) = &self.mail.smtp else {
            view.way = format!(
                "Messages go into the folder {} on this server, and to nobody.",
                self.places.mail_folder.display()
            );
            view.way_tone = Tone::Warn;
            view.way_advice = "That is for trying things out. To send them, give the server a mail server \
                 (WAYMARK_SMTP_URL and WAYMARK_MAIL_FROM) and start it again; this page then reads what receivers \
                 know about the sender."
                .to_owned();
            return Ok(view);
        };
        let server = smtp.server();
        view.way = format!("Messages leave through {}.", server.host);
        view.way_tone = Tone::Good;
        let (mut sender, _) = sender_of(shop);
        if sender.address.is_empty() {
            sender.address.clone_from(&smtp.sender().address);
        }
        if !sender.domain().contains('.') {
            view.way_tone = Tone::Stop;
            view.way_advice = format!(
                "They are from {}, which is no address on the internet: receivers refuse them. Enter the \
                 sender's address.",
                sender.address
            );
            return Ok(view);
        }
        view.check = Some(match &self.mail.dns {
            Ok(dns) => {
                let patience = self.mail.patience;
                let dns = Until(&**dns, Instant::now() + patience, patience);
                check_sender(&sender, WayOut::by(smtp), &dns).await
            }
            Err(why) => check_sender(&sender, WayOut::by(smtp), &Nobody(why.clone())).await,
        });
        Ok(view)
    }
}
