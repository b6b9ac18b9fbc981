//! A shopper's visit through the shop's own domain, as a whole page and inside the theme.

use axum::http::StatusCode;
use serde_json::{Value, json};

use waymark::domain::clock::{Clock as _, Millis};
use waymark::domain::ids::LinkId;
use waymark::domain::level::Level;
use waymark::domain::link::{Link, Purpose, Token};
use waymark::domain::mail_settings::{Consent, MailSettings};
use waymark::domain::shop::{ProxyForm, Shop, ShopSettings};
use waymark::services::change_order::{MerchantChange, NewComment};

use crate::support::app::{Answer, NOON, TestApp};
use waymark::domain::status::StatusWords;

use super::signed::{PREFIX, SECRET, ask, connect, connect_shop, passed_on, passed_on_for, send};

/// An order with something of everything.
pub fn document() -> Value {
    order("Canaryitem", "PostNord", "CANARY123456", "Secretstreet 5")
}

fn order(title: &str, carrier: &str, number: &str, street: &str) -> Value {
    json!({"data": {"order": {"id": "gid://shopify/Order/1", "name": "#1001",
        "updatedAt": "2026-11-20T10:00:00Z", "processedAt": "2026-11-20T09:00:00Z",
        "email": "shopper-1001@example.com",
        "currentTotalPriceSet": {"presentmentMoney": {"amount": "987.65", "currencyCode": "EUR"}},
        "shippingAddress": {"name": title, "address1": street, "zip": "5000", "city": title},
        "lineItems": {"nodes": [{"id": "gid://shopify/LineItem/9", "title": title, "variantTitle": title,
            "quantity": 1, "currentQuantity": 1}]},
        "fulfillments": [{"id": "gid://shopify/Fulfillment/7", "status": "SUCCESS", "createdAt": "2026-11-20T09:30:00Z",
            "displayStatus": "IN_TRANSIT", "estimatedDeliveryAt": "2026-11-25T12:00:00Z",
            "trackingInfo": [{"company": carrier, "number": number, "url": format!("https://carrier.example/{number}")}],
            "events": {"nodes": [{"id": "gid://shopify/FulfillmentEvent/1", "status": "IN_TRANSIT",
                "happenedAt": "2026-11-20T11:00:00Z", "message": title, "city": title}]},
            "fulfillmentLineItems": {"nodes": [{"quantity": 1, "lineItem": {"id": "gid://shopify/LineItem/9"}}]}}]
    }}})
}

async fn started(form: ProxyForm) -> TestApp {
    let settings = ShopSettings { keep_address: true, proxy: form, ..ShopSettings::default() };
    let app = TestApp::start_with(settings).await;
    connect(&app, SECRET).await;
    app.import(&document()).await;
    app
}

/// The value of an attribute that begins so, without the shop's prefix, as a path to ask for.
fn leads_to(page: &str, attribute: &str, tail: &str) -> String {
    let start = format!("{attribute}=\"{PREFIX}");
    let values = page.split(&start).skip(1).filter_map(|rest| rest.split('"').next());
    let mut fitting = values.map(|value| value.replace("&amp;", "&")).filter(|value| value.contains(tail));
    fitting.next().unwrap_or_else(|| panic!("no {attribute} with {tail} in {page}"))
}

fn hidden(page: &str) -> String {
    let rest = page.split("name=\"browser\" value=\"").nth(1).expect("the form carries a secret");
    rest.split('"').next().unwrap().to_owned()
}

