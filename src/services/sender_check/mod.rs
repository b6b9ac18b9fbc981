//! Says in plain words whether receivers will believe that mails come from the shop: what the DNS holds about
//! the sender's domain (SPF, DKIM, DMARC) and exactly which record to add. For the doctor and for the page about the sender (`page.rs`).
//! Reads nothing but records. Start with [`check_sender`].

mod dmarc;
mod page;
mod signature;
mod spf;

use crate::mail::sender_check::{NoAnswer, SenderRecords, TxtRecords};
use crate::mail::{DkimSigner, Mailbox, SmtpTransport};
use crate::wire::admin::sender_check::{DnsRecordView, SenderCheckView, SenderRecordView};
use crate::wire::frame::Tone;

pub use page::MailWay;

/// How mails leave, as far as it decides which records are right.
#[derive(Clone, Copy, Debug, Default)]
pub struct WayOut<'a> {
    /// The mail server's name.
    pub host: &'a str,
    /// Our key, when we sign.
    pub signer: Option<&'a DkimSigner>,
}

impl<'a> WayOut<'a> {
    /// By this transport.
    #[must_use]
    pub fn by(transport: &'a SmtpTransport) -> Self {
        Self { host: &transport.server().host, signer: transport.signer() }
    }
}

/// Reads what the DNS says about the sender and says what it means.
pub async fn check_sender(sender: &Mailbox, way: WayOut<'_>, dns: &dyn TxtRecords) -> SenderCheckView {
    let key_at = way.signer.map(DkimSigner::record_name);
    let records = SenderRecords::read(dns, &sender.domain(), key_at.as_deref()).await;
    say(sender, way, &records)
}

/// What these records mean.
fn say(sender: &Mailbox, way: WayOut<'_>, records: &SenderRecords) -> SenderCheckView {
    let told = vec![spf::spf(way.host, records), signature::dkim(way, records), dmarc::dmarc(records)];
    let wrong =
        |tone: Tone| told.iter().filter(move |record| record.tone == tone).map(|record| record.name.as_str());
    let missing: Vec<_> = wrong(Tone::Stop).chain(wrong(Tone::Warn)).collect();
    let summary = if missing.is_empty() {
        format!("Receivers can tell that mails from {} are yours.", records.domain)
    } else {
        format!("Mails from {} may be taken for spam: see {}.", records.domain, missing.join(" and "))
    };
    let tone = match (wrong(Tone::Stop).count(), missing.len()) {
        (0, 0) => Tone::Good,
        (0, _) => Tone::Warn,
        _ => Tone::Stop,
    };
    let name = if sender.name.is_empty() { String::new() } else { format!("{} ", sender.name) };
    SenderCheckView {
        sender: format!("{name}<{}>", sender.address),
        domain: records.domain.clone(),
        summary,
        tone,
        records: told,
    }
}

/// A kind of record about which nothing is said yet.
fn about(name: &str, meaning: &str) -> SenderRecordView {
    SenderRecordView { name: name.to_owned(), meaning: meaning.to_owned(), ..SenderRecordView::default() }
}

fn unknown(view: SenderRecordView, why: &NoAnswer) -> SenderRecordView {
    let advice = Some("Look again in a few minutes.".to_owned());
    SenderRecordView { state: format!("Not known: {why}."), tone: Tone::Warn, advice, ..view }
}

fn txt(name: &str, value: &str) -> Option<DnsRecordView> {
    Some(DnsRecordView { name: name.to_owned(), kind: "TXT".to_owned(), value: value.to_owned() })
}
