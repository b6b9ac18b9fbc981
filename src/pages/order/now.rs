//! The first screen: which order, the headline, one sentence, the progress bar, the due date.

use leptos::either::Either;
use leptos::prelude::*;

use crate::language::Speech;
use crate::pages::rich_text::{Icon, RichText};
use crate::wire::frame::{Moment, Tone};
use crate::wire::order_view::{DueMoveView, DueView, IconView, StageView};
use crate::wire::rich_text::Block;

/// The first screen.
#[component]
pub fn Now(
    /// "Order #1042".
    title: String,
    /// When it was placed.
    placed: Option<Moment>,
    /// The headline.
    headline: String,
    /// How it feels.
    tone: Tone,
    /// One sentence more.
    lead: Option<String>,
    /// What the merchant wrote about the step.
    step_text: Vec<Block>,
    /// The step's icon.
    icon: Option<IconView>,
    /// The progress bar.
    stages: Vec<StageView>,
    /// The due date.
    due: Option<DueView>,
    /// What is usual.
    pace: Option<String>,
    coming: Option<String>,
    /// The page's language.
    speech: Speech,
) -> impl IntoView {
    let class = match tone {
        Tone::Calm => "now",
        Tone::Good => "now good",
        Tone::Warn => "now warn",
        Tone::Stop => "now stop",
    };
    let placed = placed.map(|placed| view! { <span><time datetime=placed.iso>{placed.text}</time></span> });
    let mark = match icon {
        Some(icon) => Either::Left(view! { <i class="own"><Icon icon/></i> }),
        None => Either::Right(view! { <i class="mark"></i> }),
    };
    let due = (due.is_some() || pace.is_some() || coming.is_some())
        .then(|| view! { <Due due pace coming speech=speech.clone()/> });
    view! {
        <section class=class aria-labelledby="headline">
            <p class="which">{mark}<b>{title}</b> {placed}</p>
            <h1 id="headline">{headline}</h1>
            {lead.map(|lead| view! { <p class="lead">{lead}</p> })}
            {(!step_text.is_empty()).then(|| view! { <div class="lead"><RichText blocks=step_text/></div> })}
            {(!stages.is_empty()).then(|| view! { <Stages stages label=speech.say("stages-label")/> })}
            {due}
        </section>
    }
}

/// The progress bar: a list whose steps say in words whether they are behind, now or ahead.
#[component]
fn Stages(stages: Vec<StageView>, label: String) -> impl IntoView {
    let steps = stages
        .into_iter()
        .map(|stage| {
            let here = (stage.class == "here").then_some("step");
            let when = stage.when.map(|when| view! { <time datetime=when.iso>{when.text}</time> });
            view! { <li class=stage.class aria-current=here><em>{stage.state}</em> <b>{stage.name}</b> {when}</li> }
        })
        .collect_view();
    view! { <ol class="stages" aria-label=label>{steps}</ol> }
}

/// The due date, what is usual, and the dates promised before.
#[component]
fn Due(due: Option<DueView>, pace: Option<String>, coming: Option<String>, speech: Speech) -> impl IntoView {
    let (text, moves) = match due {
        None => (None, None),
        Some(DueView { text, moved, moves }) => (
            (!text.is_empty()).then(|| view! { <p><b>{text}</b></p> }),
            (!moves.is_empty()).then(|| view! { <DueMoves moved moves speech/> }),
        ),
    };
    let soft =
        [pace, coming].into_iter().flatten().map(|text| view! { <p class="soft">{text}</p> }).collect_view();
    view! { <div class="due">{text} {soft} {moves}</div> }
}

/// Every date that was promised before: a shop that moves a date says so.
#[component]
fn DueMoves(moved: String, moves: Vec<DueMoveView>, speech: Speech) -> impl IntoView {
    let moves = moves
        .into_iter()
        .map(|step| {
            let from = ("from", step.from.as_str().into());
            let what = if step.to.is_empty() {
                speech.say_with("due-move-dropped", &[from])
            } else {
                speech.say_with("due-move", &[from, ("to", step.to.as_str().into())])
            };
            let reason = step.reason.map(|reason| view! { <p class="soft">{reason}</p> });
            view! { <li><p>{what}" "{step.when}</p>{reason}</li> }
        })
        .collect_view();
    view! { <details><summary>{moved}</summary><ul class="moves">{moves}</ul></details> }
}
