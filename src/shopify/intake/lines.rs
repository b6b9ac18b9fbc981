//! Lines of a stream, each bounded in length, numbered from 1. Never holds more than one line.

use std::io::{self, BufRead};

/// One line without its end.
pub(super) enum Line {
    /// Its bytes.
    Text(Vec<u8>),
    /// It is longer than allowed; its bytes were passed over.
    TooLong,
}

/// Reads lines from a stream.
pub(super) struct Lines<R> {
    reader: R,
    limit: usize,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// Lines of `reader` of at most `limit` bytes.
    pub(super) const fn new(reader: R, limit: usize) -> Self {
        Self { reader, limit, number: 0 }
    }

    /// The next line with its number; `None` at the end.
    pub(super) fn next(&mut self) -> Option<io::Result<(u64, Line)>> {
        let mut text = Vec::new();
        let (mut seen, mut too_long) = (false, false);
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Some(Err(error)),
            };
            if chunk.is_empty() {
                break;
            }
            seen = true;
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let part = &chunk[..end.unwrap_or(chunk.len())];
            if text.len() + part.len() > self.limit {
                too_long = true;
                text = Vec::new();
            } else if !too_long {
                text.extend_from_slice(part);
            }
            let used = end.map_or(chunk.len(), |at| at + 1);
            self.reader.consume(used);
            if end.is_some() {
                break;
            }
        }
        if !seen {
            return None;
        }
        self.number += 1;
        if self.number == 1 && text.starts_with(b"\xef\xbb\xbf") {
            text.drain(..3);
        }
        if text.last() == Some(&b'\r') {
            text.pop();
        }
        Some(Ok((self.number, if too_long { Line::TooLong } else { Line::Text(text) })))
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, Lines};

    #[test]
    fn a_long_line_is_passed_over_and_the_next_one_is_read() {
        let input = std::io::BufReader::with_capacity(4, &b"ab\r\n0123456789abc\n\nlast"[..]);
        let mut lines = Lines::new(input, 10);
        let mut seen = Vec::new();
        while let Some(Ok((number, line))) = lines.next() {
            seen.push((
                number,
                match line {
                    Line::Text(text) => String::from_utf8(text).unwrap(),
                    Line::TooLong => "TOO LONG".to_owned(),
                },
            ));
        }
        let expected = [(1, "ab"), (2, "TOO LONG"), (3, ""), (4, "last")];
        assert_eq!(seen, expected.map(|(n, t)| (n, t.to_owned())));
    }
}
