//! The document around every page: head, skip link, header with the languages, main, footer.

use leptos::prelude::*;

use crate::domain::routes;
use crate::language::Speech;
use crate::wire::frame::{Frame, LanguageChoice};

/// Where the static files of a page lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet's path, with its fingerprint.
    pub css: String,
    /// The script's path, with its fingerprint.
    pub js: String,
}

/// The whole document with `content` as its main part.
///
/// `title` is the page's own name; the shop's follows when there is one. `class` styles `main`.
pub fn document<'a>(
    frame: &'a Frame,
    assets: &'a Assets,
    speech: &'a Speech,
    title: String,
    class: &'static str,
    content: impl IntoView + 'a,
) -> impl IntoView + 'a {
    let language = if frame.language.is_empty() { "en" } else { frame.language.as_str() };
    let direction = if frame.direction.is_empty() { "ltr" } else { frame.direction.as_str() };
    let title = if frame.shop_name.is_empty() {
        title
    } else {
        speech.say_with(
            "page-title",
            &[("page", title.as_str().into()), ("shop", frame.shop_name.as_str().into())],
        )
    };
    view! {
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
                <link rel="stylesheet" href=assets.css.as_str()/>
                <style>{frame.brand_css.as_str()}</style>
                <script src=assets.js.as_str() defer></script>
                <link rel="icon" href=routes::ICON/>
            </head>
            <body>
                <a class="skip" href="#main">{speech.say("skip-to-content")}</a>
                {header(frame, speech)}
                <main id="main" class=class>{content}</main>
                {footer(frame)}
                <p class="vh" id="said" role="status"></p>
            </body>
        </html>
    }
}

fn header<'a>(frame: &'a Frame, speech: &Speech) -> impl IntoView + use<'a> {
    let languages = (frame.languages.len() > 1).then(|| languages(&frame.languages, speech.say("languages")));
    view! { <header class="mast">{shop_name(frame)} {languages}</header> }
}

/// The shop's name, leading to its own site where there is one.
fn shop_name(frame: &Frame) -> impl IntoView + use<'_> {
    let name = frame.shop_name.as_str();
    match &frame.shop_url {
        Some(url) => leptos::either::Either::Left(view! { <a class="name" href=url.as_str()>{name}</a> }),
        None => leptos::either::Either::Right(view! { <p class="name">{name}</p> }),
    }
}

/// The language switch: real links behind a disclosure, so that many languages fit a small screen.
fn languages(choices: &[LanguageChoice], label: String) -> impl IntoView + use<'_> {
    let current = choices.iter().find(|choice| choice.current).or_else(|| choices.first());
    let current = current.map_or("", |choice| choice.name.as_str());
    let links = choices
        .iter()
        .map(|choice| {
            let tag = choice.tag.as_str();
            let here = choice.current.then_some("true");
            view! {
                <li><a href=choice.href.as_str() lang=tag hreflang=tag aria-current=here>{choice.name.as_str()}</a></li>
            }
        })
        .collect_view();
    let prefix = format!("{label}: ");
    view! {
        <nav class="tongues" aria-label=label>
            <details>
                <summary><span class="vh">{prefix}</span>{current}</summary>
                <ul>{links}</ul>
            </details>
        </nav>
    }
}

fn footer(frame: &Frame) -> impl IntoView + use<'_> {
    let site =
        frame.shop_url.as_ref().map(|url| view! { <a href=url.as_str()>{frame.shop_name.as_str()}</a> });
    let mail = frame
        .support_email
        .as_ref()
        .map(|address| view! { <a href=format!("mailto:{address}")>{address.as_str()}</a> });
    view! { <footer class="foot">{site} {mail}</footer> }
}
