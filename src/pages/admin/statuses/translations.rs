//! The words of a status in the other languages, and what is missing.

use leptos::either::Either;
use leptos::prelude::*;

use super::editor::{Line, marks, said};
use crate::pages::render::in_textarea;
use crate::wire::admin::statuses::{LanguageField, StatusForm, WordsForm, Wrong};

/// One field set per language; those with something missing or wrong stand open.
#[component]
pub fn Translations(
    form: StatusForm,
    wrong: Vec<Wrong>,
    /// The shop's main language.
    main: LanguageField,
    /// The others.
    languages: Vec<LanguageField>,
    /// Names of those that are missing.
    missing: Vec<String>,
) -> impl IntoView {
    let count = languages.len() + 1;
    let state = if missing.is_empty() {
        Either::Left(view! { <span class="badge good">{format!("{count} languages")}</span> })
    } else {
        Either::Right(
            view! { <span class="badge warn">{format!("{} of {count} languages missing: {}", missing.len(), missing.join(", "))}</span> },
        )
    };
    let shown = form.show_anyway;
    let anyway = (!missing.is_empty() || shown).then(|| {
        let (invalid, described) = marks(&wrong, "show_anyway");
        view! {
            <div class="field">
                <label class="check"><input id="show_anyway" type="checkbox" name="show_anyway" checked=shown aria-invalid=invalid aria-describedby=described/>
                    <span>{format!("Show it anyway in {}", main.name)}<small>{format!("Shoppers whose language is missing read the words in {}.", main.name)}</small></span></label>
                {said(&wrong, "show_anyway")}
            </div>
        }
    });
    let sets = languages
        .into_iter()
        .map(|language| {
            let typed =
                form.words.iter().find(|words| words.tag == language.tag).cloned().unwrap_or_default();
            view! { <Words language typed wrong=wrong.clone()/> }
        })
        .collect_view();
    view! {
        <section class="sheet" aria-labelledby="translations">
            <h2 id="translations">"Translations"</h2>
            <div class="fields">
                <p>{state}</p>
                {anyway}
                {sets}
            </div>
        </section>
    }
}

/// The words in one language.
#[component]
fn Words(language: LanguageField, typed: WordsForm, wrong: Vec<Wrong>) -> impl IntoView {
    let LanguageField { tag, name, direction, fallback, missing } = language;
    let (name_field, text_field) = (format!("name-{tag}"), format!("text-{tag}"));
    let is_wrong = wrong.iter().any(|wrong| wrong.field == name_field || wrong.field == text_field);
    let state = if missing {
        Either::Left(view! { <span class="badge warn">"missing"</span> })
    } else {
        Either::Right(view! { <span class="badge good">"written"</span> })
    };
    let chain = fallback.join(" → ");
    let (invalid, described) = marks(&wrong, &text_field);
    view! {
        <details class="tongue" open=is_wrong data-fallback=fallback.join(" ")>
            <summary><span lang=tag.clone()>{name.clone()}</span>{state}</summary>
            <div class="fields" lang=tag.clone() dir=direction>
                <Line name=name_field label=format!("Public name, {name}") hint="" value=typed.name wrong=wrong.clone()/>
                <div class="field">
                    <label for=text_field.clone()>{format!("Public text, {name}")}</label>
                    <textarea id=text_field.clone() name=text_field.clone() rows="3" aria-invalid=invalid aria-describedby=described>{in_textarea(&typed.text)}</textarea>
                    {said(&wrong, &text_field)}
                </div>
                <p class="hint" lang="en" dir="ltr">"Words are looked for in: "<code>{chain}</code></p>
            </div>
        </details>
    }
}
