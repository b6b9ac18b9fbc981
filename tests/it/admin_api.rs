//! The client of the Admin API against a server that answers by script: what Shopify can say to a
//! question, and what Waymark makes of it.

mod answers;
mod script;
mod stand_in;

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use waymark::domain::clock::{Millis, MovableClock, SystemChance};
use waymark::domain::ids::ShopifyId;
use waymark::shopify::ShopDomain;
use waymark::shopify::api::{Access, Api, ApiError, Budget, BulkStatus, Http};
use waymark::shopify::auth::{self, AppCredentials, Secret};
use waymark::shopify::delivery::Ask;

use answers::{cost, data, error, item, order};
use script::{Reply, Script};

const ORDER: ShopifyId = ShopifyId(820_982_911_946_154_508);

fn api_of(script: &Script, budget: &Arc<Budget>) -> Api {
    let shop = ShopDomain::parse("some-shop.myshopify.com").unwrap();
    let access = Access {
        base: script.base.clone(),
        shop,
        token: Secret::new("shpat_not_a_real_token"),
        reads_returns: true,
    };
    let clock = Arc::new(MovableClock::at(Millis::parse("2026-11-22T12:00:00Z").unwrap()));
    Api::new(Http::new(), access, clock, Arc::new(SystemChance), Arc::clone(budget))
}

async fn scripted(replies: Vec<Reply>) -> (Script, Api) {
    let script = Script::serve(replies).await;
    let api = api_of(&script, &Arc::new(Budget::default()));
    (script, api)
}

#[tokio::test]
async fn an_order_of_the_usual_size_takes_one_question() {
    let (script, api) = scripted(vec![data(json!({"order": order(1, 2)}))]).await;
    let read = api.order(ORDER).await.unwrap().unwrap();
    assert_eq!((read.shopify_id, read.denied.len()), (ORDER, 0));
    assert_eq!(read.updated_at, Millis::parse("2026-11-20T10:00:00Z").unwrap());
    assert_eq!(read.news.items.get().unwrap().len(), 2);
    assert_eq!(read.news.shipments.len(), 1);
    let asked = script.asked();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].path, "/some-shop.myshopify.com/admin/api/2026-10/graphql.json");
    assert_eq!(asked[0].token.as_deref(), Some("shpat_not_a_real_token"));
    assert_eq!(asked[0].body["operationName"], "WholeOrder");
    assert_eq!(asked[0].body["variables"]["id"], "gid://shopify/Order/820982911946154508");
}

#[tokio::test]
async fn what_does_not_fit_into_one_answer_is_asked_for_and_joined() {
    let mut whole = order(4, 10);
    whole["lineItems"]["pageInfo"] = json!({"hasNextPage": true, "endCursor": "items-1"});
    whole["fulfillments"][0]["events"]["pageInfo"] = json!({"hasNextPage": true, "endCursor": "events-1"});
    let rest = json!({"order": {"id": "gid://shopify/Order/1", "lineItems": {"pageInfo": {"hasNextPage": false},
        "nodes": (10..13).map(item).collect::<Vec<_>>()}}});
    let ids: Vec<_> = (1..=6).map(|n| json!({"id": format!("gid://shopify/Fulfillment/{n}")})).collect();
    let more: Vec<_> = (5..=6).map(answers::parcel).collect();
    let events = json!({"fulfillment": {"id": "gid://shopify/Fulfillment/1",
        "events": {"pageInfo": {"hasNextPage": false}, "nodes": [{"id": "gid://shopify/FulfillmentEvent/77",
            "status": "DELIVERED", "happenedAt": "2026-11-20T09:59:00Z", "createdAt": "2026-11-20T09:59:00Z"}]},
        "fulfillmentLineItems": {"pageInfo": {"hasNextPage": false}, "nodes": []}}});
    let (script, api) = scripted(vec![
        data(json!({"order": whole})),
        data(rest),
        data(json!({"order": {"id": "gid://shopify/Order/1", "fulfillments": ids}})),
        data(json!({"nodes": more})),
        data(events),
    ])
    .await;
    let news = api.order(ORDER).await.unwrap().unwrap().news;
    assert_eq!(news.items.get().unwrap().len(), 13);
    assert_eq!(news.shipments.len(), 6);
    assert!(news.carrier_events.contains_key("77"));
    let names: Vec<_> = script.asked().iter().map(|asked| asked.name()).collect();
    assert_eq!(names, ["WholeOrder", "OrderItems", "OrderParcelIds", "ParcelsById", "ParcelRest"]);
    assert_eq!(script.asked()[1].body["variables"]["after"], "items-1");
}

