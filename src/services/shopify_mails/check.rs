//! Looks at one of Shopify's templates: whether it leads to our pages, and if not, what to change where. Understands
//! no more of Liquid than its braces; whatever is not changed stays as it is, byte for byte. Start with [`check`].

use std::collections::BTreeSet;
use std::ops::Range;

use super::dead::Apart;
use super::place::spot;
use super::snippets::{address, button, line};
use crate::mail::template::{Kind, Piece, names_in};
use crate::wire::admin::shopify_mails::{CheckedTemplate, PlacedLine};
use crate::wire::frame::Tone;

/// Shopify's names for its own order page.
const THEIRS: [&str; 3] = ["order_status_url", "order.order_status_url", "order.customer_order_url"];
/// Most places told of one kind.
const MOST: usize = 50;

/// Our addresses as Shopify's e-mails should know them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ours {
    /// What the addresses of our pages begin with.
    pub bases: Vec<String>,
    /// The look-up.
    pub find: String,
    /// The words on the button.
    pub button: String,
}

/// A change of a template.
struct Change {
    range: Range<usize>,
    text: String,
    words: String,
    /// What to paste by hand.
    code: String,
}

/// What stands in `source` and what to change.
#[must_use]
pub fn check(source: &str, ours: &Ours) -> CheckedTemplate {
    let apart = match Apart::of(source) {
        Ok(apart) => apart,
        Err((at, words)) => {
            let before = &source[..at.min(source.len())];
            let begin = before.rfind('\n').map_or(0, |end| end + 1);
            return CheckedTemplate {
                verdict: "This template is broken: Shopify would not take it, and nothing was changed."
                    .to_owned(),
                tone: Tone::Stop,
                found: vec![PlacedLine {
                    line: before.matches('\n').count() + 1,
                    column: before[begin..].chars().count() + 1,
                    words: words.to_owned(),
                    code: String::new(),
                }],
                ..CheckedTemplate::default()
            };
        }
    };
    let (ours_at, theirs) = (our_links(&apart, ours), their_links(&apart));
    let seen = |at: &usize| apart.dead_at(*at).is_none();
    let leads_here = ours_at.iter().any(seen);
    let leads_there = theirs.iter().any(|piece| seen(&piece.at));
    let (verdict, tone) = match (leads_here, leads_there) {
        (true, _) => ("Shoppers get to your order pages from this e-mail.", Tone::Good),
        (_, true) => ("This e-mail leads to Shopify’s order page, not to yours.", Tone::Warn),
        _ => ("Nothing in this e-mail leads to the order’s page.", Tone::Stop),
    };
    let changes = match (leads_here, leads_there) {
        (true, _) => Vec::new(),
        (_, true) => replaced(&apart, &theirs, ours),
        _ => vec![added(&apart, ours)],
    };
    CheckedTemplate {
        verdict: verdict.to_owned(),
        tone,
        found: found(&apart, &ours_at, &theirs),
        steps: changes.iter().take(MOST).map(|change| step(&apart, change)).collect(),
        made: (!changes.is_empty()).then(|| made(source, &changes)),
    }
}

/// Where our addresses stand.
fn our_links(apart: &Apart<'_>, ours: &Ours) -> Vec<usize> {
    let mut found = Vec::new();
    for base in ours.bases.iter().map(|base| base.to_ascii_lowercase()).filter(|base| !base.is_empty()) {
        // “https://status.example” is not the beginning of “https://status.example.com”.
        let ends = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '@'));
        let all = apart.small.match_indices(&base).map(|(at, _)| at);
        found.extend(all.filter(|at| apart.small[at + base.len()..].chars().next().is_none_or(ends)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// What names Shopify's own order page, seen or not.
fn their_links<'a>(apart: &Apart<'a>) -> Vec<Piece<'a>> {
    let names_it = |piece: &Piece<'_>| {
        let names = names_in(piece.inner);
        let counts = piece.kind == Kind::Output || piece.tag() == "assign";
        counts && names.iter().any(|(_, name)| THEIRS.contains(name))
    };
    let mut found: Vec<Piece<'a>> = apart.pieces.iter().copied().filter(names_it).collect();
    // In `raw` there are no pieces: there it is text.
    let known: BTreeSet<usize> = found.iter().map(|piece| piece.at).collect();
    for name in THEIRS {
        let all =
            apart.source.match_indices(&format!("{{{{ {name} }}}}")).map(|(at, _)| at).collect::<Vec<_>>();
        for at in all.into_iter().filter(|at| !known.contains(at)) {
            let (inner_at, end) = (at + 3, at + name.len() + 6);
            let inner = apart.source.get(inner_at..inner_at + name.len()).unwrap_or_default();
            found.push(Piece { kind: Kind::Output, at, inner, inner_at, end });
        }
    }
    found.sort_by_key(|piece| piece.at);
    found
}

