//! What is said about a sender, from a table of records in the place of the DNS; and the real resolver against
//! a name server of the test's own.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};

use hickory_resolver::TokioResolver;
use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::op::{Message, ResponseCode};
use hickory_resolver::proto::rr::rdata::TXT;
use hickory_resolver::proto::rr::{RData, Record};
use tokio::net::UdpSocket;

use waymark::mail::sender_check::{NoAnswer, SystemDns, TxtAnswer, TxtRecords};
use waymark::mail::{DkimSigner, Mailbox};
use waymark::services::sender_check::{WayOut, check_sender};
use waymark::wire::admin::sender_check::SenderCheckView;
use waymark::wire::frame::Tone::{self, Calm, Good, Stop, Warn};

/// An Ed25519 key of the tests: its public half is in [`record`].
const KEY: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";
const RECORD: &str = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

struct Table(BTreeMap<&'static str, Vec<&'static str>>);

impl TxtRecords for Table {
    fn txt<'a>(&'a self, name: &'a str) -> TxtAnswer<'a> {
        Box::pin(async move {
            let records = self.0.get(name).cloned().unwrap_or_default();
            if records == ["!"] {
                return Err(NoAnswer("refused".to_owned()));
            }
            Ok(records.into_iter().map(str::to_owned).collect())
        })
    }
}

fn signer(domain: &str) -> DkimSigner {
    DkimSigner::new(KEY.as_bytes(), "waymark", domain).unwrap()
}

async fn look(
    records: &[(&'static str, &'static str)],
    host: &str,
    signer: Option<&DkimSigner>,
) -> SenderCheckView {
    let mut table = Table(BTreeMap::new());
    for (name, record) in records {
        table.0.entry(*name).or_default().push(*record);
    }
    let sender = Mailbox { name: "Fir".into(), address: "orders@mail.shop.example".into() };
    check_sender(&sender, WayOut { host, signer }, &table).await
}

fn tones(view: &SenderCheckView) -> [Tone; 3] {
    [view.records[0].tone, view.records[1].tone, view.records[2].tone]
}

/// The record to add of the nth kind.
fn add(view: &SenderCheckView, nth: usize) -> (&str, &str) {
    view.records[nth].add.as_ref().map_or(("", ""), |add| (&add.name, &add.value))
}

#[tokio::test]
async fn an_empty_domain_is_told_every_record_word_for_word() {
    let signer = signer("mail.shop.example");
    let view = look(&[], "smtp.postmarkapp.com", Some(&signer)).await;
    assert_eq!((view.sender.as_str(), view.tone), ("Fir <orders@mail.shop.example>", Stop));
    assert_eq!(
        view.summary,
        "Mails from mail.shop.example may be taken for spam: see SPF and DKIM and DMARC."
    );
    assert_eq!(add(&view, 0), ("mail.shop.example", "v=spf1 include:spf.mtasv.net ~all"));
    assert_eq!(add(&view, 1), ("waymark._domainkey.mail.shop.example", RECORD));
    let dmarc = "v=DMARC1; p=none; rua=mailto:postmaster@mail.shop.example";
    assert_eq!(add(&view, 2), ("_dmarc.mail.shop.example", dmarc));
    let own = look(&[], "mx.shop.example", None).await;
    assert_eq!(add(&own, 0).1, "v=spf1 a:mx.shop.example ~all");
    assert_eq!(tones(&own), [Stop, Calm, Stop]);
}

#[tokio::test]
async fn a_domain_with_every_record_is_well() {
    let signer = signer("shop.example");
    let records = [
        ("mail.shop.example", "google-site-verification=1"),
        ("mail.shop.example", "v=spf1 include:spf.mtasv.net -all"),
        (
            "waymark._domainkey.shop.example",
            "v=DKIM1;k=ed25519;p=11qYAYKxCrfVS/7TyWQHOg7hcvPap iMlrwIaaPcHURo=",
        ),
        ("_dmarc.shop.example", "v=DMARC1; p=reject"),
    ];
    let view = look(&records, "smtp.postmarkapp.com", Some(&signer)).await;
    assert_eq!((tones(&view), view.tone), ([Good; 3], Good), "{view:#?}");
    assert_eq!(view.summary, "Receivers can tell that mails from mail.shop.example are yours.");
    assert!(view.records.iter().all(|record| record.add.is_none() && record.advice.is_none()), "{view:#?}");
}

