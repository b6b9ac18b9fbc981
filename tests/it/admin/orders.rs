//! The list of orders: filters, search, pages, saved views.

use axum::http::StatusCode;
use serde_json::{Value, json};
use waymark::domain::account::Role;
use waymark::domain::clock::Clock as _;
use waymark::services::change_order::MerchantChange;

use crate::support::app::{NOON, TestApp};

const ORDERS: &str = "/admin/shop/orders";

fn order(n: i64) -> Value {
    let day = |days: i64| NOON.plus_days(days).to_rfc3339();
    json!({
        "id": 1000 + n, "name": format!("#{n}"), "processed_at": day(n - 200), "updated_at": day(-1),
        "email": format!("shopper-{n}@example.com"), "financial_status": if n % 2 == 0 { "paid" } else { "pending" },
        "fulfillment_status": null, "tags": if n % 3 == 0 { "Oak, rush" } else { "" },
        "shipping_address": {"first_name": format!("Person{n}"), "last_name": "Of Test", "zip": "5000"},
        "line_items": [{"id": n, "title": "A table", "quantity": 1, "requires_shipping": true}],
    })
}

async fn shop_with(count: i64) -> (TestApp, String) {
    let app = TestApp::start().await;
    let all: Vec<_> = (1..=count).map(order).collect();
    if count > 0 {
        app.import(&json!({ "orders": all })).await;
    }
    let cookie = app.sign_in("staff", Role::Staff).await;
    (app, cookie)
}

async fn list(app: &TestApp, cookie: &str, query: &str) -> String {
    let mut path = format!("{ORDERS}?{query}");
    if query.contains("q=") {
        let answer = app.post_as(cookie, ORDERS, query).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{query}");
        answer.header("location").clone_into(&mut path);
    }
    let answer = app.get_as(cookie, &path).await;
    assert_eq!(answer.status, StatusCode::OK, "{query}");
    let html = answer.text();
    let ours = html.matches("<script type=\"module\" src=\"/assets/islands.").count();
    assert!(html.matches("<script").count() == ours && !html.contains(" style=\""), "{query}");
    assert_eq!(html.matches("<h1").count(), 1);
    html
}

fn names(html: &str) -> Vec<String> {
    let rows = html.split("<th scope=\"row\"").skip(1);
    rows.filter_map(|row| Some(row.split_once("\">#")?.1.split_once('<')?.0.to_owned())).collect()
}

#[tokio::test]
async fn a_shop_without_orders_says_how_they_come() {
    let (app, cookie) = shop_with(0).await;
    let html = list(&app, &cookie, "").await;
    for words in ["No orders yet", "/admin/shop/shopify", "waymark import FILE"] {
        assert!(html.contains(words), "{words}");
    }
    assert!(!html.contains("role=\"search\""));
}

#[tokio::test]
async fn orders_are_filtered_searched_and_sorted() {
    let (app, cookie) = shop_with(12).await;
    assert_eq!(
        names(&list(&app, &cookie, "").await),
        (1..=12).rev().map(|n| n.to_string()).collect::<Vec<_>>()
    );
    let html = list(&app, &cookie, "payment=paid&tag=oak").await;
    assert_eq!(names(&html), ["12", "6"]);
    for words in ["Payment: Paid", "Tag: oak", "1–2 of 2", "Take all away", "Change all 2 that match"] {
        assert!(html.contains(words), "{words}");
    }
    assert!(
        html.contains("href=\"/admin/shop/orders?tag=oak\""),
        "a chip leads to the list without it: {html}"
    );
    for (search, found) in [("%237", "7"), ("person5", "5"), ("SHOPPER-9%40", "9"), ("of+person4", "4")] {
        assert_eq!(names(&list(&app, &cookie, &format!("q={search}")).await), [found], "{search}");
    }
    let html = list(&app, &cookie, "q=nobody").await;
    assert!(html.contains("No order matches") && html.contains("value=\"nobody\""));
    assert_eq!(
        names(&list(&app, &cookie, "sort=number&after=9~00000000-0000-0000-0000-000000000000").await)[0],
        "8"
    );
    assert_eq!(
        names(&list(&app, &cookie, "sort=sideways&after=x&stage=&due_from=soon&n=-4").await).len(),
        12
    );
}

