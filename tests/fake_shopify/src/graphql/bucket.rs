//! The leaky bucket and what was counted.

use std::collections::BTreeMap;
use std::time::Instant;

use serde::Serialize;

use crate::clock::real_millis;

/// Points that refill at a steady pace, in real time.
#[derive(Debug)]
pub(crate) struct Bucket {
    pub most: f64,
    pub rate: f64,
    level: f64,
    seen: Instant,
}

impl Bucket {
    pub fn new(most: f64, rate: f64) -> Self {
        Self { most, rate, level: most, seen: Instant::now() }
    }

    /// Another size and pace; starts full.
    pub fn set(&mut self, most: f64, rate: f64) {
        *self = Self::new(most, rate);
    }

    /// Points there are now.
    pub fn available(&mut self) -> f64 {
        let now = Instant::now();
        self.level = (self.level + now.duration_since(self.seen).as_secs_f64() * self.rate).min(self.most);
        self.seen = now;
        self.level
    }

    /// Whether a query of this price may run.
    pub fn allows(&mut self, wanted: f64) -> bool {
        self.available() >= wanted
    }

    /// Takes the real price.
    pub fn take(&mut self, spent: f64) {
        self.level -= spent;
    }
}

/// How full the bucket was after a request.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Sample {
    /// Real milliseconds since 1970.
    pub at: i64,
    /// Points left.
    pub available: f64,
}

/// What was asked and answered.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Stats {
    /// GraphQL requests answered with data.
    pub answers: u64,
    /// Refused as THROTTLED.
    pub throttled: u64,
    /// Refused as MAX_COST_EXCEEDED.
    pub refused_by_cost: u64,
    /// Answered by a fault on demand.
    pub faults: u64,
    /// Sum of requested costs of answered requests.
    pub points_requested: f64,
    /// Sum of actual costs.
    pub points_spent: f64,
    /// Answered requests by operation name.
    pub operations: BTreeMap<String, u64>,
    /// Points spent by operation name.
    pub points: BTreeMap<String, f64>,
    /// Throttled requests by operation name.
    pub throttled_operations: BTreeMap<String, u64>,
    /// Real milliseconds of the first and the last request.
    pub first_at: Option<i64>,
    /// See `first_at`.
    pub last_at: Option<i64>,
    /// The bucket over time; at most 100,000 samples.
    pub samples: Vec<Sample>,
    /// Mistakes of the stand-in itself; must stay empty.
    pub own_faults: Vec<String>,
}

impl Stats {
    pub(crate) fn answered(&mut self, name: &str, wanted: f64, spent: f64, bucket: &mut Bucket) {
        self.answers += 1;
        self.points_requested += wanted;
        self.points_spent += spent;
        *self.operations.entry(name.to_owned()).or_default() += 1;
        *self.points.entry(name.to_owned()).or_default() += spent;
        self.sample(bucket);
    }

    pub(crate) fn throttled(&mut self, name: &str, bucket: &mut Bucket) {
        self.throttled += 1;
        *self.throttled_operations.entry(name.to_owned()).or_default() += 1;
        self.sample(bucket);
    }

    fn sample(&mut self, bucket: &mut Bucket) {
        let at = real_millis();
        self.first_at.get_or_insert(at);
        self.last_at = Some(at);
        if self.samples.len() < 100_000 {
            self.samples.push(Sample { at, available: bucket.available() });
        }
    }
}
