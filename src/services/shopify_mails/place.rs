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
    let mut depth = Depth { apart, next: 0, depth: 0 };
    if let Some(at) = apart.seen("</p>").find(|at| depth.at(*at) == 0 && *at >= from) {
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

/// How many conditions, loops and the like a byte stands in: what does, is not in every e-mail. Asked about bytes in
/// the order of the text.
struct Depth<'a> {
    apart: &'a Apart<'a>,
    next: usize,
    depth: usize,
}

impl Depth<'_> {
    fn at(&mut self, at: usize) -> usize {
        while let Some(piece) = self.apart.pieces.get(self.next).filter(|piece| piece.end <= at) {
            let tag = piece.tag();
            if piece.kind == Kind::Tag && BLOCKS.contains(&tag) {
                self.depth += 1;
            } else if tag.strip_prefix("end").is_some_and(|tag| BLOCKS.contains(&tag)) {
                self.depth = self.depth.saturating_sub(1);
            }
            self.next += 1;
        }
        self.depth
    }
}
