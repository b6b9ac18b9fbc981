//! The one form that moves an order along: status, notes, date, message. Nothing happens before the
//! next page has said what would.

use leptos::prelude::*;

use crate::pages::admin::message_choice::{MessageChoice, SendTime};
use crate::pages::render::in_textarea;

use super::{marks, wrong};
use crate::wire::admin::order::{MoveForm, OrderDesk};

/// The form.
#[component]
pub fn MoveSheet(
    /// What it offers and what was typed.
    desk: OrderDesk,
) -> impl IntoView {
    let OrderDesk { form, statuses, not_allowed, items, message_line, can_message, path, due, .. } = desk;
    let OrderDesk { hold_seconds, time_zone, .. } = desk;
    let MoveForm { status, items: chosen, note, private_note, due: choice, due_from, due_to, .. } =
        form.clone();
    let MoveForm { reason, message, when, send_at, revision, once, wrong: all, .. } = form;
    let options = statuses
        .into_iter()
        .map(|one| {
            let selected = one.handle == status;
            view! { <option value=one.handle selected=selected>{one.name}</option> }
        })
        .collect_view();
    let not_allowed = (!not_allowed.is_empty()).then(|| {
        let lines = not_allowed
            .into_iter()
            .map(|(name, why)| view! { <li><strong>{name}</strong>" "{why}</li> })
            .collect_view();
        view! { <details><summary>"Not possible now"</summary><ul>{lines}</ul></details> }
    });
    let lines = items
        .into_iter()
        .map(|(id, item)| {
            let checked = chosen.contains(&id);
            let what = [Some(item.title), item.variant].into_iter().flatten().collect::<Vec<_>>().join(", ");
            view! {
                <label class="check"><input type="checkbox" name="item" value=id checked=checked/>
                    <span>{what}<small>{item.progress}</small></span></label>
            }
        })
        .collect_view();
    let open_items = !chosen.is_empty() || all.iter().any(|(name, _)| name == "items");
    let radio = |value: &'static str, label: String| {
        let checked = choice == value;
        view! { <label class="check"><input type="radio" name="due" value=value checked=checked/><span>{label}</span></label> }
    };
    let cannot = !can_message;
    let keep = due.clone().map_or("Leave it without a date".to_owned(), |due| format!("Keep: {due}"));
    let drop = due.is_some().then(|| radio("drop", "Take the date back".to_owned()));
    let (status_bad, status_by) = marks(&all, "status");
    let (note_bad, note_by) = marks(&all, "note");
    let (private_bad, private_by) = marks(&all, "private_note");
    let (from_bad, from_by) = marks(&all, "due_from");
    let (to_bad, to_by) = marks(&all, "due_to");
    let (reason_bad, reason_by) = marks(&all, "reason");
    let when_sheet = can_message.then(|| {
        let trouble = all.iter().find(|(name, _)| name == "send_at").map(|(_, sentence)| sentence.clone());
        view! { <SendTime legend="When the message goes" hold_seconds time_zone when send_at trouble/> }
    });
    view! {
        <section class="sheet" aria-labelledby="move">
            <h2 id="move">"Move along"</h2>
            <form class="fields" method="post" action=format!("{path}/change")>
                <input type="hidden" name="revision" value=revision/>
                <input type="hidden" name="once" value=once/>
                <div class="field">
                    <label for="status">"Status"</label>
                    <select id="status" name="status" aria-invalid=status_bad aria-describedby=status_by>
                        <option value="">"Leave as it is"</option>
                        {options}
                    </select>
                    {wrong(&all, "status")}
                    {not_allowed}
                </div>
                <details open=open_items>
                    <summary>"Only some items"</summary>
                    <fieldset><legend class="vh">"Items that get the status"</legend>
                        <p class="hint">"Choose none for the whole order. A later status of the whole order takes them along."</p>
                        {lines}{wrong(&all, "items")}</fieldset>
                </details>
                <div class="field">
                    <label for="note">"Note to the shopper"<small>"Shown beside the status and in the message"</small></label>
                    <textarea id="note" name="note" maxlength="2000" aria-invalid=note_bad aria-describedby=note_by>{in_textarea(&note)}</textarea>
                    {wrong(&all, "note")}
                </div>
                <div class="field">
                    <label for="private_note">"Note among staff"<small>"No shopper ever sees it"</small></label>
                    <textarea id="private_note" name="private_note" maxlength="2000" aria-invalid=private_bad aria-describedby=private_by>{in_textarea(&private_note)}</textarea>
                    {wrong(&all, "private_note")}
                </div>
                <fieldset class="field"><legend>"Due date"</legend>
                    {radio("keep", keep)}
                    {radio("set", "Set it to".to_owned())}
                    <div class="pair">
                        <div class="field"><label for="due_from">"Day, or first day"</label>
                            <input id="due_from" type="date" name="due_from" value=due_from aria-invalid=from_bad aria-describedby=from_by/>{wrong(&all, "due_from")}</div>
                        <div class="field"><label for="due_to">"Last day, for a range"</label>
                            <input id="due_to" type="date" name="due_to" value=due_to aria-invalid=to_bad aria-describedby=to_by/>{wrong(&all, "due_to")}</div>
                    </div>
                    {drop}
                    <div class="field">
                        <label for="reason">"Reason for the new date"<small>"The shopper reads it"</small></label>
                        <input id="reason" name="reason" value=reason maxlength="2000" aria-invalid=reason_bad aria-describedby=reason_by/>
                        {wrong(&all, "reason")}
                    </div>
                </fieldset>
                <MessageChoice label="Tell the shopper by e-mail" hint=message_line chosen=message disabled=cannot/>
                {when_sheet}
                <div class="row"><button class="go">"See what happens"</button><span class="hint">"Nothing changes before you confirm."</span></div>
            </form>
        </section>
    }
}
