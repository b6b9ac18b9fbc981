//! The plain text of a message: written from the same texts as the design, or read from a merchant's HTML.
//! Start with [`of_blocks`].

use serde_json::Value;

use super::clean::paragraphs;
use super::escape;
use super::job::Look;
use crate::language::Speech;

/// Most characters that mailboxes show beside a subject.
const BESIDE: usize = 140;

/// Texts of the merchant's, rendered and plain.
pub(super) struct Words {
    pub(super) headline: String,
    pub(super) text: String,
    pub(super) button: String,
    pub(super) closing: String,
}

/// The text part of a message in the built-in design.
pub(super) fn of_blocks(words: &Words, values: &Value, look: &Look, speech: &Speech) -> String {
    let text = |key: &str| values.get(key).and_then(Value::as_str).unwrap_or_default();
    let rows = |key: &str| values.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut parts = vec![words.headline.clone(), words.text.clone(), text("code").to_owned()];
    parts.push(rows("facts").iter().map(fact).collect::<Vec<_>>().join("\n"));
    if !text("order_status_url").is_empty() {
        parts.push(format!("{}:\n{}", words.button.trim_end_matches(':'), text("order_status_url")));
    }
    let items: Vec<String> = rows("items").iter().map(item).collect();
    if !items.is_empty() {
        let mut lines = vec![format!("{}:", speech.say("mail-items"))];
        lines.extend(items);
        if let Some(more) = values.get("items_more").and_then(Value::as_i64) {
            lines.push(speech.say_with("mail-items-more", &[("count", more.to_string().into())]));
        }
        parts.push(lines.join("\n"));
    }
    parts.push(words.closing.clone());
    let mut foot = speech.say_with("mail-why", &[("shop", look.shop.as_str().into())]);
    if let Some(url) = &look.unsubscribe {
        foot = format!("{foot}\n{}: {url}", speech.say("mail-unsubscribe"));
    }
    parts.push(format!("--\n{foot}"));
    tidy(&parts.join("\n\n"))
}

/// What mailboxes show of a message beside its subject: the preview text, or the beginning of its words.
#[must_use]
pub fn beside_subject(html: &str) -> String {
    let body = html.find("<body").map_or(html, |at| &html[at..]);
    // Style sheets and what only some mail programs read are no words.
    let words = without(&without(body, "<!--", "-->"), "<style", "</style>");
    // Each element's end is a gap between words.
    let words = super::clean::without_tags(&words.replace("</", " </"));
    let words = escape::undone(&words.replace("&nbsp;", " ").replace("&#160;", " "));
    escape::one_line(&words, BESIDE)
}

/// A text without what stands between these, ends included.
fn without(text: &str, begin: &str, end: &str) -> String {
    let (mut kept, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = rest.split_once(begin) {
        kept.push_str(before);
        rest = after.split_once(end).map_or("", |(_, after)| after);
    }
    kept + rest
}

fn fact(row: &Value) -> String {
    let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default();
    let mut line = format!("{}: {}", text("label"), text("value"));
    for more in [text("note"), text("url")].into_iter().filter(|more| !more.is_empty()) {
        line = format!("{line}\n{more}");
    }
    line
}

fn item(row: &Value) -> String {
    let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default();
    let quantity = row.get("quantity").and_then(Value::as_i64).unwrap_or(1);
    match text("variant") {
        "" => format!("{quantity} × {}", text("title")),
        variant => format!("{quantity} × {}, {variant}", text("title")),
    }
}

/// The text of a merchant's HTML, with the addresses of its links below.
pub(super) fn of_html(document: &str) -> String {
    // What mail programs show beside the subject is no part of the text.
    let mut body = document.split_once("<body").map_or(document, |(_, body)| body).to_owned();
    body.insert_str(0, "<body");
    while let Some(at) = body.find("display:none").or_else(|| body.find("display: none")) {
        let from = body[..at].rfind('<').unwrap_or(at);
        let end = body[at..]
            .find("</")
            .and_then(|close| body[at + close..].find('>').map(|end| at + close + end + 1));
        body.replace_range(from..end.unwrap_or(body.len()).max(from), "");
    }
    let made = html2text::config::plain()
        .raw_mode(true)
        .no_table_borders()
        .link_footnotes(true)
        .no_link_wrapping()
        .string_from_read(body.as_bytes(), 78);
    tidy(&made.unwrap_or_default())
}

/// Without blanks at the ends of lines and without more than one empty line in a row.
pub(super) fn tidy(text: &str) -> String {
    let lines = text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    paragraphs(&lines).collect::<Vec<_>>().join("\n\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_the_subject_is_what_is_read_first() {
        let html = "<html><head><title>T</title></head><body><!--[if mso]><p>Old</p><![endif]--><div style=\"display:none\">Soon &amp; safe</div>\
            <style>p{color:red}</style><h1>It is there</h1><p>Hello&nbsp;Ida</p></body></html>";
        assert_eq!(beside_subject(html), "Soon & safe It is there Hello Ida");
        assert_eq!(beside_subject(&format!("<body>{}", "word ".repeat(99))).chars().count(), BESIDE);
        assert_eq!(beside_subject("<!-- open"), "");
    }
}
