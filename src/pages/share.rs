//! The page on sharing: what a share link shows, the live link, ending it.

use leptos::prelude::*;

use super::document::{Assets, document};
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
pub fn share_page<'a>(
    frame: &'a Frame,
    assets: &'a Assets,
    view: ShareView,
    speech: &'a Speech,
) -> impl IntoView + 'a {
    let ShareView { name, make, revoke, back, state } = view;
    let intro = if state == ShareState::NotHere { "share-not-here" } else { "share-intro" };
    let ended = (state == ShareState::Ended)
        .then(|| view! { <p class="word" role="status">{speech.say("share-ended")}</p> });
    let make = matches!(state, ShareState::None | ShareState::Ended).then(|| {
        view! { <form method="post" action=make><button class="main">{speech.say("share-make")}</button></form> }
    });
    let live = match state {
        ShareState::Live(link) => Some(live(link, revoke, speech)),
        ShareState::None | ShareState::Ended | ShareState::NotHere => None,
    };
    let title = speech.say("share-title");
    let content = view! {
        <p class="which"><b>{speech.say_with("order-title", &[("name", name.as_str().into())])}</b></p>
        <h1>{title.clone()}</h1>
        <div class="card">{ended} <p class="soft">{speech.say(intro)}</p> {make} {live}</div>
        <p class="back"><a href=back>{speech.say("code-back")}</a></p>
    };
    document(frame, assets, speech, title, "sheet", content)
}

fn live(link: String, revoke: String, speech: &Speech) -> impl IntoView + use<> {
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
