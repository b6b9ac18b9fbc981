//! What of a template nobody gets to see: comments of Liquid and of HTML, and what stands in `raw`, where Liquid is
//! text.

use std::ops::Range;

use crate::mail::template::{Fault, Kind, Piece, pieces};

/// A template taken apart.
pub(super) struct Apart<'a> {
    pub source: &'a str,
    /// The same in small letters, byte by byte.
    pub small: String,
    pub pieces: Vec<Piece<'a>>,
    /// Each in the order of the text, none in another.
    of_liquid: Vec<Hidden>,
    of_html: Vec<Hidden>,
}

/// A part that nobody sees, and why.
type Hidden = (Range<usize>, &'static str);

/// What is broken, at a byte of the text.
pub(super) type Broken = (usize, &'static str);

impl<'a> Apart<'a> {
    pub fn of(source: &'a str) -> Result<Self, Broken> {
        let pieces = pieces(source).map_err(|fault| match fault {
            Fault::Unclosed(at) => (at, "A tag begins here that is not closed."),
            Fault::Quote(at) => (at, "A quoted text begins here that is not closed, or holds braces."),
            Fault::Raw(at) => (at, "This {% raw %} has no {% endraw %}."),
        })?;
        let small = source.to_ascii_lowercase();
        let of_liquid = of_liquid(&pieces)?;
        let of_html = of_html(&small, &of_liquid);
        Ok(Self { source, small, pieces, of_liquid, of_html })
    }

    /// Why nobody sees what stands at a byte; `None` when it is seen.
    pub fn dead_at(&self, at: usize) -> Option<&'static str> {
        around(&self.of_liquid, at).or_else(|| around(&self.of_html, at)).map(|(_, why)| *why)
    }

    /// Where a text in small letters stands and is seen.
    pub fn seen(&self, text: &str) -> impl Iterator<Item = usize> {
        let found = self.small.match_indices(text).map(|(at, _)| at);
        found.filter(|at| self.dead_at(*at).is_none())
    }

    /// Line and column of a byte, counted from 1, the column in characters.
    pub fn line_and_column(&self, at: usize) -> (usize, usize) {
        let before = self.source.get(..at).unwrap_or(self.source);
        let line = before.matches('\n').count() + 1;
        let begin = before.rfind('\n').map_or(0, |end| end + 1);
        (line, before[begin..].chars().count() + 1)
    }
}

/// The part that a byte stands in.
fn around(parts: &[Hidden], at: usize) -> Option<&Hidden> {
    let next = parts.partition_point(|(range, _)| range.start <= at);
    parts.get(next.checked_sub(1)?).filter(|(range, _)| range.contains(&at))
}

fn of_liquid(pieces: &[Piece<'_>]) -> Result<Vec<Hidden>, Broken> {
    let (mut hidden, mut comments, mut raw) = (Vec::new(), Vec::new(), None);
    for piece in pieces {
        match piece.tag() {
            "comment" => comments.push(piece.at),
            "endcomment" => {
                if let Some(begin) = comments.pop().filter(|_| comments.is_empty()) {
                    hidden.push((begin..piece.end, "in a comment"));
                }
            }
            // What is in a comment is hidden already.
            _ if !comments.is_empty() => {}
            "raw" => raw = Some(piece.at),
            "endraw" => {
                let begin = raw.take();
                hidden.extend(begin.map(|begin| (begin..piece.end, "in {% raw %}, where it leads nowhere")));
            }
            _ if piece.kind == Kind::Tag && piece.inner.starts_with('#') => {
                hidden.push((piece.at..piece.end, "in a comment"));
            }
            _ => {}
        }
    }
    match comments.first() {
        Some(at) => Err((*at, "This {% comment %} has no {% endcomment %}.")),
        None => Ok(hidden),
    }
}

fn of_html(small: &str, of_liquid: &[Hidden]) -> Vec<Hidden> {
    let mut hidden = Vec::new();
    let mut from = 0;
    while let Some(begin) = small[from..].find("<!--").map(|at| from + at) {
        if let Some((range, _)) = around(of_liquid, begin) {
            from = range.end;
            continue;
        }
        let end = small[begin..].find("-->").map_or(small.len(), |at| begin + at + 3);
        hidden.push((begin..end, "in a comment"));
        from = end;
    }
    hidden
}
