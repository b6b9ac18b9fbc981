//! What templates made, cleaned whatever the merchant wrote: no scripts, handlers, forms, frames, foreign
//! style sheets, `javascript:`. Start with [`document`] for a whole message and [`fragment`] for a text.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use regex::Regex;

use super::{css, escape};
use crate::language::Language;

/// Elements of a text inside the built-in design.
const INLINE: &[&str] = &[
    "a", "b", "bdi", "bdo", "br", "em", "i", "li", "ol", "p", "s", "small", "span", "strong", "sub", "sup",
    "u", "ul",
];

/// Elements of a whole message, besides those.
const BLOCKS: &[&str] = &[
    "abbr",
    "address",
    "article",
    "blockquote",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "img",
    "ins",
    "main",
    "pre",
    "q",
    "section",
    "strike",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
];

/// Attributes that mail needs everywhere.
const ATTRIBUTES: &[&str] = &[
    "align",
    "aria-hidden",
    "aria-label",
    "bgcolor",
    "class",
    "dir",
    "height",
    "id",
    "lang",
    "role",
    "style",
    "title",
    "valign",
    "width",
];

/// Elements that go with everything inside.
const GONE: &[&str] = &[
    "script", "style", "title", "head", "noscript", "template", "iframe", "object", "embed", "svg", "math",
    "textarea", "select",
];

static STYLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?is)<style[^>]*>(.*?)</style\s*>").ok());
static BODY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?is)<body\b([^>]*)>(.*?)(?:</body\s*>|\z)").ok());

/// A text inside the design: paragraphs divided by empty lines, clean, and well-formed as MJML wants it.
pub(super) fn fragment(made: &str) -> String {
    let made = made.replace("\r\n", "\n");
    let paragraphs = paragraphs(&made);
    let html = paragraphs.map(|text| {
        let blocky = text.starts_with("<p") || text.starts_with("<ul") || text.starts_with("<ol");
        let text = text.replace('\n', "<br>");
        if blocky { text } else { format!("<p>{text}</p>") }
    });
    let html = html.collect::<String>();
    let mut builder = base();
    builder.tags(INLINE.iter().copied().collect());
    builder.generic_attributes(HashSet::from(["style", "dir", "lang", "title"]));
    builder.clean(&html).to_string().replace("<br>", "<br />").replace("&nbsp;", "&#160;")
}

/// The paragraphs of a text: what stands between empty lines.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let blank = line.trim().is_empty();
            if blank && !text[..at].trim().is_empty() {
                rest = Some(&text[at + line.len()..]);
                return Some(text[..at].trim());
            }
            at += line.len();
        }
        rest = None;
        Some(text.trim())
    })
    .filter(|text| !text.is_empty())
}

/// A complete message: its own head, its style sheet and its body, cleaned.
pub(super) fn document(made: &str, subject: &str, language: Language) -> String {
    let found = |pattern: &'static LazyLock<Option<Regex>>| pattern.as_ref();
    let sheets = found(&STYLE).map(|style| {
        style
            .captures_iter(made)
            .filter_map(|found| found.get(1))
            .map(|sheet| css::clean(sheet.as_str()))
            .collect()
    });
    let sheets: String = sheets.unwrap_or_default();
    let body = found(&BODY).and_then(|body| body.captures(made));
    let (attributes, inside) = body.as_ref().map_or(("", made), |body| {
        (body.get(1).map_or("", |found| found.as_str()), body.get(2).map_or("", |found| found.as_str()))
    });
    // The body's own attributes are cleaned as those of an element around everything.
    let inside = format!("<div{attributes}>{inside}</div>");
    let mut builder = base();
    builder.tags(INLINE.iter().chain(BLOCKS).copied().collect());
    builder.generic_attributes(ATTRIBUTES.iter().copied().collect());
    builder.add_tag_attributes("table", ["background", "border", "cellpadding", "cellspacing", "summary"]);
    builder.add_tag_attributes("td", ["background", "colspan", "rowspan", "nowrap"]);
    builder.add_tag_attributes("th", ["colspan", "rowspan", "scope", "nowrap"]);
    builder.add_tag_attributes("img", ["src", "alt", "border"]);
    builder.add_tag_attributes("font", ["color", "face", "size"]);
    builder.add_tag_attributes("ol", ["start", "type"]);
    builder.add_tag_attributes("time", ["datetime"]);
    let cleaned = without_empty_pictures(builder.clean(&inside).to_string());
    format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width,initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">\
         <title>{}</title>{}</head><body style=\"margin:0;padding:0\">{cleaned}</body></html>\n",
        language.tag(),
        language.direction(),
        escape::text(subject),
        if sheets.is_empty() { String::new() } else { format!("<style>{sheets}</style>") },
    )
}

