//! A batch in words for staff.

use jiff::tz::TimeZone;

use crate::domain::batch::{BatchChange, BatchDue};
use crate::domain::status::Status;

/// "1 order", "37 orders".
#[must_use]
pub fn counted(count: u64, one: &str, many: &str) -> String {
    let grouped = |number: u64| {
        let digits = number.to_string();
        let parts: Vec<&str> =
            digits.as_bytes().rchunks(3).rev().filter_map(|part| std::str::from_utf8(part).ok()).collect();
        parts.join(",")
    };
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// What a change does: "status “Oak is drying”, due date 2 working days later, with a note". Times are told in
/// `zone`.
#[must_use]
pub fn change_words(change: &BatchChange, statuses: &[Status], zone: &TimeZone) -> String {
    let mut parts = Vec::new();
    if let Some(id) = change.status {
        let name = statuses.iter().find(|status| status.id == id).map_or("(gone)", |status| &status.name);
        parts.push(format!("status “{name}”"));
    }
    parts.extend(change.due.map(|due| match due {
        BatchDue::On(due) if due.is_single() => format!("due date {}", due.from),
        BatchDue::On(due) => format!("due date {} to {}", due.from, due.to),
        BatchDue::Later(1) => "due date 1 working day later".to_owned(),
        BatchDue::Later(days) => format!("due date {days} working days later"),
        BatchDue::Drop => "due date taken back".to_owned(),
    }));
    let with = [
        (change.note.is_some(), "a note"),
        (change.private_note.is_some(), "a private note"),
        (change.comment.is_some(), "a comment"),
    ];
    let alone = parts.is_empty();
    let word = |word: &str| if alone { word.to_owned() } else { format!("with {word}") };
    parts.extend(with.iter().filter(|(is, _)| *is).map(|(_, what)| word(what)));
    parts.extend(
        change.send_at.map(|at| at.in_zone(zone).strftime("messages on %A %-d %B %Y at %H:%M").to_string()),
    );
    if parts.is_empty() { "a change per order, from a list".to_owned() } else { parts.join(", ") }
}
