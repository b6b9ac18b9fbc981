//! The words of messages in the merchant's admin: what is typed is looked at, refused for what is missing, saved,
//! compared, put back; it stays text; and it is nobody's but the owner's of this shop.

use axum::http::StatusCode;
use form_urlencoded::Serializer;
use waymark::domain::account::{Membership, Role, User};
use waymark::domain::audit::Audited;
use waymark::domain::clock::Clock as _;
use waymark::domain::ids::{ShopId, UserId};
use waymark::domain::message::MessageKind;
use waymark::domain::shop::Shop;
use waymark::jobs;
use waymark::language::Language;
use waymark::lifecycle::Stop;
use waymark::mail::template::TEXT_LIMIT;
use waymark::services::templates::TemplatePlace;

use super::changes::status;
use crate::support::app::{Answer, TestApp};

const SHIPPED: &str = "/admin/shop/templates/shipped/en";
const LINK: &str = "<p>See it at <a href=\"{{ order_status_url }}\">its page</a>.</p>";

/// A form as the editor sends it.
fn form(fields: &[(&str, &str)]) -> String {
    let mut form = Serializer::new(String::new());
    for (name, value) in fields {
        form.append_pair(name, value);
    }
    form.finish()
}

/// A whole source, with a button pressed.
fn source(html: &str, seen: &str, what: &str) -> String {
    form(&[
        ("form", "source"),
        ("subject", "Order {{ order_name }} is on its way"),
        ("html", html),
        ("seen", seen),
        ("do", what),
    ])
}

async fn owner(app: &TestApp) -> String {
    app.sign_in("owner", Role::Owner).await
}

/// The version in use for shipped orders in English, with its source; `None` for the built-in words.
async fn in_use(app: &TestApp) -> Option<(i64, String)> {
    let used = app.services.own_templates(&app.shop).await.unwrap();
    let ours = used.into_iter().find(|version| version.kind == "shipped" && version.language == "en")?;
    let html = ours.doc["body"]["html"].as_str().unwrap_or_default().to_owned();
    Some((ours.version, html))
}

/// Where the page's frame finds the message.
fn drawn(answer: &Answer) -> String {
    let text = answer.text();
    let (_, rest) = text.split_once("/admin/shop/templates/drawn/").expect("a message is drawn");
    format!("/admin/shop/templates/drawn/{}", &rest[..36])
}

#[tokio::test]
async fn the_list_tells_own_words_from_built_in_ones_and_what_is_to_be_mended() {
    let app = TestApp::start().await;
    status(&app, "oak").await;
    let cookie = owner(&app).await;
    let page = app.get_as(&cookie, "/admin/shop/templates").await.text();
    for kind in MessageKind::ALL {
        let path = format!("/admin/shop/templates/{}/da\"", kind.word());
        assert_eq!(page.contains(&path), kind != MessageKind::StatusCopy, "{kind:?}");
    }
    assert!(page.contains("/admin/shop/templates/status-oak/en\"") && !page.contains("lang own"), "{page}");
    let wrong = "knows_faults=1&knows_link=1&".to_owned() + &source("{{ nonsense }} here", "0", "save");
    assert_eq!(app.post_as(&cookie, SHIPPED, &wrong).await.status, StatusCode::SEE_OTHER);
    let page = app.get_as(&cookie, "/admin/shop/templates").await.text();
    assert_eq!(page.matches("lang own").count(), 1, "{page}");
    assert!(page.contains("2 errors") && page.contains("by owner"), "{page}");
}

#[tokio::test]
async fn what_is_typed_is_saved_and_the_next_message_has_these_words() {
    let app = TestApp::start().await;
    let cookie = owner(&app).await;
    let page = app.get_as(&cookie, SHIPPED).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    assert!(text.contains("The words that come with Waymark are in use."), "{text}");
    assert!(text.contains("name=\"form\" value=\"blocks\" checked"), "the built-in texts are a beginning");
    assert!(page.header("content-security-policy").contains("frame-src 'self'"));

    let answer = app.post_as(&cookie, SHIPPED, &source(LINK, "0", "save")).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, SHIPPED));
    assert_eq!(in_use(&app).await, Some((1, LINK.to_owned())));
    let page = app.get_as(&cookie, SHIPPED).await.text();
    assert!(page.contains("version 1, saved now by owner"), "{page}");
    let texts = form(&[
        ("subject", "S"),
        ("headline", "H"),
        ("text", "One\r\n\r\ntwo"),
        ("button", "Look"),
        ("seen", "1"),
        ("do", "save"),
    ]);
    assert_eq!(app.post_as(&cookie, SHIPPED, &texts).await.status, StatusCode::SEE_OTHER);
    let used = app.services.own_templates(&app.shop).await.unwrap();
    assert_eq!(used[0].doc["body"]["text"], "One\n\ntwo");
    let told = app.get_as(&cookie, "/admin/shop/settings/audit").await.text();
    assert!(told.contains("Changed a message") && told.contains("Shipped, English"), "{told}");
    assert!(told.contains("version 1") && told.contains("the built-in words"), "{told}");
}

