//! The gate: looks through a template in one pass before anything parses it. The parser calls itself for
//! every tag inside a tag, and a full stack cannot be caught; so depth is counted here first. Knows tags by
//! name only. Start with [`admit`].

use super::error::{Part, Place, RenderError};
use super::scan::{Fault, Kind, Piece, pieces};
use super::{LOOP_TURNS, TAG_DEPTH, TEXT_LIMIT};

/// Tags with an end of their own.
const BLOCKS: &[&str] = &["if", "unless", "case", "for", "capture", "comment", "raw", "ifchanged"];
/// Tags that stand alone or divide a block.
const SINGLE: &[&str] =
    &["assign", "break", "continue", "cycle", "increment", "decrement", "else", "elsif", "when"];
/// How deep brackets may stand in each other.
const BRACKET_DEPTH: usize = 8;
/// Most digits of a number: the parser fails at more than an integer holds.
const DIGITS: usize = 15;

/// Whether there is a tag of this name; `end…` counts for the blocks.
pub(super) fn is_tag(name: &str) -> bool {
    SINGLE.contains(&name) || BLOCKS.contains(&name.strip_prefix("end").unwrap_or(name))
}

/// Lets a text through to the parser, or says why not.
///
/// # Errors
/// When it is too long, too deep, has tags that messages cannot have, or its tags do not close.
pub fn admit(part: Part, source: &str) -> Result<(), RenderError> {
    if source.len() > TEXT_LIMIT {
        return Err(RenderError::TooLong { part, limit: TEXT_LIMIT });
    }
    let found = pieces(source).map_err(|fault| match fault {
        Fault::Unclosed(at) => syntax(part, source, at, "A tag begins here and is not closed"),
        Fault::Quote(at) => syntax(part, source, at, "The quote that begins here is not closed in its tag"),
        Fault::Raw(at) => syntax(part, source, at, "`{% raw %}` is not closed: `{% endraw %}` is missing"),
    })?;
    let mut open: Vec<Piece<'_>> = Vec::new();
    for piece in &found {
        let in_comment = open.last().is_some_and(|last| last.tag() == "comment");
        if !in_comment || matches!(piece.tag(), "comment" | "endcomment") {
            look_at(part, source, piece, &mut open)?;
        }
    }
    match open.pop() {
        None => Ok(()),
        Some(piece) => {
            let name = piece.tag();
            let words = format!("`{{% {name} %}}` is not closed: `{{% end{name} %}}` is missing");
            Err(syntax(part, source, piece.at, &words))
        }
    }
}

fn syntax(part: Part, source: &str, at: usize, words: &str) -> RenderError {
    RenderError::Syntax { place: Place::of(part, source, at), words: words.to_owned() }
}

/// Looks at one piece; `open` are the blocks around it.
fn look_at<'a>(
    part: Part,
    source: &str,
    piece: &Piece<'a>,
    open: &mut Vec<Piece<'a>>,
) -> Result<(), RenderError> {
    let place = |at| Place::of(part, source, at);
    inside(piece).map_err(|fault| match fault {
        Inside::Deep(at) => RenderError::TooDeep { place: place(at) },
        Inside::Number(at) => syntax(part, source, at, "This number is too long"),
    })?;
    if piece.kind == Kind::Output {
        return Ok(());
    }
    let name = piece.tag();
    if !is_tag(name) {
        return Err(RenderError::ForbiddenTag { place: place(piece.at), tag: shown(name, piece) });
    }
    if name == "for" && range_is_long(piece.inner) {
        return Err(RenderError::RangeTooLong { place: place(piece.at), limit: LOOP_TURNS });
    }
    if let Some(ended) = name.strip_prefix("end") {
        return match open.pop() {
            Some(last) if last.tag() == ended => Ok(()),
            Some(last) => {
                let words = format!("`{{% {name} %}}` stands where `{{% end{} %}}` is expected", last.tag());
                Err(syntax(part, source, piece.at, &words))
            }
            None => Err(syntax(part, source, piece.at, &format!("`{{% {name} %}}` closes nothing"))),
        };
    }
    if BLOCKS.contains(&name) {
        open.push(*piece);
        if open.len() > TAG_DEPTH {
            return Err(RenderError::TooDeep { place: place(piece.at) });
        }
    }
    Ok(())
}

fn shown(name: &str, piece: &Piece<'_>) -> String {
    let name = if name.is_empty() { piece.inner } else { name };
    name.chars().take(30).collect()
}

