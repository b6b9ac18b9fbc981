//! The look-up form. All misses look alike: which of the two fields was wrong is never said.

use leptos::prelude::*;

use super::document::{Assets, document};
use crate::language::Speech;
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

/// A field of the form.
struct Field {
    id: &'static str,
    label: String,
    hint: String,
    value: String,
    problem: Option<String>,
    autocomplete: &'static str,
    inputmode: &'static str,
    enter: &'static str,
}

/// The look-up form as a whole document.
pub fn find_page<'a>(
    frame: &'a Frame,
    assets: &'a Assets,
    view: FindView,
    speech: &'a Speech,
) -> impl IntoView + 'a {
    let FindView { action, order, state } = view;
    let (no_order, no_proof) = match state {
        FindState::Missing { order, proof } => (order, proof),
        _ => (false, false),
    };
    let summary = match state {
        FindState::Miss => vec![speech.say("find-miss")],
        FindState::TooMany => vec![speech.say("find-too-many")],
        FindState::NoShop => vec![speech.say("find-no-shop")],
        FindState::Missing { .. } => [(no_order, "find-missing-order"), (no_proof, "find-missing-proof")]
            .into_iter()
            .filter(|(missing, _)| *missing)
            .map(|(_, key)| speech.say(key))
            .collect(),
        FindState::Fresh | FindState::Sent => Vec::new(),
    };
    let summary = (!summary.is_empty()).then(|| {
        let lines = summary.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
        view! { <div class="bad" role="alert" id="summary">{lines}</div> }
    });
    let sent = (state == FindState::Sent)
        .then(|| view! { <p class="word" role="status">{speech.say("find-sent")}</p> });
    let form =
        (!matches!(state, FindState::NoShop | FindState::Sent)).then(|| form(action, order, state, speech));
    let title = speech.say("find-title");
    let content = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{speech.say("find-intro")}</p>
        <div class="card">{summary} {sent} {form}</div>
    };
    document(frame, assets, speech, title, "sheet", content)
}

fn form(action: String, value: String, state: FindState, speech: &Speech) -> impl IntoView + use<> {
    let (no_order, no_proof) = match state {
        FindState::Missing { order, proof } => (order, proof),
        _ => (false, false),
    };
    let missed = state == FindState::Miss;
    let order = Field {
        id: "order",
        label: speech.say("find-order"),
        hint: speech.say("find-order-hint"),
        value,
        problem: no_order.then(|| speech.say("find-missing-order")),
        autocomplete: "off",
        inputmode: "text",
        enter: "next",
    };
    let proof = Field {
        id: "proof",
        label: speech.say("find-proof"),
        hint: speech.say("find-proof-hint"),
        value: String::new(),
        problem: no_proof.then(|| speech.say("find-missing-proof")),
        autocomplete: "email",
        inputmode: "email",
        enter: "go",
    };
    view! {
        <form method="post" action=action>
            {field(order, missed)}
            {field(proof, missed)}
            <button class="main">{speech.say("find-submit")}</button>
        </form>
    }
}

/// A labeled field; its hint and its error are tied to it by name.
fn field(field: Field, missed: bool) -> impl IntoView {
    let Field { id, label, hint, value, problem, autocomplete, inputmode, enter } = field;
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
