//! The editor of a status: the shopper's page follows while somebody types, the color is shown as it will be
//! read, languages count themselves, and nothing unsaved is lost by accident. The preview is what the
//! form's own button asks for; here it is asked for by itself.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlButtonElement, HtmlElement, HtmlFormElement, HtmlIFrameElement, HtmlInputElement,
};

use super::choice::{Typed, completeness, is_complete};
use super::dom::{self, Later};
use super::unsaved;
use crate::services::brand::corrected;

/// How long after the last key the preview is made anew, in milliseconds.
const PREVIEW_AFTER: i32 = 350;

/// Makes the editor live.
pub fn begin() {
    let Some(form) = dom::find::<HtmlFormElement>("form[data-status-form]") else { return };
    preview(&form);
    color(&form);
    languages(&form);
    let unsaved = unsaved::watch(&form, "preview_");
    if let Some(bar) = dom::find_in::<HtmlElement>(&form, ".bar") {
        let mark = move || unsaved.get().then(|| view! { <span class="badge warn">"Not saved"</span> });
        leptos::mount::mount_to(bar, move || view! { <span role="status">{mark}</span> }).forget();
    }
}

/// The shopper's page, made anew after a pause in typing. It comes into a second frame that takes the place of
/// the first when it is there: nothing flickers, and the browser's history stays as it was.
fn preview(form: &HtmlFormElement) {
    let Some(button) = dom::find::<HtmlButtonElement>("button[data-preview]") else { return };
    let (wait, count) = (Later::default(), Rc::new(Cell::new(0)));
    let own = form.clone();
    dom::on_input(form, move |_| {
        let (form, button, count) = (own.clone(), button.clone(), count.clone());
        wait.call(PREVIEW_AFTER, move || {
            count.set(count.get() + 1);
            ask(&form, &button, count.get());
        });
    });
}

/// Asks for the page in a new frame, the `count`th one. Each has a name of its own: a frame that is renamed
/// is still found under its first name by some browsers.
fn ask(form: &HtmlFormElement, button: &HtmlButtonElement, count: u32) {
    let Some(old) = dom::find::<HtmlIFrameElement>(".stage iframe:not(.coming)") else { return };
    let Some(stage) = old.parent_element() else { return };
    if let Some(late) = dom::find::<Element>(".stage iframe.coming") {
        late.remove();
    }
    let Ok(Ok(new)) = old.clone_node().map(|node| node.dyn_into::<HtmlIFrameElement>()) else { return };
    let name = format!("preview-{count}");
    let _ = new.remove_attribute("src");
    new.set_name(&name);
    new.set_class_name("coming");
    let _ = new.set_attribute("aria-hidden", "true");
    let _ = stage.append_child(&new);
    let fresh = new.clone();
    dom::on(&new, "load", move |_: Event| {
        if !fresh.class_list().contains("coming") {
            return;
        }
        if let (Some(from), Some(to)) = (old.content_window(), fresh.content_window()) {
            to.scroll_to_with_x_and_y(0.0, from.scroll_y().unwrap_or_default());
        }
        fresh.set_class_name("");
        let _ = fresh.remove_attribute("aria-hidden");
        old.remove();
    });
    let _ = button.set_attribute("formtarget", &name);
    let _ = form.request_submit_with_submitter(Some(button.as_ref()));
}

/// The color as light and dark pages show it, while it is chosen.
fn color(form: &HtmlFormElement) {
    let Some(field) = dom::find_in::<HtmlInputElement>(form, "input[name=color]") else { return };
    let Some(own) = dom::find_in::<HtmlInputElement>(form, "input[name=color_of][value=own]") else { return };
    let place = field.closest("fieldset").ok().flatten().and_then(|set| set.dyn_into::<HtmlElement>().ok());
    let Some(place) = place else { return };
    if let Some(stale) = dom::find_in::<Element>(&place, ".shown") {
        stale.remove();
    }
    let wish = RwSignal::new(own.checked().then(|| field.value()));
    dom::on_input(form, move |changed| {
        if changed.get_attribute("name").as_deref() == Some("color") {
            own.set_checked(true);
        }
        wish.set(own.checked().then(|| field.value()));
    });
    leptos::mount::mount_to(place, move || view! { <Shown wish/> }).forget();
}

/// The samples.
#[component]
fn Shown(wish: RwSignal<Option<String>>) -> impl IntoView {
    let sample = |ground: &'static str, paper: &'static str, color: String, wish: &str| {
        let same = color.eq_ignore_ascii_case(wish);
        let how = if same { "as chosen" } else { "corrected so that it can be read" };
        view! {
            <li>
                <svg class="swatch" viewBox="0 0 24 24" aria-hidden="true">
                    <rect width="24" height="24" rx="6" fill=paper></rect>
                    <circle cx="12" cy="12" r="7" fill=color.clone()></circle>
                </svg>
                {format!("On {ground} pages: {color}, {how}")}
            </li>
        }
    };
    move || {
        wish.get().and_then(|wish| corrected(&wish).map(|shown| (wish, shown))).map(|(wish, shown)| {
            view! {
                <ul class="shown">
                    {sample("light", "#fffefb", shown.light, &wish)}
                    {sample("dark", "#201e1b", shown.dark, &wish)}
                </ul>
            }
        })
    }
}

/// Counts the languages whose words are missing, in their badges and in the one above.
fn languages(form: &HtmlFormElement) {
    let own = form.clone();
    let count = Rc::new(move || {
        let words = read_languages(&own);
        let main_has_text = words.first().is_some_and(|main| !main.text.trim().is_empty());
        let tongues = dom::all_in::<Element>(&own, "details.tongue summary .badge");
        for (badge, typed) in tongues.iter().zip(words.iter().skip(1)) {
            mark(badge, is_complete(typed, main_has_text), "written", "missing");
        }
        let all = dom::find_in::<Element>(&own, "[aria-labelledby=translations] > .fields > p .badge");
        if let Some(badge) = all {
            let (complete, words) = completeness(&words);
            mark(&badge, complete, &words, &words);
        }
    });
    let recount = count.clone();
    dom::on_input(form, move |_| recount());
    if dom::find_in::<Element>(form, "[aria-invalid=true]").is_some() {
        count();
    }
}

fn mark(badge: &Element, good: bool, yes: &str, no: &str) {
    badge.set_class_name(if good { "badge good" } else { "badge warn" });
    badge.set_text_content(Some(if good { yes } else { no }));
}

/// The words as typed, the main language first.
fn read_languages(form: &HtmlFormElement) -> Vec<Typed> {
    let value = |name: &str| {
        let field = dom::find_in::<Element>(form, &format!("[name='{name}']"))?;
        js_sys::Reflect::get(&field, &"value".into()).ok()?.as_string()
    };
    let label =
        dom::find_in::<Element>(form, "label[for=public_name]").and_then(|label| label.text_content());
    let main = label.and_then(|text| Some(text.split_once(" in ")?.1.split('.').next()?.trim().to_owned()));
    let first = Typed {
        language: main.unwrap_or_else(|| "the main language".to_owned()),
        name: value("public_name").unwrap_or_default(),
        text: value("text").unwrap_or_default(),
    };
    let others =
        dom::all_in::<Element>(form, "details.tongue summary > span[lang]").into_iter().map(|name| {
            let tag = name.get_attribute("lang").unwrap_or_default();
            Typed {
                language: name.text_content().unwrap_or_default(),
                name: value(&format!("name-{tag}")).unwrap_or_default(),
                text: value(&format!("text-{tag}")).unwrap_or_default(),
            }
        });
    std::iter::once(first).chain(others).collect()
}
