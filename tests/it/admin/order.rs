//! Staff work on one order: its page, moving it along, comments with pictures, links.

use std::io::Cursor;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use image::ImageDecoder as _;
use serde_json::json;
use waymark::domain::account::Role;
use waymark::domain::ids::OrderId;
use waymark::domain::mail_settings::{Consent, MailSettings, QuietHours};
use waymark::domain::message::{MessageKind, Suppression};
use waymark::domain::status::{Status, StatusWords};

use crate::support::app::{Answer, NOON, TestApp};

struct Desk {
    app: TestApp,
    id: OrderId,
    owner: String,
    staff: String,
    path: String,
}

async fn status(app: &TestApp, handle: &str, visible: bool) -> Status {
    let mut status = app.services.new_status(&app.shop, handle).await.unwrap();
    status.name = format!("Inside {handle}");
    status.public = StatusWords { name: format!("Public {handle}"), text: None };
    status.visible = visible;
    app.services.save_status(&app.shop, &status).await.unwrap();
    status
}

impl Desk {
    async fn open() -> Self {
        let app = TestApp::start().await;
        let line = |id: u32, title: &str| {
            json!({"id": id, "title": title, "quantity": 1, "current_quantity": 1,
                "fulfillable_quantity": 1, "requires_shipping": true, "price": "100.00"})
        };
        app.import(&json!({"id": 1, "name": "#1001", "email": "shopper@example.com", "customer_locale": "da-DK",
            "created_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-20T10:00:00Z", "financial_status": "paid",
            "line_items": [line(11, "Oak table"), line(12, "Chair")]}))
            .await;
        status(&app, "oak", true).await;
        status(&app, "hidden", false).await;
        let id = app.services.order_by_name(&app.shop, "1001").await.unwrap().unwrap();
        let owner = app.sign_in("owner", Role::Owner).await;
        let staff = app.sign_in("staff", Role::Staff).await;
        let path = format!("/admin/shop/orders/{id}");
        Self { app, id, owner, staff, path }
    }

    async fn page(&self) -> String {
        let answer = self.app.get_as(&self.staff, &self.path).await;
        assert_eq!(answer.status, StatusCode::OK);
        answer.text()
    }

    async fn send(&self, cookie: &str, form: &str) -> Answer {
        self.app.post_as(cookie, &format!("{}/change", self.path), form).await
    }

    async fn revision(&self) -> i64 {
        self.app.services.store.shop(self.app.shop.id).order(self.id).await.unwrap().unwrap().revision
    }

