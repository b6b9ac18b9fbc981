//! Warns before a page is left whose form holds something that is not saved.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{BeforeUnloadEvent, Event, FormData, HtmlFormElement, UrlSearchParams};

use super::dom;

/// Watches a form: the signal tells whether something in it is not saved. `ignored` are fields that are
/// never saved (those of a preview), by the beginning of their names.
pub fn watch(form: &HtmlFormElement, ignored: &'static str) -> RwSignal<bool> {
    let first = fields(form, ignored);
    // A form that came back with something to correct, or that says so, is not saved as it stands.
    let returned = form.has_attribute("data-unsaved")
        || dom::find_in::<web_sys::Element>(form, "[aria-invalid=true]").is_some()
        || typed_before(form, ignored);
    let unsaved = RwSignal::new(returned);
    let leaving = Rc::new(Cell::new(false));
    let own = form.clone();
    let look = move |_: Event| unsaved.set(returned || fields(&own, ignored) != first);
    dom::on(&dom::document(), "input", look.clone());
    dom::on(&dom::document(), "change", look);
    let sent = leaving.clone();
    let target = form.clone();
    dom::on(&dom::document(), "submit", move |event: web_sys::SubmitEvent| {
        let into_frame = event.submitter().is_some_and(|button| button.has_attribute("formtarget"));
        if event.target().as_ref() == Some(target.as_ref()) && !into_frame {
            sent.set(true);
        }
    });
    dom::on(&dom::window(), "beforeunload", move |event: Event| {
        if unsaved.get_untracked() && !leaving.get() {
            event.prevent_default();
            if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                // Older browsers ask only when something is returned.
                event.set_return_value("unsaved");
            }
        }
    });
    unsaved
}

/// Whether something was typed before this module was there to see it.
fn typed_before(form: &HtmlFormElement, ignored: &str) -> bool {
    let is_kept = |field: &web_sys::HtmlElement| {
        field.get_attribute("name").is_some_and(|name| !name.starts_with(ignored))
    };
    dom::typed_before(form).iter().any(is_kept)
}

/// What the form would send, as text to compare.
fn fields(form: &HtmlFormElement, ignored: &str) -> String {
    let Ok(data) = FormData::new_with_form(form) else { return String::new() };
    let Ok(fields) = UrlSearchParams::new_with_str_sequence_sequence(&data) else { return String::new() };
    let text = String::from(fields.to_string());
    text.split('&').filter(|field| !field.starts_with(ignored)).collect::<Vec<_>>().join("&")
}
