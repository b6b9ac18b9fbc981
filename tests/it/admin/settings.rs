//! Settings: each form, what it refuses, who may send it, and what shoppers see of it.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use waymark::domain::account::Role;
use waymark::domain::clock::Clock as _;
use waymark::domain::mail_settings::{Consent, QuietHours};
use waymark::domain::message::MessageKind;
use waymark::domain::shop::{LookupMode, ProxyForm, Shop, WebhooksBy};

use crate::support::app::{Answer, TestApp};

const GENERAL: &str = "/admin/shop/settings";
const BRAND: &str = "/admin/shop/settings/brand";

/// Every tab that is one form.
const TABS: [&str; 9] = [
    "",
    "/brand",
    "/languages",
    "/working-days",
    "/lead-times",
    "/messages",
    "/links",
    "/privacy",
    "/shopify",
];

async fn shop(app: &TestApp) -> Shop {
    app.services.store.shop_by_handle("shop").await.unwrap().unwrap()
}

/// The mark of the values a form was made from.
fn seen(page: &Answer) -> String {
    let html = page.text();
    let (_, rest) = html.split_once("name=\"seen\" value=\"").expect("a form carries a mark");
    rest.split('"').next().unwrap().to_owned()
}

/// Fills a tab's form as an owner: the mark of the page, then `fields`.
async fn fill(app: &TestApp, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let mark = seen(&app.get_as(cookie, path).await);
    send(app, cookie, path, &mark, fields).await
}

async fn send(app: &TestApp, cookie: &str, path: &str, mark: &str, fields: &[(&str, &str)]) -> Answer {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("seen", mark);
    for (name, value) in fields {
        form.append_pair(name, value);
    }
    app.post_as(cookie, path, &form.finish()).await
}

/// Fields with their values, or with what is told beside them.
type Pairs = &'static [(&'static str, &'static str)];

const GOOD_GENERAL: &[(&str, &str)] = &[
    ("name", "Fjord & Fir"),
    ("url", "https://shop.example"),
    ("support_email", "help@shop.example"),
    ("time_zone", "copenhagen"),
    ("link0", "Returns"),
    ("to0", "https://shop.example/returns"),
    ("link0-da", "Retur"),
    ("link2", "Call us"),
    ("to2", "tel:+45 12 34 56 78"),
];
const GOOD_BRAND: &[(&str, &str)] = &[
    ("intro-en", "Made **by hand**. [Care](https://shop.example/care)"),
    ("footer-en", "<b>Open</b> on weekdays"),
    ("accent", "#1F4E79"),
    ("corners", "square"),
    ("custom_css", "h1 { letter-spacing: 0 }"),
];

