//! What a shopper does about mails on the order's page: correcting the address by a code, asking for reports,
//! reading what was sent. A link alone is never enough for the first.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::json;

use waymark::domain::clock::Millis;
use waymark::domain::ids::{LinkId, OrderId};
use waymark::domain::level::Level;
use waymark::domain::link::{Link, Purpose, Token};
use waymark::domain::mail_settings::{Consent, MailSettings};
use waymark::domain::message::{MessageState, Suppression};
use waymark::domain::shop::ShopSettings;
use waymark::domain::status::{Status, StatusWords};
use waymark::mail::OutgoingMail;
use waymark::services::change_order::MerchantChange;

use crate::support::app::{Answer, NOON, TestApp};

const OLD: &str = "shopper@example.com";

struct Visit {
    app: TestApp,
    order: OrderId,
    link: String,
    cookie: String,
}

impl Visit {
    async fn begin() -> Self {
        Self::begin_with(ShopSettings::default()).await
    }

    async fn begin_with(settings: ShopSettings) -> Self {
        let app = TestApp::start_with(settings).await;
        app.import(&json!({"id": 1, "name": "#1001", "email": OLD, "customer": {"first_name": "Canaryname"},
            "created_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-20T10:00:00Z", "line_items": []}))
            .await;
        let order = app.services.order_by_name(&app.shop, "1001").await.unwrap().unwrap();
        let link = app.link("1001").await;
        Self { app, order, link, cookie: String::new() }
    }

    /// Enters a code that went to the order's own address.
    async fn prove(&mut self) {
        let asked = self.app.post(&format!("{}/code", self.link), "").await;
        self.cookie = asked.header("set-cookie").split(';').next().unwrap().to_owned();
        let mails = self.app.mails().await;
        let code = code_in(mails.iter().rfind(|mail| mail.to == OLD).unwrap());
        let right = self.post("/code/check", &format!("code={code}")).await;
        assert_eq!(right.status, StatusCode::SEE_OTHER, "{}", right.text());
    }

    async fn get(&self, tail: &str) -> Answer {
        let request = Request::get(format!("{}{tail}", self.link)).header("cookie", &self.cookie);
        self.app.send(request.body(Body::empty()).unwrap()).await
    }

    async fn post(&self, tail: &str, form: &str) -> Answer {
        self.app.post_with(&format!("{}{tail}", self.link), form, &[("cookie", &self.cookie)]).await
    }

    /// Types a new address; where the answer leads.
    async fn type_address(&self, address: &str) -> String {
        let form = form_urlencoded::Serializer::new(String::new()).append_pair("address", address).finish();
        let answer = self.post("/address", &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        answer.header("location").to_owned()
    }

    async fn status(&self, handle: &str) -> Status {
        let mut status = self.app.services.new_status(&self.app.shop, handle).await.unwrap();
        status.public = StatusWords { name: format!("Public {handle}"), text: None };
        status.visible = true;
        self.app.services.save_status(&self.app.shop, &status).await.unwrap();
        status
    }

    async fn step(&self, status: &Status) {
        let change =
            MerchantChange { status: Some(status.clone()), message: true, ..MerchantChange::default() };
        self.app.services.change_order(&self.app.shop, self.order, &change).await.unwrap();
    }

    fn at(&self, seconds: i64) {
        self.app.clock.set(Millis(NOON.0 + seconds * 1_000));
    }

    async fn sent_to(&self) -> Vec<String> {
        self.app.mails().await.into_iter().map(|mail| mail.to).collect()
    }
}

fn code_in(mail: &OutgoingMail) -> String {
    let is_code = |word: &&str| word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit());
    mail.subject.split_whitespace().find(is_code).expect("the subject holds the code").to_owned()
}

