//! What is another shop's is not there: its real ids under one's own handle are answered to the letter like ids
//! that name nothing, and nothing of it changes.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::json;
use uuid::Uuid;
use waymark::domain::account::{Membership, Role, User};
use waymark::domain::clock::Clock as _;
use waymark::domain::ids::{OrderId, ShopId};
use waymark::domain::shop::Shop;
use waymark::services::import_orders::ImportSummary;

use super::order::photo;
use crate::support::app::{Answer, TestApp};

/// Things with ids.
struct Things {
    order: String,
    picture: String,
    batch: String,
    view: String,
    user: String,
    invitation: String,
    link: String,
    change: String,
    status: String,
}

/// Ids that name nothing.
fn nothing() -> Things {
    let none = || Uuid::nil().to_string();
    Things {
        order: none(),
        picture: none(),
        batch: none(),
        view: none(),
        user: none(),
        invitation: none(),
        link: none(),
        change: none(),
        status: "none-of-ours".into(),
    }
}

fn order(number: u32) -> serde_json::Value {
    json!({"id": number, "name": format!("#{number}"), "email": "shopper@example.com",
        "created_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-20T10:00:00Z", "financial_status": "paid",
        "line_items": []})
}

async fn send(app: &TestApp, cookie: &str, path: &str, kind: &str, body: Vec<u8>) -> Answer {
    let request = Request::post(path)
        .header(header::HOST, "shop.test")
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, kind);
    app.send(request.body(Body::from(body)).unwrap()).await
}

