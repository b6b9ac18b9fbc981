//! What receivers of our mails can know about their sender, as finished sentences, and the records to add.

use serde::{Deserialize, Serialize};

use crate::wire::frame::Tone;

/// The sender of a shop's mails, and what the DNS says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SenderCheckView {
    /// The sender as receivers see it.
    pub sender: String,
    /// Its domain, to which the records belong.
    pub domain: String,
    /// Whether all is well, in one sentence.
    pub summary: String,
    /// How that feels.
    pub tone: Tone,
    /// SPF, DKIM and DMARC, in this order.
    pub records: Vec<SenderRecordView>,
}

/// One kind of record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SenderRecordView {
    /// What it is called: SPF, DKIM or DMARC.
    pub name: String,
    /// What it is for, in one sentence.
    pub meaning: String,
    /// What is there, as it stands in the DNS.
    pub found: Vec<String>,
    /// Whether that is right, in one sentence.
    pub state: String,
    /// How that feels.
    pub tone: Tone,
    /// What to do, in one sentence; `None` when nothing is to be done.
    pub advice: Option<String>,
    /// The record to add, or to put in the place of what is there.
    pub add: Option<DnsRecordView>,
}

/// A record as it is entered where the domain is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DnsRecordView {
    /// Its name in full.
    pub name: String,
    /// Its kind: TXT.
    pub kind: String,
    /// Its value.
    pub value: String,
}
