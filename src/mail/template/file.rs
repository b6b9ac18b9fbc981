//! A template as a file, for the command line: lines like `Subject: …`, an empty line, then the text. With
//! `Headline:` or `Button:` it is a text in the built-in design, else a whole source; a file that does not
//! begin with such lines is a source without a subject. Start with [`read_file`].

use super::error::{Part, Place};
use super::{Blocks, Body, Template};

/// A template read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFile {
    /// The template.
    pub template: Template,
    /// Where each text begins in the file.
    begins: Vec<Place>,
}

impl TemplateFile {
    /// Line and column in the file of a place in a text of the template.
    #[must_use]
    pub fn line_and_column(&self, place: Place) -> (u32, u32) {
        let begin = self.begins.iter().find(|begin| begin.part == place.part);
        let Some(begin) = begin else { return (1, 1) };
        match place.line {
            1 => (begin.line, begin.column + place.column - 1),
            line => (begin.line + line - 1, place.column),
        }
    }
}

const HEADS: &[(&str, Part)] = &[
    ("Subject", Part::Subject),
    ("Preheader", Part::Preheader),
    ("Headline", Part::Headline),
    ("Button", Part::Button),
    ("Closing", Part::Closing),
];

/// Reads a template from a file's text.
#[must_use]
pub fn read_file(text: &str) -> TemplateFile {
    let text = text.replace("\r\n", "\n");
    let mut heads: Vec<(Part, String)> = Vec::new();
    let mut begins = Vec::new();
    let mut line_number = 1_u32;
    let mut rest = text.as_str();
    while let Some((line, after)) = rest.split_once('\n').or_else(|| (!rest.is_empty()).then_some((rest, "")))
    {
        let head = line.split_once(':').and_then(|(name, value)| {
            let part = HEADS.iter().find(|(head, _)| head.eq_ignore_ascii_case(name))?.1;
            Some((part, value))
        });
        let Some((part, value)) = head else { break };
        let blanks = value.len() - value.trim_start().len();
        let column = line.chars().count() - value.chars().count() + blanks + 1;
        begins.push(Place { part, line: line_number, column: u32::try_from(column).unwrap_or(u32::MAX) });
        // A line break inside a single line is written as `\n`.
        heads.push((part, value.trim().replace("\\n", "\n")));
        rest = after;
        line_number += 1;
    }
    if let Some(after) = rest.strip_prefix('\n').filter(|_| !heads.is_empty()) {
        rest = after;
        line_number += 1;
    }
    let head = |part| {
        heads.iter().find(|(known, _)| *known == part).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let designed = heads.iter().any(|(part, _)| *part != Part::Subject && *part != Part::Preheader);
    let part = if designed { Part::Text } else { Part::Html };
    begins.push(Place { part, line: line_number, column: 1 });
    let body = if designed {
        Body::Blocks(Blocks {
            preheader: head(Part::Preheader),
            headline: head(Part::Headline),
            text: rest.trim_end().to_owned(),
            button: head(Part::Button),
            closing: head(Part::Closing),
        })
    } else {
        Body::Source { html: rest.to_owned(), text: String::new() }
    };
    if !heads.iter().any(|(part, _)| *part == Part::Subject) {
        begins.push(Place { part: Part::Subject, line: 1, column: 1 });
    }
    TemplateFile { template: Template { subject: head(Part::Subject), body }, begins }
}

/// A template as a file's text; [`read_file`] reads it again.
#[must_use]
pub fn write_file(template: &Template) -> String {
    let line = |name: &str, value: &str| match value {
        "" => String::new(),
        value => format!("{name}: {}\n", value.replace('\n', "\\n")),
    };
    match &template.body {
        Body::Source { html, .. } => format!("{}\n{html}", line("Subject", &template.subject)),
        Body::Blocks(blocks) => [
            line("Subject", &template.subject),
            line("Preheader", &blocks.preheader),
            line("Headline", &blocks.headline),
            line("Button", &blocks.button),
            line("Closing", &blocks.closing),
            format!("\n{}\n", blocks.text),
        ]
        .concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again_and_places_are_those_of_the_file() {
        let template = Template {
            subject: "S {{ x }}".into(),
            body: Body::Blocks(Blocks {
                headline: "H".into(),
                text: "One\n\ntwo".into(),
                closing: "Bye\nus".into(),
                ..Blocks::default()
            }),
        };
        let read = read_file(&write_file(&template));
        assert_eq!(read.template, template);
        assert_eq!(read.line_and_column(Place { part: Part::Subject, line: 1, column: 3 }), (1, 12));
        assert_eq!(read.line_and_column(Place { part: Part::Text, line: 3, column: 2 }), (7, 2));
        let source = read_file("<p>\n{{ a }}");
        assert_eq!(source.line_and_column(Place { part: Part::Html, line: 2, column: 4 }), (2, 4));
        assert_eq!(source.template.body, Body::Source { html: "<p>\n{{ a }}".into(), text: String::new() });
    }
}
