//! The editor of a status: one form, and beside it the shopper's page as it would look.

use leptos::either::Either;
use leptos::prelude::*;

use super::look::Look;
use super::preview::Preview;
use super::translations::Translations;
use crate::domain::admin_routes::{
    STATUS, STATUS_ARCHIVE, STATUS_COPY, STATUS_DELETE, STATUS_NEW, STATUSES, in_shop, status,
};
use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::pages::render::in_textarea;
use crate::wire::admin::frame::{AdminFrame, Section};
use crate::wire::admin::statuses::{StatusEditor, StatusForm, Wrong};

/// The editor.
#[component]
pub fn EditStatus(
    frame: AdminFrame,
    assets: AdminAssets,
    /// What is typed, what is wrong in it, what may be chosen.
    editor: StatusEditor,
) -> impl IntoView {
    let shop = frame.shop.clone();
    let (stored, wrong, can_change) = (editor.stored.clone(), editor.wrong.clone(), editor.can_change);
    let action = match &stored {
        Some(handle) => status(STATUS, &shop, handle),
        None => in_shop(STATUS_NEW, &shop),
    };
    let title = editor.title.clone();
    let more = stored.filter(|_| can_change).map(|handle| {
        view! { <More shop=shop.clone() handle archived=editor.archived standing=editor.standing/> }
    });
    let summary = (!wrong.is_empty()).then(|| view! { <Summary wrong=wrong.clone()/> });
    let preview = view! { <Preview shop=shop.clone() stored=editor.stored.clone() main=editor.main.clone() languages=editor.languages.clone() orders=editor.orders.clone()/> };
    let save = if can_change {
        Either::Left(view! {
            <p class="row bar"><button class="go">"Save"</button><a class="button" href=in_shop(STATUSES, &shop)>"Back to all statuses"</a></p>
        })
    } else {
        Either::Right(
            view! { <p class="row bar"><span class="soft">"Only owners change statuses."</span><a class="button" href=in_shop(STATUSES, &shop)>"Back to all statuses"</a></p> },
        )
    };
    let StatusEditor { form, corrected, others, main, languages, missing, .. } = editor;
    view! {
        <AdminPage frame assets section=Section::Statuses title>
            {summary}
            <div class="editor">
                <form id="status" method="post" action=action novalidate data-status-form="">
                    <fieldset class="all" disabled=!can_change>
                        <input type="hidden" name="mark" value=form.mark.clone()/>
                        <Words form=form.clone() wrong=wrong.clone() main=main.name.clone()/>
                        <Look form=form.clone() wrong=wrong.clone() corrected/>
                        <Follows form=form.clone() wrong=wrong.clone() others/>
                        <Mail form=form.clone() wrong=wrong.clone()/>
                        <Translations form wrong main languages missing/>
                    </fieldset>
                    {save}
                </form>
                {preview}
            </div>
            {more}
        </AdminPage>
    }
}

/// What is wrong, each a link to its field.
#[component]
fn Summary(wrong: Vec<Wrong>) -> impl IntoView {
    let lines = wrong
        .into_iter()
        .map(|wrong| view! { <li><a href=format!("#{}", wrong.field)>{wrong.sentence}</a></li> })
        .collect_view();
    view! {
        <section class="sheet wrongs" role="alert" aria-labelledby="wrongs">
            <h2 id="wrongs">"Nothing is saved yet"</h2>
            <ul>{lines}</ul>
        </section>
    }
}

/// The sentence about a field, where something is wrong with it.
pub(super) fn said(wrong: &[Wrong], field: &str) -> Option<impl IntoView + use<>> {
    let sentence = sentence(wrong, field)?;
    Some(view! { <p class="wrong" id=format!("wrong-{field}")>{sentence}</p> })
}

/// `true` for `aria-invalid`, and the id of the sentence for `aria-describedby`.
pub(super) fn marks(wrong: &[Wrong], field: &str) -> (Option<&'static str>, Option<String>) {
    match sentence(wrong, field) {
        Some(_) => (Some("true"), Some(format!("wrong-{field}"))),
        None => (None, None),
    }
}

