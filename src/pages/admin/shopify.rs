//! The merchant's page about Shopify: whether orders are in step, what is wrong and what to do, then
//! everything that is so. Calm and plain, at home beside Shopify's admin; complete without script.

use leptos::either::Either;
use leptos::prelude::*;

use super::shell::{AdminAssets, AdminPage};
use crate::wire::admin::frame::{AdminFrame, Section};
use crate::wire::connection_report::{ConnectionReport, ReportLine, ReportPart, Trouble};
use crate::wire::frame::Tone;

/// The page.
#[component]
pub fn ShopifyPage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// What the page tells.
    report: ConnectionReport,
) -> impl IntoView {
    let ConnectionReport { state, tone, troubles, parts, .. } = report;
    let frame = AdminFrame { sync: Some((state, tone)), ..frame };
    let troubles = (!troubles.is_empty()).then(|| view! { <Troubles troubles/> });
    let parts = parts.into_iter().map(|part| view! { <Part part/> }).collect_view();
    view! {
        <AdminPage frame assets section=Section::Shopify title="Shopify".to_owned()>
            {troubles}
            {parts}
        </AdminPage>
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
