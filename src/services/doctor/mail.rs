//! Whether mails leave and are believed: asks the mail server, and the DNS about the sender.

use super::{Finding, finding};
use crate::mail::sender_check::SystemDns;
use crate::mail::{MailError, Probe, SmtpTransport};
use crate::services::sender_check::{WayOut, check_sender};
use crate::wire::admin::sender_check::SenderRecordView;
use crate::wire::frame::Tone;

/// What there is to say about the mail server and the sender.
pub(super) async fn findings(smtp: &SmtpTransport) -> Vec<Finding> {
    let mut findings = vec![server(smtp, smtp.probe().await)];
    let sender = smtp.sender();
    match SystemDns::new() {
        Err(error) => {
            findings.push(finding(false, format!("the sender {} was not looked at: {error}", sender.address)))
        }
        Ok(dns) => {
            let view = check_sender(sender, WayOut::by(smtp), &dns).await;
            let well = view.tone == Tone::Good;
            findings.push(finding(well, format!("messages are from {}: {}", view.sender, view.summary)));
            findings.extend(view.records.iter().map(record));
        }
    }
    findings
}

fn server(smtp: &SmtpTransport, probe: Result<Probe, MailError>) -> Finding {
    let place = format!("the mail server {}:{}", smtp.server().host, smtp.server().port);
    match probe {
        Err(error) => {
            let words =
                format!("{place} cannot be used: {error}; look at WAYMARK_SMTP_URL and at the firewall");
            finding(false, words)
        }
        Ok(Probe { encrypted, signed_in }) => {
            let known = if signed_in { "knows us" } else { "asks for no name" };
            let way =
                if encrypted { "over TLS" } else { "without TLS: everybody on the way can read messages" };
            let near = smtp.server().is_on_this_machine();
            finding(encrypted || near, format!("{place} answers {way}, and {known}"))
        }
    }
}

/// One record, with what to add where something is to be added.
fn record(view: &SenderRecordView) -> Finding {
    let mut words = format!("{}: {}", view.name, view.state);
    if let Some(advice) = &view.advice {
        words.push_str(&format!(" {advice}"));
    }
    if let Some(add) = &view.add {
        words.push_str(&format!("\n       {} {} \"{}\"", add.name, add.kind, add.value));
    }
    finding(matches!(view.tone, Tone::Good | Tone::Calm), words)
}
