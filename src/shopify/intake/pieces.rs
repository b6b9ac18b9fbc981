//! The streaming door: lines in, [`Piece`]s out. A line that is a whole document is read at once (so
//! a bulk export of any size streams); a document that goes over several lines is put together first.

use std::collections::VecDeque;
use std::io::BufRead;

use serde_json::Value;

use super::Piece;
use super::bulk::Bulk;
use super::document::{self, too_deep};
use super::fields::Fields;
use super::limits::Limits;
use super::lines::{Line, Lines};
use super::scan::Scan;
use super::shape::{Shape, shape_of};
use super::stamp::Stamp;
use crate::domain::known::Detail;

const NOT_JSON: &str = "It is not valid JSON.";
const NOT_TEXT: &str = "It is not valid UTF-8 text.";

/// The pieces of a stream, in its order; what hangs below the orders of a bulk export comes last.
pub struct Pieces<R, F> {
    lines: Lines<R>,
    limits: Limits,
    change: F,
    queue: VecDeque<Piece>,
    /// Lines of a document that is not whole yet.
    pending: Vec<(u64, Vec<u8>)>,
    scan: Scan,
    /// Bytes in `pending`.
    held: usize,
    /// After a broken document: its remaining lines are passed over.
    lost: bool,
    bulk: Bulk,
    ended: bool,
}

impl<R: BufRead, F: FnMut(Value) -> Value> Pieces<R, F> {
    pub(super) fn new(reader: R, limits: Limits, change: F) -> Self {
        Self {
            lines: Lines::new(reader, limits.line_bytes),
            limits,
            change,
            queue: VecDeque::new(),
            pending: Vec::new(),
            scan: Scan::default(),
            held: 0,
            lost: false,
            bulk: Bulk::default(),
            ended: false,
        }
    }

    fn step(&mut self) {
        match self.lines.next() {
            None => self.end(),
            Some(Err(_)) => {
                self.end();
                self.refuse(None, "Reading stopped here: the file could not be read on.");
            }
            Some(Ok((line, Line::TooLong))) => {
                self.give_up(NOT_JSON);
                let reason = format!("The line is longer than {} bytes.", self.limits.line_bytes);
                self.refuse(Some(line), &reason);
            }
            Some(Ok((line, Line::Text(text)))) => self.line(line, text),
        }
    }

    fn end(&mut self) {
        self.ended = true;
        self.give_up("The document ends before it is complete.");
    }

    fn line(&mut self, line: u64, text: Vec<u8>) {
        if text.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        if self.lost && !matches!(text.first(), Some(b'{' | b'[')) {
            return;
        }
        self.lost = false;
        if self.pending.is_empty() {
            let scan = Scan::of(&text);
            if scan.is_whole() || scan.is_broken() {
                return self.whole(line, &text, scan);
            }
            self.scan = scan;
        } else {
            self.scan.line(&text);
        }
        self.held += text.len();
        self.pending.push((line, text));
        if self.scan.is_broken() {
            self.give_up(NOT_JSON);
        } else if self.held > self.limits.document_bytes {
            let reason = format!("The document is longer than {} bytes.", self.limits.document_bytes);
            self.give_up(&reason);
        } else if self.scan.is_whole() {
            self.join_lines();
        }
    }

    /// A line by itself.
    fn whole(&mut self, line: u64, text: &[u8], scan: Scan) {
        if scan.deepest() > self.limits.depth {
            return self.refuse(Some(line), &too_deep(self.limits.depth));
        }
        match parse(text) {
            Ok(value) => self.take(line, value),
            Err(reason) => self.refuse(Some(line), reason),
        }
    }

    /// A document over several lines that is whole now.
    fn join_lines(&mut self) {
        let Some(line) = self.pending.first().map(|(line, _)| *line) else { return };
        if self.scan.deepest() > self.limits.depth {
            return self.give_up(&too_deep(self.limits.depth));
        }
        let text = self.pending.iter().map(|(_, text)| text.as_slice()).collect::<Vec<_>>().join(&b'\n');
        match parse(&text) {
            Ok(value) => {
                self.pending.clear();
                self.held = 0;
                self.take(line, value);
            }
            Err(reason) => self.give_up(reason),
        }
    }

    /// What was put together so far is no document. If its lines make sense alone, one broken line
    /// had swallowed them; else it is refused as one.
    fn give_up(&mut self, reason: &str) {
        let pending = std::mem::take(&mut self.pending);
        self.held = 0;
        let Some((first, _)) = pending.first() else { return };
        let alone = |(_, text): &(u64, Vec<u8>)| {
            text.starts_with(b"{") && Scan::of(text).is_whole() && parse(text).is_ok()
        };
        if !pending.iter().skip(1).any(alone) {
            self.lost = true;
            return self.refuse(Some(*first), reason);
        }
        for (line, text) in &pending {
            self.whole(*line, text, Scan::of(text));
        }
    }

    fn take(&mut self, line: u64, value: Value) {
        let mut value = (self.change)(value);
        document::forget_denied(&mut value);
        let Some(top) = Fields::of(&value) else { return self.document(line, &value) };
        if top.has("__parentId") {
            self.queue.extend(self.bulk.child(&value, line, &self.limits));
            return;
        }
        let id = top.id().filter(|_| top.is_graphql() && top.kind() == Some("Order"));
        if let Some(id) = id {
            let bare = shape_of(top, "") == Shape::Reference;
            if self.limits.grouped {
                self.queue.extend(self.bulk.flush());
            }
            let stamp = Stamp::of(top, Detail::Graphql, self.limits.told_at);
            self.bulk.root(id, line, stamp.at, bare);
            if bare {
                return;
            }
        }
        self.document(line, &value);
    }

    fn document(&mut self, line: u64, value: &Value) {
        self.queue.extend(document::read(value, Some(line), &self.limits));
    }

    fn refuse(&mut self, line: Option<u64>, reason: &str) {
        self.queue.push_back(Piece::Refused { line, reason: reason.to_owned() });
    }
}

impl<R: BufRead, F: FnMut(Value) -> Value> Iterator for Pieces<R, F> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        loop {
            if let Some(piece) = self.queue.pop_front() {
                return Some(piece);
            }
            if self.ended {
                return self.bulk.next_joined();
            }
            self.step();
        }
    }
}

fn parse(text: &[u8]) -> Result<Value, &'static str> {
    let text = std::str::from_utf8(text).map_err(|_| NOT_TEXT)?;
    serde_json::from_str(text).map_err(|_| NOT_JSON)
}
