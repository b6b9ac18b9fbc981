//! The life of one order, from being placed to coming back.

use serde_json::{Value, json};

use super::bodies::{self, FIRST_ID};
use super::{Event, Expected, stamp};
use crate::dice::Dice;

const MINUTE: i64 = 60_000;

/// An order while its story is thrown.
pub struct Life {
    dice: Dice,
    now: i64,
    next_id: i64,
    order: Value,
    total: i64,
    expected: Expected,
    paid: bool,
    /// The webhooks so far.
    pub events: Vec<Event>,
}

impl Life {
    /// The `n`th order, placed within two days after `begin`.
    pub fn begin(mut dice: Dice, n: u64, begin: i64) -> Self {
        let first = FIRST_ID + i64::try_from(n).unwrap_or(0) * 100_000;
        let name = format!("#{}", 100_001 + n);
        let now = begin + i64::try_from(dice.below(2 * 24 * 60)).unwrap_or(0) * MINUTE;
        // Mostly small orders; one in ten is large.
        let count = if dice.percent(10) { dice.between(12, 28) } else { dice.between(3, 8) };
        let items: Vec<Value> = (0..count)
            .map(|place| {
                bodies::item(&mut dice, first + 1000 + i64::try_from(place).unwrap_or(0) * 10, place)
            })
            .collect();
        let total = i64::try_from(dice.between(10_000, 900_000)).unwrap_or(10_000);
        let order = bodies::order(&mut dice, first, &name, now, &items, total);
        let expected = Expected { id: first, name, ..Expected::default() };
        Self { dice, now, next_id: first + 50_001, order, total, expected, paid: false, events: Vec::new() }
    }

    /// Throws everything that happens.
    pub fn live(&mut self) {
        self.place();
        if self.dice.percent(5) {
            self.edit();
        }
        if self.dice.percent(3) {
            self.cancel();
            return;
        }
        let parcels = if self.dice.percent(25) { 2 } else { 1 };
        for parcel in 0..parcels {
            self.ship(parcel, parcel + 1 == parcels);
        }
        if self.paid && self.dice.percent(20) {
            self.refund();
        }
        if self.dice.percent(15) {
            self.send_back();
        }
    }

    /// What must be known of it now.
    pub fn told(mut self) -> Expected {
        self.expected.lines.sort();
        self.expected
    }

    fn tick(&mut self) -> i64 {
        self.now += i64::try_from(self.dice.between(1, 240)).unwrap_or(1) * MINUTE;
        self.now
    }

    fn id(&mut self) -> i64 {
        self.next_id += 2;
        self.next_id
    }

    fn line(&mut self, line: String) {
        self.expected.lines.push(line);
    }

