//! The few things islands ask of the browser. A part of the page that is missing is passed over: a page may
//! be older or newer than this module.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Document, Element, Event, EventTarget, HtmlElement, HtmlFormElement, HtmlInputElement,
    HtmlTextAreaElement, Storage, Window,
};

/// The window this runs in.
pub fn window() -> Window {
    web_sys::window().expect("islands run in a page")
}

/// The page.
pub fn document() -> Document {
    window().document().expect("islands run in a page")
}

/// The first element that fits `selector`; `None` when there is none or it is of another kind.
pub fn find<T: JsCast>(selector: &str) -> Option<T> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

/// The same below `root`.
pub fn find_in<T: JsCast>(root: &Element, selector: &str) -> Option<T> {
    root.query_selector(selector).ok()??.dyn_into().ok()
}

/// Every element below `root` that fits `selector`, in the order of the page.
pub fn all_in<T: JsCast>(root: &Element, selector: &str) -> Vec<T> {
    let Ok(list) = root.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok()).collect()
}

/// Calls `act` at every `event` on `target`, as long as the page lives.
pub fn on<E: JsCast + 'static>(target: &EventTarget, event: &str, act: impl Fn(E) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        if let Ok(event) = event.dyn_into() {
            act(event);
        }
    });
    // It fails for no kind of target.
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Calls `act` whenever something is typed or chosen in the form, also in fields that stand outside it; and at once when
/// something was typed before this module was there, as on a slow line.
pub fn on_input(form: &HtmlFormElement, act: impl Fn(&HtmlElement) + 'static) {
    if let Some(field) = typed_before(form).first() {
        act(field);
    }
    let own = form.clone();
    on(&document(), "input", move |event: Event| {
        let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        if belongs(&field, &own) {
            act(&field);
        }
    });
}

/// The fields of the form whose text is not what the page came with.
pub fn typed_before(form: &HtmlFormElement) -> Vec<HtmlElement> {
    let differs = |field: &HtmlElement| {
        let area = field
            .dyn_ref::<HtmlTextAreaElement>()
            .is_some_and(|it| it.default_value().is_ok_and(|first| it.value() != first));
        area || field.dyn_ref::<HtmlInputElement>().is_some_and(|it| it.value() != it.default_value())
    };
    let Some(body) = find::<Element>("body") else { return Vec::new() };
    // Kinds whose values browsers write in their own way (colors, days) would differ from the beginning.
    all_in::<HtmlElement>(&body, "textarea, input[type=text], input:not([type])")
        .into_iter()
        .filter(|field| belongs(field, form) && differs(field))
        .collect()
}

fn belongs(field: &HtmlElement, form: &HtmlFormElement) -> bool {
    form.contains(Some(field)) || field.get_attribute("form").is_some_and(|id| id == form.id())
}

/// What is to happen a while after the last call.
#[derive(Clone, Default)]
pub struct Later(Rc<Cell<Option<i32>>>);

impl Later {
    /// Calls `act` in `millis`, unless this is called again before.
    pub fn call(&self, millis: i32, act: impl FnOnce() + 'static) {
        if let Some(waiting) = self.0.take() {
            window().clear_timeout_with_handle(waiting);
        }
        let act = Closure::once_into_js(act);
        let waiting =
            window().set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), millis);
        self.0.set(waiting.ok());
    }
}

/// A new element with these classes.
pub fn make<T: JsCast>(tag: &str, class: &str) -> Option<T> {
    let element = document().create_element(tag).ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    element.dyn_into().ok()
}

/// A field of a form that nobody sees.
pub fn hidden_field(name: &str, value: &str) -> Option<HtmlInputElement> {
    let field: HtmlInputElement = make("input", "")?;
    field.set_type("hidden");
    field.set_name(name);
    field.set_value(value);
    Some(field)
}

/// What this tab remembers until it is closed; `None` where the browser keeps nothing.
pub fn memory() -> Option<Storage> {
    window().session_storage().ok()?
}

/// Says `words` to whoever listens instead of looking.
pub fn announce(words: &str) {
    let voice = find::<HtmlElement>("#voice").or_else(|| {
        let voice: HtmlElement = make("p", "vh")?;
        voice.set_id("voice");
        voice.set_attribute("role", "status").ok()?;
        document().body()?.append_child(&voice).ok()?;
        Some(voice)
    });
    if let Some(voice) = voice {
        voice.set_text_content(Some(words));
    }
}

/// The text behind `name` in a `data-` attribute; empty when there is none.
pub fn data(element: &Element, name: &str) -> String {
    element.get_attribute(&format!("data-{name}")).unwrap_or_default()
}