/// What holds for every page behind the door, in either form.
fn check(answer: &Answer, form: ProxyForm) -> String {
    let text = answer.text();
    for attribute in ["href=\"/", "action=\"/", "src=\"/"] {
        for place in text.split(attribute).skip(1) {
            let path = format!("/{}", place.split('"').next().unwrap());
            assert!(path.starts_with(&format!("{PREFIX}/")), "{path} leaves the door");
        }
    }
    assert!(text.contains("http://shop.test/assets/"), "files come from our own origin");
    let policy = answer.header("content-security-policy");
    match form {
        ProxyForm::Page => {
            assert!(answer.header("content-type").starts_with("text/html"));
            assert!(text.starts_with("<!DOCTYPE html>") && text.ends_with("</html>"));
            assert!(policy.contains("default-src 'none'") && policy.contains("style-src http://shop.test"));
            assert!(!policy.contains("unsafe"));
        }
        ProxyForm::Theme => {
            assert_eq!(answer.header("content-type"), "application/liquid");
            for theirs in ["<!DOCTYPE", "<html", "<head", "<body", "<main", "<title", "<meta", "ld+json"] {
                assert!(!text.contains(theirs), "{theirs} is the theme's");
            }
            assert_eq!(policy, "", "a policy of ours would stop the theme's files");
            let (style, rest) = text.split_once("</style>").expect("the brand");
            assert!(!rest.contains(['{', '}']), "braces mean something to Liquid");
            assert!(!["{{", "{%", "}}", "%}"].iter().any(|two| style.contains(two)), "{style}");
        }
    }
    text
}

#[tokio::test]
async fn a_visit_needs_neither_cookie_nor_redirect() {
    for form in [ProxyForm::Page, ProxyForm::Theme] {
        let app = started(form).await;
        for root in ["", "/", "/find"] {
            check(&ask(&app, root).await, form);
        }
        let find = check(&ask(&app, "/find?lang=en").await, form);
        let miss = send(&app, &leads_to(&find, "action", "/find"), "order=9&proof=x").await;
        assert_eq!(miss.status, StatusCode::UNPROCESSABLE_ENTITY);
        check(&miss, form);
        let found = "order=1001&proof=shopper-1001%40example.com";
        let page = send(&app, &leads_to(&find, "action", "/find"), found).await;
        assert_eq!(page.status, StatusCode::OK);
        let page = check(&page, form);
        assert!(page.contains("Canaryitem") && !page.contains("Secretstreet"));

        let danish = check(&ask(&app, &leads_to(&page, "href", "lang=da")).await, form);
        assert!(danish.contains("lang=\"da\"") && danish.contains("Canaryitem"));
        let calendar = ask(&app, &leads_to(&danish, "href", "/due.ics")).await;
        assert!(calendar.header("content-type").starts_with("text/calendar"));
        assert!(calendar.text().starts_with("BEGIN:VCALENDAR"));

        let share = check(&ask(&app, &leads_to(&danish, "href", "/share")).await, form);
        let live = check(&send(&app, &leads_to(&share, "action", "/share"), "").await, form);
        assert!(live.contains("value=\"http://shop.test/o/"), "the share link is shown");
        let ended = check(&send(&app, &leads_to(&live, "action", "/share/revoke"), "").await, form);
        assert!(!ended.contains("value=\"http://shop.test/o/"));

        let code = check(&ask(&app, &leads_to(&danish, "href", "/code")).await, form);
        assert!(app.mails().await.is_empty(), "opening the page sends nothing");
        let sent = check(&send(&app, &leads_to(&code, "action", "/code"), "").await, form);
        let mailed = app.mails().await;
        let code = mailed[0].subject.split_whitespace().find(|w| w.len() == 8 && w.parse::<u32>().is_ok());
        let (code, to, secret) = (code.unwrap(), leads_to(&sent, "action", "/code/check"), hidden(&sent));
        let wrong = if code == "00000000" { "00000001" } else { "00000000" };
        let again = check(&send(&app, &to, &format!("code={wrong}&browser={secret}")).await, form);
        assert_eq!(hidden(&again), secret, "the next try is bound to the same browser");
        for stranger in ["", "&browser=", "&browser=bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"] {
            let dead = send(&app, &to, &format!("code={code}{stranger}")).await;
            assert!(!dead.text().contains("Secretstreet"), "another browser stays out");
        }
        let full = check(&send(&app, &to, &format!("code={code}&browser={secret}")).await, form);
        assert!(full.contains("Secretstreet"));
        let english = leads_to(&full, "href", "lang=en");
        assert_ne!(english.split('?').next(), leads_to(&page, "href", "lang=en").split('?').next());
        assert!(check(&ask(&app, &english).await, form).contains("Secretstreet"));
        assert!(!ask(&app, &leads_to(&page, "href", "lang=en")).await.text().contains("Secretstreet"));
        assert_eq!(app.mails().await.len(), 1);

        app.clock.set(NOON.plus_minutes(29));
        assert!(ask(&app, &english).await.text().contains("Secretstreet"));
        app.clock.set(NOON.plus_minutes(30));
        assert_eq!(ask(&app, &english).await.status, StatusCode::NOT_FOUND, "half an hour and no longer");
    }
}

