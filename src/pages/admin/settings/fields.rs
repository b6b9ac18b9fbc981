//! One field of a settings form: its name, what it does, what is in it, what is wrong with it.

use leptos::either::EitherOf7;
use leptos::prelude::*;

use crate::pages::render::in_textarea;
use crate::wire::admin::settings::{FieldKind, FieldView, OptionView};

/// A field.
#[component]
pub(super) fn Field(field: FieldView) -> impl IntoView {
    let value = field.value().to_owned();
    let FieldView { name, label, hint, kind, values, wrong, meanwhile } = field;
    let ids = Ids::new(&name, &hint, wrong.is_some(), meanwhile.is_some());
    let told = view! { <Told ids=ids.clone() hint wrong meanwhile/> }.into_any();
    match kind {
        FieldKind::Line { input, choices } => EitherOf7::A(line(&ids, label, told, input, value, choices)),
        FieldKind::Area { rows, code } => EitherOf7::B(view! {
            <div class="field">
                <label for=ids.name.clone()>{label}</label>
                {told}
                <textarea
                    id=ids.name.clone() name=ids.name rows=rows.to_string() class=code.then_some("code")
                    spellcheck=code.then_some("false") aria-describedby=ids.described aria-invalid=ids.invalid
                >{in_textarea(&value)}</textarea>
            </div>
        }),
        FieldKind::Radios(options) => EitherOf7::C(group(&ids, label, told, "radio", options, &values)),
        FieldKind::Checks(options) => EitherOf7::D(group(&ids, label, told, "checkbox", options, &values)),
        FieldKind::Select(options) => EitherOf7::E(select(&ids, label, told, options, &value)),
        FieldKind::Check => EitherOf7::F(view! {
            <div class="field">
                <label class="check">
                    <input
                        type="checkbox" name=ids.name value="yes" checked=!value.is_empty()
                        aria-describedby=ids.described aria-invalid=ids.invalid
                    />
                    {label}
                </label>
                {told}
            </div>
        }),
        FieldKind::Color { light, dark } => EitherOf7::G(color(&ids, label, told, value, light, dark)),
    }
}

/// What the parts of a field are called.
#[derive(Clone)]
struct Ids {
    name: String,
    described: Option<String>,
    invalid: Option<&'static str>,
}

impl Ids {
    fn new(name: &str, hint: &str, wrong: bool, meanwhile: bool) -> Self {
        let parts = [(wrong, "wrong"), (meanwhile, "now"), (!hint.is_empty(), "hint")];
        let parts: Vec<String> =
            parts.into_iter().filter(|(there, _)| *there).map(|(_, part)| format!("{name}-{part}")).collect();
        Self {
            name: name.to_owned(),
            described: (!parts.is_empty()).then(|| parts.join(" ")),
            invalid: wrong.then_some("true"),
        }
    }
}

/// What is wrong, what is saved meanwhile, what the field does.
#[component]
fn Told(ids: Ids, hint: String, wrong: Option<String>, meanwhile: Option<String>) -> impl IntoView {
    let id = |part: &str| format!("{}-{part}", ids.name);
    let wrong = wrong.map(|text| {
        let lines = text.lines().map(|line| view! { <span>{line.to_owned()}</span> }).collect_view();
        view! { <p class="wrong" id=id("wrong")>{lines}</p> }
    });
    let meanwhile = meanwhile
        .map(|text| view! { <p class="meanwhile" id=id("now")>"Saved meanwhile: " <b>{text}</b></p> });
    let hint = (!hint.is_empty()).then(|| view! { <p class="hint" id=id("hint")>{hint}</p> });
    view! { {wrong}{meanwhile}{hint} }
}