#[tokio::test]
async fn an_order_the_api_does_not_know_is_none_and_a_refused_one_is_not() {
    let denied = json!({"data": {"order": null}, "errors": [{"message": "Access denied for order field.",
        "path": ["order"], "extensions": {"code": "ACCESS_DENIED",
        "requiredAccess": "`read_orders` access scope. Also: the user must have access."}}]});
    let (_script, api) = scripted(vec![data(json!({"order": null})), Reply::ok(denied)]).await;
    assert_eq!(api.order(ORDER).await, Ok(None));
    let scope = Some("read_orders".to_owned());
    assert_eq!(api.order(ORDER).await, Err(ApiError::Forbidden { scope }));
}

#[tokio::test]
async fn what_was_refused_is_unknown_and_told_and_the_rest_is_used() {
    let mut answer = json!({"data": {"order": order(1, 1)}, "errors": [
        {"message": "This app is not approved to use the email field.", "path": ["order", "email"],
            "extensions": {"code": "ACCESS_DENIED"}},
        {"message": "Access denied for returns field.", "path": ["order", "returns"],
            "extensions": {"code": "ACCESS_DENIED"}}]});
    answer["data"]["order"]["email"] = Value::Null;
    answer["data"]["order"]["returns"] = Value::Null;
    let (_script, api) = scripted(vec![Reply::ok(answer)]).await;
    let read = api.order(ORDER).await.unwrap().unwrap();
    assert_eq!(read.denied, ["order.email", "order.returns"]);
    assert!(read.news.email.is_unknown(), "a refusal is not the same as no address");
    assert_eq!(read.news.name.get().map(String::as_str), Some("#1001"));
}

#[tokio::test]
async fn too_fast_waits_and_asks_again() {
    let throttled = json!({"errors": [{"message": "Throttled", "extensions": {"code": "THROTTLED"}}],
        "extensions": cost(320.0, None, 100.0)});
    let (script, api) = scripted(vec![Reply::ok(throttled), data(json!({"order": order(1, 1)}))]).await;
    let began = Instant::now();
    assert!(api.order(ORDER).await.unwrap().is_some());
    assert!(began.elapsed() >= Duration::from_secs(1), "{:?}", began.elapsed());
    assert_eq!(script.asked().len(), 2);
    let too_many = Reply::status(429).with("Retry-After", "1.0");
    let (script, api) = scripted(vec![too_many, data(json!({"order": order(1, 1)}))]).await;
    let began = Instant::now();
    assert!(api.order(ORDER).await.unwrap().is_some());
    assert!(began.elapsed() >= Duration::from_secs(1));
    assert_eq!(script.asked().len(), 2);
}

#[tokio::test]
async fn a_question_that_is_too_dear_is_not_repeated_as_it_is() {
    let dear = || {
        Reply::ok(error("MAX_COST_EXCEEDED", "Query cost is 1200, which exceeds the max cost limit (1000)."))
    };
    let (script, api) = scripted(vec![dear()]).await;
    assert_eq!(api.order(ORDER).await, Err(ApiError::TooExpensive));
    assert_eq!(script.asked().len(), 1);
    let page = json!({"orders": {"pageInfo": {"hasNextPage": false}, "nodes": []}});
    let (script, api) = scripted(vec![dear(), data(page)]).await;
    assert!(api.changed_orders(Millis(0), None, None).await.unwrap().orders.is_empty());
    let sizes: Vec<_> = script.asked().iter().map(|asked| asked.body["variables"]["size"].clone()).collect();
    assert_eq!(sizes, [5, 2]);
}

#[tokio::test]
async fn a_server_in_trouble_is_asked_again_and_given_up_after_a_while() {
    let (script, api) =
        scripted(vec![Reply::status(502), Reply::status(503), data(json!({"order": order(1, 1)}))]).await;
    assert!(api.order(ORDER).await.unwrap().is_some());
    assert_eq!(script.asked().len(), 3);
    let (script, api) = scripted((0..9).map(|_| Reply::status(500)).collect()).await;
    assert_eq!(api.order(ORDER).await, Err(ApiError::Unavailable));
    assert_eq!(script.asked().len(), 4);
    // What may not be done twice is not: the first time may have worked.
    let (script, api) = scripted((0..9).map(|_| Reply::status(500)).collect()).await;
    assert_eq!(api.subscribe("ORDERS_CREATE", "https://status.example/").await, Err(ApiError::Unavailable));
    assert_eq!(script.asked().len(), 1);
}

