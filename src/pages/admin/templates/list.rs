//! Every kind of message with its languages: which have words of the shop's own, and what is to be mended in them.

use leptos::either::Either;
use leptos::prelude::*;

use crate::domain::admin_routes::{SETTINGS_MESSAGES, in_shop};
use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::wire::admin::frame::{AdminFrame, Section};
use crate::wire::admin::templates::{TemplateList, TemplateRow, TemplateTongue};

/// The list.
#[component]
pub fn TemplateListPage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// The kinds and statuses.
    list: TemplateList,
) -> impl IntoView {
    let settings = in_shop(SETTINGS_MESSAGES, &frame.shop);
    let TemplateList { kinds, statuses } = list;
    let statuses = (!statuses.is_empty()).then(|| {
        view! {
            <Rows id="of-statuses" title="One status alone" rows=statuses
                lead="Words for messages about a single status, in place of those of “Own status”."/>
        }
    });
    view! {
        <AdminPage frame assets section=Section::Messages title="Messages".to_owned()>
            <p class="soft">
                "What your shoppers read in their mailboxes. Choose a language to change its words; until you do, \
                 the words that come with Waymark go out. "
                <a href=settings>"Which messages go out, and when"</a>
            </p>
            <Rows id="kinds" title="Kinds of messages" rows=kinds lead=""/>
            {statuses}
        </AdminPage>
    }
}

/// A table of kinds.
#[component]
fn Rows(id: &'static str, title: &'static str, lead: &'static str, rows: Vec<TemplateRow>) -> impl IntoView {
    let lead = (!lead.is_empty()).then(|| view! { <p class="lead">{lead}</p> });
    let lines = rows.into_iter().map(|row| view! { <Line row/> }).collect_view();
    view! {
        <section class="sheet statuses templates" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {lead}
            <table>
                <thead><tr>
                    <th scope="col">"Message"</th>
                    <th scope="col">"Words in"</th>
                    <th scope="col">"Last changed"</th>
                </tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </section>
    }
}

/// A kind.
#[component]
fn Line(row: TemplateRow) -> impl IntoView {
    let TemplateRow { name, hint, sends, tongues, changed } = row;
    let off = (!sends).then(|| view! { <span class="badge">"Not sent"</span> });
    let hint = (!hint.is_empty()).then(|| view! { <small>{hint}</small> });
    let words = if tongues.is_empty() {
        Either::Left(view! { <span class="soft">"Those of “Own status”"</span> })
    } else {
        let chips = tongues.into_iter().map(|tongue| view! { <li><Chip tongue name=name.clone()/></li> });
        Either::Right(view! { <ul class="langs">{chips.collect_view()}</ul> })
    };
    let changed = match changed {
        Some((when, who)) => {
            Either::Left(view! { <time datetime=when.iso>{when.text}</time><small>"by "{who}</small> })
        }
        None => Either::Right(view! { <span class="soft">"–"</span> }),
    };
    view! {
        <tr>
            <th scope="row"><div class="named"><div><b>{name}</b>{off}{hint}</div></div></th>
            <td data-head="Words in">{words}</td>
            <td data-head="Last changed" class="when">{changed}</td>
        </tr>
    }
}

/// A language, leading to its words.
#[component]
pub(super) fn Chip(
    /// The language.
    tongue: TemplateTongue,
    /// What the words are of, for those who do not see the row.
    name: String,
) -> impl IntoView {
    let TemplateTongue { tag, name: language, href, own, mend, tone, current } = tongue;
    let class = if own { "lang own" } else { "lang" };
    let own = own.then(|| view! { <small>"own"</small> });
    let mend = (!mend.is_empty()).then(|| view! { <small class=tone.class()>{mend}</small> });
    let current = current.then_some("page");
    view! {
        <a class=class href=href aria-current=current><span class="vh">{name}", "</span><span lang=tag>{language}</span>{own}{mend}</a>
    }
}
