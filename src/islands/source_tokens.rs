//! Cuts a source of HTML or MJML with Liquid into pieces to color. Knows just enough of both: whatever it is given,
//! the pieces together are the source. Start with [`tokens`].

/// What a piece is, by the class it is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// The name of an element, with its brackets.
    Element,
    /// The name of an attribute.
    Attribute,
    /// An attribute's value.
    Value,
    /// Liquid: braces and names.
    Liquid,
    /// What a Liquid tag or filter is called.
    Word,
    /// A quoted text in Liquid.
    Quoted,
    /// A comment.
    Note,
}

impl Kind {
    /// Its class in style/admin/templates.css.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "the browser half draws"))]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Element => "element",
            Self::Attribute => "attribute",
            Self::Value => "value",
            Self::Liquid => "liquid",
            Self::Word => "word",
            Self::Quoted => "quoted",
            Self::Note => "note",
        }
    }
}

/// The pieces of a source, in their order; neighbors are of different kinds.
pub fn tokens(source: &str) -> Vec<(Kind, &str)> {
    let mut reader = Reader { source, at: 0, found: Vec::new() };
    while reader.at < source.len() {
        reader.piece();
    }
    reader.found
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    found: Vec<(Kind, &'a str)>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    /// Takes the next bytes as a piece; joined with one of the same kind before it.
    fn take(&mut self, kind: Kind, length: usize) {
        if length == 0 {
            return;
        }
        let (from, to) = (self.at, self.at + length);
        self.at = to;
        match self.found.last_mut() {
            Some((last, text)) if *last == kind => *text = &self.source[from - text.len()..to],
            _ => self.found.push((kind, &self.source[from..to])),
        }
    }

    /// Takes what comes before the first of these characters.
    fn take_until(&mut self, kind: Kind, ends: &[char]) {
        let length = self.rest().find(ends).unwrap_or(self.rest().len());
        self.take(kind, length);
    }

    fn at_liquid(&self) -> bool {
        self.rest().starts_with("{{") || self.rest().starts_with("{%")
    }

    fn piece(&mut self) {
        let rest = self.rest();
        if self.at_liquid() {
            self.liquid();
        } else if rest.starts_with("<!--") {
            self.take(Kind::Note, rest.find("-->").map_or(rest.len(), |end| end + 3));
        } else if is_element(rest) {
            self.element();
        } else {
            let first = rest.chars().next().map_or(0, char::len_utf8);
            self.take(Kind::Text, first);
            self.take_until(Kind::Text, &['<', '{']);
        }
    }

    fn element(&mut self) {
        let rest = self.rest();
        let name = rest[1..].find(|c: char| !(c.is_alphanumeric() || matches!(c, '/' | '-' | '!' | ':')));
        self.take(Kind::Element, name.map_or(rest.len(), |end| end + 1));
        while let Some(next) = self.rest().chars().next() {
            match next {
                _ if self.at_liquid() => self.liquid(),
                '>' => return self.take(Kind::Element, 1),
                '/' => self.take(Kind::Element, 1),
                '"' | '\'' => self.value(next),
                '<' => return,
                '=' | '{' => self.take(Kind::Text, 1),
                c if c.is_whitespace() => self.take(Kind::Text, c.len_utf8()),
                _ => {
                    let rest = self.rest();
                    let ends = |c: char| c.is_whitespace() || "=>/<\"'{".contains(c);
                    self.take(Kind::Attribute, rest.find(ends).unwrap_or(rest.len()));
                }
            }
        }
    }

    /// A quoted value, with the Liquid inside.
    fn value(&mut self, mark: char) {
        self.take(Kind::Value, 1);
        while let Some(next) = self.rest().chars().next() {
            if self.at_liquid() {
                self.liquid();
            } else if next == mark {
                return self.take(Kind::Value, 1);
            } else {
                self.take(Kind::Value, next.len_utf8());
                self.take_until(Kind::Value, &[mark, '{']);
            }
        }
    }

    fn liquid(&mut self) {
        let rest = self.rest();
        let tag = rest.starts_with("{%");
        let end = if tag { "%}" } else { "}}" };
        self.take(Kind::Liquid, 2);
        // The first word of a tag, and the first behind each `|`, says what is done.
        let (mut named, mut comment) = (tag, false);
        while let Some(next) = self.rest().chars().next() {
            let rest = self.rest();
            if rest.starts_with(end) {
                self.take(Kind::Liquid, 2);
                if comment {
                    self.comment();
                }
                return;
            }
            match next {
                '"' | '\'' => {
                    let length = rest[1..].find(next).map_or(rest.len(), |end| end + 2);
                    self.take(Kind::Quoted, length);
                }
                '|' => {
                    named = true;
                    self.take(Kind::Liquid, 1);
                }
                c if named && (c.is_alphabetic() || c == '_') => {
                    named = false;
                    let ends = |c: char| !(c.is_alphanumeric() || c == '_');
                    let length = rest.find(ends).unwrap_or(rest.len());
                    comment = tag && &rest[..length] == "comment";
                    self.take(Kind::Word, length);
                }
                c => self.take(Kind::Liquid, c.len_utf8()),
            }
        }
    }

    /// What stands between `comment` and `endcomment`.
    fn comment(&mut self) {
        let rest = self.rest();
        let word = rest.find("endcomment").map(|word| rest[..word].rfind("{%").unwrap_or(word));
        self.take(Kind::Note, word.unwrap_or(rest.len()));
    }
}

fn is_element(rest: &str) -> bool {
    let mut letters = rest.chars();
    letters.next() == Some('<')
        && letters.next().is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "<!-- é --><a href=\"{{ order_status_url | url: 'x' }}&y\" b>Hi {{ name }} < 3 {</a>{% if a == \"ü\" %}{% comment %}<p>{% endcomment %}";

    #[test]
    fn pieces_are_told_apart() {
        let read: Vec<_> = tokens(SOURCE);
        let expected = [
            (Kind::Note, "<!-- é -->"),
            (Kind::Element, "<a"),
            (Kind::Text, " "),
            (Kind::Attribute, "href"),
            (Kind::Text, "="),
            (Kind::Value, "\""),
            (Kind::Liquid, "{{ order_status_url | "),
            (Kind::Word, "url"),
            (Kind::Liquid, ": "),
            (Kind::Quoted, "'x'"),
            (Kind::Liquid, " }}"),
            (Kind::Value, "&y\""),
            (Kind::Text, " "),
            (Kind::Attribute, "b"),
            (Kind::Element, ">"),
            (Kind::Text, "Hi "),
            (Kind::Liquid, "{{ name }}"),
            (Kind::Text, " < 3 {"),
            (Kind::Element, "</a>"),
            (Kind::Liquid, "{% "),
            (Kind::Word, "if"),
            (Kind::Liquid, " a == "),
            (Kind::Quoted, "\"ü\""),
            (Kind::Liquid, " %}{% "),
            (Kind::Word, "comment"),
            (Kind::Liquid, " %}"),
            (Kind::Note, "<p>"),
            (Kind::Liquid, "{% "),
            (Kind::Word, "endcomment"),
            (Kind::Liquid, " %}"),
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn whatever_is_typed_the_pieces_are_the_whole() {
        let ends = SOURCE.char_indices().map(|(at, _)| at).chain([SOURCE.len()]);
        for end in ends {
            for part in [&SOURCE[..end], &SOURCE[end..]] {
                let whole: String = tokens(part).into_iter().map(|(_, text)| text).collect();
                assert_eq!(whole, part);
            }
        }
    }
}
