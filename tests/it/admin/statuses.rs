//! Statuses: list and order, editor, preview, copies, archive, deleting, starter sets, StatusPro.

use std::fmt::Write as _;

use axum::http::StatusCode;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::json;
use waymark::domain::account::Role;
use waymark::domain::status::Status;

use crate::support::app::{Answer, TestApp};

const LIST: &str = "/admin/shop/statuses";
const TAGS: [&str; 8] = ["da", "de", "sv", "nb", "nl", "fr", "es", "ar"];

/// A form's body.
fn form(fields: &[(&str, &str)]) -> String {
    let mut body = String::new();
    for (name, value) in fields {
        let value = utf8_percent_encode(value, NON_ALPHANUMERIC);
        write!(body, "{}{name}={value}", if body.is_empty() { "" } else { "&" }).unwrap();
    }
    body
}

/// The fields of a status written in every language.
fn complete<'a>(name: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let names = ["name-da", "name-de", "name-sv", "name-nb", "name-nl", "name-fr", "name-es", "name-ar"];
    assert_eq!(names.len(), TAGS.len());
    let mut fields = vec![("public_name", name), ("seen", "public")];
    fields.extend(names.map(|field| (field, name)));
    fields.extend_from_slice(more);
    fields
}

/// What the page that follows will say.
fn said(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let cookie = answer.header("set-cookie");
    let value = cookie.split(['=', ';']).nth(1).unwrap_or_default();
    percent_decode_str(value).decode_utf8().unwrap().into_owned()
}

async fn owner() -> (TestApp, String) {
    let app = TestApp::start().await;
    let cookie = app.sign_in("owner", Role::Owner).await;
    (app, cookie)
}

async fn make(app: &TestApp, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    app.post_as(cookie, "/admin/shop/statuses/new", &form(fields)).await
}

async fn statuses(app: &TestApp) -> Vec<Status> {
    app.services.store.shop(app.shop.id).statuses().await.unwrap()
}

async fn handles(app: &TestApp) -> Vec<String> {
    statuses(app).await.into_iter().filter(|s| !s.archived).map(|s| s.handle).collect()
}

/// An order, in the status with this handle.
async fn order_in(app: &TestApp, number: u64, handle: &str) {
    app.import(&json!({"data": {"order": {"id": format!("gid://shopify/Order/{number}"), "name": format!("#{number}"),
        "updatedAt": "2026-11-20T10:00:00Z", "processedAt": "2026-11-20T09:00:00Z", "displayFulfillmentStatus": "UNFULFILLED"}}}))
        .await;
    put_into(app, number, handle).await;
}

async fn put_into(app: &TestApp, number: u64, handle: &str) {
    let status = app.services.status(&app.shop, handle).await.unwrap().unwrap();
    let order = app.services.order_by_name(&app.shop, &number.to_string()).await.unwrap().unwrap();
    let store = app.services.store.shop(app.shop.id);
    let mut news = waymark::domain::order::Order::default();
    let now = app.services.clock.now();
    let change = waymark::domain::status::StatusChange::to(&status, now, None, None);
    news.status_changes.insert(waymark::domain::ids::uuid_at(now, &*app.services.chance), change);
    store.change(order, &news, now).await.unwrap().unwrap();
}