    async fn comment(&self, text: &str, visibility: &str, file: &[u8], alt: &str) -> Answer {
        let mut body = Vec::new();
        for (name, value) in [("text", text), ("visibility", visibility), ("once", text), ("alt", alt)] {
            body.extend(
                format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        body.extend(b"--b\r\ncontent-disposition: form-data; name=\"picture\"; filename=\"p\"\r\n\r\n");
        body.extend(file);
        body.extend(b"\r\n--b--\r\n");
        let request = Request::post(format!("{}/comment", self.path))
            .header(header::HOST, "shop.test")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, &self.staff)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
        self.app.send(request.body(Body::from(body)).unwrap()).await
    }
}

pub fn photo() -> Vec<u8> {
    let mut bytes = Vec::new();
    let image = image::DynamicImage::new_rgb8(2_000, 1_000);
    image.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    bytes
}

#[tokio::test]
async fn a_change_is_looked_at_carried_out_once_and_read_by_the_shopper() {
    let desk = Desk::open().await;
    let form = format!(
        "status=oak&note=Smells+good&private_note=Board+7&due=set&due_from=2026-11-30&due_to=2026-12-02\
         &reason=Wet+wood&message=yes&revision={}&once=a1",
        desk.revision().await
    );
    let look = desk.send(&desk.staff, &form).await;
    assert_eq!(look.status, StatusCode::OK);
    let html = look.text();
    for words in [
        "This will happen",
        "No status → Inside oak",
        "Public oak",
        "Smells good",
        "Board 7",
        "Wet wood",
        "1 message to s…@example.com in Danish, goes out after 60 s.",
    ] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
    assert!(!desk.page().await.contains("Status: Inside oak"), "looking changes nothing");
    for _ in 0..2 {
        let done = desk.send(&desk.staff, &format!("{form}&confirm=yes")).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    }
    let html = desk.page().await;
    for words in ["Status: Inside oak", "Shopper sees this", "Board 7", "can be undone", "Goes out in"] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
    assert_eq!(html.matches("Status: Inside oak").count(), 1, "sent twice, it happened once");
    let shopper = desk.app.get(&desk.app.link("#1001").await).await.text();
    assert!(
        shopper.contains("Public oak") && shopper.contains("Smells good") && !shopper.contains("Board 7")
    );
}

#[tokio::test]
async fn the_second_of_two_people_is_told_and_loses_nothing() {
    let desk = Desk::open().await;
    let seen = desk.revision().await;
    let first = desk.send(&desk.owner, &format!("status=oak&revision={seen}&once=a1&confirm=yes")).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let form =
        format!("status=hidden&note=My+own+words&private_note=Board+7&revision={seen}&once=b1&confirm=yes");
    let second = desk.send(&desk.staff, &form).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    let html = second.text();
    for words in ["owner set the status “Inside oak”", "My own words", "Board 7", "Send anyway", "Look again"]
    {
        assert!(html.contains(words), "{words} is not in {html}");
    }
    let again = desk.send(&desk.staff, &form.replace("confirm", "edit")).await;
    assert!(again.status == StatusCode::OK && again.text().contains("My own words"));
    let anyway = form.replace(&format!("revision={seen}"), &format!("revision={}", desk.revision().await));
    assert_eq!(desk.send(&desk.staff, &anyway).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_form_to_correct_comes_back_as_typed_with_a_sentence() {
    let desk = Desk::open().await;
    for (form, sentence) in [
        ("note=", "Nothing is to be changed yet."),
        ("due=set&due_from=soon&note=typed+words", "Give the day as 2026-11-30"),
        (
            "due=set&due_from=2026-11-30&due_to=2026-11-20&note=typed+words",
            "The last day lies before the first.",
        ),
        ("status=gone&note=typed+words", "This status is not there any more."),
        ("item=11&note=typed+words", "Choose the status these items get"),
        (
            "status=oak&due=keep&due_from=2026-11-30&note=typed+words",
            "choose “Set it to”, or empty the field",
        ),
        ("status=oak&due_to=2026-11-30&note=typed+words", "choose “Set it to”, or empty the field"),
        ("status=oak&reason=Wet&note=typed+words", "A reason stands beside a new date"),
        (
            "status=oak&message=yes&when=hold&send_at=2026-11-30T09%3A00&note=typed+words",
            "choose “At a day and time”, or empty the field",
        ),
    ] {
        let answer = desk.send(&desk.staff, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        let html = answer.text();
        assert!(
            html.contains(sentence) && (form.starts_with("item") || html.contains("aria-invalid=\"true\"")),
            "{form} {html}"
        );
        assert!(!form.contains("typed") || html.contains("typed words"), "{form} {html}");
    }
    let strange = desk.app.get_as(&desk.staff, "/admin/shop/orders/none").await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
}

/// A JPEG as a camera writes it: lying on its side, with a description in its EXIF part.
fn photo_of_a_camera() -> Vec<u8> {
    let mut picture = Vec::new();
    let image = image::DynamicImage::new_rgb8(40, 20);
    image.write_to(&mut Cursor::new(&mut picture), image::ImageFormat::Jpeg).unwrap();
    let place = b"56.1629N 10.2039E, taken at home\0";
    let count = u32::try_from(place.len()).unwrap();
    // TIFF, little-endian: one directory with a description and with the way up (a quarter turn).
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    exif.extend([0x0e, 0x01, 2, 0]);
    exif.extend(count.to_le_bytes());
    exif.extend(38_u32.to_le_bytes());
    exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]);
    exif.extend(place);
    let mut file = picture[..2].to_vec();
    file.extend([0xff, 0xe1]);
    file.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    file.extend(exif);
    file.extend(&picture[2..]);
    file
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[tokio::test]
async fn what_a_camera_writes_beside_a_photo_is_gone_and_the_photo_stands_upright() {
    let desk = Desk::open().await;
    let file = photo_of_a_camera();
    assert!(holds(&file, b"Exif") && holds(&file, b"taken at home"));
    let mut decoder =
        image::ImageReader::new(Cursor::new(&file)).with_guessed_format().unwrap().into_decoder().unwrap();
    assert_eq!(
        decoder.orientation().unwrap(),
        image::metadata::Orientation::Rotate90,
        "the EXIF part is read"
    );
    let written = desk.comment("Look", "public", &file, "").await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.text());
    let store = desk.app.services.store.shop(desk.app.shop.id);
    let known = store.order(desk.id).await.unwrap().unwrap().order;
    let id = known.comments.values().next().unwrap().pictures[0].id;
    let link = desk.app.link("#1001").await;
    let shopper = desk.app.get(&format!("{link}/picture/{id}")).await;
    let staff = desk.app.get_as(&desk.staff, &format!("{}/pictures/{id}", desk.path)).await;
    for answer in [shopper, staff] {
        assert_eq!(answer.status, StatusCode::OK);
        let shown = image::load_from_memory(&answer.body).unwrap();
        assert_eq!((shown.width(), shown.height()), (20, 40), "turned upright");
        for part in [&b"Exif"[..], b"taken at home", b"56.1629", b"II*\0", &[0xff, 0xe1]] {
            assert!(!holds(&answer.body, part), "{part:?} is still there");
        }
    }
}

#[tokio::test]
async fn a_photo_reaches_the_shopper_and_only_where_it_may() {
    let desk = Desk::open().await;
    let refused = desk.comment("Look at this", "public", b"no picture at all", "").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("no picture that can be read") && refused.text().contains("Look at this")
    );
    let written = desk.comment("Look at this", "public", &photo(), "The joined boards").await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.text());
    assert_eq!(
        desk.comment("Between us", "private", &photo(), "A crack").await.status,
        StatusCode::SEE_OTHER
    );
    let link = desk.app.link("#1001").await;
    let html = desk.app.get(&link).await.text();
    assert!(
        html.contains("alt=\"The joined boards\"")
            && !html.contains("A crack")
            && !html.contains("Between us")
    );
    let src = |html: &str, from: &str| {
        let at = html.find(from).unwrap();
        html[at..].split('"').next().unwrap().to_owned()
    };
    let shown = src(&html, &format!("{link}/picture/"));
    let answer = desk.app.get(&shown).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "image/jpeg"));
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("cache-control"), "private, no-store");
    let picture = image::load_from_memory(&answer.body).unwrap();
    assert_eq!((picture.width(), picture.height()), (1_600, 800));
    let known = desk.app.services.store.shop(desk.app.shop.id).order(desk.id).await.unwrap().unwrap();
    let private = known.order.comments.values().find(|comment| !comment.public).unwrap().pictures[0].id;
    assert_eq!(desk.app.get(&format!("{link}/picture/{private}")).await.status, StatusCode::NOT_FOUND);
    let for_staff = desk.app.get_as(&desk.staff, &format!("{}/pictures/{private}", desk.path)).await;
    assert_eq!(for_staff.status, StatusCode::OK);
    desk.app.clock.set(desk.app_later());
    assert_eq!(desk.app.get(&shown).await.status, StatusCode::NOT_FOUND, "reduced level shows no pictures");
}

