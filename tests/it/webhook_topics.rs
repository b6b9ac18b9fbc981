//! Every webhook body Shopify documents is understood, and the table says what each comes to.
//!
//! The samples lie beside the project, in `../shared`; without them the tests say so and pass, except
//! where `CI` is set.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use waymark::domain::clock::Millis;
use waymark::domain::ids::ShopifyId;
use waymark::domain::native::FulfillmentStatus;
use waymark::domain::order::Order;
use waymark::shopify::delivery::{Ask, House, Understood, understand};
use waymark::shopify::topics::{TOPICS, Topic};

const ORDER: ShopifyId = ShopifyId(820_982_911_946_154_508);
const TOLD: Millis = Millis(1_767_000_000_000);

fn samples() -> Option<BTreeMap<String, PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/shopify/data/webhooks/2026-07");
    if !folder.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", folder.display());
        println!("skipped: needs ../shared");
        return None;
    }
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let topic = |path: &PathBuf| path.file_stem().unwrap().to_str().unwrap().replace("__", "/");
    Some(files.map(|path| (topic(&path), path)).collect())
}

fn said(topic: &str, body: &[u8]) -> String {
    let Understood { news, promises, ask, house, ignored } = understand(topic, body, TOLD).unwrap();
    let mut parts = Vec::new();
    parts.extend(news.iter().map(|(id, _)| format!("news of {id}")));
    for (id, told) in &promises.promise_news {
        let status = told.status.get().map_or("-", |status| status.word());
        let holds = told.holds.values().filter_map(|hold| hold.get());
        let holds: Vec<String> = holds
            .map(|hold| format!("{} {}", if hold.released { "released" } else { "held" }, hold.reason.word()))
            .collect();
        let day = told.fulfill_at.get().copied().flatten().map(|at| format!(" for {}", at.0));
        parts.push(format!("promise {id}: {status}{} [{}]", day.unwrap_or_default(), holds.join(", ")));
    }
    parts.extend(ask.iter().map(|ask| format!("ask {ask:?}")));
    parts.extend(house.iter().map(|house| format!("house {house:?}")));
    parts.extend(ignored.map(|why| format!("ignored: {why}")));
    parts.join("; ")
}

#[test]
fn every_documented_body_is_understood_and_every_topic_stands_in_the_table() {
    let Some(samples) = samples() else { return };
    assert_eq!(samples.len(), 52);
    let mut lines = Vec::new();
    for (topic, path) in &samples {
        let known = Topic::named(topic).unwrap_or_else(|| panic!("{topic} is in no table"));
        let came_to = said(topic, &fs::read(path).unwrap());
        assert!(!came_to.contains("ignored"), "{topic}: {came_to}");
        lines.push(format!("{topic}: {came_to}\n    {}", known.why));
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn what_a_body_says_is_taken_in_and_what_it_cannot_say_is_not() {
    let Some(samples) = samples() else { return };
    let read = |topic: &str| understand(topic, &fs::read(&samples[topic]).unwrap(), TOLD).unwrap();
    let order = |understood: &Understood| -> Order { understood.news[0].1.clone() };

    let updated = read("orders/updated");
    assert_eq!((updated.news.len(), updated.ask.clone()), (1, vec![Ask::Order(ORDER)]));
    assert!(order(&updated).fulfillment.is_unknown(), "no word does not mean that nothing is held");
    assert_eq!(order(&updated).fulfillment_plain.get(), Some(&FulfillmentStatus::Unfulfilled));
    assert!(order(&updated).items.get().is_some_and(|items| !items.is_empty()));
    assert_eq!(order(&read("refunds/create")).refunds.len(), 1);
    assert_eq!(order(&read("order_transactions/create")).transactions.len(), 1);
    assert_eq!(order(&read("fulfillments/update")).shipments.len(), 1);
    assert_eq!(order(&read("fulfillment_events/create")).carrier_events.len(), 1);
    assert_eq!(order(&read("orders/edited")).edits.len(), 1);
    for topic in ["returns/approve", "returns/close", "returns/decline"] {
        let returns = order(&read(topic)).returns;
        assert_eq!(returns.values().next().unwrap().known_at(), Some(TOLD), "{topic}");
    }
    let deleted = read("fulfillment_events/delete");
    assert_eq!((deleted.news.len(), deleted.ask), (0, vec![Ask::Order(ORDER)]));
    let gone = read("orders/delete");
    assert!(gone.news.is_empty() && gone.ask.is_empty() && gone.house == Some(House::OrderDeleted(ORDER)));
}

#[test]
fn house_keeping_bodies_are_read_whole() {
    let Some(samples) = samples() else { return };
    let house =
        |topic: &str| understand(topic, &fs::read(&samples[topic]).unwrap(), TOLD).unwrap().house.unwrap();
    let scopes = ["read_products", "write_products"].map(str::to_owned).to_vec();
    assert!(house("app/scopes_update") == House::ScopesChanged(scopes));
    assert!(
        house("bulk_operations/finish")
            == House::BulkFinished("gid://shopify/BulkOperation/147595010".to_owned())
    );
    let orders = || [299_938, 280_263, 220_458].map(ShopifyId).to_vec();
    let (customer, email) = (Some(ShopifyId(191_167)), Some("john@example.com".to_owned()));
    let asked = House::DataRequest { customer, email: email.clone(), orders: orders(), request: Some(9_999) };
    assert!(house("customers/data_request") == asked);
    let phone = Some("555-625-1199".to_owned());
    assert!(house("customers/redact") == House::RedactCustomer { customer, email, phone, orders: orders() });
    assert!(house("shop/redact") == House::RedactShop);
    assert!(house("app/uninstalled") == House::Uninstalled);
}

#[test]
fn the_table_names_each_topic_once_and_spells_it_as_the_api_does() {
    for topic in TOPICS {
        assert_eq!(TOPICS.iter().filter(|other| other.name == topic.name).count(), 1, "{}", topic.name);
        let word = topic.name.replace('/', "_").to_uppercase();
        assert!(topic.word == word || topic.word.is_empty(), "{}", topic.name);
        assert!(!(topic.word.is_empty() && topic.subscribed), "{}", topic.name);
        assert!(topic.why.ends_with('.'), "{}", topic.name);
    }
    let schema = include_str!("../../src/shopify/schema/admin.graphql");
    let words = schema.split("enum WebhookSubscriptionTopic {").nth(1).unwrap().split('}').next().unwrap();
    for topic in TOPICS.iter().filter(|topic| !topic.word.is_empty()) {
        assert!(words.lines().any(|line| line.trim() == topic.word), "{}", topic.word);
    }
}

#[test]
fn bodies_that_cannot_be_read_are_refused_without_repeating_them() {
    for topic in TOPICS {
        for body in ["", "secret@example.com", "[]", "7", "{\"id\": 1", "\u{0}"] {
            if let Err(reason) = understand(topic.name, body.as_bytes(), TOLD) {
                assert!(!reason.contains("secret") && reason.ends_with('.'), "{reason}");
            }
        }
        assert!(understand(topic.name, b"nonsense", TOLD).is_err(), "{}", topic.name);
        // An empty object never panics and never says anything about an order.
        assert!(understand(topic.name, b"{}", TOLD).map_or(true, |read| read.news.is_empty()));
    }
    let unknown = understand("products/create", b"nonsense", TOLD).unwrap();
    assert!(unknown.ignored.is_some() && unknown.news.is_empty() && unknown.ask.is_empty());
}