/// What stands where, and whether it counts.
fn found(apart: &Apart<'_>, ours: &[usize], theirs: &[Piece<'_>]) -> Vec<PlacedLine> {
    let ours = ours.iter().map(|at| (*at, None));
    let theirs = theirs.iter().map(|piece| (piece.at, apart.source.get(piece.at..piece.end)));
    let mut all: Vec<(usize, Option<&str>)> = ours.chain(theirs).collect();
    all.sort_by_key(|(at, _)| *at);
    let told = |(at, theirs): (usize, Option<&str>)| {
        let (line, column) = apart.line_and_column(at);
        let words = match (theirs, apart.dead_at(at)) {
            (None, None) => "A link to your order pages.".to_owned(),
            (Some(text), None) => format!("{text} leads to Shopify’s order page."),
            (text, Some(why)) => {
                let what = text.unwrap_or("A link to your order pages");
                format!("{what} stands {why}: it does not count.")
            }
        };
        PlacedLine { line, column, words, code: String::new() }
    };
    all.into_iter().take(MOST).map(told).collect()
}

/// Our address in the place of Shopify's.
fn replaced(apart: &Apart<'_>, theirs: &[Piece<'_>], ours: &Ours) -> Vec<Change> {
    let address = address(ours, number_in(apart));
    let seen = theirs.iter().filter(|piece| apart.dead_at(piece.at).is_none());
    let change = |piece: &Piece<'_>| {
        let old = &apart.source[piece.at..piece.end];
        let text = match (piece.kind, piece.inner.split_once('=')) {
            (Kind::Tag, Some((before, _))) => {
                let name = before.trim_start_matches("assign").trim();
                format!("{{% capture {name} %}}{address}{{% endcapture %}}")
            }
            _ => address.clone(),
        };
        let words = format!("Put this in the place of {old}.");
        Change { range: piece.at..piece.end, code: text.clone(), text, words }
    };
    seen.map(change).collect()
}

/// A button, or in plain text a line, where every recipient gets it.
fn added(apart: &Apart<'_>, ours: &Ours) -> Change {
    let (spot, number) = (spot(apart), number_in(apart));
    let code = if spot.html { button(ours, number) } else { line(ours, number) };
    let text = if spot.html { format!("\n{code}\n") } else { format!("\n\n{code}") };
    Change { range: spot.at..spot.at, text, words: spot.words.to_owned(), code }
}

/// What this template calls the order's number.
fn number_in(apart: &Apart<'_>) -> &'static str {
    let seen = apart.pieces.iter().filter(|piece| apart.dead_at(piece.at).is_none());
    let names: Vec<&str> = seen.flat_map(|piece| names_in(piece.inner)).map(|(_, name)| name).collect();
    if names.contains(&"order_name") {
        return "order_name";
    }
    if names.iter().any(|name| name.starts_with("order.") || name.starts_with("return.")) {
        return "order.name";
    }
    if names.contains(&"name") { "name" } else { "order_name" }
}

fn step(apart: &Apart<'_>, change: &Change) -> PlacedLine {
    let (line, column) = apart.line_and_column(change.range.start);
    PlacedLine { line, column, words: change.words.clone(), code: change.code.clone() }
}

fn made(source: &str, changes: &[Change]) -> String {
    let mut made = String::with_capacity(source.len() + 512);
    let mut from = 0;
    for change in changes {
        made.push_str(&source[from..change.range.start]);
        made.push_str(&change.text);
        from = change.range.end;
    }
    made.push_str(&source[from..]);
    made
}