/// A comment with a picture as a browser sends it.
fn comment() -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in [("text", "Look"), ("visibility", "public"), ("once", "1"), ("alt", "")] {
        body.extend(
            format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    body.extend(b"--b\r\ncontent-disposition: form-data; name=\"picture\"; filename=\"p\"\r\n\r\n");
    body.extend(photo());
    body.extend(b"\r\n--b--\r\n");
    body
}

const FORM: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "multipart/form-data; boundary=b";

/// Another shop with one of everything, made by its own owner through its own pages.
async fn other_shop(app: &TestApp, ours: &User) -> (Shop, OrderId, Things) {
    let (now, store) = (app.clock.now(), &app.services.store);
    let id = ShopId::new(now, &*app.services.chance);
    let (handle, domain) = ("other".to_owned(), "other.myshopify.com".to_owned());
    let shop = Shop { id, handle, domain, ..app.shop.clone() };
    store.save_shop(&shop).await.unwrap();
    let mut summary = ImportSummary::default();
    app.services
        .import(&shop, "test", order(77).to_string().as_bytes(), &mut summary, &|_| {})
        .await
        .unwrap();
    let id = app.services.order_by_name(&shop, "77").await.unwrap().unwrap();
    let cookie = app.sign_in("other", Role::Owner).await;
    let user = store.user_by_email("other@example.com").await.unwrap().unwrap();
    store.set_member(user.id, Membership { shop: shop.id, role: Role::Owner }, now).await.unwrap();
    // They are nobody in ours, and whoever owns ours is nobody there.
    let in_ours = waymark::domain::audit::Audited::default();
    for (shop, user) in [(app.shop.id, user.id), (shop.id, ours.id)] {
        let told = ("Test", &in_ours);
        store.shop(shop).change_teammate(user, None, None, told, now, &*app.services.chance).await.unwrap();
    }
    let key = app.services.begin_session(&user, "a test").await.unwrap();
    let cookie = {
        drop(cookie);
        format!("waymark-admin={}", key.reveal())
    };
    let mut status = app.services.new_status(&shop, "theirs").await.unwrap();
    status.name = "A step of others".into();
    status.public.name = "A step of others".into();
    app.services.save_status(&shop, &status).await.unwrap();

    let at = |rest: &str| format!("/admin/other/{rest}");
    let said = send(app, &cookie, &at(&format!("orders/{id}/comment")), PARTS, comment()).await;
    assert!(said.status.is_redirection(), "{}", said.text());
    app.post_as(&cookie, &at(&format!("orders/{id}/links")), "purpose=merchant").await;
    app.post_as(&cookie, &at("views"), "name=Theirs&query=payment%3Dpaid").await;
    app.post_as(&cookie, &at("settings/invitations"), "email=new%40example.com&role=staff").await;
    let batch = app.post_as(&cookie, &at("bulk/preview"), &format!("order={id}&comment=Hello")).await;
    let batch = batch.header("location").rsplit('/').next().unwrap().to_owned();
    assert!(Uuid::parse_str(&batch).is_ok(), "{batch}");

    let in_shop = store.shop(shop.id);
    let known = in_shop.order(id).await.unwrap().unwrap().order;
    let (change, comment) = known.comments.iter().next().expect("a comment");
    let things = Things {
        order: id.to_string(),
        picture: comment.pictures[0].id.to_string(),
        batch,
        view: in_shop.saved_views().await.unwrap()[0].id.to_string(),
        user: user.id.to_string(),
        invitation: in_shop.invitations().await.unwrap()[0].id.to_string(),
        link: in_shop.links_of(id).await.unwrap()[0].id.to_string(),
        change: change.to_string(),
        status: "theirs".into(),
    };
    (shop, id, things)
}

/// Everything that takes an id, with that of `things`; `own` is an order of ours.
fn knocks(own: OrderId, things: &Things) -> Vec<(&'static str, String, String)> {
    let Things { order, picture, batch, view, user, invitation, link, change, status } = things;
    let get = |path: String| ("GET", path, String::new());
    let post = |path: String, form: &str| ("POST", path, form.to_owned());
    vec![
        get(format!("orders/{order}")),
        post(format!("orders/{order}/change"), "note=Hello&confirm=1"),
        post(format!("orders/{order}/comment"), "parts"),
        post(format!("orders/{order}/undo/{change}"), ""),
        post(format!("orders/{own}/undo/{change}"), ""),
        post(format!("orders/{order}/links"), "purpose=merchant"),
        post(format!("orders/{order}/links/end"), ""),
        post(format!("orders/{own}/links/end"), &format!("link={link}")),
        get(format!("orders/{order}/as-shopper?level=full")),
        get(format!("orders/{order}/pictures/{picture}")),
        get(format!("orders/{own}/pictures/{picture}")),
        post("bulk".into(), &format!("order={order}")),
        post("bulk/preview".into(), &format!("order={order}&comment=Hello")),
        post("bulk/sample.csv".into(), &format!("order={order}")),
        get(format!("bulk/{batch}")),
        post(format!("bulk/{batch}/confirm"), ""),
        post(format!("bulk/{batch}/undo"), ""),
        post(format!("views/{view}"), "do=delete"),
        post(format!("views/{view}"), "do=rename&name=Mine"),
        get(format!("statuses/{status}")),
        post(format!("statuses/{status}/archive"), ""),
        post(format!("statuses/{status}/copy"), ""),
        post(format!("statuses/{status}/delete"), "replacement=none"),
        post(format!("settings/team/{user}"), "do=remove"),
        post(format!("settings/team/{user}"), "do=role&role=staff"),
        post(format!("settings/invitations/{invitation}"), "do=again"),
        post(format!("settings/invitations/{invitation}"), "do=withdraw"),
    ]
}

/// An answer without the ids in it.
fn without_ids(text: &str) -> String {
    let is_id = |word: &&str| Uuid::parse_str(word).is_ok() && word.len() == 36;
    let split = text.split(|c: char| !(c.is_ascii_hexdigit() || c == '-'));
    let mut ids: Vec<&str> = split.filter(is_id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().fold(text.to_owned(), |text, id| text.replace(id, "ID")).replace("theirs", "none-of-ours")
}

async fn told(app: &TestApp, cookie: &str, knock: &(&str, String, String)) -> (u16, String, String, String) {
    let (method, path, form) = knock;
    let path = format!("/admin/shop/{path}");
    let answer = match (*method, form.as_str()) {
        ("GET", _) => app.get_as(cookie, &path).await,
        (_, "parts") => send(app, cookie, &path, PARTS, comment()).await,
        (_, form) => send(app, cookie, &path, FORM, form.as_bytes().to_vec()).await,
    };
    assert!(!answer.status.is_server_error(), "{method} {path}: {}", answer.text());
    let said = answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let said = said.map(without_ids).collect::<String>();
    (answer.status.as_u16(), without_ids(answer.header("location")), said, without_ids(&answer.text()))
}

#[tokio::test]
async fn what_is_another_shops_is_answered_like_nothing_and_stays_as_it_is() {
    let app = TestApp::start().await;
    app.import(&order(1)).await;
    let own = app.services.order_by_name(&app.shop, "1").await.unwrap().unwrap();
    app.sign_in("owner", Role::Owner).await;
    let ours = app.services.store.user_by_email("owner@example.com").await.unwrap().unwrap();
    let (other, theirs, things) = other_shop(&app, &ours).await;
    let cookie = app.sign_in("owner", Role::Owner).await;
    assert_eq!(app.get_as(&cookie, "/admin/other/orders").await.status.as_u16(), 404, "not ours");

    let store = app.services.store.shop(other.id);
    let state = || async {
        (
            store.order(theirs).await.unwrap().unwrap().revision,
            store.links_of(theirs).await.unwrap().len(),
            store.saved_views().await.unwrap().iter().map(|view| view.name.clone()).collect::<Vec<_>>(),
            store.team().await.unwrap(),
            store.invitations().await.unwrap(),
            store.statuses().await.unwrap(),
            store.audit_lines(None, 99).await.unwrap().len(),
        )
    };
    let before = state().await;
    let none = nothing();
    for (real, unknown) in knocks(own, &things).iter().zip(knocks(own, &none)) {
        let (with_theirs, with_none) = (told(&app, &cookie, real).await, told(&app, &cookie, &unknown).await);
        assert_eq!(with_theirs, with_none, "{} {}", real.0, real.1);
    }
    assert_eq!(state().await, before);
}