#[tokio::test]
async fn what_is_searched_for_stands_in_no_address() {
    let (app, cookie) = shop_with(120).await;
    let form = "q=shopper&payment=paid&sort=number";
    let answer = app.post_as(&cookie, ORDERS, form).await;
    let address = answer.header("location").to_owned();
    assert!(address.starts_with("/admin/shop/orders?payment=paid&find="), "{address}");
    assert!(address.ends_with("&sort=number"), "{address}");
    let html = app.get_as(&cookie, &address).await.text();
    assert!(html.contains("value=\"shopper\"") && html.contains("1–50 of 60"), "{html}");
    let links = html.split("href=\"").skip(1).filter_map(|rest| rest.split_once('"'));
    let links: Vec<_> = links.map(|(link, _)| link.replace("&amp;", "&")).collect();
    assert!(links.iter().all(|link| !link.contains("shopper")), "{links:?}");
    let next = links.iter().find(|link| link.contains("after=")).unwrap();
    assert!(app.get_as(&cookie, next).await.text().contains("51–60 of 60"));
    // A chip that takes the search away takes its seal away too.
    assert!(links.iter().any(|link| link == "/admin/shop/orders?payment=paid&sort=number"), "{links:?}");
    // Typed into the address itself, it does not stay there.
    let typed = app.get_as(&cookie, "/admin/shop/orders?q=shopper-9").await;
    assert_eq!(typed.status, StatusCode::SEE_OTHER);
    assert!(typed.header("location").starts_with("/admin/shop/orders?find="));
    // A seal of somebody else opens nothing, and does not pass for a list of everything.
    let altered = app.get_as(&cookie, "/admin/shop/orders?find=AAAA&payment=paid").await;
    assert_eq!((altered.status, altered.header("location")), (StatusCode::SEE_OTHER, ORDERS));
    let nothing = app.post_as(&cookie, ORDERS, "q=&sort=newest&due_from=&due_to=").await;
    assert_eq!(nothing.header("location"), ORDERS);
}

#[tokio::test]
async fn too_long_counts_the_days_the_shop_works() {
    let (app, cookie) = shop_with(1).await;
    let mut status = app.services.new_status(&app.shop, "oak").await.unwrap();
    status.public.name = "Oak is drying".into();
    status.usual_days = Some((1, 3));
    app.services.save_status(&app.shop, &status).await.unwrap();
    let id = app.services.order_by_name(&app.shop, "1").await.unwrap().unwrap();
    let change =
        MerchantChange { status: Some(status), at: Some(NOON.plus_days(-7)), ..MerchantChange::default() };
    app.services.change_order(&app.shop, id, &change).await.unwrap();
    let html = list(&app, &cookie, "too_long=1").await;
    assert!(html.contains("5 days") && html.contains("too long"), "{html}");
    // The workshop was closed for most of that week.
    let mut shop = app.shop.clone();
    shop.settings.holidays = (1..=5)
        .map(|day| waymark::domain::working_days::Holiday {
            date: NOON.plus_days(-day).day_in(&shop.settings.zone()),
            name: None,
            yearly: false,
        })
        .collect();
    app.services.store.save_shop(&shop).await.unwrap();
    assert!(list(&app, &cookie, "too_long=1").await.contains("No order matches"));
    assert!(list(&app, &cookie, "").await.contains("2 days"));
}

#[tokio::test]
async fn a_row_tells_status_time_and_due_date() {
    let (app, cookie) = shop_with(2).await;
    let mut status = app.services.new_status(&app.shop, "oak").await.unwrap();
    status.public.name = "Oak is drying".into();
    status.color = Some("#2f6b4f".into());
    status.usual_days = Some((3, 5));
    app.services.save_status(&app.shop, &status).await.unwrap();
    let id = app.services.order_by_name(&app.shop, "1").await.unwrap().unwrap();
    let day = jiff::civil::date(2026, 11, 20);
    let change = MerchantChange {
        status: Some(status.clone()),
        due: Some(Some(waymark::domain::due_date::DueDate::new(day, day))),
        at: Some(NOON.plus_days(-14)),
        ..MerchantChange::default()
    };
    app.services.change_order(&app.shop, id, &change).await.unwrap();
    let html = list(&app, &cookie, "late=1&too_long=1").await;
    assert_eq!(names(&html), ["1"]);
    for words in [
        "Oak is drying",
        "fill=\"#2f6b4f\"",
        "10 days",
        "of 3–5",
        ", too long",
        "3 days late",
        "Payment pending · Unfulfilled",
        "Person1 Of Test",
    ] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
    assert_eq!(names(&list(&app, &cookie, "status=none").await), ["2"]);
    assert_eq!(names(&list(&app, &cookie, &format!("status={}", status.id)).await), ["1"]);
}

