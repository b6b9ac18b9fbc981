//! Pages for when something is not there or did not work. They need no order, and those that tell
//! of trouble need no shop: a default [`Frame`] is enough.

use leptos::prelude::*;

use super::document::{Assets, Document};
use crate::language::Speech;
use crate::wire::frame::Frame;

/// What is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A link that is unknown, ended or mistyped: one page for all of them.
    LinkNotFound,
    /// A path that does not exist.
    PageNotFound,
    /// The order was erased.
    Gone,
    /// The database or the machine is busy.
    Busy,
    /// A mistake of ours.
    Error,
    /// A form was refused, for example sent from elsewhere.
    Refused,
    /// A body larger than we accept.
    TooLarge,
    /// The pages under the shop's own domain are not connected yet.
    NotConnected,
}

impl Notice {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::LinkNotFound,
        Self::PageNotFound,
        Self::Gone,
        Self::Busy,
        Self::Error,
        Self::Refused,
        Self::TooLarge,
        Self::NotConnected,
    ];

    /// Keys of title and text.
    const fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::LinkNotFound => ("not-found-title", "not-found-text"),
            Self::PageNotFound => ("not-found-page-title", "not-found-page-text"),
            Self::Gone => ("gone-title", "gone-text"),
            Self::Busy => ("busy-title", "busy-text"),
            Self::Error => ("error-title", "error-text"),
            Self::Refused => ("refused-title", "refused-text"),
            Self::TooLarge => ("too-large-title", "too-large-text"),
            Self::NotConnected => ("not-connected-title", "not-connected-text"),
        }
    }
}

/// What a notice shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeView {
    /// What is to be told.
    pub notice: Notice,
    /// Path to try again, for a busy moment or a mistake; `None` offers the look-up form.
    pub again: Option<String>,
    /// Path of the look-up form.
    pub find: String,
}

/// A notice as a whole document.
#[component]
pub fn NoticePage(
    /// Language, shop and brand.
    frame: Frame,
    /// Where style and script lie.
    assets: Assets,
    /// What the page shows.
    view: NoticeView,
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    let (title, text) = view.notice.keys();
    let class = match view.notice {
        Notice::Busy | Notice::NotConnected => "which",
        _ => "which warn",
    };
    let (label, href) = match view.again {
        Some(again) => (speech.say("busy-again"), again),
        None => (speech.say("find-link"), view.find),
    };
    let (title, text) = (speech.say(title), speech.say(text));
    let heading = title.clone();
    view! {
        <Document frame assets speech title class="sheet">
            <p class=class><i class="mark"></i></p>
            <h1>{heading}</h1>
            <p class="lead">{text}</p>
            <p class="back"><a class="act" href=href>{label}</a></p>
        </Document>
    }
}
