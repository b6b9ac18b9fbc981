//! A shop's budget of points: how fast it may be asked (Shopify facts 2.6).
//!
//! Shopify keeps a bucket per app and shop and tells its level in each answer; nothing about its size is
//! assumed here. Before a question goes out, its price has to fit: the level last told, plus what has
//! flowed in since, less what is under way. Callers that can wait leave room, so that a single order can
//! always be read at once. Start with [`Budget`].

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::Notify;
use tokio::time::Instant;

/// What callers that can wait leave of the bucket, as a share.
const LEFT: f64 = 0.2;
/// Longest sleep before looking again.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hurry {
    /// Somebody waits for it.
    Now,
    /// Catching up: leaves room for others.
    Later,
}

/// A question's name, and how many things it asks for: the same costs the same.
pub(super) type Kind = (&'static str, usize);

/// What a shop was asked and what that cost, since the program started.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spent {
    /// Answers.
    pub answers: u64,
    /// Of these, refusals because of speed.
    pub throttled: u64,
    /// Points really spent.
    pub points: f64,
    /// Points that flow in per second, as last told; 0 before the first answer.
    pub restore_rate: f64,
}

/// The budget of one shop. Shared by everybody who asks it.
#[derive(Debug, Default)]
pub struct Budget {
    state: Mutex<State>,
    changed: Notify,
}

#[derive(Debug, Default)]
struct State {
    bucket: Option<Bucket>,
    /// Points reserved by questions under way, and how many these are.
    reserved: f64,
    under_way: u32,
    /// Callers in a hurry that wait.
    hurried: u32,
    closed_until: Option<Instant>,
    prices: HashMap<Kind, f64>,
    spent: Spent,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    size: f64,
    level: f64,
    rate: f64,
    told_at: Instant,
}

impl Bucket {
    fn level_at(self, now: Instant) -> f64 {
        let since = now.saturating_duration_since(self.told_at).as_secs_f64();
        self.rate.mul_add(since, self.level).min(self.size)
    }
}

/// Leave to ask one question; gives its points back when dropped.
pub(super) struct Leave<'b> {
    budget: &'b Budget,
    price: f64,
}

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        let mut state = self.budget.state();
        state.reserved = (state.reserved - self.price).max(0.0);
        state.under_way = state.under_way.saturating_sub(1);
        drop(state);
        self.budget.changed.notify_waiters();
    }
}

/// Counts a caller in a hurry as waiting, also when it gives up.
struct Hurried<'b>(&'b Budget);

impl Drop for Hurried<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.hurried = state.hurried.saturating_sub(1);
    }
}

impl Budget {
    /// What was spent so far.
    #[must_use]
    pub fn spent(&self) -> Spent {
        let state = self.state();
        Spent { restore_rate: state.bucket.map_or(0.0, |bucket| bucket.rate), ..state.spent }
    }

