//! A message as it was sent: where it went, its state, how it looks and what its text says.

use leptos::prelude::*;

use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::wire::admin::frame::{AdminFrame, Section};
use crate::wire::admin::order::{MessageLine, SentMessageView};

/// The page of one message.
#[component]
pub fn SentMessagePage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// The message.
    sent: SentMessageView,
) -> impl IntoView {
    let SentMessageView { order, back, line, html, text } = sent;
    let MessageLine { when, subject, to, state, tone, more, resend, .. } = line;
    let more = more.map(|words| view! { <p class="hint">{words}</p> });
    let resend =
        resend.map(|path| view! { <form method="post" action=path><button>"Send again"</button></form> });
    let nothing = (html.is_none() && text.is_empty())
        .then(|| view! { <p class="sheet pad">"There are no words: it was not written yet, or they were wiped when their time was over."</p> });
    let framed = html.map(|path| {
        view! {
            <section class="sheet" aria-labelledby="looks"><h2 id="looks">"As it looks"</h2>
                <iframe class="mail" src=path sandbox="" title="The message as it looks"></iframe></section>
        }
    });
    let plain = (!text.is_empty()).then(|| {
        view! { <section class="sheet" aria-labelledby="plain"><h2 id="plain">"Plain text"</h2><pre class="mail">{text}</pre></section> }
    });
    view! {
        <AdminPage frame assets section=Section::Orders title=subject>
            <p><a href=back>{format!("Back to order {order}")}</a></p>
            <section class="sheet pad">
                <p>{to}" · "<time datetime=when.iso>{when.text}</time></p>
                <p><span class=format!("badge {}", tone.class())>{state}</span></p>
                {more}
                {resend}
            </section>
            {nothing}
            {framed}
            {plain}
        </AdminPage>
    }
}
