//! Every state Shopify knows, from an answer of its API through the real site to what a shopper reads,
//! in English and Danish; and that reasons which are not for shoppers stay away.

use serde_json::{Value, json};
use waymark::domain::clock::{Clock as _, Millis};
use waymark::domain::ids::ShopifyId;
use waymark::domain::standing::{Part, Standing};
use waymark::store::Urgency;

use crate::support::app::{NOON, TestApp};

/// Words only staff may read: they stand in every order sent below.
const INTERNAL: &str = "CANARY-FOR-STAFF";

fn money(amount: &str) -> Value {
    json!({ "shopMoney": { "amount": amount, "currencyCode": "DKK" },
        "presentmentMoney": { "amount": amount, "currencyCode": "DKK" } })
}

/// A paid order of one chair that is not sent yet, as the API answers; `change` overrides fields.
fn order(change: &Value) -> Value {
    let mut order = json!({
        "id": "gid://shopify/Order/1", "name": "#1", "createdAt": "2026-11-10T09:00:00Z",
        "processedAt": "2026-11-10T09:00:00Z", "updatedAt": "2026-11-20T09:00:00Z",
        "closedAt": null, "cancelledAt": null, "cancelReason": null, "closed": false,
        "note": INTERNAL, "tags": [INTERNAL], "customAttributes": [{ "key": INTERNAL, "value": INTERNAL }],
        "email": "shopper@example.com", "customerLocale": "en",
        "displayFinancialStatus": "PAID", "displayFulfillmentStatus": "UNFULFILLED", "returnStatus": "NO_RETURN",
        "currentTotalPriceSet": money("400.00"), "totalOutstandingSet": money("0.00"),
        "lineItems": { "nodes": [{ "id": "gid://shopify/LineItem/11", "title": "Chair", "quantity": 2,
            "currentQuantity": 2, "unfulfilledQuantity": 2, "requiresShipping": true }] },
        "fulfillmentOrders": { "nodes": [] }, "fulfillments": [], "transactions": [], "refunds": [],
        "returns": { "nodes": [] },
    });
    let map = order.as_object_mut().unwrap();
    map.extend(change.as_object().unwrap().clone());
    json!({ "data": { "order": order } })
}

fn promise(change: &Value) -> Value {
    let mut promise = json!({ "id": "gid://shopify/FulfillmentOrder/21", "status": "OPEN", "fulfillAt": null,
        "fulfillmentHolds": [], "deliveryMethod": { "methodType": "SHIPPING" },
        "lineItems": { "nodes": [{ "id": "gid://shopify/FulfillmentOrderLineItem/22", "remainingQuantity": 2,
            "lineItem": { "id": "gid://shopify/LineItem/11" } }] } });
    promise.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    json!({ "nodes": [promise] })
}

fn held(reason: &str) -> Value {
    promise(&json!({ "status": "ON_HOLD", "fulfillmentHolds": [{ "id": "gid://shopify/FulfillmentHold/23",
        "reason": reason, "displayReason": INTERNAL, "reasonNotes": INTERNAL, "heldByRequestingApp": false }] }))
}

/// A parcel of `pieces` chairs.
fn parcel(id: u32, pieces: u32, change: &Value) -> Value {
    let mut parcel = json!({ "id": format!("gid://shopify/Fulfillment/{id}"), "name": format!("#1.{id}"),
        "status": "SUCCESS", "displayStatus": "FULFILLED", "createdAt": "2026-11-18T10:00:00Z",
        "updatedAt": "2026-11-18T10:00:00Z", "inTransitAt": null, "deliveredAt": null, "estimatedDeliveryAt": null,
        "trackingInfo": [], "events": { "nodes": [] },
        "fulfillmentLineItems": { "nodes": [{ "id": "gid://shopify/FulfillmentLineItem/31", "quantity": pieces,
            "lineItem": { "id": "gid://shopify/LineItem/11" } }] } });
    parcel.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    parcel
}

