//! Earlier versions of a message's words, and what differs between one and what is in use.

use leptos::either::{Either, EitherOf4};
use leptos::prelude::*;

use crate::domain::admin_routes::{TEMPLATE, TEMPLATE_VERSION, TEMPLATE_VERSIONS, template as path_of};
use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::wire::admin::frame::{AdminFrame, Section};
use crate::wire::admin::templates::{
    DifferentLine, DifferentPart, LineKind, TemplateDifference, TemplateVersions, VersionRow,
};

/// The versions.
#[component]
pub fn TemplateVersionsPage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// The versions.
    versions: TemplateVersions,
) -> impl IntoView {
    let TemplateVersions { key, tag, title, rows } = versions;
    let at = |pattern| path_of(pattern, &frame.shop, &key, &tag);
    let (back, one) = (at(TEMPLATE), at(TEMPLATE_VERSION));
    let empty = rows.is_empty();
    let lines = rows
        .into_iter()
        .map(|row| {
            let VersionRow { version, when, who, subject, in_use } = row;
            let href = one.replace("{version}", &version.to_string());
            let state = if in_use {
                Either::Left(view! { <span class="badge good">"In use"</span> })
            } else {
                Either::Right(view! { <a href=href>"See the difference"<span class="vh">" of version "{version}</span></a> })
            };
            view! {
                <tr>
                    <th scope="row"><div class="named"><div><b>{format!("Version {version}")}</b></div></div></th>
                    <td data-head="Saved"><time datetime=when.iso>{when.text}</time><small>"by "{who}</small></td>
                    <td data-head="Subject"><span lang=tag.clone() dir="auto">{subject}</span></td>
                    <td>{state}</td>
                </tr>
            }
        })
        .collect_view();
    let table = if empty {
        Either::Left(
            view! { <section class="sheet notice"><p>"Nothing was ever saved here: the words that come with Waymark are in use."</p></section> },
        )
    } else {
        Either::Right(view! {
            <section class="sheet statuses templates">
                <table>
                    <caption class="vh">"Versions, the newest first"</caption>
                    <thead><tr>
                        <th scope="col">"Version"</th><th scope="col">"Saved"</th><th scope="col">"Subject"</th>
                        <th scope="col"><span class="vh">"Difference"</span></th>
                    </tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </section>
        })
    };
    view! {
        <AdminPage frame assets section=Section::Messages title=format!("Versions: {title}")>
            <p><a href=back>"Back to the words"</a></p>
            {table}
        </AdminPage>
    }
}

/// A version beside what is in use.
#[component]
pub fn TemplateDifferencePage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// What differs.
    difference: TemplateDifference,
) -> impl IntoView {
    let TemplateDifference { key, tag, title, row, seen, parts } = difference;
    let at = |pattern| path_of(pattern, &frame.shop, &key, &tag);
    let (back, here) =
        (at(TEMPLATE_VERSIONS), at(TEMPLATE_VERSION).replace("{version}", &row.version.to_string()));
    let VersionRow { version, when, who, in_use, .. } = row;
    let same = parts.is_empty();
    let parts = parts.into_iter().map(|part| view! { <Part part/> }).collect_view();
    let lead = match (in_use, same) {
        (true, _) => "This version is in use.",
        (false, true) => "It says the same as what is in use.",
        (false, false) => {
            "Restoring it takes the lines with “−” away and puts those with “+” in their place."
        }
    };
    let restore = (!in_use && !same).then(|| {
        view! {
            <form method="post" action=here>
                <input type="hidden" name="seen" value=seen/>
                <button class="go">{format!("Restore version {version}")}</button>
            </form>
        }
    });
    view! {
        <AdminPage frame assets section=Section::Messages title=format!("Version {version}: {title}")>
            <p><a href=back>"Back to all versions"</a></p>
            <section class="sheet pad">
                <p>"Saved "<time datetime=when.iso>{when.text}</time>" by "{who}". "{lead}</p>
                {restore}
            </section>
            {parts}
        </AdminPage>
    }
}

/// A text that differs.
#[component]
fn Part(part: DifferentPart) -> impl IntoView {
    let DifferentPart { name, lines, left_out } = part;
    let rest = (left_out > 0).then(|| {
        let shown = lines.len();
        view! { <p class="pad">{format!("These are the first {shown} lines; {left_out} more are not shown.")}</p> }
    });
    let id = format!("part-{}", name.to_lowercase().replace(' ', "-"));
    let lines = lines.into_iter().map(|line| view! { <li><Line line/></li> }).collect_view();
    view! {
        <section class="sheet" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{name.clone()}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=format!("Difference of the {}", name.to_lowercase())>
                <ol class="difference">{lines}</ol>
            </div>
            {rest}
        </section>
    }
}

#[component]
fn Line(line: DifferentLine) -> impl IntoView {
    let DifferentLine { kind, text } = line;
    match kind {
        LineKind::Goes => EitherOf4::A(view! { <del><span class="vh">"Goes: "</span>{text}</del> }),
        LineKind::Comes => EitherOf4::B(view! { <ins><span class="vh">"Comes: "</span>{text}</ins> }),
        LineKind::Left => EitherOf4::C(view! { <span class="left">"…"</span> }),
        LineKind::Stays => EitherOf4::D(view! { <span>{text}</span> }),
    }
}
