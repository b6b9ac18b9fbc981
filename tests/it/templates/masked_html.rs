//! A message's HTML for a snapshot in every language: all it says and links to, in its elements, with what the design
//! repeats (styles, conditional comments) as a short hash, so that a change of it shows without being told again.

use sha2::{Digest as _, Sha256};

/// What is masked: from here to there, both ends kept.
const MASKED: &[(&str, &str)] = &[(" style=\"", "\""), ("<style", "</style>"), ("<!--", "-->")];

/// The document with masks, an element to a line.
pub fn masked_html(html: &str) -> String {
    let mut masked = String::new();
    let mut rest = html;
    while let Some((at, begin, end)) = next(rest) {
        let inside = &rest[at + begin.len()..];
        let length = inside.find(end).unwrap_or(inside.len());
        let hash = Sha256::digest(&inside[..length]);
        masked.push_str(&rest[..at + begin.len()]);
        masked.push_str(&format!("#{:02x}{:02x}", hash[0], hash[1]));
        rest = &inside[length..];
    }
    masked.push_str(rest);
    let lines = masked.replace(" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\"", "");
    let lines = lines.replace("><", ">\n<");
    lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn next(rest: &str) -> Option<(usize, &'static str, &'static str)> {
    let found = MASKED.iter().filter_map(|(begin, end)| rest.find(begin).map(|at| (at, *begin, *end)));
    found.min_by_key(|(at, ..)| *at)
}

#[test]
fn a_mask_hides_the_design_and_nothing_that_is_said() {
    let page = |style: &str, words: &str| {
        masked_html(&format!(
            "<style>p {{ {style} }}</style><p style=\"{style}\" lang=\"da\">{words}</p><!-- {style} -->"
        ))
    };
    assert!(
        page("margin:0", "Hej").ends_with("lang=\"da\">Hej</p>\n<!--#3bd0-->"),
        "{}",
        page("margin:0", "Hej")
    );
    assert!(!page("margin:0", "Hej").contains("margin"));
    assert_ne!(page("margin:0", "Hej"), page("margin:1px", "Hej"));
    assert_ne!(page("margin:0", "Hej"), page("margin:0", "Goddag"));
}
