//! The search terms of `orders(query:)` that matter here (facts 2.3), and reading a page from an index.

use std::ops::Bound;

use super::errors::Denial;
use crate::clock::{Seconds, parse_time};
use crate::model::Order;
use crate::model::order::index_of;
use crate::model::status;
use crate::shop::ShopState;

/// A parsed search: all terms must fit.
#[derive(Clone, Debug, Default)]
pub(crate) struct Search {
    terms: Vec<Term>,
}

#[derive(Clone, Debug)]
enum Term {
    Updated(Range),
    Created(Range),
    Id(Range),
    Name(String),
    Email(String),
    Status(String),
    Fulfillment(String),
    Financial(String),
    Test(bool),
    Tag(String),
}

#[derive(Clone, Copy, Debug)]
enum Range {
    Least(i64),
    More(i64),
    Most(i64),
    Less(i64),
    Is(i64),
}

impl Range {
    fn has(self, value: i64) -> bool {
        match self {
            Self::Least(n) => value >= n,
            Self::More(n) => value > n,
            Self::Most(n) => value <= n,
            Self::Less(n) => value < n,
            Self::Is(n) => value == n,
        }
    }
}

impl Search {
    /// Reads a search; terms are joined by blanks or `AND`.
    ///
    /// # Errors
    /// A term the stand-in does not know: rather loud than wrong.
    pub fn parse(text: &str) -> Result<Self, Denial> {
        let mut terms = Vec::new();
        for word in words(text) {
            if word == "AND" {
                continue;
            }
            let (key, value) = word.split_once(':').ok_or_else(|| unknown(&word))?;
            let plain = || value.trim_matches(['\'', '"']).to_owned();
            terms.push(match key {
                "updated_at" => Term::Updated(range(value, parse_time)?),
                "created_at" | "processed_at" => Term::Created(range(value, parse_time)?),
                "id" => Term::Id(range(value, |t| t.parse().ok())?),
                "name" => Term::Name(plain().trim_start_matches('#').to_owned()),
                "email" => Term::Email(plain().to_lowercase()),
                "status" => Term::Status(plain()),
                "fulfillment_status" => Term::Fulfillment(plain()),
                "financial_status" => Term::Financial(plain()),
                "test" => Term::Test(value == "true"),
                "tag" => Term::Tag(plain()),
                _ => return Err(unknown(&word)),
            });
        }
        Ok(Self { terms })
    }

    /// Whether an order fits.
    pub fn fits(&self, o: &Order) -> bool {
        self.terms.iter().all(|term| match term {
            Term::Updated(range) => range.has(o.updated_at),
            Term::Created(range) => range.has(o.created_at),
            Term::Id(range) => range.has(o.id() as i64),
            Term::Name(name) => o.number.to_string() == *name,
            Term::Email(email) => o.email.as_deref().is_some_and(|e| e.eq_ignore_ascii_case(email)),
            Term::Status(word) => match word.as_str() {
                "open" => o.closed_at.is_none() && o.cancelled_at.is_none(),
                "closed" => o.closed_at.is_some(),
                "cancelled" => o.cancelled_at.is_some(),
                "not_closed" => o.closed_at.is_none(),
                _ => true,
            },
            Term::Fulfillment(word) => match word.as_str() {
                "unshipped" | "unfulfilled" => !o.parcels.iter().any(|p| p.status == "SUCCESS"),
                "shipped" | "fulfilled" => status::rest_fulfillment(o) == Some("fulfilled"),
                "partial" => status::rest_fulfillment(o) == Some("partial"),
                other => status::fulfillment(o).eq_ignore_ascii_case(other),
            },
            Term::Financial(word) => status::financial(o).is_some_and(|s| s.eq_ignore_ascii_case(word)),
            Term::Test(test) => o.test == *test,
            Term::Tag(tag) => o.tags.iter().any(|t| t == tag),
        })
    }

