//! Mails through a real server, read back by Python's own e-mail parser, signatures checked by dkimpy: what is
//! said arrives, and two hundred hostile strings add no header and no recipient.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use waymark::domain::clock::Millis;
use waymark::mail::{
    DkimSigner, MailError, Mailbox, OutgoingMail, SmtpServer, SmtpTransport, Transport as _,
};

use super::python::{Sink, python, run};

const LINK: &str = "https://orders.shop.example/o/k7q2";

fn sender() -> Mailbox {
    Mailbox { name: "Fjord & Fir, Århus".into(), address: "orders@shop.example".into() }
}

fn mail() -> OutgoingMail {
    OutgoingMail {
        message_id: "01890000@orders.shop.example".into(),
        reply_to: Some("help@shop.example".into()),
        to: "anna@example.com".into(),
        language: "da".into(),
        subject:
            "Bestilling #1042: egetræet tørrer – “næsten” færdig 🪑 og endnu flere ord til en lang linje"
                .into(),
        text: format!("Kære Søren\n\n.\nFølg den her: {LINK}\n"),
        html: format!(
            "<html><body><p>Kære Søren</p><a href=\"{LINK}\">Følg den her</a>{}</body></html>",
            "ø".repeat(2_000)
        ),
        calendar: Some("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n".into()),
        unsubscribe: Some("https://orders.shop.example/unsubscribe/abc".into()),
        at: Millis(1_795_435_200_000),
        ..OutgoingMail::default()
    }
}

async fn send(transport: &SmtpTransport, mail: &OutgoingMail) -> Result<String, MailError> {
    transport.send(mail, Box::new(|| Box::pin(async { true }))).await
}

/// Makes a file by openssl.
fn openssl(folder: &Path, name: &str, arguments: &[&str]) -> PathBuf {
    let file = folder.join(name);
    let mut command = Command::new("openssl");
    command.arg(arguments[0]).arg("-out").arg(&file).args(&arguments[1..]);
    run(&mut command).expect("openssl makes keys");
    file
}

fn header<'a>(seen: &'a Value, name: &str) -> Vec<&'a str> {
    let headers = seen["headers"].as_array().unwrap();
    headers.iter().filter(|h| h[0] == name).map(|h| h[1].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_arrives_whole_over_tls_and_its_signature_verifies() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let certificate = folder.path().join("certificate.pem");
    let tls_key = openssl(
        folder.path(),
        "tls.pem",
        &["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
    );
    run(Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-addext",
            "basicConstraints=critical,CA:FALSE",
            "-key",
        ])
        .arg(&tls_key)
        .arg("-out")
        .arg(&certificate))
    .unwrap();
    let keys = [
        ("rsa", openssl(folder.path(), "rsa.pem", &["genrsa", "2048"])),
        ("ed25519", openssl(folder.path(), "ed25519.pem", &["genpkey", "-algorithm", "ed25519"])),
    ];
    for (kind, key) in keys {
        let signer = DkimSigner::open(&key, "waymark", "shop.example").unwrap();
        let (name, record) = (signer.record_name(), signer.record().to_owned());
        assert!(record.contains(&format!("k={kind}")), "{record}");
        let (certificate, tls_key) = (certificate.to_str().unwrap(), tls_key.to_str().unwrap());
        let arguments = [
            "--tls",
            certificate,
            tls_key,
            "--login",
            "shop@shop.example",
            "p%w",
            "--record",
            &name,
            &record,
        ];
        let mut sink = Sink::start(python, &arguments);
        let url =
            format!("smtp://shop%40shop.example:p%25w@localhost:{}?tls=required&ca={certificate}", sink.port);
        let transport = SmtpTransport::new(SmtpServer::parse(&url).unwrap(), sender(), Some(signer)).unwrap();
        let probe = transport.probe().await.unwrap();
        assert!(probe.encrypted && probe.signed_in);
        let answer = send(&transport, &mail()).await.unwrap();
        assert_eq!(answer, "250 2.0.0 Ok: queued as 1");
        let seen = sink.next();
        assert_eq!(seen["dkim"], true, "{kind}: {seen:#}");
        assert_eq!((&seen["encrypted"], &seen["login"]), (&true.into(), &true.into()));
        compare(&seen);
    }
    let wrong =
        format!("smtp://shop:wrong@localhost:1?tls=required&ca={}", folder.path().join("none").display());
    assert!(SmtpTransport::new(SmtpServer::parse(&wrong).unwrap(), sender(), None).is_err());
}