#[tokio::test]
async fn each_refusal_has_a_kind_advice_and_no_secret() {
    let refusals = [
        (401, ApiError::Unauthorized, true),
        (402, ApiError::Frozen, true),
        (403, ApiError::Forbidden { scope: None }, false),
        (404, ApiError::NoSuchShop, true),
        (423, ApiError::Locked, true),
        (301, ApiError::NoSuchShop, true),
        (400, ApiError::Unreadable, false),
    ];
    for (status, expected, pauses) in refusals {
        let plain = Reply::status(status).with("Location", "https://elsewhere.example/");
        let (script, api) = scripted(vec![plain]).await;
        let refused = api.order(ORDER).await.unwrap_err();
        assert_eq!(refused, expected, "{status}");
        assert_eq!((refused.pauses(), script.asked().len()), (pauses, 1), "{status}");
        assert!(!refused.advice().is_empty() && !format!("{refused} {refused:?}").contains("shpat"));
    }
    for wrong in [
        Reply::ok(json!({"data": {"order": null}})).with("Content-Type", "text/html"),
        Reply::ok(json!([1])),
        Reply::ok(json!({})),
    ] {
        let (script, api) = scripted(vec![wrong]).await;
        assert_eq!(api.order(ORDER).await, Err(ApiError::Unreadable));
        assert_eq!(script.asked().len(), 1);
    }
    let (_script, api) = scripted(vec![Reply::ok(json!({"errors": "[API] Invalid API key"}))]).await;
    assert!(matches!(api.order(ORDER).await, Err(ApiError::Refused(_))));
}

#[tokio::test]
async fn nobody_listening_is_no_answer() {
    let script = Script::serve(Vec::new()).await;
    let budget = Arc::new(Budget::default());
    let api = api_of(&script, &budget);
    drop(script);
    assert_eq!(api.order(ORDER).await, Err(ApiError::Unavailable));
}

#[tokio::test]
async fn changed_orders_come_whole_and_long_ones_are_read_again() {
    let page = json!({"orders": {"pageInfo": {"hasNextPage": true, "endCursor": "next-1"},
        "nodes": [order(1, 1), order(3, 5)]}});
    let mut page = page;
    page["orders"]["nodes"][0]["id"] = json!("gid://shopify/Order/7");
    let (script, api) = scripted(vec![data(page), data(json!({"order": order(3, 5)}))]).await;
    let since = Millis::parse("2026-11-01T00:00:00.900Z").unwrap();
    let page = api.changed_orders(since, None, Some("here")).await.unwrap();
    assert_eq!(page.next.as_deref(), Some("next-1"));
    assert_eq!(page.orders.iter().map(|read| read.shopify_id).collect::<Vec<_>>(), [ShopifyId(7), ORDER]);
    let asked = script.asked();
    assert_eq!(asked[0].body["variables"]["search"], "updated_at:>='2026-11-01T00:00:00Z'");
    assert_eq!(asked[0].body["variables"]["after"], "here");
    assert_eq!(asked[1].name(), "WholeOrder");
}

#[tokio::test]
async fn an_order_read_within_the_second_of_its_change_is_read_again() {
    let mut young = order(1, 1);
    young["updatedAt"] = json!("2026-11-22T12:00:00Z");
    let again = || data(json!({"order": young.clone()}));
    let (script, api) = scripted(vec![again(), again(), again()]).await;
    assert!(api.order(ORDER).await.unwrap().is_some());
    assert_eq!(script.asked().len(), 3, "the clock of this test stands still");
}

#[tokio::test]
async fn things_are_traced_to_their_order() {
    let gid = "gid://shopify/Order/820982911946154508";
    let (_script, api) = scripted(vec![
        data(json!({"fulfillmentOrder": {"orderId": gid}})),
        data(json!({"return": {"order": {"id": gid}}})),
        data(json!({"reverseFulfillmentOrder": {"order": null}})),
        data(json!({"reverseDelivery": {"reverseFulfillmentOrder": {"order": {"id": gid}}}})),
        data(json!({"return": null})),
    ])
    .await;
    let one = ShopifyId(1);
    assert_eq!(api.order_of(Ask::Order(ORDER)).await, Ok(Some(ORDER)));
    assert_eq!(api.order_of(Ask::FulfillmentOrder(one)).await, Ok(Some(ORDER)));
    assert_eq!(api.order_of(Ask::Return(one)).await, Ok(Some(ORDER)));
    assert_eq!(api.order_of(Ask::ReverseFulfillmentOrder(one)).await, Ok(None));
    assert_eq!(api.order_of(Ask::ReverseDelivery(one)).await, Ok(Some(ORDER)));
    assert_eq!(api.order_of(Ask::Return(one)).await, Ok(None));
}