    /// Up to `n` fitting orders after a cursor, with the value each is sorted by.
    ///
    /// # Errors
    /// A sort key the stand-in does not know.
    pub fn run<'a>(
        &self,
        shop: &'a ShopState,
        key: &str,
        reverse: bool,
        after: Option<(u64, i64)>,
        n: usize,
        sees: impl Fn(&Order) -> bool,
    ) -> Result<Vec<(i64, &'a Order)>, Denial> {
        let from = after.and_then(|(id, value)| Some((value, index_of(id)? as u32)));
        let good = |value: i64, index: u32| {
            let order = shop.orders.get(index as usize)?.as_deref()?;
            (sees(order) && self.fits(order)).then_some((value, order))
        };
        if matches!(key, "ID" | "ORDER_NUMBER") {
            let start = from.map_or(0, |(_, i)| i + 1);
            let end = shop.orders.len() as u32;
            return Ok(if reverse {
                (0..from.map_or(end, |(_, i)| i))
                    .rev()
                    .filter_map(|i| good(i64::from(i), i))
                    .take(n)
                    .collect()
            } else {
                (start..end).filter_map(|i| good(i64::from(i), i)).take(n).collect()
            });
        }
        let (index, low) = match key {
            "UPDATED_AT" => {
                (&shop.by_updated, self.least(|t| if let Term::Updated(r) = t { Some(*r) } else { None }))
            }
            "CREATED_AT" | "PROCESSED_AT" => {
                (&shop.by_created, self.least(|t| if let Term::Created(r) = t { Some(*r) } else { None }))
            }
            other => return Err(Denial::arguments(&format!("the stand-in cannot sort by {other}"))),
        };
        Ok(if reverse {
            let end = from.map_or(Bound::Unbounded, Bound::Excluded);
            let all = index.range((Bound::Unbounded, end)).rev();
            all.filter_map(|(value, i)| good(*value, *i)).take(n).collect()
        } else {
            let start = match from {
                Some(place) => Bound::Excluded(place),
                None => low.map_or(Bound::Unbounded, |low| Bound::Included((low, 0))),
            };
            index.range((start, Bound::Unbounded)).filter_map(|(value, i)| good(*value, *i)).take(n).collect()
        })
    }

    /// The lowest value a term allows, to begin in the middle of an index.
    fn least(&self, of: impl Fn(&Term) -> Option<Range>) -> Option<Seconds> {
        self.terms.iter().filter_map(of).find_map(|range| match range {
            Range::Least(n) | Range::More(n) | Range::Is(n) => Some(n),
            _ => None,
        })
    }
}

fn unknown(word: &str) -> Denial {
    Denial::arguments(&format!("the stand-in does not know the search term {word:?}"))
}

fn range(text: &str, read: impl Fn(&str) -> Option<i64>) -> Result<Range, Denial> {
    type Make = fn(i64) -> Range;
    let kinds: [(&str, Make); 4] =
        [(">=", Range::Least), ("<=", Range::Most), (">", Range::More), ("<", Range::Less)];
    let (make, rest): (Make, &str) = kinds
        .iter()
        .find_map(|(sign, make)| text.strip_prefix(sign).map(|rest| (*make, rest)))
        .unwrap_or((Range::Is, text));
    let rest = rest.trim_matches(['\'', '"']);
    read(rest).map(make).ok_or_else(|| unknown(text))
}

/// Splits at blanks outside of quotes.
fn words(text: &str) -> Vec<String> {
    let (mut out, mut word, mut quote) = (Vec::new(), String::new(), None);
    for c in text.chars() {
        match (quote, c) {
            (None, ' ' | '\t' | '\n') => {
                if !word.is_empty() {
                    out.push(std::mem::take(&mut word));
                }
                continue;
            }
            (None, '\'' | '"') => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            _ => {}
        }
        word.push(c);
    }
    if !word.is_empty() {
        out.push(word);
    }
    out
}