#[tokio::test]
async fn a_missing_link_stops_saving_until_it_is_known() {
    let app = TestApp::start().await;
    let cookie = owner(&app).await;
    let without = source("<p>It is on its way.</p>", "0", "save");
    let answer = app.post_as(&cookie, SHIPPED, &without).await;
    let text = answer.text();
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        text.contains("Nothing is saved yet") && text.contains("I know that the link is missing"),
        "{text}"
    );
    assert!(text.contains("Save although") && !text.contains("knows_faults"), "{text}");
    assert!(
        text.contains("aria-invalid=\"true\"") && text.contains("It is on its way."),
        "nothing typed is lost"
    );
    assert_eq!(in_use(&app).await, None);
    let other = format!("{without}&knows_faults=yes");
    assert_eq!(app.post_as(&cookie, SHIPPED, &other).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let known = format!("{without}&knows_link=yes");
    assert_eq!(app.post_as(&cookie, SHIPPED, &known).await.status, StatusCode::SEE_OTHER);
    assert_eq!(in_use(&app).await.map(|(version, _)| version), Some(1));
}

#[tokio::test]
async fn a_text_that_no_message_can_have_is_not_used_whatever_is_known() {
    let app = TestApp::start().await;
    let cookie = owner(&app).await;
    let long = format!("{LINK}{}", "x".repeat(TEXT_LIMIT));
    let known = format!("{}&knows_faults=1&knows_link=1", source(&long, "0", "save"));
    let answer = app.post_as(&cookie, SHIPPED, &known).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Nothing is saved yet"));
    assert_eq!(in_use(&app).await, None);
    // One from before texts had to fit is not put back.
    let doc = serde_json::json!({"subject": "S", "body": {"form": "source", "html": long, "text": ""}});
    let (store, now, what) = (app.services.store.shop(app.shop.id), app.clock.now(), Audited::default());
    let place = ("shipped", "en");
    assert!(store.save_template(place, &doc, 0, ("O", &what), now, &*app.services.chance).await.unwrap());
    app.post_as(&cookie, SHIPPED, &source(LINK, "1", "save")).await;
    let version = format!("{SHIPPED}/versions/1");
    let answer = app.post_as(&cookie, &version, &form(&[("seen", "2")])).await;
    assert_eq!(answer.header("location"), version);
    assert_eq!(in_use(&app).await, Some((2, LINK.to_owned())));
}

#[tokio::test]
async fn what_will_not_work_is_told_below_its_field_with_line_and_column() {
    let app = TestApp::start().await;
    let cookie = owner(&app).await;
    let typed = format!("{LINK}\n{{% if email %}}\n  {{{{ total_price | mony }}}}");
    let answer = app.post_as(&cookie, SHIPPED, &source(&typed, "0", "look")).await;
    assert_eq!(answer.status, StatusCode::OK);
    let text = answer.text();
    let (_, below) = text.split_once("id=\"found-html\"").unwrap();
    let below = below.split("</ul>").next().unwrap();
    assert!(below.contains("data-line=\"3\" data-column=\"20\""), "{below}");
    assert!(below.contains("There is no filter “mony”. Did you mean “money”?"), "{below}");
    assert!(below.contains("Line 2, column 1") && below.contains("`{% endif %}` is missing"), "{below}");
    assert!(
        text.contains("id=\"found-subject\" data-fresh=\"found-subject\" class=\"findings\"></ul>"),
        "nothing about the subject"
    );
    assert_eq!(in_use(&app).await, None, "looking saves nothing");

    // What `waymark template lint` finds, the page tells.
    let place = TemplatePlace { kind: MessageKind::Shipped, status: None, language: Language::English };
    let read = waymark::mail::template::read_file(&format!("Subject: Order {{{{ order_name }}}}\n\n{typed}"));
    let hosts = app.services.own_hosts(&app.shop);
    let about = waymark::mail::template::LintFor { kind: Some(place.kind), hosts: &hosts, untranslated: &[] };
    for found in waymark::mail::template::lint(&read.template, &about) {
        let sentence = found.sentence.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        assert!(below.contains(&sentence), "{sentence} in {below}");
    }

    let empty = form(&[("form", "source"), ("html", LINK), ("seen", "0"), ("do", "look")]);
    let text = app.post_as(&cookie, SHIPPED, &empty).await.text();
    assert!(text.contains("The message has no subject."), "{text}");
    let large = source(&format!("{LINK}{}", "<p>Many words.</p>".repeat(3_500)), "0", "look");
    let text = app.post_as(&cookie, SHIPPED, &large).await.text();
    assert!(text.contains("keep it below 60 kB") && text.contains("badge warn"), "{}", &text[..2_000]);
}

