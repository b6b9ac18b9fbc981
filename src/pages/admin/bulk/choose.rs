//! Choosing a change of many orders: one form for all of them, or a list with a change per order.

use leptos::prelude::*;

use crate::domain::admin_routes::{BULK_LIST, BULK_PREVIEW, BULK_SAMPLE, ORDERS, in_shop};
use crate::pages::admin::message_choice::{MessageChoice, SendTime};
use crate::pages::admin::shell::{AdminAssets, AdminPage};
use crate::pages::render::in_textarea;
use crate::wire::admin::bulk::{BulkFields, BulkForm, ListFault};
use crate::wire::admin::frame::{AdminFrame, Section};

/// What is to be known of the messages.
const WAITING: &str =
    "Only for public statuses and moved dates. The messages wait, so that all can be undone.";

/// What is wrong with fields, and how a field tells it.
#[derive(Clone)]
struct Wrong(Vec<(String, String)>);

impl Wrong {
    fn of(&self, field: &str) -> Option<String> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, sentence)| sentence.clone())
    }

    fn invalid(&self, field: &str) -> Option<&'static str> {
        self.of(field).map(|_| "true")
    }

    fn described(&self, field: &str) -> Option<String> {
        self.of(field).map(|_| format!("wrong-{field}"))
    }

    fn sentence(&self, field: &str) -> impl IntoView + use<> {
        let id = format!("wrong-{field}");
        self.of(field).map(|sentence| view! { <p class="wrong" id=id>{sentence}</p> })
    }
}

/// The page.
#[component]
pub fn ChoosePage(
    frame: AdminFrame,
    assets: AdminAssets,
    /// What the form holds.
    form: BulkForm,
) -> impl IntoView {
    let shop = frame.shop.clone();
    let wrong = Wrong(form.wrong.clone());
    let whole = wrong.of("").map(|sentence| {
        view! { <section class="sheet" role="alert"><p class="wrong bulk-text">{sentence}</p></section> }
    });
    let is_chosen = !form.orders.is_empty() || form.filter.is_some();
    let title = if is_chosen { format!("Change {}", form.count) } else { "Change many orders".to_owned() };
    let one =
        is_chosen.then(|| view! { <OneForAll shop=shop.clone() form=form.clone() wrong=wrong.clone()/> });
    let hint = (!is_chosen).then(|| {
        let orders = in_shop(ORDERS, &shop);
        view! {
            <section class="sheet">
                <p class="bulk-text">
                    "To change orders in the same way, choose them in " <a href=orders>"the orders"</a> " first."
                </p>
            </section>
        }
    });
    let undoable = (!is_chosen && !form.undoable.is_empty()).then(|| {
        let changes = form.undoable.iter().map(|(href, what)| {
            view! { <li><a href=href.clone()>{what.clone()}</a></li> }
        });
        view! {
            <section class="sheet" aria-labelledby="undoable">
                <h2 id="undoable">"Can still be undone"</h2>
                <ul class="bulk-reasons">{changes.collect_view()}</ul>
            </section>
        }
    });
    view! {
        <AdminPage frame assets section=Section::Orders title>
            {whole}
            {hint}
            {undoable}
            {one}
            <FromList shop form wrong/>
        </AdminPage>
    }
}

/// The chosen orders, carried along.
fn selection(form: &BulkForm) -> impl IntoView + use<> {
    let ids = form
        .orders
        .iter()
        .map(|id| view! { <input type="hidden" name="order" value=id.clone()/> })
        .collect_view();
    let filter = form.filter.clone().map(|filter| {
        view! { <input type="hidden" name="all" value="1"/><input type="hidden" name="filter" value=filter/> }
    });
    view! { {ids} {filter} }
}

/// One change for all chosen orders.
#[component]
fn OneForAll(shop: String, form: BulkForm, wrong: Wrong) -> impl IntoView {
    let fields = form.fields.clone();
    let chosen = selection(&form);
    let options = form
        .statuses
        .iter()
        .map(|(handle, name)| {
            let selected = *handle == fields.status;
            view! { <option value=handle.clone() selected=selected>{name.clone()}</option> }
        })
        .collect_view();
    let text = |name: &'static str, label: &'static str, hint: &'static str, value: &str| {
        view! {
            <div class="field">
                <label for=name>{label}<small>{hint}</small></label>
                <textarea id=name name=name rows="3" aria-invalid=wrong.invalid(name) aria-describedby=wrong.described(name)>
                    {in_textarea(value)}
                </textarea>
                {wrong.sentence(name)}
            </div>
        }
    };
    let note =
        text("note", "Note to the shopper", "Stands beside the status on every order's page.", &fields.note);
    let private = text("private_note", "Private note", "For staff only.", &fields.private_note);
    let comment = text("comment", "Comment", "A line of its own on every order's page.", &fields.comment);
    let message = fields.message.clone();
    let BulkForm { hold_seconds, time_zone, .. } = form;
    let trouble = wrong.of("send_at");
    view! {
        <section class="sheet" aria-labelledby="one-for-all">
            <h2 id="one-for-all">"The same for all of them"</h2>
            <form method="post" action=in_shop(BULK_PREVIEW, &shop) class="fields">
                {chosen}
                <div class="field">
                    <label for="status">"Status"</label>
                    <select id="status" name="status" aria-invalid=wrong.invalid("status") aria-describedby=wrong.described("status")>
                        <option value="">"Leave as it is"</option>
                        {options}
                    </select>
                    {wrong.sentence("status")}
                </div>
                {note}
                <Due fields=fields.clone() wrong=wrong.clone()/>
                {private}
                {comment}
                <MessageChoice label="Tell the shoppers by mail" hint=WAITING chosen=message disabled=false/>
                <SendTime legend="When the messages go" hold_seconds time_zone when=fields.when.clone() send_at=fields.send_at.clone() trouble/>
                <div class="row">
                    <button class="go">"Preview"</button>
                    <p class="hint">"Nothing happens before you confirm."</p>
                </div>
            </form>
        </section>
    }
}