    fn send(&mut self, topics: &[&'static str], body: &Value) {
        let event_id = self.dice.hex(32);
        let body = body.to_string().into_bytes();
        for topic in topics {
            let (event_id, body) = (event_id.clone(), body.clone());
            self.events.push(Event { topic, event_id, triggered_at: self.now, body });
        }
    }

    /// The order's own webhooks: it was changed now.
    fn send_order(&mut self, topics: &[&'static str]) {
        self.order["updated_at"] = json!(stamp(self.now));
        self.order["financial_status"] = json!(self.expected.payment);
        let body = self.order.clone();
        self.send(topics, &body);
    }

    fn pays(&mut self, word: &str) {
        if self.expected.payment != word {
            word.clone_into(&mut self.expected.payment);
            // Refunds have lines of their own.
            if !word.contains("refunded") {
                self.line(format!("payment {word}"));
            }
        }
    }

    fn place(&mut self) {
        self.line("placed".into());
        let word = ["paid", "pending", "authorized"][self.dice.place(3)];
        self.pays(word);
        self.paid = word == "paid";
        let alone = self.dice.percent(50);
        self.send_order(if alone { &["orders/create"] } else { &["orders/create", "orders/updated"] });
        if !self.paid && self.dice.percent(90) {
            self.tick();
            self.pay();
        }
    }

    fn pay(&mut self) {
        let told = self.dice.percent(50);
        if told {
            let (id, order) = (self.id(), self.expected.id);
            let body = bodies::payment(id, order, "sale", self.total, self.now);
            self.send(&["order_transactions/create"], &body);
        }
        self.pays("paid");
        if told {
            // The movement tells more than the bare state, which it takes the place of.
            let line = format!("payment paid {}", self.total);
            *self.expected.lines.last_mut().expect("just paid") = line;
        }
        self.paid = true;
        self.order["total_outstanding"] = json!("0.00");
        self.send_order(&["orders/paid", "orders/updated"]);
    }

    fn edit(&mut self) {
        let at = self.tick();
        let id = self.id();
        self.line("edited".into());
        self.send(&["orders/edited"], &bodies::edit(id, self.expected.id, at));
    }

    fn cancel(&mut self) {
        let at = self.tick();
        self.expected.canceled = true;
        self.line("canceled".into());
        self.order["cancelled_at"] = json!(stamp(at));
        self.order["cancel_reason"] = json!("customer");
        self.send_order(&["orders/cancelled", "orders/updated"]);
    }

    fn ship(&mut self, nth: usize, last: bool) {
        let at = self.tick();
        let id = self.id();
        let mut numbers = vec![format!("T{}", self.dice.hex(10))];
        if self.dice.percent(15) {
            numbers.push(format!("T{}", self.dice.hex(10)));
        }
        let items: Vec<Value> =
            self.order["line_items"].as_array().into_iter().flatten().take(8).cloned().collect();
        let name = format!("{}.{}", self.expected.name, nth + 1);
        let parcel = bodies::parcel(id, self.expected.id, &name, at, &numbers, &items);
        self.send(&["fulfillments/create"], &parcel);
        self.order["fulfillments"].as_array_mut().expect("a list").push(parcel);
        self.expected.parcels.insert(id, (numbers, false));
        self.order["fulfillment_status"] = json!(if last { "fulfilled" } else { "partial" });
        self.send_order(if last { &["orders/fulfilled", "orders/updated"] } else { &["orders/updated"] });
        if self.dice.percent(3) {
            self.tick();
            self.change(nth, "status", json!("cancelled"));
            self.expected.parcels.get_mut(&id).expect("just made").1 = true;
            return;
        }
        self.line(format!("shipped {id}"));
        if self.dice.percent(10) {
            self.unseen(nth, id);
        } else {
            self.carried(nth, id);
        }
    }

    /// A parcel of which no carrier says anything; only its state changes.
    fn unseen(&mut self, nth: usize, id: i64) {
        for word in ["in_transit", "delivered"] {
            self.tick();
            self.line(format!("parcel {id} {word}"));
            self.change(nth, "shipment_status", json!(word));
        }
    }

    /// A parcel that a carrier scans on its way.
    fn carried(&mut self, nth: usize, id: i64) {
        let words = ["in_transit", "in_transit", "out_for_delivery", "delivered"];
        let far = self.dice.between(1, 4);
        for (step, word) in words.iter().take(usize::try_from(far).unwrap_or(4)).enumerate() {
            let at = self.tick();
            let event = self.id();
            let message = format!("Scan {event} on leg {step}");
            self.line(format!("scan {id} {word} {message}"));
            self.expected.scans += 1;
            self.send(
                &["fulfillment_events/create"],
                &bodies::scan(event, self.expected.id, id, word, &message, at),
            );
            if self.dice.percent(40) {
                self.change(nth, "shipment_status", json!(word));
            }
        }
        if self.dice.percent(10) {
            self.tick();
            let number = format!("T{}", self.dice.hex(10));
            self.order["fulfillments"][nth]["tracking_number"] = json!(number);
            self.change(nth, "tracking_numbers", json!([number]));
            self.expected.parcels.get_mut(&id).expect("just made").0 = vec![number];
        }
    }

    fn change(&mut self, nth: usize, key: &str, value: Value) {
        self.now += MINUTE;
        self.order["fulfillments"][nth][key] = value;
        self.order["fulfillments"][nth]["updated_at"] = json!(stamp(self.now));
        let parcel = self.order["fulfillments"][nth].clone();
        self.send(&["fulfillments/update"], &parcel);
    }

    fn refund(&mut self) {
        let at = self.tick();
        let (id, movement) = (self.id(), self.id());
        let back = i64::try_from(self.dice.between(100, 9_000)).unwrap_or(100);
        let movement = bodies::payment(movement, self.expected.id, "refund", back, at);
        let item = self.order["line_items"][0]["id"].as_i64().unwrap_or(0);
        let refund = bodies::refund(id, self.expected.id, movement, item, at);
        self.expected.refunds += 1;
        self.line(format!("refund {back}"));
        self.send(&["refunds/create"], &refund);
        self.order["refunds"].as_array_mut().expect("a list").push(refund);
        self.pays("partially_refunded");
        self.send_order(&["orders/updated"]);
    }

    fn send_back(&mut self) {
        let id = self.id();
        let name = format!("{}-R1", self.expected.name);
        let road: &[(&'static str, &str)] = match self.dice.below(3) {
            0 => &[("returns/request", "requested"), ("returns/decline", "declined")],
            1 => &[("returns/request", "requested"), ("returns/approve", "open")],
            _ => {
                &[("returns/request", "requested"), ("returns/approve", "open"), ("returns/close", "closed")]
            }
        };
        for (topic, word) in road {
            self.tick();
            self.line(format!("return {name} {word}"));
            self.expected.returns.insert(id, (*word).to_owned());
            self.send(&[topic], &bodies::goods_back(id, self.expected.id, &name, word));
        }
    }
}
