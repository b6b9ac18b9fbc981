//! From a view to the text that is sent. Never streams: a page is small and known when it begins.

use leptos::prelude::*;

/// The whole page that `build` makes, as HTML beginning with its doctype.
///
/// Views are made inside an owner, as Leptos wants it for everything reactive; it is gone with the
/// page.
#[must_use]
pub fn to_html<V: IntoView>(build: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    let html = owner.with(|| build().into_view().to_html());
    owner.cleanup();
    without_markers(&html)
}

/// What [`to_html`] made for a shop's theme, finished: style before it, and every brace of it written
/// as a character reference, so that nothing anybody typed can ever be Liquid, wherever it stands and
/// whatever stands beside it. The answer is run by Shopify as a template: `{{` in an order's note
/// would read the shop's data.
///
/// `html` must hold no style and no inline script: in those a reference would not be read back.
/// `brand_css` is ours (`services::brand`) and holds no two braces in a row.
#[must_use]
pub fn for_theme(html: &str, css: &str, brand_css: &str) -> String {
    let mut safe = String::with_capacity(html.len() + brand_css.len() + 160);
    safe.push_str("<link rel=\"stylesheet\" href=\"");
    safe.push_str(css);
    safe.push_str("\"><style>");
    safe.push_str(brand_css);
    safe.push_str("</style>");
    for piece in html.split_inclusive(['{', '}']) {
        match piece.as_bytes().last() {
            Some(b'{') => safe.extend([&piece[..piece.len() - 1], "&#123;"]),
            Some(b'}') => safe.extend([&piece[..piece.len() - 1], "&#125;"]),
            _ => safe.push_str(piece),
        }
    }
    safe
}

/// A text as the content of a `<textarea>`: Leptos writes that as it is, unlike any other element's, so
/// `</textarea>` in what somebody typed would end the element. Every `<textarea>` of ours goes through
/// here (`tests/it/injection` checks it). A line break is put before it, which browsers take away.
#[must_use]
pub fn in_textarea(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 16);
    safe.push('\n');
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            c => safe.push(c),
        }
    }
    safe
}

/// Leptos writes `<!>` and `<!--<() />-->` where its browser half would look for its place. These pages have
/// no browser half, so the markers only cost bytes; in a title they would be read. A shopper's or merchant's
/// own `<!>` is escaped by then.
#[must_use]
pub fn without_markers(html: &str) -> String {
    let mut bare = String::with_capacity(html.len());
    for piece in html.split("<!--<() />-->").flat_map(|piece| piece.split("<!>")) {
        bare.push_str(piece);
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::for_theme;

    #[test]
    fn no_brace_of_a_page_is_left_for_liquid() {
        let page = for_theme("<p title=\"{%x%}\">{{a}}{</p><b>{</b>{", "/a.css", ".waymark{--a:b}");
        let (head, body) = page.split_once("</style>").unwrap();
        assert_eq!(head, "<link rel=\"stylesheet\" href=\"/a.css\"><style>.waymark{--a:b}");
        assert!(!body.contains(['{', '}']));
        assert_eq!(
            body,
            "<p title=\"&#123;%x%&#125;\">&#123;&#123;a&#125;&#125;&#123;</p><b>&#123;</b>&#123;"
        );
    }
}
