//! The page where a shopper corrects the order's e-mail address: type the new one, enter the code that went there.

use leptos::prelude::*;

use super::code::CodeField;
use super::document::{Assets, Document};
use crate::language::Speech;
use crate::wire::frame::Frame;

/// Where correcting stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AddressState {
    /// Nothing happened yet, or a code waits to be entered.
    #[default]
    Fresh,
    /// What was typed is no e-mail address.
    NotAnAddress,
    /// Messages go there already.
    Same,
    /// Staff said where messages go; it cannot be changed here.
    SetByShop,
    /// Enough codes were sent for now.
    TooMany,
    /// That was not the code.
    Wrong {
        /// Tries left.
        left: u32,
    },
    /// The code has run out, or was tried too often.
    Dead,
    /// The new address is the order's.
    Done,
}

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressView {
    /// What people call the order.
    pub name: String,
    /// Where messages go now, masked.
    pub current: String,
    /// Where a code waits to be entered from, masked; `None` when none does.
    pub waiting: Option<String>,
    /// What was typed, to be mended.
    pub typed: String,
    /// Where the new address posts to, as field `address`.
    pub send: String,
    /// Where the code posts to, as field `code`.
    pub check: String,
    /// Path of the order page.
    pub back: String,
    /// Where correcting stands.
    pub state: AddressState,
}

/// The page as a whole document.
#[component]
pub fn AddressPage(
    /// Language, shop and brand.
    frame: Frame,
    /// Where style and script lie.
    assets: Assets,
    /// What the page shows.
    view: AddressView,
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    let AddressView { name, current, waiting, typed, send, check, back, state } = view;
    let which = speech.say_with("order-title", &[("name", name.as_str().into())]);
    let now = [("address", current.as_str().into())];
    let done = (state == AddressState::Done)
        .then(|| view! { <p class="word" role="status">{speech.say_with("address-done", &now)}</p> });
    let set = (state == AddressState::SetByShop)
        .then(|| view! { <p class="word" role="status">{speech.say("address-set-by-shop")}</p> });
    let open = !matches!(state, AddressState::Done | AddressState::SetByShop);
    let intro = open.then(|| view! { <p class="soft">{speech.say_with("address-intro", &now)}</p> });
    let problem = match state {
        AddressState::Wrong { left } => {
            Some(speech.say_with("code-wrong", &[("left", i64::from(left).into())]))
        }
        AddressState::Dead => Some(speech.say("code-dead")),
        AddressState::TooMany => Some(speech.say("address-too-many")),
        _ => None,
    };
    let problem = problem.map(|text| view! { <p class="bad" role="alert" id="problem">{text}</p> });
    let wrong = matches!(state, AddressState::Wrong { .. });
    let first = waiting.is_none();
    let enter = waiting.map(|to| view! { <EnterCode to check wrong speech=speech.clone()/> });
    let ask = open.then(|| view! { <NewAddress typed send state first speech=speech.clone()/> });
    let (title, leave) = (speech.say("address-title"), speech.say("code-back"));
    let heading = title.clone();
    view! {
        <Document frame assets speech title class="sheet">
            <p class="which"><b>{which}</b></p>
            <h1>{heading}</h1>
            <div class="card">{done} {set} {problem} {enter} {intro} {ask}</div>
            <p class="back"><a href=back>{leave}</a></p>
        </Document>
    }
}

/// The form that takes the code.
#[component]
fn EnterCode(to: String, check: String, wrong: bool, speech: Speech) -> impl IntoView {
    let sent = speech.say_with("address-sent", &[("address", to.as_str().into())]);
    view! {
        <p class="word" role="status">{sent}</p>
        <form method="post" action=check>
            <CodeField wrong speech=speech.clone()/>
            <button class="main">{speech.say("address-confirm")}</button>
        </form>
    }
}

/// The form that takes the new address.
#[component]
fn NewAddress(
    typed: String,
    send: String,
    state: AddressState,
    /// Whether this is the page's first thing to do.
    first: bool,
    speech: Speech,
) -> impl IntoView {
    let slip = match state {
        AddressState::NotAnAddress => Some(speech.say("address-wrong")),
        AddressState::Same => Some(speech.say("address-same")),
        _ => None,
    };
    let bad = slip.is_some();
    let slip = slip.map(|text| view! { <p class="slip" id="address-problem">{text}</p> });
    view! {
        <form method="post" action=send>
            <div class="field">
                <label for="address">{speech.say("address-label")}</label>
                {slip}
                <input id="address" name="address" type="email" dir="ltr" value=typed required=true maxlength="254"
                    autocomplete="email" enterkeyhint="send" spellcheck="false" autocapitalize="off"
                    aria-describedby=bad.then_some("address-problem") aria-invalid=bad.then_some("true")/>
            </div>
            <button class=first.then_some("main")>{speech.say("address-send")}</button>
        </form>
    }
}