#[tokio::test]
async fn a_code_to_the_new_address_corrects_it_and_waiting_messages_follow() {
    let mut visit = Visit::begin().await;
    visit.prove().await;
    assert!(visit.get("?lang=en").await.text().contains("Correct the e-mail address"));
    let oak = visit.status("oak").await;
    visit.step(&oak).await;
    let to = visit.type_address(" Right@example.org ").await;
    assert!(!to.to_lowercase().contains("right"), "no address in an address");
    let page = visit.get("/address?lang=en").await.text();
    assert!(page.contains("R…@e….org") && page.contains("s…@e….com") && !page.contains("Right@"));
    let mail = visit.app.mails().await.pop().unwrap();
    assert_eq!(mail.to, "Right@example.org");
    for secret in ["Canaryname", OLD, "/o/", "Public oak"] {
        assert!(!mail.text.contains(secret) && !mail.html.contains(secret), "a stranger reads {secret}");
    }
    assert!(mail.text.contains("http://shop.test/find"));
    let code = code_in(&mail);
    let wrong = if code == "00000000" { "00000001" } else { "00000000" };
    let again = visit.post("/address/check?lang=en", &format!("code={wrong}")).await;
    assert!(again.text().contains("4 more tries"));
    let right = visit.post("/address/check", &format!("code={code}")).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER);
    let done = visit.app.get_as(&visit.cookie, right.header("location")).await.text();
    assert!(done.contains("R…@e….org") && done.contains("role=\"status\""));
    visit.at(100);
    assert_eq!(visit.sent_to().await.last().unwrap(), "Right@example.org");
    let used = visit.post("/address/check?lang=en", &format!("code={code}")).await;
    assert!(used.text().contains("no longer works"));
    // Staff see it beside the order, and owners in the log.
    let staff = visit.app.sign_in("owner", waymark::domain::account::Role::Owner).await;
    let desk = visit.app.get_as(&staff, &format!("/admin/shop/orders/{}", visit.order)).await.text();
    assert!(desk.contains("Right@example.org (corrected by The shopper"), "{desk}");
    let log = visit.app.get_as(&staff, "/admin/shop/settings/audit").await.text();
    assert!(log.contains("Corrected the address of messages") && log.contains("The shopper"));
    assert!(!log.contains("example.org"), "the log outlives the order");
    // Codes for full level still prove the address that Shopify tells.
    visit.app.post(&format!("{}/code", visit.link), "").await;
    assert_eq!(visit.sent_to().await.last().unwrap(), OLD);
}

#[tokio::test]
async fn a_link_is_not_enough_however_much_it_shows() {
    let settings = ShopSettings { fresh_level: Level::Full, ..ShopSettings::default() };
    let visit = Visit::begin_with(settings).await;
    let store = visit.app.services.store.shop(visit.app.shop.id);
    for purpose in [Purpose::Mail, Purpose::Merchant, Purpose::Lookup] {
        let token = Token::draw(&*visit.app.services.chance);
        let link = Link {
            id: LinkId::new(NOON, &*visit.app.services.chance),
            order: visit.order,
            purpose,
            level: Level::Full,
            created_at: NOON,
            expires_at: None,
            revoked_at: None,
        };
        store.add_link(&link, &token, &*visit.app.services.chance).await.unwrap();
        let at = format!("/o/{}", token.reveal());
        for (tail, form) in [("/address", "address=thief%40example.org"), ("/address/check", "code=1")] {
            let answer = visit.app.post(&format!("{at}{tail}?lang=en"), form).await;
            assert!(answer.text().contains("Send me a code"), "{purpose:?} {tail}: a code comes first");
        }
        assert!(visit.app.get(&format!("{at}/address?lang=en")).await.text().contains("Send me a code"));
    }
    let shared = visit.app.post(&format!("{}/share", visit.link), "").await;
    assert_eq!(shared.status, StatusCode::SEE_OTHER);
    let page = visit.app.get(&format!("{}/share", visit.link)).await.text();
    let start = page.find("http://shop.test/o/").unwrap() + "http://shop.test".len();
    let share = page[start..start + 3 + 32].to_owned();
    for tail in ["/address", "/address/check", "/updates"] {
        let answer = visit.app.post(&format!("{share}{tail}"), "address=a%40b.example&code=1&want=yes").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{tail}");
    }
    assert!(visit.app.mails().await.is_empty());
}

