//! Bad input: a page or a clear refusal, never a panic, never a 500.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::support::app::TestApp;

/// An order as the API answers, with some fields replaced.
fn order(id: u64, changes: &Value) -> Value {
    let mut order = json!({"id": format!("gid://shopify/Order/{id}"), "name": format!("#{id}"),
        "updatedAt": "2026-11-20T10:00:00Z", "processedAt": "2026-11-20T09:00:00Z",
        "lineItems": {"nodes": [{"id": format!("gid://shopify/LineItem/{id}1"), "title": "Table", "quantity": 1, "currentQuantity": 1}]}});
    for (key, value) in changes.as_object().expect("changes are fields") {
        order[key] = value.clone();
    }
    json!({"data": {"order": order}})
}

async fn page_of(app: &TestApp, id: u64, changes: &Value) -> String {
    app.import(&order(id, changes)).await;
    let link = app.link(&id.to_string()).await;
    let mut all = String::new();
    for tail in ["", "?lang=ar", "/due.ics", "/code", "/share", "/address"] {
        let answer = app.get(&format!("{link}{tail}")).await;
        assert!(answer.status.as_u16() < 500, "{changes}: {tail} answered {}", answer.status);
        all.push_str(&answer.text());
    }
    all
}

#[tokio::test]
async fn odd_orders_become_pages() {
    let app = TestApp::start().await;
    let many: Vec<Value> = (1..=500)
        .map(|n| json!({"id": format!("gid://shopify/LineItem/{n}"), "title": format!("Item {n}"), "quantity": n, "currentQuantity": n}))
        .collect();
    let cases = [
        json!({"displayFinancialStatus": "PAID_IN_SHELLS", "displayFulfillmentStatus": "TELEPORTED", "returnStatus": "LOST"}),
        json!({"email": null, "customer": null, "shippingAddress": null, "billingAddress": null, "customerLocale": null}),
        json!({"customerLocale": "tlh-Latn-x-qo'noS"}),
        json!({"processedAt": "0001-01-01T00:00:00Z"}),
        json!({"processedAt": "9999-12-31T23:59:59Z", "updatedAt": "9999-12-31T23:59:59Z"}),
        json!({"processedAt": "yesterday", "updatedAt": 17}),
        json!({"lineItems": {"nodes": many}}),
        json!({"lineItems": {"nodes": [{"id": "gid://shopify/LineItem/7", "title": "x".repeat(60), "quantity": -3, "currentQuantity": -9}]}}),
        json!({"lineItems": {"nodes": [{"id": "gid://shopify/LineItem/8", "title": "", "quantity": 4_294_967_296_u64}]}}),
        json!({"lineItems": "none", "fulfillments": {"oops": true}, "tags": 5}),
        json!({"currentTotalPriceSet": {"presentmentMoney": {"amount": "99999999999999999999.99", "currencyCode": "???"}}}),
        json!({"name": "#".repeat(300)}),
        json!({"fulfillments": [{"id": "gid://shopify/Fulfillment/1", "displayStatus": "BEAMED", "createdAt": "2026-11-20T10:00:00Z",
            "trackingInfo": [{"number": "\u{0}\u{7}12 34", "url": "javascript:alert(1)", "company": "<b>x</b>"}],
            "events": {"nodes": [{"id": "gid://shopify/FulfillmentEvent/1", "status": "RETURNING", "happenedAt": "2999-01-01T00:00:00Z", "message": "z".repeat(10_000)}]}}]}),
    ];
    for (id, changes) in (100..).zip(&cases) {
        if changes.get("name").is_some() {
            app.import(&order(id, changes)).await;
        } else {
            let page = page_of(&app, id, changes).await;
            assert!(!page.contains("javascript:"), "{changes}");
        }
    }
}

