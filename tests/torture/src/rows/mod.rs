//! The rows of the table of promises, one file each.

pub mod p1;
pub mod r1;
pub mod r5;
pub mod s12;
