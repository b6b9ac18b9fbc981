//! The rows of the table of promises, one file each.

pub mod p1;
pub mod p2;
pub mod r1;
pub mod r2;
pub mod r3;
pub mod r3_bulk;
mod r3_verdict;
pub mod r5;
mod r5_history;
pub mod r8;
pub mod s12;
pub mod s9;
mod s9_peak;
