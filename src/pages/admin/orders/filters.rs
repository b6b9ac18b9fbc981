//! Search and filters: one form. It is sent as a form, because names and e-mail addresses must not stand in
//! addresses, and answered with an address of its own, so that every list can be kept, gone back to and
//! shared among colleagues.

use leptos::prelude::*;

use crate::wire::admin::orders::{FilterChoice, FilterGroup, OrdersView};

/// Search, filters, sort.
#[component]
pub fn Filters(list: OrdersView) -> impl IntoView {
    let OrdersView { action, search, groups, due_from, due_to, flags, sorts, .. } = list;
    let groups = groups.into_iter().map(|group| view! { <Group group/> }).collect_view();
    let sorts = sorts
        .into_iter()
        .map(|FilterChoice { value, label, chosen }| view! { <option value=value selected=chosen>{label}</option> })
        .collect_view();
    let dated = u8::from(!due_from.is_empty()) + u8::from(!due_to.is_empty());
    let flagged = flags.iter().filter(|flag| flag.chosen).count();
    let flags = flags
        .into_iter()
        .map(|FilterChoice { value, label, chosen }| {
            view! { <label class="check"><input type="checkbox" name=value value="1" checked=chosen/>{label}</label> }
        })
        .collect_view();
    view! {
        <form class="filters" role="search" method="post" action=action>
            <div class="search">
                <label class="vh" for="q">"Search orders"</label>
                <input
                    id="q"
                    type="search"
                    name="q"
                    value=search
                    maxlength="200"
                    placeholder="Number, name, e-mail, tracking number"
                    autocomplete="off"
                />
                <button>"Search"</button>
            </div>
            <div class="groups">
                {groups}
                <details class="pop">
                    <summary>"Due" <Chosen count=usize::from(dated)/></summary>
                    <div class="panel">
                        <div class="field"><label for="due-from">"From"</label><input id="due-from" type="date" name="due_from" value=due_from/></div>
                        <div class="field"><label for="due-to">"Until"</label><input id="due-to" type="date" name="due_to" value=due_to/></div>
                        <button class="go">"Apply"</button>
                    </div>
                </details>
                <details class="pop">
                    <summary>"More" <Chosen count=flagged/></summary>
                    <div class="panel">{flags}<button class="go">"Apply"</button></div>
                </details>
                <div class="sort">
                    <label for="sort">"Sort"</label>
                    <select id="sort" name="sort">{sorts}</select>
                    <button>"Sort"</button>
                </div>
            </div>
        </form>
    }
}

/// A filter with choices.
#[component]
fn Group(group: FilterGroup) -> impl IntoView {
    let FilterGroup { label, key, choices } = group;
    let count = choices.iter().filter(|choice| choice.chosen).count();
    let legend = label.clone();
    let choices = choices
        .into_iter()
        .map(|FilterChoice { value, label, chosen }| {
            let key = key.clone();
            view! { <label class="check"><input type="checkbox" name=key value=value checked=chosen/>{label}</label> }
        })
        .collect_view();
    view! {
        <details class="pop">
            <summary>{label} <Chosen count/></summary>
            <fieldset class="panel">
                <legend class="vh">{legend}</legend>
                <div class="choices" tabindex="-1">{choices}</div>
                <button class="go">"Apply"</button>
            </fieldset>
        </details>
    }
}

/// How many values of a filter are chosen; nothing when none is.
#[component]
fn Chosen(count: usize) -> impl IntoView {
    (count > 0).then(|| view! { <b class="n">{count}<span class="vh">" chosen"</span></b> })
}