#[tokio::test]
async fn dead_links_give_the_same_bytes_behind_the_door_too() {
    for form in [ProxyForm::Page, ProxyForm::Theme] {
        let app = started(form).await;
        let order = app.services.order_by_name(&app.shop, "1001").await.unwrap().unwrap();
        let draw = || Token::draw(&*app.services.chance);
        let expired = draw();
        let link = Link {
            id: LinkId::new(NOON, &*app.services.chance),
            order,
            purpose: Purpose::StepUp,
            level: Level::Full,
            created_at: Millis(0),
            expires_at: Some(Millis(1)),
            revoked_at: None,
        };
        let store = app.services.store.shop(app.shop.id);
        store.add_link(&link, &expired, &*app.services.chance).await.unwrap();
        let good = app.link("1001").await;
        assert_eq!(ask(&app, &good).await.status, StatusCode::OK);
        let other = Shop {
            id: waymark::domain::ids::ShopId::new(NOON, &*app.services.chance),
            handle: "other".into(),
            domain: "other.myshopify.com".into(),
            ..app.shop.clone()
        };
        app.services.store.save_shop(&other).await.unwrap();
        connect_shop(&app, &other, SECRET).await;
        let first = ask(&app, "/o/short").await;
        assert_eq!(first.status, StatusCode::NOT_FOUND);
        check(&first, form);
        for path in [
            format!("/o/{}", "a".repeat(32)),
            "/o/%FF%FE".to_owned(),
            format!("/o/{}", "x".repeat(2000)),
            format!("/o/{}", expired.reveal()),
        ] {
            let answer = ask(&app, &path).await;
            assert!(answer.body == first.body && answer.headers == first.headers, "{path}");
        }
        let theirs = async |path: &str| app.get(&passed_on_for(&app, &other, PREFIX, path)).await;
        let unknown = theirs("/o/short").await;
        for tail in ["", "/code", "/share", "/due.ics"] {
            let stranger = theirs(&format!("{good}{tail}")).await;
            assert!(stranger.body == unknown.body, "another shop's link opens nothing");
        }
    }
}

#[tokio::test]
async fn a_kept_page_is_never_shown_at_another_door() {
    let app = started(ProxyForm::Page).await;
    let link = app.link("1001").await;
    for _ in 0..2 {
        let own = app.get(&link).await.text();
        assert!(own.contains(&format!("href=\"{link}/share")) && !own.contains("/apps/"));
        for prefix in ["/apps/status", "/community/my-orders"] {
            let page = app.get(&passed_on(&app, prefix, &link)).await.text();
            assert!(page.contains(&format!("href=\"{prefix}{link}/share")), "{prefix}");
            assert!(!page.contains(&format!("href=\"{link}")), "{prefix}");
        }
    }
    let settings = ShopSettings { proxy: ProxyForm::Theme, ..app.shop.settings.clone() };
    let shop = Shop { settings, revision: app.shop.revision + 1, ..app.shop.clone() };
    app.services.store.save_shop(&shop).await.unwrap();
    check(&ask(&app, &link).await, ProxyForm::Theme);
    assert!(app.get(&link).await.text().starts_with("<!DOCTYPE html>"));
}

