//! The page where a code is asked for and entered.

use leptos::prelude::*;

use super::document::{Assets, document};
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
}

/// The code page as a whole document.
pub fn code_page<'a>(
    frame: &'a Frame,
    assets: &'a Assets,
    view: CodeView,
    speech: &'a Speech,
) -> impl IntoView + 'a {
    let CodeView { name, send, check, back, state } = view;
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
        .then(|| enter(check, wrong, speech));
    let ask = (state != CodeState::TooMany).then(|| {
        let first = matches!(state, CodeState::Fresh | CodeState::Dead);
        let label = speech.say(if first { "code-send" } else { "code-again" });
        view! { <form method="post" action=send><button class=first.then_some("main")>{label}</button></form> }
    });
    let title = speech.say("code-title");
    let content = view! {
        <p class="which"><b>{speech.say_with("order-title", &[("name", name.as_str().into())])}</b></p>
        <h1>{title.clone()}</h1>
        <div class="card">{problem} {sent} {intro} {enter} {ask}</div>
        <p class="back"><a href=back>{speech.say("code-back")}</a></p>
    };
    document(frame, assets, speech, title, "sheet", content)
}

fn enter(check: String, wrong: bool, speech: &Speech) -> impl IntoView + use<> {
    let tied = if wrong { "hint problem" } else { "hint" };
    view! {
        <form method="post" action=check>
            <div class="field">
                <label for="code">{speech.say("code-label")}</label>
                <p class="soft" id="hint">{speech.say("code-hint")}</p>
                <input class="code" id="code" name="code" dir="ltr" required=true maxlength="20"
                    inputmode="numeric" autocomplete="one-time-code" enterkeyhint="go" spellcheck="false"
                    aria-describedby=tied aria-invalid=wrong.then_some("true")/>
            </div>
            <button class="main">{speech.say("code-submit")}</button>
        </form>
    }
}
