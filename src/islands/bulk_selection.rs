//! Choosing orders in the list: whole pages, ranges, by keys, over several pages. Everything ends as the
//! field `order` of the form that stands there without script too; orders chosen on other pages are added
//! to it as fields nobody sees.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlButtonElement, HtmlElement, HtmlFormElement, HtmlInputElement, KeyboardEvent, MouseEvent,
};

use super::choice::{Chosen, range};
use super::dom;

/// What the names of remembered selections begin with.
const KEPT: &str = "waymark-selection:";

/// Length of a change's id in its address.
const UUID: usize = 36;

/// The list of one page.
struct List {
    form: HtmlFormElement,
    boxes: Vec<HtmlInputElement>,
    ids: Vec<String>,
    chosen: RefCell<Chosen>,
    /// The row that was clicked last: where a range begins.
    last: Cell<usize>,
    /// Under which name the selection is remembered: list and filter.
    name: String,
    words: RwSignal<String>,
    count: RwSignal<usize>,
    whole_page: RwSignal<bool>,
}

/// Makes the list of orders quicker to choose from. On the page of a change that was begun, forgets what
/// was chosen for it.
pub fn begin() {
    if is_begun() {
        forget_all();
    }
    let Some(form) = dom::find::<HtmlFormElement>("form:has(input[type=checkbox][name=order])") else {
        return;
    };
    let Some(group) = dom::find_in::<HtmlElement>(&form, "[role=group]") else { return };
    let Some(place) = dom::make::<HtmlElement>("div", "picked") else { return };
    if group.append_child(&place).is_err() {
        return;
    }
    let list = Rc::new(List::of(form));
    list.show();
    listen(&list);
    let bar = list.clone();
    leptos::mount::mount_to(place, move || view! { <Bar list=bar/> }).forget();
}

impl List {
    fn of(form: HtmlFormElement) -> Self {
        let boxes: Vec<HtmlInputElement> = dom::all_in(&form, "input[type=checkbox][name=order]");
        let ids = boxes.iter().map(HtmlInputElement::value).collect();
        let filter = dom::find_in::<HtmlInputElement>(&form, "input[name=filter]").map(|field| field.value());
        let path = dom::window().location().pathname().unwrap_or_default();
        let name = format!("{KEPT}{path}?{}", filter.unwrap_or_default());
        let kept = dom::memory().and_then(|memory| memory.get_item(&name).ok()?);
        let mut chosen = Chosen::read(&kept.unwrap_or_default());
        // The browser may have brought back ticks of its own.
        for one in boxes.iter().filter(|one| one.checked()) {
            chosen.set([one.value().as_str()], true);
        }
        Self {
            form,
            boxes,
            ids,
            chosen: RefCell::new(chosen),
            last: Cell::new(0),
            name,
            words: RwSignal::new(String::new()),
            count: RwSignal::new(0),
            whole_page: RwSignal::new(false),
        }
    }

    fn choose(&self, rows: impl Iterator<Item = usize>, chosen: bool) {
        let ids = rows.filter_map(|row| self.ids.get(row)).map(String::as_str);
        self.chosen.borrow_mut().set(ids, chosen);
        self.show();
    }

    /// Writes the selection into the page, its form and the tab's memory.
    fn show(&self) {
        let chosen = self.chosen.borrow();
        for (one, id) in self.boxes.iter().zip(&self.ids) {
            one.set_checked(chosen.has(id));
            if let Ok(Some(row)) = one.closest("tr") {
                let _ = row.class_list().toggle_with_force("chosen", chosen.has(id));
            }
        }
        for old in dom::all_in::<Element>(&self.form, "input[type=hidden][name=order]") {
            old.remove();
        }
        for id in chosen.elsewhere(&self.ids) {
            if let Some(field) = dom::hidden_field("order", id) {
                let _ = self.form.append_child(&field);
            }
        }
        if let Some(memory) = dom::memory() {
            let _ = match chosen.count() {
                0 => memory.remove_item(&self.name),
                _ => memory.set_item(&self.name, &chosen.kept()),
            };
        }
        if let Some(button) =
            dom::find_in::<HtmlButtonElement>(&self.form, "[role=group] button:not([name], [type=button])")
        {
            button.set_disabled(chosen.count() == 0);
        }
        let _ = self.form.class_list().toggle_with_force("choosing", chosen.count() > 0);
        self.words.set(chosen.words(&self.ids));
        self.count.set(chosen.count());
        self.whole_page.set(!self.ids.is_empty() && self.ids.iter().all(|id| chosen.has(id)));
    }

