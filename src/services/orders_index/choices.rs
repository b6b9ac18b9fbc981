//! What can be filtered, and what is: groups of choices, and chips with a way to take each away.

use std::collections::BTreeSet;

use crate::domain::native::{FulfillmentStatus, OrderReturnStatus, PaymentStatus};
use crate::domain::order_filter::OrderFilter;
use crate::domain::order_index::{STAGES, stage_name, tag_key};
use crate::domain::status::Status;
use crate::wire::admin::orders::{Chip, FilterChoice, FilterGroup};

use super::rows::staff_name;
use super::words;

/// The yes-or-no filters: field and words.
const FLAGS: [(&str, &str); 3] =
    [("open", "Open orders only"), ("late", "Late"), ("too_long", "Too long in their step")];

/// All groups of choices; chosen ones stand in their group also when nothing else offers them.
pub(super) fn groups(filter: &OrderFilter, statuses: &[Status], tags: &[String]) -> Vec<FilterGroup> {
    let mut in_use = vec![choice("none".into(), "No status".into(), filter.no_status)];
    in_use.extend(statuses.iter().filter(|s| !s.archived || filter.statuses.contains(&s.id)).map(|status| {
        choice(status.id.to_string(), staff_name(status).to_owned(), filter.statuses.contains(&status.id))
    }));
    let stages = STAGES
        .iter()
        .map(|(word, name)| choice((*word).to_owned(), (*name).to_owned(), filter.stages.contains(*word)));
    let shopify = |all: Vec<&str>, chosen: &BTreeSet<String>, name: fn(&str) -> String| {
        let more = chosen.iter().map(String::as_str).filter(|word| !all.contains(word)).collect::<Vec<_>>();
        let words = all.into_iter().chain(more);
        words.map(|word| choice(word.to_owned(), name(word), chosen.contains(word))).collect::<Vec<_>>()
    };
    let payments = PaymentStatus::ALL.iter().map(PaymentStatus::word).collect();
    let shipping = FulfillmentStatus::ALL.iter().map(FulfillmentStatus::word).collect();
    let returned = OrderReturnStatus::ALL.iter().map(OrderReturnStatus::word).collect();
    let mut groups = vec![
        group("Status", "status", in_use),
        group("Stage", "stage", stages.collect()),
        group("Payment", "payment", shopify(payments, &filter.payments, words::payment)),
        group("Shipping", "fulfillment", shopify(shipping, &filter.fulfillments, words::fulfillment)),
        group("Returns", "return", shopify(returned, &filter.returns, words::returns)),
    ];
    for (label, key, chosen) in
        [("All of the tags", "tag", &filter.tags_all), ("Any of the tags", "any_tag", &filter.tags_any)]
    {
        let choices = tag_choices(tags, chosen);
        if !choices.is_empty() {
            groups.push(group(label, key, choices));
        }
    }
    groups
}

/// Tags to choose from, and those chosen that nothing else offers.
fn tag_choices(tags: &[String], chosen: &BTreeSet<String>) -> Vec<FilterChoice> {
    let unlisted = chosen.iter().filter(|key| !tags.iter().any(|tag| tag_key(tag) == **key));
    let one = |tag: &String| {
        let key = tag_key(tag);
        choice(key.clone(), tag.clone(), chosen.contains(&key))
    };
    tags.iter().chain(unlisted).map(one).collect()
}

/// The yes-or-no filters.
pub(super) fn flags(filter: &OrderFilter) -> Vec<FilterChoice> {
    let pairs = filter.pairs();
    let set = |key: &str| pairs.iter().any(|(k, _)| *k == key);
    FLAGS.iter().map(|(key, name)| choice((*key).to_owned(), (*name).to_owned(), set(key))).collect()
}

/// A chip for each thing that is filtered; `href` leads to the list with another filter.
pub(super) fn chips(
    filter: &OrderFilter,
    statuses: &[Status],
    href: &dyn Fn(&OrderFilter) -> String,
) -> Vec<Chip> {
    let pairs = filter.pairs().into_iter();
    pairs
        .map(|(key, value)| Chip {
            label: label(key, &value, statuses),
            href: href(&filter.without(key, &value)),
        })
        .collect()
}

fn label(key: &str, value: &str, statuses: &[Status]) -> String {
    let status = || statuses.iter().find(|status| status.id.to_string() == value).map(staff_name);
    match key {
        "q" => format!("“{value}”"),
        "status" if value == "none" => "No status".to_owned(),
        "status" => format!("Status: {}", status().unwrap_or("one that was deleted")),
        "stage" => format!("Stage: {}", stage_name(value)),
        "payment" => format!("Payment: {}", words::payment(value)),
        "fulfillment" => format!("Shipping: {}", words::fulfillment(value)),
        "return" => format!("Returns: {}", words::returns(value)),
        "tag" => format!("Tag: {value}"),
        "any_tag" => format!("Any tag: {value}"),
        "due_from" => format!("Due from {value}"),
        "due_to" => format!("Due until {value}"),
        _ => FLAGS.iter().find(|(flag, _)| *flag == key).map_or(key, |(_, name)| name).to_owned(),
    }
}

fn group(label: &str, key: &str, choices: Vec<FilterChoice>) -> FilterGroup {
    FilterGroup { label: label.to_owned(), key: key.to_owned(), choices }
}

fn choice(value: String, label: String, chosen: bool) -> FilterChoice {
    FilterChoice { value, label, chosen }
}
