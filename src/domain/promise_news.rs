//! What webhooks tell of single promises to ship, kept beside the list of them that GraphQL gives: an
//! order that Shopify no longer lets us read stays right by them alone.
//!
//! Each fact has its own time and is joined like all others; what holds now is worked out on reading.
//! Shopify's times have whole seconds: within one second the list, which tells more, is believed. Start
//! with [`Order::promises`].

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::clock::Millis;
use super::ids::ShopifyId;
use super::known::Known;
use super::native::{FulfillmentOrderStatus, FulfillmentStatus, HoldReason};
use super::order::{FulfillmentOrder, Order};

/// What was told of one promise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PromiseNews {
    /// Its state.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub status: Known<FulfillmentOrderStatus>,
    /// When it is planned to start.
    #[serde(skip_serializing_if = "Known::is_unknown")]
    pub fulfill_at: Known<Option<Millis>>,
    /// Its holds, also those that were released.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub holds: BTreeMap<ShopifyId, Known<Hold>>,
}

/// One hold. It is placed once and released once: of two tellings at one time the release is the later.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hold {
    /// Whether it is over.
    pub released: bool,
    /// Why it was placed.
    pub reason: HoldReason,
}

/// The fact and its time, when it is from a later second than `since`.
fn later<T: Ord + Clone>(fact: &Known<T>, since: Millis) -> Option<(Millis, &T)> {
    let second = |at: Millis| at.0.div_euclid(1_000);
    let at = fact.known_at().filter(|at| second(*at) > second(since))?;
    Some((at, fact.get()?))
}

impl PromiseNews {
    /// Takes in further news of the same promise; returns whether it contradicts what was known.
    pub fn join(&mut self, news: &Self) -> bool {
        let mut contradiction = self.status.join(&news.status);
        contradiction |= self.fulfill_at.join(&news.fulfill_at);
        for (id, hold) in &news.holds {
            contradiction |= self.holds.entry(*id).or_default().join(hold);
        }
        contradiction
    }

    /// When the newest of it was true; `None` when nothing was told.
    #[must_use]
    pub fn known_at(&self) -> Option<Millis> {
        let holds = self.holds.values().filter_map(Known::known_at).max();
        [self.status.known_at(), self.fulfill_at.known_at(), holds].into_iter().flatten().max()
    }

    fn tells_later(&self, since: Millis) -> bool {
        later(&self.status, since).is_some()
            || later(&self.fulfill_at, since).is_some()
            || self.holds.values().any(|hold| later(hold, since).is_some())
    }

    /// Puts what was told after `since` over a promise as it was then.
    fn put_over(&self, promise: &mut FulfillmentOrder, since: Millis) {
        use FulfillmentOrderStatus::{Canceled, Closed, OnHold, Open, Scheduled};
        let told = later(&self.status, since);
        if let Some((_, word)) = told {
            promise.status = word.clone();
            if *word != OnHold {
                promise.holds.clear();
                promise.hold_ids.clear();
            }
        }
        if let Some((_, at)) = later(&self.fulfill_at, since) {
            promise.fulfill_at = *at;
        }
        // What a state told later than a hold says includes that hold.
        let since = told.filter(|(_, word)| **word != OnHold).map_or(since, |(at, _)| at.max(since));
        let mut released = None;
        for (id, (at, hold)) in self.holds.iter().filter_map(|(id, hold)| Some((id, later(hold, since)?))) {
            if hold.released {
                promise.release(*id, &hold.reason);
                released = released.max(Some(at));
            } else if !matches!(promise.status, Closed | Canceled) {
                promise.hold(*id, &hold.reason);
                promise.status = OnHold;
            }
        }
        if promise.status == OnHold
            && promise.holds.is_empty()
            && let Some(released) = released
        {
            promise.status =
                if promise.fulfill_at.is_some_and(|at| at > released) { Scheduled } else { Open };
        }
    }
}

impl FulfillmentOrder {
    fn hold(&mut self, id: ShopifyId, reason: &HoldReason) {
        if self.hold_ids.contains(&id) {
            return;
        }
        // Where the list did not tell the ids of its holds, one of the same reason is this one.
        let unnamed = self.holds.len() > self.hold_ids.len();
        if !(unnamed && self.holds.contains(reason)) {
            self.holds.push(reason.clone());
            if !unnamed {
                self.hold_ids.push(id);
            }
        }
    }

    fn release(&mut self, id: ShopifyId, reason: &HoldReason) {
        if self.hold_ids.len() == self.holds.len() {
            if let Some(place) = self.hold_ids.iter().position(|known| *known == id) {
                self.hold_ids.remove(place);
                self.holds.remove(place);
            }
        } else if let Some(place) = self.holds.iter().position(|known| known == reason) {
            self.holds.remove(place);
        }
    }
}