#[tokio::test]
async fn whoever_chose_pictures_is_told_to_choose_them_again() {
    let desk = Desk::open().await;
    let again = "Choose the pictures again: browsers do not keep them.";
    let short = desk.comment("No", "private", &photo(), "The joined boards").await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = short.text();
    assert!(html.contains("at least 3 characters") && html.contains(again), "{html}");
    assert!(html.contains("The joined boards"), "what it shows is kept");
    let broken = desk.comment("Look at this", "public", b"no picture at all", "").await.text();
    assert!(broken.contains(again), "{broken}");
    let without = desk.comment("No", "private", b"", "").await.text();
    assert!(without.contains("at least 3 characters") && !without.contains(again), "{without}");
}

impl Desk {
    /// Late enough for links to show the reduced level only.
    fn app_later(&self) -> waymark::domain::clock::Millis {
        NOON.plus_days(60)
    }
}

#[tokio::test]
async fn an_item_has_a_status_of_its_own_until_the_order_moves_on() {
    let desk = Desk::open().await;
    let late = desk.send(&desk.staff, "status=oak&item=12&once=a1&confirm=yes&revision=99").await;
    assert_eq!(late.status, StatusCode::SEE_OTHER, "{}", late.text());
    let link = desk.app.link("#1001").await;
    let html = desk.app.get(&format!("{link}?lang=en")).await.text();
    assert!(html.contains("Public oak, for part of your order") && html.contains("Being prepared"));
    assert!(!html.contains("<h1 id=\"headline\">Public oak"), "one item does not speak for the order");
    let staff = desk.page().await;
    assert!(staff.contains("Status of 1 item: Inside oak"));
    desk.app.clock.set(desk.app_later());
    let reduced = desk.app.get(&format!("{link}?lang=en")).await.text();
    assert!(reduced.contains("Public oak, for part of your order") && !reduced.contains("Chair"));
}

