//! For those who keep Shopify's own e-mails: what to paste into them, where, and a look at a template. Complete without
//! script.

use leptos::prelude::*;

use super::Tabs;
use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::pages::render::in_textarea;
use crate::wire::admin::frame::{AdminFrame, Section};
use crate::wire::admin::shopify_mails::{
    CheckedTemplate, PlacedLine, ShopifyMailsView, Snippet, SnippetGroup,
};

/// The page.
#[component]
pub fn ShopifyMailsPage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// What it shows.
    view: ShopifyMailsView,
) -> impl IntoView {
    let ShopifyMailsView { tabs, leads_to, warning, address_form, groups, action, template, wrong, checked } =
        view;
    let warning = warning.map(|words| view! { <p class="toast warn">{words}</p> });
    let groups =
        groups.into_iter().enumerate().map(|(nth, group)| view! { <Group group nth/> }).collect_view();
    let checked = checked.map(|checked| view! { <Checked checked/> });
    view! {
        <AdminPage frame assets section=Section::Settings title="Settings: Shopify’s e-mails".to_owned()>
            <Tabs tabs/>
            <div class="settings">
                <section class="part">
                    <div class="about"><h2>"Keeping Shopify’s e-mails"</h2></div>
                    <div class="sheet"><div class="fields">
                        <p>"You may go on sending Shopify’s own e-mails and lead shoppers to your order pages from them. Shopify lets no app change its e-mails: what you need is here to copy."</p>
                        <p>{leads_to} " " <a href=address_form>"Enter another address"</a></p>
                        {warning}
                        <p class="hint">"Shopify’s e-mails know an order’s number and not its own link. So the look-up opens with the number filled in, and the shopper adds e-mail address or postcode. Nothing but the number stands in the address."</p>
                    </div></div>
                </section>
                <section class="part">
                    <div class="about">
                        <h2>"What to paste"</h2>
                        <ol class="hint">
                            <li>"At Shopify, open Settings, Notifications, Customer notifications."</li>
                            <li>"Choose an e-mail, then Edit code."</li>
                            <li>"Paste the snippet, look at the preview, save."</li>
                        </ol>
                        <p class="hint">"Each e-mail has its own text per language: paste it in each."</p>
                    </div>
                    <div class="sheet">{groups}</div>
                </section>
                <section class="part" id="check">
                    <div class="about">
                        <h2>"Check an e-mail"</h2>
                        <p class="hint">"Paste the whole code of one of Shopify’s e-mails. You read whether it leads to your order pages, where, and get it back with the change made. Nothing is kept."</p>
                    </div>
                    <div class="sheet">
                        {checked}
                        <Pasted action template wrong/>
                    </div>
                </section>
            </div>
        </AdminPage>
    }
}

/// Snippets for some of Shopify's e-mails.
#[component]
fn Group(group: SnippetGroup, nth: usize) -> impl IntoView {
    let SnippetGroup { name, mails, snippets } = group;
    let snippets = snippets
        .into_iter()
        .enumerate()
        .map(|(at, snippet)| {
            let Snippet { name: kind, hint, code } = snippet;
            let id = format!("snippet-{nth}-{at}");
            let copies = format!("{kind}, {name}");
            view! {
                <div class="field">
                    <label for=id.clone()>{kind}<span class="vh">{format!(", {name}")}</span><small>{hint}</small></label>
                    <Code id code copies/>
                </div>
            }
        })
        .collect_view();
    view! { <section class="record"><h3>{name}</h3><p class="hint">{mails}</p>{snippets}</section> }
}

/// A text to copy; the button beside it comes with the script.
#[component]
fn Code(id: String, code: String, copies: String) -> impl IntoView {
    let rows = code.lines().count().clamp(2, 24).to_string();
    view! {
        <textarea class="code snippet" id=id readonly=true rows=rows spellcheck="false" data-copy=copies>{in_textarea(&code)}</textarea>
    }
}

/// What was found in a template.
#[component]
fn Checked(checked: CheckedTemplate) -> impl IntoView {
    let CheckedTemplate { verdict, tone, found, steps, made } = checked;
    let found = (!found.is_empty()).then(|| {
        let lines = found
            .into_iter()
            .map(|line| view! { <li><Place line=line.line column=line.column/>{line.words}</li> })
            .collect_view();
        view! { <ul class="places">{lines}</ul> }
    });
    let steps = (!steps.is_empty()).then(|| {
        let lines =
            steps.into_iter().enumerate().map(|(nth, step)| view! { <Step step nth/> }).collect_view();
        view! { <h3>"What to change"</h3><ol class="places">{lines}</ol> }
    });
    let made = made.map(|made| {
        view! {
            <div class="field">
                <label for="made">"The e-mail with the change made"<small>"Put it in the place of the whole code at Shopify."</small></label>
                <Code id="made".to_owned() code=made copies="The e-mail with the change made".to_owned()/>
            </div>
        }
    });
    view! {
        <p class=format!("verdict {}", tone.class()) role="status">{verdict}</p>
        <div class="record result">{found}{steps}{made}</div>
    }
}

#[component]
fn Place(line: usize, column: usize) -> impl IntoView {
    view! { <b>{format!("Line {line}, column {column}: ")}</b> }
}

/// A change, with what to paste.
#[component]
fn Step(step: PlacedLine, nth: usize) -> impl IntoView {
    let PlacedLine { line, column, words, code } = step;
    let (id, copies) = (format!("step-{nth}"), format!("what belongs to line {line}"));
    let label = format!("What to paste at line {line}");
    view! {
        <li>
            <Place line column/>{words}
            <label class="vh" for=id.clone()>{label}</label>
            <Code id code copies/>
        </li>
    }
}

/// The form with a template.
#[component]
fn Pasted(action: String, template: String, wrong: Option<String>) -> impl IntoView {
    let (described, invalid) =
        if wrong.is_some() { (Some("template-wrong"), Some("true")) } else { (None, None) };
    let wrong = wrong.map(|text| view! { <p class="wrong" id="template-wrong">{text}</p> });
    view! {
        <form class="fields" method="post" action=format!("{action}#check")>
            <div class="field">
                <label for="template">"Code of the e-mail"</label>
                {wrong}
                <textarea
                    class="code" id="template" name="template" rows="10" spellcheck="false" aria-describedby=described
                    aria-invalid=invalid
                >{in_textarea(&template)}</textarea>
            </div>
            <p class="row"><button class="go">"Check it"</button></p>
        </form>
    }
}
