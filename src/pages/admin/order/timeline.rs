//! Everything that happened with an order, for staff: who did it, and who reads it.

use leptos::prelude::*;

use crate::wire::admin::order::{StaffDay, StaffEntry};
use crate::wire::order_view::PictureView;

/// The timeline, newest day first.
#[component]
pub fn StaffTimeline(
    /// The days.
    days: Vec<StaffDay>,
) -> impl IntoView {
    let empty = days.is_empty().then(|| view! { <p class="pad">"Nothing has happened yet."</p> });
    let days = days
        .into_iter()
        .map(|day| {
            let entries = day.entries.into_iter().map(|entry| view! { <Entry entry/> }).collect_view();
            view! { <h3><time datetime=day.iso>{day.title}</time></h3><ol>{entries}</ol> }
        })
        .collect_view();
    view! {
        <section class="sheet staff-tale" aria-labelledby="tale"><h2 id="tale">"Timeline"</h2>{empty}{days}</section>
    }
}

#[component]
fn Entry(entry: StaffEntry) -> impl IntoView {
    let StaffEntry { time, what, text, quote, private_note, by, public, undone, pictures, folded } = entry;
    let seen = match (undone, public) {
        (true, _) => view! { <span class="badge stop">"Undone"</span> },
        (false, true) => view! { <span class="badge good">"Shopper sees this"</span> },
        (false, false) => view! { <span class="badge">"Only staff"</span> },
    };
    let what = if undone { view! { <s>{what}</s> }.into_any() } else { what.into_any() };
    let folded = (folded > 0).then(|| format!("and {folded} earlier scans that say the same"));
    let photos = (!pictures.is_empty()).then(|| {
        let pictures = pictures
            .into_iter()
            .map(|PictureView { src, alt, width, height }| {
                let whole = src.clone();
                view! { <a href=whole><img src=src alt=alt width=width height=height loading="lazy"/></a> }
            })
            .collect_view();
        view! { <div class="photos">{pictures}</div> }
    });
    view! {
        <li class:undone=undone>
            <time datetime=time.iso>{time.text}</time>
            <div>
                <p class="what">{what}</p>
                {text.map(|text| view! { <p>{text}</p> })}
                {quote.map(|quote| view! { <blockquote>{quote}</blockquote> })}
                {private_note.map(|note| view! { <blockquote class="private">{note}</blockquote> })}
                {photos}
                {folded.map(|folded| view! { <p class="hint">{folded}</p> })}
                <p class="row hint">{seen}{by.map(|by| view! { <span>"by "{by}</span> })}</p>
            </div>
        </li>
    }
}
