//! The list with a change per order as a table: dropped, pasted or chosen as a file, shown cell by cell with
//! what is wrong in it, and mended there. It is written back into the text field of the form, which is
//! what is sent.

use std::collections::HashMap;

use leptos::either::Either;
use leptos::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DragEvent, Element, Event, File, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement,
};

use super::dom::{self, Later};
use crate::wire::admin::change_list::{COLUMNS, CellFault, Row, Table, faults};

/// Lines that are shown; a longer list is checked whole and shown in part.
const SHOWN: usize = 200;
/// How long after the last key the pasted text is read again, in milliseconds.
const READ_AFTER: i32 = 300;

/// The list of one page.
#[derive(Clone, Copy)]
struct List {
    table: RwSignal<Table>,
    /// Raised when rows came or went: cells keep their place otherwise, and the cursor in them.
    shape: RwSignal<u32>,
    faults: Memo<Vec<CellFault>>,
}

/// Shows the list as a table below the field it is pasted into.
pub fn begin() {
    let Some(field) = dom::find::<HtmlTextAreaElement>("textarea[name=list]") else { return };
    let Some(form) = field.form() else { return };
    let Some(place) = dom::make::<HtmlElement>("div", "list-table") else { return };
    if let Some(around) = field.parent_element() {
        let _ = around.append_child(&place);
    }
    let statuses = statuses();
    let inside = field.clone();
    leptos::mount::mount_to(place, move || {
        let table = RwSignal::new(Table::default());
        let faults = Memo::new(move |_| table.with(|table| faults(table, &statuses)));
        let list = List { table, shape: RwSignal::new(0), faults };
        let show = move |text: String| list.read(&text);
        show(inside.value());
        watch(&form, &inside, show);
        view! { <Lines list field=inside/> }
    })
    .forget();
}

/// Handle and name of the statuses that the form offers for its column.
fn statuses() -> Vec<(String, String)> {
    let Some(body) = dom::document().body() else { return Vec::new() };
    let options = dom::all_in::<Element>(&body, "#statuses option");
    let pair = |option: Element| {
        (option.get_attribute("value").unwrap_or_default(), option.text_content().unwrap_or_default())
    };
    options.into_iter().map(pair).collect()
}

/// Reads again what is typed and pasted; takes files that are chosen or dropped into the field.
fn watch(form: &HtmlFormElement, field: &HtmlTextAreaElement, show: impl Fn(String) + Copy + 'static) {
    let wait = Later::default();
    let own = field.clone();
    dom::on(field, "input", move |_: Event| {
        let field = own.clone();
        wait.call(READ_AFTER, move || show(field.value()));
    });
    if let Some(chooser) = dom::find_in::<HtmlInputElement>(form, "input[type=file]") {
        let (field, own) = (field.clone(), chooser.clone());
        dom::on(&chooser, "change", move |_: Event| {
            if let Some(file) = own.files().and_then(|files| files.get(0)) {
                // From here on the text counts, which may be mended.
                own.set_value("");
                take(file, field.clone(), show);
            }
        });
    }
    let over = form.clone();
    dom::on(form, "dragover", move |event: DragEvent| {
        event.prevent_default();
        let _ = over.class_list().add_1("dropping");
    });
    for end in ["dragleave", "drop"] {
        let over = form.clone();
        dom::on(form, end, move |_: DragEvent| drop(over.class_list().remove_1("dropping")));
    }
    let field = field.clone();
    dom::on(form, "drop", move |event: DragEvent| {
        let Some(brought) = event.data_transfer() else { return };
        event.prevent_default();
        if let Some(file) = brought.files().and_then(|files| files.get(0)) {
            take(file, field.clone(), show);
        } else if let Ok(text) = brought.get_data("text/plain") {
            field.set_value(&text);
            show(text);
        }
    });
}

fn take(file: File, field: HtmlTextAreaElement, show: impl Fn(String) + 'static) {
    spawn_local(async move {
        let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
        if let Some(text) = text {
            field.set_value(&text);
            show(text);
        }
    });
}

impl List {
    fn read(self, text: &str) {
        self.table.set(if text.trim().is_empty() { Table::default() } else { Table::read(text) });
        self.shape.update(|shape| *shape += 1);
    }

    fn write(self, field: &HtmlTextAreaElement) {
        field.set_value(&self.table.with_untracked(Table::text));
    }

    fn set(self, row: usize, cell: usize, text: String) {
        self.table.update(|table| {
            let Some(row) = table.rows.get_mut(row) else { return };
            if row.cells.len() <= cell {
                row.cells.resize(cell + 1, String::new());
            }
            row.cells[cell] = text;
            number(table);
        });
    }

    fn add(self) {
        self.table.update(|table| {
            let cells = vec![String::new(); table.header.len()];
            table.rows.push(Row { line: 0, cells });
            number(table);
        });
        self.shape.update(|shape| *shape += 1);
    }

    fn remove(self, row: usize) {
        self.table.update(|table| {
            table.rows.remove(row);
            number(table);
        });
        self.shape.update(|shape| *shape += 1);
    }
}