#[tokio::test]
async fn pages_lead_on_and_back() {
    let (app, cookie) = shop_with(120).await;
    let follow = |html: &str, rel: &str| {
        let rest = html.split_once(&format!("rel=\"{rel}\" href=\""))?.1;
        Some(rest.split_once('"')?.0.replace("&amp;", "&"))
    };
    let first = list(&app, &cookie, "").await;
    assert!(first.contains("1–50 of 120") && follow(&first, "prev").is_none());
    let second = app.get_as(&cookie, &follow(&first, "next").unwrap()).await.text();
    assert!(second.contains("51–100 of 120"));
    let third = app.get_as(&cookie, &follow(&second, "next").unwrap()).await.text();
    assert!(third.contains("101–120 of 120") && follow(&third, "next").is_none());
    let back = app.get_as(&cookie, &follow(&third, "prev").unwrap()).await.text();
    assert_eq!(names(&back), names(&second));
    let back = app.get_as(&cookie, &follow(&back, "prev").unwrap()).await.text();
    assert_eq!(names(&back), names(&first));
    let mut all = names(&first);
    all.extend(names(&second));
    all.extend(names(&third));
    assert_eq!(all, (1..=120).rev().map(|n| n.to_string()).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_view_is_saved_renamed_and_deleted() {
    let (app, cookie) = shop_with(6).await;
    let views = "/admin/shop/views";
    let saved =
        app.post_as(&cookie, views, "name=Oak%2C+paid&query=payment%3Dpaid%26tag%3Doak%26q%3Dperson6").await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    assert_eq!(
        saved.header("location"),
        "/admin/shop/orders?payment=paid&tag=oak",
        "what is searched for is not kept"
    );
    let html = list(&app, &cookie, "payment=paid&tag=oak").await;
    assert!(html.contains("Oak, paid") && html.contains("Edit view") && html.contains(">1</b>"));
    for (form, sentence) in [
        ("name=&query=late%3D1", "Give the view a name"),
        ("name=oak%2C+PAID&query=late%3D1", "already a view with this name"),
        ("name=Late&query=late%3D1", "already a view with this name"),
        ("name=All+again&query=", "Choose a filter first"),
    ] {
        let answer = app.post_as(&cookie, views, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        let html = answer.text();
        assert!(html.contains(sentence) && html.contains("aria-invalid=\"true\""), "{form}: {html}");
    }
    let action =
        html.split_once("action=\"/admin/shop/views/").unwrap().1.split_once('"').unwrap().0.to_owned();
    let renamed = app.post_as(&cookie, &format!("{views}/{action}"), "do=rename&name=Paid+oak").await;
    assert_eq!(renamed.status, StatusCode::SEE_OTHER);
    assert!(list(&app, &cookie, "").await.contains("Paid oak"));
    let deleted = app.post_as(&cookie, &format!("{views}/{action}"), "do=delete&name=").await;
    assert_eq!(deleted.status, StatusCode::SEE_OTHER);
    assert!(!list(&app, &cookie, "").await.contains("Paid oak"));
    let again = app.post_as(&cookie, &format!("{views}/{action}"), "do=delete&name=").await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    let log = app.services.store.shop(app.shop.id).audit_lines(None, 9).await.unwrap();
    let actions: std::collections::BTreeSet<_> = log.iter().map(|line| line.what.action.as_str()).collect();
    assert_eq!(actions, ["view.deleted", "view.renamed", "view.saved"].into());
}

#[tokio::test]
async fn a_large_shops_views_are_counted_every_ten_seconds() {
    let (app, cookie) = shop_with(6).await;
    app.post_as(&cookie, "/admin/shop/views", "name=Of+oak&query=tag%3Doak").await;
    let counted = || async {
        let html = list(&app, &cookie, "").await;
        let tab = html.split_once("Of oak").unwrap().1;
        tab.split_once("</b>").unwrap().0.rsplit_once('>').unwrap().1.to_owned()
    };
    assert_eq!(counted().await, "2");
    app.import(&json!({ "orders": [order(9)] })).await;
    assert_eq!(counted().await, "3", "few orders are counted each time");
    app.services.view_counts.note_large(app.shop.id);
    assert_eq!(counted().await, "3");
    app.import(&json!({ "orders": [order(12)] })).await;
    let seconds = |count: i64| app.clock.set(waymark::domain::clock::Millis(NOON.0 + count * 1_000));
    seconds(9);
    assert_eq!(counted().await, "3", "many are not");
    seconds(10);
    assert_eq!(counted().await, "4");
}

#[tokio::test]
async fn an_older_database_says_that_the_list_is_not_complete() {
    let (app, cookie) = shop_with(3).await;
    let store = app.services.store.shop(app.shop.id);
    store.index_more(2, app.clock.now()).await.unwrap();
    assert!(list(&app, &cookie, "").await.contains("2 so far"));
    while app.services.index_some_orders().await.unwrap() {}
    assert!(!list(&app, &cookie, "").await.contains("so far"));
}
