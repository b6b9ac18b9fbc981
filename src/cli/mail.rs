//! Wires the way messages leave: a mail server where the settings name one, else the folder.

use std::sync::Arc;

use anyhow::Context as _;

use crate::config::Config;
use crate::mail::sender_check::{SystemDns, TxtRecords};
use crate::mail::{DkimSigner, FolderTransport, Mailbox, SmtpServer, SmtpTransport, Transport};
use crate::services::sender_check::MailWay;

/// The transport of these settings.
pub fn transport(config: &Config) -> anyhow::Result<Arc<dyn Transport>> {
    if let Some(smtp) = smtp(config)? {
        return Ok(smtp);
    }
    let folder = FolderTransport::new(config.mail_folder.clone());
    Ok(match Mailbox::parse(&config.mail_from) {
        Some(sender) => Arc::new(folder.from_sender(sender)),
        None => Arc::new(folder),
    })
}

/// How mails leave by these settings. What is wrong with them is told by `serve`, which does not begin then, and by
/// `doctor`: here it counts as no mail server.
pub fn way(config: &Config) -> MailWay {
    let dns = SystemDns::new().map(|dns| Arc::new(dns) as Arc<dyn TxtRecords>);
    MailWay { smtp: smtp(config).ok().flatten(), dns, ..MailWay::default() }
}

/// The mail server of these settings; `None` when they name none.
pub fn smtp(config: &Config) -> anyhow::Result<Option<Arc<SmtpTransport>>> {
    let Some(mail) = &config.mail else { return Ok(None) };
    let server = SmtpServer::parse(&mail.url).context("WAYMARK_SMTP_URL cannot be used")?;
    let sender = Mailbox::parse(&config.mail_from)
        .context("WAYMARK_MAIL_FROM is no sender; write it as Name <orders@shop.example>")?;
    let domain = mail.dkim_domain.clone().unwrap_or_else(|| sender.domain());
    let signer = match &mail.dkim_key {
        None => None,
        Some(file) => Some(DkimSigner::open(file, &mail.dkim_selector, &domain)?),
    };
    Ok(Some(Arc::new(SmtpTransport::new(server, sender, signer)?)))
}
