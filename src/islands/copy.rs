//! A button beside each text to copy that does it. The field with the text stands there without it too.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlButtonElement, HtmlElement, HtmlInputElement, HtmlTextAreaElement, MouseEvent};

use super::dom;

/// How long the button says that it worked.
const SAID_MS: i32 = 2_500;

/// Puts a button behind every field marked `data-copy`, whose value says what is copied.
pub fn begin() {
    let Some(root) = dom::document().document_element() else { return };
    for field in dom::all_in::<HtmlElement>(&root, "[data-copy]") {
        put_button(field);
    }
}

/// Chooses what stands in a field, and gives it.
fn chosen(field: &HtmlElement) -> Option<String> {
    if let Some(line) = field.dyn_ref::<HtmlInputElement>() {
        line.select();
        return Some(line.value());
    }
    let area = field.dyn_ref::<HtmlTextAreaElement>()?;
    area.select();
    Some(area.value())
}

fn put_button(field: HtmlElement) {
    let Some(button) = dom::make::<HtmlButtonElement>("button", "quiet copy") else { return };
    button.set_type("button");
    button.set_text_content(Some("Copy"));
    let _ = button.set_attribute("aria-label", &format!("Copy {}", dom::data(&field, "copy")));
    if field.insert_adjacent_element("afterend", &button).is_err() {
        return;
    }
    let (back, shown) = (dom::Later::default(), button.clone());
    dom::on(&button, "click", move |_: MouseEvent| {
        let Some(text) = chosen(&field) else { return };
        let clipboard = dom::window().navigator().clipboard();
        // There is none on a page without https: then the address is chosen, and the keys do the rest.
        let there = !AsRef::<wasm_bindgen::JsValue>::as_ref(&clipboard).is_undefined();
        let words = if there { "Copied" } else { "Press Ctrl+C" };
        if there {
            let _ = clipboard.write_text(&text);
        }
        shown.set_text_content(Some(words));
        dom::announce(words);
        let again = shown.clone();
        back.call(SAID_MS, move || again.unchecked_ref::<Element>().set_text_content(Some("Copy")));
    });
}
