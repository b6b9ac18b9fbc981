//! The merchant's page about Shopify: whether orders are in step, what is wrong and what to do, then
//! everything that is so. Calm and plain, at home beside Shopify's admin; complete without script.

use std::sync::Arc;

use leptos::either::Either;
use leptos::prelude::*;

use crate::domain::routes;
use crate::wire::connection_report::{ConnectionReport, ReportLine, ReportPart, Trouble};
use crate::wire::frame::Tone;

/// The page as a whole document, in English.
#[component]
pub fn ConsolePage(
    /// Where the style sheet lies.
    css: Arc<str>,
    /// What the page tells.
    report: ConnectionReport,
) -> impl IntoView {
    let ConnectionReport { shop_name, domain, state, tone, troubles, parts } = report;
    let title = format!("Shopify · {shop_name} · Waymark");
    let troubles = (!troubles.is_empty()).then(|| view! { <Troubles troubles/> });
    let parts = parts.into_iter().map(|part| view! { <Part part/> }).collect_view();
    view! {
        <!DOCTYPE html>
        <html lang="en" dir="ltr">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width,initial-scale=1"/>
                <title>{title}</title>
                <meta name="robots" content="noindex,nofollow"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=css/>
                <link rel="icon" href=routes::ICON/>
            </head>
            <body>
                <a class="skip" href="#main">"Skip to content"</a>
                <nav class="side" aria-label="Main">
                    <p class="mark">"Waymark"</p>
                    <a href="" aria-current="page">"Shopify"</a>
                    <p class="who">{shop_name}<span>{domain}</span></p>
                </nav>
                <main id="main">
                    <header class="head">
                        <h1>"Shopify"</h1>
                        <p class=format!("sync {}", tone.class())>{state}</p>
                    </header>
                    {troubles}
                    {parts}
                </main>
            </body>
        </html>
    }
}

/// What is wrong and what to do, before anything else.
#[component]
fn Troubles(troubles: Vec<Trouble>) -> impl IntoView {
    let troubles = troubles
        .into_iter()
        .map(|Trouble { what, advice, tone }| {
            let (class, word) = if tone == Tone::Stop { ("stop", "Broken") } else { ("warn", "To mend") };
            view! { <li class=class><p><b class="word">{word}</b> " " <strong>{what}</strong></p><p>{with_commands(&advice)}</p></li> }
        })
        .collect_view();
    view! {
        <section class="sheet" aria-labelledby="troubles">
            <h2 id="troubles">"What to do"</h2>
            <ul class="troubles">{troubles}</ul>
        </section>
    }
}

/// Lines about one subject.
#[component]
fn Part(part: ReportPart) -> impl IntoView {
    let lines = part
        .lines
        .into_iter()
        .map(|ReportLine { label, value, note, tone }| {
            let note = note.map(|note| view! { <small>{with_commands(&note)}</small> });
            view! { <div><dt>{label}</dt><dd class=tone.class()>{with_commands(&value)}{note}</dd></div> }
        })
        .collect_view();
    view! { <section class="sheet"><h2>{part.title}</h2><dl>{lines}</dl></section> }
}

/// A sentence whose commands stand between backticks.
fn with_commands(text: &str) -> impl IntoView + use<> {
    let pieces = text.split('`').map(str::to_owned).enumerate();
    pieces
        .map(
            |(index, piece)| {
                if index % 2 == 1 {
                    Either::Left(view! { <code>{piece}</code> })
                } else {
                    Either::Right(piece)
                }
            },
        )
        .collect_view()
}