/// Numbers the lines as they stand in the text that is sent.
fn number(table: &mut Table) {
    let breaks = |cells: &[String]| cells.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
    let mut line = 2 + breaks(&table.header);
    for row in &mut table.rows {
        row.line = line;
        line += 1 + breaks(&row.cells);
    }
}

/// What is wrong on the whole, then the lines.
#[component]
fn Lines(list: List, field: HtmlTextAreaElement) -> impl IntoView {
    let told = move || {
        let (lines, faults) = (list.table.with(|table| table.rows.len()), list.faults.get());
        if list.table.with(|table| table.header.is_empty()) {
            return Either::Left(
                view! { <p class="hint">"Paste a range from a spreadsheet, or drop a file here: it is shown as a table, with what is to be mended."</p> },
            );
        }
        let whole = faults
            .iter()
            .find(|fault| fault.column.is_empty() && fault.line == 1)
            .map(|fault| fault.sentence.clone());
        let (class, words) = match (whole, faults.len()) {
            (Some(sentence), _) => ("wrong", sentence),
            (None, 0) => ("badge good", counted(lines, "line", "lines") + ", nothing to mend"),
            (None, count) => (
                "wrong",
                format!("{}, {} to mend", counted(lines, "line", "lines"), counted(count, "cell", "cells")),
            ),
        };
        Either::Right(view! { <p class=class>{words}</p> })
    };
    let rows = move || {
        list.shape.get();
        let (header, count) = list.table.with_untracked(|table| (table.header.clone(), table.rows.len()));
        let columns = list.table.with_untracked(|table| table.columns.clone());
        (!header.is_empty() && columns.contains(&Some(0))).then(|| {
            let heads = header.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view();
            let field = field.clone();
            let lines = (0..count.min(SHOWN))
                .map(|row| view! { <Line list row columns=columns.clone() field=field.clone()/> })
                .collect_view();
            let more = (count > SHOWN).then(|| view! { <p class="hint">{format!("The first {SHOWN} of {count} lines. All are checked.")}</p> });
            let written = field.clone();
            view! {
                <div class="scroll" tabindex="0" role="region" aria-label="The list as a table">
                    <table>
                        <caption class="vh">"The list as a table"</caption>
                        <thead><tr><th scope="col">"Line"</th>{heads}<th scope="col"><span class="vh">"Remove"</span></th></tr></thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
                {more}
                <button type="button" class="quiet" on:click=move |_| { list.add(); list.write(&written); }>"Add a line"</button>
            }
        })
    };
    view! { <div role="status">{told}</div> {rows} }
}

/// A line, one field per cell.
#[component]
fn Line(list: List, row: usize, columns: Vec<Option<usize>>, field: HtmlTextAreaElement) -> impl IntoView {
    let line = move || list.table.with(|table| table.rows.get(row).map(|row| row.line));
    let wrong = Memo::new(move |_| {
        let line = line();
        list.faults.with(|faults| {
            let own = faults.iter().filter(|fault| Some(fault.line) == line);
            own.map(|fault| (fault.column, fault.sentence.clone())).collect::<HashMap<_, _>>()
        })
    });
    let cells = columns
        .into_iter()
        .enumerate()
        .map(|(cell, column)| view! { <Cell list row cell column wrong field=field.clone()/> })
        .collect_view();
    let all = move || {
        wrong.with(|wrong| wrong.get("").cloned()).map(|sentence| view! { <p class="wrong">{sentence}</p> })
    };
    let remove = move |_| {
        list.remove(row);
        list.write(&field);
    };
    view! {
        <tr>
            <th scope="row">{line}{all}</th>
            {cells}
            <td><button type="button" class="quiet" aria-label=move || format!("Remove line {}", line().unwrap_or_default()) on:click=remove>"×"</button></td>
        </tr>
    }
}

/// A cell.
#[component]
fn Cell(
    list: List,
    row: usize,
    cell: usize,
    /// Which of our columns it is in; `None` for one that is passed over.
    column: Option<usize>,
    wrong: Memo<HashMap<&'static str, String>>,
    field: HtmlTextAreaElement,
) -> impl IntoView {
    let text =
        list.table.with_untracked(|table| table.rows.get(row).and_then(|row| row.cells.get(cell).cloned()));
    let Some(column) = column else { return Either::Left(view! { <td class="soft">{text}</td> }) };
    let name = COLUMNS[column];
    let sentence = move || wrong.with(|wrong| wrong.get(name).cloned());
    let id = format!("cell-{row}-{cell}");
    let described = id.clone();
    let typed = move |event: Event| {
        let text = event
            .target()
            .and_then(|target| js_sys::Reflect::get(&target, &"value".into()).ok()?.as_string());
        list.set(row, cell, text.unwrap_or_default());
        list.write(&field);
    };
    Either::Right(view! {
        <td>
            <textarea rows="1" class=name.replace(' ', "-") spellcheck="false" aria-label=format!("{name}, row {}", row + 1)
                aria-invalid=move || sentence().map(|_| "true") aria-describedby=move || sentence().map(|_| described.clone())
                on:input=typed prop:value=text.unwrap_or_default()></textarea>
            {move || sentence().map(|sentence| view! { <p class="wrong" id=id.clone()>{sentence}</p> })}
        </td>
    })
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
