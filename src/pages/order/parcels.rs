//! The parcels: state, last scan, tracking numbers, contents.

use std::sync::Arc;

use leptos::either::Either;
use leptos::prelude::*;

use crate::language::Speech;
use crate::wire::order_view::{ParcelView, TrackingView};

/// How many parcels stand open; the rest fold to one line each, so that twelve stay calm.
const OPEN: usize = 4;

/// Words that every parcel uses. Cheap to clone.
#[derive(Clone)]
struct Words {
    copy: Arc<str>,
    copied: Arc<str>,
    opens: Arc<str>,
}

/// The parcels; nothing when there are none.
#[component]
pub fn Parcels(
    /// The parcels, the one to look at first on top.
    parcels: Vec<ParcelView>,
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    (!parcels.is_empty()).then(|| {
        let words = Words {
            copy: speech.say("copy").into(),
            copied: speech.say("copied").into(),
            opens: speech.say("opens-carrier").into(),
        };
        let cards = parcels
            .into_iter()
            .enumerate()
            .map(|(index, parcel)| {
                view! { <Parcel parcel open=index < OPEN words=words.clone() speech=speech.clone()/> }
            })
            .collect_view();
        view! {
            <section class="first" aria-labelledby="parcels">
                <h2 class="vh" id="parcels">{speech.say("parcels-heading")}</h2>
                {cards}
            </section>
        }
    })
}

/// A parcel; one that is not `open` folds to its first line.
#[component]
fn Parcel(parcel: ParcelView, open: bool, words: Words, speech: Speech) -> impl IntoView {
    let ParcelView { title, state, tone, scan, expected, tracking, items, .. } = parcel;
    let top = view! { <h3>{title}</h3> <span class=tag(tone)>{state}</span> };
    let scan = scan.map(|scan| {
        view! { <p class="scan"><time datetime=scan.when.iso>{scan.when.text}</time> " " {scan.text}</p> }
    });
    let expected = expected.map(|text| view! { <p class="scan"><b>{text}</b></p> });
    let tracking = tracking
        .into_iter()
        .map(|track| view! { <Track track words=words.clone() speech=speech.clone()/> })
        .collect_view();
    let contents = (!items.is_empty()).then(|| {
        let lines = items.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <ul class="in">{lines}</ul> }
    });
    let body = view! { {expected} {scan} {tracking} {contents} };
    if open {
        Either::Left(view! { <article class="card parcel"><div class="top">{top}</div>{body}</article> })
    } else {
        Either::Right(
            view! { <details class="card parcel"><summary class="top">{top}</summary>{body}</details> },
        )
    }
}

/// The style class of a word about a state.
pub fn tag(tone: crate::wire::frame::Tone) -> &'static str {
    use crate::wire::frame::Tone;
    match tone {
        Tone::Calm => "tag",
        Tone::Good => "tag good",
        Tone::Warn => "tag warn",
        Tone::Stop => "tag stop",
    }
}

/// A tracking number. The copy button waits for the script that makes it work.
#[component]
fn Track(track: TrackingView, words: Words, speech: Speech) -> impl IntoView {
    let TrackingView { carrier, number, copy, url, action } = track;
    let label = speech.say_with("copy-number", &[("number", copy.as_str().into())]);
    let button = (!copy.is_empty()).then(|| {
        view! {
            <button type="button" data-copy=copy data-copied=words.copied aria-label=label hidden=true>
                {words.copy}
            </button>
        }
    });
    let link = url.map(|url| {
        view! {
            <a class="act" href=url rel="noopener noreferrer nofollow">
                {action}<span class="vh">" "{words.opens}</span>
            </a>
        }
    });
    view! {
        <div class="track">
            <div>
                {carrier.map(|name| view! { <p class="by">{name}</p> })}
                <p class="num"><bdi dir="ltr">{number}</bdi></p>
            </div>
            {button}
        </div>
        {link}
    }
}
