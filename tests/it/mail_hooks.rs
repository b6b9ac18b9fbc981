//! What mail providers tell afterwards: proved, carried out once, and nothing else. Bodies have the shapes of the
//! providers' public documentation; signatures are made apart from the product's own check.

use std::sync::LazyLock;

use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use axum::body::Body;
use axum::http::Request;
use data_encoding::{BASE64, HEXLOWER};
use hmac::digest::KeyInit;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use waymark::domain::account::Role;
use waymark::domain::audit::Audited;
use waymark::domain::clock::Clock as _;
use waymark::domain::ids::{MessageId, OrderId, ShopId};
use waymark::domain::mail_hook::{MailProvider, ReturnKind};
use waymark::domain::message::{Message, MessageKind, MessageState, Suppression};
use waymark::domain::shop::Shop;

use crate::support::app::TestApp;

const SHOPPER: &str = "shopper@example.com";
const PASSWORD: &str = "drawn-by-us";
const SIGNING_KEY: &str = "0123456789abcdef0123456789abcdef";

/// SendGrid's pair of keys.
static PAIR: LazyLock<EcdsaKeyPair> =
    LazyLock::new(|| EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap());

fn verification_key() -> String {
    let key: PublicKeyX509Der<'_> = PAIR.public_key().as_der().unwrap();
    BASE64.encode(key.as_ref())
}

/// A shop that believes all three, with an order and a message that was sent.
struct Site {
    app: TestApp,
    order: OrderId,
    message: MessageId,
}

impl Site {
    async fn set() -> Self {
        let app = TestApp::start().await;
        app.import(&json!({"id": 1, "name": "#1001", "email": SHOPPER, "created_at": "2026-11-20T10:00:00Z",
            "updated_at": "2026-11-20T10:00:00Z", "line_items": []}))
            .await;
        let order = app.services.order_by_name(&app.shop, "1001").await.unwrap().unwrap();
        for (provider, secret) in [
            (MailProvider::Postmark, PASSWORD.to_owned()),
            (MailProvider::SendGrid, verification_key()),
            (MailProvider::Mailgun, SIGNING_KEY.to_owned()),
        ] {
            believe(&app, &app.shop, provider, &secret).await;
        }
        let site = Self { message: MessageId(uuid::Uuid::nil()), order, app };
        let message = site.send().await;
        Self { message, ..site }
    }

    /// Sends a message about the order.
    async fn send(&self) -> MessageId {
        let app = &self.app;
        let message = Message {
            language: "en".into(),
            to: SHOPPER.into(),
            subject: "The oak is oiled".into(),
            body: "It is oiled.".into(),
            ..Message::waiting(
                MessageId::new(app.clock.now(), &*app.services.chance),
                self.order,
                MessageKind::CommentAdded,
                app.clock.now(),
            )
        };
        app.services.store.shop(app.shop.id).enqueue(&message, &*app.services.chance).await.unwrap();
        app.mails().await;
        message.id
    }

    fn message_id(&self) -> String {
        format!("{}@shop.test", self.message)
    }

    async fn told(&self, message: MessageId) -> Message {
        let store = self.app.services.store.shop(self.app.shop.id);
        store.message_as_sent(self.order, message).await.unwrap().unwrap()
    }

    /// What became of the message, with the provider's words.
    async fn returned(&self) -> Option<(ReturnKind, String)> {
        self.told(self.message).await.returned.map(|told| (told.kind, told.words))
    }

    async fn suppressed(&self) -> bool {
        let store = self.app.services.store.shop(self.app.shop.id);
        store.suppressions_of(SHOPPER).await.unwrap() == [Suppression::Bounced]
    }

    async fn post(&self, provider: MailProvider, news: &News) -> u16 {
        self.knock("shop", provider.word(), &news.headers, news.body.clone()).await
    }

