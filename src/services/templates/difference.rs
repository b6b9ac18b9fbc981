//! What differs between two templates, text by text and line by line. Start with [`different_parts`].

use std::time::Duration;

use similar::{ChangeTag, TextDiff};

use crate::mail::template::{Part, Template};
use crate::wire::admin::templates::{DifferentLine, DifferentPart, LineKind};

/// Lines shown around a change.
const AROUND: usize = 3;
/// Lines shown of a text: nobody reads more, and each is an element of the page.
const MOST_LINES: usize = 1_000;
/// How long the least difference of a text is looked for. After that, what differs is told in larger pieces.
const PATIENCE: Duration = Duration::from_millis(200);

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
        (before != after).then(|| {
            let mut lines = lines(&before, &after);
            let left_out = lines.len().saturating_sub(MOST_LINES);
            lines.truncate(MOST_LINES);
            DifferentPart { name: capital(part.name()), lines, left_out }
        })
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
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(before, after);
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
    use std::time::Instant;

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
    fn long_texts_with_nothing_in_common_are_told_soon_and_not_whole() {
        let text =
            |word: &str| (0..30_000).map(|line| format!("{}{word}\n", line % 9_973)).collect::<String>();
        let begin = Instant::now();
        let parts = different_parts(&with("S", &text("a")), &with("S", &text("b")));
        assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
        assert_eq!((parts[0].lines.len(), parts[0].left_out), (1_000, 59_000));
        let few = different_parts(&with("S", "1"), &with("S", "2"));
        assert_eq!((few[0].lines.len(), few[0].left_out), (2, 0));
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
