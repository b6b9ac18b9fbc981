//! What the tests stand on: the real site with fakes at its rim.

pub mod app;
pub mod engines;
pub mod live;
pub mod postgres;

use waymark::mail::template::{Fence, Limits};

/// The fence around the real program.
pub fn fence() -> Fence {
    Fence::new(env!("CARGO_BIN_EXE_waymark").into(), Limits::default(), 4)
}