fn sentence(wrong: &[Wrong], field: &str) -> Option<String> {
    wrong.iter().find(|wrong| wrong.field == field).map(|wrong| wrong.sentence.clone())
}

/// A field of one line.
#[component]
pub(super) fn Line(
    /// Its name and id.
    name: String,
    /// What it is called.
    label: String,
    /// A hint below the label; empty for none.
    #[prop(into)]
    hint: String,
    /// What is typed.
    value: String,
    /// What is wrong.
    wrong: Vec<Wrong>,
    /// Longest text.
    #[prop(default = 120)]
    most: usize,
    /// `numeric` for numbers.
    #[prop(optional)]
    mode: Option<&'static str>,
) -> impl IntoView {
    let (invalid, described) = marks(&wrong, &name);
    let hint = (!hint.is_empty()).then(|| view! { <small>{hint}</small> });
    view! {
        <div class="field">
            <label for=name.clone()>{label}{hint}</label>
            <input id=name.clone() name=name.clone() value=value maxlength=most inputmode=mode autocomplete="off" aria-invalid=invalid aria-describedby=described/>
            {said(&wrong, &name)}
        </div>
    }
}

/// Names and text.
#[component]
fn Words(form: StatusForm, wrong: Vec<Wrong>, main: String) -> impl IntoView {
    let internal = form.seen == "internal";
    let (invalid, described) = marks(&wrong, "text");
    view! {
        <section class="sheet" aria-labelledby="words">
            <h2 id="words">"What shoppers read"</h2>
            <div class="fields">
                <fieldset>
                    <legend>"Who sees this status"</legend>
                    <label class="check"><input type="radio" name="seen" value="public" checked=!internal/>"Shoppers and staff"</label>
                    <label class="check"><input type="radio" name="seen" value="internal" checked=internal/><span>"Staff only"<small>"It leaves no trace on the shopper's page."</small></span></label>
                </fieldset>
                <Line name="public_name".into() label=format!("Public name in {main}") hint="What the step is called on the shopper's page." value=form.public_name wrong=wrong.clone()/>
                <div class="field">
                    <label for="text">{format!("Public text in {main}")}<small>"One or two sentences. You may use *emphasis*, **strong**, lists with “-” and links like [our shop](https://…)."</small></label>
                    <textarea id="text" name="text" rows="4" aria-invalid=invalid aria-describedby=described>{in_textarea(&form.text)}</textarea>
                    {said(&wrong, "text")}
                </div>
                <Line name="name".into() label="Internal name".into() hint="What staff call it. Shoppers never see it; left empty, it is the public name." value=form.name wrong=wrong.clone()/>
                <Line name="handle".into() label="Handle".into() hint="For addresses and commands, like oak-drying. Left empty, it is made from the name." value=form.handle wrong/>
            </div>
        </section>
    }
}