    fn clear(&self) {
        *self.chosen.borrow_mut() = Chosen::default();
        self.show();
    }

    /// The row that has the focus; `None` while it is elsewhere.
    fn row(&self) -> Option<usize> {
        let row = dom::document().active_element()?.closest("tr").ok()??;
        self.boxes.iter().position(|one| row.contains(Some(one)))
    }

    fn go(&self, row: usize) {
        if let Some(one) = self.boxes.get(row) {
            let _ = one.focus();
        }
    }
}

/// Clicks with and without the shift key, and keys inside the table.
fn listen(list: &Rc<List>) {
    for (row, one) in list.boxes.iter().enumerate() {
        let list = list.clone();
        dom::on(one, "click", move |event: MouseEvent| {
            let Some(one) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else {
                return;
            };
            let from = if event.shift_key() { list.last.get() } else { row };
            list.choose(range(from, row), one.checked());
            list.last.set(row);
        });
    }
    let Some(table) = dom::find_in::<Element>(&list.form, "table") else { return };
    let list = list.clone();
    dom::on(&table, "keydown", move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let Some(row) = list.row() else { return };
        match event.key().as_str() {
            "x" | "X" => {
                let chosen = !list.boxes[row].checked();
                let from = if event.shift_key() { list.last.get() } else { row };
                list.choose(range(from, row), chosen);
                list.last.set(row);
            }
            "j" | "ArrowDown" => list.go(row + 1),
            "k" | "ArrowUp" if row > 0 => list.go(row - 1),
            "Escape" => list.clear(),
            _ => return,
        }
        event.prevent_default();
    });
}

/// How many are chosen, the whole page, none; which keys there are.
#[component]
fn Bar(list: Rc<List>) -> impl IntoView {
    let (words, count, whole_page) = (list.words, list.count, list.whole_page);
    let (page, none) = (list.clone(), list.clone());
    let rows = list.boxes.len();
    let keys = "x selects the row with the focus, Shift and x everything since the last one, j and k go down and up, \
                Esc selects none. Shift and a click selects a range. The selection stays while you page.";
    view! {
        <label class="check"><input type="checkbox" prop:checked=move || whole_page.get() on:change=move |event| {
            page.choose(0..rows, event_target_checked(&event));
        }/>"Select this page"</label>
        <span class="count" role="status">{move || words.get()}</span>
        <button type="button" class="quiet" hidden=move || count.get() == 0 on:click=move |_| none.clear()>"Select none"</button>
        <details class="keys"><summary>"Keys"</summary><p>{keys}</p></details>
    }
}

/// Whether this is the page of a change that was confirmed: while it is only looked at, the selection stays.
fn is_begun() -> bool {
    let path = dom::window().location().pathname().unwrap_or_default();
    path.split('/').nth(3) == Some("bulk")
        && path.split('/').nth(4).is_some_and(|batch| batch.len() == UUID)
        && dom::find::<Element>("form[action$='/confirm']").is_none()
}

/// Forgets every selection of this tab.
fn forget_all() {
    let Some(memory) = dom::memory() else { return };
    let count = memory.length().unwrap_or_default();
    let names: Vec<String> = (0..count).filter_map(|index| memory.key(index).ok()?).collect();
    for name in names.iter().filter(|name| name.starts_with(KEPT)) {
        let _ = memory.remove_item(name);
    }
}