/// What becomes of the due date.
#[component]
fn Due(fields: BulkFields, wrong: Wrong) -> impl IntoView {
    let kind = if fields.due.is_empty() { "keep".to_owned() } else { fields.due.clone() };
    let choice = |value: &'static str, words: &'static str| {
        let checked = kind == value;
        view! {
            <label class="check"><input type="radio" name="due" value=value checked=checked/><span>{words}</span></label>
        }
    };
    let day = |name: &'static str, label: &'static str, value: &str| {
        view! {
            <div class="field">
                <label for=name>{label}</label>
                <input type="date" id=name name=name value=value.to_owned() aria-invalid=wrong.invalid(name) aria-describedby=wrong.described(name)/>
                {wrong.sentence(name)}
            </div>
        }
    };
    let keep = choice("keep", "Leave as it is");
    let on = choice("on", "Set it");
    let later = choice("later", "Move it later");
    let drop = choice("drop", "Take it back");
    let from = day("due_from", "First day", &fields.due_from);
    let to = day("due_to", "Last day, if it is a range", &fields.due_to);
    view! {
        <fieldset class="bulk-due">
            <legend>"Due date"</legend>
            {keep}
            {on}
            <div class="bulk-days">{from}{to}</div>
            {later}
            <div class="bulk-days">
                <div class="field">
                    <label for="later">"Working days"</label>
                    <input type="number" id="later" name="later" min="1" max="365" inputmode="numeric" value=fields.later.clone()
                        aria-invalid=wrong.invalid("later") aria-describedby=wrong.described("later")/>
                    {wrong.sentence("later")}
                </div>
            </div>
            {drop}
            <div class="field">
                <label for="reason">"Reason"<small>"Why the date moves, in words for the shopper."</small></label>
                <input id="reason" name="reason" value=fields.reason.clone() aria-invalid=wrong.invalid("reason") aria-describedby=wrong.described("reason")/>
                {wrong.sentence("reason")}
            </div>
        </fieldset>
    }
}

/// A list with a change per order.
#[component]
fn FromList(shop: String, form: BulkForm, wrong: Wrong) -> impl IntoView {
    let chosen = selection(&form);
    let is_chosen = !form.orders.is_empty() || form.filter.is_some();
    let sample = is_chosen.then(|| {
        let chosen = selection(&form);
        view! {
            <form method="post" action=in_shop(BULK_SAMPLE, &shop) class="bulk-sample">
                {chosen}
                <button>"Download a list of these orders"</button>
            </form>
        }
    });
    let is_faulty = !form.faults.is_empty() || wrong.of("list").is_some();
    let faults = (!form.faults.is_empty())
        .then(|| view! { <Faults faults=form.faults.clone() more=form.more_faults/> });
    let invalid = is_faulty.then_some("true");
    let described = is_faulty.then_some("list-hint list-wrong");
    let sentence = wrong.of("list");
    let statuses = form
        .statuses
        .iter()
        .map(|(handle, name)| view! { <option value=handle.clone()>{name.clone()}</option> })
        .collect_view();
    let handles = form.statuses.iter().map(|(handle, _)| handle.as_str()).collect::<Vec<_>>().join(", ");
    view! {
        <section class="sheet" aria-labelledby="from-list">
            <h2 id="from-list">"A list, with a change per order"</h2>
            {sample}
            <form method="post" action=in_shop(BULK_LIST, &shop) enctype="multipart/form-data" class="fields">
                {chosen}
                <p class="hint" id="list-hint">
                    "CSV with a first line that names the columns: " <code>"order, status, note, due from, due to, message"</code>
                    ". Days as 2026-11-26; message is yes or no, empty does as the status says. At most 20,000 lines and 2 MB."
                    {(!handles.is_empty()).then(|| view! { " Statuses: " <code>{handles}</code> "." })}
                </p>
                <datalist id="statuses">{statuses}</datalist>
                <div id="list-wrong">
                    {sentence.map(|sentence| view! { <p class="wrong">{sentence}</p> })}
                    {faults}
                </div>
                <div class="field">
                    <label for="list">"Paste the list"</label>
                    <textarea id="list" name="list" rows="8" class="bulk-list" spellcheck="false" aria-invalid=invalid
                        aria-describedby=described>{in_textarea(&form.list)}</textarea>
                </div>
                <div class="field">
                    <label for="file">"Or choose a file"<small>"A file counts instead of what is pasted."</small></label>
                    <input type="file" id="file" name="file" accept=".csv,text/csv"/>
                </div>
                <div class="row"><button class="go">"Preview the list"</button></div>
            </form>
        </section>
    }
}

/// What is wrong with the list.
#[component]
fn Faults(faults: Vec<ListFault>, more: u64) -> impl IntoView {
    let rows = faults
        .into_iter()
        .map(|fault| {
            let column = if fault.column.is_empty() { "whole line".to_owned() } else { fault.column };
            view! { <tr><th scope="row">{fault.line}</th><td>{column}</td><td>{fault.sentence}</td></tr> }
        })
        .collect_view();
    let more = (more > 0).then(|| view! { <p class="hint">{format!("And {more} more.")}</p> });
    view! {
        <div role="alert">
            <p class="wrong">"Nothing happened: the list cannot be carried out as it is."</p>
            <table class="bulk-faults">
                <caption class="vh">"What to mend in the list"</caption>
                <thead><tr><th scope="col">"Line"</th><th scope="col">"Column"</th><th scope="col">"What to do"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {more}
        </div>
    }
}