    async fn knock(&self, shop: &str, provider: &str, headers: &[(&str, String)], body: Vec<u8>) -> u16 {
        let mut request = Request::post(format!("/hooks/mail/{shop}/{provider}"));
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        self.app.send(request.body(Body::from(body)).unwrap()).await.status.as_u16()
    }
}

async fn believe(app: &TestApp, shop: &Shop, provider: MailProvider, secret: &str) {
    let what = Audited { action: "mail_hook.on".into(), ..Audited::default() };
    let (store, now) = (app.services.store.shop(shop.id), app.clock.now());
    store.set_mail_hook(provider, secret, ("Owner", &what), now, &*app.services.chance).await.unwrap();
}

/// A delivery as a provider makes it.
struct News {
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

fn postmark(body: &Value) -> News {
    let signed_in = BASE64.encode(format!("waymark:{PASSWORD}").as_bytes());
    News { headers: vec![("authorization", format!("Basic {signed_in}"))], body: body.to_string().into() }
}

fn sendgrid_raw(body: Vec<u8>, seconds: i64) -> News {
    let signed = [seconds.to_string().as_bytes(), &body].concat();
    let signature = PAIR.sign(&SystemRandom::new(), &signed).unwrap();
    let headers = vec![
        ("x-twilio-email-event-webhook-signature", BASE64.encode(signature.as_ref())),
        ("x-twilio-email-event-webhook-timestamp", seconds.to_string()),
    ];
    News { headers, body }
}

fn sendgrid(app: &TestApp, events: &Value) -> News {
    sendgrid_raw(events.to_string().into(), app.clock.now().0 / 1_000)
}

fn mailgun_at(key: &str, seconds: i64, token: &str, event: &Value) -> News {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(format!("{seconds}{token}").as_bytes());
    let signature = HEXLOWER.encode(&mac.finalize().into_bytes());
    let body = json!({
        "signature": {"timestamp": seconds.to_string(), "token": token, "signature": signature},
        "event-data": event,
    });
    News { headers: Vec::new(), body: body.to_string().into() }
}

fn mailgun(app: &TestApp, token: &str, event: &Value) -> News {
    mailgun_at(SIGNING_KEY, app.clock.now().0 / 1_000, token, event)
}

fn postmark_event(record: &str, kind: &str, id: i64, message: &str) -> Value {
    json!({
        "RecordType": record, "MessageStream": "outbound", "ID": id, "Type": kind, "TypeCode": 1, "Name": "Hard bounce",
        "MessageID": "2706ee8a-737c-4285-b032-ccd317af53ed", "Metadata": {"waymark": message}, "ServerID": 23,
        "Description": "The server was unable to deliver your message (ex: unknown user, mailbox not found).",
        "Details": "smtp;550 5.1.1 <shopper@example.com> does not exist.", "Email": SHOPPER,
        "From": "sender@example.com", "BouncedAt": "2026-11-23T16:28:50.3963933-04:00", "DumpAvailable": true,
        "Inactive": true, "CanActivate": true, "Subject": "The oak is oiled", "Content": "…",
    })
}

fn sendgrid_event(event: &str, kind: &str, reason: &str, id: &str, message: &str) -> Value {
    json!({
        "email": SHOPPER, "timestamp": 1_461_095_250, "ip": "167.89.17.173", "status": "5.1.1", "tls": 1,
        "smtp-id": format!("<{message}>"), "sg_event_id": id, "reason": reason, "event": event, "type": kind,
        "sg_message_id": "Lli-03HcQ5-JLybO9fXsJg.filter0077p1las1.21536.5717FC482.0",
    })
}

fn mailgun_event(event: &str, severity: &str, reason: &str, message: &str) -> Value {
    json!({
        "event": event, "severity": severity, "reason": reason, "recipient": SHOPPER, "timestamp": 1_534_110_422.389_832,
        "id": "hTWCTD81RtiDN-", "log-level": "error",
        "message": {"headers": {"to": SHOPPER, "message-id": message, "from": "Test Sender "}, "size": 809},
        "delivery-status": {"tls": true, "mx-host": "aspmx.l.example.org", "attempt-no": 1, "description": "", "code": 550,
            "message": "5.1.1 The email account that you tried to reach does not exist. Please try\n5.1.1 double-checking"},
    })
}

#[tokio::test]
async fn a_hard_bounce_ends_the_address_and_marks_the_message_once() {
    for provider in MailProvider::ALL {
        let site = Site::set().await;
        let id = site.message_id();
        let news = match provider {
            MailProvider::Postmark => {
                postmark(&postmark_event("Bounce", "HardBounce", 42, &site.message.to_string()))
            }
            MailProvider::SendGrid => sendgrid(
                &site.app,
                &json!([sendgrid_event("bounce", "bounce", "550 5.1.1 no such user", "a", &id)]),
            ),
            MailProvider::Mailgun => {
                mailgun(&site.app, "t1", &mailgun_event("failed", "permanent", "bounce", &id))
            }
        };
        assert_eq!(site.post(provider, &news).await, 200, "{provider:?}");
        let (kind, words) = site.returned().await.expect("the message is marked");
        assert_eq!(kind, ReturnKind::Bounced, "{provider:?}");
        assert!(words.contains("5.1.1") && !words.contains('@'), "{provider:?}: {words}");
        assert!(site.suppressed().await, "{provider:?}");
        // The next message is held back, and the order's page says both.
        let next = site.send().await;
        assert_eq!(site.told(next).await.state, MessageState::Withheld, "{provider:?}");
        let cookie = site.app.sign_in("staff", Role::Staff).await;
        let page = site.app.get_as(&cookie, &format!("/admin/shop/orders/{}", site.order)).await.text();
        assert!(page.contains("Came back: nobody reads mail at this address"), "{provider:?}");
        assert!(page.contains("The mail provider says: ") && page.contains("5.1.1"), "{provider:?}");
        // Somebody corrects it; the same news again changes nothing.
        let store = site.app.services.store.shop(site.app.shop.id);
        store.unsuppress(SHOPPER, Suppression::Bounced).await.unwrap();
        assert_eq!(site.post(provider, &news).await, 200, "{provider:?}: told again");
        assert!(!site.suppressed().await, "{provider:?}: once");
    }
}

#[tokio::test]
async fn a_complaint_ends_the_address_too() {
    for provider in MailProvider::ALL {
        let site = Site::set().await;
        let id = site.message_id();
        let news = match provider {
            MailProvider::Postmark => {
                postmark(&postmark_event("SpamComplaint", "SpamComplaint", 42, &site.message.to_string()))
            }
            MailProvider::SendGrid => {
                sendgrid(&site.app, &json!([sendgrid_event("spamreport", "", "", "a", &id)]))
            }
            MailProvider::Mailgun => mailgun(&site.app, "t1", &mailgun_event("complained", "", "", &id)),
        };
        assert_eq!(site.post(provider, &news).await, 200);
        assert_eq!(site.returned().await.map(|(kind, _)| kind), Some(ReturnKind::Complained), "{provider:?}");
        assert!(site.suppressed().await, "{provider:?}");
    }
}

#[tokio::test]
async fn what_is_only_late_is_noted_and_what_is_something_else_is_left_alone() {
    let late = |site: &Site| {
        let (app, id) = (&site.app, site.message_id());
        vec![
            (
                MailProvider::Postmark,
                postmark(&postmark_event("Bounce", "SoftBounce", 1, &site.message.to_string())),
            ),
            (
                MailProvider::Postmark,
                postmark(&postmark_event("Bounce", "Transient", 2, &site.message.to_string())),
            ),
            (
                MailProvider::SendGrid,
                sendgrid(app, &json!([sendgrid_event("deferred", "", "400 later", "a", &id)])),
            ),
            (
                MailProvider::SendGrid,
                sendgrid(app, &json!([sendgrid_event("bounce", "blocked", "554 policy", "b", &id)])),
            ),
            (
                MailProvider::Mailgun,
                mailgun(app, "t1", &mailgun_event("failed", "temporary", "generic", &id)),
            ),
        ]
    };
    for nth in 0..5 {
        let site = Site::set().await;
        let (provider, news) = late(&site).swap_remove(nth);
        assert_eq!(site.post(provider, &news).await, 200);
        assert_eq!(
            site.returned().await.map(|(kind, _)| kind),
            Some(ReturnKind::Delayed),
            "{provider:?} {nth}"
        );
        assert!(!site.suppressed().await, "{provider:?} {nth}");
    }
    let site = Site::set().await;
    let (app, id) = (&site.app, site.message_id());
    let others = [
        (MailProvider::Postmark, postmark(&postmark_event("Delivery", "", 1, ""))),
        (MailProvider::Postmark, postmark(&postmark_event("Bounce", "AutoResponder", 2, ""))),
        (
            MailProvider::Postmark,
            postmark(&json!({"RecordType": "SubscriptionChange", "Recipient": SHOPPER,
            "SuppressSending": true, "SuppressionReason": "ManualSuppression", "ChangedAt": "2026-11-23T17:17:32Z"})),
        ),
        (MailProvider::Postmark, postmark(&json!({"RecordType": "Of tomorrow"}))),
        (
            MailProvider::SendGrid,
            sendgrid(app, &json!([sendgrid_event("open", "", "", "a", &id), {"event": "of tomorrow"}, 7])),
        ),
        (MailProvider::SendGrid, sendgrid(app, &json!([]))),
        (MailProvider::Mailgun, mailgun(app, "t1", &mailgun_event("delivered", "", "", &id))),
        (MailProvider::Mailgun, mailgun(app, "t2", &json!({}))),
    ];
    for (provider, news) in others {
        assert_eq!(site.post(provider, &news).await, 200, "{}", String::from_utf8_lossy(&news.body));
        assert_eq!((site.returned().await, site.suppressed().await), (None, false));
    }
    // Late after it came back: it stays what came back.
    let bounce = sendgrid(
        app,
        &json!([
            sendgrid_event("bounce", "bounce", "550 gone", "x", &id),
            sendgrid_event("deferred", "", "later", "y", &id)
        ]),
    );
    assert_eq!(site.post(MailProvider::SendGrid, &bounce).await, 200);
    assert_eq!(site.returned().await, Some((ReturnKind::Bounced, "550 gone".to_owned())));
}

#[tokio::test]
async fn what_is_not_proved_changes_nothing() {
    let site = Site::set().await;
    let (app, id, now) = (&site.app, site.message_id(), site.app.clock.now().0 / 1_000);
    let event = postmark_event("Bounce", "HardBounce", 42, &site.message.to_string());
    let basic = |text: &str| format!("Basic {}", BASE64.encode(text.as_bytes()));
    let good = basic(&format!("waymark:{PASSWORD}"));
    for headers in [
        vec![],
        vec![("authorization", basic("waymark:wrong"))],
        vec![("authorization", basic(&format!("other:{PASSWORD}")))],
        vec![("authorization", basic("waymark:"))],
        vec![("authorization", format!("Bearer {PASSWORD}"))],
        vec![("authorization", "Basic %%%".to_owned())],
        vec![("authorization", good.clone()), ("authorization", good.clone())],
    ] {
        let body = event.to_string().into_bytes();
        assert_eq!(site.knock("shop", "postmark", &headers, body).await, 401, "{headers:?}");
    }
    let events = json!([sendgrid_event("bounce", "bounce", "550 gone", "a", &id)]);
    let signed = sendgrid(app, &events);
    let changed = News { body: b"[]".to_vec(), headers: signed.headers.clone() };
    let unsigned = News { body: signed.body.clone(), headers: Vec::new() };
    let moved = News {
        headers: vec![
            signed.headers[0].clone(),
            ("x-twilio-email-event-webhook-timestamp", (now + 1).to_string()),
        ],
        body: signed.body.clone(),
    };
    let old = sendgrid_raw(events.to_string().into(), now - 37 * 3_600);
    let ahead = sendgrid_raw(events.to_string().into(), now + 3_600);
    for news in [changed, unsigned, moved, old, ahead] {
        assert_eq!(site.post(MailProvider::SendGrid, &news).await, 401);
    }
    let event = mailgun_event("failed", "permanent", "bounce", &id);
    let other_key = mailgun_at("fedcba9876543210fedcba9876543210", now, "t1", &event);
    let old = mailgun_at(SIGNING_KEY, now - 37 * 3_600, "t1", &event);
    let no_json = News { headers: Vec::new(), body: b"signature=x".to_vec() };
    let no_signature = News { headers: Vec::new(), body: json!({"event-data": event}).to_string().into() };
    for news in [other_key, old, no_json, no_signature] {
        assert_eq!(site.post(MailProvider::Mailgun, &news).await, 401);
    }
    // A provider, a shop, that nobody here knows.
    let news = postmark(&postmark_event("Bounce", "HardBounce", 42, ""));
    for (shop, provider) in [("shop", "nobody"), ("elsewhere", "postmark"), ("shop", "Postmark")] {
        assert_eq!(
            site.knock(shop, provider, &news.headers, news.body.clone()).await,
            401,
            "{shop} {provider}"
        );
    }
    assert_eq!((site.returned().await, site.suppressed().await), (None, false));
}

#[tokio::test]
async fn mailguns_signature_counts_once_whatever_event_is_put_beside_it() {
    let site = Site::set().await;
    let (now, id) = (site.app.clock.now().0 / 1_000, site.message_id());
    let harmless =
        mailgun_at(SIGNING_KEY, now, "1token", &mailgun_event("failed", "temporary", "generic", &id));
    assert_eq!(site.post(MailProvider::Mailgun, &harmless).await, 200);
    // Heard on the way: the same signature, in capitals and as it was, with another event.
    let mut forged: Value = serde_json::from_slice(&harmless.body).unwrap();
    forged["event-data"] = mailgun_event("failed", "permanent", "bounce", &id);
    for signature in [
        forged["signature"]["signature"].as_str().unwrap().to_owned(),
        forged["signature"]["signature"].as_str().unwrap().to_uppercase(),
    ] {
        forged["signature"]["signature"] = json!(signature);
        let news = News { headers: Vec::new(), body: forged.to_string().into() };
        assert_eq!(site.post(MailProvider::Mailgun, &news).await, 200);
    }
    // And cut elsewhere between time and token.
    forged["signature"]["timestamp"] = json!(format!("{now}1"));
    forged["signature"]["token"] = json!("token");
    let news = News { headers: Vec::new(), body: forged.to_string().into() };
    assert_eq!(site.post(MailProvider::Mailgun, &news).await, 401);
    assert!(!site.suppressed().await);
    assert_eq!(site.returned().await.map(|(kind, _)| kind), Some(ReturnKind::Delayed));
}

#[tokio::test]
async fn one_shop_cannot_tell_of_anothers_messages() {
    let site = Site::set().await;
    let app = &site.app;
    let id = ShopId::new(app.clock.now(), &*app.services.chance);
    let other = Shop { id, handle: "other".into(), domain: "other.myshopify.com".into(), ..app.shop.clone() };
    app.services.store.save_shop(&other).await.unwrap();
    let news = postmark(&postmark_event("Bounce", "HardBounce", 42, &site.message.to_string()));
    assert_eq!(
        site.knock("other", "postmark", &news.headers, news.body.clone()).await,
        401,
        "not set up there"
    );
    believe(app, &other, MailProvider::Postmark, PASSWORD).await;
    assert_eq!(site.knock("other", "postmark", &news.headers, news.body.clone()).await, 200);
    let elsewhere = app.services.store.shop(other.id);
    assert!(
        elsewhere.suppressions_of(SHOPPER).await.unwrap().is_empty(),
        "nor does it end the address there"
    );
    assert_eq!((site.returned().await, site.suppressed().await), (None, false));
    // Of a mail that is nobody's here, the address is known to be dead for the shop that is told.
    let unknown = postmark(&postmark_event("Bounce", "BadEmailAddress", 43, ""));
    assert_eq!(site.knock("other", "postmark", &unknown.headers, unknown.body).await, 200);
    assert_eq!(elsewhere.suppressions_of(SHOPPER).await.unwrap(), [Suppression::Bounced]);
    assert!(!site.suppressed().await);
}

#[tokio::test]
async fn odd_bodies_are_turned_away() {
    let site = Site::set().await;
    let now = site.app.clock.now().0 / 1_000;
    let signed_in = postmark(&Value::Null).headers;
    for body in ["", "null", "[1]", "{", "\u{0}"] {
        assert_eq!(site.knock("shop", "postmark", &signed_in, body.into()).await, 400, "{body:?}");
        assert_eq!(
            site.post(MailProvider::SendGrid, &sendgrid_raw(body.into(), now)).await,
            if body == "[1]" { 200 } else { 400 },
            "{body:?}"
        );
        assert_eq!(site.knock("shop", "mailgun", &[], body.into()).await, 401, "{body:?}");
    }
    assert_eq!(site.post(MailProvider::Mailgun, &mailgun(&site.app, "t", &json!("text"))).await, 400);
    let deep = "[".repeat(100_000);
    assert_eq!(site.post(MailProvider::SendGrid, &sendgrid_raw(deep.into(), now)).await, 400);
    let huge = vec![b' '; 1024 * 1024 + 1];
    for provider in MailProvider::ALL {
        assert_eq!(site.knock("shop", provider.word(), &signed_in, huge.clone()).await, 413, "{provider:?}");
        // Where nobody believes it, none of it is read.
        assert_eq!(site.knock("elsewhere", provider.word(), &signed_in, huge.clone()).await, 401);
    }
    // Of Mailgun's document the signature is read first, and the rest when that is right.
    let whole = mailgun(&site.app, "t2", &json!("EVENT"));
    let nested = format!("{}{}", "[".repeat(300), "]".repeat(300));
    let deep = String::from_utf8(whole.body).unwrap().replace("\"EVENT\"", &nested);
    assert_eq!(site.knock("shop", "mailgun", &[], deep.clone().into()).await, 400);
    let unsigned = deep.replace("\"token\":\"t2\"", "\"token\":\"t3\"");
    assert_eq!(site.knock("shop", "mailgun", &[], unsigned.into()).await, 401);
    // Addresses that are none, and ids that are none, harm nobody.
    let mut odd = postmark_event("Bounce", "HardBounce", 1, "not an id");
    odd["Email"] = json!("nobody");
    assert_eq!(site.post(MailProvider::Postmark, &postmark(&odd)).await, 200);
    assert!(!site.suppressed().await);
}

#[tokio::test]
async fn a_delivery_has_so_many_events_as_providers_send_at_once() {
    let site = Site::set().await;
    let events = |count: usize| -> Value {
        (0..count).map(|nth| sendgrid_event("bounce", "bounce", "550", &nth.to_string(), "")).collect()
    };
    let many = sendgrid(&site.app, &events(2_001));
    assert_eq!(site.post(MailProvider::SendGrid, &many).await, 400);
    assert!(!site.suppressed().await, "nothing of it is carried out");
    assert_eq!(site.post(MailProvider::SendGrid, &sendgrid(&site.app, &events(250))).await, 200);
    assert!(site.suppressed().await);
}

#[tokio::test]
async fn a_database_that_does_not_commit_is_told_again() {
    let site = Site::set().await;
    let news = postmark(&postmark_event("Bounce", "HardBounce", 42, ""));
    site.app.services.store.close().await;
    assert_eq!(site.post(MailProvider::Postmark, &news).await, 503);
}