    /// Waits until `question` may be asked. `estimate` is its price before one was ever told.
    pub(super) async fn leave(&self, question: Kind, estimate: f64, hurry: Hurry) -> Leave<'_> {
        let _hurried = (hurry == Hurry::Now).then(|| {
            self.state().hurried += 1;
            Hurried(self)
        });
        loop {
            // Before looking: what changes in between must not be missed.
            let changed = self.changed.notified();
            let wait = match self.state().try_leave(question, estimate, hurry, Instant::now()) {
                Ok(price) => return Leave { budget: self, price },
                Err(wait) => wait,
            };
            let _ = tokio::time::timeout(wait, changed).await;
        }
    }

    /// Takes in what an answer tells about the bucket (`extensions.cost`).
    pub(super) fn told(&self, question: Kind, answer: &Value, throttled: bool) {
        let cost = &answer["extensions"]["cost"];
        let mut state = self.state();
        state.spent.answers += 1;
        state.spent.throttled += u64::from(throttled);
        state.spent.points += cost["actualQueryCost"].as_f64().unwrap_or(0.0);
        if let Some(price) = cost["requestedQueryCost"].as_f64().filter(|price| *price >= 0.0) {
            state.prices.insert(question, price);
        }
        let status = &cost["throttleStatus"];
        let number = |key: &str| status[key].as_f64().filter(|number| number.is_finite() && *number >= 0.0);
        if let (Some(size), Some(level), Some(rate)) =
            (number("maximumAvailable"), number("currentlyAvailable"), number("restoreRate"))
        {
            // A rate of nothing would wait for ever.
            let rate = rate.max(1.0);
            state.bucket = Some(Bucket { size, level, rate, told_at: Instant::now() });
        }
        drop(state);
        self.changed.notify_waiters();
    }

    /// How long a question that was refused for speed has to wait: at least a second.
    pub(super) fn wait_after_refusal(&self, question: Kind, estimate: f64) -> Duration {
        let state = self.state();
        let price = state.prices.get(&question).copied().unwrap_or(estimate);
        let lacking =
            state.bucket.map_or(0.0, |bucket| (price - bucket.level_at(Instant::now())) / bucket.rate);
        Duration::from_secs_f64(lacking.clamp(1.0, 60.0))
    }

    /// Nobody asks for this long: Shopify said so.
    pub(super) fn close_for(&self, time: Duration) {
        let mut state = self.state();
        let until = Instant::now() + time;
        state.closed_until = Some(state.closed_until.map_or(until, |earlier| earlier.max(until)));
        state.spent.answers += 1;
        state.spent.throttled += 1;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The price when the question may go, else how long to wait before looking again.
    fn try_leave(
        &mut self,
        question: Kind,
        estimate: f64,
        hurry: Hurry,
        now: Instant,
    ) -> Result<f64, Duration> {
        if let Some(wait) = self.closed_until.and_then(|until| until.checked_duration_since(now)) {
            return Err(wait.clamp(Duration::from_millis(1), LOOK_AGAIN));
        }
        if hurry == Hurry::Later && self.hurried > 0 && self.under_way > 0 {
            return Err(LOOK_AGAIN);
        }
        let price = self.prices.get(&question).copied().unwrap_or(estimate);
        if let Some(bucket) = self.bucket {
            let floor = if hurry == Hurry::Later { bucket.size * LEFT } else { 0.0 };
            // A bucket too small for price and room: the question goes when the bucket is full.
            let needed = (price + floor).min(bucket.size);
            let lacking = needed - (bucket.level_at(now) - self.reserved);
            if lacking > 0.0 && (self.under_way > 0 || bucket.level_at(now) < needed) {
                let wait = Duration::from_secs_f64((lacking / bucket.rate).clamp(0.005, 60.0));
                return Err(wait.min(LOOK_AGAIN));
            }
        } else if self.under_way > 0 {
            // The first answer tells how large the bucket is.
            return Err(LOOK_AGAIN);
        }
        self.reserved += price;
        self.under_way += 1;
        Ok(price)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn answer(requested: f64, actual: f64, level: f64) -> Value {
        json!({"extensions": {"cost": {"requestedQueryCost": requested, "actualQueryCost": actual,
            "throttleStatus": {"maximumAvailable": 2000.0, "currentlyAvailable": level, "restoreRate": 100.0}}}})
    }

    fn after(seconds: f64) -> Instant {
        Instant::now() + Duration::from_secs_f64(seconds)
    }

    #[test]
    fn catching_up_leaves_room_and_single_reads_go_at_once() {
        let budget = Budget::default();
        budget.told(("page", 0), &answer(900.0, 300.0, 1000.0), false);
        let mut state = budget.state();
        assert_eq!(state.try_leave(("order", 0), 290.0, Hurry::Now, after(0.0)), Ok(290.0));
        (state.reserved, state.under_way) = (0.0, 0);
        // 900 and a fifth of 2000 are needed: 3 seconds at 100 a second.
        assert!(state.try_leave(("page", 0), 0.0, Hurry::Later, after(2.8)).is_err());
        assert_eq!(state.try_leave(("page", 0), 0.0, Hurry::Later, after(3.2)), Ok(900.0));
        // What is under way counts.
        assert!(state.try_leave(("page", 0), 0.0, Hurry::Now, after(3.2)).is_err());
        assert_eq!(state.try_leave(("order", 0), 290.0, Hurry::Now, after(3.2)), Ok(290.0));
    }

    #[test]
    fn before_the_bucket_is_known_one_question_goes_alone() {
        let budget = Budget::default();
        assert_eq!(budget.state().try_leave(("a", 0), 10.0, Hurry::Now, after(0.0)), Ok(10.0));
        assert!(budget.state().try_leave(("b", 0), 10.0, Hurry::Now, after(60.0)).is_err());
        budget.told(("a", 0), &answer(10.0, 10.0, 1990.0), false);
        assert_eq!(budget.state().try_leave(("b", 0), 10.0, Hurry::Now, after(0.0)), Ok(10.0));
    }

    #[test]
    fn a_price_larger_than_the_bucket_goes_when_it_is_full() {
        let budget = Budget::default();
        budget.told(("page", 0), &answer(5000.0, 1.0, 0.0), false);
        assert!(budget.state().try_leave(("page", 0), 0.0, Hurry::Later, after(19.0)).is_err());
        assert_eq!(budget.state().try_leave(("page", 0), 0.0, Hurry::Later, after(20.1)), Ok(5000.0));
    }

    #[test]
    fn catching_up_steps_back_while_somebody_waits() {
        let budget = Budget::default();
        budget.told(("order", 0), &answer(290.0, 45.0, 2000.0), false);
        let mut state = budget.state();
        assert_eq!(state.try_leave(("order", 0), 290.0, Hurry::Now, after(0.0)), Ok(290.0));
        state.hurried = 1;
        assert!(state.try_leave(("page", 0), 900.0, Hurry::Later, after(0.0)).is_err());
    }
}
