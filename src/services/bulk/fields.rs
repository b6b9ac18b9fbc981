//! Reads the form in which a change of many orders is chosen.

use jiff::civil::Date;

use crate::domain::batch::{BatchChange, BatchDue};
use crate::domain::due_date::DueDate;
use crate::domain::status::Status;
use crate::services::change_order::{SendTimes, TEXT_LIMIT};
use crate::services::statuses::wants_message;
use crate::wire::admin::bulk::BulkFields;

/// Most working days a date moves at once.
const MOST_DAYS: u16 = 365;

/// The change that was typed.
///
/// # Errors
/// Field and sentence for everything that cannot be done; an empty field name concerns the whole form.
pub fn read_fields(
    fields: &BulkFields,
    statuses: &[Status],
    times: &SendTimes,
) -> Result<BatchChange, Vec<(String, String)>> {
    let mut wrong: Vec<(String, String)> = Vec::new();
    let status = statuses.iter().find(|status| status.handle == fields.status);
    match status {
        None if !fields.status.is_empty() => {
            wrong.push(fault("status", "There is no such status any more. Choose another."))
        }
        Some(status) if status.archived => {
            wrong.push(fault("status", "This status is archived. Choose another."))
        }
        _ => {}
    }
    let due = read_due(fields).unwrap_or_else(|(field, sentence)| {
        wrong.push(fault(field, sentence));
        None
    });
    let texts = [
        ("note", &fields.note),
        ("private_note", &fields.private_note),
        ("reason", &fields.reason),
        ("comment", &fields.comment),
    ];
    for (field, text) in texts {
        if text.chars().count() > TEXT_LIMIT {
            wrong.push(fault(field, "This is longer than 2,000 characters. Shorten it."));
        }
    }
    let message = wants_message(&fields.message, status);
    let send_at = times.read(message, &fields.when, &fields.send_at).unwrap_or_else(|sentence| {
        wrong.push(fault("send_at", sentence));
        None
    });
    let filled = |text: &str| Some(text.trim().replace("\r\n", "\n")).filter(|text| !text.is_empty());
    let change = BatchChange {
        status: status.map(|status| status.id),
        note: filled(&fields.note),
        private_note: filled(&fields.private_note),
        due,
        reason: filled(&fields.reason),
        comment: filled(&fields.comment),
        message,
        send_at,
    };
    let nothing = BatchChange { message, send_at, ..BatchChange::default() };
    if wrong.is_empty() && change == nothing {
        wrong
            .push(fault("", "Nothing would change. Choose a status, move the due date, or write something."));
    }
    if wrong.is_empty() { Ok(change) } else { Err(wrong) }
}

fn fault(field: &str, sentence: &str) -> (String, String) {
    (field.to_owned(), sentence.to_owned())
}

fn read_due(fields: &BulkFields) -> Result<Option<BatchDue>, (&'static str, &'static str)> {
    let day = |field, text: &str| {
        text.trim().parse::<Date>().map_err(|_| (field, "Write the day as 2026-11-26, or pick it."))
    };
    Ok(match fields.due.as_str() {
        "on" => {
            let from = day("due_from", &fields.due_from)?;
            let to = if fields.due_to.trim().is_empty() { from } else { day("due_to", &fields.due_to)? };
            if to < from {
                return Err(("due_to", "The last day is before the first. Swap the two."));
            }
            Some(BatchDue::On(DueDate::new(from, to)))
        }
        "later" => {
            let days = fields.later.trim().parse::<u16>().ok().filter(|days| (1..=MOST_DAYS).contains(days));
            Some(BatchDue::Later(days.ok_or(("later", "Write a number of working days from 1 to 365."))?))
        }
        "drop" => Some(BatchDue::Drop),
        _ => without_choice(fields).map_or(Ok(None), Err)?,
    })
}

/// Something typed about the date though it is to stay: whoever typed it meant it.
fn without_choice(fields: &BulkFields) -> Option<(&'static str, &'static str)> {
    let day = "You typed a day: choose “Set it”, or empty the field.";
    let typed = [
        ("due_from", &fields.due_from, day),
        ("due_to", &fields.due_to, day),
        ("later", &fields.later, "You typed a number of days: choose “Move it later”, or empty the field."),
        ("reason", &fields.reason, "A reason stands beside a new date: set one, or empty the field."),
    ];
    typed.into_iter().find(|(_, text, _)| !text.trim().is_empty()).map(|(field, _, words)| (field, words))
}
