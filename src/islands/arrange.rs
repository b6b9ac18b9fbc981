//! The order of statuses by dragging, or by the arrow keys on a row's grip. Saves by the same request the
//! form makes, after a moment; when that fails the numbers are there to be saved by the form's button.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Element, HtmlButtonElement, HtmlElement, HtmlFormElement, HtmlInputElement, KeyboardEvent, PointerEvent,
};

use super::choice::lands_before;
use super::dom::{self, Later};
use super::send;

/// How long after the last move the order is saved, in milliseconds.
const SAVE_AFTER: i32 = 700;

struct Steps {
    form: HtmlFormElement,
    body: HtmlElement,
    saving: Later,
}

/// Gives every row of the list of statuses a grip.
pub fn begin() {
    let Some(form) = dom::find::<HtmlFormElement>("form[data-arrange]") else { return };
    let Some(body) = dom::find_in::<HtmlElement>(&form, "tbody") else { return };
    let steps = Rc::new(Steps { form, body, saving: Later::default() });
    for row in steps.rows() {
        steps.give_grip(&row);
    }
}

impl Steps {
    fn rows(&self) -> Vec<HtmlElement> {
        dom::all_in(&self.body, "tr[data-handle]")
    }

    fn give_grip(self: &Rc<Self>, row: &HtmlElement) {
        let Some(step) = dom::find_in::<HtmlElement>(row, ".step .row") else { return };
        let Some(grip) = dom::make::<HtmlButtonElement>("button", "quiet grip") else { return };
        grip.set_type("button");
        grip.set_text_content(Some("⠿"));
        let name = name_of(row);
        let _ = grip.set_attribute("aria-label", &format!("Move {name}: drag, or use the arrow keys"));
        let _ = step.prepend_with_node_1(&grip);
        let (steps, own) = (self.clone(), row.clone());
        dom::on(&grip, "keydown", move |event: KeyboardEvent| {
            let way = match event.key().as_str() {
                "ArrowUp" => -1,
                "ArrowDown" => 1,
                _ => return,
            };
            event.prevent_default();
            steps.step(&own, way);
            if let Some(target) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) {
                let _ = target.focus();
            }
        });
        self.drag_by(&grip, row);
        for button in dom::all_in::<HtmlButtonElement>(row, "button[name=move]") {
            let way = if button.value().ends_with(":up") { -1 } else { 1 };
            let (steps, own, same) = (self.clone(), row.clone(), button.clone());
            dom::on(&button, "click", move |event: web_sys::Event| {
                event.prevent_default();
                steps.step(&own, way);
                let _ = same.focus();
            });
        }
    }

    fn drag_by(self: &Rc<Self>, grip: &HtmlButtonElement, row: &HtmlElement) {
        let (own, held) = (row.clone(), grip.clone());
        dom::on(grip, "pointerdown", move |event: PointerEvent| {
            if event.button() != 0 {
                return;
            }
            let _ = held.set_pointer_capture(event.pointer_id());
            let _ = own.class_list().add_1("dragged");
        });
        let (steps, own, held) = (self.clone(), row.clone(), grip.clone());
        dom::on(grip, "pointermove", move |event: PointerEvent| {
            if own.class_list().contains("dragged") {
                event.prevent_default();
                steps.drag_to(&own, f64::from(event.client_y()));
                // A row that moved was taken out of the page for a moment, and the pointer let go of it.
                let _ = held.set_pointer_capture(event.pointer_id());
            }
        });
        for end in ["pointerup", "pointercancel"] {
            let (steps, own) = (self.clone(), row.clone());
            dom::on(grip, end, move |_: PointerEvent| {
                if own.class_list().contains("dragged") {
                    let _ = own.class_list().remove_1("dragged");
                    steps.moved(&own);
                }
            });
        }
    }

    fn drag_to(&self, row: &HtmlElement, height: f64) {
        let others: Vec<HtmlElement> = self.rows().into_iter().filter(|other| other != row).collect();
        let middle = |other: &HtmlElement| {
            let place = other.get_bounding_client_rect();
            place.top() + place.height() / 2.0
        };
        let middles: Vec<f64> = others.iter().map(middle).collect();
        let before = lands_before(&middles, height).and_then(|index| others.get(index));
        let now = row.next_element_sibling();
        if now.as_ref() != before.map(AsRef::as_ref) {
            let _ = self.body.insert_before(row, before.map(AsRef::as_ref));
        }
    }

    fn step(self: &Rc<Self>, row: &HtmlElement, way: i32) {
        let beside = if way < 0 { row.previous_element_sibling() } else { row.next_element_sibling() };
        let Some(beside) = beside else { return };
        let before: Option<Element> = if way < 0 { Some(beside) } else { beside.next_element_sibling() };
        let _ = self.body.insert_before(row, before.as_ref().map(AsRef::as_ref));
        self.moved(row);
    }

    /// Numbers the rows anew, says where the row is, and saves in a moment.
    fn moved(self: &Rc<Self>, row: &HtmlElement) {
        let rows = self.rows();
        let mut changed = false;
        for (index, other) in rows.iter().enumerate() {
            if let Some(place) = dom::find_in::<HtmlInputElement>(other, "input[name^='place-']") {
                let number = (index + 1).to_string();
                changed |= place.value() != number;
                place.set_value(&number);
            }
            for button in dom::all_in::<HtmlButtonElement>(other, "button[name=move]") {
                let end = if button.value().ends_with(":up") { 0 } else { rows.len() - 1 };
                button.set_disabled(index == end);
            }
        }
        if !changed {
            return;
        }
        let place = rows.iter().position(|other| other == row).unwrap_or_default() + 1;
        let place = format!("{}: step {place} of {}", name_of(row), rows.len());
        dom::announce(&place);
        let steps = self.clone();
        self.saving.call(SAVE_AFTER, move || steps.save(place));
    }

    fn save(self: Rc<Self>, place: String) {
        let handles: Vec<String> = self.rows().iter().map(|row| dom::data(row, "handle")).collect();
        let body = format!("handles={}", handles.join("%2C"));
        spawn_local(async move {
            let saved = send::post(&self.form.action(), &body).await.is_some();
            let after = if saved { "Saved" } else { "Not saved: press “Save the order”" };
            dom::announce(&format!("{place}. {after}."));
            if let Some(words) = dom::find_in::<HtmlElement>(&self.form, ".arrange .soft") {
                words.set_text_content(Some(if saved {
                    "Saved. Shoppers go through the steps from top to bottom."
                } else {
                    "The order could not be saved. Press “Save the order” to try again."
                }));
            }
        });
    }
}

fn name_of(row: &HtmlElement) -> String {
    let link = dom::find_in::<HtmlElement>(row, ".named a");
    link.and_then(|link| link.text_content()).unwrap_or_default()
}
