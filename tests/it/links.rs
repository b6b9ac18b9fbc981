//! Links: dead ones look alike, sharing and revoking, codes, levels over time.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::json;

use waymark::domain::clock::Millis;
use waymark::domain::ids::LinkId;
use waymark::domain::level::Level;
use waymark::domain::link::{Link, Purpose, Token};

use crate::support::app::{NOON, TestApp};

fn document() -> serde_json::Value {
    json!({"data": {"order": {"id": "gid://shopify/Order/1", "name": "#1001",
        "updatedAt": "2026-11-20T10:00:00Z", "processedAt": "2026-11-20T09:00:00Z",
        "email": "shopper-1001@example.com",
        "currentTotalPriceSet": {"presentmentMoney": {"amount": "987.65", "currencyCode": "EUR"}},
        "shippingAddress": {"name": "N. Shopper", "address1": "Secretstreet 5", "zip": "5000", "city": "Odense"},
        "lineItems": {"nodes": [{"id": "gid://shopify/LineItem/9", "title": "Canaryitem", "quantity": 1, "currentQuantity": 1}]},
        "fulfillments": [{"id": "gid://shopify/Fulfillment/7", "status": "SUCCESS", "createdAt": "2026-11-20T09:30:00Z",
            "displayStatus": "IN_TRANSIT", "estimatedDeliveryAt": "2026-11-25T12:00:00Z",
            "trackingInfo": [{"company": "PostNord", "number": "CANARY123456", "url": null}],
            "fulfillmentLineItems": {"nodes": [{"quantity": 1, "lineItem": {"id": "gid://shopify/LineItem/9"}}]}}]
    }}})
}

async fn started() -> (TestApp, String) {
    let app = TestApp::start().await;
    app.import(&document()).await;
    let link = app.link("1001").await;
    (app, link)
}

