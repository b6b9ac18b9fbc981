//! Cost and throttling, paging, scopes and protected data, faults, tokens.

mod common;

use common::{world, world_of};
use fake_shopify::ShopOptions;
use fake_shopify::actions::CreateOrder;
use fake_shopify::clock::{DAY, zulu};
use serde_json::{Value, json};

const PAGE: &str = "query($q: String, $after: String, $n: Int!) {
  orders(first: $n, after: $after, query: $q, sortKey: UPDATED_AT) {
    pageInfo { hasNextPage endCursor } nodes { id updatedAt } edges { node { id } } } }";

#[tokio::test]
async fn cost_follows_the_rules_and_the_bucket_empties() {
    let w = world_of(ShopOptions { restore: 0.001, ..ShopOptions::default() }).await;
    w.shop.create_order(Default::default()).expect("made");
    let query = "{ orders(first: 100, sortKey: ID) { nodes { id lineItems(first: 5) { nodes { id } } } } }";
    let (_, body) = w.send(query, json!({})).await;
    let cost = &body["extensions"]["cost"];
    assert_eq!(cost["requestedQueryCost"], 802.0, "2 + 100 x (1 + 2 + 5)");
    assert_eq!(cost["actualQueryCost"], 6.0, "2 + 1 x (1 + 2 + 1)");
    assert!(cost["throttleStatus"]["maximumAvailable"].is_f64());
    let (status, body) =
        w.send("{ orders(first: 250) { nodes { lineItems(first: 4) { nodes { id } } } } }", json!({})).await;
    assert_eq!((status, body["errors"][0]["extensions"]["code"].as_str()), (200, Some("MAX_COST_EXCEEDED")));
    w.shop.bucket(900.0, 0.001);
    for _ in 0..15 {
        w.data(query, json!({})).await;
    }
    w.shop.bucket(100.0, 0.001);
    let (status, body) = w.send(query, json!({})).await;
    assert_eq!((status, body["errors"][0]["message"].as_str()), (200, Some("Throttled")));
    assert_eq!(body["errors"][0]["extensions"]["code"], "THROTTLED");
    assert!(body["extensions"]["cost"]["actualQueryCost"].is_null());
    let stats = w.shop.stats();
    assert_eq!((stats.answers, stats.throttled, stats.refused_by_cost), (16, 1, 1));
    assert_eq!(stats.points_spent, 96.0);
}

#[tokio::test]
async fn pages_cover_every_order_once() {
    let w = world().await;
    assert_eq!(w.shop.seed(57, 3), 57);
    for _ in 0..2 {
        let (mut seen, mut after) = (Vec::new(), Value::Null);
        loop {
            let vars = json!({"q": "updated_at:>='2020-01-01T00:00:00Z'", "after": after, "n": 10});
            let page = w.data(PAGE, vars).await["orders"].clone();
            seen.extend(page["nodes"].as_array().expect("a list").clone());
            assert_eq!(page["nodes"][0]["id"], page["edges"][0]["node"]["id"]);
            after = page["pageInfo"]["endCursor"].clone();
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
        }
        let times: Vec<&str> = seen.iter().map(|o| o["updatedAt"].as_str().expect("a time")).collect();
        assert!(times.windows(2).all(|t| t[0] <= t[1]));
        let mut ids: Vec<_> = seen.iter().map(|o| o["id"].as_str().expect("an id").to_owned()).collect();
        ids.sort();
        ids.dedup();
        assert_eq!((seen.len(), ids.len()), (57, 57));
        w.shop.mutate(30, 4, false);
    }
    let one = w
        .data(
            "{ orders(first: 5, sortKey: CREATED_AT, query: \"name:#1003\") { nodes { name } } }",
            json!({}),
        )
        .await;
    assert_eq!(one["orders"]["nodes"], json!([{"name": "#1003"}]));
}