#[tokio::test]
async fn who_ordered_and_the_tags_stand_beside_the_order() {
    let desk = Desk::open().await;
    let line = json!({"id": 21, "title": "Bench", "quantity": 1, "requires_shipping": true});
    let order = json!({"id": 2, "name": "#1002", "email": "shopper@example.com", "tags": "Oak, <b>rush",
        "created_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-20T10:00:00Z", "line_items": [line],
        "shipping_address": {"first_name": "Person", "last_name": "Of Test"}});
    desk.app.import(&order).await;
    let id = desk.app.services.order_by_name(&desk.app.shop, "1002").await.unwrap().unwrap();
    let html = desk.app.get_as(&desk.staff, &format!("/admin/shop/orders/{id}")).await.text();
    for words in ["Person Of Test", ">Oak</li>", "&lt;b&gt;rush</li>"] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
}

#[tokio::test]
async fn links_are_made_looked_at_and_ended() {
    let desk = Desk::open().await;
    let made = desk.app.post_as(&desk.staff, &format!("{}/links", desk.path), "purpose=share").await;
    assert_eq!(made.status, StatusCode::SEE_OTHER);
    let html = desk.page().await;
    assert!(html.contains("To pass on, without prices") && html.contains("no visits"));
    let at = html.find("http://shop.test/o/").unwrap();
    let link = html[at + 16..].split('"').next().unwrap().to_owned();
    assert_eq!(desk.app.get(&link).await.status, StatusCode::OK);
    let ended = desk.app.post_as(&desk.staff, &format!("{}/links/end", desk.path), "").await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.app.get(&link).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn staff_see_what_a_shopper_sees_at_each_level() {
    let desk = Desk::open().await;
    let at = |level: &str| format!("{}/as-shopper?level={level}&lang=en", desk.path);
    let reduced = desk.app.get_as(&desk.staff, &at("reduced")).await.text();
    let standard = desk.app.get_as(&desk.staff, &at("standard")).await.text();
    assert!(!reduced.contains("Oak table") && standard.contains("Oak table"));
    assert!(reduced.contains("reduced level. No visit is counted."));
    let links = desk.app.services.store.shop(desk.app.shop.id).links_of(desk.id).await.unwrap();
    assert!(links.is_empty(), "looking makes no link");
}

#[tokio::test]
async fn a_change_is_taken_back_as_long_as_nobody_was_told() {
    let desk = Desk::open().await;
    let done = desk.send(&desk.staff, "status=oak&message=yes&once=a1&confirm=yes&revision=99").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let html = desk.page().await;
    let at = html.find(&format!("{}/undo/", desk.path)).unwrap();
    let path = html[at..].split('"').next().unwrap().to_owned();
    assert_eq!(desk.app.post_as(&desk.staff, &path, "").await.status, StatusCode::SEE_OTHER);
    let html = desk.page().await;
    assert!(html.contains("Undone: status “Inside oak”") && html.contains("Canceled before it was sent"));
    assert!(!desk.app.get(&desk.app.link("#1001").await).await.text().contains("Public oak"));
}

/// The cookies of a browser that was just told something.
fn told(cookie: &str, answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    format!("{cookie}; {}", answer.header("set-cookie").split(';').next().unwrap())
}

/// The element of the page that begins with the last `open` before `words` and ends with the next `close`.
fn around<'a>(html: &'a str, words: &str, open: &str, close: &str) -> &'a str {
    let at = html.find(words).unwrap_or_else(|| panic!("{words} is not in {html}"));
    let from = html[..at].rfind(open).unwrap();
    &html[from..at + html[at..].find(close).unwrap()]
}

