//! Placeholder, see api.rs.
#![allow(missing_docs, clippy::all, clippy::pedantic)]
pub struct Scope {
    pub scope: &'static str,
    pub cost: &'static str,
}
pub const NEEDED: &[Scope] = &[];
pub const OPTIONAL: &[Scope] = &[];
pub fn missing(_granted: &[String]) -> Vec<Scope> {
    Vec::new()
}
pub fn opens(_any: &[&str], _granted: &[String]) -> bool {
    true
}
