//! The page about the sender, with a scripted DNS in the place of the real one; providers that are believed; and what
//! to paste into Shopify's own e-mails.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use waymark::domain::account::Role;
use waymark::domain::mail_hook::MailProvider;
use waymark::domain::shop::ShopSettings;
use waymark::mail::sender_check::{NoAnswer, TxtAnswer, TxtRecords};
use waymark::mail::{Mailbox, SmtpServer, SmtpTransport};
use waymark::services::sender_check::MailWay;

use crate::support::app::{Answer, TestApp};

const SENDER: &str = "/admin/shop/settings/sender";
const PROVIDER: &str = "/admin/shop/settings/sender/provider";
const MAILS: &str = "/admin/shop/settings/shopify-emails";

/// Names with their records; `None` for one that never answers.
struct Script(&'static [(&'static str, Option<&'static str>)]);

impl TxtRecords for Script {
    fn txt<'a>(&'a self, name: &'a str) -> TxtAnswer<'a> {
        Box::pin(async move {
            match self.0.iter().find(|(known, _)| *known == name) {
                None => Ok(Vec::new()),
                Some((_, Some(record))) => Ok(vec![(*record).to_owned()]),
                Some((_, None)) => std::future::pending().await,
            }
        })
    }
}

fn by_postmark(dns: Result<Arc<dyn TxtRecords>, NoAnswer>) -> MailWay {
    let server = SmtpServer::parse("smtp://name:password@smtp.postmarkapp.com").unwrap();
    let sender = Mailbox { name: "Waymark".into(), address: "orders@mail.shop.example".into() };
    let smtp = SmtpTransport::new(server, sender, None).unwrap();
    MailWay { smtp: Some(Arc::new(smtp)), dns, patience: Duration::from_millis(200) }
}

async fn page(app: &TestApp) -> String {
    let cookie = app.sign_in("owner", Role::Owner).await;
    let answer = app.get_as(&cookie, SENDER).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.text()
}

#[tokio::test]
async fn each_record_is_told_with_what_to_add_word_for_word() {
    let dns: Arc<dyn TxtRecords> = Arc::new(Script(&[
        ("mail.shop.example", Some("v=spf1 mx -all")),
        ("_dmarc.shop.example", Some("v=DMARC1; p=reject")),
    ]));
    let app = TestApp::start().await.leaving_by(by_postmark(Ok(dns)));
    let html = page(&app).await;
    assert!(html.contains("Messages leave through smtp.postmarkapp.com."), "{html}");
    assert!(html.contains("Test Shop &lt;orders@mail.shop.example&gt;"), "the shop’s name: {html}");
    assert!(html.contains("v=spf1 mx include:spf.mtasv.net ~all"), "{html}");
    assert!(
        html.contains("data-copy=\"SPF: value\"") && html.contains("value=\"mail.shop.example\""),
        "{html}"
    );
    assert!(html.contains("Mails that are not proved to be yours are refused."), "{html}");
    // The provider whose server it is, is unfolded; nothing is on.
    let folded = html.split("<details").filter_map(|rest| rest.split('>').next());
    let open: Vec<bool> = folded.filter(|tag| tag.contains("hook")).map(|tag| tag.contains("open")).collect();
    assert_eq!(open, [true, false, false], "{html}");
}

#[tokio::test]
async fn the_shops_own_sender_is_the_one_looked_at() {
    let dns: Arc<dyn TxtRecords> =
        Arc::new(Script(&[("fir.example", Some("v=spf1 include:spf.mtasv.net -all"))]));
    let mut settings = ShopSettings::default();
    settings.mail.sender_address = Some("hello@fir.example".into());
    let app = TestApp::start_with(settings).await.leaving_by(by_postmark(Ok(dns)));
    let html = page(&app).await;
    assert!(html.contains("hello@fir.example") && html.contains("It lets your mail server send."), "{html}");
    assert!(html.contains("value=\"_dmarc.fir.example\""), "{html}");
}

#[tokio::test]
async fn a_dns_that_is_slow_or_silent_is_a_sentence() {
    let slow: Arc<dyn TxtRecords> = Arc::new(Script(&[
        ("mail.shop.example", None),
        ("_dmarc.mail.shop.example", Some("v=DMARC1; p=none")),
    ]));
    let app = TestApp::start().await.leaving_by(by_postmark(Ok(slow)));
    let html = page(&app).await;
    assert!(html.contains("Not known: the DNS does not answer: nothing within"), "{html}");
    assert!(html.contains("enough to be believed"), "what was answered is told: {html}");
    let none = by_postmark(Err(NoAnswer("it is not set up".into())));
    let html = page(&TestApp::start().await.leaving_by(none)).await;
    assert_eq!(html.matches("Not known: the DNS does not answer: it is not set up.").count(), 2, "{html}");
}

#[tokio::test]
async fn a_folder_says_that_nobody_gets_anything() {
    let html = page(&TestApp::start().await).await;
    assert!(html.contains("and to nobody.") && html.contains("WAYMARK_SMTP_URL"), "{html}");
    assert!(!html.contains("What receivers see"), "{html}");
}

#[tokio::test]
async fn a_sender_that_is_nowhere_on_the_internet_is_told() {
    let mut settings = ShopSettings::default();
    settings.mail.sender_address = Some("hello@localhost".into());
    let dns: Arc<dyn TxtRecords> = Arc::new(Script(&[]));
    let app = TestApp::start_with(settings).await.leaving_by(by_postmark(Ok(dns)));
    let html = page(&app).await;
    assert!(html.contains("no address on the internet") && !html.contains("What receivers see"), "{html}");
}

async fn change(app: &TestApp, form: &str) -> Answer {
    let cookie = app.sign_in("owner", Role::Owner).await;
    app.post_as(&cookie, PROVIDER, form).await
}

#[tokio::test]
async fn a_password_is_drawn_and_shown_once() {
    let app = TestApp::start().await;
    let store = app.services.store.shop(app.shop.id);
    let answer = change(&app, "provider=postmark&do=draw").await;
    assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "private, no-store"));
    let password = store.mail_hook_secret(MailProvider::Postmark).await.unwrap().unwrap();
    assert_eq!(password.len(), 32);
    assert!(answer.text().contains(&format!("value=\"{password}\"")), "it is shown");
    let later = page(&app).await;
    assert!(!later.contains(&password), "and never again");
    assert!(
        later.contains("On, nothing told yet") && later.contains("http://shop.test/hooks/mail/shop/postmark")
    );
    change(&app, "provider=postmark&do=draw").await;
    assert_ne!(store.mail_hook_secret(MailProvider::Postmark).await.unwrap().unwrap(), password);
    let answer = change(&app, "provider=postmark&do=drop").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(store.mail_hooks().await.unwrap().is_empty());
    // The log tells who, and holds nothing secret.
    let lines = store.audit_lines(None, 9).await.unwrap();
    assert_eq!(lines.len(), 3);
    assert!(!format!("{lines:?}").contains(&password));
}

