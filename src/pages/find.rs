//! The look-up form. All misses look alike: which of the two fields was wrong is never said.

use leptos::prelude::*;

use super::document::{Assets, Document};
use crate::language::Speech;
use crate::pages::rich_text::RichText;
use crate::wire::frame::Frame;

/// Where looking up stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FindState {
    /// Nothing entered yet.
    #[default]
    Fresh,
    /// Fields were left empty.
    Missing {
        /// The order number is missing.
        order: bool,
        /// The e-mail address or postcode is missing.
        proof: bool,
    },
    /// No order matches.
    Miss,
    /// Too many tries.
    TooMany,
    /// If an order matches, its link is on its way by e-mail.
    Sent,
    /// There is no shop yet.
    NoShop,
}

/// What the look-up form shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindView {
    /// Where the form posts to, as fields `order` and `proof`.
    pub action: String,
    /// The order number as typed; empty at first.
    pub order: String,
    /// Where looking up stands.
    pub state: FindState,
}

/// The look-up form as a whole document.
#[component]
pub fn FindPage(
    /// Language, shop and brand.
    frame: Frame,
    /// Where style and script lie.
    assets: Assets,
    /// What the page shows.
    view: FindView,
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    let FindView { action, order, state } = view;
    let summary = summary(state, &speech);
    let sent = (state == FindState::Sent)
        .then(|| view! { <p class="word" role="status">{speech.say("find-sent")}</p> });
    let form = (!matches!(state, FindState::NoShop | FindState::Sent))
        .then(|| view! { <LookUp action order state speech=speech.clone()/> });
    let (title, intro) = (speech.say("find-title"), speech.say("find-intro"));
    let heading = title.clone();
    let mut frame = frame;
    let own = std::mem::take(&mut frame.intro);
    let own = (!own.is_empty()).then(|| view! { <div class="own"><RichText blocks=own/></div> });
    view! {
        <Document frame assets speech title class="sheet">
            <h1>{heading}</h1>
            <p class="lead">{intro}</p>
            {own}
            <div class="card">{summary} {sent} {form}</div>
        </Document>
    }
}

/// What is wrong with what was entered, above the form; nothing when nothing is.
fn summary(state: FindState, speech: &Speech) -> Option<impl IntoView + use<>> {
    let keys: &[&str] = match state {
        FindState::Miss => &["find-miss"],
        FindState::TooMany => &["find-too-many"],
        FindState::NoShop => &["find-no-shop"],
        FindState::Missing { order: true, proof: true } => &["find-missing-order", "find-missing-proof"],
        FindState::Missing { order: true, .. } => &["find-missing-order"],
        FindState::Missing { proof: true, .. } => &["find-missing-proof"],
        FindState::Missing { .. } | FindState::Fresh | FindState::Sent => &[],
    };
    (!keys.is_empty()).then(|| {
        let lines = keys.iter().map(|key| view! { <p>{speech.say(key)}</p> }).collect_view();
        view! { <div class="bad" role="alert" id="summary">{lines}</div> }
    })
}

/// The form.
#[component]
fn LookUp(action: String, order: String, state: FindState, speech: Speech) -> impl IntoView {
    let (no_order, no_proof) = match state {
        FindState::Missing { order, proof } => (order, proof),
        _ => (false, false),
    };
    let missed = state == FindState::Miss;
    let no_order = no_order.then(|| speech.say("find-missing-order"));
    let no_proof = no_proof.then(|| speech.say("find-missing-proof"));
    view! {
        <form method="post" action=action>
            <Field id="order" label=speech.say("find-order") hint=speech.say("find-order-hint") value=order
                problem=no_order missed autocomplete="off" inputmode="text" enter="next"/>
            <Field id="proof" label=speech.say("find-proof") hint=speech.say("find-proof-hint")
                value=String::new() problem=no_proof missed autocomplete="email" inputmode="email" enter="go"/>
            <button class="main">{speech.say("find-submit")}</button>
        </form>
    }
}

/// A labeled field; its hint and its error are tied to it by name.
#[component]
fn Field(
    id: &'static str,
    label: String,
    hint: String,
    value: String,
    /// What is wrong with this field alone.
    problem: Option<String>,
    /// Whether the fields together match nothing.
    missed: bool,
    autocomplete: &'static str,
    inputmode: &'static str,
    enter: &'static str,
) -> impl IntoView {
    let invalid = missed || problem.is_some();
    let tied = match (problem.is_some(), missed) {
        (true, _) => format!("{id}-hint {id}-problem"),
        (false, true) => format!("{id}-hint summary"),
        (false, false) => format!("{id}-hint"),
    };
    let problem = problem.map(|text| view! { <p class="slip" id=format!("{id}-problem")>{text}</p> });
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <p class="soft" id=format!("{id}-hint")>{hint}</p>
            {problem}
            <input id=id name=id value=value required=true maxlength="200" autocomplete=autocomplete
                inputmode=inputmode enterkeyhint=enter autocapitalize="off" spellcheck="false"
                aria-describedby=tied aria-invalid=invalid.then_some("true")/>
        </div>
    }
}
