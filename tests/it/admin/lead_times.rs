//! Lead times: which orders get a due date by themselves, once, and what is told of it.

use axum::http::StatusCode;
use serde_json::{Value, json};
use waymark::domain::account::Role;
use waymark::domain::due_date::DueDate;
use waymark::domain::order::Order;
use waymark::services::change_order::MerchantChange;

use crate::support::app::{Answer, NOON, TestApp};

const PAGE: &str = "/admin/shop/settings/lead-times";

fn order(number: u32, placed: &str, more: &Value) -> Value {
    let mut order = json!({"id": number, "name": format!("#{number}"), "email": "shopper@example.com",
        "created_at": placed, "updated_at": placed, "financial_status": "paid", "tags": "",
        "line_items": [{"id": number * 10, "title": "Table", "quantity": 1, "current_quantity": 1,
            "fulfillable_quantity": 1, "requires_shipping": true, "price": "100.00"}]});
    for (key, value) in more.as_object().unwrap() {
        order[key] = value.clone();
    }
    order
}

async fn save(app: &TestApp, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let page = app.get_as(cookie, PAGE).await.text();
    let seen = page.split_once("name=\"seen\" value=\"").unwrap().1.split('"').next().unwrap();
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("seen", seen).extend_pairs(fields);
    app.post_as(cookie, PAGE, &form.finish()).await
}

async fn known(app: &TestApp, number: u32) -> Order {
    let id = app.services.order_by_name(&app.shop, &number.to_string()).await.unwrap().unwrap();
    app.services.store.shop(app.shop.id).order(id).await.unwrap().unwrap().order
}

async fn due(app: &TestApp, number: u32) -> Option<(String, String)> {
    let due: Option<DueDate> = known(app, number).await.due();
    due.map(|due| (due.from.to_string(), due.to.to_string()))
}

fn days(from: &str, to: &str) -> Option<(String, String)> {
    Some((from.to_owned(), to.to_owned()))
}

