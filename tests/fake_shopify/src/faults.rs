//! What can go wrong on demand: single faults that wait in a queue, and states that last.

use std::collections::VecDeque;

use serde::Deserialize;

/// What happens to one request.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// This status with an empty or usual body; 429 carries `Retry-After`.
    Status(u16),
    /// No answer for that many seconds, then a connection that ends.
    Timeout,
    /// The connection ends in the middle of the answer.
    Cut,
    /// 200 with a body that is not JSON.
    Garbage,
    /// 200 with `THROTTLED`.
    Throttled,
}

/// Some faults to come. In JSON: `{"kind": "429", "times": 3, "retry_after": 2}`; kinds are a status
/// number, `timeout`, `cut`, `garbage` and `throttled`.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fault {
    /// See above.
    pub kind: String,
    /// For how many requests.
    pub times: u32,
    /// Whose requests: `graphql` (default), `oauth`, `bulk` or `any`.
    pub on: String,
    /// Only requests whose operation has this name.
    pub operation: Option<String>,
    /// Seconds in `Retry-After` of a 429.
    pub retry_after: f64,
    /// Seconds a timeout lasts.
    pub seconds: f64,
    /// Lets that many matching requests pass first.
    pub after: u32,
}

impl Default for Fault {
    fn default() -> Self {
        Self {
            kind: "500".into(),
            times: 1,
            on: "graphql".into(),
            operation: None,
            retry_after: 1.0,
            seconds: 60.0,
            after: 0,
        }
    }
}

impl Fault {
    /// The kind as a type; an unknown word is a 500.
    pub fn what(&self) -> Kind {
        match self.kind.as_str() {
            "timeout" => Kind::Timeout,
            "cut" => Kind::Cut,
            "garbage" => Kind::Garbage,
            "throttled" => Kind::Throttled,
            number => Kind::Status(number.parse().unwrap_or(500)),
        }
    }
}

/// States that last until they are changed. In JSON every field may be left out, and only those given
/// are changed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Modes {
    /// Every GraphQL answer is THROTTLED.
    pub throttle_all: Option<bool>,
    /// The shop is frozen: 402.
    pub frozen: Option<bool>,
    /// The shop is locked: 423.
    pub locked: Option<bool>,
    /// The token's scope is wrong: 403.
    pub forbidden: Option<bool>,
    /// Seconds the `Date` header is wrong by.
    pub clock_skew: Option<i64>,
    /// For how many real seconds webhooks are lost from now on; 0 ends it.
    pub drop_webhooks_seconds: Option<f64>,
    /// Every delivery waits up to that many milliseconds, which also shuffles them.
    pub delay_ms: Option<u64>,
    /// How many of 100 deliveries are sent twice.
    pub duplicate_percent: Option<u32>,
    /// Every answer waits that many milliseconds.
    pub latency_ms: Option<u64>,
    /// The next bulk operation fails.
    pub fail_bulk: Option<bool>,
    /// Deliveries reach their address only with this percentage's chance; the others count as failed.
    pub lose_percent: Option<u32>,
}

/// A shop's faults.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    pub queue: VecDeque<Fault>,
    pub throttle_all: bool,
    pub frozen: bool,
    pub locked: bool,
    pub forbidden: bool,
    pub clock_skew: i64,
    /// Real milliseconds.
    pub drop_until: i64,
    pub delay_ms: u64,
    pub duplicate_percent: u32,
    pub latency_ms: u64,
    pub lose_percent: u32,
    pub fail_bulk: bool,
}

impl Faults {
    /// Changes what is given.
    pub fn set(&mut self, modes: &Modes) {
        let real = crate::clock::real_millis();
        if let Some(seconds) = modes.drop_webhooks_seconds {
            self.drop_until = real + (seconds * 1000.0) as i64;
        }
        self.throttle_all = modes.throttle_all.unwrap_or(self.throttle_all);
        self.frozen = modes.frozen.unwrap_or(self.frozen);
        self.locked = modes.locked.unwrap_or(self.locked);
        self.forbidden = modes.forbidden.unwrap_or(self.forbidden);
        self.clock_skew = modes.clock_skew.unwrap_or(self.clock_skew);
        self.delay_ms = modes.delay_ms.unwrap_or(self.delay_ms);
        self.duplicate_percent = modes.duplicate_percent.unwrap_or(self.duplicate_percent);
        self.latency_ms = modes.latency_ms.unwrap_or(self.latency_ms);
        self.fail_bulk = modes.fail_bulk.unwrap_or(self.fail_bulk);
        self.lose_percent = modes.lose_percent.unwrap_or(self.lose_percent);
    }

    /// The fault for this request, if one waits; takes it.
    pub fn take(&mut self, on: &str, operation: Option<&str>) -> Option<Fault> {
        let at = self.queue.iter().position(|f| {
            (f.on == "any" || f.on == on) && f.operation.as_deref().is_none_or(|o| Some(o) == operation)
        })?;
        let fault = &mut self.queue[at];
        if fault.after > 0 {
            fault.after -= 1;
            return None;
        }
        let taken = fault.clone();
        fault.times = fault.times.saturating_sub(1);
        if fault.times == 0 {
            self.queue.remove(at);
        }
        Some(taken)
    }
}
