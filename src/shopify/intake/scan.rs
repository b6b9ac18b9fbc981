//! Counts brackets without building anything: tells whether a text is a whole JSON value yet, and how
//! deep it goes, before the parser sees it.

/// What was seen of a text so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scan {
    depth: usize,
    deepest: usize,
    in_string: bool,
    escaped: bool,
    broken: bool,
}

impl Scan {
    /// What one line by itself shows.
    pub(super) fn of(line: &[u8]) -> Self {
        let mut scan = Self::default();
        scan.line(line);
        scan
    }

    /// Takes in a line. JSON allows no line break inside a string, so one that is still open at the
    /// end of the line is broken.
    pub(super) fn line(&mut self, bytes: &[u8]) {
        for byte in bytes {
            if self.in_string {
                match (self.escaped, byte) {
                    (true, _) => self.escaped = false,
                    (false, b'\\') => self.escaped = true,
                    (false, b'"') => self.in_string = false,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => {
                    self.depth += 1;
                    self.deepest = self.deepest.max(self.depth);
                }
                b'}' | b']' => match self.depth.checked_sub(1) {
                    Some(depth) => self.depth = depth,
                    None => self.broken = true,
                },
                _ => {}
            }
        }
        self.broken |= self.in_string;
    }

    /// Whether no continuation can make it valid.
    pub(super) const fn is_broken(self) -> bool {
        self.broken
    }

    /// Whether every bracket is closed again.
    pub(super) const fn is_whole(self) -> bool {
        self.depth == 0 && !self.broken
    }

    /// How many levels it goes down.
    pub(super) const fn deepest(self) -> usize {
        self.deepest
    }
}

#[cfg(test)]
mod tests {
    use super::Scan;

    #[test]
    fn brackets_in_strings_do_not_count() {
        assert!(Scan::of(br#"{"a":"}]\"{"}"#).is_whole());
        assert!(!Scan::of(br#"{"a":["#).is_whole());
        assert!(Scan::of(br#"{"a":"b"#).is_broken());
        assert!(Scan::of(b"}").is_broken());
        assert_eq!(Scan::of(b"[[[]],[]]").deepest(), 3);
    }
}
