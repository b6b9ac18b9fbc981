//! Reads the form that moves an order along: what was typed, and what it means. Every mistake becomes a
//! sentence beside its field; nothing typed is lost.

use jiff::civil::Date;

use crate::domain::due_date::DueDate;
use crate::domain::ids::ShopifyId;
use crate::domain::status::Status;
use crate::services::change_order::{MerchantChange, SendTimes, TEXT_LIMIT};
use crate::services::statuses::wants_message;
use crate::wire::admin::order::MoveForm;

/// The form as it was sent.
#[must_use]
pub fn read(body: &[u8]) -> MoveForm {
    let mut form = MoveForm { due: "keep".to_owned(), ..MoveForm::default() };
    for (name, value) in form_urlencoded::parse(body) {
        let value = value.into_owned();
        match &*name {
            "status" => form.status = value,
            "item" => form.items.push(value),
            "note" => form.note = value,
            "private_note" => form.private_note = value,
            "due" => form.due = value,
            "due_from" => form.due_from = value,
            "due_to" => form.due_to = value,
            "reason" => form.reason = value,
            "message" => form.message = value,
            "when" => form.when = value,
            "send_at" => form.send_at = value,
            "revision" => form.revision = value.parse().unwrap_or_default(),
            "once" => form.once = value.chars().take(64).collect(),
            _ => {}
        }
    }
    form
}

/// What the form asks for; its mistakes are noted in the form.
pub(super) fn meant(
    form: &mut MoveForm,
    statuses: &[Status],
    by: &str,
    times: &SendTimes,
) -> Option<MerchantChange> {
    let mut wrong: Vec<(&str, &str)> = Vec::new();
    let status = statuses.iter().find(|status| status.handle == form.status && !status.archived);
    if status.is_none() && !form.status.is_empty() {
        wrong.push(("status", "This status is not there any more. Choose another."));
    }
    let items: Option<Vec<ShopifyId>> = form.items.iter().map(|id| id.parse().ok().map(ShopifyId)).collect();
    if items.is_none() {
        wrong.push(("items", "These items are not on the order. Choose again."));
    }
    if !form.items.is_empty() && form.status.is_empty() {
        wrong.push(("items", "Choose the status these items get, or none of them."));
    }
    for (name, text) in [("note", &form.note), ("private_note", &form.private_note), ("reason", &form.reason)]
    {
        if text.chars().count() > TEXT_LIMIT {
            wrong.push((name, "A text has at most 2,000 characters. Shorten it."));
        }
    }
    let due = due(form).and_then(|due| due_with_reason(form, due)).unwrap_or_else(|(field, sentence)| {
        wrong.push((field, sentence));
        None
    });
    let message = wants_message(&form.message, status);
    let send_at = times.read(message, &form.when, &form.send_at).unwrap_or_else(|sentence| {
        wrong.push(("send_at", sentence));
        None
    });
    let change = MerchantChange {
        send_at,
        status: status.cloned(),
        items: items.unwrap_or_default(),
        note: filled(&form.note),
        private_note: filled(&form.private_note),
        due,
        reason: filled(&form.reason),
        message,
        seen_revision: Some(form.revision),
        by: Some(by.to_owned()),
        once: filled(&form.once),
        ..MerchantChange::default()
    };
    let nothing = change.status.is_none()
        && change.due.is_none()
        && change.note.is_none()
        && change.private_note.is_none();
    if nothing && wrong.is_empty() {
        wrong.push(("status", "Nothing is to be changed yet. Choose a status, write a note or set a date."));
    }
    form.wrong = wrong.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    form.wrong.is_empty().then_some(change)
}

type Due = Option<Option<DueDate>>;

/// What is said of a day that was typed beside “Keep”.
const DAY_WITHOUT_CHOICE: &str = "You typed a day: choose “Set it to”, or empty the field.";

fn due(form: &MoveForm) -> Result<Due, (&'static str, &'static str)> {
    match form.due.as_str() {
        "drop" => Ok(Some(None)),
        "set" => {
            let first = day(&form.due_from)
                .ok_or(("due_from", "Give the day as 2026-11-30, or choose to keep the date."))?;
            if form.due_to.trim().is_empty() {
                return Ok(Some(Some(DueDate::new(first, first))));
            }
            let last = day(&form.due_to)
                .ok_or(("due_to", "Give the last day as 2026-11-30, or leave it empty for a single day."))?;
            if last < first {
                return Err(("due_to", "The last day lies before the first. Swap them."));
            }
            Ok(Some(Some(DueDate::new(first, last))))
        }
        // Whoever typed a day meant it, though the choice above it says otherwise.
        _ if filled(&form.due_from).is_some() => Err(("due_from", DAY_WITHOUT_CHOICE)),
        _ if filled(&form.due_to).is_some() => Err(("due_to", DAY_WITHOUT_CHOICE)),
        _ => Ok(None),
    }
}

/// A reason tells of a date: without one it would reach nobody.
fn due_with_reason(form: &MoveForm, due: Due) -> Result<Due, (&'static str, &'static str)> {
    if due.is_none() && filled(&form.reason).is_some() {
        return Err(("reason", "A reason stands beside a new date: set one, or empty the field."));
    }
    Ok(due)
}

/// A day of this age of the world: nobody promises one in another.
fn day(text: &str) -> Option<Date> {
    let day: Date = text.trim().parse().ok()?;
    (2000..2200).contains(&day.year()).then_some(day)
}

pub(super) fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.replace("\r\n", "\n"))
}
