//! The page behind the address that unsubscribes: opening it changes nothing, a button does.

use leptos::prelude::*;

use super::document::{Assets, Document};
use crate::language::Speech;
use crate::wire::frame::Frame;

/// What the page on unsubscribing shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnsubscribeView {
    /// Whether the address is unsubscribed.
    pub unsubscribed: bool,
    /// Where the button posts to: unsubscribes, or takes that back.
    pub action: String,
}

/// The page on unsubscribing as a whole document.
#[component]
pub fn UnsubscribePage(
    /// Language, shop and brand.
    frame: Frame,
    /// Where style and script lie.
    assets: Assets,
    /// What the page shows.
    view: UnsubscribeView,
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    let UnsubscribeView { unsubscribed, action } = view;
    let [title, text, button] = if unsubscribed {
        ["unsubscribed-title", "unsubscribed-text", "subscribe-again"]
    } else {
        ["unsubscribe-title", "unsubscribe-text", "unsubscribe-button"]
    };
    let shop = [("shop", frame.shop_name.as_str().into())];
    let (title, text) = (speech.say(title), speech.say_with(text, &shop));
    let heading = title.clone();
    view! {
        <Document frame assets speech=speech.clone() title class="sheet">
            <h1>{heading}</h1>
            <p class="lead">{text}</p>
            <form method="post" action=action><button class="main">{speech.say(button)}</button></form>
        </Document>
    }
}
