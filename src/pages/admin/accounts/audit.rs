//! The audit log: who, when, what, before and after.

use leptos::prelude::*;

use crate::domain::admin_routes::{AUDIT, in_shop};
use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::wire::admin::accounts::{AuditRow, AuditView};
use crate::wire::admin::frame::{AdminFrame, Section};

/// The page.
#[component]
pub fn AuditPage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// What it shows.
    view: AuditView,
) -> impl IntoView {
    let AuditView { rows, next, is_first } = view;
    let path = in_shop(AUDIT, &frame.shop);
    let empty = rows.is_empty().then(|| view! { <p class="lead foot">"Nothing was changed yet."</p> });
    let rows = rows.into_iter().map(|row| view! { <Row row/> }).collect_view();
    let older =
        next.map(|id| view! { <a class="button" href=format!("{path}?before={id}") rel="next">"Older"</a> });
    let newest = (!is_first).then(|| view! { <a class="button" href=path.clone()>"Newest"</a> });
    view! {
        <AdminPage frame assets section=Section::Settings title="Audit log".to_owned()>
            <section class="sheet">
                <table class="audit">
                    <caption class="vh">"Who changed what, newest first"</caption>
                    <thead><tr>
                        <th scope="col">"When"</th><th scope="col">"Who"</th><th scope="col">"What"</th>
                        <th scope="col">"Before"</th><th scope="col">"After"</th>
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
    let AuditRow { ago, at, who, what, subject, before, after } = row;
    let title = at.clone();
    view! {
        <tr>
            <td><time datetime=at title=title>{ago}</time></td>
            <th scope="row">{who}</th>
            <td>{what}<small>{subject}</small></td>
            <td>{before}</td>
            <td>{after}</td>
        </tr>
    }
}
