//! What happened: days, newest first, each a list of entries with words from the shop and folded
//! scans.

use leptos::either::Either;
use leptos::prelude::*;

use crate::language::Speech;
use crate::pages::rich_text::{Icon, RichText};
use crate::wire::order_view::{DayView, EntryView, PictureView, ScanView};

/// The timeline; a friendly line while nothing has happened.
#[component]
pub fn Timeline(
    /// What happened, newest first.
    days: Vec<DayView>,
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    let story = if days.is_empty() {
        Either::Left(view! { <p class="soft">{speech.say("timeline-empty")}</p> })
    } else {
        Either::Right(days.into_iter().map(|day| view! { <Day day/> }).collect_view())
    };
    view! {
        <section class="tale" aria-labelledby="story">
            <h2 id="story">{speech.say("timeline-heading")}</h2>
            {story}
        </section>
    }
}

/// A day with its entries.
#[component]
fn Day(day: DayView) -> impl IntoView {
    let entries = day.entries.into_iter().map(|entry| view! { <Entry entry/> }).collect_view();
    view! { <section><h3><time datetime=day.iso>{day.title}</time></h3><ol>{entries}</ol></section> }
}

/// One thing that happened.
#[component]
fn Entry(entry: EntryView) -> impl IntoView {
    let EntryView { time, class, what, text, blocks, icon, quote, by, pictures, folded, scans } = entry;
    let icon = icon.map(|icon| view! { <Icon icon/> });
    let quote = quote.map(|quote| {
        view! { <blockquote>{quote}{by.map(|by| view! { <cite>{by}</cite> })}</blockquote> }
    });
    view! {
        <li class=class>
            <time datetime=time.iso>{time.text}</time>
            <div>
                <p class="what">{icon}{what}</p>
                {text.map(|text| view! { <p>{text}</p> })}
                <RichText blocks/>
                {quote}
                {(!pictures.is_empty()).then(|| view! { <Pictures pictures/> })}
                {(!scans.is_empty()).then(|| view! { <Scans label=folded scans/> })}
            </div>
        </li>
    }
}

/// Scans behind one line.
#[component]
fn Scans(label: String, scans: Vec<ScanView>) -> impl IntoView {
    let scans = scans
        .into_iter()
        .map(|scan| view! { <li><time datetime=scan.when.iso>{scan.when.text}</time> " " {scan.text}</li> })
        .collect_view();
    view! { <details class="folds"><summary>{label}</summary><ul>{scans}</ul></details> }
}

/// Proof photos; each opens at its full size.
#[component]
pub fn Pictures(
    /// The pictures, in their order.
    pictures: Vec<PictureView>,
) -> impl IntoView {
    let pictures = pictures
        .into_iter()
        .map(|PictureView { src, alt, width, height }| {
            let whole = src.clone();
            view! { <a href=whole><img src=src alt=alt width=width height=height loading="lazy" decoding="async"/></a> }
        })
        .collect_view();
    view! { <div class="photos">{pictures}</div> }
}
