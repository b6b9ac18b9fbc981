//! A message's HTML for a snapshot in every language: all it says and links to, an element to a line, with what the
//! design repeats (styles, tables, conditional comments) as a short hash: a change of it shows without being told again.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// What is masked: from here to there, both ends kept.
const MASKED: &[(&str, &str)] = &[(" style=\"", "\""), ("<style", "</style>"), ("<!--", "-->")];
/// Elements that only place others.
const LAYOUT: &[&str] = &["table", "tbody", "tr", "td", "div", "style", "!--"];

/// The document with masks.
pub fn masked_html(html: &str) -> String {
    let mut masked = String::new();
    let mut rest = html;
    while let Some((at, begin, end)) = next(rest) {
        let inside = &rest[at + begin.len()..];
        let length = inside.find(end).unwrap_or(inside.len());
        masked.push_str(&rest[..at + begin.len()]);
        masked.push_str(&hash(&inside[..length]));
        rest = &inside[length..];
    }
    masked.push_str(rest);
    let lines = masked.replace("><", ">\n<");
    let (mut told, mut layout) = (String::new(), String::new());
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if is_layout(line) {
            layout.push_str(line);
            continue;
        }
        if !layout.is_empty() {
            writeln!(told, "[{}]", hash(&std::mem::take(&mut layout))).unwrap();
        }
        writeln!(told, "{line}").unwrap();
    }
    writeln!(told, "[{}]", hash(&layout)).unwrap();
    told
}

fn hash(text: &str) -> String {
    let hash = Sha256::digest(text);
    format!("#{:02x}{:02x}", hash[0], hash[1])
}

fn next(rest: &str) -> Option<(usize, &'static str, &'static str)> {
    let found = MASKED.iter().filter_map(|(begin, end)| rest.find(begin).map(|at| (at, *begin, *end)));
    found.min_by_key(|(at, ..)| *at)
}

/// A tag of layout alone, which says nothing and is in no language.
fn is_layout(line: &str) -> bool {
    let name = line.trim_start_matches(['<', '/']);
    let is_alone = line.starts_with('<') && line.ends_with('>') && line.matches('>').count() <= 2;
    let says = |line: &str| ["lang=", "aria-label=", "dir="].iter().any(|word| line.contains(word));
    let text = line.split_once('>').map_or("", |(_, after)| after);
    let is_silent = text.is_empty() || text.starts_with("</") || line.starts_with("<style");
    is_alone && is_silent && !says(line) && LAYOUT.iter().any(|element| name.starts_with(element))
}

#[test]
fn a_mask_hides_the_design_and_nothing_that_is_said() {
    let page = |style: &str, words: &str| {
        masked_html(&format!(
            "<style>p {{ {style} }}</style><table><tr><td style=\"{style}\">{words}</td></tr></table>\
             <p style=\"{style}\" lang=\"da\">{words}</p><!-- {style} -->"
        ))
    };
    let (told, other) = (page("margin:0", "Hej"), page("margin:1px", "Hej"));
    assert_eq!(told.matches("Hej").count(), 2, "{told}");
    assert!(
        told.contains("lang=\"da\">Hej</p>\n") && !told.contains("margin") && !told.contains("<table"),
        "{told}"
    );
    assert_ne!(told, other);
    assert_ne!(told, page("margin:0", "Goddag"));
}
