//! Every error at every point: what the caller is told, whether it was asked to write down that the text goes
//! out, and what the server really got.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use waymark::domain::clock::Millis;
use waymark::mail::{MailError, Mailbox, OutgoingMail, SmtpServer, SmtpTransport, Transport as _};

use super::scripted::{At, Deed, Scripted};

/// Longer than anything but a stall takes.
const LONG: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(400);

pub fn mail(nth: usize) -> OutgoingMail {
    OutgoingMail {
        message_id: format!("{nth}@shop.example"),
        to: "anna@example.com".into(),
        subject: format!("Mail {nth}"),
        text: "Your top is in the kiln.\n.\nA dot stood alone.".into(),
        at: Millis(1_795_435_200_000),
        ..OutgoingMail::default()
    }
}

pub fn transport(port: u16, tls: &str) -> SmtpTransport {
    let server = SmtpServer::parse(&format!("smtp://127.0.0.1:{port}?tls={tls}")).unwrap();
    let sender = Mailbox { name: "Fjord & Fir".into(), address: "orders@shop.example".into() };
    SmtpTransport::new(server, sender, None).unwrap().with_patience(LONG, LONG)
}

/// What came of a mail, in a word, and whether the caller was told that the text goes out.
async fn send(transport: &SmtpTransport, nth: usize, held: bool) -> (String, bool) {
    let told = Arc::new(AtomicBool::new(false));
    let shared = Arc::clone(&told);
    let about_to = move || {
        shared.store(true, Ordering::Relaxed);
        Box::pin(async move { held }) as std::pin::Pin<Box<dyn Future<Output = bool> + Send>>
    };
    let answer = transport.send(&mail(nth), Box::new(about_to)).await;
    let said = format!("{answer:?}");
    assert!(!said.contains("anna@") && !said.contains("orders@"), "an address in {said}");
    let word = match answer {
        Ok(_) => "taken".to_owned(),
        Err(MailError::NotReached(_)) => "not reached".to_owned(),
        Err(MailError::Deferred { code, .. }) => format!("deferred {code}"),
        Err(MailError::Refused { code, recipient: true, .. }) => format!("refused {code} recipient"),
        Err(MailError::Refused { code, .. }) => format!("refused {code}"),
        Err(MailError::AnswerLost(_)) => "answer lost".to_owned(),
        Err(MailError::Withdrawn) => "withdrawn".to_owned(),
        Err(other) => panic!("{other:?}"),
    };
    (word, told.load(Ordering::Relaxed))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_at_every_point() {
    use At::{Data, From, Greeting, Hello, Text, To};
    use Deed::{HangUp, Say};
    // Point, deed, what comes of it; the text has gone out only after 354.
    let table: [(At, Deed, &str); 30] = [
        (Greeting, Say("421 too busy"), "not reached"),
        (Greeting, Say("554 go away"), "not reached"),
        (Greeting, Say("what?"), "not reached"),
        (Greeting, HangUp, "not reached"),
        (Hello, Say("501 who?"), "not reached"),
        (Hello, HangUp, "not reached"),
        (From, Say("451 4.3.0 later, <orders@shop.example>"), "deferred 451"),
        (From, Say("550 5.7.1 not as <orders@shop.example>"), "refused 550"),
        (From, Say("530 5.7.0 sign in first"), "not reached"),
        (From, Say("421 closing"), "not reached"),
        (From, HangUp, "not reached"),
        (To, Say("450 4.2.0 <anna@example.com> greylisted"), "deferred 450"),
        (To, Say("452 4.5.3 too many"), "deferred 452"),
        (To, Say("550 5.1.1 <anna@example.com>: nobody here"), "refused 550 recipient"),
        (To, Say("550 no such user anna@example.com"), "refused 550 recipient"),
        (To, Say("553 5.1.3 odd address"), "refused 553 recipient"),
        (To, Say("554 5.7.1 relaying denied"), "refused 554"),
        (To, Say("552 5.2.2 mailbox full"), "refused 552"),
        (To, HangUp, "not reached"),
        (Data, Say("451 4.3.0 later"), "deferred 451"),
        (Data, Say("554 5.5.1 no valid recipients"), "refused 554"),
        (Data, Say("250 what text?"), "not reached"),
        (Data, HangUp, "not reached"),
        (Text, Say("451 4.3.0 disk full"), "deferred 451"),
        (Text, Say("421 closing"), "deferred 421"),
        (Text, Say("550 5.7.1 spam from orders@shop.example"), "refused 550"),
        (Text, Say("554-5.7.1 two\r\n554 5.7.1 lines"), "refused 554"),
        (Text, Say("what?"), "answer lost"),
        (Text, HangUp, "answer lost"),
        (Text, Say("250 2.0.0 Ok: queued as 12"), "taken"),
    ];
    for (at, deed, expected) in table {
        let server = Scripted::start(vec![vec![(at, deed)]]).await;
        let (word, told) = send(&transport(server.port, "none"), 1, true).await;
        assert_eq!(word, expected, "{at:?} {deed:?}");
        assert_eq!(told, at == Text, "{at:?} {deed:?}: told before the text went out");
        assert_eq!(server.texts(), usize::from(at == Text), "{at:?} {deed:?}: texts at the server");
        assert_eq!(server.connections(), 1, "{at:?} {deed:?}: a fresh connection is not tried twice");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_says_nothing_does_not_hold_us() {
    for at in [At::Greeting, At::Hello, At::From, At::To, At::Data] {
        let server = Scripted::start(vec![vec![(at, Deed::Stall)]]).await;
        let transport = transport(server.port, "none").with_patience(SHORT, LONG);
        assert_eq!(send(&transport, 1, true).await, ("not reached".to_owned(), false), "{at:?}");
        assert_eq!(server.texts(), 0);
    }
    let server = Scripted::start(vec![vec![(At::Text, Deed::Stall)]]).await;
    let transport = transport(server.port, "none").with_patience(LONG, SHORT);
    assert_eq!(send(&transport, 1, true).await, ("answer lost".to_owned(), true));
    assert_eq!(server.texts(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_goes_out_for_a_message_that_another_took_over() {
    let server = Scripted::start(Vec::new()).await;
    let transport = transport(server.port, "none");
    assert_eq!(send(&transport, 1, false).await, ("withdrawn".to_owned(), true));
    assert_eq!(send(&transport, 2, true).await.0, "taken");
    let texts = server.seen.lock().unwrap().texts.join("");
    assert!(!texts.contains("Mail 1") && texts.contains("Mail 2"), "{texts}");
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_share_a_connection_while_it_lives() {
    let server = Scripted::start(Vec::new()).await;
    let transport = transport(server.port, "none");
    for nth in 1..=5 {
        assert_eq!(send(&transport, nth, true).await.0, "taken");
    }
    assert_eq!((server.texts(), server.connections()), (5, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_connection_that_died_is_replaced_before_the_text_and_never_after() {
    use Deed::{HangUp, Say};
    // Died while nobody looked; died after it said it was alive; died with the text.
    let died = [
        (At::Between, HangUp, "taken", 2),
        (At::Between, Say("421 idle"), "taken", 2),
        (At::SecondFrom, HangUp, "taken", 2),
        (At::SecondFrom, Say("421 enough"), "taken", 2),
        (At::SecondFrom, Say("451 later"), "deferred 451", 1),
        (At::SecondText, HangUp, "answer lost", 1),
    ];
    for (at, deed, expected, connections) in died {
        let server = Scripted::start(vec![vec![(at, deed)]]).await;
        let transport = transport(server.port, "none");
        assert_eq!(send(&transport, 1, true).await.0, "taken");
        assert_eq!(send(&transport, 2, true).await.0, expected, "{at:?} {deed:?}");
        assert_eq!(server.connections(), connections, "{at:?} {deed:?}");
        let copies = server.seen.lock().unwrap().texts.iter().filter(|text| text.contains("Mail 2")).count();
        assert_eq!(copies, usize::from(!expected.starts_with("deferred")), "{at:?} {deed:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_tls_is_required_nothing_goes_without_it() {
    let server = Scripted::start(Vec::new()).await;
    assert_eq!(send(&transport(server.port, "required"), 1, true).await.0, "not reached");
    assert_eq!(server.texts(), 0);
    assert_eq!(send(&transport(server.port, "opportunistic"), 1, true).await.0, "taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_listens() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let transport = transport(port, "none");
    assert_eq!(send(&transport, 1, true).await, ("not reached".to_owned(), false));
    assert!(transport.probe().await.is_err());
}