#[tokio::test]
async fn the_message_is_drawn_in_a_frame_of_its_own_and_what_is_typed_stays_text() {
    let app = TestApp::start().await;
    app.import(&serde_json::json!({"id": 1, "name": "#1001", "email": "ida@example.com",
        "created_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-20T10:00:00Z",
        "line_items": [{"id": 5, "title": "Lamp <img src=x onerror=alert(1)>", "quantity": 1}]}))
        .await;
    let cookie = owner(&app).await;
    let evil = "</textarea><script>alert(1)</script><p onclick=\"alert(2)\">Hello {{ order_name }} {{ line_items[0].title }}</p>";
    let typed = form(&[
        ("form", "source"),
        ("subject", "<b>{{ order_name }}</b>"),
        ("html", &format!("{evil}{LINK}")),
        ("preview_order", "1001"),
        ("preview_language", "da"),
        ("seen", "0"),
        ("do", "look"),
    ]);
    let answer = app.post_as(&cookie, SHIPPED, &typed).await;
    let text = answer.text();
    assert!(text.contains("Tried on order #1001, with its real data."), "{text}");
    assert!(
        !text.contains("<script>alert") && !text.contains("<b>#1001") && !text.contains("<p onclick"),
        "{text}"
    );
    assert!(text.contains("&lt;/textarea>&lt;script>"), "it stands in its field");
    assert!(text.contains("sandbox=\"\""), "{text}");
    let frame = app.get_as(&cookie, &drawn(&answer)).await;
    assert_eq!(frame.status, StatusCode::OK);
    let policy = frame.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("sandbox"), "{policy}");
    assert!(policy.contains("frame-ancestors 'self'") && frame.header("x-frame-options") == "SAMEORIGIN");
    let html = frame.text();
    assert!(html.contains("Hello #1001") && html.contains("lang=\"da\""), "{html}");
    for gone in ["<script", "onclick", "onerror=alert(1)>", "<img"] {
        assert!(!html.contains(gone), "{gone} in {html}");
    }
    let none = app.post_as(&cookie, SHIPPED, &typed.replace("1001", "9999")).await.text();
    assert!(none.contains("There is no order “9999”: this is a sample."), "{none}");
    let fault = app.post_as(&cookie, SHIPPED, &source("{% if %}", "0", "look")).await.text();
    assert!(!fault.contains("<iframe") && fault.contains("class=\"wrong\""), "{fault}");
}

