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

/// Leptos writes `<!>` where its browser half would look for its place. These pages have no browser
/// half, so the markers only cost bytes. A shopper's or merchant's own `<!>` is escaped by then.
fn without_markers(html: &str) -> String {
    let mut bare = String::with_capacity(html.len());
    for piece in html.split("<!>") {
        bare.push_str(piece);
    }
    bare
}
