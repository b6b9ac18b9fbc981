//! A shop that lives: a handful of orders whose stories go on, one step every few seconds, and begin
//! anew when they are told. For trying the product out by hand.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{Action, ShopHandle};

/// Between two steps; each of the four orders moves at every fourth.
const PAUSE: Duration = Duration::from_secs(5);

/// The orders there are at the beginning, with their numbers.
pub fn begin(shop: &ShopHandle) {
    for (number, title, city, code, country, locale) in [
        (2001, "Wool blanket", "Aarhus C", "DK", "Denmark", "da"),
        (2002, "Hiking socks", "Hamburg", "DE", "Germany", "de"),
        (2003, "Enamel mug", "Leeds", "GB", "United Kingdom", "en"),
        (2004, "Oak cutting board", "Oslo", "NO", "Norway", "nb"),
    ] {
        act(
            shop,
            json!({"do": "create_order", "number": number, "locale": locale,
                "items": [{"title": title, "quantity": 1, "price": "349.00"},
                    {"title": "Beeswax candle", "variant": "Large", "quantity": 2, "price": "99.00"}],
                "address": {"city": city, "country": country, "country_code": code}}),
        );
    }
}

/// What happens to order `#2001`, `#2002`, … in turn.
fn stories(round: usize) -> [Vec<Value>; 4] {
    let number = format!("00370{:09}", 730_000_000 + round);
    let tracking = json!([{"company": "GLS", "number": number, "url": format!("https://tracking.example.com/gls/{number}")}]);
    let scan = |status: &str, city: &str| json!({"do": "carrier_event", "status": status, "city": city});
    [
        vec![
            json!({"do": "progress"}),
            json!({"do": "fulfill", "tracking": tracking}),
            scan("CARRIER_PICKED_UP", "Copenhagen"),
            scan("IN_TRANSIT", "Taulov"),
            scan("OUT_FOR_DELIVERY", "Aarhus"),
            scan("DELIVERED", "Aarhus"),
            json!({"do": "request_return", "items": [{"line": 0}], "note": "Too small"}),
            json!({"do": "approve_return"}),
            json!({"do": "return_label", "carrier": "GLS", "number": "555000111"}),
            json!({"do": "close_return"}),
            json!({"do": "refund", "amount": "349.00"}),
        ],
        vec![
            json!({"do": "hold", "reason": "INCORRECT_ADDRESS"}),
            json!({"do": "release"}),
            json!({"do": "fulfill", "items": [{"line": 0}], "tracking": tracking}),
            scan("IN_TRANSIT", "Kastrup"),
            scan("DELAYED", "Hamburg"),
            json!({"do": "fulfill"}),
            scan("DELIVERED", "Hamburg"),
        ],
        vec![
            json!({"do": "schedule", "fulfill_at": "2099-01-01T09:00:00Z"}),
            json!({"do": "ready"}),
            json!({"do": "fulfill", "tracking": tracking}),
            scan("OUT_FOR_DELIVERY", "Leeds"),
            scan("ATTEMPTED_DELIVERY", "Leeds"),
            scan("DELIVERED", "Leeds"),
        ],
        vec![
            json!({"do": "add_item", "item": {"title": "Felt slippers", "price": "399.00"}}),
            json!({"do": "cancel_order", "reason": "CUSTOMER", "refund": true}),
        ],
    ]
}

fn act(shop: &ShopHandle, action: Value) {
    let parsed: Result<Action, _> = serde_json::from_value(action.clone());
    match parsed.map_err(|e| e.to_string()).and_then(|a| shop.act(a)) {
        Ok(made) => println!("{} {}", made.name, action["do"].as_str().unwrap_or_default()),
        Err(e) => println!("{action}: {e}"),
    }
}

/// Plays on for ever: the four stories side by side, then new orders with the same stories.
pub async fn play(shop: ShopHandle) {
    begin(&shop);
    // Nobody should miss the beginning: it waits for an app that asked for its token.
    for _ in 0..600 {
        if !shop.tokens_issued().is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    tokio::time::sleep(3 * PAUSE).await;
    for round in 0.. {
        let first = 2001 + 4 * round;
        if round > 0 {
            for number in first..first + 4 {
                act(&shop, json!({"do": "create_order", "number": number}));
            }
        }
        let stories = stories(round);
        for step in 0..stories.iter().map(Vec::len).max().unwrap_or(0) {
            for (i, story) in stories.iter().enumerate() {
                if let Some(action) = story.get(step) {
                    tokio::time::sleep(PAUSE).await;
                    let mut action = action.clone();
                    action["order"] = format!("#{}", first + i).into();
                    act(&shop, action);
                }
            }
        }
    }
}
