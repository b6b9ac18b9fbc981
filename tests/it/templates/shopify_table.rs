//! Everything that Shopify's own notifications name: each variable and filter is supported or listed with
//! its reason. Needs the reference material beside the project (`../shared`); without it the test says so and
//! passes, except under CI.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;
use waymark::mail::template::{filter_names, unsupported, variables};

/// Names that Shopify's templates make for themselves (`assign`, `capture`, `for`), or words that the list of
/// names took for variables: keywords and filters inside conditions.
const MADE_BY_TEMPLATES: &[&str] = &[
    "date",
    "default",
    "discount_title",
    "due_at_date",
    "email_body",
    "email_emphasis",
    "email_sub_title",
    "email_title",
    "first",
    "gift_card_line_item",
    "line_display",
    "line_title",
    "no_top_border",
    "null",
    "plus",
    "return_delivery_first",
    "shop_link",
    "shop_name",
    "size",
    "tracking_number",
    "transaction_amount",
    "transaction_count",
    "transaction_name",
    "transaction_size",
    "where",
];

/// Variables of loops in Shopify's templates, and the lists they walk over.
const WALKS: &[(&str, &str)] = &[
    ("line.line_item.discount_allocations", "line_items[].discount_allocations"),
    ("line.line_item", "line_items[]"),
    ("line_item", "line_items[]"),
    ("line", "line_items[]"),
    ("discount_allocation", "line_items[].discount_allocations"),
    ("discount_application", "discount_applications"),
    ("transaction", "transactions[]"),
    ("tax_line", "tax_lines"),
    ("subtotal_line_items", "line_items"),
];

/// `None` when it is supported or listed; else the path nobody knows.
fn missing(name: &str) -> Option<String> {
    let root = name.split('.').next().unwrap_or(name);
    if MADE_BY_TEMPLATES.contains(&root) {
        return None;
    }
    let below = |path: &str, holds: &str| {
        path == holds
            || path.strip_prefix(holds).is_some_and(|rest| rest.starts_with('.') || rest.starts_with('['))
    };
    let walk = WALKS.iter().find(|(from, _)| below(name, from));
    let mut path = walk.map_or(name.to_owned(), |(from, to)| format!("{to}{}", &name[from.len()..]));
    for end in [".first", ".size"] {
        if let Some(list) = path.strip_suffix(end) {
            path = list.to_owned();
        }
    }
    let known = variables().iter().any(|known| below(known.path, &path));
    let listed = unsupported().iter().any(|listed| below(&path, listed.path) && !listed.reason.is_empty());
    (!known && !listed).then_some(path)
}

#[test]
fn every_variable_and_filter_of_shopifys_notifications_is_supported_or_listed_with_the_reason() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/shopify/data/liquid/notification-template-variables.json");
    if !file.is_file() {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", file.display());
        println!("skipped: needs ../shared");
        return;
    }
    let named: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    let filters = filter_names();
    let (mut wrong, mut names, mut used) = (String::new(), BTreeSet::new(), BTreeSet::new());
    for (template, named) in named["templates"].as_object().unwrap() {
        for name in named["variables"].as_array().unwrap().iter().filter_map(Value::as_str) {
            names.insert(name.to_owned());
            if let Some(path) = missing(name) {
                let _ = writeln!(wrong, "{template}: variable {name} ({path})");
            }
        }
        for filter in named["filters"].as_object().unwrap().keys() {
            used.insert(filter.clone());
            if !filters.contains(&filter.as_str()) {
                let _ = writeln!(wrong, "{template}: filter {filter}");
            }
        }
    }
    for filter in named["filters_total"].as_object().unwrap().keys() {
        assert!(filters.contains(&filter.as_str()), "filter {filter}");
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(names.len() > 200 && used.len() > 15, "the list is read");
    println!("{} variables and {} filters", names.len(), used.len());
    assert!(missing("nonsense").is_some() && missing("line.nonsense").is_some());
}

#[test]
fn the_documentation_lists_every_variable_and_filter() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/templates.md")).unwrap();
    let mut absent = Vec::new();
    for known in variables() {
        if !text.contains(&format!("| `{}` | {} |", known.path, known.meaning)) {
            absent.push(known.path);
        }
    }
    for listed in unsupported() {
        if !text.contains(&format!("| `{}` | {} |", listed.path, listed.reason)) {
            absent.push(listed.path);
        }
    }
    absent.extend(filter_names().into_iter().filter(|name| !text.contains(&format!("`{name}`"))));
    assert!(absent.is_empty(), "docs/templates.md does not tell of {absent:?}");
}
