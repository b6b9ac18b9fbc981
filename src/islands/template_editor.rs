//! The editor of a message's words: the message, and what is to be mended in it, follow while somebody types; the
//! source is in colors; a finding leads to its place; nothing unsaved is lost by accident. The server's own answer
//! to the form is asked for, and the parts of it that are marked `data-fresh` take the place of those on the page.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Document, DomParser, Element, Event, FormData, HtmlElement, HtmlFormElement, HtmlIFrameElement,
    HtmlInputElement, HtmlTextAreaElement, MouseEvent, SupportedType, UrlSearchParams,
};

use super::dom::{self, Later};
use super::{send, source_view, unsaved};

/// How long after the last key the message is drawn anew, in milliseconds.
const LOOK_AFTER: i32 = 600;

/// Makes the editor live.
pub fn begin() {
    let Some(form) = dom::find::<HtmlFormElement>("form[data-template-form]") else { return };
    source_view::begin(&form);
    follow(&form);
    lead_to_places(&form);
    let unsaved = unsaved::watch(&form, "preview_");
    if let Some(bar) = dom::find_in::<HtmlElement>(&form, ".bar") {
        let mark = move || unsaved.get().then(|| view! { <span class="badge warn">"Not saved"</span> });
        leptos::mount::mount_to(bar, move || view! { <span role="status">{mark}</span> }).forget();
    }
}

/// Looks anew after a pause in typing. An answer that comes after the next question is passed over.
fn follow(form: &HtmlFormElement) {
    let (wait, asked) = (Later::default(), Rc::new(Cell::new(0_u32)));
    let own = form.clone();
    dom::on_input(form, move |field| {
        let name = field.get_attribute("name").unwrap_or_default();
        if name.starts_with("knows_") {
            return;
        }
        asked.set(asked.get() + 1);
        let (form, asked, mine) = (own.clone(), asked.clone(), asked.get());
        wait.call(LOOK_AFTER, move || {
            spawn_local(async move {
                if let Some(page) = look(&form).await.filter(|_| asked.get() == mine) {
                    put(&form, &page);
                }
            });
        });
    });
}

/// The server's answer to the form as it is typed.
async fn look(form: &HtmlFormElement) -> Option<Document> {
    let data = FormData::new_with_form(form).ok()?;
    let fields = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    // A field called `action` would stand in the way of the property.
    let answer = send::post(&form.get_attribute("action")?, &String::from(fields.to_string())).await?;
    let text = JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
    DomParser::new().ok()?.parse_from_string(&text, SupportedType::TextHtml).ok()
}

/// Puts the fresh parts of the answer into the page.
fn put(form: &HtmlFormElement, page: &Document) {
    let Some(root) = dom::document().document_element() else { return };
    for old in dom::all_in::<Element>(&root, "[data-fresh]") {
        let selector = format!("[data-fresh='{}']", dom::data(&old, "fresh"));
        let Ok(Some(new)) = page.query_selector(&selector) else { continue };
        if old.outer_html() != new.outer_html() {
            let _ = old.replace_with_with_node_1(&new);
        }
    }
    // What was marked after saving was refused may be mended.
    for field in dom::all_in::<Element>(form, "[aria-invalid]") {
        let _ = field.remove_attribute("aria-invalid");
    }
    frame(page);
    let open = page.query_selector_all(".findings li").map_or(0, |found| found.length());
    dom::announce(&match open {
        0 => "The preview is up to date. Nothing to mend.".to_owned(),
        1 => "The preview is up to date. 1 thing to mend.".to_owned(),
        many => format!("The preview is up to date. {many} things to mend."),
    });
}

/// The message anew, in a second frame that takes the place of the first when it is there: nothing flickers. A
/// message that could not be drawn leaves the last one that could.
fn frame(page: &Document) {
    let Some(stage) = dom::find::<Element>(".stage") else { return };
    let source = page.query_selector(".stage iframe").ok().flatten();
    let Some(source) = source.and_then(|frame| frame.get_attribute("src")) else { return };
    if let Some(late) = dom::find::<Element>(".stage iframe.coming") {
        late.remove();
    }
    let Some(new) = dom::make::<HtmlIFrameElement>("iframe", "") else { return };
    let old = dom::find::<HtmlIFrameElement>(".stage iframe");
    let ready = [("title", "The message as typed"), ("sandbox", ""), ("src", source.as_str())]
        .into_iter()
        .all(|(name, value)| new.set_attribute(name, value).is_ok());
    if !ready {
        return;
    }
    if let Some(old) = old {
        new.set_class_name("coming");
        let _ = new.set_attribute("aria-hidden", "true");
        let fresh = new.clone();
        dom::on(&new, "load", move |_: Event| {
            fresh.set_class_name("");
            let _ = fresh.remove_attribute("aria-hidden");
            old.remove();
        });
    }
    let _ = stage.append_child(&new);
}

/// A finding's place leads to the letter it is about.
fn lead_to_places(form: &HtmlFormElement) {
    let own = form.clone();
    dom::on(form, "click", move |event: MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(link) = target.and_then(|target| target.closest("a[data-line]").ok().flatten()) else {
            return;
        };
        let number = |name: &str| dom::data(&link, name).parse::<usize>().unwrap_or(1).max(1);
        let field = link.get_attribute("href").and_then(|href| dom::find_in::<HtmlElement>(&own, &href));
        let Some(field) = field else { return };
        event.prevent_default();
        let _ = field.focus();
        let (line, column) = (number("line"), number("column"));
        if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
            let at = offset(&area.value(), line, column);
            let _ = area.set_selection_range(at, at);
            // Focus scrolls to the field, not to the line.
            let lines = i32::try_from(area.value().lines().count().max(1)).unwrap_or(1);
            let line = i32::try_from(line).unwrap_or(1);
            area.set_scroll_top((area.scroll_height() / lines * (line - 4)).max(0));
        } else if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
            let at = offset(&input.value(), line, column);
            let _ = input.set_selection_range(at, at);
        }
    });
}

/// Where a line and a column are, in the units browsers count in.
fn offset(text: &str, line: usize, column: usize) -> u32 {
    let before: usize = text.split('\n').take(line - 1).map(|line| line.encode_utf16().count() + 1).sum();
    let inside: usize =
        text.split('\n').nth(line - 1).unwrap_or("").chars().take(column - 1).map(char::len_utf16).sum();
    u32::try_from(before + inside).unwrap_or(u32::MAX)
}