/// Pictures without an address are left out: mail programs draw a broken one.
fn without_empty_pictures(mut html: String) -> String {
    let mut from = 0;
    while let Some(at) = html[from..].find("<img").map(|at| from + at) {
        let end = html[at..].find('>').map_or(html.len(), |end| at + end + 1);
        if html[at..end].contains(" src=\"") {
            from = end;
        } else {
            html.replace_range(at..end, "");
            from = at;
        }
    }
    html
}

fn base() -> Builder<'static> {
    let mut builder = Builder::empty();
    builder.clean_content_tags(GONE.iter().copied().collect());
    builder.tag_attributes(HashMap::from([("a", HashSet::from(["href", "name", "target"]))]));
    builder.url_schemes(HashSet::from(["http", "https", "mailto", "tel", "cid"]));
    builder.url_relative(ammonia::UrlRelative::Deny);
    builder.link_rel(Some("noopener noreferrer"));
    builder.strip_comments(true);
    builder.attribute_filter(|_, attribute, value| match attribute {
        "style" => Some(css::inline(value).into()),
        // A background is an address like any other, which the library does not know.
        "background" => value.starts_with("https://").then(|| value.into()),
        _ => Some(value.into()),
    });
    builder
}

/// A line without elements: what stands in `<…>` is left out. Costs time in proportion to the text.
pub(super) fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Where no `>` follows, none follows what comes later: it is not looked for again.
    let mut closes = true;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let element = closes && tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let end = if element { tag.find('>') } else { None };
        if let Some(end) = end {
            if tag.starts_with("<br") || tag.starts_with("</p") || tag.starts_with("</li") {
                out.push('\n');
            }
            rest = &tag[end + 1..];
        } else {
            closes &= !element;
            out.push('<');
            rest = &tag[1..];
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn a_text_becomes_clean_paragraphs() {
        assert_eq!(
            fragment("One\ntwo\n \n<b onclick=x>three</b><script>alert(1)</script>\n\n\n"),
            "<p>One<br />two</p><p><b>three</b></p>"
        );
        assert_eq!(fragment("<a href=\"javascript:x\">y</a>"), "<p><a rel=\"noopener noreferrer\">y</a></p>");
        assert_eq!(without_tags("a < b <i>c</i><br>d"), "a < b c\nd");
        assert_eq!(without_tags("<i>a</i> <b c <d"), "a <b c <d");
    }

    #[test]
    fn what_is_never_closed_costs_no_more_than_it_is_long() {
        let open = "<a ".repeat(1_000_000);
        let apart = "< ".repeat(1_000_000) + ">";
        let begin = Instant::now();
        assert_eq!(without_tags(&open), open);
        assert_eq!(without_tags(&apart), apart);
        // Looked at from each `<` to the end, these took minutes.
        assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
    }

    #[test]
    fn a_document_keeps_tables_and_styles_and_loses_what_acts() {
        let made = "<html><head><link rel=stylesheet href=https://evil.example/x.css><style>@import 'x'; .a{color:red} @media (max-width:400px){.c{color:blue}} .b{background:url(https://evil.example)}</style><script>x</script></head>\
            <body bgcolor=\"#fff\" onload=\"x()\"><table width=\"600\" cellpadding=\"0\"><tr><td style=\"color:red;background:url(https://evil.example/p)\" onclick=x>hi</td></tr></table>\
            <form action=/x><input></form><iframe src=https://evil.example></iframe><img src=\"https://shop.example/a.png\" onerror=x></body></html>";
        let clean = document(made, "A & B", Language::English);
        for gone in
            ["onload", "onclick", "onerror", "script", "form", "iframe", "evil.example", "import", "link"]
        {
            assert!(!clean.contains(gone), "{gone} in {clean}");
        }
        for kept in [
            "<title>A &amp; B</title>",
            ".a{color:red}",
            "@media (max-width:400px){.c{color:#00f}}",
            "cellpadding=\"0\"",
            "color:red",
            "https://shop.example/a.png",
            "bgcolor=\"#fff\"",
        ] {
            assert!(clean.contains(kept), "{kept} in {clean}");
        }
    }
}
