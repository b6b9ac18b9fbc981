//! What the tests stand on: the real site with fakes at its rim.

pub mod app;
pub mod engines;
pub mod live;
pub mod postgres;