fn delivered() -> Value {
    json!({ "displayFulfillmentStatus": "FULFILLED", "lineItems": { "nodes": [{ "id": "gid://shopify/LineItem/11",
            "title": "Chair", "quantity": 2, "currentQuantity": 2, "unfulfilledQuantity": 0, "requiresShipping": true }] },
        "fulfillments": [parcel(1, 2, &json!({ "displayStatus": "DELIVERED", "deliveredAt": "2026-11-19T10:00:00Z" }))] })
}

fn with(mut base: Value, more: Value) -> Value {
    let Value::Object(more) = more else { panic!("an object") };
    base.as_object_mut().unwrap().extend(more);
    base
}

fn transaction(kind: &str, status: &str, at: &str) -> Value {
    json!([{ "id": "gid://shopify/OrderTransaction/41", "kind": kind, "status": status, "processedAt": at,
        "amountSet": money("400.00"), "formattedGateway": "Visa" }])
}

fn refund(amount: &str) -> Value {
    json!([{ "id": "gid://shopify/Refund/51", "createdAt": "2026-11-19T12:00:00Z", "note": INTERNAL,
        "totalRefundedSet": money(amount), "refundLineItems": { "nodes": [] },
        "transactions": { "nodes": [{ "id": "gid://shopify/OrderTransaction/52", "kind": "REFUND",
            "status": "SUCCESS", "amountSet": money(amount) }] } }])
}

fn goods_back(status: &str, more: &Value) -> Value {
    let mut item = json!({ "id": "gid://shopify/Return/61", "name": "#1-R1", "status": status,
        "createdAt": "2026-11-19T08:00:00Z", "requestApprovedAt": null, "closedAt": null, "decline": null,
        "totalQuantity": 1 });
    item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "nodes": [item] })
}

/// What the page of `change` holds, and a fresh site it stands on.
struct Page {
    english: String,
    danish: String,
}

async fn page(change: &Value) -> Page {
    let app = TestApp::start().await;
    app.import(&order(change)).await;
    read(&app).await
}

async fn read(app: &TestApp) -> Page {
    let link = app.link("#1").await;
    let link = link.split('?').next().unwrap();
    let text = async |lang: &str| {
        let answer = app.get(&format!("{link}?lang={lang}")).await;
        assert_eq!(answer.status, axum::http::StatusCode::OK);
        answer.text()
    };
    Page { english: text("en").await, danish: text("da").await }
}

/// The text of the first element that starts like this.
fn part(html: &str, start: &str) -> String {
    let from = html.find(start).map(|at| &html[at..]).unwrap_or_default();
    let text = from.split_once('>').map(|(_, rest)| rest.split("</").next().unwrap_or_default());
    text.unwrap_or_default().replace("&#x27;", "'").to_owned()
}