/// Records that are there, the place of the one looked at, and how it is told: tone, words, what to add.
type Case = (&'static [(&'static str, &'static str)], usize, Tone, &'static str, &'static str);

#[tokio::test]
async fn records_that_are_there_and_wrong() {
    const SPF: &str = "mail.shop.example";
    let cases: [Case; 9] = [
        (
            &[(SPF, "v=spf1 mx +all")],
            0,
            Stop,
            "keeps no server of the world",
            "v=spf1 mx include:spf.mtasv.net ~all",
        ),
        (&[(SPF, "v=spf1 mx ?all")], 0, Stop, "keeps no server", "v=spf1 mx include:spf.mtasv.net ~all"),
        (
            &[(SPF, "v=spf1 mx -all"), (SPF, "v=spf1 include:a.example mx ~all")],
            0,
            Stop,
            "There are 2",
            "v=spf1 mx include:a.example include:spf.mtasv.net ~all",
        ),
        (
            &[(SPF, "v=spf1 mx -all")],
            0,
            Warn,
            "does not name your mail provider",
            "v=spf1 mx include:spf.mtasv.net ~all",
        ),
        (&[(SPF, "!")], 0, Warn, "Not known", ""),
        (&[("waymark._domainkey.other.example", RECORD)], 1, Warn, "signs for other.example", ""),
        (&[("waymark._domainkey.other.example", "v=DKIM1; p=AAAA")], 1, Stop, "Another key", RECORD),
        (
            &[("_dmarc.mail.shop.example", "v=DMARC1; rua=mailto:a@b.example")],
            2,
            Stop,
            "does not say",
            "v=DMARC1; p=none; rua=mailto:postmaster@mail.shop.example",
        ),
        (
            &[("_dmarc.shop.example", "v=DMARC1; p=none"), ("_dmarc.shop.example", "v=DMARC1; p=reject")],
            2,
            Stop,
            "There are 2",
            "v=DMARC1; p=none; rua=mailto:postmaster@mail.shop.example",
        ),
    ];
    let signer = signer("other.example");
    for (records, nth, tone, state, record) in cases {
        let view = look(records, "smtp.postmarkapp.com", Some(&signer)).await;
        let told = &view.records[nth];
        assert!(
            told.tone == tone && told.state.contains(state) && told.advice.is_some(),
            "{records:?}: {told:#?}"
        );
        assert_eq!(add(&view, nth).1, record, "{records:?}");
    }
}

/// Answers TXT questions: one long record in two pieces, one name that does not exist, one refusal.
async fn name_server() -> u16 {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let port = socket.local_addr().unwrap().port();
    tokio::spawn(async move {
        let mut buffer = [0; 4096];
        while let Ok((length, peer)) = socket.recv_from(&mut buffer).await {
            let Ok(asked) = Message::from_vec(&buffer[..length]) else { continue };
            let query = asked.queries[0].clone();
            let mut answer = Message::response(asked.metadata.id, asked.metadata.op_code);
            answer.add_query(query.clone());
            answer.metadata.recursion_available = true;
            match query.name().to_ascii().as_str() {
                "shop.example." => {
                    let txt = TXT::new(vec!["v=spf1 include:a.exa".into(), "mple -all".into()]);
                    answer.add_answer(Record::from_rdata(query.name().clone(), 60, RData::TXT(txt)));
                }
                "broken.example." => answer.metadata.response_code = ResponseCode::Refused,
                _ => answer.metadata.response_code = ResponseCode::NXDomain,
            }
            let _ = socket.send_to(&answer.to_vec().unwrap(), peer).await;
        }
    });
    port
}

#[tokio::test(flavor = "multi_thread")]
async fn the_real_resolver_reads_what_a_name_server_says() {
    let port = name_server().await;
    let mut udp = ConnectionConfig::udp();
    udp.port = port;
    let server = NameServerConfig::new(IpAddr::V4(Ipv4Addr::LOCALHOST), true, vec![udp]);
    let config = ResolverConfig::from_parts(None, Vec::new(), vec![server]);
    let resolver =
        TokioResolver::builder_with_config(config, TokioRuntimeProvider::default()).build().unwrap();
    let dns = SystemDns::with(resolver);
    assert_eq!(dns.txt("shop.example").await.unwrap(), ["v=spf1 include:a.example -all"]);
    assert_eq!(dns.txt("_dmarc.shop.example").await.unwrap(), Vec::<String>::new());
    assert!(dns.txt("broken.example").await.is_err());
}