fn line(
    ids: &Ids,
    label: String,
    told: AnyView,
    input: String,
    value: String,
    choices: Vec<String>,
) -> impl IntoView + use<> {
    let list = (!choices.is_empty()).then(|| format!("{}-list", ids.name));
    let choices = list.clone().map(|id| {
        let choices =
            choices.into_iter().map(|choice| view! { <option value=choice></option> }).collect_view();
        view! { <datalist id=id>{choices}</datalist> }
    });
    // A browser's own check of addresses would speak other words than ours, in another place.
    let (input, mode) = match input.as_str() {
        "number" => ("text".to_owned(), Some("numeric")),
        "url" => ("text".to_owned(), Some("url")),
        "email" => ("text".to_owned(), Some("email")),
        _ => (input, None),
    };
    let short = (mode == Some("numeric")).then_some("short");
    view! {
        <div class="field">
            <label for=ids.name.clone()>{label}</label>
            <input
                type=input id=ids.name.clone() name=ids.name.clone() value=value list=list inputmode=mode class=short
                autocomplete="off" aria-describedby=ids.described.clone() aria-invalid=ids.invalid
            />
            {choices}
            {told}
        </div>
    }
}

fn group(
    ids: &Ids,
    label: String,
    told: AnyView,
    kind: &'static str,
    options: Vec<OptionView>,
    chosen: &[String],
) -> impl IntoView + use<> {
    let name = ids.name.clone();
    let options = options
        .into_iter()
        .map(|OptionView { value, label, hint }| {
            let on = chosen.contains(&value);
            let hint = (!hint.is_empty()).then(|| view! { <small>{hint}</small> });
            view! {
                <label class="check"><input type=kind name=name.clone() value=value checked=on/><span>{label}{hint}</span></label>
            }
        })
        .collect_view();
    let class = if kind == "checkbox" { "options many" } else { "options" };
    view! {
        <fieldset class="field" id=ids.name.clone() aria-describedby=ids.described.clone()>
            <legend>{label}</legend>
            {told}
            <div class=class>{options}</div>
        </fieldset>
    }
}

fn select(
    ids: &Ids,
    label: String,
    told: AnyView,
    options: Vec<OptionView>,
    chosen: &str,
) -> impl IntoView + use<> {
    let options = options
        .into_iter()
        .map(|option| view! { <option value=option.value.clone() selected={option.value == chosen}>{option.label}</option> })
        .collect_view();
    view! {
        <div class="field">
            <label for=ids.name.clone()>{label}</label>
            <select
                id=ids.name.clone() name=ids.name.clone() aria-describedby=ids.described.clone() aria-invalid=ids.invalid
            >
                {options}
            </select>
            {told}
        </div>
    }
}

/// A color as six digits, and how it is shown on light and dark pages. The swatches are drawn: a style
/// attribute would be refused by our own policy.
fn color(
    ids: &Ids,
    label: String,
    told: AnyView,
    value: String,
    light: String,
    dark: String,
) -> impl IntoView + use<> {
    let wish = value.to_ascii_lowercase();
    let shown = [("On light pages", light, "#fffefb"), ("On dark pages", dark, "#201e1b")].map(
        |(place, color, ground)| {
            let same = color == wish;
            let note = if same { "as chosen" } else { "moved until it can be read" };
            view! {
                <li>
                    <svg viewBox="0 0 64 32" width="64" height="32" aria-hidden="true">
                        <rect width="64" height="32" rx="6" fill=ground></rect>
                        <rect x="8" y="8" width="48" height="16" rx="4" fill=color.clone()></rect>
                    </svg>
                    <span>{place} ": " <code>{color}</code> ", " {note}</span>
                </li>
            }
        },
    );
    view! {
        <div class="field">
            <label for=ids.name.clone()>{label}</label>
            <input
                type="text" id=ids.name.clone() name=ids.name.clone() value=value class="short" autocomplete="off"
                spellcheck="false" aria-describedby=ids.described.clone() aria-invalid=ids.invalid
            />
            {told}
            <ul class="swatches">{shown.into_iter().collect_view()}</ul>
        </div>
    }
}