/// Each row: what it is about, what the API says, and for English and Danish the headline, a piece of
/// the sentence below it and a piece of the timeline.
type Row = (&'static str, Value, [&'static str; 3], [&'static str; 3]);

async fn check(rows: Vec<Row>) {
    for (what, change, english, danish) in rows {
        let page = page(&change).await;
        for (html, [headline, lead, entry]) in [(&page.english, english), (&page.danish, danish)] {
            assert_eq!(part(html, "<h1"), headline, "{what}");
            assert!(
                part(html, "<p class=\"lead\"").contains(lead),
                "{what}: {}",
                part(html, "<p class=\"lead\"")
            );
            let tale = html.split_once("class=\"tale\"").expect("a timeline").1;
            let tale = tale.split("class=\"second\"").next().unwrap();
            assert!(tale.contains(entry), "{what}: “{entry}” is not in {tale}");
            assert!(!html.contains(INTERNAL), "{what} gives away what is for staff");
        }
    }
}

#[tokio::test]
async fn life_and_payment() {
    let pay = |status: &str| json!({ "displayFinancialStatus": status });
    check(vec![
        (
            "archived",
            json!({ "closed": true, "closedAt": "2026-11-19T09:00:00Z" }),
            ["Complete", "nothing more to send", "Order received"],
            ["Afsluttet", "ikke mere at sende", "Ordre modtaget"],
        ),
        (
            "canceled by the shopper",
            json!({ "cancelledAt": "2026-11-19T09:00:00Z", "cancelReason": "CUSTOMER",
            "cancellation": { "staffNote": INTERNAL } }),
            ["Canceled", "You asked us to cancel", "You asked us to cancel"],
            ["Annulleret", "Du har bedt os", "Annulleret"],
        ),
        (
            "canceled for fraud",
            json!({ "cancelledAt": "2026-11-19T09:00:00Z", "cancelReason": "FRAUD",
            "cancellation": { "staffNote": INTERNAL } }),
            ["Canceled", "will not send it", "Canceled"],
            ["Annulleret", "sender den ikke", "Annulleret"],
        ),
        (
            "pending",
            pay("PENDING"),
            ["Waiting for your payment", "as soon as the payment is here", "Waiting for payment"],
            ["Venter på din betaling", "så snart betalingen er her", "Venter på betaling"],
        ),
        (
            "authorized",
            with(
                pay("AUTHORIZED"),
                json!({ "transactions": transaction("AUTHORIZATION", "SUCCESS", "2026-11-10T09:01:00Z") }),
            ),
            ["We are preparing your order", "getting your items ready", "Payment authorized"],
            ["Vi gør din ordre klar", "gøre dine varer klar", "Beløbet er reserveret"],
        ),
        (
            "paid",
            with(
                pay("PAID"),
                json!({ "transactions": transaction("SALE", "SUCCESS", "2026-11-10T09:01:00Z") }),
            ),
            ["We are preparing your order", "getting your items ready", "with Visa"],
            ["Vi gør din ordre klar", "gøre dine varer klar", "med Visa"],
        ),
        (
            "partly paid",
            with(pay("PARTIALLY_PAID"), json!({ "totalOutstandingSet": money("100.00") })),
            ["We have your order", "get to work soon", "Partly paid"],
            ["Vi har modtaget din ordre", "går snart i gang", "Delvist betalt"],
        ),
        (
            "expired",
            pay("EXPIRED"),
            ["The payment has run out", "nothing was charged", "The payment authorization ran out"],
            ["Betalingen er udløbet", "ikke trukket noget", "Reservationen af beløbet er udløbet"],
        ),
        (
            "voided",
            with(
                pay("VOIDED"),
                json!({ "transactions": transaction("VOID", "SUCCESS", "2026-11-19T09:01:00Z") }),
            ),
            ["The payment was released", "Nothing was charged", "Payment released"],
            ["Betalingen er frigivet", "ikke trukket noget", "Reservationen er ophævet"],
        ),
        (
            "refunded, not sent, not canceled",
            with(pay("REFUNDED"), json!({ "refunds": refund("400.00") })),
            ["DKK\u{a0}400.00 refunded", "paid your money back", "Refunded"],
            ["400,00\u{a0}kr. refunderet", "betalt dine penge tilbage", "Refunderet"],
        ),
        (
            "partly refunded",
            with(pay("PARTIALLY_REFUNDED"), json!({ "refunds": refund("100.00") })),
            ["We are preparing your order", "getting your items ready", "DKK\u{a0}100.00"],
            ["Vi gør din ordre klar", "gøre dine varer klar", "100,00\u{a0}kr."],
        ),
    ])
    .await;
}

#[tokio::test]
async fn fulfillment() {
    let state = |word: &str, promises: Value| json!({ "displayFulfillmentStatus": word, "fulfillmentOrders": promises });
    let hold = |reason: &str| state("ON_HOLD", held(reason));
    let partly = json!({ "displayFulfillmentStatus": "PARTIALLY_FULFILLED", "fulfillments": [parcel(1, 1, &json!({}))] });
    let sent = with(delivered(), json!({ "fulfillments": [parcel(1, 2, &json!({}))] }));
    check(vec![
        (
            "unfulfilled",
            json!({}),
            ["We are preparing your order", "getting your items ready", "Paid"],
            ["Vi gør din ordre klar", "varer klar", "Betalt"],
        ),
        (
            "in progress",
            state("IN_PROGRESS", promise(&json!({ "status": "IN_PROGRESS" }))),
            ["We are preparing your order", "getting your items ready", "Being prepared"],
            ["Vi gør din ordre klar", "varer klar", "Gøres klar"],
        ),
        (
            "partly",
            partly,
            ["Part of your order is shipped", "The rest follows", "Shipped"],
            ["En del af din ordre er afsendt", "Resten kommer", "Afsendt"],
        ),
        (
            "fulfilled",
            sent,
            ["Shipped", "handed your parcel", "Shipped"],
            ["Afsendt", "afleveret din pakke", "Afsendt"],
        ),
        (
            "delivered",
            delivered(),
            ["Delivered Thursday, 19 November", "says it has arrived", "Delivered"],
            ["Leveret torsdag 19. november", "er leveret", "Leveret"],
        ),
        (
            "scheduled",
            state(
                "SCHEDULED",
                promise(&json!({ "status": "SCHEDULED", "fulfillAt": "2026-12-03T09:00:00Z" })),
            ),
            ["Planned for Thursday, 3 December", "waits for this day", "Planned for Thursday, 3 December"],
            ["Planlagt til torsdag 3. december", "venter på denne dag", "Planlagt til torsdag 3. december"],
        ),
        (
            "scheduled, the promise still open",
            state("SCHEDULED", promise(&json!({ "fulfillAt": "2026-12-03T09:00:00Z" }))),
            ["Planned for Thursday, 3 December", "waits for this day", "Order received"],
            ["Planlagt til torsdag 3. december", "venter på denne dag", "Ordre modtaget"],
        ),
        (
            "held for stock",
            hold("INVENTORY_OUT_OF_STOCK"),
            ["On hold: we are waiting for stock", "as soon as it is back", "We are waiting for stock."],
            ["På pause: vi venter på varer", "så snart den er hjemme", "Vi venter på varer."],
        ),
        (
            "held for the address",
            hold("INCORRECT_ADDRESS"),
            ["On hold: we need to check your address", "write to us", "We need to check the address."],
            ["På pause: vi skal tjekke din adresse", "Skriv til os", "Vi skal tjekke adressen."],
        ),
        (
            "held for payment",
            hold("AWAITING_PAYMENT"),
            [
                "On hold: we are waiting for your payment",
                "payment is here",
                "We are waiting for the payment.",
            ],
            ["På pause: vi venter på din betaling", "betalingen er her", "Vi venter på betalingen."],
        ),
        (
            "held for a date",
            hold("UNKNOWN_DELIVERY_DATE"),
            ["On hold: we do not know the date yet", "tell you the date", "The date is not known yet."],
            ["På pause: vi kender ikke datoen endnu", "fortæller dig datoen", "Datoen kendes ikke endnu."],
        ),
        (
            "held for an exchange",
            hold("AWAITING_RETURN_ITEMS"),
            [
                "On hold: we are waiting for your return",
                "send the new item",
                "We are waiting for your return.",
            ],
            ["På pause: vi venter på din returvare", "sender den nye vare", "Vi venter på din returvare."],
        ),
        (
            "held for fraud",
            hold("HIGH_RISK_OF_FRAUD"),
            ["On hold", "checking something", "On hold"],
            ["Sat på pause", "tjekker lige noget", "Sat på pause"],
        ),
        (
            "held by staff",
            hold("OTHER"),
            ["On hold", "checking something", "On hold"],
            ["Sat på pause", "tjekker lige noget", "Sat på pause"],
        ),
        (
            "held by a word of later",
            hold("MOON_IN_THE_WRONG_HOUSE"),
            ["On hold", "checking something", "On hold"],
            ["Sat på pause", "tjekker lige noget", "Sat på pause"],
        ),
    ])
    .await;
}

#[tokio::test]
async fn returns() {
    let back = |order: &str, status: &str, more: Value| {
        with(delivered(), json!({ "returnStatus": order, "returns": goods_back(status, &more) }))
    };
    let approved = json!({ "requestApprovedAt": "2026-11-19T09:00:00Z" });
    let closed = json!({ "requestApprovedAt": "2026-11-19T09:00:00Z", "closedAt": "2026-11-20T08:00:00Z" });
    let no =
        json!({ "decline": { "reason": "RETURN_PERIOD_ENDED", "note": "It is 40 days since you got it." } });
    check(vec![
        (
            "requested",
            back("RETURN_REQUESTED", "REQUESTED", json!({})),
            ["Return requested", "will answer soon", "Return requested"],
            ["Der er bedt om retur", "svarer snart", "Der er bedt om retur"],
        ),
        (
            "in progress",
            back("IN_PROGRESS", "OPEN", approved.clone()),
            ["Your return is under way", "as your parcel is here", "Return approved"],
            ["Din retur er i gang", "din pakke er her", "Retur godkendt"],
        ),
        (
            "inspected",
            back("INSPECTION_COMPLETE", "OPEN", approved),
            ["Your return has been checked", "soon tell you", "Return checked"],
            ["Din retur er kontrolleret", "fortæller dig snart", "Retur kontrolleret"],
        ),
        (
            "returned",
            back("RETURNED", "CLOSED", closed),
            ["Returned", "return is complete", "Return complete"],
            ["Returneret", "retur er afsluttet", "Retur afsluttet"],
        ),
        (
            "declined",
            back("NO_RETURN", "DECLINED", no),
            [
                "Delivered Thursday, 19 November",
                "could not accept your return",
                "It is 40 days since you got it.",
            ],
            ["Leveret torsdag 19. november", "ikke tage imod din retur", "It is 40 days since you got it."],
        ),
        (
            "canceled",
            back("NO_RETURN", "CANCELED", json!({})),
            ["Delivered Thursday, 19 November", "says it has arrived", "Return canceled"],
            ["Leveret torsdag 19. november", "er leveret", "Retur annulleret"],
        ),
    ])
    .await;
}

#[tokio::test]
async fn every_tracking_number_every_event_and_estimates() {
    let event = |status: &str, at: &str, message: &str| {
        json!({ "id": null, "status": status, "happenedAt": at,
        "message": message, "city": "Odense", "estimatedDeliveryAt": null })
    };
    let first = parcel(
        1,
        1,
        &json!({ "displayStatus": "IN_TRANSIT", "inTransitAt": "2026-11-19T10:00:00Z",
        "estimatedDeliveryAt": "2026-11-26T15:00:00Z",
        "trackingInfo": [{ "company": "PostNord", "number": "00370000000000000018", "url": null },
            { "company": "PostNord", "number": "00370000000000000025", "url": null }],
        "events": { "nodes": [event("CONFIRMED", "2026-11-18T11:00:00Z", "Data received"),
            event("IN_TRANSIT", "2026-11-19T10:00:00Z", "Sorted at the terminal")] } }),
    );
    let second = parcel(
        2,
        1,
        &json!({ "displayStatus": "OUT_FOR_DELIVERY",
        "trackingInfo": [{ "company": "GLS", "number": "12345678901", "url": null }],
        "events": { "nodes": [event("OUT_FOR_DELIVERY", "2026-11-20T07:00:00Z", "On the van")] } }),
    );
    let page = page(&with(delivered(), json!({ "fulfillments": [first, second] }))).await;
    for html in [&page.english, &page.danish] {
        for number in ["00370000000000000018", "00370000000000000025", "12345678901"] {
            assert!(html.contains(&format!("data-copy=\"{number}\"")), "{number}");
        }
        for words in ["Data received", "Sorted at the terminal", "On the van", "Odense"] {
            assert!(html.contains(words), "{words}");
        }
        assert!(!html.contains(INTERNAL));
    }
    assert_eq!(part(&page.english, "<h1"), "A parcel is out for delivery");
    assert!(page.english.contains("Expected Thursday, 26 November"));
    assert!(page.danish.contains("Ventes torsdag 26. november"));
}

#[tokio::test]
async fn a_delivered_parcel_while_the_rest_is_planned_says_for_when() {
    let page = page(&json!({ "displayFulfillmentStatus": "PARTIALLY_FULFILLED",
        "lineItems": { "nodes": [{ "id": "gid://shopify/LineItem/11", "title": "Chair", "quantity": 2,
            "currentQuantity": 2, "unfulfilledQuantity": 1, "requiresShipping": true }] },
        "fulfillments": [parcel(1, 1, &json!({ "displayStatus": "DELIVERED", "deliveredAt": "2026-11-19T10:00:00Z" }))],
        "fulfillmentOrders": promise(&json!({ "status": "SCHEDULED", "fulfillAt": "2026-12-03T09:00:00Z" })) }))
    .await;
    assert_eq!(part(&page.english, "<h1"), "Part of your order has arrived");
    assert!(page.english.contains("Planned for Thursday, 3 December"));
    assert!(page.danish.contains("Planlagt til torsdag 3. december"));
}

#[tokio::test]
async fn pages_say_until_when_they_are_true() {
    let app = TestApp::start().await;
    app.import(&order(&json!({}))).await;
    let store = app.services.store.shop(app.shop.id);
    // Alone: by its own newest fact, three days old. A comparison counts for nothing.
    store.note_reconciled(NOON, NOON.plus_minutes(-4), 0).await.unwrap();
    assert!(read(&app).await.english.contains("Checked with the shop 3 days ago"));
    let next_minute = || app.clock.set(Millis(app.clock.now().0 + 60_000));
    next_minute();
    store.set_standing(Standing::Connected, NOON).await.unwrap();
    let page = read(&app).await;
    assert!(page.english.contains("Checked with the shop 5 minutes ago"));
    assert!(page.danish.contains("Tjekket hos butikken for 5 minutter siden"));
    assert!(!page.english.contains("role=\"note\""));
    // Paused and uninstalled: the order stays as it was, and the page says from when that is.
    for (standing, english, danish) in [
        (Standing::Paused, "News from the shop is held up", "Nyt fra butikken er forsinket"),
        (Standing::Uninstalled, "no longer kept up to date", "ikke længere holdt ajour"),
    ] {
        next_minute();
        store.set_standing(standing, NOON).await.unwrap();
        let page = read(&app).await;
        assert_eq!(part(&page.english, "<h1"), "We are preparing your order");
        for (html, words, when) in [
            (&page.english, english, "You see what we knew: Today 11:56."),
            (&page.danish, danish, "Du ser det, vi vidste: I dag 11.56."),
        ] {
            let notice = part(html, "role=\"note\"");
            assert!(notice.contains(words) && notice.contains(when), "{notice}");
            assert!(!html.contains("class=\"fresh"), "one line about it is enough");
        }
    }
}

#[tokio::test]
async fn a_comparison_says_nothing_about_an_order_the_api_no_longer_tells_of() {
    let app = TestApp::start().await;
    app.import(&order(&json!({}))).await;
    let store = app.services.store.shop(app.shop.id);
    store.set_standing(Standing::Connected, NOON).await.unwrap();
    store.note_reconciled(NOON, NOON, 0).await.unwrap();
    store.ask(&[(Part::Order, ShopifyId(1))], Urgency::Live, NOON).await.unwrap();
    let claimed =
        app.services.store.claim_refreshes(5, 60_000, NOON, &*app.services.chance).await.unwrap().remove(0);
    store.finish_lost(&claimed, NOON).await.unwrap();
    assert!(read(&app).await.english.contains("Checked with the shop 3 days ago"));
}