#[tokio::test]
async fn versions_are_compared_and_put_back_as_new_ones() {
    let app = TestApp::start().await;
    let cookie = owner(&app).await;
    let second = format!("{LINK}\n<p>Second & last.</p>");
    app.post_as(&cookie, SHIPPED, &source(LINK, "0", "save")).await;
    app.post_as(&cookie, SHIPPED, &source(&second, "1", "save")).await;
    let page = app.get_as(&cookie, &format!("{SHIPPED}/versions")).await.text();
    assert!(page.contains(&format!("{SHIPPED}/versions/1")) && page.contains("In use"), "{page}");
    let page = app.get_as(&cookie, &format!("{SHIPPED}/versions/1")).await.text();
    let (gone, stays) = ("<p>Second &amp; last.</p>".replace('<', "&lt;").replace('>', "&gt;"), "See it at");
    assert!(page.contains("<del>") && page.contains(&gone) && page.contains(stays), "{page}");
    let seen = |version: &str| form(&[("seen", version)]);
    let late = app.post_as(&cookie, &format!("{SHIPPED}/versions/1"), &seen("1")).await;
    assert_eq!(late.header("location"), format!("{SHIPPED}/versions/1"), "somebody saved meanwhile");
    assert_eq!(in_use(&app).await, Some((2, second.clone())));
    let answer = app.post_as(&cookie, &format!("{SHIPPED}/versions/1"), &seen("2")).await;
    assert_eq!(answer.header("location"), SHIPPED);
    assert_eq!(in_use(&app).await, Some((3, LINK.to_owned())));
    let answer = app.post_as(&cookie, &format!("{SHIPPED}/reset"), "").await;
    assert_eq!((answer.header("location"), in_use(&app).await), (SHIPPED, None));
    let page = app.get_as(&cookie, &format!("{SHIPPED}/versions/3")).await.text();
    assert!(page.contains("<ins>") && page.contains("Restore version 3"), "{page}");
    let told = app.get_as(&cookie, "/admin/shop/settings/audit").await.text();
    assert!(told.contains("version 3, the same as version 1"), "{told}");
    assert!(told.contains("Went back to a message"), "{told}");
    for nothing in ["versions/9", "versions/x"] {
        let path = format!("{SHIPPED}/{nothing}");
        assert_eq!(app.get_as(&cookie, &path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.post_as(&cookie, &path, &seen("4")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn who_saves_after_somebody_else_is_told_and_loses_nothing() {
    let app = TestApp::start().await;
    let cookie = owner(&app).await;
    app.post_as(&cookie, SHIPPED, &source(LINK, "0", "save")).await;
    let mine = format!("{LINK}<p>Mine.</p>");
    let answer = app.post_as(&cookie, SHIPPED, &source(&mine, "0", "save")).await;
    let text = answer.text();
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(
        text.contains("owner saved version 1 while you typed") && text.contains("&lt;p>Mine.&lt;/p>"),
        "{text}"
    );
    assert!(text.contains("name=\"seen\" value=\"1\""), "saving again takes its place");
    assert_eq!(in_use(&app).await, Some((1, LINK.to_owned())));
    app.post_as(&cookie, SHIPPED, &source(&mine, "1", "save")).await;
    assert_eq!(in_use(&app).await, Some((2, mine)));
}

#[tokio::test]
async fn messages_about_one_status_borrow_the_words_for_all_until_they_have_their_own() {
    let app = TestApp::start().await;
    status(&app, "oak").await;
    let cookie = owner(&app).await;
    let all = "/admin/shop/templates/status_changed/en";
    app.post_as(&cookie, all, &source(&format!("{LINK}<p>For all.</p>"), "0", "save")).await;
    let oak = "/admin/shop/templates/status-oak/en";
    let page = app.get_as(&cookie, oak).await.text();
    assert!(page.contains("For all.") && page.contains("is for this status alone"), "{page}");
    app.post_as(&cookie, oak, &source(&format!("{LINK}<p>For oak.</p>"), "0", "save")).await;
    assert!(app.get_as(&cookie, oak).await.text().contains("For oak."));
    assert!(app.get_as(&cookie, all).await.text().contains("For all."));
    for nowhere in ["status-none/en", "nonsense/en", "shipped/tlh", "status_copy/en"] {
        let path = format!("/admin/shop/templates/{nowhere}");
        for tail in ["", "/versions", "/versions/1"] {
            let answer = app.get_as(&cookie, &format!("{path}{tail}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}{tail}");
        }
        for (tail, body) in [("", source(LINK, "0", "save")), ("/reset", String::new())] {
            let answer = app.post_as(&cookie, &format!("{path}{tail}"), &body).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}{tail}");
        }
    }
}

#[tokio::test]
async fn a_test_goes_to_whoever_asks_for_it_and_not_too_often() {
    let app = TestApp::start().await;
    let cookie = owner(&app).await;
    let (handle, stop) = Stop::by_hand();
    let worker = tokio::spawn(jobs::send_tests(app.mails.clone(), app.test_mails.clone(), stop));
    let answer = app.post_as(&cookie, SHIPPED, &source(&format!("{LINK}<p>Try.</p>"), "0", "test")).await;
    let text = answer.text();
    assert!(text.contains("The test is sent") && text.contains("&lt;p>Try.&lt;/p>"), "{text}");
    let sent = app.mails.0.lock().unwrap().clone();
    assert_eq!(sent.len(), 1);
    assert_eq!((sent[0].to.as_str(), sent[0].from.name.as_str()), ("owner@example.com", "Test Shop"));
    assert_eq!(sent[0].subject, "[Test] Order #1001 is on its way");
    assert!(sent[0].html.contains("Try.") && sent[0].text.contains("Try."));
    let broken = app.post_as(&cookie, SHIPPED, &source("{% if %}", "0", "test")).await.text();
    assert!(broken.contains("The test was not sent"), "{broken}");
    for _ in 0..4 {
        app.post_as(&cookie, SHIPPED, &source(LINK, "0", "test")).await;
    }
    let answer = app.post_as(&cookie, SHIPPED, &source(LINK, "0", "test")).await.text();
    assert!(answer.contains("These are many tests."), "{answer}");
    assert_eq!(app.mails.0.lock().unwrap().len(), 4, "five tries a minute, one of them broken");
    assert_eq!(in_use(&app).await, None);
    handle.send(true).unwrap();
    worker.await.unwrap();
}

#[tokio::test]
async fn who_looks_often_waits_for_the_drawing_and_loses_nothing() {
    let app = TestApp::start().await;
    let cookie = owner(&app).await;
    for _ in 0..30 {
        // Refused before anything is rendered, which is quick.
        app.post_as(&cookie, SHIPPED, &source("{% if %}", "0", "look")).await;
    }
    let typed = source(&format!("{LINK}<p>Typed. {{{{ nonsense }}}}</p>"), "0", "look");
    let text = app.post_as(&cookie, SHIPPED, &typed).await.text();
    assert!(text.contains("These are many previews. The next one is drawn in"), "{text}");
    assert!(text.contains("&lt;p>Typed.") && text.contains("There is no variable “nonsense”"), "{text}");
    assert!(!text.contains("<iframe"), "{text}");
    let other = app.sign_in("other", Role::Owner).await;
    assert!(app.post_as(&other, SHIPPED, &typed).await.text().contains("<iframe"), "nobody else waits");
    let saved = app.post_as(&cookie, SHIPPED, &source(LINK, "0", "save")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    app.clock.set(app.clock.now().plus_minutes(1));
    assert!(app.post_as(&cookie, SHIPPED, &typed).await.text().contains("<iframe"));
}

#[tokio::test]
async fn staff_and_people_of_other_shops_get_nothing() {
    let app = TestApp::start().await;
    let cookie = owner(&app).await;
    app.post_as(&cookie, SHIPPED, &source(LINK, "0", "save")).await;
    let seen = drawn(&app.get_as(&cookie, SHIPPED).await);
    let staff = app.sign_in("staff", Role::Staff).await;
    let save = source("<p>Other words.</p>", "1", "save");
    for path in ["/admin/shop/templates", SHIPPED, &seen, &format!("{SHIPPED}/versions")] {
        assert_eq!(app.get_as(&staff, path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(app.post_as(&staff, SHIPPED, &save).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.post_as(&staff, &format!("{SHIPPED}/reset"), "").await.status, StatusCode::FORBIDDEN);

    let (now, store) = (app.clock.now(), &app.services.store);
    let id = ShopId::new(now, &*app.services.chance);
    let (handle, domain) = ("other".to_owned(), "other.myshopify.com".to_owned());
    store.save_shop(&Shop { id, handle, domain, name: "Other".into(), ..app.shop.clone() }).await.unwrap();
    let user = User {
        id: UserId::new(now, &*app.services.chance),
        email: "other@example.com".into(),
        name: "Other".into(),
    };
    store.add_user(&user, now).await.unwrap();
    store.set_member(user.id, Membership { shop: id, role: Role::Owner }, now).await.unwrap();
    let key = app.services.begin_session(&user, "a test").await.unwrap();
    let other = format!("waymark-admin={}", key.reveal());
    assert_eq!(app.get_as(&other, SHIPPED).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.post_as(&other, SHIPPED, &save).await.status, StatusCode::NOT_FOUND);
    // Their own shop finds neither the words nor what was drawn.
    let own = app.get_as(&other, &SHIPPED.replace("/shop/", "/other/")).await;
    assert!(own.status == StatusCode::OK && own.text().contains("The words that come with Waymark"));
    let drawn = app.get_as(&other, &seen.replace("/shop/", "/other/")).await;
    assert!(drawn.status == StatusCode::NOT_FOUND && drawn.text().contains("This preview is over."));
    assert_eq!(in_use(&app).await, Some((1, LINK.to_owned())));
}
