//! The sender: how messages leave, what receivers can know about whom they are from, with each record to copy, and the
//! providers that tell when a message comes back. Complete without script.

use leptos::prelude::*;

use super::Tabs;
use super::mail_hook::Hook;
use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::wire::admin::frame::{AdminFrame, Section};
use crate::wire::admin::sender::SenderPageView;
use crate::wire::admin::sender_check::{DnsRecordView, SenderCheckView, SenderRecordView};
use crate::wire::frame::Tone;

/// The page.
#[component]
pub fn SenderPage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// What it shows.
    view: SenderPageView,
) -> impl IntoView {
    let SenderPageView { tabs, way, way_tone, way_advice, sender_form, check, hooks } = view;
    let advice = (!way_advice.is_empty()).then(|| view! { <p>{way_advice}</p> });
    let from =
        check.as_ref().map(|check| view! { <p>"They are from " <b>{check.sender.clone()}</b> "."</p> });
    let check = check.map(|check| view! { <Check check/> });
    let hooks = hooks.into_iter().map(|hook| view! { <Hook hook/> }).collect_view();
    view! {
        <AdminPage frame assets section=Section::Settings title="Settings: Sender".to_owned()>
            <Tabs tabs/>
            <div class="settings">
                <section class="part">
                    <div class="about"><h2>"How messages leave"</h2></div>
                    <div class="sheet"><div class="fields way">
                        <p><span class=format!("badge {}", way_tone.class())>{way_word(way_tone)}</span> " " {way}</p>
                        {from}
                        {advice}
                        <p><a href=sender_form>"Change name and address of the sender"</a></p>
                    </div></div>
                </section>
                {check}
                <section class="part">
                    <div class="about">
                        <h2>"When a message comes back"</h2>
                        <p class="hint">"A mail server that refuses an address says so at once, with every provider: that is heeded without anything to set up. What comes back later, and who calls a message spam, only the provider learns; these three can tell it here. Addresses that came back get nothing more until somebody corrects them, and the order’s page shows the provider’s words."</p>
                    </div>
                    <div class="sheet hooks">{hooks}</div>
                </section>
            </div>
        </AdminPage>
    }
}

const fn way_word(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "Ready",
        Tone::Stop => "To mend",
        Tone::Calm | Tone::Warn => "Not sent",
    }
}

/// What the DNS says.
#[component]
fn Check(check: SenderCheckView) -> impl IntoView {
    let SenderCheckView { domain, summary, tone, records, .. } = check;
    let records = records.into_iter().map(|record| view! { <Record record/> }).collect_view();
    let again =
        "Records take minutes to hours until everybody sees them. Load this page again to look again.";
    view! {
        <section class="part">
            <div class="about">
                <h2>"What receivers see"</h2>
                <p class="hint">{format!("Three records of {domain} tell mailboxes that messages are really yours. They are added where the domain is kept, for example at your registrar.")}</p>
                <p class="hint">{again}</p>
            </div>
            <div class="sheet">
                <p class=format!("verdict {}", tone.class())>{summary}</p>
                {records}
            </div>
        </section>
    }
}

/// One kind of record.
#[component]
fn Record(record: SenderRecordView) -> impl IntoView {
    let SenderRecordView { name, meaning, found, state, tone, advice, add } = record;
    let word = match tone {
        Tone::Good => "Good",
        Tone::Calm => "Open",
        Tone::Warn => "Look",
        Tone::Stop => "Missing",
    };
    let advice = advice.map(|words| view! { <p>{words}</p> });
    let label = name.clone();
    let add = add.map(|add| view! { <ToAdd add kind=label/> });
    let there = (!found.is_empty()).then(|| {
        let lines = found.into_iter().map(|line| view! { <code class="whole">{line}</code> }).collect_view();
        view! { <details class="more"><summary>"What is there now"</summary>{lines}</details> }
    });
    view! {
        <article class="record">
            <h3>{name}" "<span class=format!("badge {}", tone.class())>{word}</span></h3>
            <p class="hint">{meaning}</p>
            <p>{state}</p>
            {advice}
            {add}
            {there}
        </article>
    }
}

/// A record to add, field by field as a registrar asks for it.
#[component]
fn ToAdd(add: DnsRecordView, kind: String) -> impl IntoView {
    let DnsRecordView { name, kind: dns_kind, value } = add;
    view! {
        <dl class="dns">
            <div><dt>"Type"</dt><dd><code>{dns_kind}</code></dd></div>
            <Copied label=format!("{kind}: name") shown="Name" value=name/>
            <Copied label=format!("{kind}: value") shown="Value" value/>
        </dl>
    }
}

/// A value to copy; the button beside it comes with the script.
#[component]
pub(super) fn Copied(
    /// What it is, for those who do not see where it stands.
    label: String,
    /// What is shown beside it.
    shown: &'static str,
    value: String,
) -> impl IntoView {
    let copies = label.clone();
    view! {
        <div><dt>{shown}</dt><dd><input class="address" readonly=true value=value aria-label=label data-copy=copies/></dd></div>
    }
}