#[tokio::test]
async fn undo_stands_beside_the_change_it_takes_back_and_beside_nothing_else() {
    let desk = Desk::open().await;
    let moved = desk.send(&desk.staff, "status=oak&message=no&once=a1&confirm=yes&revision=99").await;
    let page = desk.app.get_as(&told(&desk.staff, &moved), &desk.path).await.text();
    assert!(!around(&page, "Order changed.", "<aside", "</aside>").contains("<form"), "{page}");
    assert!(around(&page, "can be undone", "<div", "</div>").contains(">Undo<"), "{page}");
    let linked = desk.app.post_as(&desk.staff, &format!("{}/links", desk.path), "purpose=share").await;
    let page = desk.app.get_as(&told(&desk.staff, &linked), &desk.path).await.text();
    assert!(!around(&page, "Link made.", "<aside", "</aside>").contains("<form"), "{page}");
    assert!(around(&page, "You changed this order.", "<div", "</div>").contains(">Undo<"), "{page}");
    let undo = around(&page, "/undo/", "\"", "\"").trim_matches('"').to_owned();
    let undone = desk.app.post_as(&desk.staff, &undo, "").await;
    let page = desk.app.get_as(&told(&desk.staff, &undone), &desk.path).await.text();
    assert!(page.contains("Undone.") && !page.contains(">Undo<"), "{page}");
}

#[tokio::test]
async fn a_message_goes_as_the_status_says_unless_it_is_chosen_otherwise() {
    let desk = Desk::open().await;
    let mut writes = status(&desk.app, "writes", true).await;
    writes.message.send = true;
    desk.app.services.save_status(&desk.app.shop, &writes).await.unwrap();
    let page = desk.page().await;
    assert!(page.contains("As the status says; a date alone is told</option>"), "{page}");
    for (form, words) in [
        ("status=writes&message=status", "1 message to s"),
        ("status=writes&message=no", "No message goes out"),
        ("status=oak&message=status", "this status does not write to the shopper"),
        ("status=oak&message=yes", "1 message to s"),
        ("due=set&due_from=2026-11-30&message=status", "1 message to s"),
    ] {
        let look = desk.send(&desk.staff, form).await.text();
        assert!(look.contains(words), "{form}: {words} is not in {look}");
    }
    let quiet = desk.send(&desk.staff, "status=oak&message=status&once=a1&revision=99&confirm=yes").await;
    assert_eq!(quiet.status, StatusCode::SEE_OTHER, "{}", quiet.text());
    let messages = desk.app.services.store.shop(desk.app.shop.id).messages_of(desk.id).await.unwrap();
    assert!(messages.is_empty(), "{messages:?}");
}