enum Inside {
    Deep(usize),
    Number(usize),
}

/// Looks through what stands between the braces.
fn inside(piece: &Piece<'_>) -> Result<(), Inside> {
    let (mut depth, mut digits, mut quote) = (0_usize, 0_usize, None);
    for (offset, c) in piece.inner.char_indices() {
        let at = piece.inner_at + offset;
        match (quote, c) {
            (Some(mark), _) if mark == c => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            _ => {}
        }
        digits = if quote.is_none() && c.is_ascii_digit() { digits + 1 } else { 0 };
        if depth > BRACKET_DEPTH {
            return Err(Inside::Deep(at));
        }
        if digits > DIGITS {
            return Err(Inside::Number(at + 1 - digits));
        }
    }
    Ok(())
}

/// Whether a loop names a range of numbers that is longer than a loop may turn.
fn range_is_long(inner: &str) -> bool {
    let Some((from, to)) = inner.split_once("..") else { return false };
    let digits = |c: &char| c.is_ascii_digit() || *c == '-';
    let from: String = from.chars().rev().take_while(digits).collect::<Vec<_>>().into_iter().rev().collect();
    let to: String = to.trim_start().chars().take_while(digits).collect();
    match (from.parse::<i64>(), to.parse::<i64>()) {
        (Ok(from), Ok(to)) => to.saturating_sub(from) >= i64::from(LOOP_TURNS),
        // One end is a variable: the loop itself counts.
        (_, Ok(to)) => to > i64::from(LOOP_TURNS),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> String {
        admit(Part::Html, source).map_or_else(|error| error.to_string(), |()| "admitted".into())
    }

    #[test]
    fn what_is_well_is_let_through() {
        for source in [
            "",
            "plain { text } 50%",
            "{% if a %}{% for x in (1..5) %}{{ x }}{% endfor %}{% elsif b %}{% else %}{% endif %}",
            "{%- comment -%}{% if %} anything {% include 'x' %}{%- endcomment -%}",
            "{% raw %}{% endif %}{% endraw %}",
            "{% assign x = \"}\" %}{{ a[b[c]] }}",
        ] {
            assert_eq!(told(source), "admitted", "{source}");
        }
    }

    #[test]
    fn what_is_not_is_told_with_its_place() {
        let nested = "{% if a %}".repeat(60);
        // Ends inside quotes and `raw` close nothing.
        let hidden = "{% if a %}{% raw %}{% endif %}{% endraw %}".repeat(60);
        for (source, told_words) in [
            (
                "\n {% if a %}",
                "`{% if %}` is not closed: `{% endif %}` is missing (source, line 2, column 2)",
            ),
            (
                "{% if a %}{% endfor %}",
                "`{% endfor %}` stands where `{% endif %}` is expected (source, line 1, column 11)",
            ),
            ("å{% endif %}", "`{% endif %}` closes nothing (source, line 1, column 2)"),
            (
                "{% include 'x' %}",
                "`{% include %}` cannot be used in messages (source, line 1, column 1). Take it out.",
            ),
            (
                "{% render 'x' %}",
                "`{% render %}` cannot be used in messages (source, line 1, column 1). Take it out.",
            ),
            (
                "{% for i in (1..10000000) %}{% endfor %}",
                "A loop counts further than 1000 (source, line 1, column 1). Let it end sooner.",
            ),
            (
                "{% for i in (a..10000000) limit:1 %}{% endfor %}",
                "A loop counts further than 1000 (source, line 1, column 1). Let it end sooner.",
            ),
            (
                nested.as_str(),
                "Too many tags stand in each other (source, line 1, column 501). Close some of them earlier.",
            ),
            (
                hidden.as_str(),
                "Too many tags stand in each other (source, line 1, column 2069). Close some of them earlier.",
            ),
            (
                "{{ a[[[[[[[[[[1]]]]]]]]]] }}",
                "Too many tags stand in each other (source, line 1, column 13). Close some of them earlier.",
            ),
            ("{{ 99999999999999999999 }}", "This number is too long (source, line 1, column 4)"),
            ("{{ a }} {{ b", "A tag begins here and is not closed (source, line 1, column 9)"),
        ] {
            assert_eq!(told(source), told_words, "{}", &source[..source.len().min(60)]);
        }
        assert!(told(&"x".repeat(TEXT_LIMIT + 1)).contains("longer than 65536 bytes"));
    }
}
