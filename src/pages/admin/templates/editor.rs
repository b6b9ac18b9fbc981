//! The editor of a message's words: one form, and beside it the message as it would look.

use leptos::either::Either;
use leptos::prelude::*;

use super::field::{Around, Form, TextField};
use super::list::Chip;
use super::names::Names;
use super::preview::Preview;
use crate::domain::admin_routes::{
    TEMPLATE, TEMPLATE_RESET, TEMPLATE_VERSIONS, TEMPLATES, in_shop, template as path_of,
};
use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::wire::admin::frame::{AdminFrame, Section};
use crate::wire::admin::templates::{TemplateAlert, TemplateEditor, TemplateForm, TemplateTongue};

/// The editor.
#[component]
pub fn EditTemplate(
    frame: AdminFrame,
    assets: AdminAssets,
    /// What is typed, what is to be mended in it, how it looks.
    editor: TemplateEditor,
) -> impl IntoView {
    let at = |pattern| path_of(pattern, &frame.shop, &editor.key, &editor.tag);
    let (action, reset, versions) = (at(TEMPLATE), at(TEMPLATE_RESET), at(TEMPLATE_VERSIONS));
    let all = in_shop(TEMPLATES, &frame.shop);
    let TemplateEditor { title, form, findings, tongues, standing, .. } = editor.clone();
    let around = Around {
        tag: editor.tag.clone(),
        direction: editor.direction.clone(),
        findings,
        marked: editor.refused,
    };
    let more = view! { <More reset versions is_own=editor.is_own count=editor.versions/> };
    let name = title.clone();
    let unsaved = editor.unsaved.then_some("");
    let (order, language) = (form.preview_order.clone(), form.preview_language.clone());
    let gate = view! { <Gate lacks_link=editor.lacks_link has_faults=editor.has_faults form=form.clone()/> };
    let save = if editor.lacks_link || editor.has_faults { "Save although…" } else { "Save" };
    view! {
        <AdminPage frame assets section=Section::Messages title>
            <p class="row"><a href=all>"All messages"</a><span class="soft">{standing}</span></p>
            <Tongues tongues name/>
            <div data-fresh="alert">{editor.alert.map(|alert| view! { <Alert alert/> })}</div>
            <div class="editor template">
                <form id="template" method="post" action=action novalidate data-template-form="" data-unsaved=unsaved>
                    <input type="hidden" name="seen" value=form.seen.clone()/>
                    <Words form around/>
                    {gate}
                    <p class="row bar">
                        <button name="do" value="look">"Check and preview"</button>
                        <button name="do" value="test">"Send a test"</button>
                        <button class="go" name="do" value="save"><span data-fresh="save">{save}</span></button>
                        <small class="soft">"A test goes to "{editor.test_to}"."</small>
                    </p>
                </form>
                <Preview preview=editor.preview order language languages=editor.languages orders=editor.orders/>
            </div>
            <Names names=editor.names filters=editor.filters/>
            {more}
        </AdminPage>
    }
}

/// The same message in other languages.
#[component]
fn Tongues(tongues: Vec<TemplateTongue>, name: String) -> impl IntoView {
    let name = name.rsplit_once(", ").map_or(name.clone(), |(name, _)| name.to_owned());
    let chips =
        tongues.into_iter().map(|tongue| view! { <li><Chip tongue name=name.clone()/></li> }).collect_view();
    view! { <nav aria-label="Languages"><ul class="langs">{chips}</ul></nav> }
}

/// What became of the form.
#[component]
fn Alert(alert: TemplateAlert) -> impl IntoView {
    let TemplateAlert { title, text, tone } = alert;
    view! {
        <div class=format!("toast {}", tone.class()) role="alert"><p><b>{title}</b><span class="told">{text}</span></p></div>
    }
}

/// How the message is made, and its texts.
#[component]
fn Words(form: TemplateForm, around: Around) -> impl IntoView {
    let source = form.is_source();
    let with = || around.clone();
    view! {
        <section class="sheet" aria-labelledby="words">
            <h2 id="words">"Words"</h2>
            <div class="fields">
                <TextField name="subject" label="Subject" hint="" value=form.subject form=Form::Line around=with()/>
                <fieldset class="forms">
                    <legend>"How this message is made"</legend>
                    <label class="check"><input type="radio" name="form" value="blocks" checked=!source/><span>"Texts in the built-in design"<small>"Waymark draws the message in your colors, with your logo, the facts and the items."</small></span></label>
                    <label class="check"><input id="form-source" type="radio" name="form" value="source" checked=source/><span>"A whole source"<small>"Your own HTML, or MJML when it begins with <mjml."</small></span></label>
                </fieldset>
                <div class="fields as-blocks">
                    <TextField name="preheader" label="Preview text" hint="What mailboxes show beside the subject. Left empty, they show the beginning of the message." value=form.preheader form=Form::Line around=with()/>
                    <TextField name="headline" label="Headline" hint="" value=form.headline form=Form::Line around=with()/>
                    <TextField name="text" label="Text" hint="Empty lines divide paragraphs." value=form.text form=Form::Area(10) around=with()/>
                    <TextField name="button" label="Words on the button" hint="It leads to the order's page." value=form.button form=Form::Line around=with()/>
                    <TextField name="closing" label="Closing" hint="" value=form.closing form=Form::Area(2) around=with()/>
                </div>
                <div class="fields as-source">
                    <TextField name="html" label="Source" hint="Liquid with HTML or MJML." value=form.html form=Form::Source(24) around=with()/>
                    <TextField name="plain" label="Plain text" hint="For mail programs without HTML. Left empty, it is made of the source." value=form.plain form=Form::Source(8) around=with()/>
                </div>
            </div>
        </section>
    }
}

/// What has to be known before something that will not work is saved.
#[component]
fn Gate(lacks_link: bool, has_faults: bool, form: TemplateForm) -> impl IntoView {
    let link = lacks_link.then(|| {
        view! {
            <label class="check"><input type="checkbox" name="knows_link" value="yes" checked=form.knows_link/><span>"I know that the link is missing"<small>"Shoppers cannot get from this message to their order's page."</small></span></label>
        }
    });
    let faults = has_faults.then(|| {
        view! {
            <label class="check"><input type="checkbox" name="knows_faults" value="yes" checked=form.knows_faults/><span>"I know that something will not work"<small>"Where a message cannot be written with these words, the built-in ones go out."</small></span></label>
        }
    });
    let gate = if lacks_link || has_faults {
        Either::Left(view! {
            <section class="sheet wrongs" aria-labelledby="gate-title">
                <h2 id="gate-title">"To save it although there are errors"</h2>
                <div class="fields">{link}{faults}</div>
            </section>
        })
    } else {
        Either::Right(())
    };
    view! { <div data-fresh="gate">{gate}</div> }
}

/// What else may be done.
#[component]
fn More(reset: String, versions: String, is_own: bool, count: usize) -> impl IntoView {
    let words = match count {
        0 => "Nothing was ever saved here.".to_owned(),
        1 => "1 version was saved here.".to_owned(),
        many => format!("{many} versions were saved here."),
    };
    let versions = (count > 0).then(|| view! { <a class="button" href=versions>"Earlier versions"</a> });
    let reset = is_own.then(|| {
        view! { <form method="post" action=reset><button>"Back to the built-in words"</button></form> }
    });
    view! {
        <section class="sheet" aria-labelledby="more">
            <h2 id="more">"Versions"</h2>
            <div class="fields"><p class="soft">{words}</p><div class="row">{versions}{reset}</div></div>
        </section>
    }
}
