//! What stands around every page of the merchant's side: navigation, who is signed in, heading, what
//! was just done.

use std::sync::Arc;

use leptos::children::TypedChildren;
use leptos::prelude::*;

use crate::domain::admin_routes::{
    ACCOUNT, ORDERS, SETTINGS, SHOPIFY, SIGN_OUT, STATUSES, TEMPLATES, in_shop,
};
use crate::domain::routes;
use crate::wire::admin::frame::{AdminFrame, Said, Section, ShopChoice};
use crate::wire::frame::Tone;

/// Where the static files of the merchant's side lie. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdminAssets {
    /// The style sheet's path, with its fingerprint.
    pub css: Arc<str>,
    /// The script's path that starts the islands; `None` in a build without them.
    pub islands: Option<Arc<str>>,
}

/// A page of the merchant's side as a whole document.
#[component]
pub fn AdminPage<V: IntoView + 'static>(
    /// Who, where, what was just done.
    frame: AdminFrame,
    /// Where the static files lie.
    assets: AdminAssets,
    /// Which part of the navigation the page belongs to.
    section: Section,
    /// The heading, also the document's title.
    title: String,
    /// The main part below the heading.
    children: TypedChildren<V>,
) -> impl IntoView {
    let main = children.into_inner()();
    let AdminFrame { shop_name, shop, user_name, role, is_owner, shops, sync, told, said } = frame;
    let document_title = [title.as_str(), shop_name.as_str(), "Waymark"];
    let document_title: Vec<&str> = document_title.into_iter().filter(|part| !part.is_empty()).collect();
    let document_title = document_title.join(" · ");
    let sync = sync.map(|(words, tone)| view! { <p class=format!("sync {}", tone.class())>{words}</p> });
    view! {
        <!DOCTYPE html>
        <html lang="en" dir="ltr">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width,initial-scale=1"/>
                <title>{document_title}</title>
                <meta name="robots" content="noindex,nofollow"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=assets.css/>
                {assets.islands.map(|path| view! { <script type="module" src=path></script> })}
                <link rel="icon" href=routes::ICON/>
            </head>
            <body>
                <a class="skip" href="#main">"Skip to content"</a>
                <Side section shop shop_name user_name role is_owner shops/>
                <main id="main">
                    <header class="head"><h1>{title}</h1>{sync}</header>
                    {told.map(|text| view! { <Told text/> })}
                    {said.map(|said| view! { <Undoable said/> })}
                    {main}
                </main>
            </body>
        </html>
    }
}

/// Navigation and who is signed in.
#[component]
fn Side(
    section: Section,
    shop: String,
    shop_name: String,
    user_name: String,
    role: String,
    is_owner: bool,
    shops: Vec<ShopChoice>,
) -> impl IntoView {
    let parts = [
        (Section::Orders, "Orders", ORDERS, false),
        (Section::Statuses, "Statuses", STATUSES, false),
        (Section::Messages, "Messages", TEMPLATES, true),
        (Section::Shopify, "Shopify", SHOPIFY, false),
        (Section::Settings, "Settings", SETTINGS, true),
    ];
    let parts = parts.into_iter().filter(|(_, _, _, owners)| !shop.is_empty() && (is_owner || !owners));
    let links = parts
        .map(|(part, name, pattern, _)| {
            let current = (part == section).then_some("page");
            view! { <a href=in_shop(pattern, &shop) aria-current=current>{name}</a> }
        })
        .collect_view();
    let which = if shop.is_empty() { "Your shops" } else { "Other shops" };
    let others: Vec<_> = shops.into_iter().filter(|shop| !shop.current).collect();
    let others = (!others.is_empty()).then(|| {
        let links = others.into_iter().map(|shop| view! { <a href=shop.href>{shop.name}</a> }).collect_view();
        view! { <details class="shops"><summary>{which}</summary>{links}</details> }
    });
    let current = (section == Section::Account).then_some("page");
    view! {
        <nav class="side" aria-label="Main">
            <p class="mark">"Waymark"</p>
            {links}
            <div class="who">
                <p>{shop_name}<span>{role}</span></p>
                {others}
                <a href=ACCOUNT aria-current=current>{user_name}</a>
                <form method="post" action=SIGN_OUT><button class="quiet">"Sign out"</button></form>
            </div>
        </nav>
    }
}

/// What came of the form that led here.
#[component]
fn Told(text: String) -> impl IntoView {
    view! { <aside class=format!("toast {}", Tone::Good.class()) role="status"><p>{text}</p></aside> }
}

/// A change that can still be undone. It is no news, and so not read out by itself.
#[component]
fn Undoable(said: Said) -> impl IntoView {
    let undo = said.undo.map(|path| view! { <form method="post" action=path><button>"Undo"</button></form> });
    view! {
        <div class=format!("toast {}", said.tone.class()) role="group" aria-label="Your last change">
            <p>{said.text}</p>
            {undo}
        </div>
    }
}