#[tokio::test]
async fn an_order_gets_its_date_once_by_the_rule_for_its_tags() {
    let app = TestApp::start().await;
    let cookie = app.sign_in("owner", Role::Owner).await;
    app.import(&order(1, "2026-11-20T10:00:00Z", &json!({}))).await;
    let wrong = save(&app, &cookie, &[("lead_times", "oak\nash: 3-2"), ("lead_default", "soon")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = wrong.text();
    assert!(text.contains("Line 1 is not a tag") && text.contains("Write working days such as"), "{text}");
    let rules = [("lead_times", "Oak: 5-10\nexpress: 1"), ("lead_default", "2-3")];
    assert_eq!(save(&app, &cookie, &rules).await.status, StatusCode::SEE_OTHER);
    let page = app.get_as(&cookie, PAGE).await.text();
    assert!(page.contains("Oak: 5-10") && page.contains("given once") && page.contains("tags of orders"));

    // Placed on Monday, 23 November 2026 at noon, or later.
    let placed = NOON.plus_minutes(5).to_rfc3339();
    app.clock.set(NOON.plus_minutes(10));
    app.import(&order(2, &placed, &json!({"tags": "express, oak"}))).await;
    app.import(&order(3, &placed, &json!({}))).await;
    app.import(&order(4, &placed, &json!({"cancelled_at": placed}))).await;
    app.import(&order(5, &placed, &json!({"fulfillment_status": "fulfilled"}))).await;
    app.import(&order(6, "2026-11-20T10:00:00Z", &json!({"tags": "oak"}))).await;
    assert_eq!(due(&app, 2).await, days("2026-11-30", "2026-12-07"), "the longest of its tags");
    assert_eq!(due(&app, 3).await, days("2026-11-25", "2026-11-26"));
    for (number, why) in
        [(1, "here before the rule"), (4, "canceled"), (5, "fulfilled"), (6, "placed before")]
    {
        assert_eq!(due(&app, number).await, None, "{why}");
    }

    // Told like a date that somebody gave; read again it stays as it is, also with other tags and rules.
    let link = app.link("2").await;
    let shopper = app.get(&link).await.text();
    assert!(shopper.contains("30 Nov") || shopper.contains("Nov 30"), "{shopper}");
    let id = app.services.order_by_name(&app.shop, "2").await.unwrap().unwrap();
    let staff = app.get_as(&cookie, &format!("/admin/shop/orders/{id}")).await.text();
    assert!(staff.contains("Lead time of “Oak”"), "{staff}");
    save(&app, &cookie, &[("lead_times", "oak: 20"), ("lead_default", "9")]).await;
    let later = NOON.plus_minutes(60).to_rfc3339();
    app.import(&order(2, &placed, &json!({"tags": "express", "updated_at": later}))).await;
    let order = known(&app, 2).await;
    assert_eq!((order.due_changes.len(), due(&app, 2).await), (1, days("2026-11-30", "2026-12-07")));
}

#[tokio::test]
async fn what_somebody_gave_or_took_back_is_never_touched() {
    let app = TestApp::start().await;
    let cookie = app.sign_in("owner", Role::Owner).await;
    let placed = NOON.plus_minutes(5).to_rfc3339();
    app.clock.set(NOON.plus_minutes(10));
    app.import(&order(1, &placed, &json!({}))).await;
    let id = app.services.order_by_name(&app.shop, "1").await.unwrap().unwrap();
    let day = jiff::civil::date(2026, 12, 24);
    for due in [Some(DueDate::new(day, day)), None] {
        app.clock.set(NOON.plus_minutes(if due.is_some() { 11 } else { 12 }));
        let change = MerchantChange { due: Some(due), by: Some("Owner".into()), ..MerchantChange::default() };
        app.services.change_order(&app.shop, id, &change).await.unwrap();
    }
    // A rule that was made before the order was placed, as far as it knows.
    let mut shop = app.services.store.shop_by_handle("shop").await.unwrap().unwrap();
    let rule = waymark::domain::lead_time::LeadRule { tag: None, from: 1, to: 2, since: NOON };
    shop.settings.lead_times.rules = vec![rule];
    app.services.store.save_shop(&shop).await.unwrap();
    let later = NOON.plus_minutes(60).to_rfc3339();
    app.import(&order(1, &placed, &json!({"updated_at": later, "tags": "oak"}))).await;
    assert_eq!((due(&app, 1).await, known(&app, 1).await.due_changes.len()), (None, 2));
    app.import(&order(2, &placed, &json!({}))).await;
    assert_eq!(due(&app, 2).await, days("2026-11-24", "2026-11-25"), "the rule is in force");
    drop(cookie);
}

#[tokio::test]
async fn a_status_with_a_usual_duration_gives_a_date_where_that_is_wanted() {
    let app = TestApp::start().await;
    let cookie = app.sign_in("owner", Role::Owner).await;
    let mut status = app.services.new_status(&app.shop, "oak").await.unwrap();
    status.name = "Oak is drying".into();
    status.public.name = "Oak is drying".into();
    status.usual_days = Some((3, 4));
    app.services.save_status(&app.shop, &status).await.unwrap();
    for number in [1, 2] {
        app.import(&order(number, "2026-11-20T10:00:00Z", &json!({}))).await;
    }
    let set = |number: u32, once: &'static str| {
        let (app, status) = (&app, status.clone());
        async move {
            let shop = app.services.store.shop_by_handle("shop").await.unwrap().unwrap();
            let id = app.services.order_by_name(&shop, &number.to_string()).await.unwrap().unwrap();
            let once = Some(once.to_owned());
            let change = MerchantChange { status: Some(status), once, ..MerchantChange::default() };
            app.services.change_order(&shop, id, &change).await.unwrap();
        }
    };
    set(1, "a").await;
    assert_eq!(due(&app, 1).await, None, "nobody asked for it");
    assert_eq!(save(&app, &cookie, &[("lead_by_status", "1")]).await.status, StatusCode::SEE_OTHER);
    set(2, "b").await;
    set(2, "b").await;
    assert_eq!(due(&app, 2).await, days("2026-11-26", "2026-11-27"));
    let order = known(&app, 2).await;
    assert_eq!((order.due_changes.len(), order.status_changes.len()), (1, 1));
    app.clock.set(NOON.plus_days(3));
    set(2, "c").await;
    assert_eq!(due(&app, 2).await, days("2026-11-26", "2026-11-27"), "once");
}

#[tokio::test]
async fn a_step_takes_longer_than_usual_once_its_last_day_is_over() {
    let app = TestApp::start().await;
    let mut status = app.services.new_status(&app.shop, "oak").await.unwrap();
    status.name = "Oak is drying".into();
    status.public.name = "Oak is drying".into();
    status.usual_days = Some((3, 4));
    app.services.save_status(&app.shop, &status).await.unwrap();
    app.import(&order(1, "2026-11-20T10:00:00Z", &json!({}))).await;
    let id = app.services.order_by_name(&app.shop, "1").await.unwrap().unwrap();
    let change = MerchantChange { status: Some(status), ..MerchantChange::default() };
    app.services.change_order(&app.shop, id, &change).await.unwrap();
    let link = format!("{}?lang=en", app.link("1").await);
    // Monday: what comes with it is due on Thursday or Friday.
    for (days, words, is_too_long) in [
        (0, "Usually takes 3 to 4 working days; this is day 1.", false),
        (3, "Usually takes 3 to 4 working days; this is day 4.", false),
        (4, "Usually takes 3 to 4 working days; this is day 4.", false),
        (6, "Usually takes 3 to 4 working days; this is day 4.", false),
        (7, "This takes longer than usual: day 5 instead of 4.", true),
    ] {
        app.clock.set(NOON.plus_days(days));
        let html = app.get(&link).await.text();
        assert!(html.contains(words), "after {days} days: {html}");
        let cookie = app.sign_in("owner", Role::Owner).await;
        let list = app.get_as(&cookie, "/admin/shop/orders?too_long=1").await.text();
        assert_eq!(!list.contains("No order matches"), is_too_long, "staff and shoppers read the same");
    }
}
