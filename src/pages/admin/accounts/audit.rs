//! The audit log: who, when, what, before and after.

use leptos::prelude::*;

use crate::domain::admin_routes::{AUDIT, in_shop};
use crate::pages::admin::settings::Tabs;
use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::wire::admin::accounts::{AuditFact, AuditRow, AuditView};
use crate::wire::admin::frame::{AdminFrame, Section};

/// The page.
#[component]
pub fn AuditPage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// What it shows.
    view: AuditView,
) -> impl IntoView {
    let AuditView { tabs, rows, next, is_first } = view;
    let path = in_shop(AUDIT, &frame.shop);
    let empty = rows.is_empty().then(|| view! { <p class="lead foot">"Nothing was changed yet."</p> });
    let rows = rows.into_iter().map(|row| view! { <Row row/> }).collect_view();
    let older =
        next.map(|id| view! { <a class="button" href=format!("{path}?before={id}") rel="next">"Older"</a> });
    let newest = (!is_first).then(|| view! { <a class="button" href=path.clone()>"Newest"</a> });
    view! {
        <AdminPage frame assets section=Section::Settings title="Settings: Audit log".to_owned()>
            <Tabs tabs/>
            <section class="sheet">
                <table class="audit">
                    <caption class="vh">"Who changed what, newest first"</caption>
                    <thead><tr>
                        <th scope="col">"When"</th><th scope="col">"Who"</th><th scope="col">"What"</th>
                        <th scope="col">"Before and after"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                {empty}
            </section>
            <nav class="row" aria-label="Pages">{newest}{older}</nav>
        </AdminPage>
    }
}

/// A line.
#[component]
fn Row(row: AuditRow) -> impl IntoView {
    let AuditRow { ago, at, who, what, subject, facts } = row;
    let title = at.clone();
    view! {
        <tr>
            <td><time datetime=at title=title>{ago}</time></td>
            <th scope="row">{who}</th>
            <td>{what}<small>{subject}</small></td>
            <td><ul class="facts">{facts.into_iter().map(|fact| view! { <Fact fact/> }).collect_view()}</ul></td>
        </tr>
    }
}

/// What changed from what to what; the marks between are told in words to those who do not see them.
#[component]
fn Fact(fact: AuditFact) -> impl IntoView {
    let AuditFact { name, before, after } = fact;
    let name = (!name.is_empty()).then(|| view! { <strong>{name}": "</strong> });
    let is_move = before.is_some() && after.is_some();
    let arrow = is_move
        .then(|| view! { " "<span aria-hidden="true">"→"</span><span class="vh">" became "</span>" " });
    let gone = (before.is_some() && !is_move).then(|| view! { <span class="vh">" is gone"</span> });
    let before = before.map(|text| view! { <s>{text}</s> });
    view! { <li>{name}{before}{gone}{arrow}{after}</li> }
}