#[tokio::test]
async fn the_address_is_corrected_and_reports_are_asked_for_behind_the_door_too() {
    for form in [ProxyForm::Page, ProxyForm::Theme] {
        let mail = MailSettings { consent: Consent::OptIn, ..MailSettings::default() };
        let settings = ShopSettings { proxy: form, mail, ..ShopSettings::default() };
        let app = TestApp::start_with(settings).await;
        connect(&app, SECRET).await;
        app.import(&document()).await;
        let link = app.link("1001").await;
        let page = check(&ask(&app, &format!("{link}?lang=en")).await, form);
        let to = leads_to(&page, "action", "/updates");
        assert!(check(&send(&app, &to, "want=yes").await, form).contains("Stop telling me"));
        assert!(check(&send(&app, &to, "want=no").await, form).contains("Tell me by e-mail"));
        let stranger = check(&ask(&app, &format!("{link}/address?lang=en")).await, form);
        assert!(stranger.contains("Send me a code"), "a link is not enough");

        let sent = check(&send(&app, &leads_to(&stranger, "action", "/code"), "").await, form);
        let code =
            |subject: &str| subject.split_whitespace().find(|w| w.parse::<u32>().is_ok()).unwrap().to_owned();
        let first = code(&app.mails().await[0].subject);
        let to = leads_to(&sent, "action", "/code/check");
        let full = check(&send(&app, &to, &format!("code={first}&browser={}", hidden(&sent))).await, form);
        let address = check(&ask(&app, &leads_to(&full, "href", "/address")).await, form);
        let to = leads_to(&address, "action", "/address");
        let waits = check(&send(&app, &to, "address=right%40example.org").await, form);
        assert!(waits.contains("r…@e….org") && !waits.contains("right@"));
        let second = code(&app.mails().await[1].subject);
        let to = leads_to(&waits, "action", "/address/check");
        let done = check(&send(&app, &to, &format!("code={second}")).await, form);
        assert!(done.contains("from now on we write to r…@e….org"), "{done}");
    }
}

/// Code that would run in the shop's theme, and halves of it that meet only on the page.
const LIQUID: [&str; 5] =
    ["{{ shop.email }}", "{% layout none %}", "{", "{{{%}}%}", "{%- assign x = '\"' -%}<b>{{x}}"];

#[tokio::test]
async fn liquid_code_in_an_order_is_only_text() {
    for code in LIQUID {
        let app = started(ProxyForm::Theme).await;
        app.import(&order(code, code, code, code)).await;
        let mut status = app.services.new_status(&app.shop, "step").await.unwrap();
        status.public = StatusWords { name: code.into(), text: Some(code.into()) };
        status.visible = true;
        app.services.save_status(&app.shop, &status).await.unwrap();
        let id = app.services.order_by_name(&app.shop, "1001").await.unwrap().unwrap();
        let change = MerchantChange {
            status: Some(status),
            note: Some(code.into()),
            comment: Some(NewComment {
                text: code.into(),
                signed: Some(code.into()),
                private: false,
                pictures: Vec::new(),
            }),
            ..MerchantChange::default()
        };
        app.services.change_order(&app.shop, id, &change).await.unwrap();
        let named = Shop {
            name: code.into(),
            settings: ShopSettings { support_email: Some(code.into()), ..app.shop.settings.clone() },
            revision: 9,
            ..app.shop.clone()
        };
        app.services.store.save_shop(&named).await.unwrap();
        let token = Token::draw(&*app.services.chance);
        let link = Link {
            id: LinkId::new(NOON, &*app.services.chance),
            order: id,
            purpose: Purpose::StepUp,
            level: Level::Full,
            created_at: app.clock.now(),
            expires_at: None,
            revoked_at: None,
        };
        app.services.store.shop(app.shop.id).add_link(&link, &token, &*app.services.chance).await.unwrap();
        let path = format!("/o/{}", token.reveal());
        let page = check(&ask(&app, &path).await, ProxyForm::Theme);
        let shown =
            code.replace('<', "&lt;").replace('>', "&gt;").replace('{', "&#123;").replace('}', "&#125;");
        assert!(page.matches(&shown).count() >= 6, "{code} is shown as typed: {page}");
        let asked = form_urlencoded::byte_serialize(code.as_bytes()).collect::<String>();
        for tail in ["/code", "/share", &format!("?lang={asked}"), &format!("/{asked}")] {
            check(&ask(&app, &format!("{path}{tail}")).await, ProxyForm::Theme);
        }
        let typed = send(&app, "/find?lang=en", &format!("order={asked}&proof=x")).await;
        check(&typed, ProxyForm::Theme);
    }
}
