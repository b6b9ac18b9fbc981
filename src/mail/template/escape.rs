//! Plain values before they enter a template: escaped for HTML, or free of what could end a line of a
//! subject. Start with [`values`].

use liquid_core::Object;
use liquid_core::model::{KString, Value as Liquid};
use serde_json::Value;

/// How deep values may stand in each other; ours are far from it.
const DEPTH: usize = 16;

/// The values of a message as Liquid's. With `html`, every text is escaped. What is null is left out.
pub(super) fn values(plain: &Value, html: bool) -> Object {
    match value(plain, html, 0) {
        Liquid::Object(object) => object,
        _ => Object::new(),
    }
}

fn value(plain: &Value, html: bool, depth: usize) -> Liquid {
    match plain {
        _ if depth > DEPTH => Liquid::Nil,
        Value::Null => Liquid::Nil,
        Value::Bool(truth) => Liquid::scalar(*truth),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Liquid::scalar(whole),
            (None, broken) => Liquid::scalar(broken.unwrap_or_default()),
        },
        Value::String(words) => {
            let words = printable(words);
            Liquid::scalar(if html { text(&words) } else { words })
        }
        Value::Array(items) => Liquid::Array(items.iter().map(|item| value(item, html, depth + 1)).collect()),
        Value::Object(members) => {
            let kept = members.iter().filter(|(_, member)| !member.is_null());
            let made = kept.map(|(key, member)| (KString::from_ref(key), value(member, html, depth + 1)));
            Liquid::Object(made.collect())
        }
    }
}

/// Without control characters, but for line breaks.
fn printable(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || *c == '\n').collect()
}

/// Escaped for HTML and XML, in text and in quoted attributes.
pub(super) fn text(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len() + 16);
    for c in plain.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Escaped for HTML, without escaping what is escaped already.
pub(super) fn once(text_: &str) -> String {
    text(&undone(text_))
}

/// What [`text`] was given.
pub(super) fn undone(escaped: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .into_iter()
        .fold(escaped.to_owned(), |text, (entity, plain)| text.replace(entity, plain))
}

/// One line: every run of blanks and control characters is one blank, at most `most` characters.
pub(super) fn one_line(text: &str, most: usize) -> String {
    let words =
        text.split(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'));
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    line.chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaping_is_undone_and_done_once() {
        let odd = "a&b <c> \"d\" 'e' &amp;";
        assert_eq!(undone(&text(odd)), odd);
        assert_eq!(once(&text("a & b")), "a &amp; b");
        assert_eq!(one_line(" a\r\nBcc: b\u{2028}c ", 100), "a Bcc: b c");
    }
}
