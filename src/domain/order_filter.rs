//! Which orders are meant: the filter of the merchant's list, of saved views and of changes of many orders.
//!
//! Readable from and written to a query string that stays good: names of fields never change, unknown ones
//! are ignored, statuses are named by id. Start with [`OrderFilter`].

use std::collections::BTreeSet;

use jiff::civil::Date;
use uuid::Uuid;

use super::clock::Millis;
use super::ids::{OrderId, StatusId};
use super::order_index::{IndexRow, NONE, day_number, tag_key, term_key};

/// Longest search, name or tag that is looked at, in characters.
const TEXT: usize = 200;
/// Most values of one field.
const VALUES: usize = 50;

/// Which orders are meant. Fields that are empty say nothing; all that say something must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderFilter {
    /// Words that all must begin something the order is found by: number, name, e-mail, tracking number.
    pub text: String,
    /// In one of these statuses.
    pub statuses: BTreeSet<StatusId>,
    /// In no status; together with `statuses`: in one of them or in none.
    pub no_status: bool,
    /// At one of these stages (words of [`super::order_index::STAGES`]).
    pub stages: BTreeSet<String>,
    /// With one of these payment states (Shopify's words).
    pub payments: BTreeSet<String>,
    /// With one of these fulfillment states (Shopify's words).
    pub fulfillments: BTreeSet<String>,
    /// With one of these return states (Shopify's words).
    pub returns: BTreeSet<String>,
    /// With all of these tags, in normal form.
    pub tags_all: BTreeSet<String>,
    /// With any of these tags, in normal form.
    pub tags_any: BTreeSet<String>,
    /// Due on this day or later.
    pub due_from: Option<Date>,
    /// Due on this day or earlier.
    pub due_to: Option<Date>,
    /// The due date has passed and something is still to be done in the house.
    pub late: bool,
    /// Longer in its status than usual, with something still to be done in the house.
    pub too_long: bool,
    /// Open for Shopify: neither archived nor canceled.
    pub open_only: bool,
}

/// What a filter needs to know of the present.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterNow {
    /// Today in the shop's time zone, as a day number.
    pub today: i64,
    /// Statuses with a usual duration: who is in it since before this instant is there too long.
    pub too_long: Vec<(StatusId, Millis)>,
}

/// By what the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderSort {
    /// Placed last first.
    #[default]
    Newest,
    /// Due first, those without a date last.
    Due,
    /// Longest in their step first, those without one last.
    Longest,
    /// Where something happened last first.
    Changed,
    /// Greatest number first.
    Number,
}

impl OrderSort {
    /// All of them, as the page offers them.
    pub const ALL: [Self; 5] = [Self::Newest, Self::Due, Self::Longest, Self::Changed, Self::Number];

    /// The word in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Due => "due",
            Self::Longest => "longest",
            Self::Changed => "changed",
            Self::Number => "number",
        }
    }

    /// Reads the word of an address; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }

    /// What people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Newest => "Newest",
            Self::Due => "Due first",
            Self::Longest => "Longest in step",
            Self::Changed => "Last changed",
            Self::Number => "Number",
        }
    }
}

/// A place between two orders of a sorted list: the sort key and id of the order beside it. It stays good
/// when orders come, go or move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The sort key: an instant in milliseconds, a day number or an order's number.
    pub key: i64,
    /// The order.
    pub order: OrderId,
}

impl std::fmt::Display for Beside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}~{}", self.key, self.order)
    }
}

impl Beside {
    /// Reads a place as written by `Display`; `None` when it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (key, order) = text.split_once('~')?;
        Some(Self { key: key.parse().ok()?, order: OrderId(order.parse().ok()?) })
    }
}

/// Which part of a sorted list is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The first orders.
    #[default]
    First,
    /// Those behind an order.
    After(Beside),
    /// Those before an order, the nearest.
    Before(Beside),
}

/// How many orders a filter means, counted no further than asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// As many there are at least.
    pub count: u64,
    /// Whether there may be more.
    pub more: bool,
}

impl OrderFilter {
    /// Whether every order is meant.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Reads a query string. Never fails: unknown fields and values that cannot be read are passed over.
    #[must_use]
    pub fn from_query(query: &str) -> Self {
        let mut filter = Self::default();
        for (key, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            let value: String = value.replace('\0', "").trim().chars().take(TEXT).collect();
            if !value.is_empty() {
                filter.take(&key, value);
            }
        }
        filter
    }

    fn take(&mut self, key: &str, value: String) {
        let add = |set: &mut BTreeSet<String>, value: String| {
            if set.len() < VALUES {
                set.insert(value);
            }
        };
        match key {
            "q" => self.text = value,
            "status" if value == "none" => self.no_status = true,
            "status" => {
                if let (Ok(id), true) = (value.parse::<Uuid>(), self.statuses.len() < VALUES) {
                    self.statuses.insert(StatusId(id));
                }
            }
            "stage" => add(&mut self.stages, value),
            "payment" => add(&mut self.payments, value),
            "fulfillment" => add(&mut self.fulfillments, value),
            "return" => add(&mut self.returns, value),
            "tag" => add(&mut self.tags_all, tag_key(&value)),
            "any_tag" => add(&mut self.tags_any, tag_key(&value)),
            "due_from" => self.due_from = value.parse().ok(),
            "due_to" => self.due_to = value.parse().ok(),
            "late" => self.late = value == "1",
            "too_long" => self.too_long = value == "1",
            "open" => self.open_only = value == "1",
            _ => {}
        }
    }

