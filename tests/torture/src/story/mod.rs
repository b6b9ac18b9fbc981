//! What happens in a shop, thrown by dice: the webhooks in the order in which Shopify would have sent
//! them, and beside each order what its page must tell in the end, in plain words. Nothing of the
//! product is used here, so that a mistake in its merging cannot hide in what is expected of it.
//! Start with [`Script::new`]; `life.rs` is what happens to one order, `bodies.rs` how it is written.

mod bodies;
mod life;

use std::collections::BTreeMap;

use crate::dice::Dice;

/// One webhook.
#[derive(Clone)]
pub struct Event {
    /// `X-Shopify-Topic`.
    pub topic: &'static str,
    /// `X-Shopify-Event-Id`, shared by the webhooks of one action.
    pub event_id: String,
    /// `X-Shopify-Triggered-At`, in milliseconds since 1970.
    pub triggered_at: i64,
    /// The body.
    pub body: Vec<u8>,
}

/// What must be known of an order in the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// Shopify's id.
    pub id: i64,
    /// `#1001`.
    pub name: String,
    /// Shopify's word for the payment.
    pub payment: String,
    /// Tracking numbers by parcel, and whether the parcel was called off.
    pub parcels: BTreeMap<i64, (Vec<String>, bool)>,
    /// How many things carriers said.
    pub scans: usize,
    /// How many refunds.
    pub refunds: usize,
    /// Shopify's word for each return.
    pub returns: BTreeMap<i64, String>,
    /// Whether it was canceled.
    pub canceled: bool,
    /// The lines of its public timeline, sorted; a line told twice stands twice.
    pub lines: Vec<String>,
}

/// A whole story.
pub struct Script {
    /// Its webhooks.
    pub events: Vec<Event>,
    /// Its orders.
    pub orders: Vec<Expected>,
}

impl Script {
    /// At least `events` webhooks, about ten to an order and whole lives only; it all happened within
    /// the nine days before `now`.
    pub fn new(dice: &Dice, events: usize, now: i64) -> Self {
        let mut script = Self { events: Vec::with_capacity(events + 30), orders: Vec::new() };
        let begin = now - 9 * 86_400_000;
        while script.events.len() < events {
            let n = script.orders.len() as u64;
            let mut life = life::Life::begin(dice.apart(1000 + n), n, begin);
            life.live();
            script.events.append(&mut life.events);
            script.orders.push(life.told());
        }
        script
    }
}

/// Milliseconds since 1970 as Shopify writes a time.
pub fn stamp(at: i64) -> String {
    waymark::domain::clock::Millis(at / 1000 * 1000).to_rfc3339()
}

#[cfg(test)]
mod tests {
    use super::{Dice, Script};

    #[test]
    fn the_same_seed_tells_the_same_story() {
        let now = 1_790_000_000_000;
        let (one, two) = (Script::new(&Dice::new(7), 500, now), Script::new(&Dice::new(7), 500, now));
        assert_eq!(one.orders, two.orders);
        assert!(
            one.events.iter().zip(&two.events).all(|(a, b)| a.body == b.body && a.event_id == b.event_id)
        );
        let longest = one.events.iter().map(|event| event.body.len()).max().unwrap();
        assert!((30_000..70_000).contains(&longest), "{longest}");
        assert!(one.events.iter().all(|event| event.triggered_at < now));
    }
}
