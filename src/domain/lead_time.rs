//! Lead times: how many working days a shop needs, as rules that give an order its first due date. Pure. A
//! date is given once, for an order placed after the rule was made; never where somebody gave one, or took one
//! back. Start with [`lead_due`].

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::clock::Millis;
use super::due_date::{DueChange, DueDate};
use super::ids::OrderId;
use super::native::FulfillmentStatus;
use super::order::Order;
use super::order_index::tag_key;
use super::status::Status;
use super::working_days::{Calendar, CalendarProblem};

/// Most rules of a shop.
pub const MOST_RULES: usize = 100;
/// Longest lead time, in working days: two years.
pub const LONGEST: u16 = 520;
/// Longest tag, in characters, as in Shopify.
const TAG: usize = 40;

/// A shop's lead times.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeadTimes {
    /// The rules, in the order they were typed; at most one without a tag.
    pub rules: Vec<LeadRule>,
    /// Whether an order without a date gets one when it comes into a status with a usual duration.
    pub by_status: bool,
}

/// A lead time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadRule {
    /// The order tag it is for; `None` for orders that no other rule is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Working days from placing the order to the first day of the due date.
    pub from: u16,
    /// The same to the last day.
    pub to: u16,
    /// When the rule was made: orders placed before stay as they are.
    pub since: Millis,
}

impl LeadTimes {
    /// Rules that stand in `before` with the same days go on; all others begin at `now`.
    pub fn begin(&mut self, before: &Self, now: Millis) {
        let same = |a: &LeadRule, b: &LeadRule| a.tag == b.tag && (a.from, a.to) == (b.from, b.to);
        for rule in &mut self.rules {
            let known = before.rules.iter().find(|known| same(known, rule));
            rule.since = known.map_or(now, |known| known.since);
        }
    }

    /// The rule for an order with these tags, placed then: of those for its tags the longest, as the slowest
    /// piece decides; else the one without a tag.
    fn rule_for(&self, tags: &[String], placed: Millis) -> Option<&LeadRule> {
        let keys: Vec<String> = tags.iter().map(|tag| tag_key(tag)).collect();
        let has = |rule: &&LeadRule| rule.tag.as_ref().is_some_and(|tag| keys.contains(&tag_key(tag)));
        let tagged: Vec<&LeadRule> = self.rules.iter().filter(has).collect();
        let rule = if tagged.is_empty() {
            self.rules.iter().find(|rule| rule.tag.is_none())
        } else {
            tagged.into_iter().max_by_key(|rule| (rule.to, rule.from))
        };
        rule.filter(|rule| placed >= rule.since)
    }
}

/// The due date that a shop's lead times give an order, with the id of its change: always the same for an
/// order, so that it is given once. `None` when it gets none: it has or had a date, is canceled, archived or
/// fulfilled, not all of it is known yet, or no rule is for it.
#[must_use]
pub fn lead_due(
    id: OrderId,
    order: &Order,
    rules: &LeadTimes,
    calendar: &Calendar,
    now: Millis,
) -> Option<(Uuid, DueChange)> {
    if rules.rules.is_empty() || !may_get_a_date(order) {
        return None;
    }
    let (placed, tags) = (*order.placed_at.get()?, order.tags.get()?);
    let rule = rules.rule_for(tags, placed)?;
    let due = due_after(calendar, placed, (rule.from, rule.to))?;
    let by = rule.tag.as_ref().map_or("Lead time".to_owned(), |tag| format!("Lead time of “{tag}”"));
    Some((change_id(id), DueChange { at: now, due: Some(due), reason: None, by: Some(by) }))
}

/// The same for an order that comes into `status` at `at`.
#[must_use]
pub fn status_due(
    id: OrderId,
    order: &Order,
    rules: &LeadTimes,
    status: &Status,
    calendar: &Calendar,
    at: Millis,
) -> Option<(Uuid, DueChange)> {
    let days = status.usual_days.filter(|_| rules.by_status && may_get_a_date(order))?;
    let due = due_after(calendar, at, days)?;
    let by = Some(format!("Usual duration of “{}”", status.name));
    Some((change_id(id), DueChange { at, due: Some(due), reason: None, by }))
}

fn may_get_a_date(order: &Order) -> bool {
    order.due_changes.is_empty()
        && order.moves_on()
        && order.fulfillment.get().is_none_or(|state| *state != FulfillmentStatus::Fulfilled)
}

fn due_after(calendar: &Calendar, at: Millis, (from, to): (u16, u16)) -> Option<DueDate> {
    let day = calendar.day_of(at);
    Some(DueDate::new(calendar.add_to_day(day, from)?, calendar.add_to_day(day, to)?))
}

