//! Which variables and filters a tag or output names, and where. Start with [`variables`].

use super::scan::{Kind, Piece, names};

/// Words with a meaning of their own.
const WORDS: &[&str] = &[
    "and", "or", "contains", "in", "reversed", "true", "false", "nil", "null", "blank", "empty", "limit",
    "offset",
];

/// The filters that a piece uses, each with the byte of the source where its name begins.
pub(super) fn filters<'a>(piece: &Piece<'a>) -> Vec<(usize, &'a str)> {
    let mut quote = None;
    let mut found = Vec::new();
    for (at, c) in piece.inner.char_indices() {
        match quote {
            Some(mark) if mark == c => quote = None,
            Some(_) => {}
            None if c == '\'' || c == '"' => quote = Some(c),
            None if c == '|' => {
                let rest = &piece.inner[at + 1..];
                let blanks = rest.len() - rest.trim_start().len();
                let name = rest.trim_start();
                let end = name.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(name.len());
                if end > 0 {
                    found.push((piece.inner_at + at + 1 + blanks, &name[..end]));
                }
            }
            None => {}
        }
    }
    found
}

/// The variables that a piece reads, each with the byte of the source where it begins. Names that a tag
/// makes (`assign`, `capture`, `for`) come from [`made`].
pub(super) fn variables<'a>(piece: &Piece<'a>) -> Vec<(usize, &'a str)> {
    let skip = match (piece.kind, piece.tag()) {
        (Kind::Output, _) => 0,
        (_, "if" | "elsif" | "unless" | "case" | "when" | "cycle") => piece.tag().len(),
        (_, "assign") => piece.inner.find('=').map_or(piece.inner.len(), |at| at + 1),
        (_, "for") => piece.inner.find(" in ").map_or(piece.inner.len(), |at| at + 4),
        _ => piece.inner.len(),
    };
    let inner = &piece.inner[skip..];
    // In the order they stand there, so that each name is looked up in few steps.
    let filters: Vec<usize> = filters(piece).into_iter().map(|(at, _)| at).collect();
    let mut found = Vec::new();
    for (at, whole) in names(inner) {
        let keyword = inner[at + whole.len()..].trim_start().starts_with(':');
        // `(a..b)` is two names.
        let mut here = piece.inner_at + skip + at;
        for name in whole.split("..") {
            let starts = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
            if starts && filters.binary_search(&here).is_err() && !keyword && !WORDS.contains(&name) {
                found.push((here, name));
            }
            here += name.len() + 2;
        }
    }
    found
}

/// The names that a tag makes.
pub(super) fn made<'a>(piece: &Piece<'a>) -> Option<&'a str> {
    let rest = piece.inner.get(piece.tag().len()..)?.trim_start();
    let name = |rest: &'a str| {
        let rest = rest.trim_start_matches(['\'', '"']);
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).unwrap_or(rest.len());
        rest.get(..end).filter(|name| !name.is_empty())
    };
    match (piece.kind, piece.tag()) {
        (Kind::Tag, "assign" | "capture" | "for" | "increment" | "decrement") => name(rest),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::mail::template::scan::pieces;

    fn read(source: &str) -> (Vec<&str>, Vec<&str>, Vec<&str>) {
        let pieces = pieces(source).unwrap();
        (
            pieces.iter().flat_map(variables).map(|(_, name)| name).collect(),
            pieces.iter().flat_map(filters).map(|(_, name)| name).collect(),
            pieces.iter().filter_map(made).collect(),
        )
    }

    #[test]
    fn variables_filters_and_made_names_are_told_apart() {
        assert_eq!(
            read("{{ a.b | plus: c | date: format: 'x | y', when: d }}"),
            (vec!["a.b", "c", "d"], vec!["plus", "date"], vec![])
        );
        assert_eq!(read("{% for i in (1..n) limit: m reversed %}"), (vec!["n", "m"], vec![], vec!["i"]));
        assert_eq!(read("{% assign x = y | times: 2 %}"), (vec!["y"], vec!["times"], vec!["x"]));
        assert_eq!(
            read("{% if a == 'x' and b[c].d contains blank or e > 2 %}{% capture z %}{% when 'q' %}"),
            (vec!["a", "b[c].d", "e"], vec![], vec!["z"])
        );
    }

    #[test]
    fn many_filters_cost_no_more_than_they_are_long() {
        let source = format!("{{{{ a{} }}}}", "|b".repeat(300_000));
        let begin = Instant::now();
        let (variables, filters, _) = read(&source);
        assert_eq!((variables, filters.len()), (vec!["a"], 300_000));
        // With every name compared with every filter, this took minutes.
        assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
    }
}
