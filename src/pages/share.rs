//! The page on sharing: what a share link shows, the live link, ending it.

use leptos::prelude::*;

use super::document::{Assets, Document};
use crate::language::Speech;
use crate::wire::frame::Frame;

/// Where sharing stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ShareState {
    /// There is no share link.
    #[default]
    None,
    /// This link works.
    Live(String),
    /// The link was just ended.
    Ended,
    /// The viewer came by a share link, which cannot be shared on.
    NotHere,
}

/// What the page on sharing shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShareView {
    /// What people call the order.
    pub name: String,
    /// Where making a link posts to.
    pub make: String,
    /// Where ending the link posts to.
    pub revoke: String,
    /// Path of the order page.
    pub back: String,
    /// Where sharing stands.
    pub state: ShareState,
}

/// The page on sharing as a whole document.
#[component]
pub fn SharePage(
    /// Language, shop and brand.
    frame: Frame,
    /// Where style and script lie.
    assets: Assets,
    /// What the page shows.
    view: ShareView,
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    let ShareView { name, make, revoke, back, state } = view;
    let intro = if state == ShareState::NotHere { "share-not-here" } else { "share-intro" };
    let ended = (state == ShareState::Ended)
        .then(|| view! { <p class="word" role="status">{speech.say("share-ended")}</p> });
    let make = matches!(state, ShareState::None | ShareState::Ended).then(|| {
        view! { <form method="post" action=make><button class="main">{speech.say("share-make")}</button></form> }
    });
    let live = match state {
        ShareState::Live(link) => Some(view! { <LiveLink link revoke speech=speech.clone()/> }),
        ShareState::None | ShareState::Ended | ShareState::NotHere => None,
    };
    let which = speech.say_with("order-title", &[("name", name.as_str().into())]);
    let (title, intro, leave) = (speech.say("share-title"), speech.say(intro), speech.say("code-back"));
    let heading = title.clone();
    view! {
        <Document frame assets speech title class="sheet">
            <p class="which"><b>{which}</b></p>
            <h1>{heading}</h1>
            <div class="card">{ended} <p class="soft">{intro}</p> {make} {live}</div>
            <p class="back"><a href=back>{leave}</a></p>
        </Document>
    }
}

/// The link itself, a button that copies it, and the way to end it.
#[component]
fn LiveLink(link: String, revoke: String, speech: Speech) -> impl IntoView {
    view! {
        <div class="field">
            <label for="link">{speech.say("share-link")}</label>
            <input id="link" dir="ltr" readonly=true value=link.clone()/>
        </div>
        <button type="button" class="main" data-copy=link data-copied=speech.say("copied") hidden=true>
            {speech.say("copy")}
        </button>
        <form method="post" action=revoke><button>{speech.say("share-end")}</button></form>
    }
}