    /// Fields and values, always in the same order.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut one = |key, value: String| pairs.push((key, value));
        if !self.text.is_empty() {
            one("q", self.text.clone());
        }
        self.statuses.iter().for_each(|id| one("status", id.to_string()));
        if self.no_status {
            one("status", "none".to_owned());
        }
        let sets = [
            ("stage", &self.stages),
            ("payment", &self.payments),
            ("fulfillment", &self.fulfillments),
            ("return", &self.returns),
            ("tag", &self.tags_all),
            ("any_tag", &self.tags_any),
        ];
        for (key, values) in sets {
            values.iter().for_each(|value| one(key, value.clone()));
        }
        for (key, day) in [("due_from", self.due_from), ("due_to", self.due_to)] {
            day.into_iter().for_each(|day| one(key, day.to_string()));
        }
        for (key, set) in [("late", self.late), ("too_long", self.too_long), ("open", self.open_only)] {
            if set {
                one(key, "1".to_owned());
            }
        }
        pairs
    }

    /// The query string, without `?`; empty for a filter that means every order.
    #[must_use]
    pub fn to_query(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.pairs()).finish()
    }

    /// The same filter without one field's value: how a chip is taken away.
    #[must_use]
    pub fn without(&self, key: &str, value: &str) -> Self {
        let pairs = self.pairs().into_iter().filter(|(k, v)| !(*k == key && v == value));
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        Self::from_query(&query)
    }

    /// Whether an order with this row is meant.
    #[must_use]
    pub fn fits(&self, row: &IndexRow, now: &FilterNow) -> bool {
        let in_status = match row.status {
            Some(status) => self.statuses.contains(&status),
            None => self.no_status,
        };
        let any = |set: &BTreeSet<String>, word: &str| set.is_empty() || set.contains(word);
        let tagged = |tag: &String| row.tags.iter().any(|(key, _)| key == tag);
        let found = |word: &String| row.terms.iter().any(|term| term.starts_with(word.as_str()));
        let due_ranged = self.due_from.is_some() || self.due_to.is_some();
        let since =
            |status| now.too_long.iter().find(|(id, _)| Some(*id) == status).map(|(_, before)| before.0);
        (in_status || (self.statuses.is_empty() && !self.no_status))
            && any(&self.stages, row.stage)
            && any(&self.payments, &row.payment)
            && any(&self.fulfillments, &row.fulfillment)
            && any(&self.returns, &row.returns)
            && self.tags_all.iter().all(tagged)
            && (self.tags_any.is_empty() || self.tags_any.iter().any(tagged))
            && (!due_ranged || row.due_to != NONE)
            && self.due_from.is_none_or(|day| row.due_to >= day_number(day))
            && self.due_to.is_none_or(|day| row.due_to <= day_number(day))
            && (!self.late || (row.waits && row.due_to < now.today))
            && (!self.too_long
                || (row.waits && since(row.status).is_some_and(|before| row.status_since < before)))
            && (!self.open_only || row.is_open)
            && self.words().iter().all(found)
    }

    /// The words that are searched for, in normal form. A tracking number is one word, as labels print it in groups.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let whole = spaced_number(&self.text);
        let text = whole.as_deref().unwrap_or(&self.text);
        let words = text.split_whitespace().map(term_key);
        let mut words: Vec<_> = words.filter(|word| !word.is_empty()).take(8).collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}

/// Fewest letters and digits of a number that is printed in groups.
const SHORTEST_NUMBER: usize = 8;

/// A number without the spaces between its groups (“UA 482 110 519 DK”); `None` when it is anything else.
fn spaced_number(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split_whitespace().collect();
    let is_digit = |c: &char| c.is_ascii_digit();
    let is_group = |group: &&str| {
        group.chars().all(|c| c.is_ascii_alphanumeric())
            && (group.len() <= 2 || group.chars().any(|c| is_digit(&c)))
    };
    let whole = groups.concat();
    let digits = whole.chars().filter(is_digit).count();
    let is_number = groups.len() > 1 && groups.iter().all(is_group) && whole.len() >= SHORTEST_NUMBER;
    (is_number && digits * 2 >= whole.len()).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::OrderFilter;

    #[test]
    fn a_number_in_groups_is_one_word() {
        let words = |text: &str| OrderFilter { text: text.into(), ..OrderFilter::default() }.words();
        assert_eq!(words("5128 0106 24"), ["5128010624"]);
        assert_eq!(words(" UA 482 110 519 DK "), ["ua482110519dk"]);
        assert_eq!(words("1042 maja"), ["1042", "maja"]);
        assert_eq!(words("10 42"), ["10", "42"]);
        assert_eq!(words("10423344 Li"), ["10423344li"]);
        assert_eq!(words("maja hansen"), ["hansen", "maja"]);
    }

    #[test]
    fn what_is_written_is_read_again_and_the_unknown_is_passed_over() {
        let query = "q=maja+1042&status=019ab000-0000-7000-8000-000000000001&status=none&payment=paid&payment=pending\
            &tag=Oak&due_from=2026-11-01&late=1&open=1";
        let filter = OrderFilter::from_query(query);
        assert_eq!(filter.words(), ["1042", "maja"]);
        assert_eq!(OrderFilter::from_query(&filter.to_query()), filter);
        let odd = OrderFilter::from_query("?x=1&late=yes&due_to=soon&status=oak&tag=+&payment=");
        assert!(odd.is_empty() && odd.to_query().is_empty());
        assert!(!filter.without("payment", "paid").payments.contains("paid"));
        assert_eq!(filter.without("status", "none").pairs().len(), filter.pairs().len() - 1);
    }
}