#[tokio::test]
async fn an_owner_makes_a_status_and_every_field_comes_back() {
    let (app, cookie) = owner().await;
    make(&app, &cookie, &complete("Workshop", &[])).await;
    let more = [
        ("name", "DRY: in the kiln"),
        ("text", "Good oak *takes* its time."),
        ("text-da", "God eg tager sin tid."),
        ("color_of", "own"),
        ("color", "#FFEE00"),
        ("icon", "wood"),
        ("next", "workshop"),
        ("days_from", "4"),
        ("days_to", "6"),
        ("then", "days"),
        ("then_after", "5"),
        ("then_to", "workshop"),
        ("send", "on"),
        ("recipients", "oven@example.com\r\nboss@example.com"),
        ("show_anyway", "on"),
    ];
    let answer = make(&app, &cookie, &complete("Oak is drying", &more)).await;
    assert_eq!(said(&answer), "“DRY: in the kiln” is saved.");
    assert_eq!(answer.header("location"), "/admin/shop/statuses/dry-in-the-kiln");

    let page = app.get_as(&cookie, answer.header("location")).await;
    assert!(page.header("content-security-policy").contains("frame-src 'self'"));
    let html = page.text();
    for part in [
        "value=\"Oak is drying\"",
        "value=\"DRY: in the kiln\"",
        "Good oak *takes* its time.",
        "God eg tager sin tid.",
        "value=\"#ffee00\"",
        "corrected so that it can be read",
        "value=\"wood\" checked",
        "value=\"workshop\" checked",
        "oven@example.com\nboss@example.com",
        "7 of 9 languages missing",
        "data-fallback=\"da en\"",
        "<iframe name=\"preview\"",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    assert!(!html.contains(" style=\"") && !html.contains("<script>"));
    let list = app.get_as(&cookie, LIST).await.text();
    for part in ["Oak is drying", "4 to 6 days", "after 5 working days: Workshop", "7 of 9 missing", "All 9"]
    {
        assert!(list.contains(part), "{part} is not in {list}");
    }
    let log = app.services.store.shop(app.shop.id).audit_lines(None, 9).await.unwrap();
    assert_eq!(log[0].what.action, "status.made");
    assert!(log[0].what.before.is_none() && log[0].what.after.as_deref().unwrap().contains("in the kiln"));
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost() {
    let (app, cookie) = owner().await;
    let long = "x".repeat(81);
    let fields = [
        ("public_name", long.as_str()),
        ("text", "A text that must not get lost"),
        ("handle", "Not A Handle"),
        ("color_of", "own"),
        ("color", "green"),
        ("icon", "unicorn"),
        ("next", "nowhere"),
        ("days_from", "9"),
        ("days_to", "3"),
        ("then", "days"),
        ("then_after", "soon"),
        ("recipients", "nobody"),
        ("text-da", "Tekst uden navn"),
    ];
    let answer = make(&app, &cookie, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = answer.text();
    for (field, words) in [
        ("public_name", "at most 80 characters; this one has 81"),
        ("handle", "lower-case letters, digits and dashes"),
        ("color", "written #rrggbb"),
        ("icon", "Choose one of the icons"),
        ("next", "no longer there"),
        ("days_to", "longer time"),
        ("then_after", "whole number from 1 to 365"),
        ("then_to", "Choose the status that follows"),
        ("recipients", "“nobody” is not an e-mail address"),
        ("name-da", "Write the name too"),
        ("show_anyway", "9 languages missing"),
    ] {
        assert!(html.contains(&format!("id=\"wrong-{field}\"")), "{field}");
        assert!(html.contains(words), "{words}");
    }
    assert!(html.contains("A text that must not get lost") && html.contains("Tekst uden navn"));
    assert!(html.contains("aria-invalid=\"true\""));
    assert!(statuses(&app).await.is_empty());
    for (handle, words) in [("new", "part of an address"), ("preview", "part of an address")] {
        let answer = make(&app, &cookie, &complete("A", &[("handle", handle)])).await;
        assert!(answer.text().contains(words), "{handle}");
    }
}

#[tokio::test]
async fn every_way_of_moving_on_by_itself_is_kept() {
    let (app, cookie) = owner().await;
    make(&app, &cookie, &complete("Next", &[])).await;
    let ways: [(&[(&str, &str)], &str); 5] = [
        (&[("then", "days"), ("then_after", "2")], "after 2 working days: Next"),
        (&[("then", "hours"), ("then_after", "1")], "after 1 hour: Next"),
        (&[("then", "due"), ("then_hour", "")], "on the first due day at 9:00: Next"),
        (&[("then", "due_last"), ("then_hour", "17")], "on the last due day at 17:00: Next"),
        (&[("then", "date"), ("then_date", "2026-12-01"), ("then_hour", "8")], "on 2026-12-01 at 8:00: Next"),
    ];
    for (number, (way, words)) in ways.iter().enumerate() {
        let name = format!("Step {number}");
        let mut more = way.to_vec();
        more.push(("then_to", "next"));
        let answer = make(&app, &cookie, &complete(&name, &more)).await;
        assert!(said(&answer).contains("saved"), "{words}");
        assert!(app.get_as(&cookie, LIST).await.text().contains(words), "{words}");
        let page = app.get_as(&cookie, answer.header("location")).await.text();
        assert!(page.contains(&format!("value=\"{}\" selected", way[0].1)), "{words}");
    }
    let odd = [("then", "date"), ("then_date", "soon"), ("then_hour", "25"), ("then_to", "next")];
    let html = make(&app, &cookie, &complete("Odd", &odd)).await.text();
    assert!(html.contains("id=\"wrong-then_date\"") && html.contains("id=\"wrong-then_hour\""), "{html}");
}

#[tokio::test]
async fn a_public_status_that_is_not_translated_needs_a_word() {
    let (app, cookie) = owner().await;
    let half =
        [("public_name", "Drying"), ("seen", "public"), ("name-da", "Tørrer"), ("name-de", "Trocknet")];
    let answer = make(&app, &cookie, &half).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("6 of 9 languages missing: Svenska, Norsk"), "{}", answer.text());
    let staff_only = [("public_name", "Drying"), ("seen", "internal")];
    assert!(said(&make(&app, &cookie, &staff_only).await).contains("saved"));
    let anyway = [("public_name", "Waxing"), ("seen", "public"), ("show_anyway", "on")];
    assert!(said(&make(&app, &cookie, &anyway).await).contains("saved"));
}

#[tokio::test]
async fn steps_are_ordered_by_buttons_by_numbers_and_as_a_whole() {
    let (app, cookie) = owner().await;
    for name in ["a", "b", "c", "d"] {
        make(&app, &cookie, &complete(name, &[])).await;
    }
    let order = "/admin/shop/statuses/order";
    app.post_as(&cookie, order, &form(&[("move", "c:up"), ("place-a", "1")])).await;
    assert_eq!(handles(&app).await, ["a", "c", "b", "d"]);
    app.post_as(&cookie, order, &form(&[("move", "a:up")])).await;
    assert_eq!(handles(&app).await, ["a", "c", "b", "d"], "nothing stands above the first");
    let places = [("place-a", "1"), ("place-c", "2"), ("place-b", "3"), ("place-d", "1")];
    app.post_as(&cookie, order, &form(&places)).await;
    assert_eq!(handles(&app).await, ["d", "a", "c", "b"], "a taken number is taken over");
    let places = [("place-d", "3"), ("place-a", "2"), ("place-c", "3"), ("place-b", "4")];
    app.post_as(&cookie, order, &form(&places)).await;
    assert_eq!(handles(&app).await, ["a", "c", "d", "b"]);
    assert!(said(&app.post_as(&cookie, order, &form(&[("handles", "b,d,c,a")])).await).contains("saved"));
    assert_eq!(handles(&app).await, ["b", "d", "c", "a"]);
    let stale = app.post_as(&cookie, order, &form(&[("handles", "a,b,c")])).await;
    assert!(said(&stale).contains("changed in the meantime"));
    assert_eq!(handles(&app).await, ["b", "d", "c", "a"]);
    let log = app.services.store.shop(app.shop.id).audit_lines(None, 99).await.unwrap();
    assert!(log.iter().any(|line| line.what.after.as_deref() == Some("b → d → c → a")));
}

#[tokio::test]
async fn a_copy_has_everything_but_its_name_and_is_for_staff() {
    let (app, cookie) = owner().await;
    make(&app, &cookie, &complete("Drying", &[("text", "Slowly."), ("icon", "wood"), ("show_anyway", "on")]))
        .await;
    make(&app, &cookie, &complete("After", &[])).await;
    let answer = app.post_as(&cookie, "/admin/shop/statuses/drying/copy", "").await;
    assert_eq!(answer.header("location"), "/admin/shop/statuses/drying-copy");
    let all = statuses(&app).await;
    let (original, copy) = (&all[0], &all[1]);
    assert_eq!((copy.handle.as_str(), copy.name.as_str()), ("drying-copy", "Drying (copy)"));
    assert_eq!(
        (&copy.public, &copy.translations, &copy.icon),
        (&original.public, &original.translations, &original.icon)
    );
    assert!(!copy.visible && copy.place > original.place && copy.place < all[2].place);
}

#[tokio::test]
async fn staff_look_and_change_nothing() {
    let (app, cookie) = owner().await;
    make(&app, &cookie, &complete("Drying", &[])).await;
    let staff = app.sign_in("staff", Role::Staff).await;
    let list = app.get_as(&staff, LIST).await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(list.text().contains("Drying") && !list.text().contains("New status"));
    let page = app.get_as(&staff, "/admin/shop/statuses/drying").await.text();
    assert!(
        page.contains("Only owners change statuses") && page.contains("<fieldset disabled class=\"all\""),
        "{page}"
    );
    for path in [
        "new",
        "order",
        "drying",
        "drying/archive",
        "drying/copy",
        "drying/delete",
        "import",
        "starter/repair",
    ] {
        let answer = app.post_as(&staff, &format!("{LIST}/{path}"), "public_name=x").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(app.get_as(&staff, "/admin/shop/statuses/nothing").await.status, StatusCode::NOT_FOUND);
    assert_eq!(statuses(&app).await.len(), 1);
}

#[tokio::test]
async fn editing_never_rewrites_what_an_order_was_told() {
    let (app, cookie) = owner().await;
    make(&app, &cookie, &complete("Drying", &[])).await;
    order_in(&app, 1001, "drying").await;
    let link = app.link("1001").await;
    assert!(app.get(&link).await.text().contains("<h1 id=\"headline\">Drying</h1>"));
    let mark = mark_of(&app.get_as(&cookie, "/admin/shop/statuses/drying").await.text());
    let more = [("handle", "drying"), ("icon", "leaf"), ("mark", mark.as_str())];
    let renamed = form(&complete("Seasoning", &more));
    let saved = app.post_as(&cookie, "/admin/shop/statuses/drying", &renamed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let html = app.get(&link).await.text();
    assert!(html.contains("<h1 id=\"headline\">Drying</h1>") && !html.contains("Seasoning"));
    assert!(html.contains("class=\"icon\""), "the page is made anew: the icon is today's");
}

#[tokio::test]
async fn a_text_in_markdown_is_drawn_and_nothing_in_it_is_markup() {
    let (app, cookie) = owner().await;
    let text = "Your *oak* dries.\n\n- [ask](https://shop.example/a)\n- <img src=x onerror=alert(1)>\n\n[x](javascript:alert(1))";
    make(&app, &cookie, &complete("Drying", &[("text", text), ("show_anyway", "on")])).await;
    order_in(&app, 1001, "drying").await;
    let html = app.get(&app.link("1001").await).await.text();
    assert!(html.contains("<em>oak</em> dries."), "{html}");
    assert!(html.contains("<a href=\"https://shop.example/a\" rel=\"nofollow noopener\">ask</a>"));
    assert!(html.contains("&lt;img") && !html.contains("<img") && !html.contains("javascript:"));
}

#[tokio::test]
async fn the_preview_shows_what_is_typed_and_stores_nothing() {
    let (app, cookie) = owner().await;
    make(&app, &cookie, &complete("Before", &[])).await;
    order_in(&app, 1001, "before").await;
    let typed = [
        ("public_name", "Oak is drying"),
        ("text", "Slowly."),
        ("name-da", "Egen tørrer"),
        ("text-da", "Langsomt."),
        ("color_of", "own"),
        ("color", "#8a6d3b"),
        ("icon", "wood"),
        ("preview_language", "da"),
    ];
    let before = statuses(&app).await;
    let answer = app.post_as(&cookie, "/admin/shop/statuses/preview", &form(&typed)).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.header("content-security-policy").contains("frame-ancestors 'self'"));
    assert_eq!(answer.header("x-frame-options"), "SAMEORIGIN");
    let html = answer.text();
    assert!(
        html.contains("lang=\"da\"") && html.contains("Egen tørrer") && html.contains("Langsomt."),
        "{html}"
    );
    assert!(html.contains("Before"), "the steps before stand on the way");
    assert!(html.contains("color=\"light-dark(#"), "{html}");

    let mut real = typed.to_vec();
    real.extend([("preview_order", "1001"), ("seen", "public")]);
    let html = app.post_as(&cookie, "/admin/shop/statuses/preview", &form(&real)).await.text();
    assert!(!html.contains("<script src"), "a frame in which nobody acts runs nothing");
    assert!(html.contains("#1001") && html.contains("Egen tørrer") && html.contains("Before"));
    let mut unknown = typed.to_vec();
    unknown.push(("preview_order", "#9999"));
    let html = app.post_as(&cookie, "/admin/shop/statuses/preview", &form(&unknown)).await.text();
    assert!(html.contains("There is no order “#9999”: this is a sample."));

    assert_eq!(statuses(&app).await, before);
    assert!(!app.get(&app.link("1001").await).await.text().contains("drying"));
    let stored = app.get_as(&cookie, "/admin/shop/statuses/preview?of=before").await;
    assert!(stored.text().contains("Before"));
    let list = app.get_as(&cookie, LIST).await;
    assert!(list.header("content-security-policy").contains("frame-ancestors 'none'"));
    assert!(!list.header("content-security-policy").contains("frame-src"));
}

#[tokio::test]
async fn deleting_asks_for_a_replacement_and_mends_what_refers_to_it() {
    let (app, cookie) = owner().await;
    for name in ["drying", "waxing"] {
        make(&app, &cookie, &complete(name, &[])).await;
    }
    let refers = [("next", "drying"), ("then", "days"), ("then_after", "2"), ("then_to", "drying")];
    make(&app, &cookie, &complete("sawing", &refers)).await;
    order_in(&app, 1001, "drying").await;
    order_in(&app, 1002, "waxing").await;
    let list = app.get_as(&cookie, LIST).await.text();
    let drying = statuses(&app).await[0].id;
    assert!(list.contains(&format!("orders?status={drying}&amp;open=1\">1</a>")), "{list}");

    let path = "/admin/shop/statuses/drying/delete";
    assert!(app.get_as(&cookie, path).await.text().contains("1 open order stands in it"));
    let refused = app.post_as(&cookie, path, "to=").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("choose the status they go to"));
    app.clock.set(app.services.clock.now().plus_minutes(1));
    let done = app.post_as(&cookie, path, "to=waxing").await;
    assert!(said(&done).contains("1 order"), "{}", said(&done));
    assert_eq!(handles(&app).await, ["waxing", "sawing"]);
    let all = statuses(&app).await;
    assert_eq!(all[1].allowed_next, [all[0].id]);
    assert_eq!(all[1].automatic_next.as_ref().map(|then| then.to), Some(all[0].id));
    let html = app.get(&app.link("1001").await).await.text();
    assert!(html.contains("<h1 id=\"headline\">waxing</h1>") && html.contains("drying"), "{html}");
    let log = app.services.store.shop(app.shop.id).audit_lines(None, 99).await.unwrap();
    assert!(log.iter().any(|line| line.what.action == "status.deleted"));
}

#[tokio::test]
async fn archiving_takes_out_of_use_and_brings_back() {
    let (app, cookie) = owner().await;
    make(&app, &cookie, &complete("Drying", &[])).await;
    app.post_as(&cookie, "/admin/shop/statuses/drying/archive", "archived=yes").await;
    let list = app.get_as(&cookie, LIST).await.text();
    assert!(list.contains("Out of use") && list.contains("Bring back"));
    assert!(handles(&app).await.is_empty());
    app.post_as(&cookie, "/admin/shop/statuses/drying/archive", "archived=no").await;
    assert_eq!(handles(&app).await, ["drying"]);
}

#[tokio::test]
async fn a_starter_set_is_taken_over_once_in_the_shops_language() {
    let (app, cookie) = owner().await;
    make(&app, &cookie, &complete("Being repaired", &[("handle", "repairing")])).await;
    let shown = app.get_as(&cookie, "/admin/shop/statuses/starter?lang=da").await.text();
    assert!(shown.contains("Repareret og testet") && shown.contains("Take over 7 statuses"), "{shown}");
    let path = "/admin/shop/statuses/starter/repair";
    assert!(said(&app.post_as(&cookie, path, "").await).contains("7 statuses were added"));
    let first = statuses(&app).await;
    assert_eq!(first.len(), 8);
    assert_eq!((first[0].handle.as_str(), first[0].public.name.as_str()), ("repairing", "Being repaired"));
    assert!(first.iter().any(|status| status.handle == "repairing-2"), "a taken handle gets a number");
    let tested = first.iter().find(|status| status.handle == "repaired").unwrap();
    assert_eq!(tested.translations["de"].name, "Repariert und geprüft");
    assert!(said(&app.post_as(&cookie, path, "").await).contains("already"));
    assert_eq!(statuses(&app).await, first);
    let unknown = app.post_as(&cookie, "/admin/shop/statuses/starter/nothing", "").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

/// A form as browsers send it with files.
async fn post_parts(app: &TestApp, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let mut body = String::new();
    for (name, value) in fields {
        write!(body, "--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").unwrap();
    }
    body.push_str("--edge--\r\n");
    let kind = [("content-type", "multipart/form-data; boundary=edge"), ("cookie", cookie)];
    let mut request = axum::http::Request::post("/admin/shop/statuses/import")
        .header("host", "shop.test")
        .header("sec-fetch-site", "same-origin");
    for (name, value) in kind {
        request = request.header(name, value);
    }
    app.send(request.body(axum::body::Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn statuses_of_statuspro_are_looked_at_then_taken_over_once() {
    let (app, cookie) = owner().await;
    let document = r##"[{"code":"st000001","color":"gray","description":"We have it.","name":"Order Received"},
        {"code":"st000002","color":"pink","description":"In the workshop.","name":"In Production"}]
        {"data":[{"status":{"code":"st000002","name":"In Production","public":true,"public_name":"Crafting","color":"#F59E0B",
        "translations":{"da":{"name":"I arbejde","description":"I værkstedet."}}}}]}"##;
    let seen = post_parts(&app, &cookie, &[("document", document), ("file", "")]).await;
    assert_eq!(seen.status, StatusCode::OK);
    let html = seen.text();
    assert!(html.contains("2 statuses found, 2 new") && html.contains("Crafting"), "{html}");
    assert!(statuses(&app).await.is_empty());
    let confirmed = [("document", document), ("seen", "public"), ("confirm", "yes")];
    assert!(said(&post_parts(&app, &cookie, &confirmed).await).contains("2 statuses were taken over"));
    let all = statuses(&app).await;
    assert_eq!(all[1].public.name, "Crafting");
    assert_eq!(all[1].translations["da"].name, "I arbejde");
    assert_eq!(all[1].color.as_deref(), Some("#f59e0b"));
    assert_eq!(all[1].origin.as_deref(), Some("statuspro:st000002"));
    assert!(said(&post_parts(&app, &cookie, &confirmed).await).contains("0 statuses were taken over"));
    assert_eq!(statuses(&app).await, all);
    let odd = post_parts(&app, &cookie, &[("document", "{ nonsense")]).await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(odd.text().contains("This is not JSON") && odd.text().contains("{ nonsense"));
}

#[tokio::test]
async fn a_large_import_is_read_and_one_that_is_too_large_is_told() {
    let (app, cookie) = owner().await;
    let one = r#"[{"code":"st000001","color":"gray","description":"We have it.","name":"Order Received"}]"#;
    let large = format!("{one}{}", "\n".repeat(1_000_000));
    let seen = post_parts(&app, &cookie, &[("document", &large)]).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.text().contains("1 status found, 1 new"));
    let huge = " ".repeat(9 * 1024 * 1024);
    let refused = post_parts(&app, &cookie, &[("document", &huge)]).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    let html = refused.text();
    assert!(html.contains("id=\"wrong-document\"") && html.contains("larger than 8 MB"), "{html}");
}

/// The fields of a form as a browser would send them back untouched: those named here.
fn chosen_boxes(html: &str, name: &str) -> Vec<String> {
    let boxes = html.split("<input ").filter(|part| part.contains(&format!("name=\"{name}\"")));
    let chosen = boxes.map(|part| part.split('>').next().unwrap()).filter(|tag| tag.contains(" checked"));
    let value = |tag: &str| tag.split_once("value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    chosen.map(value).collect()
}

#[tokio::test]
async fn a_status_out_of_use_that_may_follow_still_may_after_the_editor_was_saved() {
    let (app, cookie) = owner().await;
    for name in ["Oiling", "Packing"] {
        make(&app, &cookie, &complete(name, &[])).await;
    }
    make(&app, &cookie, &complete("Drying", &[("next", "oiling")])).await;
    app.post_as(&cookie, "/admin/shop/statuses/oiling/archive", "archived=yes").await;
    let page = app.get_as(&cookie, "/admin/shop/statuses/drying").await.text();
    assert!(page.contains("Oiling (archived)"), "{page}");
    let next = chosen_boxes(&page, "next");
    assert_eq!(next, ["oiling"]);
    let mark = mark_of(&page);
    let fields =
        complete("Drying", &[("handle", "drying"), ("next", next[0].as_str()), ("mark", mark.as_str())]);
    let saved = app.post_as(&cookie, "/admin/shop/statuses/drying", &form(&fields)).await;
    assert_eq!(said(&saved), "“Drying” is saved.");
    let all = statuses(&app).await;
    let of = |handle: &str| all.iter().find(|status| status.handle == handle).unwrap();
    assert_eq!(of("drying").allowed_next, [of("oiling").id], "an empty list would mean that any may follow");
    let packing = app.get_as(&cookie, "/admin/shop/statuses/packing").await.text();
    assert!(!packing.contains("Oiling"), "nobody chooses it anew");
}

/// The mark of what was stored when a page was made.
fn mark_of(html: &str) -> String {
    html.split_once("name=\"mark\" value=\"")
        .expect("a form carries a mark")
        .1
        .split('"')
        .next()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn whoever_saves_second_is_told_and_nothing_typed_is_lost() {
    let (app, cookie) = owner().await;
    make(&app, &cookie, &complete("Drying", &[])).await;
    let other = app.sign_in("colleague", Role::Owner).await;
    let (path, handle) = ("/admin/shop/statuses/drying", ("handle", "drying"));
    let seen = mark_of(&app.get_as(&cookie, path).await.text());
    let first = form(&complete("Drying slowly", &[handle, ("mark", seen.as_str())]));
    assert_eq!(said(&app.post_as(&other, path, &first).await), "“Drying slowly” is saved.");
    let twice = app.post_as(&other, path, &first).await;
    assert_eq!(twice.status, StatusCode::SEE_OTHER, "sent twice, it is no conflict with itself");

    let second = complete(
        "Drying",
        &[handle, ("text", "My own words"), ("show_anyway", "on"), ("mark", seen.as_str())],
    );
    let refused = app.post_as(&cookie, path, &form(&second)).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let html = refused.text();
    assert!(
        html.contains("colleague saved this status while you typed") && html.contains("My own words"),
        "{html}"
    );
    assert_eq!(statuses(&app).await[0].public.name, "Drying slowly", "theirs stands");

    let newer = mark_of(&html);
    let again = [handle, ("text", "My own words"), ("show_anyway", "on"), ("mark", newer.as_str())];
    let saved = app.post_as(&cookie, path, &form(&complete("Drying", &again))).await;
    assert_eq!(said(&saved), "“Drying” is saved.");
    assert_eq!(statuses(&app).await[0].public.text.as_deref(), Some("My own words"));
}
