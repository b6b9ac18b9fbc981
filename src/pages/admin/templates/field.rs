//! A field for a text of a message, with what is to be mended in it below.

use leptos::either::Either;
use leptos::prelude::*;

use crate::pages::render::in_textarea;
use crate::wire::admin::templates::FindingView;

/// What a field is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// One line.
    Line,
    /// Several lines of words.
    Area(u8),
    /// Several lines of source.
    Source(u8),
}

/// What all fields of a form share.
#[derive(Clone, Debug)]
pub(super) struct Around {
    /// BCP 47 tag of the words.
    pub(super) tag: String,
    /// Their direction.
    pub(super) direction: String,
    /// What is to be mended, in any field.
    pub(super) findings: Vec<FindingView>,
    /// Whether fields with errors are marked: saving was refused.
    pub(super) marked: bool,
}

/// The field.
#[component]
pub(super) fn TextField(
    /// Its name and id.
    name: &'static str,
    /// What it is called.
    label: &'static str,
    /// What it is for.
    hint: &'static str,
    /// What is typed.
    value: String,
    /// What it is like.
    form: Form,
    /// What it shares with the others.
    around: Around,
) -> impl IntoView {
    let Around { tag, direction, findings, marked } = around;
    let findings: Vec<FindingView> = findings.into_iter().filter(|found| found.field == name).collect();
    let wrong = findings.iter().any(|found| found.severity == "error");
    let invalid = (marked && wrong).then_some("true");
    let described = format!("found-{name}");
    let hint = (!hint.is_empty()).then(|| view! { <small>{hint}</small> });
    let typed = match form {
        Form::Line => Either::Left(view! {
            <input id=name name=name value=value lang=tag dir=direction autocomplete="off" aria-invalid=invalid aria-describedby=described/>
        }),
        Form::Area(rows) => Either::Right(Either::Left(view! {
            <textarea id=name name=name rows=rows.to_string() lang=tag dir=direction aria-invalid=invalid aria-describedby=described>{in_textarea(&value)}</textarea>
        })),
        Form::Source(rows) => Either::Right(Either::Right(view! {
            <textarea id=name name=name rows=rows.to_string() class="code" dir="ltr" spellcheck="false" autocapitalize="off" data-source="" aria-invalid=invalid aria-describedby=described>{in_textarea(&value)}</textarea>
        })),
    };
    view! {
        <div class="field">
            <label for=name>{label}{hint}</label>
            {typed}
            <Findings name findings/>
        </div>
    }
}

/// What is to be mended in a field; the browser half writes it anew while somebody types.
#[component]
fn Findings(name: &'static str, findings: Vec<FindingView>) -> impl IntoView {
    let id = format!("found-{name}");
    let lines = findings
        .into_iter()
        .map(|found| {
            let place = format!("Line {}, column {}", found.line, found.column);
            let class = format!("badge {}", found.tone.class());
            view! {
                <li>
                    <span class=class>{word(&found.severity)}</span>
                    <a href=format!("#{name}") data-line=found.line data-column=found.column>{place}</a>
                    <span>{found.sentence}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="findings" id=id.clone() data-fresh=id>{lines}</ul> }
}

fn word(severity: &str) -> &'static str {
    match severity {
        "error" => "Error",
        "warning" => "Warning",
        _ => "Hint",
    }
}
