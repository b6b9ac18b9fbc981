//! The first screen: which order, the headline, one sentence, the progress bar, the due date.

use leptos::prelude::*;

use crate::language::Speech;
use crate::wire::frame::{Moment, Tone};
use crate::wire::order_view::{DueMoveView, DueView, StageView};

/// What the first screen says.
pub struct Now {
    /// "Order #1042".
    pub title: String,
    /// When it was placed.
    pub placed: Option<Moment>,
    /// The headline.
    pub headline: String,
    /// How it feels.
    pub tone: Tone,
    /// One sentence more.
    pub lead: Option<String>,
    /// The progress bar.
    pub stages: Vec<StageView>,
    /// The due date.
    pub due: Option<DueView>,
    /// What is usual.
    pub pace: Option<String>,
}

/// The first screen.
pub fn now(now: Now, speech: &Speech) -> impl IntoView + use<> {
    let class = match now.tone {
        Tone::Calm => "now",
        Tone::Good => "now good",
        Tone::Warn => "now warn",
        Tone::Stop => "now stop",
    };
    let placed =
        now.placed.map(|placed| view! { <span><time datetime=placed.iso>{placed.text}</time></span> });
    let due = (now.due.is_some() || now.pace.is_some()).then(|| due(now.due, now.pace, speech));
    view! {
        <section class=class aria-labelledby="headline">
            <p class="which"><i class="mark"></i><b>{now.title}</b> {placed}</p>
            <h1 id="headline">{now.headline}</h1>
            {now.lead.map(|lead| view! { <p class="lead">{lead}</p> })}
            {(!now.stages.is_empty()).then(|| stages(now.stages, speech.say("stages-label")))}
            {due}
        </section>
    }
}

/// The progress bar: a list whose steps say in words whether they are behind, now or ahead.
fn stages(stages: Vec<StageView>, label: String) -> impl IntoView {
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

fn due(due: Option<DueView>, pace: Option<String>, speech: &Speech) -> impl IntoView + use<> {
    let (text, moves) = match due {
        None => (None, None),
        Some(DueView { text, moved, moves }) => (
            (!text.is_empty()).then(|| view! { <p><b>{text}</b></p> }),
            (!moves.is_empty()).then(|| due_moves(moved, moves, speech)),
        ),
    };
    view! { <div class="due">{text} {pace.map(|pace| view! { <p class="soft">{pace}</p> })} {moves}</div> }
}

/// Every date that was promised before: a shop that moves a date says so.
fn due_moves(moved: String, moves: Vec<DueMoveView>, speech: &Speech) -> impl IntoView + use<> {
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
