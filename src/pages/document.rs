//! What stands around every page: a document with head, skip link, header with the languages, main
//! and footer; or, inside a shop's theme, the languages and the main part alone.

use std::sync::Arc;

use leptos::children::TypedChildren;
use leptos::either::Either;
use leptos::prelude::*;

use super::masthead::{Footer, Header, LanguageSwitch, ShopName};
use crate::language::Speech;
use crate::pages::rich_text::RichText;
use crate::wire::frame::{Around, Frame, LanguageChoice};
use crate::wire::rich_text::Block;

/// Where the static files of a page lie. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet's path, with its fingerprint.
    pub css: Arc<str>,
    /// The script's path, with its fingerprint; nothing for a preview, which nobody acts on.
    pub js: Option<Arc<str>>,
    /// The icon's path.
    pub icon: Arc<str>,
    /// What other paths of ours begin with: nothing at our own door, our address at a shop's.
    pub base: Arc<str>,
}

/// The page with its children as the main part: a whole document, or what belongs into a shop's theme
/// (then [`super::render::for_theme`] finishes it). The children keep their type: they are
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
    let Frame {
        language, direction, shop_name, shop_url, support_email, brand_css, languages, around, ..
    } = frame;
    let (logo, help_links, text) = (frame.logo, frame.help_links, frame.footer);
    let (language, direction) = (or(language, "en"), or(direction, "ltr"));
    let main = children.into_inner()();
    if around == Around::Theme {
        let (js, base) = (assets.js, assets.base);
        let name = logo.map(|logo| view! { <ShopName name=shop_name url=shop_url logo=Some(logo) base/> });
        return Either::Right(
            view! { <InTheme language direction languages js speech class name main text/> },
        );
    }
    let title = if shop_name.is_empty() {
        title
    } else {
        let words = [("page", title.as_str().into()), ("shop", shop_name.as_str().into())];
        speech.say_with("page-title", &words)
    };
    let skip = speech.say("skip-to-content");
    Either::Left(view! {
        <!DOCTYPE html>
        <html lang=language dir=direction>
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
                {assets.js.map(|src| view! { <script src=src defer></script> })}
                <link rel="icon" href=assets.icon/>
            </head>
            <body>
                <a class="skip" href="#main">{skip}</a>
                <Header shop_name=shop_name.clone() shop_url=shop_url.clone() logo base=assets.base languages speech/>
                <main id="main" class=class>{main}</main>
                <Footer shop_name shop_url support_email help_links text/>
                <p class="vh" id="said" role="status"></p>
            </body>
        </html>
    })
}

/// What belongs into a shop's theme, which brings head, main, header and footer of its own.
#[component]
fn InTheme<N: IntoView + 'static, V: IntoView + 'static>(
    language: String,
    direction: String,
    languages: Vec<LanguageChoice>,
    js: Option<Arc<str>>,
    speech: Speech,
    class: &'static str,
    name: N,
    main: V,
    text: Vec<Block>,
) -> impl IntoView {
    let class = if class.is_empty() { "page".to_owned() } else { format!("page {class}") };
    let text = (!text.is_empty()).then(|| view! { <div class="own"><RichText blocks=text/></div> });
    let switch = (languages.len() > 1)
        .then(|| view! { <LanguageSwitch choices=languages label=speech.say("languages")/> });
    view! {
        <div class="waymark" lang=language dir=direction>
            <div class="mast">{name} {switch}</div>
            <div class=class>{main}{text}</div>
            <p class="vh" id="said" role="status"></p>
            {js.map(|src| view! { <script src=src defer></script> })}
        </div>
    }
}

/// `text`, or `fallback` when it is empty.
fn or(text: String, fallback: &str) -> String {
    if text.is_empty() { fallback.to_owned() } else { text }
}