#[tokio::test]
async fn scopes_and_levels_hide_what_they_should() {
    let w = world().await;
    let old = zulu(w.shop.now() - 61 * DAY);
    let old = CreateOrder { created_at: Some(old.into()), ..CreateOrder::default() };
    let old = w.shop.create_order(old).expect("made");
    let new = w.shop.create_order(CreateOrder { third_party: true, ..CreateOrder::default() }).expect("made");
    w.shop.scopes(&["read_orders", "read_merchant_managed_fulfillment_orders"]);
    let read = w.data("query($id: ID!) { order(id: $id) { id } }", json!({"id": old.order})).await;
    assert!(read["order"].is_null(), "older than 60 days");
    let query =
        "query($id: ID!) { order(id: $id) { id email fulfillmentOrders(first: 5) { nodes { id } } } }";
    let read = w.data(query, json!({"id": new.order})).await;
    assert_eq!(read["order"]["fulfillmentOrders"]["nodes"], json!([]), "a subset, without an error");
    let query = "query($id: ID!) { shop { name } order(id: $id) { id returns(first: 1) { nodes { id } } } }";
    let (status, body) = w.send(query, json!({"id": new.order})).await;
    assert_eq!((status, body["errors"][0]["extensions"]["code"].as_str()), (200, Some("ACCESS_DENIED")));
    assert_eq!(body["errors"][0]["path"], json!(["order", "returns"]));
    assert_eq!(body["data"]["shop"]["name"], "Fjord & Fir", "the rest is answered");
    w.shop.protected(1);
    let (_, body) = w.send("query($id: ID!) { order(id: $id) { id email } }", json!({"id": new.order})).await;
    assert!(body["data"]["order"]["email"].is_null() && body["data"]["order"]["id"].is_string());
    assert_eq!(body["errors"][0]["path"], json!(["order", "email"]));
    w.shop.protected(0);
    let (_, body) = w.send("query($id: ID!) { order(id: $id) { id } }", json!({"id": new.order})).await;
    assert!(body["data"]["order"].is_null() && body["errors"].is_array());
}

#[tokio::test]
async fn errors_have_shopifys_shapes() {
    let w = world().await;
    for (query, code) in [
        ("{ shop { id ", "PARSE_ERROR"),
        ("{ shop { nonsense } }", "undefinedField"),
        ("{ shop }", "selectionMismatch"),
    ] {
        let (status, body) = w.send(query, json!({})).await;
        assert_eq!((status, body["errors"][0]["extensions"]["code"].as_str()), (200, Some(code)), "{body:#}");
    }
    let (status, body) =
        w.send("query($id: ID!) { order(id: $id) { id } }", json!({"id": "not-a-gid"})).await;
    assert_eq!((status, body["errors"][0]["extensions"]["code"].as_str()), (200, Some("INVALID_VARIABLE")));
    let (_, body) = w.send("query($id: ID!) { order(id: $id) { id } }", json!({})).await;
    assert_eq!(body["errors"][0]["message"], "Variable $id of type ID! was provided invalid value");
}

#[tokio::test]
async fn faults_come_when_asked_for() {
    let w = world().await;
    let ask = || w.send("{ shop { id } }", json!({}));
    for (kind, status) in [("429", 429), ("500", 500), ("502", 502), ("503", 503)] {
        w.shop.fault(serde_json::from_value(json!({"kind": kind})).expect("a fault"));
        assert_eq!(ask().await.0, status);
        assert_eq!(ask().await.0, 200);
    }
    w.shop.fault(serde_json::from_value(json!({"kind": "garbage"})).expect("a fault"));
    assert_eq!(ask().await, (200, Value::Null));
    w.shop.fault(serde_json::from_value(json!({"kind": "cut"})).expect("a fault"));
    assert_eq!(ask().await, (200, Value::Null), "the body ends too early");
    w.shop
        .fault(serde_json::from_value(json!({"kind": "throttled", "operation": "Other"})).expect("a fault"));
    assert_eq!(ask().await.0, 200, "meant for another operation");
    w.shop.clear_faults();
    for (mode, status) in [("frozen", 402), ("locked", 423), ("forbidden", 403)] {
        w.shop.modes(&serde_json::from_value(json!({mode: true})).expect("modes"));
        assert_eq!(ask().await.0, status);
        w.shop.modes(&serde_json::from_value(json!({mode: false})).expect("modes"));
    }
    w.shop.modes(&serde_json::from_value(json!({"throttle_all": true})).expect("modes"));
    assert_eq!(ask().await.1["errors"][0]["extensions"]["code"], "THROTTLED");
}