fn change_id(order: OrderId) -> Uuid {
    let digest = Sha256::digest(format!("{order}/due/lead-time"));
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// What is wrong with lead times; nothing when they can be used.
#[must_use]
pub fn check_lead_times(times: &LeadTimes) -> Vec<CalendarProblem> {
    let mut wrong = Vec::new();
    let mut say = |sentence: String| wrong.push(CalendarProblem::new("lead_times", sentence));
    if times.rules.len() > MOST_RULES {
        say(format!("There are at most {MOST_RULES} lead times: remove some of them."));
    }
    let mut seen: Vec<Option<String>> = Vec::new();
    for rule in &times.rules {
        let name = rule.tag.as_deref().unwrap_or("all other orders");
        if rule.from > rule.to || rule.to > LONGEST {
            say(format!("The days for “{name}” run from the least to the most, which is {LONGEST}."));
        }
        if rule.tag.as_ref().is_some_and(|tag| tag.trim().is_empty() || tag.chars().count() > TAG) {
            say(format!("A tag has 1 to {TAG} characters: look at “{name}”."));
        }
        let key = rule.tag.as_ref().map(|tag| tag_key(tag));
        if seen.contains(&key) {
            say(format!("“{name}” is there twice: remove one of the two."));
        }
        seen.push(key);
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::known::Known;
    use crate::domain::shop::ShopSettings;

    const PLACED: Millis = Millis(1_795_435_200_000); // noon of Monday, 23 November 2026

    fn rule(tag: Option<&str>, from: u16, to: u16) -> LeadRule {
        LeadRule { tag: tag.map(str::to_owned), from, to, since: Millis(0) }
    }

    fn order(tags: &[&str]) -> Order {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        Order {
            placed_at: Known::from(Some((PLACED, 1, PLACED))),
            tags: Known::from(Some((PLACED, 1, tags))),
            ..Order::default()
        }
    }

    fn given(order: &Order, rules: Vec<LeadRule>) -> Option<String> {
        let (times, calendar) = (LeadTimes { rules, by_status: false }, ShopSettings::default().calendar());
        let id = OrderId(Uuid::nil());
        let (change, made) = lead_due(id, order, &times, &calendar, PLACED)?;
        assert_eq!(change, change_id(id), "always the same id");
        let due = made.due?;
        Some(format!("{} to {}, {}", due.from, due.to, made.by?))
    }

    #[test]
    fn the_slowest_tag_decides_and_the_rest_is_for_all_others() {
        let rules = || vec![rule(None, 1, 2), rule(Some("Oak"), 5, 10), rule(Some("express"), 0, 1)];
        assert_eq!(
            given(&order(&["express", " oak "]), rules()).as_deref(),
            Some("2026-11-30 to 2026-12-07, Lead time of “Oak”")
        );
        assert_eq!(
            given(&order(&["express"]), rules()).as_deref(),
            Some("2026-11-23 to 2026-11-24, Lead time of “express”")
        );
        assert_eq!(given(&order(&["pine"]), rules()).as_deref(), Some("2026-11-24 to 2026-11-25, Lead time"));
        assert_eq!(given(&order(&["pine"]), vec![rule(Some("oak"), 1, 2)]), None);
    }

    #[test]
    fn no_date_where_one_was_given_or_nothing_is_to_be_done() {
        let rules = || vec![rule(None, 1, 2)];
        assert!(given(&order(&[]), rules()).is_some());
        let late = vec![LeadRule { since: PLACED.plus_minutes(1), ..rule(None, 1, 2) }];
        assert_eq!(given(&order(&[]), late), None, "placed before the rule was made");
        let change = DueChange { at: PLACED, due: None, reason: None, by: None };
        let taken_back = Order { due_changes: [(Uuid::nil(), change)].into(), ..order(&[]) };
        assert_eq!(given(&taken_back, rules()), None);
        let canceled = Order { canceled_at: Known::from(Some((PLACED, 1, Some(PLACED)))), ..order(&[]) };
        assert_eq!(given(&canceled, rules()), None);
        let done = FulfillmentStatus::Fulfilled;
        let fulfilled = Order { fulfillment: Known::from(Some((PLACED, 1, done))), ..order(&[]) };
        assert_eq!(given(&fulfilled, rules()), None);
        assert_eq!(
            given(&Order { tags: Known::default(), ..order(&[]) }, rules()),
            None,
            "tags may come yet"
        );
    }

    #[test]
    fn a_rule_that_stays_the_same_goes_on_and_a_changed_one_begins_anew() {
        let before = LeadTimes { rules: vec![rule(None, 1, 2), rule(Some("oak"), 5, 10)], by_status: false };
        let mut after =
            LeadTimes { rules: vec![rule(None, 1, 3), rule(Some("oak"), 5, 10)], by_status: true };
        after.begin(&before, PLACED);
        assert_eq!([after.rules[0].since, after.rules[1].since], [PLACED, Millis(0)]);
        assert!(check_lead_times(&after).is_empty());
        after.rules.push(rule(Some("OAK"), 9, 3));
        let said: Vec<String> = check_lead_times(&after).into_iter().map(|one| one.sentence).collect();
        assert_eq!(said.len(), 2, "{said:?}");
    }
}