/// Compares with what was said.
fn compare(seen: &Value) {
    let said = mail();
    assert_eq!(seen["defects"], Value::Array(Vec::new()));
    assert_eq!(
        (&seen["mail_from"], &seen["rcpt_tos"]),
        (&"orders@shop.example".into(), &vec!["anna@example.com"].into())
    );
    assert_eq!(seen["from"], serde_json::json!([[sender().name, sender().address]]));
    assert_eq!(header(seen, "Subject"), [said.subject.as_str()]);
    for (name, value) in [
        ("Reply-To", "help@shop.example"),
        ("To", "anna@example.com"),
        ("Message-ID", "<01890000@orders.shop.example>"),
        ("Date", "Mon, 23 Nov 2026 12:00:00 +0000"),
        ("Content-Language", "da"),
        ("Auto-Submitted", "auto-generated"),
        ("List-Unsubscribe", "<https://orders.shop.example/unsubscribe/abc>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    ] {
        assert_eq!(header(seen, name), [value], "{name}");
    }
    assert_eq!(
        seen["structure"],
        serde_json::json!([
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "text/calendar"
        ])
    );
    let text = |nth: usize| seen["parts"][nth]["text"].as_str().unwrap().replace("\r\n", "\n");
    assert_eq!(text(0).trim_end(), said.text.trim_end());
    assert_eq!(text(1).trim_end(), said.html);
    assert_eq!(text(2), said.calendar.unwrap().replace("\r\n", "\n"));
    assert_eq!(seen["parts"][2]["file"], "order.ics");
    assert!(seen["longest_line"].as_u64().unwrap() <= 998 && seen["bare_breaks"] == 0, "{seen:#}");
}

/// Ten ways to end a line times twenty things to begin another with.
fn hostile() -> Vec<String> {
    let breaks = [
        "\r\n",
        "\n",
        "\r",
        "\r\n\r\n",
        "\n.\r\n",
        "\u{2028}",
        "\u{85}",
        "\u{0}\r\n",
        "\u{b}\u{c}\n",
        "%0d%0a",
    ];
    let lines = [
        "Bcc: victim@example.org",
        "Cc: victim@example.org",
        "To: victim@example.org",
        "From: bank@example.org",
        "Reply-To: thief@example.org",
        "Subject: another",
        "Content-Type: text/html",
        "MIME-Version: 9",
        "X-Anything: 1",
        " folded: value",
        "\tfolded",
        ".\r\nMAIL FROM:<a@b.example>",
        "RCPT TO:<victim@example.org>",
        "=?utf-8?Q?=0D=0ABcc:_victim=40example.org?=",
        "=?utf-8?B?DQpCY2M6IHZpY3RpbUBleGFtcGxlLm9yZw==?=",
        ">, <victim@example.org",
        "\", victim@example.org, \"",
        "\\\" <victim@example.org>, \\\"",
        "(comment) ; group: victim@example.org;",
        "ø\u{202e}\u{1f6ab} Bcc: victim@example.org",
    ];
    breaks.iter().flat_map(|end| lines.iter().map(move |line| format!("{end}{line}"))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_hostile_strings_add_no_header_and_no_recipient() {
    let Some(python) = python() else { return };
    let mut sink = Sink::start(python, &[]);
    let server = SmtpServer::parse(&format!("smtp://127.0.0.1:{}?tls=none", sink.port)).unwrap();
    let transport = SmtpTransport::new(server, sender(), None).unwrap();
    send(&transport, &mail()).await.unwrap();
    let honest = names(&sink.next());
    let strings = hostile();
    assert_eq!(strings.len(), 200);
    let (mut sent, mut refused) = (0, 0);
    for string in &strings {
        let texts = OutgoingMail {
            from: Mailbox { name: format!("Fjord{string}"), address: "orders@shop.example".into() },
            subject: format!("Order{string}"),
            text: format!("Hello{string}"),
            html: format!("<p>Hello{string}</p>"),
            language: "da".into(),
            ..mail()
        };
        let taken = send(&transport, &texts).await;
        assert!(taken.is_ok(), "{string:?}: {taken:?}");
        same(&sink.next(), &honest, string);
        sent += 1;
        let addresses: [fn(&mut OutgoingMail, &str); 6] = [
            |mail, s| mail.to.push_str(s),
            |mail, s| mail.to.insert_str(0, s),
            |mail, s| mail.from = Mailbox { name: String::new(), address: format!("orders@shop.example{s}") },
            |mail, s| mail.reply_to = Some(format!("help@shop.example{s}")),
            |mail, s| mail.unsubscribe = Some(format!("https://shop.example/u{s}")),
            |mail, s| mail.message_id.push_str(s),
        ];
        for spoil in addresses {
            let mut spoiled = mail();
            spoil(&mut spoiled, string);
            match send(&transport, &spoiled).await {
                Err(MailError::Malformed(_)) => refused += 1,
                Ok(_) => {
                    same(&sink.next(), &honest, string);
                    sent += 1;
                }
                Err(other) => panic!("{string:?}: {other:?}"),
            }
        }
        let language = OutgoingMail { language: format!("da{string}"), ..mail() };
        send(&transport, &language).await.unwrap();
        let seen = names(&sink.next());
        assert!(
            honest.iter().filter(|name| *name != "content-language").eq(seen.iter()),
            "{string:?}: {seen:?}"
        );
    }
    println!("{} strings: {sent} mails sent with nothing added, {refused} refused", strings.len());
    assert!(refused >= 900, "{refused} refused");
}

/// The names of the headers, sorted.
fn names(seen: &Value) -> Vec<String> {
    let headers = seen["headers"].as_array().unwrap();
    let mut names: Vec<_> = headers.iter().map(|h| h[0].as_str().unwrap().to_ascii_lowercase()).collect();
    names.sort();
    names
}

fn same(seen: &Value, honest: &[String], string: &str) {
    assert_eq!(names(seen), honest, "{string:?}");
    assert_eq!(seen["rcpt_tos"], serde_json::json!(["anna@example.com"]), "{string:?}");
    assert_eq!(seen["mail_from"], "orders@shop.example", "{string:?}");
    assert_eq!(seen["to"], serde_json::json!(["anna@example.com"]), "{string:?}");
    let from = seen["from"].as_array().unwrap();
    assert!(from.len() == 1 && from[0][1] == "orders@shop.example", "{string:?}: {from:?}");
    let subject = header(seen, "Subject");
    assert!(subject.len() == 1 && !subject[0].contains(['\r', '\n']), "{string:?}: {subject:?}");
    assert_eq!(seen["structure"].as_array().unwrap().len(), 5, "{string:?}");
}
