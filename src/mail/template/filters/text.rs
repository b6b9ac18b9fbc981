//! Filters on text. In HTML, values come in escaped: filters on letters leave their entities alone, and
//! `escape` does not escape twice.

use liquid_core::model::Value;
use liquid_core::{Error, Result};

use super::{Call, Run, fits, says};
use crate::mail::template::escape;

pub(super) const TABLE: &[(&str, Run)] = &[
    ("upcase", |call| says(letters(&call.text(), str::to_uppercase))),
    ("downcase", |call| says(letters(&call.text(), str::to_lowercase))),
    ("capitalize", |call| says(capitalized(&call.text()))),
    ("strip", |call| says(call.text().trim())),
    ("lstrip", |call| says(call.text().trim_start())),
    ("rstrip", |call| says(call.text().trim_end())),
    ("strip_newlines", |call| says(call.text().replace(['\r', '\n'], ""))),
    ("strip_html", |call| says(without_tags(&call.text()))),
    ("newline_to_br", |call| {
        let line = if call.about.html { "<br />\n" } else { "\n" };
        says(call.text().replace("\r\n", "\n").replace('\n', line))
    }),
    ("append", |call| joined(&call.text(), &call.arg_text(0))),
    ("prepend", |call| joined(&call.arg_text(0), &call.text())),
    ("replace", |call| replaced(call, &call.arg_text(1), false)),
    ("replace_first", |call| replaced(call, &call.arg_text(1), true)),
    ("remove", |call| replaced(call, "", false)),
    ("remove_first", |call| replaced(call, "", true)),
    ("truncate", |call| {
        let end = if call.positional.len() > 1 { call.arg_text(1) } else { "...".into() };
        let most = super::numbers::count(call.arg(0)).unwrap_or(50);
        says(truncated(&call.text(), most, &end))
    }),
    ("truncatewords", |call| {
        let end = if call.positional.len() > 1 { call.arg_text(1) } else { "...".into() };
        let most = super::numbers::count(call.arg(0)).unwrap_or(15).max(1);
        let text = call.text();
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.len() <= most { says(text.as_str()) } else { says(words[..most].join(" ") + &end) }
    }),
    ("escape", |call| says(escaped_once(call))),
    ("escape_once", |call| says(escaped_once(call))),
    ("h", |call| says(escaped_once(call))),
    ("url_encode", |call| says(encoded(call).replace("%20", "+"))),
    ("url_escape", |call| says(encoded(call))),
    ("url_param_escape", |call| says(encoded(call))),
    ("url_decode", |call| {
        let text = call.text().replace('+', " ");
        let text = percent_encoding::percent_decode_str(&text)
            .decode_utf8()
            .map_err(|_| Error::with_msg("`url_decode` got no UTF-8"))?;
        says(if call.about.html { escape::text(&text) } else { text.into_owned() })
    }),
    ("handleize", |call| says(handle(&call.text()))),
    ("handle", |call| says(handle(&call.text()))),
    ("camelize", |call| {
        let handle = handle(&call.text());
        says(handle.split('-').map(capitalized).collect::<String>())
    }),
    ("pluralize", |call| {
        let one = super::numbers::number(call.input).is_one();
        says(call.arg_text(usize::from(!one)))
    }),
    ("json", |call| {
        let text = serde_json::to_string(&call.input.to_value());
        let text = text.map_err(|_| Error::with_msg("`json` cannot write this"))?;
        says(if call.about.html { escape::text(&text) } else { text })
    }),
];

fn joined(one: &str, other: &str) -> Result<Value> {
    fits(one.len() + other.len())?;
    says([one, other].concat())
}

fn replaced(call: &Call<'_>, by: &str, first: bool) -> Result<Value> {
    let (text, what) = (call.text(), call.arg_text(0));
    if what.is_empty() {
        return says(text.as_str());
    }
    if first {
        return says(text.replacen(&what, by, 1));
    }
    let times = text.matches(&what).count();
    fits((text.len() - times * what.len()).saturating_add(times.saturating_mul(by.len())))?;
    says(text.replace(&what, by))
}

fn escaped_once(call: &Call<'_>) -> String {
    let text = call.text();
    if call.about.html { escape::once(&text) } else { text.into_string() }
}

fn encoded(call: &Call<'_>) -> String {
    let text = call.text();
    let text = if call.about.html { escape::undone(&text) } else { text.into_string() };
    percent_encoding::utf8_percent_encode(&text, percent_encoding::NON_ALPHANUMERIC)
        .to_string()
        .replace("%2D", "-")
        .replace("%5F", "_")
        .replace("%2E", ".")
}

/// Changes letters and leaves `&…;` alone.
fn letters(text: &str, change: fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(&change(before));
        let end = after
            .find(';')
            .filter(|end| *end < 9 && after[..*end].chars().all(|c| c.is_ascii_alphanumeric() || c == '#'));
        out.push('&');
        rest = match end {
            Some(end) => {
                out.push_str(&after[..=end]);
                &after[end + 1..]
            }
            None => after,
        };
    }
    out + &change(rest)
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next().filter(|c| *c != '&') else { return text.to_owned() };
    first.to_uppercase().collect::<String>() + &letters(chars.as_str(), str::to_lowercase)
}

fn truncated(text: &str, most: usize, end: &str) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept = most.saturating_sub(end.chars().count());
    let mut out: String = text.chars().take(kept).collect();
    // Half an entity would be read as text.
    if let Some(at) = out.rfind('&').filter(|at| !out[*at..].contains(';') && out.len() - at < 8) {
        out.truncate(at);
    }
    out + end
}

fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

fn handle(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
