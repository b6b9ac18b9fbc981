//! Finds the tags and outputs of a Liquid text in one pass, without understanding them. Used before any
//! parsing and by lint. Start with [`pieces`].

/// What stands between braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `{{ … }}`.
    Output,
    /// `{% … %}`.
    Tag,
}

/// One tag or output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece<'a> {
    /// What it is.
    pub(crate) kind: Kind,
    /// Where it begins: the byte of its first brace.
    pub(crate) at: usize,
    /// What stands inside, without dashes and surrounding blanks.
    pub(crate) inner: &'a str,
    /// Where that begins.
    pub(crate) inner_at: usize,
    /// Where the piece ends.
    pub(crate) end: usize,
}

impl<'a> Piece<'a> {
    /// The name of a tag; empty for an output.
    pub(crate) fn tag(&self) -> &'a str {
        match self.kind {
            Kind::Output => "",
            Kind::Tag => {
                let end = self.inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
                self.inner.get(..end.unwrap_or(self.inner.len())).unwrap_or("")
            }
        }
    }
}

/// Why the braces of a text make no sense, at a byte of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// `{{` or `{%` without its end.
    Unclosed(usize),
    /// A quoted text that is not closed, or holds braces.
    Quote(usize),
    /// `{% raw %}` without its end.
    Raw(usize),
}

/// All tags and outputs. What stands inside `raw` is text.
pub(crate) fn pieces(source: &str) -> Result<Vec<Piece<'_>>, Fault> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = next_open(source, at) {
        let piece = piece(source, open)?;
        at = piece.end;
        let raw = piece.tag() == "raw";
        found.push(piece);
        if raw {
            let end = end_of_raw(source, at).ok_or(Fault::Raw(open))?;
            at = end.end;
            found.push(end);
        }
    }
    Ok(found)
}

/// One look for both: a text may hold only the one, and the other would be looked for up to its end each time.
fn next_open(source: &str, from: usize) -> Option<usize> {
    let rest = source.get(from..)?;
    let opens = |at: &usize| matches!(rest.as_bytes().get(at + 1), Some(b'{' | b'%'));
    rest.match_indices('{').map(|(at, _)| at).find(opens).map(|at| from + at)
}

fn piece(source: &str, at: usize) -> Result<Piece<'_>, Fault> {
    let tag = source[at..].starts_with("{%");
    let close = if tag { "%}" } else { "}}" };
    let mut quote: Option<(char, usize)> = None;
    for (offset, c) in source[at + 2..].char_indices() {
        let here = at + 2 + offset;
        let braces = ["{{", "{%", "%}", "}}"].iter().any(|braces| source[here..].starts_with(braces));
        match quote {
            Some((mark, _)) if c == mark => quote = None,
            Some((_, begin)) if braces => return Err(Fault::Quote(begin)),
            Some(_) => {}
            None if c == '\'' || c == '"' => quote = Some((c, here)),
            None if source[here..].starts_with(close) => return Ok(made(source, tag, at, here)),
            None if source[here..].starts_with("{{") || source[here..].starts_with("{%") => {
                return Err(Fault::Unclosed(at));
            }
            None => {}
        }
    }
    Err(quote.map_or(Fault::Unclosed(at), |(_, begin)| Fault::Quote(begin)))
}

fn made(source: &str, tag: bool, at: usize, close: usize) -> Piece<'_> {
    let whole = &source[at + 2..close];
    let whole = whole.strip_suffix('-').unwrap_or(whole);
    let from = if whole.starts_with('-') { 1 } else { 0 };
    let blanks = whole[from..].len() - whole[from..].trim_start().len();
    let kind = if tag { Kind::Tag } else { Kind::Output };
    Piece { kind, at, inner: whole[from..].trim(), inner_at: at + 2 + from + blanks, end: close + 2 }
}

fn end_of_raw(source: &str, from: usize) -> Option<Piece<'_>> {
    let mut at = from;
    while let Some(open) = source.get(at..)?.find("{%").map(|open| at + open) {
        let found = piece(source, open).ok().filter(|piece| piece.tag() == "endraw");
        if found.is_some() {
            return found;
        }
        at = open + 2;
    }
    None
}

/// The words outside of quotes that could be names, with the byte where each begins; `.` and `-` belong to
/// a name.
pub(crate) fn names(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut quote = None;
    let mut begin: Option<usize> = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let part = c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '[' | ']');
        if quote.is_none() && part {
            begin.get_or_insert(at);
        } else if let Some(from) = begin.take() {
            found.push((from, &text[from..at]));
        }
        match quote {
            Some(mark) if mark == c => quote = None,
            None if c == '\'' || c == '"' => quote = Some(c),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn tags_and_outputs_are_found_with_their_places() {
        let source = "a{{- x -}}b{% if y == '}' %}{% raw %}{{ no }}{% endraw %}";
        let found: Vec<_> = pieces(source).unwrap().iter().map(|p| (p.at, p.inner, p.tag())).collect();
        assert_eq!(
            found,
            [(1, "x", ""), (11, "if y == '}'", "if"), (28, "raw", "raw"), (45, "endraw", "endraw")]
        );
        assert_eq!(pieces("{{ a").unwrap_err(), Fault::Unclosed(0));
        assert_eq!(pieces("{{ a {{ b }}").unwrap_err(), Fault::Unclosed(0));
        assert_eq!(pieces("{{ 'a }}").unwrap_err(), Fault::Quote(3));
        assert_eq!(pieces("{% if a == '%}' %}").unwrap_err(), Fault::Quote(11));
        assert_eq!(pieces("x{% raw %}").unwrap_err(), Fault::Raw(1));
        assert_eq!(names("a.b | x: 'c', d"), [(0, "a.b"), (6, "x"), (14, "d")]);
    }

    #[test]
    fn many_outputs_cost_no_more_than_they_are_long() {
        let begin = Instant::now();
        assert_eq!(pieces(&"{{a}} ".repeat(300_000)).map(|found| found.len()), Ok(300_000));
        assert_eq!(pieces(&"{%a%}".repeat(300_000)).map(|found| found.len()), Ok(300_000));
        // With a look to the end of the text for each, these took minutes.
        assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
    }
}