#[tokio::test]
async fn only_owners_see_and_send_settings() {
    let app = TestApp::start().await;
    let staff = app.sign_in("staff", Role::Staff).await;
    let before = shop(&app).await;
    for tab in TABS {
        let path = format!("{GENERAL}{tab}");
        assert_eq!(app.get(&path).await.status, StatusCode::SEE_OTHER, "{path}");
        assert_eq!(app.get_as(&staff, &path).await.status, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(app.post_as(&staff, &path, "name=x").await.status, StatusCode::FORBIDDEN, "{path}");
        let other = path.replace("/admin/shop", "/admin/other");
        assert_eq!(app.get_as(&staff, &other).await.status, StatusCode::NOT_FOUND, "{other}");
    }
    for path in ["/admin/shop/settings/brand/logo", "/admin/shop/settings/brand/logo/remove"] {
        assert_eq!(app.post_as(&staff, path, "").await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(shop(&app).await, before);
}

#[tokio::test]
async fn each_tab_shows_what_holds_and_saving_it_unchanged_changes_nothing() {
    let app = TestApp::start().await;
    let owner = app.sign_in("owner", Role::Owner).await;
    let before = shop(&app).await;
    for tab in TABS {
        let path = format!("{GENERAL}{tab}");
        let page = app.get_as(&owner, &path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let html = page.text();
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        let ours = html.matches("<script type=\"module\" src=\"/assets/islands.").count();
        assert!(!html.contains(" style=\"") && html.matches("<script").count() == ours, "{path}");
        assert!(html.contains("aria-current=\"page\""), "{path}");
    }
    let same = [("name", "Test Shop"), ("time_zone", "UTC")];
    let answer = fill(&app, &owner, GENERAL, &same).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(shop(&app).await, before, "nothing was different");
    assert_eq!(app.services.store.shop(app.shop.id).audit_lines(None, 9).await.unwrap(), []);
}

#[tokio::test]
async fn general_settings_reach_the_shoppers_page_and_the_audit_log() {
    let app = TestApp::start().await;
    let owner = app.sign_in("owner", Role::Owner).await;
    let revision = shop(&app).await.revision;
    let answer = fill(&app, &owner, GENERAL, GOOD_GENERAL).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, GENERAL),
        "{}",
        answer.text()
    );
    let saved = shop(&app).await;
    assert_eq!(
        (saved.name.as_str(), saved.settings.time_zone.as_str()),
        ("Fjord & Fir", "Europe/Copenhagen")
    );
    assert_eq!(saved.revision, revision + 1);
    assert_eq!(saved.settings.help_links.len(), 2, "empty rows are left out");
    let page = app.get("/find?lang=da").await.text();
    for words in [
        "Fjord &amp; Fir",
        "href=\"https://shop.example/returns\">Retur<",
        "href=\"tel:+4512345678\">Call us<",
    ] {
        assert!(page.contains(words), "{words} is not in {page}");
    }
    let lines = app.services.store.shop(app.shop.id).audit_lines(None, 9).await.unwrap();
    let [line] = &lines[..] else { panic!("{lines:?}") };
    assert_eq!(
        (line.who.as_str(), line.what.action.as_str(), line.what.subject.as_str()),
        ("owner", "settings.changed", "General")
    );
    let facts = |text: &Option<String>| serde_json::from_str::<Value>(text.as_deref().unwrap()).unwrap();
    let (before, after) = (facts(&line.what.before), facts(&line.what.after));
    assert_eq!(before["name"], "Test Shop");
    assert_eq!(after["name"], "Fjord & Fir");
    let changed: Vec<&String> = after.as_object().unwrap().keys().collect();
    assert_eq!(changed, ["help_links", "name", "support_email", "time_zone", "url"]);
}

#[tokio::test]
async fn what_is_wrong_is_told_beside_its_field_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let owner = app.sign_in("owner", Role::Owner).await;
    let before = shop(&app).await;
    let wrong: &[(&str, Pairs, Pairs)] = &[
        ("", &[("name", " "), ("time_zone", "UTC")], &[("name", "Enter the shop&#x27;s name")]),
        ("", &[("name", "x"), ("time_zone", "Atlantis")], &[("time_zone", "no such time zone")]),
        (
            "",
            &[("name", "x"), ("time_zone", "UTC"), ("url", "javascript:alert(1)")],
            &[("url", "begins with https://")],
        ),
        (
            "",
            &[("name", "x"), ("time_zone", "UTC"), ("support_email", "nobody")],
            &[("support_email", "e-mail address")],
        ),
        (
            "",
            &[
                ("name", "x"),
                ("time_zone", "UTC"),
                ("link0", "Help"),
                ("to0", "javascript:alert(1)"),
                ("to1", "https://x.example"),
            ],
            &[("to0", "begins with https://"), ("link1", "what the link is called")],
        ),
        ("/languages", &[("main", "tlh")], &[("main", "Choose one of the languages")]),
        (
            "/links",
            &[("fresh_level", "full"), ("reduced_after_days", "0"), ("lookup", "open")],
            &[("fresh_level", "Choose what a new link shows"), ("reduced_after_days", "from 1 to 365")],
        ),
        (
            "/working-days",
            &[("holidays", "2026-12-24 Eve\nsome day")],
            &[("holidays", "Line 2"), ("working_days", "at least one day")],
        ),
        ("/messages", &[("hold_seconds", "9999")], &[("hold_seconds", "from 0 to 3600")]),
        ("/privacy", &[("personal_days", "many")], &[("personal_days", "from 0 to 3650")]),
        (
            "/shopify",
            &[("proxy", "page"), ("proxy_path", "shop.example"), ("webhooks", "api")],
            &[("proxy_path", "https://shop.example/apps/status")],
        ),
        (
            "/brand",
            &[("accent", "red"), ("corners", "round"), ("custom_css", "p{color:red}\n@import 'x';")],
            &[("accent", "six digits"), ("custom_css", "Line 2")],
        ),
    ];
    for (tab, fields, expected) in wrong {
        let answer = fill(&app, &owner, &format!("{GENERAL}{tab}"), fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{tab} {fields:?}");
        let html = answer.text();
        for (field, sentence) in *expected {
            let beside = html.split(&format!("id=\"{field}-wrong\"")).nth(1).unwrap_or_default();
            let beside = beside.split("</p>").next().unwrap_or_default().replace('\'', "&#x27;");
            assert!(beside.contains(sentence), "{field} of {tab}: “{beside}”");
            assert!(html.contains("aria-invalid=\"true\"") || *field == "fresh_level", "{field}");
        }
        for (_, value) in fields.iter().filter(|(_, value)| value.len() > 8) {
            let typed = value.replace('&', "&amp;").replace('\'', "&#x27;");
            assert!(html.contains(&typed) || html.contains(*value), "{value} was lost");
        }
    }
    assert_eq!(shop(&app).await, before, "nothing was saved");
}

#[tokio::test]
async fn who_saves_second_is_told_and_loses_nothing() {
    let app = TestApp::start().await;
    let owner = app.sign_in("owner", Role::Owner).await;
    let mark = seen(&app.get_as(&owner, GENERAL).await);
    // Another tab does not disturb.
    fill(&app, &owner, "/admin/shop/settings/privacy", &[("personal_days", "30")]).await;
    let first = send(&app, &owner, GENERAL, &mark, &[("name", "First"), ("time_zone", "UTC")]).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let second = send(&app, &owner, GENERAL, &mark, &[("name", "Second"), ("time_zone", "UTC")]).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    let html = second.text();
    assert!(
        html.contains("Somebody else saved these settings") && html.contains("value=\"Second\""),
        "{html}"
    );
    assert!(html.contains("Saved meanwhile: <b>First</b>"), "{html}");
    assert_eq!(shop(&app).await.name, "First");
    let again =
        send(&app, &owner, GENERAL, &seen(&second), &[("name", "Second"), ("time_zone", "UTC")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let saved = shop(&app).await;
    assert_eq!((saved.name.as_str(), saved.settings.personal_days), ("Second", 30));
}

#[tokio::test]
async fn policies_are_saved() {
    let app = TestApp::start().await;
    let owner = app.sign_in("owner", Role::Owner).await;
    let links = [("fresh_level", "reduced"), ("reduced_after_days", "14"), ("lookup", "strict")];
    fill(&app, &owner, "/admin/shop/settings/links", &links).await;
    fill(&app, &owner, "/admin/shop/settings/privacy", &[("personal_days", "365")]).await;
    let pages =
        [("proxy", "theme"), ("proxy_path", "https://shop.example/apps/status/"), ("webhooks", "file")];
    fill(&app, &owner, "/admin/shop/settings/shopify", &pages).await;
    let days = [("working_days", "monday"), ("working_days", "friday"), ("holidays", "12-24 Eve")];
    let answer = fill(&app, &owner, "/admin/shop/settings/working-days", &days).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    fill(
        &app,
        &owner,
        "/admin/shop/settings/messages",
        &[
            ("hold_seconds", "90"),
            ("kinds", "shipped"),
            ("quiet_from", "22"),
            ("quiet_to", "7"),
            ("most_per_order", "10"),
            ("most_per_hour", "0"),
            ("consent", "in"),
            ("reply_to", "help@shop.example"),
        ],
    )
    .await;
    let settings = shop(&app).await.settings;
    assert_eq!((settings.working_days.len(), settings.holidays.len(), settings.hold_seconds), (2, 1, 90));
    let mail = &settings.mail;
    assert!(mail.sends(MessageKind::Shipped) && !mail.sends(MessageKind::StatusChanged));
    assert_eq!((mail.quiet, mail.consent), (Some(QuietHours { from: 22, to: 7 }), Consent::OptIn));
    assert_eq!((mail.most_per_order, mail.reply_to.as_deref()), (10, Some("help@shop.example")));
    assert_eq!(mail.told_since, app.clock.now(), "what happened before is told to nobody");
    assert_eq!((settings.reduced_after_days, settings.lookup), (14, LookupMode::Strict));
    assert_eq!((settings.keep_address, settings.personal_days), (false, 365));
    assert_eq!((settings.proxy, settings.webhooks), (ProxyForm::Theme, WebhooksBy::File));
    assert_eq!(settings.proxy_path.as_deref(), Some("https://shop.example/apps/status"));
}

#[tokio::test]
async fn pages_are_in_the_languages_offered_and_in_no_other() {
    let app = TestApp::start().await;
    let owner = app.sign_in("owner", Role::Owner).await;
    let answer =
        fill(&app, &owner, "/admin/shop/settings/languages", &[("main", "da"), ("languages", "de")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    app.import(&json!({"data": {"orders": {"nodes": [{"id": "gid://shopify/Order/1", "name": "#1001", "customerLocale": "fr", "updatedAt": "2026-11-20T10:00:00Z"}]}}})).await;
    let link = app.link("#1001").await;
    for (path, language) in [
        (link.clone(), "da"),
        (format!("{link}?lang=de"), "de"),
        (format!("{link}?lang=fr"), "da"),
        ("/find?lang=fr".to_owned(), "da"),
        ("/find?lang=de".to_owned(), "de"),
    ] {
        let html = app.get(&path).await.text();
        assert!(html.contains(&format!("<html lang=\"{language}\"")), "{path}: {}", &html[..200]);
        assert!(html.contains("Deutsch") && html.contains("Dansk") && !html.contains("Français"), "{path}");
    }
    let asked =
        Request::get("/find").header(header::ACCEPT_LANGUAGE, "fr,de;q=0.5").body(Body::empty()).unwrap();
    assert!(app.send(asked).await.text().contains("<html lang=\"de\""));
}

#[tokio::test]
async fn the_brand_reaches_every_page_and_the_policy_allows_just_that() {
    let app = TestApp::start().await;
    let owner = app.sign_in("owner", Role::Owner).await;
    let answer = fill(&app, &owner, BRAND, GOOD_BRAND).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let page = app.get("/find").await;
    let html = page.text();
    let style = html.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    assert!(
        style.contains("--accent:#1f4e79")
            && style.contains("--radius:0")
            && style.ends_with("#main h1{letter-spacing:0}"),
        "{style}"
    );
    for words in [
        "Made <strong>by hand</strong>.",
        "href=\"https://shop.example/care\"",
        "&lt;b&gt;Open&lt;/b&gt; on weekdays",
    ] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
    let policy = page.header("content-security-policy");
    let hash = data_encoding::BASE64.encode(&Sha256::digest(style.as_bytes()));
    assert!(policy.contains(&format!("'sha256-{hash}'")), "{policy}");
}

/// A form with one file.
fn upload(cookie: &str, file: &[u8]) -> Request<Body> {
    let mut body =
        b"--edge\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"logo.png\"\r\n\r\n".to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    Request::post("/admin/shop/settings/brand/logo")
        .header(header::HOST, "shop.test")
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(Body::from(body))
        .unwrap()
}

/// A picture of one color.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_pixel(width, height, image::Rgb([47, 107, 79]));
    image::DynamicImage::ImageRgb8(picture).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn a_logo_is_written_anew_shown_on_pages_and_served_for_a_year() {
    let app = TestApp::start().await;
    let owner = app.sign_in("owner", Role::Owner).await;
    let answer = app.send(upload(&owner, &png(1024, 256))).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, BRAND),
        "{}",
        answer.text()
    );
    let logo = shop(&app).await.settings.logo.expect("the logo is in the settings");
    assert_eq!((logo.width, logo.height), (512, 128));
    let page = app.get("/find").await;
    let tag = format!("<img src=\"/brand/{}\" width=\"512\" height=\"128\" alt=\"Test Shop\">", logo.file);
    assert!(page.text().contains(&tag), "{}", page.text());
    assert!(page.header("content-security-policy").contains("img-src 'self' data:;"));
    let file = app.get(&format!("/brand/{}", logo.file)).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.header("content-type").starts_with("image/"));
    assert_eq!(file.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert!(image::load_from_memory(&file.body).is_ok());
    // Another one takes its place; then none.
    app.send(upload(&owner, &png(64, 64))).await;
    assert_eq!(app.get(&format!("/brand/{}", logo.file)).await.status, StatusCode::NOT_FOUND);
    app.post_as(&owner, "/admin/shop/settings/brand/logo/remove", "").await;
    assert_eq!(shop(&app).await.settings.logo, None);
    assert!(!app.get("/find").await.text().contains("<img"));
}

#[tokio::test]
async fn a_file_that_is_no_logo_is_refused_with_a_sentence() {
    let app = TestApp::start().await;
    let owner = app.sign_in("owner", Role::Owner).await;
    let large = vec![0; 2 * 1024 * 1024 + 1];
    let files: [(&[u8], &str); 4] = [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG is not taken"),
        (b"", "Choose a file first"),
        (b"GIF89a", "Upload a PNG, JPEG or WebP"),
        (&large, "larger than 2 MB"),
    ];
    for (file, sentence) in files {
        let answer = app.send(upload(&owner, file)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
        assert!(answer.text().contains(sentence), "{sentence}");
    }
    assert_eq!(shop(&app).await.settings.logo, None);
}
