//! What differs between two templates, text by text and line by line. Start with [`different_parts`].

use similar::{ChangeTag, TextDiff};

use crate::mail::template::{Part, Template};
use crate::wire::admin::templates::{DifferentLine, DifferentPart, LineKind};

/// Lines shown around a change.
const AROUND: usize = 3;

/// The texts that differ, with the lines that go and come when `after` takes the place of `before`.
pub(super) fn different_parts(before: &Template, after: &Template) -> Vec<DifferentPart> {
    let (old, new) = (before.parts(), after.parts());
    let text = |parts: &[(Part, &str)], part: Part| {
        parts.iter().find(|(known, _)| *known == part).map_or_else(String::new, |(_, text)| with_end(text))
    };
    let mut all: Vec<Part> = old.iter().chain(&new).map(|(part, _)| *part).collect();
    all.sort_unstable();
    all.dedup();
    let part = |part: Part| {
        let (before, after) = (text(&old, part), text(&new, part));
        (before != after).then(|| DifferentPart { name: capital(part.name()), lines: lines(&before, &after) })
    };
    all.into_iter().filter_map(part).collect()
}

/// A last line without its end would count as another one.
fn with_end(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn lines(before: &str, after: &str) -> Vec<DifferentLine> {
    let diff = TextDiff::from_lines(before, after);
    let last = diff.old_slices().len();
    let (mut lines, mut seen) = (Vec::new(), 0);
    for group in diff.grouped_ops(AROUND) {
        if group.first().is_some_and(|op| op.old_range().start > seen) {
            lines.push(DifferentLine { kind: LineKind::Left, text: String::new() });
        }
        for op in &group {
            seen = op.old_range().end;
            for change in diff.iter_changes(op) {
                let kind = match change.tag() {
                    ChangeTag::Equal => LineKind::Stays,
                    ChangeTag::Delete => LineKind::Goes,
                    ChangeTag::Insert => LineKind::Comes,
                };
                lines.push(DifferentLine { kind, text: change.value().trim_end_matches('\n').to_owned() });
            }
        }
    }
    if seen < last {
        lines.push(DifferentLine { kind: LineKind::Left, text: String::new() });
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::template::{Blocks, Body};

    fn with(subject: &str, text: &str) -> Template {
        let blocks = Blocks { text: text.into(), ..Blocks::default() };
        Template { subject: subject.into(), body: Body::Blocks(blocks) }
    }

    fn shown(part: &DifferentPart) -> String {
        let sign = |kind| match kind {
            LineKind::Stays => ' ',
            LineKind::Goes => '-',
            LineKind::Comes => '+',
            LineKind::Left => '~',
        };
        let line = |line: &DifferentLine| format!("{}{}", sign(line.kind), line.text);
        part.lines.iter().map(line).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn lines_that_go_and_come_stand_among_their_neighbors() {
        let before = with("S", "1\n2\n3\n4\n5\n6\n7\n8\n9");
        let after = with("S", "1\n2\n3\n4\n5\nsix\n7\n8\n9\n10");
        let parts = different_parts(&before, &after);
        assert_eq!(parts.len(), 1, "the subject is the same");
        assert_eq!(parts[0].name, "Text");
        assert_eq!(shown(&parts[0]), "~| 3| 4| 5|-6|+six| 7| 8| 9|+10");
        assert!(different_parts(&before, &before).is_empty());
    }

    #[test]
    fn a_source_in_place_of_texts_is_told_text_by_text() {
        let source =
            Template { subject: "S".into(), body: Body::Source { html: "<p>".into(), text: String::new() } };
        let names: Vec<String> =
            different_parts(&with("S", "a"), &source).into_iter().map(|part| part.name).collect();
        assert_eq!(names, ["Text", "Source"]);
    }
}
