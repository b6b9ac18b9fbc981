//! The order page: headline, progress, parcels, timeline, items, help. What a level hides is absent
//! from the view struct, so no part here asks who is looking.

mod aside;
mod items;
mod now;
mod parcels;
mod timeline;

use leptos::prelude::*;

use super::document::{Assets, document};
use crate::language::Speech;
use crate::wire::frame::Frame;
use crate::wire::order_view::OrderView;

use aside::{address, help, messages, see_more};
use items::items;
use now::now;
use parcels::parcels;
use timeline::timeline;

/// The order page as a whole document.
pub fn order_page<'a>(
    frame: &'a Frame,
    assets: &'a Assets,
    view: OrderView,
    speech: &'a Speech,
) -> impl IntoView + 'a {
    let title = speech.say_with("order-title", &[("name", view.name.as_str().into())]);
    let help = help(frame, &view, speech);
    let structured = view.structured.map(|json| view! { <script type="application/ld+json">{json}</script> });
    let checked = view.checked.map(|text| view! { <p class="fresh soft">{text}</p> });
    let head = now(
        now::Now {
            title: title.clone(),
            placed: view.placed,
            headline: view.headline,
            tone: view.tone,
            lead: view.lead,
            stages: view.stages,
            due: view.due,
            pace: view.pace,
        },
        speech,
    );
    let content = view! {
        {head}
        <div class="two">
            <div class="first">
                {parcels(view.parcels, speech)}
                {timeline(view.days, speech)}
            </div>
            <div class="second">
                {items(view.items, view.facts, speech)}
                {view.see_more.map(|more| see_more(more, speech))}
                {(!view.address.is_empty()).then(|| address(view.address, speech))}
                {(!view.messages.is_empty()).then(|| messages(view.messages, speech))}
                {help}
                {checked}
            </div>
        </div>
        {structured}
    };
    document(frame, assets, speech, title, "", content)
}