#[tokio::test]
async fn the_code_works_only_for_who_asked_and_only_for_a_while() {
    let mut visit = Visit::begin().await;
    visit.prove().await;
    let first = visit.cookie.clone();
    visit.type_address("right@example.org").await;
    let code = code_in(visit.app.mails().await.last().unwrap());
    // Another browser that proved itself, too.
    visit.cookie.clear();
    visit.prove().await;
    assert_ne!(visit.cookie, first);
    let page = visit.get("/address?lang=en").await.text();
    assert!(!page.contains("r…@e….org"), "what one types another does not see");
    let elsewhere = visit.post("/address/check?lang=en", &format!("code={code}")).await;
    assert!(elsewhere.text().contains("no longer works"));
    visit.cookie = first;
    // It opens nothing.
    let asked = visit.post("/code/check?lang=en", &format!("code={code}")).await;
    assert!(asked.text().contains("no longer works"));
    visit.at(11 * 60);
    let late = visit.post("/address/check?lang=en", &format!("code={code}")).await;
    assert!(late.text().contains("no longer works"));
    let store = visit.app.services.store.shop(visit.app.shop.id);
    assert_eq!(store.corrected_address(visit.order).await.unwrap(), None);
}

#[tokio::test]
async fn what_is_no_new_address_is_told_beside_the_field_and_kept() {
    let mut visit = Visit::begin().await;
    visit.prove().await;
    for (typed, sentence) in [
        ("nobody", "This is not an e-mail address."),
        ("a b@example.com", "This is not an e-mail address."),
        ("a@example.com,b@example.com", "This is not an e-mail address."),
        ("a@example.com\r\nBcc: b@x.example", "This is not an e-mail address."),
        ("SHOPPER@example.com", "We write there already."),
    ] {
        let form = form_urlencoded::Serializer::new(String::new()).append_pair("address", typed).finish();
        let answer = visit.post("/address?lang=en", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(
            answer.text().contains(sentence) && answer.text().contains("aria-invalid=\"true\""),
            "{typed}"
        );
    }
    let answer = visit.post("/address?lang=en", "address=%22%3E%3Cb%3Ex").await;
    assert!(answer.text().contains("&quot;&gt;&lt;b&gt;x") && !answer.text().contains("<b>x"));
    assert_eq!(visit.app.mails().await.len(), 1, "only the code that proved");
}

#[tokio::test]
async fn a_code_that_ran_out_before_it_could_be_sent_goes_to_nobody() {
    let visit = Visit::begin().await;
    visit.app.post(&format!("{}/code", visit.link), "").await;
    visit.at(10 * 60);
    assert!(visit.app.mails().await.is_empty());
    let store = visit.app.services.store.shop(visit.app.shop.id);
    let code = store.messages_of(visit.order).await.unwrap().remove(0);
    assert_eq!(code.state, MessageState::Canceled);
    assert_eq!(code.answer.as_deref(), Some("the code ran out before it could be sent"));
    // The next one comes.
    visit.app.post(&format!("{}/code", visit.link), "").await;
    visit.at(20 * 60 - 1);
    assert_eq!(visit.app.mails().await.len(), 1);
}

#[tokio::test]
async fn what_the_shop_set_is_changed_by_the_shop_alone() {
    let mut visit = Visit::begin().await;
    visit.prove().await;
    visit.type_address("thief@example.org").await;
    let code = code_in(visit.app.mails().await.last().unwrap());
    // Staff learn that the order's own address is wrong. Its owner still gets the codes for full level.
    let services = &visit.app.services;
    let typed = services.correct_address(&visit.app.shop, "Owner", visit.order, "right@example.org").await;
    assert!(typed.unwrap().is_ok());
    let sent = visit.app.mails().await.len();
    let entered = visit.post("/address/check?lang=en", &format!("code={code}")).await.text();
    assert!(entered.contains("To change it, ask the shop."), "{entered}");
    visit.type_address("thief@example.org").await;
    let page = visit.get("/address?lang=en").await.text();
    assert!(page.contains("To change it, ask the shop.") && !page.contains("name=\"address\""), "{page}");
    assert!(!page.contains("r…@"), "nor is it told where messages go");
    assert_eq!(visit.app.mails().await.len(), sent);
    let store = visit.app.services.store.shop(visit.app.shop.id);
    assert_eq!(store.corrected_address(visit.order).await.unwrap().as_deref(), Some("right@example.org"));
}

#[tokio::test]
async fn guesses_at_the_address_in_force_are_counted() {
    let mut visit = Visit::begin().await;
    visit.prove().await;
    for _ in 0..3 {
        let same = visit.post("/address?lang=en", "address=shopper%40example.com").await;
        assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert!(visit.type_address(OLD).await.contains("many"));
}

#[tokio::test]
async fn nobody_has_many_codes_sent_to_strangers() {
    let mut visit = Visit::begin().await;
    visit.prove().await;
    let mut sent = 0;
    // One order: three an hour, six a day, whoever they go to.
    for hour in 0..4 {
        for number in 0..5 {
            visit.at(hour * 3_600 + number);
            let to = visit.type_address(&format!("stranger-{hour}-{number}@example.org")).await;
            sent += usize::from(!to.contains("many"));
        }
        visit.app.mails().await;
    }
    assert_eq!(sent, 6);
    assert_eq!(visit.app.mails().await.len(), 7);
    assert!(visit.get("/address?lang=en&say=many").await.text().contains("enough codes"));
    // One address: three an hour from any order.
    for number in 2..=6 {
        visit.app
            .import(&json!({"id": number, "name": format!("#100{number}"), "email": OLD,
                "created_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-20T10:00:00Z", "line_items": []}))
            .await;
        visit.link = visit.app.link(&format!("100{number}")).await;
        visit.cookie.clear();
        visit.at(10 * 3_600 + number);
        visit.prove().await;
        let to = visit.type_address("one@example.org").await;
        assert_eq!(to.contains("many"), number > 4, "order {number}");
    }
}

fn opt_in() -> ShopSettings {
    let mail = MailSettings { consent: Consent::OptIn, ..MailSettings::default() };
    ShopSettings { mail, hold_seconds: 0, ..ShopSettings::default() }
}

#[tokio::test]
async fn reports_are_asked_for_and_stopped_on_the_page() {
    let visit = Visit::begin_with(opt_in()).await;
    let (oak, glue, done) =
        (visit.status("oak").await, visit.status("glue").await, visit.status("done").await);
    visit.step(&oak).await;
    assert!(visit.sent_to().await.is_empty(), "nobody asked");
    let page = visit.get("?lang=en").await.text();
    assert!(page.contains("Tell me by e-mail when something changes") && page.contains("s…@e….com"));
    assert!(!page.contains(OLD));
    visit.at(1);
    let asked = visit.post("/updates?lang=en", "want=yes").await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    assert!(asked.header("location").starts_with(&format!("{}?lang=", visit.link)));
    let page = visit.get("?lang=en").await.text();
    assert!(page.contains("Stop telling me"), "the kept page is over at once");
    visit.step(&glue).await;
    assert_eq!(visit.sent_to().await, [OLD]);

    // The address in the mail takes it back, and the page says so; and the other way round.
    let unsubscribe = visit.app.mails().await.pop().unwrap().unsubscribe.unwrap();
    let path = unsubscribe.strip_prefix("http://shop.test").unwrap().to_owned();
    let reasons = async || {
        let store = visit.app.services.store.shop(visit.app.shop.id);
        store.suppressions_of(OLD).await.unwrap()
    };
    assert_eq!(visit.app.post(&path, "List-Unsubscribe=One-Click").await.status, StatusCode::OK);
    assert_eq!(reasons().await, [Suppression::Unsubscribed]);
    visit.at(61);
    assert!(visit.get("?lang=en").await.text().contains("Tell me by e-mail"));
    visit.step(&done).await;
    assert_eq!(visit.sent_to().await.len(), 1);
    visit.app.post(&format!("{path}/undo"), "").await;
    assert_eq!(reasons().await, [Suppression::OptedIn], "sent again means sent");
    visit.at(122);
    assert!(visit.get("?lang=en").await.text().contains("Stop telling me"));
    assert_eq!(visit.post("/updates", "want=no").await.status, StatusCode::SEE_OTHER);
    assert_eq!(reasons().await, [Suppression::Unsubscribed]);
    assert!(visit.app.get(&format!("{path}?lang=en")).await.text().contains("Done: fewer e-mails"));
    for odd in ["", "want=", "want=maybe"] {
        let answer = visit.post("/updates", odd).await;
        assert!(answer.status.is_client_error(), "{odd}");
    }
    assert_eq!(reasons().await, [Suppression::Unsubscribed]);
}

#[tokio::test]
async fn a_link_does_not_take_back_that_no_reports_are_wanted() {
    let mut visit = Visit::begin_with(opt_in()).await;
    assert_eq!(visit.post("/updates", "want=no").await.status, StatusCode::SEE_OTHER);
    let asked = visit.post("/updates?lang=en", "want=yes").await;
    assert!(asked.text().contains("Send me a code"), "a code comes first");
    let store = visit.app.services.store.shop(visit.app.shop.id);
    assert_eq!(store.suppressions_of(OLD).await.unwrap(), [Suppression::Unsubscribed]);
    visit.prove().await;
    assert_eq!(visit.post("/updates", "want=yes").await.status, StatusCode::SEE_OTHER);
    assert_eq!(store.suppressions_of(OLD).await.unwrap(), [Suppression::OptedIn]);
}

#[tokio::test]
async fn reports_are_offered_only_where_they_have_to_be_asked_for_and_may_be() {
    let everybody = Visit::begin().await;
    assert!(!everybody.get("?lang=en").await.text().contains("updates"));
    assert_eq!(everybody.post("/updates", "want=yes").await.status, StatusCode::NOT_FOUND);
    let visit = Visit::begin_with(opt_in()).await;
    visit.at(40 * 86_400);
    assert!(!visit.get("?lang=en").await.text().contains("updates"), "an old link");
    assert_eq!(visit.post("/updates", "want=yes").await.status, StatusCode::NOT_FOUND);
    let store = visit.app.services.store.shop(visit.app.shop.id);
    assert!(store.suppressions_of(OLD).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_was_sent_is_read_again_at_full_level_without_what_opens_a_page() {
    let mut visit = Visit::begin_with(ShopSettings { hold_seconds: 0, ..ShopSettings::default() }).await;
    let oak = visit.status("oak").await;
    visit.step(&oak).await;
    let sent = visit.app.mails().await.remove(0);
    let token = sent.text.split("/o/").nth(1).unwrap()[..32].to_owned();
    assert!(Token::parse(&token).is_some());
    assert!(!visit.get("?lang=en").await.text().contains("Kind regards"), "not at standard level");
    visit.prove().await;
    let page = visit.get("?lang=en").await.text();
    assert!(page.contains("Messages we sent you") && page.contains("Kind regards"), "{page}");
    assert!(page.contains("<details><summary>Test Shop, order #1001: Public oak</summary>"));
    assert!(!page.contains(&token), "another link's token");
    assert!(page.contains("/unsubscribe/…"));
    let code = code_in(visit.app.mails().await.last().unwrap());
    assert!(!page.contains(&code), "a code that was used is not told again");
}

#[tokio::test]
async fn who_waits_for_a_code_in_vain_reads_whom_to_ask() {
    for email in [None, Some("help@shop.example".to_owned())] {
        let settings = ShopSettings { support_email: email.clone(), ..ShopSettings::default() };
        let visit = Visit::begin_with(settings).await;
        assert!(!visit.get("/code?lang=en").await.text().contains("mistyped"));
        let page = visit.get("/code?lang=en&say=sent").await.text();
        assert!(page.contains("mistyped") && page.contains("#1001"));
        let said = email.map_or("Ask the shop".to_owned(), |email| format!("mailto:{email}?subject=%231001"));
        assert!(page.contains(&said), "{page}");
    }
}