#[tokio::test]
async fn markup_in_data_stays_text() {
    let app = TestApp::start().await;
    let evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'";
    let page = page_of(
        &app,
        200,
        &json!({"lineItems": {"nodes": [{"id": "gid://shopify/LineItem/1", "title": evil, "variantTitle": evil, "quantity": 1, "currentQuantity": 1}]},
            "shippingAddress": {"city": evil, "zip": evil},
            "fulfillments": [{"id": "gid://shopify/Fulfillment/1", "createdAt": "2026-11-20T10:00:00Z", "displayStatus": "IN_TRANSIT",
                "trackingInfo": [{"number": evil, "company": evil, "url": format!("https://carrier.example/{evil}")}],
                "events": {"nodes": [{"id": "gid://shopify/FulfillmentEvent/1", "status": "IN_TRANSIT", "happenedAt": "2026-11-20T11:00:00Z", "message": evil, "city": evil}]}}]}),
    )
    .await;
    assert!(!page.contains("<script>alert") && !page.contains("<img"), "markup of an order reached the page");
}

#[tokio::test]
async fn broken_lines_are_refused_with_their_number_and_stop_nothing_else() {
    let app = TestApp::start().await;
    let good = |id: u64| json!({"id": id, "name": format!("#{id}"), "updated_at": "2026-11-20T10:00:00Z", "financial_status": "paid"});
    let mut text = format!("{}\n", good(1));
    text.push_str("{\"id\": 2, \"name\": \n");
    text.push_str(&format!("{}\n", good(3)));
    text.push_str(&format!("{}{}\n", "[".repeat(5000), "]".repeat(5000)));
    text.push_str(&format!("{}\n", good(5)));
    let mut bytes = text.into_bytes();
    bytes.extend_from_slice(b"{\"id\": 6, \"name\": \"\xff\xfe\"}\n");
    bytes.extend_from_slice(format!("{}\n", good(7)).as_bytes());
    let mut summary = waymark::services::import_orders::ImportSummary::default();
    app.services.import(&app.shop, "orders.jsonl", &bytes[..], &mut summary, &|_| {}).await.unwrap();
    assert_eq!(summary.new, 4, "{summary:?}");
    let places: Vec<&str> = summary.refused.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(places, ["orders.jsonl:2", "orders.jsonl:4", "orders.jsonl:6"]);
    assert!(summary.refused.iter().all(|(_, reason)| !reason.is_empty()));
}

#[tokio::test]
async fn importing_twice_changes_nothing() {
    let app = TestApp::start().await;
    let document = order(1, &json!({"displayFinancialStatus": "PAID"}));
    assert_eq!(app.import(&document).await.new, 1);
    let again = app.import(&document).await;
    assert_eq!((again.new, again.changed, again.unchanged), (0, 0, 1));
}

#[tokio::test]
async fn oversized_and_odd_requests_get_a_clear_answer() {
    let app = TestApp::start().await;
    app.import(&order(1, &json!({}))).await;
    let link = app.link("1").await;
    let huge = app.post("/find", &format!("order={}&proof=x", "1".repeat(10 << 20))).await;
    assert_eq!(huge.status, StatusCode::PAYLOAD_TOO_LARGE);
    let odd: Vec<(&str, String, Vec<u8>)> = vec![
        ("POST", "/find".into(), b"order=%FF%FE&proof=%00".to_vec()),
        ("POST", "/find".into(), vec![0xff; 200]),
        ("POST", "/find".into(), b"{\"order\":1}".to_vec()),
        ("POST", format!("{link}/code/check"), b"code=%F0%9F%92%A9".to_vec()),
        ("POST", format!("{link}/code/check"), b"nothing".to_vec()),
        ("GET", format!("{link}?lang=%FF"), Vec::new()),
        ("GET", format!("{link}?lang=../../etc/passwd"), Vec::new()),
        ("GET", "/o/%00".into(), Vec::new()),
        ("GET", "/assets/..%2f..%2fCargo.toml".into(), Vec::new()),
        ("DELETE", link.clone(), Vec::new()),
        ("PUT", "/find".into(), Vec::new()),
    ];
    for (method, path, body) in odd {
        let request = Request::builder().method(method).uri(&path).header("sec-fetch-site", "same-origin");
        let request =
            request.header("content-type", "application/x-www-form-urlencoded").body(Body::from(body));
        let answer = app.send(request.unwrap()).await;
        assert!(answer.status.as_u16() < 500, "{method} {path} answered {}", answer.status);
    }
}
