//! Which carriers a number may belong to.
//!
//! Numbers overlap: twelve or fourteen digits fit many carriers, and one in ten of them passes any
//! check digit. So [`detect`] gives a ranked list, and only [`certain`] speaks for one carrier.

use std::sync::LazyLock;

use regex::Regex;

use super::Carrier;
use super::check::Check;
use super::formats::{self, Format};
use super::names::known;
use super::posts;

/// Longest number looked at, in bytes; the longest known one has 34 characters.
const LONGEST: usize = 64;

/// A carrier a number may belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The carrier.
    pub carrier: &'static Carrier,
    /// Whether the number carries a check digit of this carrier and it is right.
    pub checked: bool,
    /// Whether only this carrier's numbers look like that (a prefix of its own, not bare digits).
    pub distinct: bool,
}

/// A shape with its pattern compiled.
struct Shape {
    format: &'static Format,
    pattern: Regex,
    /// `None` for postal items, whose carrier is read from the number.
    carrier: Option<&'static Carrier>,
}

/// All shapes, compiled once. One that does not compile or names no carrier is left out here and
/// found by the tests.
static SHAPES: LazyLock<Vec<Shape>> = LazyLock::new(|| formats::all().filter_map(compiled).collect());

fn compiled(format: &'static Format) -> Option<Shape> {
    let pattern = Regex::new(&format!("^(?:{})$", format.shape)).ok()?;
    let carrier = known(format.carrier);
    (carrier.is_some() || format.carrier.is_empty()).then_some(Shape { format, pattern, carrier })
}

/// Carriers that `number` may belong to, best first: a right check digit and a shape of its own, then
/// a right check digit, then a shape of its own, then the rest. A wrong check digit rules a shape
/// out. Blanks, dashes and case do not matter. Empty when nothing fits.
#[must_use]
pub fn detect(number: &str) -> Vec<Candidate> {
    if number.len() > LONGEST * 2 {
        return Vec::new();
    }
    let plain = number.chars().filter(|c| !c.is_whitespace() && *c != '-');
    let plain: String = plain.map(|c| c.to_ascii_uppercase()).collect();
    if plain.is_empty() || plain.len() > LONGEST || !plain.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Vec::new();
    }
    let mut found: Vec<Candidate> = Vec::new();
    for candidate in SHAPES.iter().filter_map(|shape| shape.fits(&plain)) {
        match found.iter_mut().find(|other| other.carrier == candidate.carrier) {
            Some(other) if rank(other) < rank(&candidate) => *other = candidate,
            Some(_) => {}
            None => found.push(candidate),
        }
    }
    found.sort_by_key(|candidate| std::cmp::Reverse(rank(candidate)));
    found
}

/// The one carrier a number gives away: its check digit is right, its shape is its own, and no other
/// carrier can say the same. `None` otherwise.
pub(super) fn certain(number: &str) -> Option<&'static Carrier> {
    let mut sure = detect(number).into_iter().filter(|candidate| candidate.checked && candidate.distinct);
    match (sure.next(), sure.next()) {
        (Some(only), None) => Some(only.carrier),
        _ => None,
    }
}

/// The branch of a named house that a number gives away (DHL, to DHL Paket), else the house itself.
pub(super) fn narrowed(house: &'static Carrier, number: &str) -> &'static Carrier {
    let is_branch =
        |carrier: &&Carrier| carrier.name.strip_prefix(house.name).is_some_and(|rest| rest.starts_with(' '));
    certain(number).filter(is_branch).unwrap_or(house)
}

fn rank(candidate: &Candidate) -> (bool, bool) {
    (candidate.checked, candidate.distinct)
}

impl Shape {
    fn fits(&self, plain: &str) -> Option<Candidate> {
        let found = self.pattern.captures(plain)?;
        let part = |name| found.name(name).map_or("", |part| part.as_str());
        let check = self.format.check;
        if check.exists() && !check.holds(part("s"), part("c")) {
            return None;
        }
        // The pattern language knows no "and also": this shape needs a digit somewhere in its tail.
        if self.format.needs_digit && !part("s").contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let carrier = match (self.carrier, check) {
            (Some(carrier), _) => carrier,
            (None, Check::Postal) => posts::of(part("country"))?,
            (None, _) => return None,
        };
        Some(Candidate { carrier, checked: check.exists(), distinct: self.format.distinct })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_compiles_and_names_a_carrier() {
        for format in formats::all() {
            assert!(compiled(format).is_some(), "{} {}", format.carrier, format.shape);
            let shape = format.shape;
            assert_eq!(format.check.exists(), shape.contains("(?<c>"), "{shape}");
        }
    }

    #[test]
    fn checked_and_distinct_come_first() {
        let found = detect("lx 123 456 785 de");
        assert_eq!(found[0].carrier.name, "Deutsche Post");
        assert!(found[0].checked && found[0].distinct);
        assert!(found.iter().any(|other| other.carrier.name == "DHL eCommerce" && !other.checked));
    }

    #[test]
    fn parcels_of_the_nordics_are_known() {
        for (number, carrier) in
            [("00370735004900010421", "PostNord"), ("502190010291", "GLS"), ("370722151000000015", "Bring")]
        {
            assert!(detect(number).iter().any(|found| found.carrier.name == carrier), "{number}");
            assert_eq!(certain(number), None, "{number}");
        }
    }

    #[test]
    fn odd_texts_fit_nothing() {
        for text in ["", "   ", "---", "ø1234567890", "TMRW 77-1058", "1z827wk74630", "💥"] {
            assert_eq!(detect(text), [], "{text}");
        }
        assert_eq!(detect(&"9".repeat(5000)), []);
    }
}
