//! What stands around pages of people who are not signed in: the mark, a heading, one sheet.

use leptos::children::TypedChildren;
use leptos::prelude::*;

use crate::domain::routes;
use crate::pages::admin::shell::AdminAssets;

/// A page without navigation as a whole document.
#[component]
pub fn OutsidePage<V: IntoView + 'static>(
    /// Where the static files lie.
    assets: AdminAssets,
    /// The heading, also the document's title.
    title: String,
    /// The path of the script for passkeys, where the page has one.
    #[prop(optional_no_strip)]
    script: Option<String>,
    /// The sheet's content.
    children: TypedChildren<V>,
) -> impl IntoView {
    let content = children.into_inner()();
    let script = script.map(|path| view! { <script src=path defer></script> });
    view! {
        <!DOCTYPE html>
        <html lang="en" dir="ltr">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width,initial-scale=1"/>
                <title>{format!("{title} · Waymark")}</title>
                <meta name="robots" content="noindex,nofollow"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=assets.css/>
                <link rel="icon" href=routes::ICON/>
                {script}
            </head>
            <body class="outside">
                <main id="main">
                    <p class="mark">"Waymark"</p>
                    <section class="sheet">
                        <h1>{title}</h1>
                        {content}
                    </section>
                </main>
            </body>
        </html>
    }
}