#[tokio::test]
async fn tokens_end_and_refresh_once() {
    let w = world().await;
    let ask = |body: Value| {
        let pairs = body.as_object().expect("map").iter();
        let pairs: Vec<String> =
            pairs.map(|(k, v)| format!("{k}={}", v.as_str().unwrap_or_default())).collect();
        let request = w.http.post(format!("{}/admin/oauth/access_token", w.shop.base()));
        let request =
            request.header("content-type", "application/x-www-form-urlencoded").body(pairs.join("&"));
        async move {
            let answer = request.send().await.expect("an answer");
            (answer.status().as_u16(), answer.json::<Value>().await.expect("JSON"))
        }
    };
    let who = json!({"client_id": "fake-client-id", "client_secret": "fake-client-secret"});
    let with = |more: Value| {
        let mut all = who.clone();
        all.as_object_mut().expect("map").extend(more.as_object().expect("map").clone());
        all
    };
    let (status, body) = ask(
        json!({"client_id": "fake-client-id", "client_secret": "wrong", "grant_type": "client_credentials"}),
    )
    .await;
    assert_eq!((status, body["error"].as_str()), (400, Some("invalid_client")));
    let client = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client");
    let url = format!(
        "{}/admin/oauth/authorize?client_id=fake-client-id&scope=read_orders&redirect_uri=https://status.example/cb&state=abc",
        w.shop.base()
    );
    let answer = client.get(url).send().await.expect("an answer");
    let to = answer.headers()["location"].to_str().expect("text").to_owned();
    assert!(
        to.starts_with("https://status.example/cb?code=")
            && to.contains("&hmac=")
            && to.contains("&state=abc&"),
        "{to}"
    );
    let code = to.split("code=").nth(1).and_then(|t| t.split('&').next()).expect("a code").to_owned();
    let (status, pair) = ask(with(json!({"code": code, "expiring": "1"}))).await;
    assert_eq!((status, pair["expires_in"].as_i64()), (200, Some(3600)));
    assert_eq!(ask(with(json!({"code": code}))).await.0, 400, "a code works once");
    let refresh = with(json!({"grant_type": "refresh_token", "refresh_token": pair["refresh_token"]}));
    let (status, second) = ask(refresh.clone()).await;
    assert_eq!(status, 200);
    assert_ne!(second["refresh_token"], pair["refresh_token"]);
    assert_eq!(ask(refresh).await.0, 400, "a refresh token works once");
    w.shop.advance(DAY + 1);
    assert_eq!(w.send("{ shop { id } }", json!({})).await.0, 401, "out of date");
}

#[tokio::test]
async fn a_cursor_does_not_reach_further_than_shopifys() {
    let w = world_of(ShopOptions { page_limit: 20, ..ShopOptions::default() }).await;
    w.shop.seed(30, 3);
    let page = w.data(PAGE, json!({"n": 15})).await["orders"].clone();
    let after = page["pageInfo"]["endCursor"].clone();
    let (status, body) = w.send(PAGE, json!({"n": 15, "after": after})).await;
    assert!(status == 200 && body["errors"].is_array(), "{body:#}");
    w.data(PAGE, json!({"n": 5, "after": after})).await;
}
