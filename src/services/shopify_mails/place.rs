//! Where a button goes in a template without one: behind the first paragraph that every recipient gets.

use super::dead::Apart;
use crate::mail::template::Kind;

/// Tags that end with an `end…` of their own.
const BLOCKS: [&str; 8] = ["if", "unless", "for", "case", "capture", "tablerow", "form", "ifchanged"];

/// A place for a button or a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// The byte it goes to.
    pub at: usize,
    /// Whether the template is HTML.
    pub html: bool,
    /// What to do, in a sentence.
    pub words: &'static str,
}

/// The place in this template.
pub(super) fn spot(apart: &Apart<'_>) -> Spot {
    let html = apart.seen("</").next().is_some();
    if !html {
        let (at, words) = match apart.source.find("\n\n") {
            Some(at) => (at, "Paste this line behind the first paragraph."),
            None => (apart.source.len(), "Paste this line at the end."),
        };
        return Spot { at, html, words };
    }
    let body = apart.seen("<body").next();
    let from = body.and_then(|at| Some(at + apart.small[at..].find('>')? + 1)).unwrap_or(0);
    let for_all = |at: &usize| *at >= from && depth_at(apart, *at) == 0;
    if let Some(at) = apart.seen("</p>").find(for_all) {
        return Spot {
            at: at + "</p>".len(),
            html,
            words: "Paste this behind the paragraph that ends here.",
        };
    }
    match apart.seen("</body").last() {
        Some(at) => Spot { at, html, words: "Paste this before the end of the body." },
        None => Spot { at: apart.source.len(), html, words: "Paste this at the end." },
    }
}

/// How many conditions, loops and the like a byte stands in: what does, is not in every e-mail.
fn depth_at(apart: &Apart<'_>, at: usize) -> usize {
    let tags = apart.pieces.iter().filter(|piece| piece.kind == Kind::Tag && piece.end <= at);
    tags.fold(0usize, |depth, piece| {
        let tag = piece.tag();
        if BLOCKS.contains(&tag) {
            depth + 1
        } else if tag.strip_prefix("end").is_some_and(|tag| BLOCKS.contains(&tag)) {
            depth.saturating_sub(1)
        } else {
            depth
        }
    })
}
