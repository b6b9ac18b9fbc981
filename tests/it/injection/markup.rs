//! What a browser would make of a page: its elements with their attributes, found by the rules of the
//! HTML standard's tokenizer as far as they matter for finished pages.

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// The text of an element whose text is raw (script, style, title, textarea).
    pub raw: String,
}

const RAW: [&str; 8] = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

/// The start tags of a page, comments and declarations as tags called `!`.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        match rest.chars().next() {
            Some('!' | '?') => {
                let end = if rest.starts_with("!--") {
                    rest.find("-->").map(|e| e + 3)
                } else {
                    rest.find('>').map(|e| e + 1)
                };
                let (text, after) = rest.split_at(end.unwrap_or(rest.len()));
                found.push(Tag { name: "!".into(), attributes: Vec::new(), raw: text.to_owned() });
                rest = after;
            }
            Some('/') => rest = rest.split_once('>').map_or("", |(_, after)| after),
            Some(c) if c.is_ascii_alphabetic() => {
                let (mut tag, after) = start_tag(rest);
                rest = after;
                if RAW.contains(&tag.name.as_str()) {
                    let end =
                        rest.to_ascii_lowercase().find(&format!("</{}", tag.name)).unwrap_or(rest.len());
                    tag.raw = rest[..end].to_owned();
                    rest = &rest[end..];
                }
                found.push(tag);
            }
            _ => {}
        }
    }
    found
}

fn start_tag(text: &str) -> (Tag, &str) {
    let end = text.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').unwrap_or(text.len());
    let mut tag = Tag { name: text[..end].to_ascii_lowercase(), attributes: Vec::new(), raw: String::new() };
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let Some(first) = rest.chars().next() else { return (tag, rest) };
        if first == '>' {
            return (tag, &rest[1..]);
        }
        let end = rest[first.len_utf8()..]
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '='))
            .map_or(rest.len(), |end| end + first.len_utf8());
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start_matches(|c: char| c.is_ascii_whitespace());
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start_matches(|c: char| c.is_ascii_whitespace());
            (value, rest) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                _ => {
                    let end =
                        after.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(after.len());
                    after.split_at(end)
                }
            };
        }
        tag.attributes.push((name, value.to_owned()));
    }
}

#[test]
fn tags_and_attributes_are_found_as_browsers_find_them() {
    let html = "<!DOCTYPE html><P a=1 b='2>' c=\"<x>\" d><script>if (a<b) {}</script><img/src=x/onerror=y>a < b</p><!-- <b> -->";
    let found: Vec<String> = tags(html)
        .iter()
        .map(|t| format!("{} {:?}", t.name, t.attributes.iter().map(|(n, _)| n).collect::<Vec<_>>()))
        .collect();
    assert_eq!(found, ["! []", "p [\"a\", \"b\", \"c\", \"d\"]", "script []", "img [\"src\"]", "! []"]);
}