#[tokio::test]
async fn a_key_is_checked_before_it_is_kept_and_never_shown() {
    let app = TestApp::start().await;
    let store = app.services.store.shop(app.shop.id);
    for (form, sentence) in [
        ("provider=sendgrid&do=key&key=SG.secret.api", "not a verification key"),
        ("provider=mailgun&do=key&key=", "not a signing key"),
        ("provider=mailgun&do=draw", "Paste the key"),
        ("provider=postmark&do=key&key=whatever", "gets a password from here"),
    ] {
        let answer = change(&app, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(!answer.text().contains("SG.secret.api"), "{form}");
        if !form.contains("postmark") {
            assert!(answer.text().contains(sentence), "{form}: {}", answer.text());
        }
    }
    assert!(store.mail_hooks().await.unwrap().is_empty());
    assert_eq!(change(&app, "provider=nobody&do=key&key=x").await.status, StatusCode::NOT_FOUND);
    let key = "0123456789abcdef0123456789abcdef";
    assert_eq!(
        change(&app, &format!("provider=mailgun&do=key&key=+{key}+")).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(store.mail_hook_secret(MailProvider::Mailgun).await.unwrap().as_deref(), Some(key));
    assert!(!page(&app).await.contains(key));
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn what_to_paste_leads_to_the_look_up_with_the_number_alone() {
    let app = TestApp::start().await;
    let cookie = app.sign_in("owner", Role::Owner).await;
    let html = app.get_as(&cookie, MAILS).await.text();
    let link = "http://shop.test/find?order={{ order_name | url_encode }}";
    assert!(html.contains(link) && html.contains("?order={{ order.name | url_encode }}"), "{html}");
    assert!(!html.contains("email }}") && !html.contains("customer."), "nothing personal: {html}");
    // Under the shop's own domain once that is set up.
    let mut shop = app.shop.clone();
    shop.settings.proxy_path = Some("https://shop.example/apps/status".into());
    app.services.store.save_shop(&shop).await.unwrap();
    let html = app.get_as(&cookie, MAILS).await.text();
    assert!(html.contains("https://shop.example/apps/status/find?order={{ order_name"), "{html}");
    assert!(!html.contains(link), "{html}");
    // The link does what it says, as Shopify fills it in.
    let page = app.get("/find?order=%231001").await;
    assert!(page.text().contains("value=\"#1001\""), "{}", page.text());
    let odd = app.get(&format!("/find?order={}", encoded("\"><script>x</script>"))).await.text();
    assert!(odd.contains("value=\"&quot;&gt;&lt;script&gt;") && !odd.contains("<script>x"), "{odd}");
    let long = app.get(&format!("/find?order={}", "9".repeat(65))).await.text();
    assert!(!long.contains("9999"), "{long}");
}

#[tokio::test]
async fn a_template_is_looked_at_and_given_back_changed() {
    let app = TestApp::start().await;
    let cookie = app.sign_in("owner", Role::Owner).await;
    let template =
        "<body>\r\n<p>Hi</p>\r\n<a href=\"{{ order_status_url }}\">View</a></textarea><b>\r\n</body>";
    let answer = app.post_as(&cookie, MAILS, &format!("template={}", encoded(template))).await;
    let html = answer.text();
    assert_eq!(answer.status, StatusCode::OK);
    assert!(html.contains("leads to Shopify’s order page, not to yours"), "{html}");
    assert!(html.contains("Line 3, column 10: "), "{html}");
    assert!(html.contains("&lt;a href=\"http://shop.test/find?order={{ order_name | url_encode }}\">View&lt;/a>&lt;/textarea>&lt;b>"), "{html}");
    assert!(!html.contains("</textarea><b>"), "what was pasted stays text: {html}");
    for empty in ["", "template=", "template=++%0A"] {
        let answer = app.post_as(&cookie, MAILS, empty).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{empty:?}");
        assert!(answer.text().contains("Paste a template first."), "{empty:?}");
    }
    let long = format!("template={}", "x".repeat(256 * 1024 + 1));
    assert_eq!(app.post_as(&cookie, MAILS, &long).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let huge = format!("template={}", "x".repeat(1024 * 1024));
    assert_eq!(app.post_as(&cookie, MAILS, &huge).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}
