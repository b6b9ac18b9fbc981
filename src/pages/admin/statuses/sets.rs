//! Statuses that may be taken over: starter sets in any language, and StatusPro's.

use leptos::either::Either;
use leptos::prelude::*;

use super::list::Sign;
use crate::domain::admin_routes::{STARTER_SET, STARTER_SETS, STATUS_IMPORT, STATUSES, in_shop};
use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::pages::render::in_textarea;
use crate::wire::admin::frame::{AdminFrame, Section};
use crate::wire::admin::status_sets::{SetLine, StarterView, StatusProView};
use crate::wire::admin::statuses::LanguageField;

/// The starter sets.
#[component]
pub fn StarterSets(
    frame: AdminFrame,
    assets: AdminAssets,
    /// The sets in the chosen language.
    sets: Vec<StarterView>,
    /// All languages.
    languages: Vec<LanguageField>,
    /// Tag of the chosen one.
    chosen: String,
) -> impl IntoView {
    let shop = frame.shop.clone();
    let can_change = frame.is_owner;
    let base = in_shop(STARTER_SETS, &shop);
    let direction =
        languages.iter().find(|l| l.tag == chosen).map(|l| l.direction.clone()).unwrap_or_default();
    let tabs = languages
        .into_iter()
        .map(|language| {
            let current = (language.tag == chosen).then_some("true");
            view! { <a href=format!("{base}?lang={}", language.tag) lang=language.tag aria-current=current>{language.name}</a> }
        })
        .collect_view();
    let sets = sets
        .into_iter()
        .map(|set| view! { <Set shop=shop.clone() set can_change language=chosen.clone() direction=direction.clone()/> })
        .collect_view();
    view! {
        <AdminPage frame assets section=Section::Statuses title="Starter sets".to_owned()>
            <p class="soft">"Steps for a trade, written in nine languages. Taking one over adds its statuses behind yours; change them as you like. Nothing of yours is overwritten."</p>
            <nav class="tabs" aria-label="Language of the sets">{tabs}</nav>
            {sets}
            <p class="row"><a class="button" href=in_shop(STATUSES, &shop)>"Back to all statuses"</a></p>
        </AdminPage>
    }
}

/// "1 status", "5 statuses".
fn counted(count: usize) -> String {
    if count == 1 { "1 status".to_owned() } else { format!("{count} statuses") }
}

/// One set.
#[component]
fn Set(
    shop: String,
    set: StarterView,
    can_change: bool,
    language: String,
    direction: String,
) -> impl IntoView {
    let StarterView { handle, name, about, already, lines } = set;
    let id = format!("set-{handle}");
    let by = id.clone();
    let all = already == lines.len();
    let action = in_shop(STARTER_SET, &shop).replace("{set}", &handle);
    let act = match (can_change, all) {
        (_, true) => Either::Left(
            view! { <p class="bottom"><span class="badge good">"You have all of them"</span></p> },
        ),
        (true, false) => Either::Right(Either::Left(view! {
            <form class="bottom" method="post" action=action><button class="go">{format!("Take over {}", counted(lines.len() - already))}<span class="vh">{format!(" of “{name}”")}</span></button></form>
        })),
        (false, false) => Either::Right(Either::Right(())),
    };
    view! {
        <section class="sheet set" aria-labelledby=by>
            <div lang=language dir=direction>
                <h2 id=id>{name}</h2>
                <p class="about">{about}</p>
                <Lines lines/>
            </div>
            {act}
        </section>
    }
}

/// Statuses with name and text.
#[component]
fn Lines(lines: Vec<SetLine>) -> impl IntoView {
    let lines = lines
        .into_iter()
        .map(|SetLine { icon, name, text, usual, note }| {
            let usual = (!usual.is_empty()).then(|| view! { <small lang="en" dir="ltr">{usual}</small> });
            let note = (!note.is_empty()).then(|| view! { <small lang="en" dir="ltr">{note}</small> });
            view! { <li><Sign icon/><div><b>{name}</b><p>{text}</p>{usual}{note}</div></li> }
        })
        .collect_view();
    view! { <ol class="steps">{lines}</ol> }
}

/// Taking over from StatusPro: what is given, what it would add.
#[component]
pub fn ImportStatusPro(
    frame: AdminFrame,
    assets: AdminAssets,
    /// What was given and what is in it.
    import: StatusProView,
) -> impl IntoView {
    let shop = frame.shop.clone();
    let StatusProView { document, lines, new, wrong, main } = import;
    let action = in_shop(STATUS_IMPORT, &shop);
    let found = lines.map(|lines| {
        let count = lines.len();
        let confirm = if new == 0 {
            Either::Left(view! { <p class="bottom"><span class="badge good">"All of them are here already"</span></p> })
        } else {
            Either::Right(view! { <Confirm action=action.clone() document=document.clone() new main/> })
        };
        view! {
            <section class="sheet set" aria-labelledby="found">
                <h2 id="found">{format!("{} found, {new} new", counted(count))}</h2>
                <Lines lines/>
                {confirm}
            </section>
        }
    });
    let (invalid, described) =
        if wrong.is_some() { (Some("true"), Some("wrong-document")) } else { (None, None) };
    let wrong = wrong.map(|sentence| view! { <p class="wrong" id="wrong-document">{sentence}</p> });
    view! {
        <AdminPage frame assets section=Section::Statuses title="Import from StatusPro".to_owned()>
            {found}
            <form class="sheet" method="post" action=action enctype="multipart/form-data">
                <div class="fields">
                    <div class="field">
                        <label for="document">"What StatusPro's API answers"<small>"GET /statuses tells names, descriptions and colors. GET /orders tells public names and translations too; you may give both, one after the other."</small></label>
                        <textarea id="document" name="document" rows="8" spellcheck="false" aria-invalid=invalid aria-describedby=described>{in_textarea(&document)}</textarea>
                        {wrong}
                    </div>
                    <div class="field"><label for="file">"Or a file with it"</label><input id="file" type="file" name="file" accept="application/json,.json"/></div>
                    <p class="row"><button class="go">"Look at what is in it"</button><a class="button" href=in_shop(STATUSES, &shop)>"Back to all statuses"</a></p>
                </div>
            </form>
        </AdminPage>
    }
}

/// Asks before anything is added.
#[component]
fn Confirm(action: String, document: String, new: usize, main: String) -> impl IntoView {
    view! {
        <form class="fields" method="post" action=action enctype="multipart/form-data">
            <input type="hidden" name="document" value=document/>
            <fieldset>
                <legend>"Who sees them"</legend>
                <label class="check"><input type="radio" name="seen" value="staff" checked/>"Staff only, until I have looked at them"</label>
                <label class="check"><input type="radio" name="seen" value="public"/>{format!("Shoppers too, where StatusPro showed them; where a translation is missing, in {main}")}</label>
            </fieldset>
            <p class="row"><button class="go" name="confirm" value="yes">{format!("Take over {}", counted(new))}</button></p>
        </form>
    }
}
