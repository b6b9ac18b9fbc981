//! One change of many orders: what it would do, how far it is, what came of it, and its undoing.

use leptos::either::Either;
use leptos::prelude::*;

use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::wire::admin::bulk::{BatchLineView, BatchStage, BatchView};
use crate::wire::admin::frame::{AdminFrame, Section};

/// The page.
#[component]
pub fn BatchPage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// The batch.
    batch: BatchView,
) -> impl IntoView {
    let title = match batch.stage {
        BatchStage::Preview => "Preview",
        BatchStage::Running => "Changing orders",
        BatchStage::Done => "Orders changed",
        BatchStage::Undoing => "Undoing",
        BatchStage::Undone => "Undone",
    };
    let lines = match batch.stage {
        BatchStage::Preview => "Orders that change",
        BatchStage::Running => "Orders that wait",
        BatchStage::Done | BatchStage::Undoing => "Orders changed",
        BatchStage::Undone => "Orders undone",
    };
    let skips = (!batch.skips.is_empty())
        .then(|| view! { <Skips skips=batch.skips.clone() lines=batch.skipped.clone()/> });
    let lines = (!batch.lines.is_empty())
        .then(|| view! { <Lines title=lines id="lines" lines=batch.lines.clone()/> });
    view! {
        <AdminPage frame assets section=Section::Orders title=title.to_owned()>
            <Summary batch/>
            {lines}
            {skips}
        </AdminPage>
    }
}

/// What happens, in numbers, and what can be done.
#[component]
fn Summary(batch: BatchView) -> impl IntoView {
    let goes_on = matches!(batch.stage, BatchStage::Running | BatchStage::Undoing);
    let (at, of) = batch.progress;
    let progress = goes_on.then(|| {
        view! {
            <progress class="bulk-progress" value=at.to_string() max=of.to_string() aria-label="How far it is">{batch.sentence.clone()}</progress>
            <p class="hint">"You may leave this page: the work goes on."</p>
        }
    });
    let confirm = batch.confirm.map(|path| {
        view! { <form method="post" action=path><button class="go">{batch.confirm_words}</button></form> }
    });
    let undo = batch.undo.map(|path| {
        let until = format!("Possible until {}: the messages wait so long.", batch.undo_until);
        view! {
            <form method="post" action=path class="row"><button>"Undo all of it"</button><p class="hint">{until}</p></form>
        }
    });
    let told = batch.told.then(|| {
        view! {
            <p class="hint">
                "Somebody was told of it already, so it can no longer be undone as a whole. On an order’s own page you \
                can stop a message that waits and undo its change."
            </p>
        }
    });
    let back = match batch.stage {
        BatchStage::Preview => "Do not change anything",
        _ => "Back to the orders",
    };
    view! {
        <section class="sheet" aria-labelledby="summary">
            <h2 id="summary">{batch.what}</h2>
            <div class="fields">
                <p class="bulk-sentence" role="status">{batch.sentence}</p>
                {progress}
                <div class="row">{confirm}{undo}<a class="button" href=batch.orders>{back}</a></div>
                {told}
                <p class="hint">{format!("By {}", batch.who)}</p>
            </div>
        </section>
    }
}

/// Why orders are skipped, and which.
#[component]
fn Skips(skips: Vec<(String, String)>, lines: Vec<BatchLineView>) -> impl IntoView {
    let reasons = skips
        .into_iter()
        .map(|(reason, count)| view! { <li><b>{count}</b> ": " {reason}</li> })
        .collect_view();
    view! {
        <section class="sheet" aria-labelledby="why-skipped">
            <h2 id="why-skipped">"Skipped"</h2>
            <ul class="bulk-reasons">{reasons}</ul>
            <details class="bulk-which">
                <summary>"Which orders"</summary>
                <Orders caption="Orders skipped" lines/>
            </details>
        </section>
    }
}

/// The first orders.
#[component]
fn Lines(title: &'static str, id: &'static str, lines: Vec<BatchLineView>) -> impl IntoView {
    view! {
        <section class="sheet" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <Orders caption=title lines/>
        </section>
    }
}

/// Orders: a table where something is said of each, else their names side by side.
#[component]
fn Orders(caption: &'static str, lines: Vec<BatchLineView>) -> impl IntoView {
    let part = (lines.len() >= 50).then(|| view! { <p class="hint bulk-text">"The first 50 are shown."</p> });
    let orders = if lines.iter().any(|line| !line.text.is_empty()) {
        let row = |BatchLineView { href, name, text }| {
            view! { <tr><th scope="row"><a href=href>{name}</a></th><td>{text}</td></tr> }
        };
        let rows = lines.into_iter().map(row).collect_view();
        Either::Left(view! {
            <table class="bulk-lines">
                <caption class="vh">{caption}</caption>
                <thead><tr><th scope="col">"Order"</th><th scope="col">"What"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        })
    } else {
        let name = |BatchLineView { href, name, .. }| view! { <li><a href=href>{name}</a></li> };
        let names = lines.into_iter().map(name).collect_view();
        Either::Right(view! { <ul class="bulk-names">{names}</ul> })
    };
    view! { {orders} {part} }
}
