//! The audit log in words: what was done, and which facts changed from what to what. Lines hold plain words, or
//! a document before and after; of those only what differs is told. A line of any older version stays readable.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::domain::audit::Audited;
use crate::domain::status::Status;
use crate::services::statuses::called;
use crate::wire::admin::accounts::AuditFact;

/// Longest text told of one fact, in characters.
const LONGEST: usize = 300;

/// What people read for what was done; anything else is shown as its word.
pub(super) const ACTIONS: &[(&str, &str)] = &[
    ("account.signed_in", "Signed in"),
    ("account.password", "Changed the password"),
    ("account.second_factor_on", "Turned the second factor on"),
    ("account.second_factor_off", "Turned the second factor off"),
    ("account.app_removed", "Removed the authenticator app"),
    ("account.passkey_added", "Added a passkey"),
    ("account.passkey_removed", "Removed a passkey"),
    ("message.resent", "Sent a message again"),
    ("message.sent_now", "Sent a message before its time"),
    ("message.not_sent", "Decided not to send a message"),
    ("order.address_corrected", "Corrected the address of messages"),
    ("mail_hook.on", "Believes a mail provider’s news"),
    ("mail_hook.off", "No longer believes a mail provider’s news"),
    ("template.saved", "Changed a message's words"),
    ("template.reset", "Went back to a message's built-in words"),
    ("template.restored", "Put earlier words of a message back into use"),
    ("account.recovery_code_used", "Used a recovery code"),
    ("team.added", "Added to the team"),
    ("team.role", "Changed the role"),
    ("team.removed", "Removed from the team"),
    ("team.invited", "Invited"),
    ("team.invited_again", "Sent the invitation again"),
    ("team.invitation_revoked", "Took an invitation back"),
    ("team.joined", "Joined the team"),
    ("settings.changed", "Changed the settings"),
    ("order.changed", "Changed an order"),
    ("order.undone", "Undid a change of an order"),
    ("orders.changed", "Changed many orders"),
    ("orders.undone", "Undid a change of many orders"),
    ("status.made", "Made a status"),
    ("status.edited", "Edited a status"),
    ("status.copied", "Copied a status"),
    ("status.archived", "Archived a status"),
    ("status.brought_back", "Brought a status back"),
    ("status.deleted", "Deleted a status"),
    ("statuses.arranged", "Changed the order of steps"),
    ("statuses.taken_over", "Took statuses over"),
    ("view.saved", "Saved a view"),
    ("view.renamed", "Renamed a view"),
    ("view.deleted", "Deleted a view"),
    ("link.made", "Made a link"),
    ("link.ended", "Ended a link"),
];

/// What people read for facts whose word does not say it by itself.
const FACTS: &[(&str, &str)] = &[
    ("accent", "Accent color"),
    ("allowed_next", "May be followed by"),
    ("automatic_next", "Followed by itself by"),
    ("custom_css", "Own CSS"),
    ("fresh_level", "What a fresh link shows"),
    ("hold_seconds", "Seconds a message waits"),
    ("keep_address", "Keeps street addresses"),
    ("locale", "Main language"),
    ("lookup", "Look-up form"),
    ("name", "Name"),
    ("personal_days", "Days personal data is kept"),
    ("place", "Place"),
    ("proxy", "Pages under the shop’s domain"),
    ("proxy_path", "Address under the shop’s domain"),
    ("public", "Public words"),
    ("reduced_after_days", "Days until links show less"),
    ("support_email", "Support e-mail"),
    ("url", "Shop’s address"),
    ("usual_days", "Usual working days"),
    ("visible", "Shown to shoppers"),
];

/// What was done, in words.
pub(super) fn action(word: &str) -> String {
    let known = ACTIONS.iter().find(|(known, _)| *known == word);
    known.map_or_else(|| word.to_owned(), |(_, words)| (*words).to_owned())
}

