//! The small part of Markdown that merchants may use in texts for shoppers: paragraphs, emphasis, lists,
//! links. The result is a tree ([`Block`]), never HTML; what is not known stays the text it is, so a text
//! that was written without Markdown in mind reads as it did.
//!
//! Start with [`blocks`]; mails use [`plain_text`].

use std::mem;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::wire::rich_text::{Block, Inline};

/// Where links may lead. Anything else (`javascript:`, `data:`, paths) is text.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// What `text` says, as a tree. Empty for an empty text. Never fails.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for event in Parser::new_ext(text, Options::empty()) {
        reader.take(event);
    }
    reader.end_line();
    reader.end_list();
    reader.blocks
}

/// `text` without its marks, for mails: links are followed by their address, list lines begin with a dash
/// or their number.
#[must_use]
pub fn plain_text(text: &str) -> String {
    let line = |pieces: &[Inline]| pieces.iter().map(plain_piece).collect::<String>();
    let block = |block: &Block| match block {
        Block::Paragraph(pieces) => line(pieces),
        Block::List { start, items } => {
            let mark = |index: u64| start.map_or("-".to_owned(), |first| format!("{}.", first + index));
            let lines = items.iter().zip(0..).map(|(item, index)| format!("{} {}", mark(index), line(item)));
            lines.collect::<Vec<_>>().join("\n")
        }
    };
    blocks(text).iter().map(block).collect::<Vec<_>>().join("\n\n")
}

fn plain_piece(piece: &Inline) -> String {
    match piece {
        Inline::Text(text) | Inline::Emphasis(text) | Inline::Strong(text) => text.clone(),
        Inline::Break => "\n".to_owned(),
        Inline::Link { href, text } if text == href => href.clone(),
        Inline::Link { href, text } => format!("{text} ({})", href.trim_start_matches("mailto:")),
    }
}

/// Reads events into blocks. Nested forms flatten: the outermost list and the innermost mark count.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    line: Vec<Inline>,
    list: Option<(Option<u64>, Vec<Vec<Inline>>)>,
    depth: usize,
    strong: usize,
    emphasis: usize,
    link: Option<String>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.add(&text);
            }
            Event::SoftBreak => self.add(" "),
            Event::HardBreak => self.line.push(Inline::Break),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::List(start) => {
                self.end_line();
                if self.depth == 0 {
                    self.list = Some((*start, Vec::new()));
                }
                self.depth += 1;
            }
            Tag::Item | Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.end_line();
            }
            Tag::Heading { .. } => {
                self.end_line();
                self.strong += 1;
            }
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link { dest_url, .. } => {
                let lower = dest_url.trim().to_ascii_lowercase();
                let safe = SCHEMES.iter().any(|scheme| lower.starts_with(scheme))
                    && !dest_url.chars().any(char::is_control);
                self.link = safe.then(|| dest_url.trim().to_owned());
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.end_line();
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.end_list();
                }
            }
            TagEnd::Item | TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock => self.end_line(),
            TagEnd::Heading(_) => {
                self.strong = self.strong.saturating_sub(1);
                self.end_line();
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link => self.link = None,
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        let piece = match (&self.link, self.strong, self.emphasis) {
            (Some(href), ..) => Inline::Link { href: href.clone(), text: text.to_owned() },
            (None, 1.., _) => Inline::Strong(text.to_owned()),
            (None, 0, 1..) => Inline::Emphasis(text.to_owned()),
            (None, 0, 0) => Inline::Text(text.to_owned()),
        };
        match (self.line.last_mut(), piece) {
            (Some(Inline::Text(before)), Inline::Text(more))
            | (Some(Inline::Emphasis(before)), Inline::Emphasis(more))
            | (Some(Inline::Strong(before)), Inline::Strong(more)) => before.push_str(&more),
            (Some(Inline::Link { href: one, text: before }), Inline::Link { href, text }) if *one == href => {
                before.push_str(&text);
            }
            (_, piece) => self.line.push(piece),
        }
    }

    /// Ends a paragraph, or a line of the list that is open.
    fn end_line(&mut self) {
        let mut line = mem::take(&mut self.line);
        if let Some(Inline::Text(last)) = line.last_mut() {
            last.truncate(last.trim_end().len());
        }
        if line.iter().all(|piece| matches!(piece, Inline::Break) || *piece == Inline::Text(String::new())) {
            return;
        }
        match &mut self.list {
            Some((_, items)) => items.push(line),
            None => self.blocks.push(Block::Paragraph(line)),
        }
    }

    /// Ends the list. A single numbered line was no list: "1. January" is a date.
    fn end_list(&mut self) {
        let Some((start, mut items)) = self.list.take() else { return };
        match (start, items.len()) {
            (_, 0) => {}
            (Some(number), 1) => {
                let mut line = items.remove(0);
                line.insert(0, Inline::Text(format!("{number}. ")));
                if let [Inline::Text(number), Inline::Text(text)] = &line[..] {
                    line = vec![Inline::Text(format!("{number}{text}"))];
                }
                self.blocks.push(Block::Paragraph(line));
            }
            _ => self.blocks.push(Block::List { start, items }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::rich_text::plain;

    #[test]
    fn a_text_without_marks_stays_as_it_was() {
        for text in [
            "We have sent you a drawing. We start as soon as you say yes.",
            "#1042 is next; 3 * 4 = 12, a_b_c, 5 < 6 & <b>not bold</b>",
            "1. January we are closed.",
            "Écrit à la main – « oui » … 木",
        ] {
            assert_eq!(plain(&blocks(text)).as_deref(), Some(text));
        }
        assert_eq!(plain(&blocks("one\ntwo")).as_deref(), Some("one two"));
        assert_eq!(blocks(" \n "), []);
    }

    #[test]
    fn paragraphs_emphasis_lists_and_links_are_read() {
        let read =
            blocks("Your *oak* is **drying**.\n\n- [ask us](https://shop.example/ask)\n- two\n\n3. c\n4. d");
        let text = |text: &str| Inline::Text(text.into());
        let link = Inline::Link { href: "https://shop.example/ask".into(), text: "ask us".into() };
        let first = vec![
            text("Your "),
            Inline::Emphasis("oak".into()),
            text(" is "),
            Inline::Strong("drying".into()),
            text("."),
        ];
        let expected = [
            Block::Paragraph(first),
            Block::List { start: None, items: vec![vec![link], vec![text("two")]] },
            Block::List { start: Some(3), items: vec![vec![text("c")], vec![text("d")]] },
        ];
        assert_eq!(read, expected);
        assert_eq!(
            plain_text("Hi *you*\n\n- [ask](https://a.example)\n- two"),
            "Hi you\n\n- ask (https://a.example)\n- two"
        );
    }

    #[test]
    fn links_lead_nowhere_but_to_pages_mail_and_telephones() {
        for bad in
            ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "/admin", "//x.example", "vbscript:x"]
        {
            let read = blocks(&format!("[x]({bad})"));
            assert!(!format!("{read:?}").contains("Link"), "{bad}: {read:?}");
        }
        for good in ["https://a.example", "HTTP://a.example", "mailto:a@example.com", "tel:+4512345678"] {
            assert!(format!("{:?}", blocks(&format!("[x]({good})"))).contains("Link"), "{good}");
        }
    }
}