#[tokio::test]
async fn no_message_is_promised_that_will_not_go() {
    type Setting = fn(&mut MailSettings);
    let desk = Desk::open().await;
    let store = desk.app.services.store.shop(desk.app.shop.id);
    let saved = |change: Setting| {
        let mut shop = desk.app.shop.clone();
        change(&mut shop.settings.mail);
        shop
    };
    let table: [(Setting, &str); 3] = [
        (
            |mail| mail.consent = Consent::OptIn,
            "No message to the shopper: the shopper did not ask for progress reports.",
        ),
        (
            |mail| {
                mail.kinds.insert(MessageKind::StatusChanged, false);
            },
            "No message to the shopper: messages of this kind are turned off in the settings.",
        ),
        (
            |mail| mail.quiet = Some(QuietHours { from: 11, to: 14 }),
            "goes out after 60 s. It is a quiet hour then: it goes out Today 14:00.",
        ),
    ];
    for (change, words) in table {
        desk.app.services.store.save_shop(&saved(change)).await.unwrap();
        let look = desk.send(&desk.staff, "status=oak&message=yes").await.text();
        assert!(look.contains(words) && desk.page().await.contains(words), "{words} is not in {look}");
    }
    desk.app.services.store.save_shop(&saved(|_| {})).await.unwrap();
    let mut oak = desk.app.services.status(&desk.app.shop, "oak").await.unwrap().unwrap();
    oak.message.extra_recipients = vec!["boss@example.com".into(), "oven@example.com".into()];
    desk.app.services.save_status(&desk.app.shop, &oak).await.unwrap();
    let look = desk.send(&desk.staff, "status=oak&message=yes").await.text();
    assert!(look.contains("after 60 s. 2 copies go to the other addresses of the status."), "{look}");
    store.suppress("shopper@example.com", Suppression::Unsubscribed, None, NOON).await.unwrap();
    let look = desk.send(&desk.staff, "status=oak&message=yes").await.text();
    assert!(look.contains("No message to the shopper: the shopper unsubscribed. 2 copies go"), "{look}");
    let done = desk.send(&desk.staff, "status=oak&message=yes&once=a1&revision=99&confirm=yes").await;
    let page = desk.app.get_as(&told(&desk.staff, &done), &desk.path).await.text();
    let words =
        "Order changed. 2 messages go out in 60 s. No message to the shopper: the shopper unsubscribed.";
    assert!(page.contains(words), "{page}");
}

#[tokio::test]
async fn looking_at_an_address_that_takes_forms_alone_leads_to_its_page() {
    let desk = Desk::open().await;
    for form in ["change", "comment", "undo/none", "links/end"] {
        let answer = desk.app.get_as(&desk.staff, &format!("{}/{form}", desk.path)).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::SEE_OTHER, &*desk.path),
            "{form}"
        );
        assert_eq!(answer.header("cache-control"), "private, no-store", "{form}");
    }
    // Whoever has no link learns nothing of it: any address there leads on, and none opens anything.
    for link in [desk.app.link("#1001").await, "/o/nothing".to_owned()] {
        let answer = desk.app.get(&format!("{link}/updates?lang=da")).await;
        let page = format!("{link}?lang=da");
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, &*page));
    }
    let put = Request::put(format!("{}/change", desk.path)).header("sec-fetch-site", "same-origin");
    let put = desk.app.send(put.body(Body::empty()).unwrap()).await;
    assert_eq!(put.status, StatusCode::METHOD_NOT_ALLOWED);
}