/// The facts that changed. `statuses` gives ids their names.
pub(super) fn facts(what: &Audited, statuses: &[Status]) -> Vec<AuditFact> {
    let (before, after) = (what.before.as_deref(), what.after.as_deref());
    let document = |text: Option<&str>| match serde_json::from_str(text?) {
        Ok(Value::Object(facts)) => Some(facts),
        _ => None,
    };
    let names: BTreeMap<String, String> =
        statuses.iter().map(|status| (status.id.to_string(), called(status))).collect();
    let (old, new) = (document(before), document(after));
    if old.is_some() || new.is_some() {
        return differences(&old.unwrap_or_default(), &new.unwrap_or_default(), &names);
    }
    let is_view = what.action.starts_with("view.");
    let words = |text: Option<&str>| {
        let text = text.filter(|text| !text.is_empty())?;
        let is_query = is_view && text.contains('=');
        Some(shortened(if is_query { query_words(text, &names) } else { text.to_owned() }))
    };
    let (before, after) = (words(before), words(after));
    if before.is_none() && after.is_none() {
        return Vec::new();
    }
    vec![AuditFact { name: String::new(), before, after }]
}

fn differences(
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    names: &BTreeMap<String, String>,
) -> Vec<AuditFact> {
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let fact = |key: &String| {
        let words = |facts: &Map<String, Value>| {
            facts.get(key).map(|value| words_of(value, names)).filter(|text| !text.is_empty()).map(shortened)
        };
        let (before, after) = (words(old), words(new));
        let differs = key != "id" && before != after;
        differs.then(|| AuditFact { name: fact_name(key), before, after })
    };
    keys.into_iter().filter_map(fact).collect()
}

fn fact_name(key: &str) -> String {
    if let Some((_, words)) = FACTS.iter().find(|(known, _)| *known == key) {
        return (*words).to_owned();
    }
    let words = key.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A value as people read it; empty for none.
fn words_of(value: &Value, names: &BTreeMap<String, String>) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => names.get(text).unwrap_or(text).clone(),
        Value::Array(values) => {
            let parts = values.iter().map(|value| words_of(value, names)).filter(|text| !text.is_empty());
            parts.collect::<Vec<_>>().join(", ")
        }
        Value::Object(facts) => {
            let part = |(key, value): (&String, &Value)| {
                let words = words_of(value, names);
                (!words.is_empty()).then(|| format!("{}: {words}", fact_name(key).to_lowercase()))
            };
            facts.iter().filter_map(part).collect::<Vec<_>>().join("; ")
        }
    }
}

/// A filter as it stands in an address, in words.
fn query_words(query: &str, names: &BTreeMap<String, String>) -> String {
    let word = |text: &str| {
        let text = text.replace('+', " ");
        percent_decode_str(&text).decode_utf8_lossy().into_owned()
    };
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=')?;
        let value = word(value);
        let value = names.get(&value).unwrap_or(&value);
        Some(format!("{}: {value}", fact_name(word(name).trim_end_matches("[]")).to_lowercase()))
    };
    query.split('&').filter_map(pair).collect::<Vec<_>>().join("; ")
}

fn shortened(text: String) -> String {
    let count = text.chars().count();
    if count <= LONGEST { text } else { text.chars().take(LONGEST).chain("…".chars()).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(action: &str, before: &str, after: &str) -> Vec<String> {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let what =
            Audited { action: action.into(), before: text(before), after: text(after), ..Audited::default() };
        let line = |fact: AuditFact| {
            let side = |side: Option<String>| side.unwrap_or("nothing".into());
            format!("{}: {} > {}", fact.name, side(fact.before), side(fact.after))
        };
        facts(&what, &[]).into_iter().map(line).collect()
    }

    #[test]
    fn documents_become_the_facts_that_differ() {
        let before =
            r##"{"accent":"#111111","keep_address":false,"holidays":[{"date":"2026-12-24"}],"name":"Oak"}"##;
        let after = r##"{"accent":"#222222","keep_address":true,"holidays":[],"name":"Oak"}"##;
        assert_eq!(
            told("settings.changed", before, after),
            [
                "Accent color: #111111 > #222222",
                "Holidays: date: 2026-12-24 > nothing",
                "Keeps street addresses: no > yes"
            ]
        );
        assert_eq!(told("order.changed", "no status", "“Oak”"), [": no status > “Oak”"]);
        assert_eq!(told("view.saved", "", "late=1&tags%5B%5D=a+b"), [": nothing > late: 1; tags: a b"]);
        assert_eq!(told("status.made", "", "{not json"), [": nothing > {not json"]);
        assert!(told("account.password", "", "").is_empty());
        let long = format!(r#"{{"custom_css":"{}"}}"#, "a".repeat(2_000));
        assert!(told("settings.changed", "{}", &long)[0].chars().count() < 350);
    }
}