impl Order {
    /// The promises to ship as they are now: the list as it was last read, and over it what was told of
    /// single ones later. Empty when no list is known: one promise alone says nothing of the order.
    #[must_use]
    pub fn promises(&self) -> Cow<'_, [FulfillmentOrder]> {
        let (Some(read), Some(since)) = (self.fulfillment_orders.get(), self.fulfillment_orders.known_at())
        else {
            return Cow::Borrowed(&[]);
        };
        if !self.promise_news.values().any(|news| news.tells_later(since)) {
            return Cow::Borrowed(read);
        }
        let mut now = read.clone();
        for (id, news) in self.promise_news.iter().filter(|(_, news)| news.tells_later(since)) {
            if let Some(promise) = now.iter_mut().find(|promise| promise.id == *id) {
                news.put_over(promise, since);
            } else if let Some((_, status)) = later(&news.status, since) {
                // Made when another was split, moved or canceled: what it holds was not told.
                let mut promise = FulfillmentOrder {
                    id: *id,
                    status: status.clone(),
                    fulfill_at: None,
                    holds: Vec::new(),
                    hold_ids: Vec::new(),
                    method: None,
                    promised_from: None,
                    promised_to: None,
                    remaining: Vec::new(),
                };
                news.put_over(&mut promise, since);
                now.push(promise);
            }
        }
        Cow::Owned(now)
    }

    /// Fulfillment of the order as a whole as it is now: Shopify's full word, and over it what webhooks
    /// told for certain later. `None` when Shopify's full word was never heard.
    #[must_use]
    pub fn fulfillment_now(&self) -> Option<FulfillmentStatus> {
        use FulfillmentStatus::{Fulfilled, InProgress, OnHold, PartiallyFulfilled, Scheduled, Unfulfilled};
        let since = self.fulfillment.known_at()?;
        let mut now = self.fulfillment.get()?.clone();
        // Three words alone cannot tell on hold, planned and in progress from open.
        if let Some((_, word)) = later(&self.fulfillment_plain, since) {
            match (&now, word) {
                (
                    Fulfilled | PartiallyFulfilled | Unfulfilled,
                    word @ (Fulfilled | PartiallyFulfilled | Unfulfilled),
                ) => now = word.clone(),
                (OnHold | Scheduled | InProgress, Fulfilled) => now = Fulfilled,
                _ => {}
            }
        }
        let Some(listed_at) = self.fulfillment_orders.known_at() else { return Some(now) };
        let since = since.max(listed_at);
        let told = self.promise_news.values().any(|news| news.tells_later(since));
        if told && matches!(now, Unfulfilled | PartiallyFulfilled | InProgress | OnHold | Scheduled) {
            now = self.by_promises();
        }
        Some(now)
    }

    fn by_promises(&self) -> FulfillmentStatus {
        use FulfillmentOrderStatus::{Canceled, Closed, Incomplete};
        let promises = self.promises();
        let open: Vec<_> =
            promises.iter().filter(|p| !matches!(p.status, Closed | Canceled | Incomplete)).collect();
        let all = |status| !open.is_empty() && open.iter().all(|promise| promise.status == status);
        let some_sent = self.shipments.values().any(|parcel| parcel.canceled.get() != Some(&true));
        if all(FulfillmentOrderStatus::OnHold) {
            FulfillmentStatus::OnHold
        } else if all(FulfillmentOrderStatus::Scheduled) {
            FulfillmentStatus::Scheduled
        } else if some_sent {
            FulfillmentStatus::PartiallyFulfilled
        } else if open.iter().any(|promise| promise.status == FulfillmentOrderStatus::InProgress) {
            FulfillmentStatus::InProgress
        } else {
            FulfillmentStatus::Unfulfilled
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::known::Detail;

    const PROMISE: ShopifyId = ShopifyId(1);

    fn told<T: Ord + Clone>(seconds: i64, value: T) -> Known<T> {
        Known::at(Millis(seconds * 1_000), Detail::Rest, value)
    }

    fn read(seconds: i64, status: FulfillmentOrderStatus, whole: FulfillmentStatus) -> Order {
        let promise = FulfillmentOrder {
            id: PROMISE,
            status,
            fulfill_at: None,
            holds: Vec::new(),
            hold_ids: Vec::new(),
            method: None,
            promised_from: None,
            promised_to: None,
            remaining: Vec::new(),
        };
        let at = Millis(seconds * 1_000);
        Order {
            fulfillment: Known::at(at, Detail::Graphql, whole),
            fulfillment_orders: Known::at(at, Detail::Graphql, vec![promise]),
            ..Order::default()
        }
    }

    fn news(promise: PromiseNews) -> Order {
        Order { promise_news: BTreeMap::from([(PROMISE, promise)]), ..Order::default() }
    }

    fn hold(seconds: i64, id: i64, released: bool) -> Order {
        let hold = told(seconds, Hold { released, reason: HoldReason::OutOfStock });
        news(PromiseNews { holds: BTreeMap::from([(ShopifyId(id), hold)]), ..PromiseNews::default() })
    }

    #[test]
    fn a_hold_and_its_release_hold_in_any_order_of_arrival() {
        let pieces = [
            read(10, FulfillmentOrderStatus::Open, FulfillmentStatus::Unfulfilled),
            hold(20, 7, false),
            hold(30, 8, false),
            hold(40, 7, true),
        ];
        for start in 0..pieces.len() {
            let mut order = Order::default();
            for step in (0..pieces.len()).chain(0..pieces.len()) {
                order.join(&pieces[(start + step * 3) % pieces.len()]);
            }
            let promises = order.promises();
            assert_eq!(promises[0].status, FulfillmentOrderStatus::OnHold);
            assert_eq!(promises[0].hold_ids, [ShopifyId(8)], "the one that was not released");
            assert_eq!(order.fulfillment_now(), Some(FulfillmentStatus::OnHold));
            order.join(&hold(50, 8, true));
            assert_eq!(order.promises()[0].status, FulfillmentOrderStatus::Open);
            assert_eq!(order.fulfillment_now(), Some(FulfillmentStatus::Unfulfilled));
        }
    }

    #[test]
    fn what_is_read_afterwards_is_believed_and_so_it_is_within_the_same_second() {
        let mut order = read(10, FulfillmentOrderStatus::Open, FulfillmentStatus::Unfulfilled);
        order.join(&hold(20, 7, false));
        for seconds in [20, 21] {
            let mut order = order.clone();
            order.join(&read(seconds, FulfillmentOrderStatus::Open, FulfillmentStatus::Unfulfilled));
            assert_eq!(order.promises()[0].status, FulfillmentOrderStatus::Open, "read at {seconds}");
            assert_eq!(order.fulfillment_now(), Some(FulfillmentStatus::Unfulfilled));
        }
    }

    #[test]
    fn a_state_told_later_ends_holds_whose_release_was_not_told() {
        let mut order = read(10, FulfillmentOrderStatus::Open, FulfillmentStatus::Unfulfilled);
        order.join(&hold(20, 7, false));
        let open = told(30, FulfillmentOrderStatus::Open);
        order.join(&news(PromiseNews { status: open, ..PromiseNews::default() }));
        assert_eq!(order.promises()[0].status, FulfillmentOrderStatus::Open);
        assert!(order.promises()[0].holds.is_empty());
        order.join(&hold(40, 9, false));
        assert_eq!(order.promises()[0].status, FulfillmentOrderStatus::OnHold);
    }

    #[test]
    fn planned_for_another_day() {
        let mut order = read(10, FulfillmentOrderStatus::Scheduled, FulfillmentStatus::Scheduled);
        let day = Millis(99_000_000);
        order.join(&news(PromiseNews {
            status: told(20, FulfillmentOrderStatus::Scheduled),
            fulfill_at: told(20, Some(day)),
            ..PromiseNews::default()
        }));
        assert_eq!(order.promises()[0].fulfill_at, Some(day));
        assert_eq!(order.fulfillment_now(), Some(FulfillmentStatus::Scheduled));
    }

    #[test]
    fn without_a_list_of_promises_the_word_for_the_whole_holds() {
        let mut order = Order { fulfillment: told(10, FulfillmentStatus::Fulfilled), ..Order::default() };
        order.join(&hold(20, 7, false));
        assert_eq!(order.fulfillment_now(), Some(FulfillmentStatus::Fulfilled));
        assert!(order.promises().is_empty(), "one promise alone says nothing of the order");
    }

    #[test]
    fn a_plain_word_takes_back_fulfilled_but_never_a_hold() {
        let plain = |word| Order { fulfillment_plain: told(20, word), ..Order::default() };
        let mut order = read(10, FulfillmentOrderStatus::Closed, FulfillmentStatus::Fulfilled);
        order.join(&plain(FulfillmentStatus::Unfulfilled));
        assert_eq!(order.fulfillment_now(), Some(FulfillmentStatus::Unfulfilled));
        let mut order = read(10, FulfillmentOrderStatus::OnHold, FulfillmentStatus::OnHold);
        order.join(&plain(FulfillmentStatus::Unfulfilled));
        assert_eq!(order.fulfillment_now(), Some(FulfillmentStatus::OnHold));
    }
}
