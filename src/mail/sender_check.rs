//! What the DNS says about the domain that mails come from: SPF (who may send), DKIM (the key signatures are
//! checked with) and DMARC (what becomes of the rest). Only reads; what it means for a merchant is said in
//! `services/sender_check.rs`. Start with [`SenderRecords::read`].

use std::pin::Pin;
use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::{RData, RecordType};

/// Longest wait for one answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// Longest text of a record that is looked at.
const LONGEST_RECORD: usize = 4_096;

/// The TXT records of a name, each as one text; empty when there are none.
pub type TxtAnswer<'a> = Pin<Box<dyn Future<Output = Result<Vec<String>, NoAnswer>> + Send + 'a>>;

/// The DNS did not answer: nothing is known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the DNS does not answer: {0}")]
pub struct NoAnswer(pub String);

/// Reads TXT records.
pub trait TxtRecords: Send + Sync {
    /// The records of `name`.
    fn txt<'a>(&'a self, name: &'a str) -> TxtAnswer<'a>;
}

/// The DNS as this machine asks it.
pub struct SystemDns(TokioResolver);

impl SystemDns {
    /// Reads how this machine asks.
    ///
    /// # Errors
    /// When that is not set up.
    pub fn new() -> Result<Self, NoAnswer> {
        let told = |error: &dyn std::fmt::Display| NoAnswer(error.to_string());
        let mut builder = TokioResolver::builder_tokio().map_err(|error| told(&error))?;
        let options = builder.options_mut();
        options.timeout = Duration::from_secs(2);
        options.attempts = 1;
        builder.build().map(Self).map_err(|error| told(&error))
    }

    /// Asks through this resolver.
    #[must_use]
    pub const fn with(resolver: TokioResolver) -> Self {
        Self(resolver)
    }

    async fn ask(&self, name: &str) -> Result<Vec<String>, NoAnswer> {
        // With the dot at its end, no search list of this machine is tried.
        let lookup = self.0.lookup(format!("{}.", name.trim_end_matches('.')), RecordType::TXT);
        let answer = tokio::time::timeout(PATIENCE, lookup)
            .await
            .map_err(|_| NoAnswer(format!("nothing within {} seconds", PATIENCE.as_secs())))?;
        match answer {
            Ok(lookup) => Ok(lookup.answers().iter().filter_map(|record| text_of(&record.data)).collect()),
            Err(NetError::Dns(DnsError::NoRecordsFound(none)))
                if matches!(none.response_code, ResponseCode::NXDomain | ResponseCode::NoError) =>
            {
                Ok(Vec::new())
            }
            Err(error) => Err(NoAnswer(error.to_string())),
        }
    }
}

impl TxtRecords for SystemDns {
    fn txt<'a>(&'a self, name: &'a str) -> TxtAnswer<'a> {
        Box::pin(self.ask(name))
    }
}

/// The pieces of a TXT record belong together without anything between them.
fn text_of(data: &RData) -> Option<String> {
    let RData::TXT(txt) = data else { return None };
    let bytes: Vec<u8> = txt.txt_data.iter().flat_map(|piece| piece.iter().copied()).collect();
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST_RECORD)]).into_owned();
    Some(text)
}

/// What stands in the DNS about a sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SenderRecords {
    /// The sender's domain.
    pub domain: String,
    /// SPF records of the domain: one is right.
    pub spf: Result<Vec<String>, NoAnswer>,
    /// DKIM records where the public half of our key belongs; `None` when we do not sign.
    pub dkim: Option<Result<Vec<String>, NoAnswer>>,
    /// DMARC records that hold for the domain, and the name they stand at: its own, else that of a domain
    /// above it.
    pub dmarc: Result<(String, Vec<String>), NoAnswer>,
}

impl SenderRecords {
    /// Reads them for the domain a mail is from; `key_at` is where our DKIM key belongs.
    pub async fn read(dns: &dyn TxtRecords, domain: &str, key_at: Option<&str>) -> Self {
        let spf = async { dns.txt(domain).await.map(|records| only(records, "v=spf1")) };
        let dkim = async {
            match key_at {
                None => None,
                Some(name) => Some(dns.txt(name).await.map(|records| {
                    records.into_iter().filter(|record| record.contains("p=")).collect::<Vec<_>>()
                })),
            }
        };
        let (spf, dkim, dmarc) = tokio::join!(spf, dkim, dmarc(dns, domain));
        Self { domain: domain.to_owned(), spf, dkim, dmarc }
    }
}

/// Climbs from the domain towards its top-level domain until there is a record.
async fn dmarc(dns: &dyn TxtRecords, domain: &str) -> Result<(String, Vec<String>), NoAnswer> {
    let own = format!("_dmarc.{domain}");
    let mut above = domain;
    // Longer names are cut to eight labels at once: nobody may make us ask a hundred times.
    while above.split('.').count() > 8 {
        above = above.split_once('.').map_or("", |(_, rest)| rest);
    }
    while above.contains('.') {
        let name = format!("_dmarc.{above}");
        let records = only(dns.txt(&name).await?, "v=DMARC1");
        if !records.is_empty() {
            return Ok((name, records));
        }
        above = above.split_once('.').map_or("", |(_, rest)| rest);
    }
    Ok((own, Vec::new()))
}

fn only(records: Vec<String>, version: &str) -> Vec<String> {
    let fits = |record: &String| {
        let begins = record.get(..version.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(version));
        begins && record[version.len()..].chars().next().is_none_or(|c| c == ' ' || c == ';')
    };
    records.into_iter().filter(fits).collect()
}

/// The value of a tag in a DKIM or DMARC record, without blanks.
#[must_use]
pub fn tag(record: &str, name: &str) -> Option<String> {
    record.split(';').find_map(|part| {
        let (key, value) = part.split_once('=')?;
        let value: String = value.chars().filter(|c| !c.is_whitespace()).collect();
        key.trim().eq_ignore_ascii_case(name).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_told_by_their_version() {
        let records = ["v=spf1 -all", "V=SPF1", "v=spf10", "google-site-verification=x", "spf1"];
        let found = only(records.map(str::to_owned).to_vec(), "v=spf1");
        assert_eq!(found, ["v=spf1 -all", "V=SPF1"]);
    }

    #[test]
    fn tags_are_read_as_people_write_them() {
        let record = "v=DKIM1; k=rsa ;p = MIIB IjAN";
        assert_eq!(tag(record, "p").unwrap(), "MIIBIjAN");
        assert_eq!(tag(record, "k").unwrap(), "rsa");
        assert_eq!(tag(record, "s"), None);
    }
}
