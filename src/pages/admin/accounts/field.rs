//! A labelled field of a form, with what is wrong with it.

use leptos::prelude::*;

use crate::wire::admin::accounts::FieldErrors;

/// A field of one line. What is wrong stands below it and is told with it.
#[component]
pub fn Field(
    /// Its name in the form, also its id.
    name: &'static str,
    /// What people read.
    label: &'static str,
    /// What was typed before.
    #[prop(optional, into)]
    value: String,
    /// `text`, `email`, `password`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What browsers fill in.
    autocomplete: &'static str,
    /// What helps.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong in the form.
    #[prop(optional)]
    wrong: Option<&'static str>,
    /// The same for a form with several fields.
    #[prop(optional)]
    errors: FieldErrors,
    /// Whether it may stay empty.
    #[prop(optional)]
    may_be_empty: bool,
    /// The keyboard of phones: `numeric` for codes.
    #[prop(optional)]
    inputmode: Option<&'static str>,
) -> impl IntoView {
    let wrong = wrong.map(str::to_owned).or_else(|| errors.get(name).cloned());
    let (hint_id, wrong_id) = (format!("{name}-hint"), format!("{name}-wrong"));
    let described = [hint.as_ref().map(|_| hint_id.clone()), wrong.as_ref().map(|_| wrong_id.clone())];
    let described: Vec<String> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let invalid = wrong.is_some().then_some("true");
    let plain = matches!(kind, "email" | "password") || inputmode.is_some();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <input id=name name=name type=kind value={(kind != "password").then_some(value)} autocomplete=autocomplete
                inputmode=inputmode autocapitalize={plain.then_some("none")} spellcheck={plain.then_some("false")}
                required={!may_be_empty} aria-invalid=invalid aria-describedby=described/>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {wrong.map(|wrong| view! { <p class="wrong" id=wrong_id>{wrong}</p> })}
        </div>
    }
}

/// What is wrong with a form as a whole; empty when nothing is.
#[component]
pub fn Problem(
    /// The sentence.
    sentence: Option<String>,
) -> impl IntoView {
    sentence.map(|sentence| view! { <p class="problem" role="alert">{sentence}</p> })
}
