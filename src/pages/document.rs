//! The document around every page: head, skip link, header with the languages, main, footer.

use std::sync::Arc;

use leptos::children::TypedChildren;
use leptos::prelude::*;

use super::masthead::{Footer, Header};
use crate::domain::routes;
use crate::language::Speech;
use crate::wire::frame::Frame;

/// Where the static files of a page lie. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet's path, with its fingerprint.
    pub css: Arc<str>,
    /// The script's path, with its fingerprint.
    pub js: Arc<str>,
}

/// The whole document with its children as the main part. The children keep their type: they are
/// rendered in place, not boxed.
#[component]
pub fn Document<V: IntoView + 'static>(
    /// Language, shop and brand.
    frame: Frame,
    /// Where style and script lie.
    assets: Assets,
    /// The page's language.
    speech: Speech,
    /// The page's own name; the shop's follows when there is one.
    title: String,
    /// Style class of `main`.
    class: &'static str,
    /// The main part.
    children: TypedChildren<V>,
) -> impl IntoView {
    let Frame { language, direction, shop_name, shop_url, support_email, brand_css, languages } = frame;
    let title = if shop_name.is_empty() {
        title
    } else {
        let words = [("page", title.as_str().into()), ("shop", shop_name.as_str().into())];
        speech.say_with("page-title", &words)
    };
    let skip = speech.say("skip-to-content");
    view! {
        <!DOCTYPE html>
        <html lang=or(language, "en") dir=or(direction, "ltr")>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width,initial-scale=1"/>
                <title>{title}</title>
                <meta name="robots" content="noindex,nofollow"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#f8f6f2" media="(prefers-color-scheme:light)"/>
                <meta name="theme-color" content="#171614" media="(prefers-color-scheme:dark)"/>
                <link rel="stylesheet" href=assets.css/>
                <style>{brand_css}</style>
                <script src=assets.js defer></script>
                <link rel="icon" href=routes::ICON/>
            </head>
            <body>
                <a class="skip" href="#main">{skip}</a>
                <Header shop_name=shop_name.clone() shop_url=shop_url.clone() languages speech/>
                <main id="main" class=class>{children.into_inner()()}</main>
                <Footer shop_name shop_url support_email/>
                <p class="vh" id="said" role="status"></p>
            </body>
        </html>
    }
}

/// `text`, or `fallback` when it is empty.
fn or(text: String, fallback: &str) -> String {
    if text.is_empty() { fallback.to_owned() } else { text }
}
