//! The page where a code is asked for and entered.

use leptos::prelude::*;

use super::document::{Assets, Document};
use super::order::WriteTo;
use crate::language::Speech;
use crate::wire::frame::Frame;

/// Where asking for a code stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodeState {
    /// Nothing asked yet.
    #[default]
    Fresh,
    /// A code is on its way, if the order has an address.
    Sent,
    /// That was not the code.
    Wrong {
        /// Tries left.
        left: u32,
    },
    /// The code has run out, or was tried too often.
    Dead,
    /// Enough codes were sent for now.
    TooMany,
}

/// What the code page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeView {
    /// What people call the order.
    pub name: String,
    /// Where asking for a code posts to.
    pub send: String,
    /// Where the code posts to, as field `code`.
    pub check: String,
    /// Path of the order page.
    pub back: String,
    /// Where asking stands.
    pub state: CodeState,
    /// What binds the code to this browser where there are no cookies: a secret that both forms hand
    /// back as field `browser`. `None` where a cookie does it.
    pub browser: Option<String>,
}

/// The code page as a whole document.
#[component]
pub fn CodePage(
    /// Language, shop and brand.
    frame: Frame,
    /// Where style and script lie.
    assets: Assets,
    /// What the page shows.
    view: CodeView,
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    let CodeView { name, send, check, back, state, browser } = view;
    let bound = browser.clone();
    let problem = match state {
        CodeState::Fresh | CodeState::Sent => None,
        CodeState::Wrong { left } => Some(speech.say_with("code-wrong", &[("left", i64::from(left).into())])),
        CodeState::Dead => Some(speech.say("code-dead")),
        CodeState::TooMany => Some(speech.say("code-too-many")),
    };
    let wrong = matches!(state, CodeState::Wrong { .. });
    let problem = problem.map(|text| view! { <p class="bad" role="alert" id="problem">{text}</p> });
    let sent = (state == CodeState::Sent)
        .then(|| view! { <p class="word" role="status">{speech.say("code-sent")}</p> });
    let intro = matches!(state, CodeState::Fresh | CodeState::Dead)
        .then(|| view! { <p class="soft">{speech.say("code-intro")}</p> });
    let enter = matches!(state, CodeState::Sent | CodeState::Wrong { .. } | CodeState::TooMany)
        .then(|| view! { <EnterCode check wrong browser speech=speech.clone()/> });
    let ask = (state != CodeState::TooMany).then(|| {
        let first = matches!(state, CodeState::Fresh | CodeState::Dead);
        let label = speech.say(if first { "code-send" } else { "code-again" });
        view! {
            <form method="post" action=send>
                <Bound browser=bound/>
                <button class=first.then_some("main")>{label}</button>
            </form>
        }
    });
    // Who mistyped the address waits for a code in vain: the shop can correct it.
    let lost = (state != CodeState::Fresh).then(|| {
        let (email, name, speech) = (frame.support_email.clone(), name.clone(), speech.clone());
        view! { <WriteTo email name keys=("code-no-mail-email", "code-no-mail") speech/> }
    });
    let which = speech.say_with("order-title", &[("name", name.as_str().into())]);
    let (title, leave) = (speech.say("code-title"), speech.say("code-back"));
    let heading = title.clone();
    view! {
        <Document frame assets speech title class="sheet">
            <p class="which"><b>{which}</b></p>
            <h1>{heading}</h1>
            <div class="card">{problem} {sent} {intro} {enter} {ask} {lost}</div>
            <p class="back"><a href=back>{leave}</a></p>
        </Document>
    }
}

/// The form that takes the code.
#[component]
fn EnterCode(check: String, wrong: bool, browser: Option<String>, speech: Speech) -> impl IntoView {
    view! {
        <form method="post" action=check>
            <Bound browser/>
            <CodeField wrong speech=speech.clone()/>
            <button class="main">{speech.say("code-submit")}</button>
        </form>
    }
}

/// The field for a code of digits, named `code`.
#[component]
pub(super) fn CodeField(
    /// Whether the last one was wrong, which stands in `#problem`.
    wrong: bool,
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    let tied = if wrong { "hint problem" } else { "hint" };
    view! {
        <div class="field">
            <label for="code">{speech.say("code-label")}</label>
            <p class="soft" id="hint">{speech.say("code-hint")}</p>
            <input class="code" id="code" name="code" dir="ltr" required=true maxlength="20"
                inputmode="numeric" autocomplete="one-time-code" enterkeyhint="go" spellcheck="false"
                aria-describedby=tied aria-invalid=wrong.then_some("true")/>
        </div>
    }
}

/// The secret that binds a code to this browser, where a form has to carry it.
#[component]
fn Bound(browser: Option<String>) -> impl IntoView {
    browser.map(|secret| view! { <input type="hidden" name="browser" value=secret/> })
}