#[tokio::test]
async fn the_shop_says_what_it_grants_and_which_version_answered() {
    let told = json!({"currentAppInstallation": {"id": "gid://shopify/AppInstallation/1",
        "accessScopes": [{"handle": "read_orders"}]}, "shop": {"id": "gid://shopify/Shop/1", "name": "Some shop",
        "myshopifyDomain": "some-shop.myshopify.com", "primaryDomain": {"host": "shop.example",
        "url": "https://shop.example"}, "ianaTimezone": "Europe/Copenhagen", "currencyCode": "DKK",
        "contactEmail": "hello@shop.example"}});
    let (_script, api) = scripted(vec![data(told).with("X-Shopify-API-Version", "2027-01")]).await;
    let installed = api.installed().await.unwrap();
    assert_eq!(installed.scopes, ["read_orders"]);
    assert_eq!(installed.served_version.as_deref(), Some("2027-01"));
    assert_eq!(installed.site_url.as_deref(), Some("https://shop.example"));
}

#[tokio::test]
async fn subscriptions_are_listed_over_pages_and_refusals_keep_their_words() {
    let page = |n: u32, more: bool| {
        let node = json!({"id": format!("gid://shopify/WebhookSubscription/{n}"), "topic": "SOME_LATER_TOPIC",
            "uri": "https://status.example/"});
        data(
            json!({"webhookSubscriptions": {"pageInfo": {"hasNextPage": more, "endCursor": "c"}, "nodes": [node]}}),
        )
    };
    let refused = json!({"webhookSubscriptionCreate": {"webhookSubscription": null, "userErrors":
        [{"field": ["webhookSubscription", "callbackUrl"], "message": "Address protocol http:// is not supported"}]}});
    let (script, api) = scripted(vec![page(1, true), page(2, false), data(refused)]).await;
    let all = api.subscriptions().await.unwrap();
    assert_eq!((all.len(), all[1].topic.as_str()), (2, "SOME_LATER_TOPIC"));
    let refused = api.subscribe("ORDERS_CREATE", "http://status.example/").await.unwrap_err();
    assert_eq!(refused, ApiError::Refused("Address protocol http:// is not supported".to_owned()));
    assert_eq!(script.asked()[2].body["variables"]["topic"], "ORDERS_CREATE");
}

