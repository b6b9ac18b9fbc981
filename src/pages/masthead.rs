//! Above and below every page: the shop's name, the language switch, where the shop is reached.

use std::sync::Arc;

use leptos::either::Either;
use leptos::prelude::*;

use crate::language::Speech;
use crate::wire::frame::{HelpLinkView, LanguageChoice, LogoView};

/// The shop's name and, where there is a choice, the languages.
#[component]
pub fn Header(
    /// What shoppers call the shop.
    shop_name: String,
    /// The shop's own site.
    shop_url: Option<String>,
    /// The shop's logo, in place of its name.
    logo: Option<LogoView>,
    /// What paths of ours begin with at this door.
    base: Arc<str>,
    /// The same page in other languages.
    languages: Vec<LanguageChoice>,
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    let switch = (languages.len() > 1)
        .then(|| view! { <LanguageSwitch choices=languages label=speech.say("languages")/> });
    view! { <header class="mast"><ShopName name=shop_name url=shop_url logo base/> {switch}</header> }
}

/// The shop's logo or name, leading to its own site where there is one.
#[component]
pub fn ShopName(
    /// What shoppers call the shop.
    name: String,
    /// The shop's own site.
    url: Option<String>,
    /// The shop's logo.
    logo: Option<LogoView>,
    /// What paths of ours begin with at this door.
    base: Arc<str>,
) -> impl IntoView {
    let shown = match logo {
        Some(LogoView { path, width, height }) => {
            let src = format!("{base}{path}");
            Either::Left(view! { <img src=src width=width.to_string() height=height.to_string() alt=name/> })
        }
        None => Either::Right(name),
    };
    match url {
        Some(url) => Either::Left(view! { <a class="name" href=url>{shown}</a> }),
        None => Either::Right(view! { <p class="name">{shown}</p> }),
    }
}

/// The language switch: real links behind a disclosure, so that many languages fit a small screen.
#[component]
pub fn LanguageSwitch(
    /// The languages, this page's own among them.
    choices: Vec<LanguageChoice>,
    /// What the switch is called.
    label: String,
) -> impl IntoView {
    let current = choices.iter().find(|choice| choice.current).or_else(|| choices.first());
    let current = current.map(|choice| choice.name.clone()).unwrap_or_default();
    let links = choices
        .into_iter()
        .map(|LanguageChoice { tag, name, href, current }| {
            let here = current.then_some("true");
            view! { <li><a href=href lang=tag.clone() hreflang=tag aria-current=here>{name}</a></li> }
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

/// Where the shop is reached.
#[component]
pub fn Footer(
    /// What shoppers call the shop.
    shop_name: String,
    /// The shop's own site.
    shop_url: Option<String>,
    /// Where shoppers write to.
    support_email: Option<String>,
    /// Where help is besides.
    help_links: Vec<HelpLinkView>,
) -> impl IntoView {
    let site = shop_url.map(|url| view! { <a href=url>{shop_name}</a> });
    let mail = support_email.map(|address| {
        let href = format!("mailto:{address}");
        view! { <a href=href>{address}</a> }
    });
    let links =
        help_links.into_iter().map(|link| view! { " "<a href=link.href>{link.label}</a> }).collect_view();
    view! { <footer class="foot">{site} {mail} {links}</footer> }
}
