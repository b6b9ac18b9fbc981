//! The message beside the editor, as a mailbox shows it: subject, what stands beside it, the message in a frame of
//! its own at a phone's or a desktop's width, its text and its size.

use leptos::either::Either;
use leptos::prelude::*;

use crate::pages::admin::preview_choice::{PreviewOf, PreviewWidths};
use crate::wire::admin::templates::TemplatePreview;

/// Choices, and what came of them.
#[component]
pub(super) fn Preview(
    /// How it looks.
    preview: TemplatePreview,
    /// Name of the order it was tried on; empty for a sample.
    order: String,
    /// Tag of the language it was drawn in.
    language: String,
    /// Every language.
    languages: Vec<(String, String)>,
    /// Orders to choose from.
    orders: Vec<String>,
) -> impl IntoView {
    let framed = (!preview.drawn.is_empty()).then(|| {
        view! { <iframe title="The message as typed" src=preview.drawn.clone() sandbox=""></iframe> }
    });
    let text = preview.text.clone();
    view! {
        <section class="sheet look" aria-labelledby="preview-title">
            <h2 id="preview-title">"Preview"</h2>
            <div class="fields">
                <PreviewOf form="template" order orders languages language/>
                <PreviewWidths/>
            </div>
            <Inbox preview/>
            <div class="stage">{framed}</div>
            <details class="plain"><summary>"Plain text"</summary><pre data-fresh="plain-text">{text}</pre></details>
        </section>
    }
}

/// The line in a mailbox, with what is to be said of the message as a whole.
#[component]
fn Inbox(preview: TemplatePreview) -> impl IntoView {
    let TemplatePreview { note, fault, subject, beside, size, size_tone, .. } = preview;
    let line = match fault {
        Some(fault) => Either::Left(view! { <p class="wrong">{fault}</p> }),
        None => {
            let badge = format!("badge {}", size_tone.class());
            let advice = matches!(size_tone, crate::wire::frame::Tone::Warn | crate::wire::frame::Tone::Stop)
                .then_some(
                    " Keep it below 60 kB: mail programs are slow with more, and cut off above 102 kB.",
                );
            Either::Right(view! {
                <p class="subject" dir="auto">{subject}</p>
                <p class="beside" dir="auto">{beside}</p>
                <p class="size"><span class=badge>{size}</span>{advice}</p>
            })
        }
    };
    view! {
        <div class="inbox" data-fresh="inbox">
            {line}
            <p class="hint">{note}" In the preview, links lead to the look-up form, and pictures of other servers are left out."</p>
        </div>
    }
}