#[tokio::test]
async fn exports_are_started_polled_and_fetched_with_a_broken_line() {
    let busy = json!({"bulkOperationRunQuery": {"bulkOperation": null, "userErrors": [{"field": null,
        "message": "already", "code": "OPERATION_IN_PROGRESS"}]}});
    let started = json!({"bulkOperationRunQuery": {"bulkOperation": {"id": "gid://shopify/BulkOperation/1",
        "status": "CREATED"}, "userErrors": []}});
    let state = |status: &str| {
        data(
            json!({"bulkOperation": {"id": "gid://shopify/BulkOperation/1", "status": status, "errorCode": null,
            "objectCount": "12", "rootObjectCount": "5", "url": null, "partialDataUrl": null}}),
        )
    };
    let (script, api) = scripted(vec![
        data(busy),
        data(started),
        state("RUNNING"),
        state("A_LATER_WORD"),
        state("COMPLETED"),
    ])
    .await;
    let query = waymark::shopify::api::BULK_ORDERS;
    assert_eq!(api.start_bulk(query).await, Err(ApiError::OperationInProgress));
    let id = api.start_bulk(query).await.unwrap();
    for status in [BulkStatus::Running, BulkStatus::Running, BulkStatus::Completed] {
        let state = api.bulk(&id).await.unwrap();
        assert_eq!((state.status, state.object_count, state.root_count), (status, 12, 5));
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("export.jsonl");
    let whole = script.file();
    // The server cuts the first answer short.
    assert_eq!(api.download(&script.file_url(), &file, 0).await, Ok(whole.len() as u64));
    assert_eq!(std::fs::read(&file).unwrap(), whole);
    std::fs::write(&file, &whole[..100]).unwrap();
    assert_eq!(api.download(&script.file_url(), &file, 100).await, Ok(whole.len() as u64));
    assert_eq!(std::fs::read(&file).unwrap(), whole);
    assert_eq!(api.download(&script.file_url(), &file, whole.len() as u64).await, Ok(whole.len() as u64));
    let gone = script.file_url().replace("/file", "/no-file");
    assert_eq!(api.download(&gone, &file, 0).await, Err(ApiError::ExportGone));
    assert!(
        script.asked().iter().filter(|asked| asked.path.contains("file")).all(|asked| asked.token.is_none())
    );
}

#[tokio::test]
async fn a_backfill_uses_the_budget_and_is_hardly_ever_throttled() {
    let script = Script::with_bucket(4_000.0, 2_000.0).await;
    let budget = Arc::new(Budget::default());
    let api = api_of(&script, &budget);
    let began = Instant::now();
    let mut single = Vec::new();
    while began.elapsed() < Duration::from_secs(6) {
        api.changed_orders(Millis(0), None, None).await.unwrap();
        if single.len() < 10 {
            let asked = Instant::now();
            api.order(ORDER).await.unwrap();
            single.push(asked.elapsed());
        }
    }
    let (spent, seconds) = (budget.spent(), began.elapsed().as_secs_f64());
    // What stood in the bucket at first is no rate.
    let rate = (spent.points - 4_000.0 * 0.8) / seconds / 2_000.0;
    println!("{spent:?}: {:.0} % of the rate", rate * 100.0);
    assert!(rate >= 0.8, "{rate}");
    assert!((spent.throttled as f64) <= spent.answers as f64 * 0.01, "{spent:?}");
    assert!(single.iter().all(|time| *time < Duration::from_millis(500)), "{single:?}");
}

#[tokio::test]
async fn tokens_are_asked_for_and_refusals_say_what_to_do() {
    let app = AppCredentials { client_id: "app".to_owned(), secret: Secret::new("hush & hush") };
    let shop = ShopDomain::parse("some-shop.myshopify.com").unwrap();
    let given =
        json!({"access_token": "shpat_x", "scope": "read_orders,write_returns", "expires_in": 86_399});
    let pair = json!({"access_token": "shpat_y", "scope": "read_orders", "expires_in": 3_600,
        "refresh_token": "shprt_z", "refresh_token_expires_in": 7_776_000});
    let refused = Reply::ok(json!({"error": "invalid_client"})).but(400);
    let script =
        Script::serve(vec![Reply::ok(given), Reply::ok(pair.clone()), Reply::ok(pair), refused]).await;
    let (http, now) = (Http::new(), Millis(1_000));
    let token = auth::client_credentials(&http, &script.base, &shop, &app, now).await.unwrap();
    assert_eq!(token.scopes, ["read_orders", "write_returns"]);
    assert_eq!((token.expires_at, token.refresh), (Some(Millis(86_400_000)), None));
    let pair = auth::exchange_code(&http, &script.base, &shop, &app, "code", now).await.unwrap();
    let refresh = pair.refresh.unwrap();
    assert_eq!(refresh.reveal(), "shprt_z");
    auth::refresh(&http, &script.base, &shop, &app, &refresh, now).await.unwrap();
    let refused = auth::client_credentials(&http, &script.base, &shop, &app, now).await.unwrap_err();
    assert!(refused.pauses() && refused.advice().contains("client secret"), "{refused}");
    assert!(!format!("{refused:?} {app:?} {refresh:?}").contains("hush"));
    let forms: Vec<_> = script.asked().iter().map(|asked| asked.text.clone()).collect();
    assert!(forms[0].contains("grant_type=client_credentials") && forms[0].contains("hush+%26+hush"));
    assert!(forms[1].contains("code=code") && forms[1].contains("expiring=1"));
    assert!(forms[2].contains("grant_type=refresh_token") && forms[2].contains("refresh_token=shprt_z"));
    assert!(script.asked().iter().all(|asked| !asked.path.contains("hush")));
    let link = auth::authorize_url(
        "https://{shop}",
        &shop,
        "app",
        &["read_orders", "read_returns"],
        "https://status.example/shopify/callback",
        "abc",
    );
    assert!(link.starts_with("https://some-shop.myshopify.com/admin/oauth/authorize?client_id=app&scope="));
    assert!(link.contains("read%5Forders%2Cread%5Freturns") && link.ends_with("&state=abc"));
}
