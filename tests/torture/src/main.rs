//! The harness behind the promises.
fn main() {}
