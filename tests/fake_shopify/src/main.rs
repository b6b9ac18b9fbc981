//! Runs the stand-in by itself.
fn main() {}