#[tokio::test]
async fn dead_links_give_the_same_bytes() {
    let (app, link) = started().await;
    let order = app.services.order_by_name(&app.shop, "1001").await.unwrap().unwrap();
    let store = app.services.store.shop(app.shop.id);
    let mut dead = vec![
        "/o/short".to_owned(),
        "/o/UPPERCASEUPPERCASEUPPERCASEUPPER".to_owned(),
        format!("/o/{}", "a".repeat(32)),
        format!("/o/{}", "%F0%9F%98%80"),
        "/o/%FF%FE".to_owned(),
        format!("/o/{}", "x".repeat(5000)),
    ];
    for (expires_at, revoked_at) in [(Some(Millis(1)), None), (None, Some(Millis(1)))] {
        let token = Token::draw(&*app.services.chance);
        let link = Link {
            id: LinkId::new(NOON, &*app.services.chance),
            order,
            purpose: Purpose::Merchant,
            level: Level::Standard,
            created_at: Millis(0),
            expires_at,
            revoked_at: None,
        };
        store.add_link(&link, &token, &*app.services.chance).await.unwrap();
        if let Some(at) = revoked_at {
            store.revoke_link(link.id, at).await.unwrap();
        }
        dead.push(format!("/o/{}", token.reveal()));
    }
    let first = app.get(&dead[0]).await;
    assert_eq!(first.status, StatusCode::NOT_FOUND);
    for path in &dead {
        let answer = app.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.body == first.body, "{path}");
        assert_eq!(answer.headers, first.headers, "{path}");
    }
    assert!(first.text().contains("/find"), "the look-up form is offered");
    assert_eq!(app.get(&link).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_revoked_link_is_dead_at_once_even_when_its_page_was_kept() {
    let (app, link) = started().await;
    assert_eq!(app.get(&link).await.status, StatusCode::OK);
    assert_eq!(app.get(&link).await.status, StatusCode::OK);
    let order = app.services.order_by_name(&app.shop, "1001").await.unwrap().unwrap();
    app.services.revoke_all_links(&app.shop, order).await.unwrap();
    assert_eq!(app.get(&link).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_a_level_hides_is_not_in_the_bytes() {
    let (app, link) = started().await;
    let gather = async |link: &str| {
        let mut all = String::new();
        for tail in ["", "/due.ics", "/share", "/code", "?lang=ar"] {
            all.push_str(&app.get(&format!("{link}{tail}")).await.text());
        }
        all
    };
    let standard = gather(&link).await;
    for shown in ["Canaryitem", "CANARY123456", "987.65", "Odense"] {
        assert!(standard.replace(' ', "").contains(shown), "{shown} belongs to standard level");
    }
    for hidden in ["Secretstreet", "N. Shopper", "shopper-1001@example.com"] {
        assert!(!standard.contains(hidden), "{hidden} shows at standard level");
    }
    app.clock.set(NOON.plus_days(40));
    let reduced = gather(&link).await;
    for hidden in [
        "Canaryitem",
        "CANARY",
        "987",
        "Odense",
        "5000",
        "Secretstreet",
        "N. Shopper",
        "shopper-1001",
        "PostNord",
    ] {
        assert!(!reduced.contains(hidden), "{hidden} shows at reduced level");
    }
    assert!(reduced.contains("#1001"));
}

#[tokio::test]
async fn a_shared_page_shows_no_prices_and_ends_when_told() {
    let (app, link) = started().await;
    assert_eq!(app.post(&format!("{link}/share"), "").await.status, StatusCode::SEE_OTHER);
    let page = app.get(&format!("{link}/share")).await.text();
    let start = page.find("http://shop.test/o/").expect("the share link is shown") + "http://shop.test".len();
    let shared = page[start..start + 3 + 32].to_owned();
    assert_ne!(shared, link);
    let answer = app.get(&shared).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains("Canaryitem"));
    for hidden in ["987", "Secretstreet", "shopper-1001", "/share\"", "/code\""] {
        assert!(!answer.text().contains(hidden), "{hidden} shows on a shared page");
    }
    for tail in ["/code", "/share"] {
        assert_eq!(app.get(&format!("{shared}{tail}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.post(&format!("{shared}{tail}"), "").await.status, StatusCode::NOT_FOUND);
    }
    app.post(&format!("{link}/share/revoke"), "").await;
    assert_eq!(app.get(&shared).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get(&link).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_code_opens_everything_in_the_browser_that_asked() {
    let (app, link) = started().await;
    let asked = app.post(&format!("{link}/code"), "").await;
    let cookie = asked.header("set-cookie").split(';').next().unwrap().to_owned();
    let mails = app.mails().await;
    let [mail] = mails.as_slice() else { panic!("one mail, not {}", mails.len()) };
    assert_eq!(mail.to, "shopper-1001@example.com");
    let code =
        mail.subject.split_whitespace().find(|w| w.len() == 8 && w.bytes().all(|b| b.is_ascii_digit()));
    let code = code.expect("the subject begins with the code").to_owned();
    let check = format!("{link}/code/check");
    let wrong = if code == "00000000" { "00000001" } else { "00000000" };
    let with = [("cookie", cookie.as_str())];
    assert!(app.post_with(&check, &format!("code={wrong}"), &with).await.text().contains("4 more tries"));
    assert_eq!(
        app.post(&check, &format!("code={code}")).await.status,
        StatusCode::OK,
        "another browser stays out"
    );
    let right = app.post_with(&check, &format!("code={code}"), &with).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER);
    let full = app
        .send(
            axum::http::Request::get(&link)
                .header("cookie", &cookie)
                .body(axum::body::Body::empty())
                .unwrap(),
        )
        .await;
    assert!(full.text().contains("Secretstreet"));
    assert!(!app.get(&link).await.text().contains("Secretstreet"), "another browser sees what it saw before");
    let again = app.post_with(&check, &format!("code={code}"), &with).await;
    assert_eq!(again.status, StatusCode::OK, "a code works once");
}

#[tokio::test]
async fn a_code_is_good_for_five_tries_and_ten_minutes_and_three_an_hour() {
    let (app, link) = started().await;
    let asked = app.post(&format!("{link}/code"), "").await;
    let cookie = asked.header("set-cookie").split(';').next().unwrap().to_owned();
    let code = app.mails().await[0].subject.split_whitespace().next().unwrap().to_owned();
    let check = format!("{link}/code/check");
    let with = [("cookie", cookie.as_str())];
    for _ in 0..5 {
        app.post_with(&check, "code=1", &with).await;
    }
    assert_eq!(
        app.post_with(&check, &format!("code={code}"), &with).await.status,
        StatusCode::OK,
        "tried too often"
    );
    app.post_with(&format!("{link}/code"), "", &with).await;
    let second = app.mails().await[1].subject.split_whitespace().next().unwrap().to_owned();
    app.clock.set(NOON.plus_minutes(11));
    assert_eq!(
        app.post_with(&check, &format!("code={second}"), &with).await.status,
        StatusCode::OK,
        "too late"
    );
    for _ in 0..5 {
        app.post_with(&format!("{link}/code"), "", &with).await;
    }
    assert_eq!(app.mails().await.len(), 3);
}

#[tokio::test]
async fn nobody_uses_up_the_codes_of_whoever_bought() {
    let (app, link) = started().await;
    let ask = async |link: &str, peer: &str| {
        let request = Request::post(format!("{link}/code"))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = app.send_from(peer, request.body(Body::empty()).unwrap()).await;
        usize::from(answer.header("location").contains("say=sent"))
    };
    let (mut thief, mut shopper) = (0, 0);
    for _ in 0..9 {
        thief += ask(&link, "198.51.100.1:4000").await;
    }
    shopper += ask(&link, "203.0.113.9:4000").await;
    assert_eq!((thief, shopper), (3, 1), "three an hour from one network, and another has its own");
    // From everywhere together ten an hour, and twenty a day.
    let mut sent = thief + shopper;
    for hour in 0..4 {
        app.clock.set(NOON.plus_minutes(hour * 60));
        for network in 0..15 {
            sent += ask(&link, &format!("192.0.{network}.1:4000")).await;
        }
        assert_eq!(sent, if hour == 0 { 10 } else { 20 }, "hour {hour}");
    }
    // One network, whatever the orders; and an order without an address is answered alike.
    app.clock.set(NOON.plus_minutes(5 * 60));
    let mut answers = Vec::new();
    for number in 2..=6 {
        app.import(
            &json!({"id": number, "name": format!("#100{number}"), "created_at": "2026-11-20T10:00:00Z",
            "updated_at": "2026-11-20T10:00:00Z", "line_items": []}),
        )
        .await;
        let link = app.link(&format!("100{number}")).await;
        let mut sent = 0;
        for _ in 0..4 {
            sent += ask(&link, "198.51.100.1:4000").await;
        }
        answers.push(sent);
    }
    assert_eq!(answers, [3, 3, 2, 0, 0], "tries in vain count for the network");
}

#[tokio::test]
async fn an_erased_order_is_gone_and_says_nothing_personal() {
    let (app, link) = started().await;
    let order = app.services.order_by_name(&app.shop, "1001").await.unwrap().unwrap();
    assert!(app.services.store.shop(app.shop.id).erase_order(order, NOON).await.unwrap());
    for tail in ["", "/code", "/share", "/due.ics"] {
        let answer = app.get(&format!("{link}{tail}")).await;
        assert_eq!(answer.status, StatusCode::GONE, "{tail}");
        for hidden in ["Canaryitem", "CANARY", "Odense", "Secretstreet", "shopper-1001"] {
            assert!(!answer.text().contains(hidden), "{hidden} shows on {tail}");
        }
    }
}

#[tokio::test]
async fn while_the_database_is_away_the_page_says_so_and_when_to_come_back() {
    let (app, link) = started().await;
    app.services.store.close().await;
    for path in [link.as_str(), "/find"] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert_eq!(answer.header("retry-after"), "30");
        assert!(answer.text().contains("Nothing is lost"));
    }
    assert_eq!(app.get("/health").await.status, StatusCode::SERVICE_UNAVAILABLE);
}