/// What may follow, and what follows by itself.
#[component]
fn Follows(form: StatusForm, wrong: Vec<Wrong>, others: Vec<(String, String)>) -> impl IntoView {
    let next = others
        .iter()
        .map(|(handle, name)| {
            let checked = form.next.contains(handle);
            view! { <label class="check"><input type="checkbox" name="next" value=handle.clone() checked=checked/>{name.clone()}</label> }
        })
        .collect_view();
    let next = if others.is_empty() {
        Either::Left(view! { <p class="soft">"There is no other status yet."</p> })
    } else {
        Either::Right(view! { <div class="choices">{next}</div> })
    };
    let option = |value: &'static str, text: &'static str| {
        view! { <option value=value selected={form.then == value}>{text}</option> }
    };
    let kinds = THEN_KINDS.iter().map(|(value, text)| option(value, text)).collect_view();
    let to = others
        .iter()
        .map(|(handle, name)| view! { <option value=handle.clone() selected={*handle == form.then_to}>{name.clone()}</option> })
        .collect_view();
    let (to_invalid, to_described) = marks(&wrong, "then_to");
    let (date_invalid, date_described) = marks(&wrong, "then_date");
    view! {
        <section class="sheet" aria-labelledby="follows">
            <h2 id="follows">"Time and what follows"</h2>
            <div class="fields">
                <div class="pair">
                    <Line name="days_from".into() label="Usual working days, from".into() hint="" value=form.days_from.clone() wrong=wrong.clone() most=3 mode="numeric"/>
                    <Line name="days_to".into() label="to".into() hint="" value=form.days_to.clone() wrong=wrong.clone() most=3 mode="numeric"/>
                </div>
                <fieldset id="next">
                    <legend>"Statuses that may follow"<small class="hint">"None chosen: any may follow."</small></legend>
                    {next}
                    {said(&wrong, "next")}
                </fieldset>
                <div class="triple">
                    <div class="field">
                        <label for="then">"Moves on by itself"</label>
                        <select id="then" name="then">{kinds}</select>
                    </div>
                    <Line name="then_after".into() label="After how many".into() hint="" value=form.then_after.clone() wrong=wrong.clone() most=4 mode="numeric"/>
                    <Line name="then_hour".into() label="At which hour".into() hint="" value=form.then_hour.clone() wrong=wrong.clone() most=2 mode="numeric"/>
                    <div class="field">
                        <label for="then_date">"On which day"</label>
                        <input id="then_date" type="date" name="then_date" value=form.then_date.clone() aria-invalid=date_invalid aria-describedby=date_described/>
                        {said(&wrong, "then_date")}
                    </div>
                    <div class="field">
                        <label for="then_to">"To"</label>
                        <select id="then_to" name="then_to" aria-invalid=to_invalid aria-describedby=to_described><option value="">"Choose…"</option>{to}</select>
                        {said(&wrong, "then_to")}
                    </div>
                </div>
            </div>
        </section>
    }
}

/// When a status moves on by itself: the form's words.
const THEN_KINDS: [(&str, &str); 6] = [
    ("no", "No, staff move it"),
    ("days", "After working days"),
    ("hours", "After hours"),
    ("due", "On the order's due date"),
    ("due_last", "On the last day of its due date"),
    ("date", "On a fixed day"),
];

/// Messages.
#[component]
fn Mail(form: StatusForm, wrong: Vec<Wrong>) -> impl IntoView {
    let (invalid, described) = marks(&wrong, "recipients");
    view! {
        <section class="sheet" aria-labelledby="mail">
            <h2 id="mail">"Messages"</h2>
            <div class="fields">
                <label class="check"><input type="checkbox" name="send" checked=form.send/><span>"Write to the shopper when an order comes into this status"<small>"Whoever sets it may still choose otherwise. A status for staff only never writes."</small></span></label>
                <div class="field">
                    <label for="recipients">"Others who get a copy"<small>"One e-mail address on a line."</small></label>
                    <textarea id="recipients" name="recipients" rows="2" aria-invalid=invalid aria-describedby=described>{in_textarea(&form.recipients)}</textarea>
                    {said(&wrong, "recipients")}
                </div>
            </div>
        </section>
    }
}

/// What else may be done with a stored status.
#[component]
fn More(shop: String, handle: String, archived: bool, standing: u64) -> impl IntoView {
    let at = |pattern| status(pattern, &shop, &handle);
    let (word, value) = if archived { ("Bring back into use", "no") } else { ("Archive", "yes") };
    let standing = match standing {
        0 => "No open order stands in it.".to_owned(),
        1 => "1 open order stands in it.".to_owned(),
        many => format!("{many} open orders stand in it."),
    };
    view! {
        <section class="sheet" aria-labelledby="more">
            <h2 id="more">"This status"</h2>
            <form class="fields" method="post">
                <p class="soft">{standing}" Orders keep the words they were told, whatever you change here."</p>
                <p class="row">
                    <button formaction=at(STATUS_COPY)>"Copy"</button>
                    <button formaction=at(STATUS_ARCHIVE) name="archived" value=value>{word}</button>
                    <a class="button danger" href=at(STATUS_DELETE)>"Delete…"</a>
                </p>
            </form>
        </section>
    }
}
