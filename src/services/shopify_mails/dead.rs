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
    dead: Vec<(Range<usize>, &'static str)>,
}

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
        let mut dead = of_liquid(&pieces)?;
        dead.extend(of_html(&small, &dead));
        Ok(Self { source, small, pieces, dead })
    }

    /// Why nobody sees what stands at a byte; `None` when it is seen.
    pub fn dead_at(&self, at: usize) -> Option<&'static str> {
        self.dead.iter().find(|(range, _)| range.contains(&at)).map(|(_, why)| *why)
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

fn of_liquid(pieces: &[Piece<'_>]) -> Result<Vec<(Range<usize>, &'static str)>, Broken> {
    let mut dead = Vec::new();
    let mut comments: Vec<usize> = Vec::new();
    let mut raw = None;
    for piece in pieces {
        match piece.tag() {
            "comment" => comments.push(piece.at),
            "endcomment" => {
                if let Some(begin) = comments.pop().filter(|_| comments.is_empty()) {
                    dead.push((begin..piece.end, "in a comment"));
                }
            }
            "raw" => raw = Some(piece.at),
            "endraw" => {
                dead.extend(
                    raw.take().map(|begin| (begin..piece.end, "in {% raw %}, where it leads nowhere")),
                );
            }
            _ if piece.kind == Kind::Tag && piece.inner.starts_with('#') => {
                dead.push((piece.at..piece.end, "in a comment"));
            }
            _ => {}
        }
    }
    match comments.first() {
        Some(at) => Err((*at, "This {% comment %} has no {% endcomment %}.")),
        None => Ok(dead),
    }
}

fn of_html(small: &str, known: &[(Range<usize>, &'static str)]) -> Vec<(Range<usize>, &'static str)> {
    let mut dead = Vec::new();
    let mut from = 0;
    while let Some(begin) = small[from..].find("<!--").map(|at| from + at) {
        if let Some((range, _)) = known.iter().find(|(range, _)| range.contains(&begin)) {
            from = range.end;
            continue;
        }
        let end = small[begin..].find("-->").map_or(small.len(), |at| begin + at + 3);
        dead.push((begin..end, "in a comment"));
        from = end;
    }
    dead
}
