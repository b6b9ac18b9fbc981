//! What `store` promises, told as the same stories on SQLite and on PostgreSQL.
//!
//! [`every_public_function_is_called`] reads `src/store` and fails when these files forget one.

mod accounts;
mod audit;
mod batches;
mod changes;
mod codes;
mod connections;
mod database;
mod desk;
mod erasing;
mod inbox;
mod keys;
mod lead_times;
mod limits;
mod links;
mod logos;
mod mail_hooks;
mod messages;
mod news;
mod order_index;
mod orders;
mod outbox;
pub mod privacy;
mod racing;
mod refreshes;
mod shops;
mod statuses;
mod steps;
mod team;

use std::fs;
use std::path::Path;

fn texts(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(&folder)
        .expect("the folder can be read")
        .map(|file| file.expect("it can be listed").path());
    files
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("a source file is text")))
        .collect()
}

fn public_function(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("pub ")?;
    let rest = rest.trim_start_matches("const ").trim_start_matches("async ").strip_prefix("fn ")?;
    rest.split(['(', '<']).next()
}

fn calls(text: &str, name: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(&format!("{name}(")).any(|(at, _)| !text[..at].ends_with(is_name))
}

#[test]
fn every_public_function_is_called() {
    let contract: String = texts("tests/it/store_contract").into_iter().map(|(_, text)| text).collect();
    let mut forgotten = Vec::new();
    let mut seen = 0;
    for (path, text) in texts("src/store") {
        for name in text.lines().filter_map(public_function) {
            seen += 1;
            if !calls(&contract, name) {
                forgotten.push(format!("{path}: {name}"));
            }
        }
    }
    assert!(seen > 40, "only {seen} functions were found: the search is broken");
    assert!(forgotten.is_empty(), "no story calls\n{}", forgotten.join("\n"));
}

#[test]
fn the_search_finds_functions() {
    assert_eq!(public_function("    pub async fn take_in(&self) {"), Some("take_in"));
    assert_eq!(public_function("pub const fn name(self) -> &'static str {"), Some("name"));
    assert_eq!(public_function("    pub(super) fn stored(row: Row) {"), None);
    assert!(
        calls("shop.order(id)", "order") && !calls("take_order(id)", "order") && !calls("order", "order")
    );
}
